"""What tools do with generated arguments: through `from_model` and the executor on a real database, then every row is looked at.

`python -m bench.arguments [sqlite|postgres] [calls]` prints one line; what went wrong is printed before it.
"""

from __future__ import annotations

import asyncio
import random
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, text

from bench.faulty_server import new_engine
from bench.garbage import TEXTS, arguments
from spotter.clock import FixedClock
from spotter.errors import ToolError
from spotter.ids import new_id
from spotter.language.understanding import Locale, Units
from spotter.language.wording import say
from spotter.settings import Settings
from spotter.store.engine import Database
from spotter.store.migration import migrate
from spotter.store.queries.people import create_user
from spotter.store.queries.programs import load_catalogue_programs
from spotter.store.queries.turns import Lease
from spotter.store.tables import Base, Turn
from spotter.store.uow import Store
from spotter.tools.context import CoachContext
from spotter.tools.executor import Done, Executor, NeedsConsent, Refused, Request
from spotter.tools.model_args import from_model
from spotter.tools.registry import tools

NOW = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
LOCALES: tuple[Locale, ...] = ("en", "fr")
UNITS: tuple[Units, ...] = ("metric", "imperial")
CALLS = 10_000
CALLS_OF_A_PERSON = 40
# Days that no row may hold, beside the CHECK constraints of the tables.
IMPOSSIBLE_DAYS = {
    "workout": "performed_on > '2026-03-02' OR performed_on < '2006-01-01'",
    "meal": "eaten_on > '2026-03-02' OR eaten_on < '2006-01-01'",
    "body_metric": "measured_on > '2026-03-02' OR measured_on < '2006-01-01'",
    "nutrition_target": "kcal < 0 OR protein_g < 0",
    "reminder": "due_at < '2026-03-01' OR due_at > '2101-01-01'",
}


@dataclass
class Findings:
    """How the calls ended, and what should not have happened."""

    ended: Counter[str] = field(default_factory=Counter)
    exceptions: list[str] = field(default_factory=list)
    rows: int = 0
    out_of_range: list[str] = field(default_factory=list)
    strangers_touched: int = 0

    @property
    def is_clean(self) -> bool:
        return not (self.exceptions or self.out_of_range or self.strangers_touched)

    def line(self, engine: str) -> str:
        """The line for docs/benchmarks.md."""
        ended = ", ".join(f"{count} {name}" for name, count in self.ended.most_common())
        return (
            f"{engine}: {self.ended.total()} generated tool arguments ({ended}): {len(self.exceptions)} exceptions, "
            f"{self.rows} rows written, {len(self.out_of_range)} out of range, {self.strangers_touched} of other people touched"
        )


async def run_calls(store: Store, calls: int, seed: int = 7) -> Findings:
    """Make `calls` calls by people of the store, each with arguments that a bad model might pass."""
    findings, dice = Findings(), random.Random(seed)
    stranger = await _stranger(store)
    before = await _rows_of(store, stranger.user_id)
    strangers = [stranger.user_id, stranger.turn_id, "42", "admin"]
    specs, executor = list(tools().values()), Executor(tools())
    at_start = await _count(store)
    for place in range(calls):
        if place % CALLS_OF_A_PERSON == 0:
            ctx = await _new_turn(store, dice)
        spec = specs[place % len(specs)]
        args, said = arguments(spec, strangers, dice), dice.choice(TEXTS)
        try:
            findings.ended[await _one(executor, f"call-{place}", spec.name, args, said, ctx)] += 1
        except Exception:  # noqa: BLE001 - what no model may bring about is counted
            findings.ended["raised"] += 1
            findings.exceptions.append(f"{spec.name} {str(args)[:300]}\n{traceback.format_exc()[-1500:]}")
    findings.rows = await _count(store) - at_start
    findings.out_of_range = [one async for one in _implausible(store)]
    findings.strangers_touched = sum((before - await _rows_of(store, stranger.user_id)).values())
    return findings


async def _one(executor: Executor, call_id: str, tool: str, args: dict[str, Any], said: str, ctx: CoachContext) -> str:
    """How a call ended, its words included; what waits for a yes gets one."""
    try:
        known = from_model(tools()[tool], args, said, ctx)
    except ToolError:
        return "sent back"
    outcome = await executor.run(Request(call_id, tool, known), ctx)
    if isinstance(outcome, NeedsConsent):
        say(f"{tool}.confirm", outcome.facts, ctx.style)
        outcome = await executor.run(Request(call_id, tool, known, confirmed=True), ctx)
    match outcome:
        case Done():
            say(tool, outcome.result.model_dump(), ctx.style)
            _ = outcome.spec.cards(outcome.result, ctx) if outcome.spec.cards else []
            return "run"
        case Refused():
            return "refused by the tool"
    return "asked again"


async def _new_turn(store: Store, dice: random.Random) -> CoachContext:
    locale: Locale = dice.choice(LOCALES)
    units: Units = dice.choice(UNITS)
    async with store.database.write() as session:
        user = await create_user(session, kind="guest", now=NOW, locale=locale)
        user.units = units
        turn = Turn(id=new_id(), user_id=user.id, kind="chat", channel="app", status="running", seq=1, attempt=1, created_at=NOW)
        session.add(turn)
    return CoachContext(
        lease=Lease(turn.id, user.id, 1), conversation_id="", channel="app", locale=locale, units=units, country=None, zone=PARIS,
        now=NOW.astimezone(PARIS), store=store,
    )  # fmt: skip


async def _stranger(store: Store) -> CoachContext:
    """Somebody else with a log, whose ids the arguments hold."""
    ctx = await _new_turn(store, random.Random(1))
    executor = Executor(tools())
    sets = [{"exercise": {"key": "back_squat", "name": "Squat"}, "sets": [{"reps": 5, "load_kg": 100}]}]
    await executor.run(Request("1", "log_workout", {"date": "2026-03-01", "entries": sets}), ctx)
    await executor.run(Request("2", "remember", {"text": "I train at six."}), ctx)
    return ctx


def _personal() -> Iterator[str]:
    return (name for name, table in Base.metadata.tables.items() if "user_id" in table.columns)


async def _rows_of(store: Store, user_id: str) -> Counter[str]:
    """Every row of a person, as text."""
    rows: Counter[str] = Counter()
    async with store.database.read() as session:
        for name in _personal():
            found = await session.execute(text(f'SELECT * FROM "{name}" WHERE user_id = :id'), {"id": user_id})
            rows.update(f"{name} {row}" for row in found)
    return rows


async def _count(store: Store) -> int:
    async with store.database.read() as session:
        return sum([int(await session.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0) for name in _personal()])


async def _implausible(store: Store) -> Any:
    """Rows that break a CHECK of their table or hold an impossible day."""
    rules = [(table.name, f"NOT ({one.sqltext})") for table in Base.metadata.tables.values() for one in table.constraints
             if isinstance(one, CheckConstraint)]  # fmt: skip
    async with store.database.read() as session:
        for name, rule in [*rules, *IMPOSSIBLE_DAYS.items()]:
            count = await session.scalar(text(f'SELECT count(*) FROM "{name}" WHERE {rule}'))
            if count:
                yield f"{count} rows of {name}: {rule}"


async def measure(engine: str, calls: int) -> Findings:
    """Run the calls on a new database of the engine."""
    async with new_engine(engine) as place:
        database = Database(Settings(database_url=place.url, data_dir=place.folder, _env_file=None).resolved_database_url)
        await migrate(database)
        async with database.write() as session:
            await load_catalogue_programs(session, NOW)
        try:
            return await run_calls(Store(database, FixedClock(NOW)), calls)
        finally:
            await database.close()


async def main(engine: str = "sqlite", calls: str = str(CALLS)) -> None:
    findings = await measure(engine, int(calls))
    for one in [*findings.exceptions[:20], *findings.out_of_range]:
        print(one, flush=True)
    print(findings.line(engine), flush=True)
    sys.exit(0 if findings.is_clean else 1)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
