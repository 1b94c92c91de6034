"""The plan that a person follows: what is done of it, what comes next, and how it is replaced."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, count, islice
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select

from spotter.catalogue.program import Program
from spotter.ids import new_id
from spotter.store.queries.programs import StoredDay, StoredProgram, stored_program
from spotter.store.queries.workouts import LoggedSet
from spotter.store.tables import (
    Change,
    Plan,
    PlanAdjustment,
    PlanChange,
    PlanPause,
    ProgramBlock,
    ProgramDay,
    ProgramVersion,
    ReadinessCheck,
    ToolCall,
    Workout,
    WorkoutEntry,
)
from spotter.store.uow import UnitOfWork


class DoneDay(NamedTuple):
    """A workout that fulfilled a day of the plan."""

    day_id: str
    performed_on: date
    workout_id: str


class MissedDay(NamedTuple):
    """A planned workout that was skipped, with the reason that was told."""

    on: date
    reason: str


class Upcoming(NamedTuple):
    """A workout to come: the week of the plan it belongs to, counted from 1, and the day."""

    week: int
    stored: StoredDay


class Planned(NamedTuple):
    """A workout to come with its date."""

    on: date
    week: int
    stored: StoredDay


@dataclass(frozen=True, slots=True)
class Course:
    """A plan under way. Days follow each other by what was done, not by the calendar; nothing of it is stored."""

    plan: Plan
    stored: StoredProgram
    done: tuple[DoneDay, ...]
    skipped: frozenset[date] = frozenset()
    adjustments: tuple[PlanAdjustment, ...] = ()
    missed: tuple[MissedDay, ...] = ()
    pauses: tuple[PlanPause, ...] = ()

    @property
    def program(self) -> Program:
        return self.stored.program

    @property
    def week(self) -> int:
        """The week of the plan that the person is in, counted from 1."""
        return len(self.done) // self.program.days_per_week + 1

    def left_in_week(self) -> list[StoredDay]:
        """The days of this round that are still to do."""
        left = self.stored.week_days(self.week)
        for done in self.done[(self.week - 1) * self.program.days_per_week :]:
            at = next((place for place, day in enumerate(left) if day.id == done.day_id), 0)
            del left[at]
        return left

    def upcoming(self) -> Iterator[Upcoming]:
        """The workouts to come, without end: after its last week a program starts again."""
        yield from (Upcoming(self.week, day) for day in self.left_in_week())
        for week in count(self.week + 1):
            yield from (Upcoming(week, day) for day in self.stored.week_days(week))

    def schedule(self, today: date) -> Iterator[Planned]:
        """The workouts to come on the plan's weekdays and those that days were moved to, from today on, or tomorrow where today's is done.

        A day that was skipped has none, and none a day on which the plan rests. A workout that was moved comes on its own day, the others
        follow each other as ever.
        """
        start = today + timedelta(days=any(done.performed_on == today for done in self.done))
        days = (start + timedelta(days=n) for n in count())
        dates = (day for day in days if self.is_training_day(day) and not self.is_excused(day))
        left = self.left_in_week()
        later = islice(self.upcoming(), len(left), None)
        moved: dict[date, StoredDay] = {}
        for move in self.adjustments:
            day = next((one for one in left if one.id == move.day_id), None)
            if day is not None and move.moved_to is not None and move.moved_to >= start and self.is_training_day(move.moved_to):
                moved[move.moved_to] = day
                left.remove(day)
        others = chain((Upcoming(self.week, day) for day in left), later)
        for on in dates:
            yield Planned(on, self.week, moved[on]) if on in moved else Planned(on, *next(others))

    def hard_sets(self, rows: Sequence[LoggedSet], before: date) -> list[LoggedSet]:
        """The sets up to a day, without those of easy weeks, which say nothing about strength."""
        easy = {stored.id for block in self.stored.days for stored in block if stored.is_easy}
        left_out = {done.workout_id for done in self.done if done.day_id in easy}
        return [row for row in rows if row.performed_on < before and row.workout_id not in left_out]

    def missed_since(self, day: date) -> str | None:
        """Why the workouts up to `day` were missed since the last one done: the newest reason; None where none was missed."""
        last = max((one.performed_on for one in self.done), default=date.min)
        reasons = [one.reason for one in self.missed if last < one.on <= day]
        return reasons[-1] if reasons else None

    def rests_until(self, day: date) -> date | None:
        """The last day of the pause that a date falls in; None where the plan runs."""
        return next((one.ends_on for one in self.pauses if one.ends_on is not None and one.starts_on <= day <= one.ends_on), None)

    def is_excused(self, day: date) -> bool:
        """Whether a date was skipped, or the plan rested on it."""
        return day in self.skipped or self.rests_until(day) is not None

    def is_training_day(self, day: date) -> bool:
        """Whether a workout is meant for a date: by the plan's weekdays, unless it was moved away or to it; the newest word counts."""
        moves = [one for one in self.adjustments if one.moved_to is not None and day in (one.starts_on, one.moved_to)]
        if moves:
            return moves[-1].moved_to == day
        return day.weekday() in (self.plan.weekdays or range(7))

    def adjustments_on(self, day: date) -> list[PlanAdjustment]:
        """How the workout of a date differs from the plan, oldest word first; moves are not among them."""
        return [one for one in self.adjustments if one.moved_to is None and one.starts_on <= day <= one.ends_on]


async def active_plan(uow: UnitOfWork) -> tuple[Plan, dict[str, Any]] | None:
    """The plan that is active, with the name of its program by language."""
    wanted = select(Plan, ProgramVersion.name).join(ProgramVersion, ProgramVersion.id == Plan.version_id)
    row = (await uow.session.execute(wanted.where(Plan.user_id == uow.user_id, Plan.status == "active"))).first()
    return None if row is None else (row[0], row[1])


async def active_course(uow: UnitOfWork) -> Course | None:
    """The active plan with its program and what is done of it."""
    plan = await uow.session.scalar(select(Plan).where(Plan.user_id == uow.user_id, Plan.status == "active"))
    if plan is None:
        return None
    done = (
        select(Workout.day_id, Workout.performed_on, Workout.id, Workout.status, Workout.missed_reason)
        .where(Workout.user_id == uow.user_id, Workout.plan_id == plan.id, Workout.day_id.is_not(None))
        .order_by(Workout.performed_on, Workout.id)
    )
    rows = list(await uow.session.execute(done))
    stored = await stored_program(uow, plan.version_id)
    now = await _days_now(uow, stored, {day_id for day_id, *_ in rows if day_id is not None})
    days = tuple(
        DoneDay(now.get(day_id, day_id), on, workout_id)
        for day_id, on, workout_id, status, _ in rows
        if day_id is not None and status != "missed"
    )
    missed = tuple(MissedDay(on, reason or "other") for _, on, _, status, reason in rows if status == "missed")
    adjustments = tuple(await adjustments_from(uow, (uow.now - timedelta(days=1)).date()))
    pauses = tuple(await open_pauses(uow, (uow.now - timedelta(days=1)).date(), plan.id))
    return Course(plan, stored, days, frozenset(one.on for one in missed), adjustments, missed, pauses)


async def resting_plan(uow: UnitOfWork, *statuses: str) -> Plan | None:
    """The plan that was left last among those of these statuses."""
    wanted = select(Plan).where(Plan.user_id == uow.user_id, Plan.status.in_(statuses))
    left = func.coalesce(Plan.ended_at, Plan.created_at)
    found: Plan | None = await uow.session.scalar(wanted.order_by(left.desc(), Plan.id.desc()).limit(1))
    return found


async def paused_plan(uow: UnitOfWork) -> dict[str, Any] | None:
    """The name by language of the plan that rests; None where none does."""
    plan = await resting_plan(uow, "paused")
    return None if plan is None else (await stored_program(uow, plan.version_id)).program.name


async def open_pauses(uow: UnitOfWork, today: date, plan_id: str | None = None) -> list[PlanPause]:
    """The pauses that are not over on that day: of every plan, or of one."""
    wanted = select(PlanPause).where(PlanPause.user_id == uow.user_id, or_(PlanPause.ends_on.is_(None), PlanPause.ends_on >= today))
    return list(await uow.session.scalars(wanted if plan_id is None else wanted.where(PlanPause.plan_id == plan_id)))


async def workouts_done_of(uow: UnitOfWork, plan_id: str) -> int:
    """How many workouts of a plan are done."""
    mine = (Workout.user_id == uow.user_id, Workout.plan_id == plan_id, Workout.day_id.is_not(None), Workout.status != "missed")
    return await uow.session.scalar(select(func.count()).where(*mine)) or 0


async def adjustments_from(uow: UnitOfWork, first: date) -> list[PlanAdjustment]:
    """The adjustments that still hold on `first` or later, moves included."""
    still = or_(PlanAdjustment.ends_on >= first, PlanAdjustment.moved_to >= first)
    wanted = select(PlanAdjustment).where(PlanAdjustment.user_id == uow.user_id, still)
    return list(await uow.session.scalars(wanted.order_by(PlanAdjustment.created_at, PlanAdjustment.id)))


async def _days_now(uow: UnitOfWork, stored: StoredProgram, day_ids: Collection[str]) -> dict[str, str]:
    """The days of an earlier version of the plan, each with the one in its place now: a change keeps the days and their order."""
    here = {day.id for block in stored.days for day in block}
    gone = [day_id for day_id in day_ids if day_id not in here]
    if not gone:
        return {}
    wanted = (
        select(ProgramDay.id, ProgramBlock.position, ProgramDay.position)
        .join(ProgramBlock, ProgramBlock.id == ProgramDay.block_id)
        .where(ProgramDay.id.in_(gone))
    )
    places = [(day_id, block, place) for day_id, block, place in await uow.session.execute(wanted)]
    return {
        day_id: stored.days[block][place].id
        for day_id, block, place in places
        if block < len(stored.days) and place < len(stored.days[block])
    }


async def start_plan(uow: UnitOfWork, version_id: str, today: date, *, weekdays: Sequence[int], change: Mapping[str, Any]) -> Plan:
    """Make a program version the active plan from today on; the one before it is kept as replaced. `change` says why."""
    current = await active_plan(uow)
    if current is not None:
        await uow.change(current[0], status="replaced", ended_at=uow.now)
    plan = Plan(
        id=new_id(),
        user_id=uow.user_id,
        version_id=version_id,
        status="active",
        started_on=today,
        weekdays=list(weekdays),
        created_at=uow.now,
    )
    await uow.add(plan)
    await uow.add(PlanChange(id=new_id(), user_id=uow.user_id, plan_id=plan.id, applied_at=uow.now, **change))
    return plan


async def change_program(
    uow: UnitOfWork, plan: Plan, version_id: str, change: Mapping[str, Any], *, weekdays: Sequence[int] | None = None
) -> None:
    """Let a plan go on with another program version that has the same days. `change` says why."""
    await uow.change(plan, version_id=version_id, **({} if weekdays is None else {"weekdays": list(weekdays)}))
    await uow.add(PlanChange(id=new_id(), user_id=uow.user_id, plan_id=plan.id, applied_at=uow.now, **change))


async def plan_changes(uow: UnitOfWork, plan_id: str) -> list[PlanChange]:
    """Why a plan is as it is, oldest first."""
    wanted = select(PlanChange).where(PlanChange.user_id == uow.user_id, PlanChange.plan_id == plan_id)
    return list(await uow.session.scalars(wanted.order_by(PlanChange.applied_at, PlanChange.id)))


async def pauses_of(uow: UnitOfWork, plan_id: str) -> list[PlanPause]:
    """The days on which a plan rested, oldest first."""
    wanted = select(PlanPause).where(PlanPause.user_id == uow.user_id, PlanPause.plan_id == plan_id)
    return list(await uow.session.scalars(wanted.order_by(PlanPause.starts_on, PlanPause.id)))


async def call_that_made(uow: UnitOfWork, plan_id: str) -> ToolCall | None:
    """The call by which a plan came to be; None where it is no longer in the ledger."""
    made = (Change.user_id == uow.user_id, Change.table == "plan", Change.row_id == plan_id, Change.op == "insert")
    same = and_(ToolCall.turn_id == Change.turn_id, ToolCall.call_id == Change.call_id)
    return await uow.session.scalar(select(ToolCall).join(Change, same).where(*made).limit(1))


async def exercises_done_on(uow: UnitOfWork, day: date) -> set[str]:
    """The catalogue's exercises that the person logged on a day."""
    wanted = (
        select(WorkoutEntry.exercise_key)
        .join(Workout, Workout.id == WorkoutEntry.workout_id)
        .where(Workout.user_id == uow.user_id, Workout.performed_on == day, WorkoutEntry.exercise_key.is_not(None))
    )
    return {key for key in await uow.session.scalars(wanted) if key is not None}


def fitting_day(days: Sequence[StoredDay], keys: Collection[str]) -> tuple[StoredDay, bool] | None:
    """The day that the exercises fit best and whether they are at least half of it; None where none of them belongs to any."""

    def hits(stored: StoredDay) -> int:
        return sum(bool({slot.exercise, *slot.alternatives} & set(keys)) for slot in stored.day.slots)

    best = max(days, key=hits, default=None)
    if best is None or hits(best) == 0:
        return None
    return best, 2 * hits(best) >= len(best.day.slots)


async def last_workout_before(uow: UnitOfWork, day: date) -> date | None:
    """The day of the last workout before `day`."""
    wanted = select(func.max(Workout.performed_on)).where(
        Workout.user_id == uow.user_id, Workout.status != "missed", Workout.performed_on < day
    )
    return await uow.session.scalar(wanted)


async def readiness_checks(uow: UnitOfWork, first: date, last: date) -> list[ReadinessCheck]:
    """The check-ins from `first` to `last`, oldest first."""
    wanted = select(ReadinessCheck).where(
        ReadinessCheck.user_id == uow.user_id, ReadinessCheck.checked_on >= first, ReadinessCheck.checked_on <= last
    )
    return list(await uow.session.scalars(wanted.order_by(ReadinessCheck.checked_at, ReadinessCheck.id)))
