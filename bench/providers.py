"""Telegram and Twilio as the fault run plays them: their servers in processes of their own, and the requests they send to our doors."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpx
from twilio.request_validator import RequestValidator

from bench.processes import command_server

PUBLIC_URL = "http://127.0.0.1:9"  # signed for, and nobody is there: the run brings every message to a door itself
SID, AUTH, NUMBER = "AC" + "0" * 32, "double", "+15005550006"
TOKEN, SECRET = "1234567:dev-token-of-this-machine", "soak-secret"


class Provider(Protocol):
    """Who brings messages to us and takes our answers."""

    def request(self, place: int, number: int, text: str) -> dict[str, Any]:
        """The request that brings the message `number` of the person at `place`: path, headers and body for httpx."""
        ...

    def address(self, place: int) -> tuple[str, str]:
        """Where the person at `place` is reached: channel and address."""
        ...

    def received(self) -> list[tuple[int, str]]:
        """Every answer that arrived, with the place of the person, in order."""
        ...

    def fail(self, *, is_on: bool) -> None:
        """Refuse some messages from now on, or none any more."""
        ...


@dataclass
class Twilio:
    """Phones."""

    root: str
    signer: RequestValidator = field(default_factory=lambda: RequestValidator(AUTH))

    def request(self, place: int, number: int, text: str) -> dict[str, Any]:
        form = {"MessageSid": f"SM{place:016x}{number:016x}", "From": _phone(place), "To": NUMBER, "Body": text, "NumMedia": "0"}
        signature = self.signer.compute_signature(f"{PUBLIC_URL}/channels/sms", form)
        return {"url": "/channels/sms", "data": form, "headers": {"X-Twilio-Signature": signature}}

    def address(self, place: int) -> tuple[str, str]:
        return "sms", _phone(place)

    def received(self) -> list[tuple[int, str]]:
        sent = httpx.get(f"{self.root}/dev/messages", timeout=30).json()["messages"]
        return [(int(one["to"][-4:]), str(one["body"])) for one in sent]

    def fail(self, *, is_on: bool) -> None:
        mode = {"mode": "unavailable", "count": 20} if is_on else {"mode": "none"}
        httpx.post(f"{self.root}/dev/faults", json=mode, timeout=30).raise_for_status()


@dataclass
class Telegram:
    """Chats."""

    root: str

    def request(self, place: int, number: int, text: str) -> dict[str, Any]:
        chat = 5000 + place
        person = {"id": chat, "is_bot": False, "first_name": "Somebody", "language_code": "en"}
        message = {
            "message_id": number + 1,
            "date": 1772476200 + number,
            "chat": {"id": chat, "type": "private"},
            "from": person,
            "text": text,
        }
        update = {"update_id": place * 1000 + number, "message": message}
        return {"url": "/channels/telegram", "json": update, "headers": {"X-Telegram-Bot-Api-Secret-Token": SECRET}}

    def meet(self, places: Iterable[int]) -> None:
        """Let Telegram know these people: a bot can only write to who wrote to it."""
        for place in places:
            httpx.post(f"{self.root}/dev/say", json={"chat": 5000 + place, "text": "hello"}, timeout=30).raise_for_status()

    def address(self, place: int) -> tuple[str, str]:
        return "telegram", str(5000 + place)

    def received(self) -> list[tuple[int, str]]:
        sent = httpx.get(f"{self.root}/dev/sent", timeout=30).json()["messages"]
        return [(int(one["chat"]["id"]) - 5000, str(one["text"])) for one in sent]

    def fail(self, *, is_on: bool) -> None:
        mode = {"mode": "server_error", "times": 20} if is_on else {"mode": "none"}
        httpx.post(f"{self.root}/dev/faults", json=mode, timeout=30).raise_for_status()


def _phone(place: int) -> str:
    return f"+3361234{place:04}"


@contextmanager
def providers(people: int) -> Iterator[tuple[list[Provider], Mapping[str, str]]]:
    """Both providers, who know this many people, and the settings with which Spotter talks to them."""
    with (
        command_server("dev", "twilio-server") as twilio,
        command_server("dev", "telegram-server", "--token", TOKEN) as telegram,
    ):
        settings = {
            "SPOTTER_PUBLIC_URL": PUBLIC_URL,
            "SPOTTER_TWILIO__ACCOUNT_SID": SID,
            "SPOTTER_TWILIO__AUTH_TOKEN": AUTH,
            "SPOTTER_TWILIO__FROM": NUMBER,
            "SPOTTER_TWILIO__BASE_URL": twilio,
            "SPOTTER_TWILIO__PER_SECOND": "1000",
            "SPOTTER_TELEGRAM__TOKEN": TOKEN,
            "SPOTTER_TELEGRAM__SECRET": SECRET,
            "SPOTTER_TELEGRAM__BASE_URL": telegram,
            "SPOTTER_BURST__SMS_S": "0",  # each message is a turn, which is what is counted
            "SPOTTER_BURST__TELEGRAM_S": "0",
        }
        chats = Telegram(telegram)
        chats.meet(range(1, people, 2))
        yield [Twilio(twilio), chats], settings


def shuffled(count: int, dice: random.Random, share: float) -> list[int]:
    """Numbers in order, except that a share of neighbours change places: a provider promises no order."""
    order = list(range(count))
    for place in range(count - 1):
        if dice.random() < share:
            order[place], order[place + 1] = order[place + 1], order[place]
    return order
