"""A model's double for the baseline: answers OpenAI chat completions at once, by rule.

As the supervisor it hands a message to the progress agent; as that agent it calls the log tool once and then says a sentence.
"""

from __future__ import annotations

import itertools
import json
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_numbers = itertools.count(1)


def answer(body: dict[str, Any]) -> dict[str, Any]:
    """The next assistant message for a chat completions request."""
    tools = {tool["function"]["name"] for tool in body.get("tools", [])}
    turn: list[dict[str, Any]] = list(itertools.takewhile(lambda m: m["role"] != "user", reversed(body["messages"])))
    called = {call["function"]["name"] for message in turn for call in message.get("tool_calls") or []}
    if "log_sets" in tools and "log_sets" not in called:
        return _call("log_sets", {"exercise": "bench press", "sets": 3, "reps": 5, "load_kg": 80})
    if "transfer_to_progress" in tools and "transfer_to_progress" not in called:
        return _call("transfer_to_progress", {})
    return {"role": "assistant", "content": "Logged: bench press, 3 sets of 5 at 80 kg."}


def _call(name: str, args: dict[str, Any]) -> dict[str, Any]:
    function = {"name": name, "arguments": json.dumps(args)}
    return {
        "role": "assistant",
        "content": None,
        "tool_calls": [{"id": f"call_{next(_numbers)}", "type": "function", "function": function}],
    }


def completion(message: dict[str, Any]) -> dict[str, Any]:
    reason = "tool_calls" if message.get("tool_calls") else "stop"
    return {
        "id": f"chatcmpl-{next(_numbers)}",
        "object": "chat.completion",
        "created": 0,
        "model": "double",
        "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }


async def _complete(request: Request) -> Response:
    return JSONResponse(completion(answer(await request.json())))


def serve(port: int) -> None:
    app = Starlette(routes=[Route("/v1/chat/completions", _complete, methods=["POST"])])
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error")
