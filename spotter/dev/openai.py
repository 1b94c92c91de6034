"""A server that speaks the OpenAI chat completions protocol on this machine, with a model's double behind it.

`POST /v1/chat/completions` and `GET /v1/models` are the provider's. `POST /dev/rules`, `POST /dev/faults`, `GET /dev/requests` and
`POST /dev/reset` are for tests: they set what the model does and how it fails, and show what it was asked.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from time import monotonic
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from spotter.dev.hangup import Hangup
from spotter.dev.model.behaviours import BEHAVIOURS
from spotter.dev.model.double import Answer, ModelDouble
from spotter.dev.model.faults import STATUSES, Faults
from spotter.dev.model.problems import problem_of
from spotter.dev.model.protocol import error_body, error_event
from spotter.dev.model.rules import Rule

MODELS = ("double", "double-mini", "double-cheap")
JSON = "application/json"
EVENTS = "text/event-stream"


class NewRules(BaseModel):
    """The body of `POST /dev/rules`: rules in place of the ones in force, and another behaviour where one is named."""

    model_config = ConfigDict(extra="forbid")

    behaviour: str | None = None
    rules: list[Rule] = []


class _Server:
    """The routes over one double."""

    def __init__(self, double: ModelDouble) -> None:
        self._double = double

    async def complete(self, request: Request) -> Response:
        try:
            body = json.loads(await request.body())
        except ValueError:
            body = None
        except ClientDisconnect:  # whoever asked is gone, killed perhaps; nobody reads an answer
            return Hangup()
        problem = problem_of(body)
        if problem:
            return Response(error_body(problem, "invalid_request_error"), 400, media_type=JSON)
        answer = self._double.answer(body)
        if answer.fault == "refuse":
            return Hangup()
        if answer.fault in STATUSES:
            return _refusal(answer.fault, self._double.faults)
        usage = answer.fault != "no_usage"
        if not body.get("stream"):
            return self._send(request, answer, [answer.completion.whole(usage=usage)], JSON)
        wanted = bool((body.get("stream_options") or {}).get("include_usage"))
        return self._send(request, answer, list(answer.completion.events(usage=usage and wanted)), EVENTS)

    def _send(self, request: Request, answer: Answer, parts: list[bytes], media_type: str) -> Response:
        headers = {"content-length": str(sum(map(len, parts)))} if media_type == JSON else {"cache-control": "no-cache"}
        if answer.fault == "error_in_stream":
            if media_type == JSON:
                return _refusal("server_error", self._double.faults)
            parts = [*parts[: len(parts) // 2], error_event("The server had an error while processing your request.")]
        body = _timed(_body(request, answer, parts, self._double.faults), answer.record)
        return StreamingResponse(body, media_type=media_type, headers=headers)

    async def models(self, _request: Request) -> Response:
        data = [{"id": name, "object": "model", "created": 0, "owned_by": "spotter"} for name in MODELS]
        return JSONResponse({"object": "list", "data": data})

    async def set_rules(self, request: Request) -> Response:
        wanted = NewRules.model_validate_json(await request.body())
        behaviour = wanted.behaviour or self._double.behaviour
        if behaviour not in BEHAVIOURS:
            return JSONResponse({"detail": f"behaviour is one of {', '.join(BEHAVIOURS)}"}, 422)
        self._double.behave(behaviour, wanted.rules)
        return JSONResponse({"behaviour": behaviour, "rules": len(wanted.rules)})

    async def set_faults(self, request: Request) -> Response:
        self._double.fail(Faults.model_validate_json(await request.body()))
        return JSONResponse(self._double.faults.model_dump())

    async def requests(self, request: Request) -> Response:
        """The newest requests; with `?after=N` those that came after the first N of the log."""
        asked = list(self._double.requests)[int(request.query_params.get("after", 0)) :]
        sums = {name: sum(one[name] for one in asked) for name in ("prompt_tokens", "completion_tokens")}
        return JSONResponse({"count": len(asked), **sums, "requests": asked})

    async def reset(self, _request: Request) -> Response:
        self._double.reset()
        return JSONResponse({"behaviour": self._double.behaviour})


def build_app(double: ModelDouble) -> Starlette:
    """The ASGI application over a double."""
    server = _Server(double)
    return Starlette(
        routes=[
            Route("/v1/chat/completions", server.complete, methods=["POST"]),
            Route("/v1/models", server.models),
            Route("/dev/rules", server.set_rules, methods=["POST"]),
            Route("/dev/faults", server.set_faults, methods=["POST"]),
            Route("/dev/requests", server.requests),
            Route("/dev/reset", server.reset, methods=["POST"]),
        ],
        exception_handlers={ValidationError: _refuse_setting},
    )


async def _refuse_setting(_request: Request, error: Any) -> Response:
    return Response(error.json(include_url=False, include_context=False), 422, media_type=JSON)


def _refusal(mode: str, faults: Faults) -> Response:
    status, kind, code, message = STATUSES[mode]
    headers = {"retry-after": f"{faults.retry_after_s:g}"} if status in (429, 503) else {}
    return Response(error_body(message, kind, code), status, headers, media_type=JSON)


async def _timed(parts: AsyncIterator[bytes], record: dict[str, Any]) -> AsyncIterator[bytes]:
    """Note in the log when the last byte went out, or the client was gone."""
    try:
        async for part in parts:
            yield part
    finally:
        record["ended_s"] = monotonic()


async def _body(request: Request, answer: Answer, parts: list[bytes], faults: Faults) -> AsyncIterator[bytes]:
    """The body as the fault lets it out: late, byte by byte, never whole, or cut."""
    match answer.fault:
        case "slow_start":
            await asyncio.sleep(faults.delay_s)
        case "drip":
            async for byte in _drip(parts, faults.byte_s):
                yield byte
            return
        case "stall" | "cut":
            whole = b"".join(parts)
            yield whole[: faults.cut_at(len(whole))]
            if answer.fault == "cut":
                request.scope["state"]["transport"].close()
            await asyncio.Event().wait()  # until the client is gone
    for part in parts:
        yield part


async def _drip(parts: Iterable[bytes], byte_s: float) -> AsyncIterator[bytes]:
    for byte in b"".join(parts):
        yield bytes([byte])
        await asyncio.sleep(byte_s)
