"""What a turn that asks a model takes beyond the model itself: PostgreSQL, checkpoints written before each step, a stream of events.

The model's double says when each of its answers began and ended; that time is taken off. `python -m bench.model_overhead`
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from bench.faulty_server import FaultyServer, new_engine
from bench.processes import ModelServer, model_server

TURNS = 40
WARM_UP = 5
# One message that looks something up, one that writes something down; a model reads both, the local grammar neither.
LOOKS = "My bench has felt stuck for a month and I can't tell whether I'm tired or doing it wrong. What would you look at first?"
SAYS = "Your log shows steady work. Keep the loads where they are until the last set feels easy, then go up a little."
RULES: list[dict[str, Any]] = [
    {"when": {"wants_json": True}, "answer": {"tasks": [{"agent": "progress", "task": LOOKS}]}},
    {"when": {"offers": "show_progress"}, "calls": [{"name": "show_progress", "args": {"exercise": "bench press"}}]},
    {"text": SAYS},
]


@dataclass(frozen=True)
class Turn:
    """Seconds from sending a message: to its first event, and to its end without what the model took; and how often that was asked."""

    first_event: float
    beyond_model: float
    calls: int


async def measure() -> list[str]:
    """One line per figure."""
    with model_server(RULES) as model:
        async with new_engine("postgres") as engine:
            server = FaultyServer(engine, settings=model.coach_settings())
            server.start()
            try:
                await server.until_ready()
                turns = await _turns(server.url, model)
            finally:
                server.kill()
    return rows(turns)


async def _turns(url: str, model: ModelServer) -> list[Turn]:
    """Turns of one person after another, so that nobody's history grows long."""
    turns = []
    for _number in range(WARM_UP + TURNS):
        async with httpx.AsyncClient(base_url=url, timeout=60) as http:
            token = (await http.post("/api/v1/users", json={})).json()["access_token"]
            http.headers.update({"Authorization": f"Bearer {token}", "Accept": "text/event-stream"})
            await _turn(http, "bench 3x5 80kg")
            seen = len(await asyncio.to_thread(model.asked))
            first, whole = await _turn(http, LOOKS)
            asked = await asyncio.to_thread(model.asked, seen)
            turns.append(Turn(first, whole - covered(asked), len(asked)))
    return turns[WARM_UP:]


async def _turn(http: httpx.AsyncClient, message: str) -> tuple[float, float]:
    """Seconds to the first event and to the last."""
    began, first = time.perf_counter(), 0.0
    async with http.stream("POST", "/api/v1/ai/chat", json={"message": message}) as stream:
        stream.raise_for_status()
        async for line in stream.aiter_lines():
            if line.startswith("event:") and not first:
                first = time.perf_counter() - began
            if line.startswith("event: turn.finished"):
                return first, time.perf_counter() - began
    raise RuntimeError(f"the turn of {message!r} did not finish")


def covered(asked: Iterable[dict[str, Any]]) -> float:
    """The seconds in which the model was at work on any of its answers."""
    total, until = 0.0, 0.0
    for one in sorted(asked, key=lambda one: float(one["began_s"])):
        total += max(0.0, one["ended_s"] - max(until, one["began_s"]))
        until = max(until, one["ended_s"])
    return total


def rows(turns: Sequence[Turn]) -> list[str]:
    """The medians, with the 95th percentiles."""
    beyond, first = ([1000 * getattr(turn, what) for turn in turns] for what in ("beyond_model", "first_event"))
    calls = statistics.mean(turn.calls for turn in turns)
    return [
        f"turn with {calls:.1f} model calls and a tool, beyond the model's own time: {_spread(beyond)}, n={len(turns)}",
        f"its first event: {_spread(first)}",
    ]


def _spread(figures: Sequence[float]) -> str:
    return f"p50 {statistics.median(figures):.0f} ms, p95 {statistics.quantiles(figures, n=20)[-1]:.0f} ms"


if __name__ == "__main__":
    for row in asyncio.run(measure()):
        print(row)
