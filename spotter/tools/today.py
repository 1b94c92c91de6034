"""Today's workout: the next day of the plan with loads from the person's own log, made to fit how today is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import cast

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Slot
from spotter.coaching.ages import is_minor
from spotter.coaching.gap import Return, return_after_gap
from spotter.coaching.limits import LIMITS
from spotter.coaching.planning.loads import HISTORY, PlannedLoad, planned_load
from spotter.coaching.unknown import Unknown
from spotter.coaching.volume import Level
from spotter.errors import ToolError
from spotter.messages import Block, SuggestionsBlock
from spotter.store.queries.injuries import open_injuries
from spotter.store.queries.people import profile_of
from spotter.store.queries.plans import Course, Planned, active_course, last_workout_before, readiness_checks
from spotter.store.queries.workouts import LoggedSet, sets_between
from spotter.store.tables import Profile, ReadinessCheck
from spotter.store.uow import UnitOfWork
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.day_fitting import Circumstances, changes_for, fit_dose, fit_exercises, fit_minutes
from spotter.tools.injury_swaps import equipment_for, sore_regions
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_days import PlannedExercise, minutes_of, planned_exercise, ref_of
from spotter.tools.profile import known_equipment
from spotter.tools.readiness import adaptation_of
from spotter.tools.spec import Args, Result, tool

Day = date  # an argument named `date` hides the type inside its class


class TodayWorkoutArgs(Args):
    date: Day | None = None
    minutes: int | None = Field(default=None, ge=LIMITS["minutes_per_workout"].low, le=LIMITS["minutes_per_workout"].high)
    equipment: list[str] | None = Field(default=None, max_length=40, description="All there is for this one workout; else what is known.")


class LastTimeFact(BaseModel):
    """What was done of an exercise the last time; the heaviest load in kg."""

    model_config = ConfigDict(frozen=True)

    on: date
    reps: list[int]
    load_kg: Decimal | None


class TodaysExercise(PlannedExercise):
    """One exercise of today. `aim_reps` is what to reach in each set, `reason` why this load (a code).

    `percent_for_pain` is what pain leaves of the load.
    """

    aim_reps: int | None = None
    reason: str = "as_planned"
    last: LastTimeFact | None = None
    instead_of: ExerciseRef | None = None
    percent_for_pain: int = 100
    is_done: bool = False


class AdjustmentFact(BaseModel):
    """How the workouts of some days differ from the plan: minutes, all there is, what is missing, exercises by what they replace.

    `is_lighter` for one day is a little less, for several an easy week.
    """

    model_config = ConfigDict(frozen=True)

    starts_on: date
    ends_on: date
    minutes: int | None = None
    equipment: list[str] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list)
    swaps: dict[str, str] = Field(default_factory=dict)
    is_lighter: bool = False
    is_easy_week: bool = False


class WorkoutShown(Result):
    """The next workout; without a plan `plan_id` is null and nothing else stands here.

    `on` is its date, `asked_for` the date that was meant, `did_today` the name of the planned day that was done today already.
    `is_skipped` where today's workout was skipped, `is_checked_in` where the person said today how they feel.
    """

    plan_id: str | None = None
    plan_name: dict[str, str] | None = None
    on: date | None = None
    asked_for: date | None = None
    did_today: dict[str, str] | None = None
    week: int = 0
    weeks: int = 0
    day_name: dict[str, str] | None = None
    minutes: int = 0
    exercises: list[TodaysExercise] = Field(default_factory=list)
    changes: list[str] = Field(default_factory=list)
    left_out_for_time: list[ExerciseRef] = Field(default_factory=list)
    left_out: list[ExerciseRef] = Field(default_factory=list)
    is_checked_in: bool = False
    is_skipped: bool = False
    adjusted: AdjustmentFact | None = None


def _cards(result: WorkoutShown, ctx: CoachContext) -> list[Block]:
    style = ctx.style
    keys: tuple[str, ...] = ("suggest_plan", "suggest_programs")
    if result.plan_id is not None:
        keys = ("suggest_week" if result.is_checked_in else "suggest_tired", "suggest_short", "suggest_why")
    return [SuggestionsBlock(texts=[style.phrase(f"today.{key}") for key in keys])]


@tool(agent="planner", kind="read", cards=_cards)
async def today_workout(args: TodayWorkoutArgs, ctx: CoachContext, uow: UnitOfWork) -> WorkoutShown:
    """Show today's or the next workout of the plan with loads, made to fit readiness, pain, a gap and the minutes at hand."""
    is_light = await keep_it_light(ctx, uow)
    wanted = args.date or ctx.today
    if wanted < ctx.today:
        raise ToolError(ctx.style.phrase("today.past"))
    course = await active_course(uow)
    if course is None:
        return WorkoutShown()
    planned = on_or_after(course, ctx.today, wanted)
    day = await WorkoutAhead.of(ctx, uow, course, planned)
    today = await day.circumstances(args.minutes, known_equipment(args.equipment or [], ctx.style), is_light=is_light)
    shown = day.shown(await day.fitted(today), today)
    return shown.model_copy(
        update={"asked_for": wanted, "did_today": _did_today(course, ctx.today), "is_checked_in": bool(day.checks)}
        | {"is_skipped": wanted in course.skipped}
    )


def on_or_after(course: Course, today: date, wanted: date) -> Planned:
    """The first workout to come that is not before `wanted`."""
    schedule = course.schedule(today)
    before = sum(1 for _ in takewhile(lambda planned: planned.on < wanted, course.schedule(today)))
    for _ in range(before):
        next(schedule)
    return next(schedule)


def _did_today(course: Course, today: date) -> dict[str, str] | None:
    done = [one.day_id for one in course.done if one.performed_on == today]
    names = {stored.id: stored.day.name for block in course.stored.days for stored in block}
    return names.get(done[-1]) if done else None


@dataclass(frozen=True, slots=True)
class FittedWorkout:
    """A planned day as it is to be done: its slots, the loads that were due, what pain leaves of them, and what was left out."""

    slots: list[Slot]
    loads: Mapping[str, PlannedLoad]
    percents: Mapping[str, tuple[int, str | None]]
    impossible: list[str]
    too_long: list[str]
    done: frozenset[str]


@dataclass(frozen=True, slots=True)
class WorkoutAhead:
    """One planned day on its way to becoming a workout."""

    ctx: CoachContext
    uow: UnitOfWork
    course: Course
    planned: Planned
    profile: Profile
    checks: Sequence[ReadinessCheck]

    @classmethod
    async def of(cls, ctx: CoachContext, uow: UnitOfWork, course: Course, planned: Planned) -> WorkoutAhead:
        """The day with who it is for and how they feel today."""
        return cls(ctx, uow, course, planned, await profile_of(uow), await readiness_checks(uow, ctx.today, ctx.today))

    async def circumstances(self, minutes: int | None = None, at_hand: Sequence[str] = (), *, is_light: bool) -> Circumstances:
        """What is known of the day: what was said of it beforehand and now; how somebody feels counts for today only."""
        today, is_today = self.ctx.today, self.planned.on == self.ctx.today
        checks = self.checks if is_today else []
        planned = [slot.exercise for block in self.course.stored.days for stored in block for slot in stored.day.slots]
        told = adjusted_on(self.course, self.planned.on)
        there = at_hand or (told and told.equipment) or self.profile.equipment or equipment_for(planned) or ["gym"]
        return Circumstances(
            equipment=frozenset(there),
            level=cast(Level, self.profile.level or self.course.program.level),
            sore=tuple(sore_regions(await open_injuries(self.uow))),
            adaptation=adaptation_of(checks) if checks else None,
            gap=_gap(await last_workout_before(self.uow, today), today),
            minutes=minutes or (told.minutes if told else None),
            is_light=is_light,
            missing=frozenset(told.missing) if told else frozenset(),
            swaps=told.swaps if told else {},
            is_lighter=told is not None and told.is_lighter,
            missed=self.course.missed_since(today),
            is_easy_week=told is not None and told.is_easy_week,
        )

    async def fitted(self, today: Circumstances) -> FittedWorkout:
        """The day as it is to be done."""
        stored, now = self.planned.stored, self.ctx.today
        fitted, impossible = fit_exercises(stored.day.slots, today)
        keys = [one.slot.exercise for one in fitted]
        history = await sets_between(self.uow, now - HISTORY, now, exercise_keys=keys) if keys else []
        by_key = {key: [row for row in history if row.exercise_key == key] for key in keys}
        loads = {
            one.slot.exercise: planned_load(
                one.slot, exercises()[one.slot.exercise].load_step_kg, self._before(by_key[one.slot.exercise]), now, is_easy=stored.is_easy
            )
            for one in fitted
        }
        slots, too_long = fit_minutes([fit_dose(one, loads[one.slot.exercise], today) for one in fitted], today.minutes)
        percents = {one.slot.exercise: (one.percent, one.instead_of) for one in fitted}
        done = frozenset(key for key in keys if self._is_done(by_key[key]))
        return FittedWorkout(slots, loads, percents, impossible, too_long, done)

    def shown(self, fit: FittedWorkout, today: Circumstances) -> WorkoutShown:
        """The day as a result."""
        stored = self.planned.stored
        minor = ["minor"] if is_minor(self.profile.birth_date, self.profile.conditions, self.ctx.today) else []
        return WorkoutShown(
            plan_id=self.course.plan.id,
            plan_name=self.course.program.name,
            on=self.planned.on,
            week=self.planned.week,
            weeks=self.course.program.weeks,
            day_name=stored.day.name,
            minutes=minutes_of(fit.slots),
            exercises=[
                _shown(slot, fit.loads[slot.exercise], *fit.percents[slot.exercise], is_done=slot.exercise in fit.done)
                for slot in fit.slots
            ],
            changes=changes_for(today) + minor,
            left_out_for_time=[ref_of(key) for key in fit.too_long],
            left_out=[ref_of(key) for key in fit.impossible],
            adjusted=adjusted_on(self.course, self.planned.on),
        )

    def _before(self, rows: Sequence[LoggedSet]) -> list[LoggedSet]:
        """What was done up to yesterday, without easy weeks, which say nothing about strength."""
        easy = {stored.id for block in self.course.stored.days for stored in block if stored.is_easy}
        left_out = {done.workout_id for done in self.course.done if done.day_id in easy}
        return [row for row in rows if row.performed_on < self.ctx.today and row.workout_id not in left_out]

    def _is_done(self, rows: Sequence[LoggedSet]) -> bool:
        counted = {done.workout_id for done in self.course.done}
        today = self.ctx.today
        return self.planned.on == today and any(row.performed_on == today and row.workout_id not in counted for row in rows)


def adjusted_on(course: Course, day: date) -> AdjustmentFact | None:
    """All that was said of a day's workout as one; of minutes and equipment the newest word counts."""
    rows = course.adjustments_on(day)
    if not rows:
        return None
    return AdjustmentFact(
        starts_on=max(row.starts_on for row in rows),
        ends_on=min(row.ends_on for row in rows),
        minutes=next((row.minutes for row in reversed(rows) if row.minutes), None),
        equipment=next((row.equipment for row in reversed(rows) if row.equipment), None) or [],
        missing=list(dict.fromkeys(thing for row in rows for thing in row.missing or [])),
        swaps={old: new for row in rows for old, new in (row.swaps or {}).items()},
        is_lighter=any(row.is_lighter for row in rows),
        is_easy_week=any(row.is_lighter and row.ends_on > row.starts_on for row in rows),
    )


def _gap(last: date | None, today: date) -> Return | None:
    found = None if last is None else return_after_gap((today - last).days)
    return None if isinstance(found, Unknown) else found


def _shown(slot: Slot, load: PlannedLoad, percent: int, instead_of: str | None, *, is_done: bool) -> TodaysExercise:
    last = load.last and LastTimeFact(on=load.last.on, reps=list(load.last.reps), load_kg=load.last.load_kg)
    planned = planned_exercise(slot).model_dump() | {"percent": None}
    return TodaysExercise(
        **planned,
        aim_reps=load.reps,
        reason=load.reason,
        last=last,
        instead_of=ref_of(instead_of) if instead_of else None,
        percent_for_pain=percent,
        is_done=is_done,
    )


TOOLS = (today_workout,)
