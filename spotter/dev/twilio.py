"""A server that speaks Twilio's REST API for messages on this machine, with phones behind it.

`POST /2010-04-01/Accounts/{sid}/Messages.json` is Twilio's. `POST /dev/say` lets a phone write to us, `GET /dev/messages` shows what was
sent, `POST /dev/status` tells what became of a message, `POST /dev/faults` makes sending fail, `POST /dev/reset` begins anew.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import re
from typing import Any
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from spotter.dev.hangup import Hangup
from spotter.dev.phones import REFUSALS, Faults, Phones, Said

NUMBER = re.compile(r"\+[1-9]\d{7,14}")
# What a message must have: field, Twilio's code and words where it is missing.
NEEDED = (("To", 21604, "A 'To' phone number is required."), ("Body", 21602, "Message body is required."))


class Told(BaseModel):
    """The body of `POST /dev/status`: a status of a message that was sent."""

    model_config = ConfigDict(extra="forbid")

    sid: str
    status: str
    error_code: int | None = None


class _Server:
    """The routes over an account."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones
        self._telling: set[asyncio.Task[None]] = set()

    async def create(self, request: Request) -> Response:
        phones = self._phones
        if not self._is_ours(request):
            return _refusal(401, 20003, "Authenticate")
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        mode = phones.faults.pick()
        if mode == "slow":
            await asyncio.sleep(phones.faults.delay_s)
        if mode == "cut":
            return Hangup()
        if mode in REFUSALS:
            return _refusal(*REFUSALS[mode], retry_after_s=phones.faults.retry_after_s)
        problem = _problem_of(form) or (REFUSALS["opted_out"] if form["To"] in phones.opted_out else None)
        if problem:
            return _refusal(*problem)
        message = phones.take(form)
        if form.get("StatusCallback"):
            phones.callbacks[message["sid"]] = form["StatusCallback"]
            self._start_telling(message)
        return Response("<html>", 201) if mode == "garbage" else JSONResponse(message, 201)

    async def say(self, request: Request) -> Response:
        said = Said.model_validate_json(await request.body())
        form = self._phones.arriving(said)
        status = await self._phones.push(self._phones.webhook, form) if self._phones.webhook else 0
        return JSONResponse({"sid": form["MessageSid"], "status": status})

    async def account(self, request: Request) -> Response:
        """Who we are."""
        if not self._is_ours(request):
            return _refusal(401, 20003, "Authenticate")
        return JSONResponse({"sid": self._phones.account_sid, "friendly_name": "double", "status": "active", "type": "Full"})

    async def messages(self, request: Request) -> Response:
        to = request.query_params.get("to", "").replace(" ", "+")  # a + in a query is a space
        sent = [message for message in self._phones.sent if not to or message["to"] == to]
        return JSONResponse({"count": len(sent), "messages": sent})

    async def tell_status(self, request: Request) -> Response:
        told = Told.model_validate_json(await request.body())
        message = next((one for one in self._phones.sent if one["sid"] == told.sid), None)
        if message is None or told.sid not in self._phones.callbacks:
            return _refusal(404, 20404, "No such message, or none with a status callback.")
        return JSONResponse({"status": await self._tell(message, told.status, told.error_code)})

    async def set_faults(self, request: Request) -> Response:
        self._phones.faults = Faults.model_validate_json(await request.body())
        return JSONResponse(self._phones.faults.model_dump())

    async def reset(self, _request: Request) -> Response:
        self._phones.reset()
        return JSONResponse({"count": 0})

    def _is_ours(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        try:
            name = base64.b64decode(given).decode()
        except (binascii.Error, UnicodeDecodeError):
            return False
        ours = f"{self._phones.account_sid}:{self._phones.auth_token}"
        return scheme == "Basic" and name == ours and request.path_params["account"] == self._phones.account_sid

    def _start_telling(self, message: dict[str, Any]) -> None:
        async def tell() -> None:
            for status in self._phones.statuses:
                await self._tell(message, status, None)

        task = asyncio.create_task(tell())
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _tell(self, message: dict[str, Any], status: str, error: int | None) -> int:
        message |= {"status": status, "error_code": error}
        return await self._phones.push(self._phones.callbacks[message["sid"]], self._phones.receipt(message, status, error))


def build_app(phones: Phones) -> Starlette:
    """The ASGI application over an account."""
    server = _Server(phones)
    return Starlette(
        routes=[
            Route("/2010-04-01/Accounts/{account}/Messages.json", server.create, methods=["POST"]),
            Route("/2010-04-01/Accounts/{account}.json", server.account),
            Route("/dev/say", server.say, methods=["POST"]),
            Route("/dev/messages", server.messages),
            Route("/dev/status", server.tell_status, methods=["POST"]),
            Route("/dev/faults", server.set_faults, methods=["POST"]),
            Route("/dev/reset", server.reset, methods=["POST"]),
        ],
        exception_handlers={ValidationError: _refuse_setting},
    )


def _problem_of(form: dict[str, str]) -> tuple[int, int, str] | None:
    for field, code, words in NEEDED:
        if not form.get(field):
            return 400, code, words
    if not form.get("From") and not form.get("MessagingServiceSid"):
        return 400, 21603, "A 'From' phone number is required."
    if len(form["Body"]) > 1600:
        return 400, 21617, "The concatenated message body exceeds the 1600 character limit"
    return None if NUMBER.fullmatch(form["To"]) else REFUSALS["no_such_number"]


def _refusal(status: int, code: int, words: str, *, retry_after_s: int = 1) -> Response:
    body = {"code": code, "message": words, "more_info": f"https://www.twilio.com/docs/errors/{code}", "status": status}
    return JSONResponse(body, status, {"Retry-After": str(retry_after_s)} if status == 429 else {})


async def _refuse_setting(_request: Request, error: Any) -> Response:
    return Response(error.json(include_url=False, include_context=False), 422, media_type="application/json")
