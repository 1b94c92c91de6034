"""Turns while 30 % of the model's calls fail in mixed ways: who is answered in time, what is written twice, what is shown raw.

python -m bench.model_faults
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

import httpx
from sqlalchemy import text

from bench.faulty_server import Engine, FaultyServer, new_engine
from bench.processes import model_server
from bench.soak_messages import LIGHTEST_KG, RULES, message_for_a_model
from bench.verdict import SETS

RATE = 0.3
PEOPLE = 8  # talk at once
ROUNDS = 3
TURNS = 10  # of one person, each with another load
DEADLINE_S = 30
RAW = re.compile(r"traceback|exception|errno|\b(?:429|500|503)\b|rate limit|openai|https?:|json|tool_call|langchain|[{}]", re.IGNORECASE)


@dataclass(frozen=True)
class Answered:
    """One turn: how long it took, how the answer came about, and the answer."""

    seconds: float
    path: str
    reply: str


async def measure() -> list[str]:
    """One line with every count."""
    with model_server(RULES) as model:
        model.fail(mode="mixed", rate=RATE, seed=7)
        async with new_engine("postgres") as engine:
            server = FaultyServer(engine, settings=model.coach_settings())
            server.start()
            try:
                await server.until_ready()
                answers: list[Answered] = []
                for _round in range(ROUNDS):
                    for told in await asyncio.gather(*(_person(server.url) for _ in range(PEOPLE))):
                        answers += told
                doubled = await _doubled(engine)
            finally:
                server.kill()
        failed = sum(one["fault"] is not None for one in model.asked())
    return [row(answers, doubled, failed)]


async def _person(url: str) -> list[Answered]:
    async with httpx.AsyncClient(base_url=url, timeout=2 * DEADLINE_S) as http:
        token = (await http.post("/api/v1/users", json={})).json()["access_token"]
        http.headers["Authorization"] = f"Bearer {token}"
        return [await _turn(http, message_for_a_model(LIGHTEST_KG + number)) for number in range(TURNS)]


async def _turn(http: httpx.AsyncClient, message: str) -> Answered:
    """Send a message and wait for its answer, however long it takes."""
    began = time.perf_counter()
    answer = await http.post("/api/v1/ai/chat", json={"message": message})
    while answer.status_code == 202 and time.perf_counter() - began < 2 * DEADLINE_S:
        await asyncio.sleep(0.1)
        answer = await http.get(f"/api/v1/ai/turns/{answer.json()['turn_id']}")
    told = answer.json()
    return Answered(time.perf_counter() - began, told.get("path", "none"), told.get("reply", ""))


async def _doubled(engine: Engine) -> int:
    async with engine.open() as database, database.read() as session:
        return sum(row.times - 1 for row in (await session.execute(text(SETS))).all())


def row(answers: Sequence[Answered], doubled: int, failed: int) -> str:
    """What became of the turns. An apology of a turn that was given up has no path: it is no answer."""
    in_time = sum(one.seconds <= DEADLINE_S and bool(one.reply) and one.path in ("model", "rules") for one in answers)
    by_model = sum(one.path == "model" for one in answers)
    raw = sum(bool(RAW.search(one.reply)) for one in answers)
    slowest = max(one.seconds for one in answers)
    return (
        f"{failed} of the model's calls failed in {len(answers)} turns: {in_time / len(answers):.1%} answered within {DEADLINE_S} s "
        f"(slowest {slowest:.1f} s), {by_model / len(answers):.0%} by the model, {doubled} writes doubled, {raw} raw errors shown"
    )


if __name__ == "__main__":
    for line in asyncio.run(measure()):
        print(line)
