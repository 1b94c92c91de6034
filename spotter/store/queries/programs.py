"""Programs as rows: written once per version, never changed, read back as the typed programs they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any, cast
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.catalogue.program import Block, CycleDay, Program, Slot
from spotter.catalogue.programs import programs
from spotter.coaching.prescription import Goal, LoadSource, Prescription
from spotter.coaching.progression import ProgressionRule as Rule
from spotter.coaching.volume import Level
from spotter.ids import new_id
from spotter.store import tables
from spotter.store.tables import (
    Base,
    ProgramBlock,
    ProgramDay,
    ProgramPrescription,
    ProgramSlot,
    ProgramVersion,
    ProgressionRule,
)
from spotter.store.uow import UnitOfWork

# A load that was computed for somebody stands in `load_kg`; from then on it follows what they last did.
_SOURCES: Mapping[LoadSource, str] = {"e1rm_percent": "percent", "e1rm": "last", "find": "last"}
_LOADS: Mapping[str, LoadSource] = {"percent": "e1rm_percent"}

MOST_KEPT = 128

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredDay:
    """A day of the cycle as it stands in the database."""

    id: str
    day: CycleDay
    is_easy: bool


@dataclass(frozen=True, slots=True)
class StoredProgram:
    """A program version. `days` are those of each block, in the order of `program.blocks`."""

    version_id: str
    program: Program
    days: tuple[tuple[StoredDay, ...], ...]
    reasons: tuple[Values, ...]

    def week_days(self, week: int) -> list[StoredDay]:
        """The workouts of a week counted from 1, as many as the program has days a week; after the last week it starts again."""
        block = self.program.blocks.index(self.program.block_of_week(week))
        days = self.days[block]
        return [days[place % len(days)] for place in range(self.program.days_per_week)]


_READ: dict[str, StoredProgram] = {}


async def load_catalogue_programs(session: AsyncSession, now: datetime) -> int:
    """Store every program version of the catalogue that is not there yet; how many were. Processes may do it at the same time."""
    there = select(tables.Program.key, ProgramVersion.version).join(ProgramVersion).where(tables.Program.user_id.is_(None))
    known = {(key, version) for key, version in await session.execute(there)}
    missing = [program for program in programs() if (program.key, program.version) not in known]
    rows = _Rows(catalogue_id, now)
    for program in missing:
        rows.program(program, user_id=None, reasons=())
    await rows.store(session, is_shared=True)
    return len(missing)


def catalogue_id(path: str) -> str:
    """The identifier of a catalogue row: the same in every database, so that nothing is stored twice."""
    return str(uuid5(NAMESPACE_OID, f"spotter/programs/{path}"))


def catalogue_version_id(program: Program) -> str:
    """The version row of a program of the catalogue."""
    return catalogue_id(f"{program.key}/{program.version}")


async def add_own_program(uow: UnitOfWork, program: Program, reasons: Sequence[Values]) -> str:
    """Store a program made for the person; the id of its version. Only the program's row is journalled: the others hang on it."""
    rows = _Rows(lambda _path: new_id(), uow.now)
    version_id = rows.program(program, user_id=uow.user_id, reasons=reasons)
    (own,) = rows.of.pop(tables.Program)
    await uow.add(tables.Program(**own))
    await rows.store(uow.session, is_shared=False)
    return version_id


class _Rows:
    """The rows of one program, table by table, parents first."""

    def __init__(self, make_id: Callable[[str], str], now: datetime) -> None:
        self._id, self._now = make_id, now
        self.of: dict[type[Base], list[Values]] = defaultdict(list)

    def program(self, p: Program, *, user_id: str | None, reasons: Sequence[Values]) -> str:
        program_id, version_id = self._id(p.key), self._id(f"{p.key}/{p.version}")
        self.of[tables.Program].append({"id": program_id, "user_id": user_id, "key": p.key, "created_at": self._now})
        version = {name: getattr(p, name) for name in ("version", "goal", "level", "days_per_week", "weeks", "name", "description")}
        self.of[ProgramVersion].append(
            {"id": version_id, "program_id": program_id, **version, "reasons": list(reasons), "created_at": self._now}
        )
        for place, block in enumerate(p.blocks):
            self._block(f"{p.key}/{p.version}/{place}", version_id, place, block)
        return version_id

    def _block(self, path: str, version_id: str, place: int, block: Block) -> None:
        block_id = self._id(path)
        values = {"id": block_id, "version_id": version_id, "position": place, "weeks": block.weeks, "name": block.name}
        self.of[ProgramBlock].append({**values, "is_deload": block.is_easy})
        for number, day in enumerate(block.days):
            day_id = self._id(f"{path}/{number}")
            self.of[ProgramDay].append({"id": day_id, "block_id": block_id, "position": number, "name": day.name})
            for index, slot in enumerate(day.slots):
                self._slot(f"{path}/{number}/{index}", day_id, index, slot)

    def _slot(self, path: str, day_id: str, place: int, slot: Slot) -> None:
        slot_id = self._id(path)
        values = {"id": slot_id, "day_id": day_id, "position": place, "role": slot.role, "exercise_key": slot.exercise}
        superset = ord(slot.superset) - ord("A") + 1 if slot.superset else None
        self.of[ProgramSlot].append({**values, "alternatives": list(slot.alternatives), "superset": superset})
        dose, rule = slot.prescription, slot.progression
        self.of[ProgramPrescription].append({"id": self._id(f"{path}/dose"), "slot_id": slot_id, **_dose_values(dose)})
        moves = {"kind": rule.kind, "step_kg": rule.step_kg, "scope": rule.scope, "on_fail": rule.on_fail}
        self.of[ProgressionRule].append({"id": self._id(f"{path}/rule"), "slot_id": slot_id, "position": 0, **moves})

    async def store(self, session: AsyncSession, *, is_shared: bool) -> None:
        on_sqlite = session.get_bind().dialect.name == "sqlite"
        for table, values in self.of.items():
            if not is_shared:
                await session.execute(insert(table), values)
            elif on_sqlite:
                await session.execute(sqlite.insert(table).on_conflict_do_nothing(), values)
            else:
                await session.execute(postgresql.insert(table).on_conflict_do_nothing(), values)


def _dose_values(dose: Prescription) -> Values:
    return {
        "position": 0,
        "week": None,
        "kind": dose.kind,
        "sets": dose.sets,
        "reps_min": dose.reps_low,
        "reps_max": dose.reps_high,
        "rir": dose.rir,
        "load_source": _SOURCES.get(dose.load, dose.load),
        "load_kg": dose.load_kg,
        "percent": dose.percent,
        "rest_s": dose.rest_s,
        "duration_s": dose.duration_s,
        "distance_m": dose.distance_m,
        "zone": None if dose.zone is None else str(dose.zone),
    }


async def stored_program(uow: UnitOfWork, version_id: str) -> StoredProgram:
    """A program version with all its days. A version never changes, so the last ones read are kept."""
    found = _READ.pop(version_id, None) or await _read_version(uow, version_id)
    _READ[version_id] = found
    if len(_READ) > MOST_KEPT:
        del _READ[next(iter(_READ))]
    return found


async def _read_version(uow: UnitOfWork, version_id: str) -> StoredProgram:
    head = select(ProgramVersion, tables.Program.key).join(tables.Program).where(ProgramVersion.id == version_id)
    version, key = (await uow.session.execute(head)).one()
    body = (
        select(
            ProgramBlock.__table__, ProgramDay.__table__, ProgramSlot.__table__, ProgramPrescription.__table__, ProgressionRule.__table__
        )
        .select_from(ProgramBlock)
        .join(ProgramDay, ProgramDay.block_id == ProgramBlock.id)
        .join(ProgramSlot, ProgramSlot.day_id == ProgramDay.id)
        .join(ProgramPrescription, ProgramPrescription.slot_id == ProgramSlot.id)
        .join(ProgressionRule, ProgressionRule.slot_id == ProgramSlot.id)
        .where(ProgramBlock.version_id == version_id)
        .order_by(ProgramBlock.position, ProgramDay.position, ProgramSlot.position, ProgramPrescription.position)
        .set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)
    )
    rows: list[Mapping[str, Any]] = [dict(row._mapping) for row in await uow.session.execute(body)]
    blocks, days = [], []
    for _, of_block in groupby(rows, key=lambda row: row["program_block_id"]):
        block, block_days = _block(list(of_block))
        blocks.append(block)
        days.append(block_days)
    program = Program(
        key=key,
        version=version.version,
        name=version.name,
        goal=cast(Goal, version.goal),
        level=cast(Level, version.level),
        days_per_week=version.days_per_week,
        minutes=0,
        description=version.description,
        equipment=(),
        blocks=tuple(blocks),
        rounds=max(1, version.weeks // sum(block.weeks for block in blocks)),
    )
    return StoredProgram(version_id, program, tuple(days), tuple(version.reasons))


def _block(rows: Sequence[Mapping[str, Any]]) -> tuple[Block, tuple[StoredDay, ...]]:
    first, days = rows[0], []
    for day_id, of_day in groupby(rows, key=lambda row: row["program_day_id"]):
        slots = list(of_day)
        day = CycleDay(slots[0]["program_day_name"], tuple(_slots(slots)))
        days.append(StoredDay(day_id, day, is_easy=first["program_block_is_deload"]))
    block = Block(first["program_block_name"], first["program_block_weeks"], tuple(stored.day for stored in days))
    return block, tuple(days)


def _slots(rows: Iterable[Mapping[str, Any]]) -> Iterable[Slot]:
    for row in rows:
        superset = row["program_slot_superset"]
        yield Slot(
            role=row["program_slot_role"],
            exercise=row["program_slot_exercise_key"],
            alternatives=tuple(row["program_slot_alternatives"]),
            prescription=_prescription(row),
            progression=Rule(
                kind=row["progression_rule_kind"],
                step_kg=row["progression_rule_step_kg"] or Decimal(0),
                scope=row["progression_rule_scope"],
                on_fail=row["progression_rule_on_fail"],
            ),
            superset=chr(ord("A") + superset - 1) if superset else None,
        )


def _prescription(row: Mapping[str, Any]) -> Prescription:
    def of(name: str) -> Any:
        return row[f"program_prescription_{name}"]

    def whole(name: str) -> int | None:
        return None if of(name) is None else int(of(name))

    return Prescription(
        sets=of("sets"),
        reps_low=of("reps_min"),
        reps_high=of("reps_max"),
        rir=whole("rir"),
        load=_LOADS.get(of("load_source"), of("load_source")),
        percent=of("percent"),
        load_kg=of("load_kg"),
        kind=of("kind"),
        rest_s=of("rest_s") or 0,
        duration_s=of("duration_s"),
        distance_m=whole("distance_m"),
        zone=whole("zone"),
    )
