"""A server that speaks the Bot API on this machine.

`/bot<token>/<method>` is Telegram's. The rest is for tests and for a shell: `POST /dev/say`, `/dev/edit`, `/dev/tap`, `/dev/send`,
`/dev/block`, `/dev/unblock` and `/dev/update` are what people do, `GET /dev/sent` what the bot wrote to them, `POST /dev/faults` how calls
fail, `GET /dev/calls` what was called, `POST /dev/reset` a new beginning.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from spotter.dev.hangup import Hangup
from spotter.dev.telegram.chats import CONTENTS, Json
from spotter.dev.telegram.faults import REFUSALS, ApiError, Faults
from spotter.dev.telegram.fetching import Fetching
from spotter.dev.telegram.methods import call, read_parameters, units

TOKEN = "1234567:dev-token-of-this-machine"  # noqa: S105  opens nothing but this double
SOMEBODY = 1001


class TelegramDouble:
    """Telegram for one bot, as far as the coach can tell."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self._begin()

    def _begin(self) -> None:
        """Nobody has written yet."""
        self.fetching = Fetching(int(self.token.partition(":")[0]))
        self.chats = self.fetching.chats
        self.faults = Faults()
        self.menu: dict[str, Any] = {}
        self.calls: list[Json] = []

    async def answer(self, request: Request) -> Response:
        """A call of the Bot API."""
        method = request.path_params["method"]
        try:
            asked = await _asked(request)
            if request.path_params["token"] != self.token:
                raise ApiError(401, "Unauthorized")
            fault = self.faults.next_for(method)
            self.calls.append({"method": method, "asked": asked, "fault": fault})
            self.fetching.changed()
            return await self._answer(method, asked, fault)
        except ClientDisconnect:
            return Hangup()
        except ApiError as error:
            body: Json = {"ok": False, "error_code": error.status, "description": error.description}
            return JSONResponse(body | ({"parameters": error.parameters} if error.parameters else {}), error.status)

    async def _answer(self, method: str, asked: Json, fault: Any) -> Response:
        if fault in REFUSALS:
            raise self.faults.refusal(fault)
        if fault == "bad_gateway":
            return HTMLResponse("<html><title>502 Bad Gateway</title></html>", 502)
        if fault == "slow":
            await asyncio.sleep(self.faults.delay_s)
        if fault == "cut":
            return Hangup()
        result = await self._result(method, asked)
        return Hangup() if fault == "cut_after" else JSONResponse({"ok": True, "result": result})

    async def _result(self, method: str, asked: Json) -> Any:
        match method:
            case "getUpdates":
                return await self.fetching.get(asked)
            case "setWebhook":
                return self.fetching.set_webhook(asked)
            case "deleteWebhook":
                return self.fetching.set_webhook({"drop_pending_updates": asked.get("drop_pending_updates")})
            case "getWebhookInfo":
                return self.fetching.webhook_info()
        return call(method, asked, self.chats, self.menu)

    async def act(self, request: Request) -> Response:
        """Something that a person does."""
        asked = json.loads(await request.body() or b"{}")
        chat_id = asked.get("chat", SOMEBODY)
        try:
            done = self._done(request.path_params["deed"], chat_id, asked)
        except ApiError as error:
            return JSONResponse({"detail": error.description}, 422)
        except KeyError as error:
            return JSONResponse({"detail": f"{error} is missing"}, 422)
        return JSONResponse(done)

    def _done(self, deed: str, chat_id: int, asked: Json) -> Any:
        match deed:
            case "say":
                return self.chats.say(chat_id, _words(asked["text"]), asked.get("language"))
            case "send":
                caption = {"caption": asked["caption"]} if "caption" in asked else {}
                return self.chats.say(
                    chat_id, CONTENTS[asked.get("kind", "photo")] | caption | asked.get("more", {}), asked.get("language")
                )
            case "edit":
                return self.chats.edit(chat_id, asked["message_id"], asked["text"])
            case "tap":
                return self.chats.tap(chat_id, asked["button"], asked.get("message_id"))
            case "block" | "unblock":
                self.chats.block(chat_id, blocks=deed == "block")
                return {"blocked": deed == "block"}
            case "update":
                return self.chats.push(asked)
        raise ApiError(404, f"Nobody can {deed} here.")

    async def sent(self, request: Request) -> Response:
        """What the bot wrote after the first `after` messages; with `wait_s` as soon as there is any."""
        after = int(request.query_params.get("after", 0))
        await self._once(lambda: len(self.chats.sent) > after, request)
        return JSONResponse({"count": len(self.chats.sent), "messages": self.chats.sent[after:]})

    async def called(self, request: Request) -> Response:
        """The calls so far, of one `method` where it is named, and what was set up by them; with `wait_s` once there are `count`."""
        wanted, count = request.query_params.get("method"), int(request.query_params.get("count", 0))

        def calls() -> list[Json]:
            return [one for one in self.calls if wanted in (None, one["method"])]

        await self._once(lambda: len(calls()) >= count, request)
        told = {"menu": self.menu, "webhook": self.fetching.webhook_info(), "answered": self.chats.queries}
        return JSONResponse({"calls": calls(), **told})

    async def _once(self, holds: Callable[[], bool], request: Request) -> None:
        """Wait until something holds, at most the seconds that the request names."""
        loop = asyncio.get_running_loop()
        until = loop.time() + float(request.query_params.get("wait_s", 0))
        while not holds() and loop.time() < until:
            await self.fetching.wait(until - loop.time())

    async def set_faults(self, request: Request) -> Response:
        try:
            self.faults = Faults.model_validate_json(await request.body())
        except ValidationError as error:
            return Response(error.json(include_url=False, include_context=False), 422, media_type="application/json")
        return JSONResponse(self.faults.model_dump())

    async def start_again(self, _request: Request) -> Response:
        before = self.chats
        self.fetching.end()
        self._begin()
        self.chats.count_on_from(before)
        return JSONResponse({})


def build_app(double: TelegramDouble) -> Starlette:
    """The ASGI application over a double."""
    return Starlette(
        routes=[
            Route("/bot{token}/{method}", double.answer, methods=["GET", "POST"]),
            Route("/dev/sent", double.sent),
            Route("/dev/calls", double.called),
            Route("/dev/faults", double.set_faults, methods=["POST"]),
            Route("/dev/reset", double.start_again, methods=["POST"]),
            Route("/dev/{deed}", double.act, methods=["POST"]),
        ]
    )


async def _asked(request: Request) -> Json:
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/json"):
        asked: Json = json.loads(body or b"{}")
        return asked
    return read_parameters([*request.query_params.multi_items(), *parse_qsl(body.decode(), keep_blank_values=True)])


def _words(text: str) -> Json:
    """A text message, with the mark that Telegram gives to a command."""
    if not text.startswith("/"):
        return {"text": text}
    return {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": units(text.split(maxsplit=1)[0])}]}
