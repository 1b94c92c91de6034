"""The fault run: many people, repeated messages, a server that is killed again and again; then every row is counted.

    python -m bench.soak                       1,500 messages, 60 kills, both engines, and the two mutants that must fail
    python -m bench.soak --short               the short form for CI
    python -m bench.soak --mutant ledger       one mutant alone

It starts and kills only servers that it started itself, on loopback, with databases of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from dataclasses import dataclass

import httpx

from bench.faulty_server import Engine, FaultyServer, new_engine
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
SHORT = Size(messages=120, people=12, kills=4)
MUTANT = Size(messages=240, people=12, kills=12)


@dataclass
class Progress:
    acknowledged: int = 0


async def soak(engine: Engine, size: Size, mutant: str | None, seed: int) -> Verdict:
    """One run on one engine: send, kill, wait until everything is done, count."""
    dice = random.Random(seed)
    server = FaultyServer(engine, mutant)
    server.start()
    progress = Progress()
    try:
        await server.until_ready()
        async with httpx.AsyncClient(base_url=server.url, timeout=40, limits=httpx.Limits(max_connections=60)) as http:
            tokens = [await _guest(http) for _ in range(size.people)]
            killer = asyncio.create_task(_kill(server, size, progress, dice))
            await _send_all(http, tokens, size, progress, dice)
            await killer
            await server.until_ready()
            await engine.until_idle(seconds=120)
    finally:
        server.kill()
    return await judge(engine, size.messages, size.people)


async def _guest(http: httpx.AsyncClient) -> str:
    answer = await http.post("/api/v1/users", json={})
    answer.raise_for_status()
    return str(answer.json()["access_token"])


async def _send_all(http: httpx.AsyncClient, tokens: list[str], size: Size, progress: Progress, dice: random.Random) -> None:
    """Every person sends bursts of messages at once; a share of them is sent twice in parallel."""
    per_person = size.messages // size.people
    twice = [[dice.random() < size.duplicates for _ in range(per_person)] for _ in tokens]
    gate = asyncio.Semaphore(SENDERS)

    async def person(place: int) -> None:
        for first in range(0, per_person, BURST):
            async with gate:
                numbers = range(first, min(first + BURST, per_person))
                copies = [n for n in numbers for _ in range(2 if twice[place][n] else 1)]
                await asyncio.gather(*(_send(http, tokens[place], n) for n in copies))
                progress.acknowledged += len(numbers)

    await asyncio.gather(*(person(place) for place in range(len(tokens))))


async def _send(http: httpx.AsyncClient, token: str, number: int) -> None:
    """Send until the server has taken the message, as a phone would; the key is the same each time."""
    load = 20 + number
    body = {"message": f"bench 1x5 {load}kg and squat 1x3 {load}kg"}
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"message-{number}"}
    for _attempt in range(400):
        try:
            answer = await http.post("/api/v1/ai/chat", json=body, headers=headers)
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
        await asyncio.sleep(dice.uniform(0, 0.15))
        server.kill()
        server.start()
        await server.until_ready()


async def _main(args: argparse.Namespace) -> int:
    failed = False
    runs: list[tuple[str, Size, str | None]] = []
    for name in args.engines.split(","):
        if args.mutant is None:
            runs.append((name, SHORT if args.short else LONG, None))
        if args.mutant is not None or not args.short:
            mutants = [args.mutant] if args.mutant else ["ledger", "order"]
            runs += [(name, MUTANT, mutant) for mutant in mutants]
    for name, size, mutant in runs:
        began = time.monotonic()
        async with new_engine(name) as engine:
            verdict = await soak(engine, size, mutant, args.seed)
        good = verdict.is_clean() if mutant is None else not verdict.is_clean()
        failed |= not good
        label = f"{name}, without {mutant}" if mutant else name
        size_text = f"{size.messages} messages, {size.kills} kills, {time.monotonic() - began:.0f} s"
        print(f"{'ok  ' if good else 'FAIL'} {label}: {size_text}: {verdict}", flush=True)
    return 1 if failed else 0


def main() -> None:
    parser = argparse.ArgumentParser(description="The fault run.")
    parser.add_argument("--engines", default="sqlite,postgres")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--mutant", choices=["ledger", "order"])
    parser.add_argument("--seed", type=int, default=7)
    sys.exit(asyncio.run(_main(parser.parse_args())))


if __name__ == "__main__":
    main()
