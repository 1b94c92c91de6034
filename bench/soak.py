"""The fault run: many people, repeated messages, a server that is killed again and again; then every row is counted.

    python -m bench.soak                          1,500 messages, 60 kills, both engines; the same with a model; the mutants that must fail
    python -m bench.soak --short                  the short form for CI
    python -m bench.soak --half model             the half in which a model reads the messages and writes through tools
    python -m bench.soak --half local --mutant ledger    one mutant alone

It starts and kills only servers that it started itself, on loopback, with databases of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import httpx

from bench.faulty_server import Engine, FaultyServer, new_engine
from bench.mutants import MUTANTS
from bench.processes import model_server
from bench.soak_messages import LIGHTEST_KG, RULES, message_for_a_model, plain_message
from bench.verdict import Verdict, judge

BURST = 3
SENDERS = 8


@dataclass(frozen=True)
class Size:
    messages: int
    people: int
    kills: int
    duplicates: float = 0.3


LONG = Size(messages=1500, people=100, kills=60)
SHORT = Size(messages=60, people=12, kills=1)
SHORT_WITH_MODEL = Size(messages=36, people=12, kills=2)  # on PostgreSQL only: starting a server takes most of the time
MUTANT = Size(messages=240, people=12, kills=12)
MUTANT_WITH_MODEL = Size(messages=72, people=12, kills=8)
IDLE_S = 120
TURN_S = 20  # with a model; on a busy machine a turn that a kill cut takes its time


@dataclass(frozen=True)
class Run:
    """One run: on which engine, who reads the messages, how much, without what. What is slow is so with and without the part."""

    engine: str
    half: str
    size: Size
    without: str | None = None
    is_slow: bool = False

    @property
    def mutants(self) -> list[str]:
        """What `bench.mutants` has to change."""
        return [name for name in (self.without, "slow" if self.is_slow else None) if name]

    @property
    def label(self) -> str:
        parts = [self.engine, "with a model" if self.half == "model" else "", "slow checkpoints" if self.is_slow else ""]
        return ", ".join([part for part in parts if part] + ([f"without {self.without}"] if self.without else []))


@dataclass
class Progress:
    acknowledged: int = 0


async def soak(engine: Engine, run: Run, seed: int) -> Verdict:
    """One run on one engine: send, kill, wait until everything is done, count."""
    dice = random.Random(seed)
    if run.half == "local":
        await _live(engine, FaultyServer(engine, run.mutants), run, dice)
    else:
        with model_server(RULES) as model:
            model.fail(mode=["slow_start", "repeated_ids", "empty_ids"], rate=0.8, seed=seed, delay_s=0.2)
            await _live(engine, FaultyServer(engine, run.mutants, model.coach_settings(TURN_S)), run, dice)
    return await judge(engine, run.size.messages, run.size.people, by_model=run.half == "model")


async def _live(engine: Engine, server: FaultyServer, run: Run, dice: random.Random) -> None:
    size, write = run.size, message_for_a_model if run.half == "model" else plain_message
    server.start()
    progress = Progress()
    try:
        await server.until_ready()
        async with httpx.AsyncClient(base_url=server.url, timeout=40, limits=httpx.Limits(max_connections=60)) as http:
            tokens = [await _guest(http) for _ in range(size.people)]
            killer = asyncio.create_task(_kill(server, size, progress, dice))
            await _send_all(Senders(http, tokens, write), size, progress, dice)
            await killer
            await server.until_ready()
            with suppress(TimeoutError):  # what is left then is counted as unfinished
                await engine.until_idle(seconds=IDLE_S)
    finally:
        server.kill()


async def _guest(http: httpx.AsyncClient) -> str:
    answer = await http.post("/api/v1/users", json={})
    answer.raise_for_status()
    return str(answer.json()["access_token"])


@dataclass(frozen=True)
class Senders:
    """Who sends, and what the message is that logs a load."""

    http: httpx.AsyncClient
    tokens: list[str]
    write: Callable[[int], str]


async def _send_all(senders: Senders, size: Size, progress: Progress, dice: random.Random) -> None:
    """Every person sends bursts of messages at once; a share of them is sent twice in parallel."""
    per_person = size.messages // size.people
    twice = [[dice.random() < size.duplicates for _ in range(per_person)] for _ in senders.tokens]
    gate = asyncio.Semaphore(SENDERS)

    async def person(place: int) -> None:
        for first in range(0, per_person, BURST):
            async with gate:
                numbers = range(first, min(first + BURST, per_person))
                copies = [n for n in numbers for _ in range(2 if twice[place][n] else 1)]
                await asyncio.gather(*(_send(senders, place, n) for n in copies))
                progress.acknowledged += len(numbers)

    await asyncio.gather(*(person(place) for place in range(len(senders.tokens))))


async def _send(senders: Senders, place: int, number: int) -> None:
    """Send until the server has taken the message, as a phone would; the key is the same each time."""
    body = {"message": senders.write(LIGHTEST_KG + number)}
    headers = {"Authorization": f"Bearer {senders.tokens[place]}", "Idempotency-Key": f"message-{number}"}
    for _attempt in range(400):
        try:
            answer = await senders.http.post("/api/v1/ai/chat", json=body, headers=headers)
        except httpx.TransportError:
            await asyncio.sleep(0.2)
            continue
        if answer.status_code in (200, 202):
            return
        if answer.status_code < 500:
            raise RuntimeError(f"{answer.status_code}: {answer.text[:300]}")
        await asyncio.sleep(0.2)
    raise RuntimeError("the server did not take a message in 400 tries")


async def _kill(server: FaultyServer, size: Size, progress: Progress, dice: random.Random) -> None:
    """Kill the server at moments spread over the run and start it again."""
    for kill in range(size.kills):
        wanted = (kill + 1) * size.messages // (size.kills + 2)
        while progress.acknowledged < wanted:  # noqa: ASYNC110  a counter is watched, there is no one event
            await asyncio.sleep(0.01)
        await asyncio.sleep(dice.uniform(0, 0.5))
        server.kill()
        server.start()
        await server.until_ready()


def runs_of(engine: str, half: str, *, short: bool, mutant: str | None) -> list[Run]:
    """What is run on one engine by one half: the real thing, and each mutant of the half unless in short."""
    if mutant is not None:
        return [Run(engine, half, MUTANT if half == "local" else MUTANT_WITH_MODEL, mutant, is_slow=half == "model")]
    if short:
        local = [Run(engine, half, SHORT)]
        return local if half == "local" else [Run(engine, half, SHORT_WITH_MODEL)] if engine == "postgres" else []
    real = [Run(engine, half, LONG)]
    if half == "local":
        return real + [Run(engine, half, MUTANT, name) for name in ("ledger", "order")]
    slow = [Run(engine, half, MUTANT_WITH_MODEL, name, is_slow=True) for name in (None, "ledger", "sync", "own ids")]
    return real + slow


async def _main(args: argparse.Namespace) -> int:
    failed = False
    wanted = [(engine, half) for half in args.half.split(",") for engine in args.engines.split(",")]
    for run in [run for engine, half in wanted for run in runs_of(engine, half, short=args.short, mutant=args.mutant)]:
        began = time.monotonic()
        async with new_engine(run.engine) as engine:
            verdict = await soak(engine, run, args.seed)
        good = verdict.is_clean() if run.without is None else not verdict.is_clean()
        failed |= not good
        size_text = f"{run.size.messages} messages, {run.size.kills} kills, {time.monotonic() - began:.0f} s"
        print(f"{'ok  ' if good else 'FAIL'} {run.label}: {size_text}: {verdict}", flush=True)
    return 1 if failed else 0


def main() -> None:
    parser = argparse.ArgumentParser(description="The fault run.")
    parser.add_argument("--engines", default="sqlite,postgres")
    parser.add_argument("--half", default="local,model")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--mutant", choices=[name for name in MUTANTS if name != "slow"])
    parser.add_argument("--seed", type=int, default=7)
    sys.exit(asyncio.run(_main(parser.parse_args())))


if __name__ == "__main__":
    main()
