"""The fault run of the channels: people who text by SMS and Telegram, are reminded and nudged, while everything is killed again and again.

    python -m bench.channel_soak             1,500 updates, 2 that serve, 3 that work, 60 kills, 5 restarts of PostgreSQL, Redis away once
    python -m bench.channel_soak --short     the short form for CI
    python -m bench.channel_soak --quiet     no faults: how long webhooks and turns wait, and what 1, 2 and 3 workers get done

PostgreSQL, Redis, the providers and every process of the cluster are started here, listen on this machine and end with the run.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import re
import signal
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg

from bench.cluster import START_S, Cluster, Member, cluster
from bench.nudged import TOLD, WAVE, WENT, Nudged, judge_nudges, let_rules_speak
from bench.processes import wait_until_up
from bench.providers import Provider, providers, shuffled
from bench.soak_messages import LIGHTEST_KG, plain_message
from bench.verdict import OVERLAPS, SETS
from spotter.channels.delivery import MOST_IN_AIR
from spotter.settings import NUDGE_EVERY_S

OUTBOX = "SELECT channel, status, error, count(*) FROM outbox GROUP BY channel, status, error"
SENDERS = 16
IDLE_S = 240
OF_PEOPLE = " AND a.kind <> 'nudge' AND b.kind <> 'nudge'"  # what the coach writes first takes no time
LOADS = re.compile(r"(\d+) kg")
RINGS = "Reminder: stretch"
RINGS_WITHIN_S = 60  # every person is reminded once, at a moment of their own within the first minute, while things break


@dataclass(frozen=True)
class Size:
    updates: int
    people: int
    kills: int
    restarts: int
    repeated: float = 0.3
    out_of_order: float = 0.1
    workers: int = 3
    are_reminded: bool = True
    nudged: int = 0
    nudged_within_s: float = 45
    kills_while_nudging: int = 0
    """Of the kills: workers, each in the middle of a wave of nudges."""
    most_repeated: int = 0
    """Replies that may come twice: a process that is killed between the provider's answer and the row that tells of it sends again."""


LONG = Size(
    updates=1500, people=100, kills=60, restarts=5, nudged=200, nudged_within_s=240, kills_while_nudging=10, most_repeated=15
)  # 1 %
SHORT = Size(
    updates=80, people=16, kills=3, restarts=1, workers=2, nudged=60, kills_while_nudging=2, most_repeated=3 * MOST_IN_AIR
)  # too few for a share: what kills can catch


@dataclass
class Run:
    """What was sent so far, and how long the door took to answer, in seconds."""

    size: Size
    dice: random.Random
    acknowledged: int = 0
    answered_s: list[float] = field(default_factory=list)
    recovered_s: list[float] = field(default_factory=list)
    killing: asyncio.Lock = field(default_factory=asyncio.Lock)


async def send_all(members: Sequence[Member], out: Sequence[Provider], run: Run, gap_s: float = 0.0) -> None:
    """Every person writes one message after the other; a share of them is delivered again, some before the one they came after."""
    per_person = run.size.updates // run.size.people
    gate = asyncio.Semaphore(SENDERS)
    async with httpx.AsyncClient(timeout=20, limits=httpx.Limits(max_connections=60)) as http:

        async def person(place: int) -> None:
            provider = out[place % len(out)]
            if run.size.are_reminded:
                in_s = 5 + place * (RINGS_WITHIN_S - 5) // run.size.people
                await _deliver(http, members, provider.request(place, per_person, f"remind me in {in_s} seconds to stretch"), run)
            for number in shuffled(per_person, run.dice, run.size.out_of_order):
                async with gate:
                    copies = 2 if run.dice.random() < run.size.repeated else 1
                    request = provider.request(place, number, plain_message(LIGHTEST_KG + number))
                    await asyncio.gather(*(_deliver(http, members, request, run) for _ in range(copies)))
                    run.acknowledged += 1
                    await asyncio.sleep(gap_s)

        await asyncio.gather(*(person(place) for place in range(run.size.people)))


async def _deliver(http: httpx.AsyncClient, members: Sequence[Member], request: dict[str, Any], run: Run) -> None:
    """Bring a request to any door until one has taken it, as a provider does."""
    for _ in range(2000):
        door = run.dice.choice(members)
        began = time.perf_counter()
        try:
            answer = await http.post(**request | {"url": f"{door.url}{request['url']}"})
        except httpx.TransportError:
            await asyncio.sleep(0.1)
            continue
        if answer.status_code == 200:
            run.answered_s.append(time.perf_counter() - began)
            return
        if answer.status_code < 500:
            raise RuntimeError(f"{answer.status_code}: {answer.text[:300]}")
        await asyncio.sleep(0.1)
    raise RuntimeError("no door took a message in 2000 tries")


async def break_things(here: Cluster, out: Sequence[Provider], run: Run) -> None:
    """Kill, restart and take away, at moments spread over the run."""
    size, dice = run.size, run.dice
    troubles = ["kill"] * (size.kills - size.kills_while_nudging) + ["restart"] * size.restarts + ["redis"] + ["provider"]
    dice.shuffle(troubles)
    for done, trouble in enumerate(troubles):
        wanted = (done + 1) * size.updates // (len(troubles) + 2)
        while run.acknowledged < wanted:  # noqa: ASYNC110  a counter is watched, there is no one event
            await asyncio.sleep(0.02)
        if trouble == "kill":
            await _kill_one(dice.choice(here.members), run)
        elif trouble == "restart":
            for member in here.members:  # it is the database that is measured, not how long a process takes to start
                await asyncio.to_thread(wait_until_up, member.up_url, START_S)
            began = time.perf_counter()
            await asyncio.to_thread(here.postgres.restart_at_once)
            up = time.perf_counter()
            await _until_a_turn_ends(here)
            run.recovered_s.append(time.perf_counter() - up)
            print(
                f"     PostgreSQL was away for {up - began:.1f} s; a turn ended {run.recovered_s[-1]:.1f} s after it came back", flush=True
            )
        elif trouble == "redis":
            here.redis.stop()
            await asyncio.sleep(3)
            here.redis.start()
        else:
            for provider in out:
                await asyncio.to_thread(provider.fail, is_on=True)


async def kill_while_nudging(here: Cluster, run: Run) -> None:
    """Kill a worker in the middle of each of the first waves of nudges."""
    with suppress(TimeoutError):  # nobody is nudged, which the verdict says
        async with asyncio.timeout(run.size.nudged_within_s + IDLE_S):
            for wave in range(run.size.kills_while_nudging):
                while await _nudges_so_far(here) < wave * WAVE + WAVE // 4:  # noqa: ASYNC110  a row in a database rings no bell
                    await asyncio.sleep(0.02)
                await _kill_one(run.dice.choice(here.workers), run)


async def _nudges_so_far(here: Cluster) -> int:
    try:
        return (await asyncio.to_thread(_ask, here, "SELECT count(*) FROM outbox WHERE kind = 'nudge'"))[0][0]
    except psycopg.OperationalError:  # it starts again
        return 0


async def _kill_one(member: Member, run: Run) -> None:
    async with run.killing:
        await asyncio.to_thread(member.kill)
        member.start()


async def _until_a_turn_ends(here: Cluster) -> None:
    """Wait until a turn was finished after now."""
    sql = "SELECT count(*) FROM turn WHERE status = 'done'"
    before = None
    while True:
        try:
            (count,) = (await asyncio.to_thread(_ask, here, sql))[0]
        except psycopg.OperationalError:
            continue
        before = count if before is None else before
        if count > before:
            return
        (left,) = (await asyncio.to_thread(_ask, here, "SELECT count(*) FROM turn WHERE status IN ('pending', 'running')"))[0]
        if not left:
            return
        await asyncio.sleep(0.05)


def _ask(here: Cluster, sql: str) -> list[tuple[int, ...]]:
    with psycopg.connect(here.postgres.url, connect_timeout=5) as connection:
        return connection.execute(sql).fetchall()


async def until_quiet(here: Cluster) -> int:
    """Wait until no turn and no message is left to do; how many are left when patience ends."""
    left = -1
    try:
        async with asyncio.timeout(IDLE_S):
            while left:
                waiting = "SELECT (SELECT count(*) FROM turn WHERE status IN ('pending', 'running'))"
                waiting += " + (SELECT count(*) FROM outbox WHERE status IN ('pending', 'sending'))"
                waiting += " + (SELECT count(*) FROM reminder WHERE status = 'active' AND told_at IS NULL)"
                waiting += " + (SELECT count(*) FROM nudge WHERE status = 'planned' AND due_at < now() + interval '1 hour')"
                ((left,),) = await asyncio.to_thread(_ask, here, waiting)
                await asyncio.sleep(0.3)
    except TimeoutError:
        print(f"     {left} turns and messages are left", flush=True)
    return left


@dataclass(frozen=True)
class Verdict:
    """What a fault run left behind."""

    lost: int
    doubled: int
    overlaps: int
    out_of_order: int
    unanswered: int
    repeated: int
    not_reminded: int
    reminded_again: int
    nudged: Nudged
    left: int
    sent: int
    most_repeated: int

    def is_clean(self) -> bool:
        nothing = self.lost or self.doubled or self.overlaps or self.out_of_order or self.unanswered or self.left
        nothing = nothing or self.not_reminded or self.reminded_again
        return not nothing and self.nudged.is_clean() and self.repeated <= self.most_repeated

    def __str__(self) -> str:
        return (
            f"{self.lost} lost, {self.doubled} doubled, {self.overlaps} overlaps, {self.out_of_order} out of order, "
            f"{self.unanswered} unanswered, {self.repeated} repeated replies of {self.sent}, "
            f"{self.not_reminded} not reminded, {self.reminded_again} reminded again, {self.nudged}, {self.left} left"
        )


def judge(here: Cluster, out: Sequence[Provider], run: Run, left: int) -> Verdict:
    """Compare rows and what arrived at the providers with what was sent: each message logs two sets that nobody else logs."""
    per_person = run.size.updates // run.size.people
    sent = per_person * run.size.people
    sets = _ask(here, SETS)
    turns = "SELECT t.user_id, t.seq, t.address, m.text FROM turn t JOIN message m ON m.turn_id = t.id AND m.role = 'person'"
    turns += " WHERE m.text LIKE 'bench%' ORDER BY t.user_id, t.seq"
    order: dict[str, list[int]] = defaultdict(list)
    for _, _, address, text in _ask(here, turns):
        order[str(address)].append(int(re.findall(r"(\d+)kg", str(text))[0]))
    received = [(place, text) for provider in out for place, text in provider.received()]
    nudges = Counter(place for place, _ in received if place >= run.size.people)  # they never write
    told = [(place, text) for place, text in received if place < run.size.people]
    rung = Counter(place for place, text in told if text.startswith(RINGS))
    arrived = [(place, _load(text)) for place, text in told if _load(text) > 0]
    answers = Counter(arrived)
    heard: dict[int, list[int]] = defaultdict(list)
    for place, load in arrived:
        if load not in heard[place]:
            heard[place].append(load)
    written = sorted(map(tuple, order.values()))
    return Verdict(
        lost=max(0, 2 * sent - len(sets)),
        doubled=sum(int(row[3]) - 1 for row in sets),
        overlaps=int(_ask(here, OVERLAPS + OF_PEOPLE)[0][0]),
        out_of_order=0 if sorted(map(tuple, heard.values())) == written else _differences(written, heard),
        unanswered=max(0, sent - len(answers)),
        repeated=sum(count - 1 for count in answers.values()),
        not_reminded=run.size.people - len(rung),
        reminded_again=sum(count - 1 for count in rung.values()),
        nudged=judge_nudges(run.size.nudged, _ask(here, TOLD), _ask(here, WENT)[0], nudges),
        left=left,
        sent=sent,
        most_repeated=run.size.most_repeated,
    )


def _load(text: str) -> int:
    found = LOADS.findall(text.replace("\u202f", " ").replace("\u00a0", " "))
    return int(found[0]) if found else -1


def _differences(written: list[tuple[int, ...]], heard: dict[int, list[int]]) -> int:
    """How many people heard their answers in another order than their turns ran in."""
    ran = Counter(written)
    return sum((Counter(map(tuple, heard.values())) - ran).values())


async def fault_run(size: Size, seed: int) -> bool:
    """One run with faults; whether it left nothing behind that it should not."""
    began = time.monotonic()
    often = {"SPOTTER_TURN_LEASE_S": "3", "SPOTTER_PICKUP_EVERY_S": "0.5", "SPOTTER_TICK_EVERY_S": "0.5", "SPOTTER_NUDGE_EVERY_S": "3"}
    places = range(size.people, size.people + size.nudged)
    with providers(places.stop) as (out, settings), cluster(2, size.workers, {**settings, **often}) as here:
        run = Run(size, random.Random(seed))
        await let_rules_speak(here.postgres.url, [out[place % len(out)].address(place) for place in places], size.nudged_within_s)
        breaking = asyncio.gather(break_things(here, out, run), kill_while_nudging(here, run))
        await send_all(here.doors, out, run)
        await breaking
        for provider in out:
            provider.fail(is_on=False)
        left = await until_quiet(here)
        verdict = judge(here, out, run, left)
        good = verdict.is_clean()
        if not good:
            print(f"     heard, for example: {[text for provider in out for _, text in provider.received()[:2]]}")
            print(f"     the outbox: {_ask(here, OUTBOX)}")
    what = f"{size.updates} updates, {size.workers} workers, {size.kills} kills, {size.restarts} restarts of PostgreSQL, Redis away once"
    slowest = f", slowest recovery {max(run.recovered_s):.1f} s" if run.recovered_s else ""
    print(f"{'ok  ' if good else 'FAIL'} {what}, {time.monotonic() - began:.0f} s: {verdict}{slowest}", flush=True)
    return good


async def quiet_run(seed: int) -> bool:
    """Without faults: what 1, 2 and 3 workers get done, then how long the door takes and how long turns wait at an even pace."""
    people, each = 100, 4
    for workers in (1, 2, 3):
        with providers(people) as (out, settings), cluster(2, workers, settings) as here:
            run = Run(Size(each * people, people, 0, 0, workers=workers, are_reminded=False), random.Random(seed))
            began, busy = time.perf_counter(), Busy.of(here)
            await send_all(here.doors, out, run)
            taken = time.perf_counter() - began
            await until_quiet(here)
            ((spent,),) = _ask(here, "SELECT extract(epoch FROM max(finished_at) - min(created_at)) FROM turn")
            done = (
                f"{each * people} updates taken in {taken:.1f} s, done in {spent:.1f} s: {each * people / float(spent):.0f} turns a second"
            )
            print(f"     {workers} workers: {done}; {Busy.of(here).since(busy, each * people)}", flush=True)
            if workers == 3:
                await asyncio.sleep(NUDGE_EVERY_S + 5)  # everybody is new, and the coach looks at each of them once
                for place, per_s in enumerate((5, 10, 20)):
                    await _steady(here, out, run, range(each + 4 * place, each + 4 * place + 4), per_s)
    return True


async def _steady(here: Cluster, out: Sequence[Provider], run: Run, numbers: range, per_s: int) -> None:
    """Updates at an even pace, of everybody in turn, as in the run with faults: how long the door and the turns take."""
    run.answered_s.clear()
    count, busy = len(numbers) * run.size.people, Busy.of(here)
    async with httpx.AsyncClient(timeout=20) as http:
        tasks = []
        for number, place in itertools.product(numbers, range(run.size.people)):
            request = out[place % len(out)].request(place, number, plain_message(LIGHTEST_KG + number))
            copies = 2 if run.dice.random() < run.size.repeated else 1
            tasks += [asyncio.create_task(_deliver(http, here.doors, request, run)) for _ in range(copies)]
            await asyncio.sleep(1 / per_s)
        await asyncio.gather(*tasks)
    await until_quiet(here)
    waits = f"SELECT extract(epoch FROM started_at - created_at) FROM turn ORDER BY created_at DESC LIMIT {count}"
    waited = sorted(float(row[0]) for row in _ask(here, waits))
    answered = sorted(run.answered_s)
    told = f"webhook answered p50 {_ms(answered, 50)}, p95 {_ms(answered, 95)}; turn waited p50 {_ms(waited, 50)}, p95 {_ms(waited, 95)}"
    print(f"     {per_s} a second: {told}; {Busy.of(here).since(busy, count)}", flush=True)


@dataclass(frozen=True)
class Busy:
    """Processor time used so far, in seconds: of all cores together, and of the processes of the cluster by their kind."""

    machine_s: float
    idle_s: float
    by_kind: dict[str, float]

    @classmethod
    def of(cls, here: Cluster) -> Busy:
        """As the kernel tells it now."""
        ticks = os.sysconf("SC_CLK_TCK")
        every = [int(one) / ticks for one in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
        kinds: dict[str, float] = defaultdict(float)
        for member in here.members:
            used = Path(f"/proc/{member.pid}/stat").read_text().rpartition(")")[2].split()
            kinds[member.kind] += (int(used[11]) + int(used[12])) / ticks
        return cls(sum(every), every[3] + every[4], kinds)

    def since(self, before: Busy, turns: int) -> str:
        """In words: how full the machine was, and what a turn took."""
        share = 1 - (self.idle_s - before.idle_s) / (self.machine_s - before.machine_s)
        each = ", ".join(f"{kind} {1000 * (used - before.by_kind[kind]) / turns:.0f} ms" for kind, used in self.by_kind.items())
        return f"machine {share:.0%} busy, a turn took {each} of processor time"


def _ms(values: list[float], percent: int) -> str:
    return f"{1000 * statistics.quantiles(values, n=100)[percent - 1]:.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends what was started here, as Ctrl-C does
    good = asyncio.run(quiet_run(asked.seed) if asked.quiet else fault_run(SHORT if asked.short else LONG, asked.seed))
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
