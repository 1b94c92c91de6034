"""`spotter chat`: the conversation in a terminal, over HTTP, with a server of its own where none answers."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from rich.console import Console
from rich.text import Text

from spotter.bootstrap import build_app
from spotter.cli.client import CoachClient
from spotter.cli.drawing import draw
from spotter.cli.starting import check_data, family_of, warn_of_misspelt
from spotter.errors import SpotterError
from spotter.log import configure_logging
from spotter.settings import Settings, data_name, load_settings

COMMANDS = {
    "en": {
        "/undo": "take back the last thing",
        "/why": "why the coach said or did that",
        "/good": "the last answer helped",
        "/bad": "it did not; say why behind it, if you like: /bad too long",
        "/new": "start a new conversation",
        "/history": "the last lines of this conversation",
        "/help": "these commands, and what the coach can do",
        "/quit": "leave (Ctrl-D does too)",
    },
    "fr": {
        "/undo": "annule la dernière chose",
        "/why": "pourquoi le coach a dit ou fait ça",
        "/good": "la dernière réponse a aidé",
        "/bad": "elle n'a pas aidé ; dis pourquoi derrière, si tu veux : /bad trop long",
        "/new": "commence une nouvelle conversation",
        "/history": "les dernières lignes de cette conversation",
        "/help": "ces commandes, et ce que le coach sait faire",
        "/quit": "quitter (Ctrl-D aussi)",
    },
}
LINES = {
    "en": {
        "welcome": "Welcome back. /help lists the commands.",
        "unknown": "That command is not known. /help lists them.",
        "begun": "A new conversation.",
        "nothing_to_rate": "There is no answer to rate yet.",
        "rated": "Noted, thanks.",
    },
    "fr": {
        "welcome": "Content de te revoir. /help montre les commandes.",
        "unknown": "Je ne connais pas cette commande. /help les montre.",
        "begun": "Une nouvelle conversation.",
        "nothing_to_rate": "Il n'y a pas encore de réponse à noter.",
        "rated": "C'est noté, merci.",
    },
}
TRY_THESE = {
    "en": (
        "I'm 34, 3 days a week, dumbbells and a bench, I want to get stronger",
        "make me a plan",
        "bench 3x5 80kg, then ran 5k in 27:30",
        "two eggs, toast with butter and a large latte",
        "squat 5x5 100kg, had a banana, and remind me tomorrow at 7 to stretch",
    ),
    "fr": (
        "J'ai 34 ans, 3 jours par semaine, des haltères et un banc, je veux gagner en force",
        "fais-moi un programme",
        "développé couché 3x5 à 80 kg, puis couru 5 km en 27:30",
        "deux œufs, du pain avec du beurre et un grand café au lait",
        "squat 5x5 100 kg, mangé une banane, et rappelle-moi demain à 7h de m'étirer",
    ),
}


def chat(url: str | None = None) -> None:
    """Talk to the server at `url`, else to the one in the settings, else to one started inside this process."""
    settings = load_settings()
    warn_of_misspelt()
    asyncio.run(_chat(settings, url))


def chat_with_server_inside(settings: Settings) -> None:
    """Serve on the address of the settings and talk to it in the same terminal."""
    asyncio.run(_serve_and_chat(settings))


async def _chat(settings: Settings, url: str | None) -> None:
    client = CoachClient(url or settings.address)
    try:
        data = await client.data_served()
        if data is not None and (url is not None or data == data_name(settings)):
            await _converse(client, _language())
            return
    finally:
        await client.close()
    if url is not None:
        raise SpotterError(f"No Spotter answers at {url}. Start one with: make run")
    if data is not None:
        raise SpotterError(
            f"The Spotter on port {settings.port} keeps other data than {settings.data_dir}. "
            f"Talk to it with --url {settings.address}, or set SPOTTER_PORT to your own."
        )
    check_data(settings)
    with socket.create_server((settings.host, 0), family=family_of(settings.host)) as probe:
        free = probe.getsockname()[1]
    await _serve_and_chat(settings.model_copy(update={"port": free}))


async def _serve_and_chat(settings: Settings) -> None:
    with _server(settings) as base_url:
        client = CoachClient(base_url)
        try:
            await _converse(client, _language())
        finally:
            await client.close()


@contextmanager
def _server(settings: Settings) -> Iterator[str]:
    """A server in a thread of its own: nothing that happens in it disturbs the prompt."""
    configure_logging("error")
    config = uvicorn.Config(build_app(settings), host=settings.host, port=settings.port, log_level="warning", timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise SpotterError("The server inside the chat could not start.")
        time.sleep(0.02)
    try:
        yield settings.address
    finally:
        server.should_exit = True
        thread.join(timeout=10)


async def _converse(client: CoachClient, language: str) -> None:
    console = Console(highlight=False)
    await client.sign_in(language, "imperial" if os.environ.get("LANG", "").startswith("en_US") else "metric")
    if sys.stdin.isatty():
        await _welcome(client, console)
    async for line in _lines():
        try:
            if not await _answer(client, console, line.strip()):
                return
        except SpotterError as error:
            console.print(Text(error.text, style="red"))


async def _welcome(client: CoachClient, console: Console) -> None:
    known = await client.get("/api/v1/users/me/conversations?limit=1")
    if known and known[0]["messages"]:
        console.print(Text(LINES[await _locale(client)]["welcome"], style="dim"))
        return
    locale = await _locale(client)
    console.print("Essaie par exemple :" if locale == "fr" else "Try one of these:")
    for text in TRY_THESE[locale]:
        console.print(Text(f"  › {text}", style="cyan"))


async def _locale(client: CoachClient) -> str:
    """The language of the person now: it may change in a talk. The client keeps it for when nobody answers."""
    client.locale = (await client.get("/api/v1/users/me"))["locale"]
    return client.locale


async def _lines() -> AsyncIterator[str]:
    if not sys.stdin.isatty():
        for line in sys.stdin:
            yield line
        return
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import InMemoryHistory
    from prompt_toolkit.patch_stdout import patch_stdout

    session: PromptSession[str] = PromptSession(history=InMemoryHistory())
    while True:
        try:
            with patch_stdout(raw=True):
                yield await session.prompt_async("you › ")
        except (EOFError, KeyboardInterrupt):
            return


async def _answer(client: CoachClient, console: Console, line: str) -> bool:
    match line:
        case "":
            return True
        case "/quit" | "/exit":
            return False
        case "/new":
            await _begin_anew(client, console)
        case "/history":
            await _history(client, console)
        case "/help":
            for name, what in COMMANDS[await _locale(client)].items():
                console.print(Text(f"  {name:<10}", style="cyan").append(what, style="default"))
            await _turn(client, console, "help")
        case _ if line.split(maxsplit=1)[0] in ("/good", "/bad"):
            await _rate(client, console, line)
        case _ if line.startswith("/") and line not in ("/undo", "/why"):
            console.print(Text(LINES[client.locale]["unknown"], style="red"))
        case _:
            await _turn(client, console, line.removeprefix("/"))
    return True


async def _begin_anew(client: CoachClient, console: Console) -> None:
    """End the open conversation, tell what was done in it, and start another."""
    newest = await client.get("/api/v1/users/me/conversations?limit=1")
    if newest and newest[0]["ended_at"] is None:
        ended = await client.post(f"/api/v1/ai/session/{newest[0]['conversation_id']}/end")
        console.print(Text(ended["summary"], style="dim"))
    await client.post("/api/v1/ai/session/start")
    console.print(Text(LINES[await _locale(client)]["begun"], style="dim"))


async def _rate(client: CoachClient, console: Console, line: str) -> None:
    """Rate the last answer of this terminal."""
    command, _, text = line.partition(" ")
    if client.last_turn is None:
        console.print(Text(LINES[client.locale]["nothing_to_rate"], style="red"))
        return
    body = {"turn_id": client.last_turn, "rating": "up" if command == "/good" else "down", "text": text.strip() or None}
    await client.post("/api/v1/ai/feedback", body)
    console.print(Text(LINES[await _locale(client)]["rated"], style="dim"))


async def _turn(client: CoachClient, console: Console, message: str) -> None:
    cards: list[dict[str, Any]] = []
    async for kind, data in client.say(message):
        match kind:
            case "text.delta":
                console.print(data["text"], markup=False)
            case "card":
                cards.append(data)
            case "turn.failed":
                console.print(Text(data["detail"], style="red"))
    for card in cards:
        draw(card, console)
    console.print()


async def _history(client: CoachClient, console: Console) -> None:
    newest = await client.get("/api/v1/users/me/conversations?limit=1")
    if not newest:
        console.print(Text("Nothing was said yet.", style="dim"))
        return
    transcript = await client.get(f"/api/v1/ai/conversations/{newest[0]['conversation_id']}?limit=20")
    for line in transcript["lines"]:
        console.print(Text("you   › " if line["role"] == "person" else "coach › ", style="dim").append(line["text"], style="default"))


def _language() -> str:
    return "fr" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).lower().startswith("fr") else "en"
