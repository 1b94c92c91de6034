"""Today's workout: the next day of the plan with loads from the person's own log, made to fit how today is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import cast

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Slot
from spotter.coaching.ages import is_minor
from spotter.coaching.gap import Return, return_after_gap
from spotter.coaching.injury import check_exercise
from spotter.coaching.limits import LIMITS
from spotter.coaching.planning.loads import HISTORY, PlannedLoad, load_before, planned_load
from spotter.coaching.strength import load_step
from spotter.coaching.unknown import Unknown
from spotter.coaching.volume import Level
from spotter.errors import ToolError
from spotter.messages import Block, SuggestionsBlock
from spotter.store.queries.people import profile_of
from spotter.store.queries.plans import Course, Planned, active_course, last_workout_before, paused_plan, readiness_checks
from spotter.store.queries.workouts import LoggedSet, sets_between
from spotter.store.tables import Profile, ReadinessCheck
from spotter.store.uow import UnitOfWork
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.day_fitting import Circumstances, Fitted, changes_for, fit_dose, fit_exercises, fit_minutes
from spotter.tools.injury_swaps import equipment_for
from spotter.tools.lifts import ExerciseRef
from spotter.tools.pain_state import regions_now
from spotter.tools.plan_days import PlannedExercise, minutes_of, planned_exercise, ref_of
from spotter.tools.plan_edits import hard_block
from spotter.tools.plan_places import day_meant
from spotter.tools.profile import known_equipment
from spotter.tools.ramps import RampFact, facts_of, ramps_of
from spotter.tools.readiness import adaptation_of
from spotter.tools.rehab_state import RehabShown, rehab_shown
from spotter.tools.spec import Args, Result, tool

Day = date  # an argument named `date` hides the type inside its class


class TodayWorkoutArgs(Args):
    date: Day | None = None
    day: str | None = Field(default=None, max_length=40, description="A day of the plan instead: leg day, Full body B, day 2.")
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

    `percent_for_pain` is what pain leaves of the load, `ramp` the sets that lead to it, `superset` the letter of what is done in turn.
    `percent_for_pain` is what pain leaves of the load, with `former_load_kg` of that one; `returning` names the region that is calm again
    and on its way back. `is_provoking` where it stands in for what brings the pain on, `is_range_short` where it is done short of what
    hurts.
    """

    aim_reps: int | None = None
    reason: str = "as_planned"
    last: LastTimeFact | None = None
    instead_of: ExerciseRef | None = None
    percent_for_pain: int = 100
    ramp: list[RampFact] = Field(default_factory=list)
    superset: str | None = None
    former_load_kg: Decimal | None = None
    returning: str | None = None
    is_provoking: bool = False
    is_range_short: bool = False
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
    `is_skipped` where today's workout was skipped, `is_checked_in` where the person said today how they feel. `rests_until` is the last
    day of a pause that `asked_for` falls in.
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
    rests_until: date | None = None
    adjusted: AdjustmentFact | None = None
    rehab: list[RehabShown] = Field(default_factory=list)
    paused: dict[str, str] | None = Field(default=None, description="The name of the plan that rests, where none runs.")


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
        return WorkoutShown(paused=await paused_plan(uow))
    planned = on_or_after(course, ctx.today, wanted) if args.day is None else of_day(args.day, course, ctx)
    wanted = wanted if args.day is None else planned.on
    day = await WorkoutAhead.of(ctx, uow, course, planned)
    today = await day.circumstances(args.minutes, known_equipment(args.equipment or [], ctx.style), is_light=is_light)
    shown = day.shown(await day.fitted(today), today)
    return shown.model_copy(
        update={"asked_for": wanted, "did_today": did_today(course, ctx.today), "is_checked_in": bool(day.checks)}
        | {"is_skipped": wanted in course.skipped, "rests_until": course.rests_until(wanted), "rehab": await rehab_shown(ctx, uow)}
    )


def on_or_after(course: Course, today: date, wanted: date) -> Planned:
    """The first workout to come that is not before `wanted`."""
    schedule = course.schedule(today)
    before = sum(1 for _ in takewhile(lambda planned: planned.on < wanted, course.schedule(today)))
    for _ in range(before):
        next(schedule)
    return next(schedule)


def of_day(words: str, course: Course, ctx: CoachContext) -> Planned:
    """The next workout that the words mean ("day B", "leg day"); `ToolError` where the plan has none."""
    days = hard_block(course.program).days
    names = [days[place].name for place in day_meant(words, course, ctx.today)]
    if not names:
        held = ctx.style.listed([day.name[ctx.locale] for day in days])
        raise ToolError(ctx.style.phrase("plans.no_such_day", day=words, names=held))
    return next(one for one in course.schedule(ctx.today) if one.stored.day.name in names)


def did_today(course: Course, today: date) -> dict[str, str] | None:
    """The name of the planned day that was done today; None where none was."""
    done = [one.day_id for one in course.done if one.performed_on == today]
    names = {stored.id: stored.day.name for block in course.stored.days for stored in block}
    return names.get(done[-1]) if done else None


@dataclass(frozen=True, slots=True)
class FittedWorkout:
    """A planned day as it is to be done: its slots, the loads that were due, how each was fitted, and what was left out."""

    slots: list[Slot]
    loads: Mapping[str, PlannedLoad]
    fitted: Mapping[str, Fitted]
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
        regions = await regions_now(self.ctx, self.uow)
        there = at_hand or (told and told.equipment) or self.profile.equipment or equipment_for(planned) or ["gym"]
        return Circumstances(
            equipment=frozenset(there),
            level=cast(Level, self.profile.level or self.course.program.level),
            sore=tuple(region.sore for region in regions),
            hurts_since={region.injury.region: region.since for region in regions},
            pain_shares={region.injury.region: region.shares for region in regions},
            adaptation=adaptation_of(checks) if checks else None,
            gap=_gap(await last_workout_before(self.uow, today), today),
            minutes=minutes or (told.minutes if told else None),
            is_light=is_light,
            missing=frozenset(told.missing) if told else frozenset(),
            swaps=told.swaps if told else {},
            is_lighter=told is not None and told.is_lighter,
            missed=self.course.missed_since(today),
            is_easy_week=told is not None and told.is_easy_week,
            in_pounds=self.ctx.in_pounds,
        )

    async def fitted(self, today: Circumstances) -> FittedWorkout:
        """The day as it is to be done."""
        stored, now = self.planned.stored, self.ctx.today
        fitted, impossible = fit_exercises(stored.day.slots, today)
        keys = [one.slot.exercise for one in fitted]
        history = await sets_between(self.uow, now - HISTORY, now, exercise_keys=keys) if keys else []
        by_key = {key: [row for row in history if row.exercise_key == key] for key in keys}
        hard = {key: self.course.hard_sets(rows, now) for key, rows in by_key.items()}
        steps = {key: self.ctx.step_of(exercises()[key]) for key in keys}
        loads = {
            key: planned_load(one.slot, steps[key], hard[key], now, is_easy=stored.is_easy) for one in fitted for key in [one.slot.exercise]
        }
        fitted = [_with_whole_load(one, hard[one.slot.exercise], today) for one in fitted]
        slots, too_long = fit_minutes([fit_dose(one, loads[one.slot.exercise], today) for one in fitted], today.minutes)
        done = frozenset(key for key in keys if self._is_done(by_key[key]))
        return FittedWorkout(slots, loads, {one.slot.exercise: one for one in fitted}, impossible, too_long, done)

    def shown(self, fit: FittedWorkout, today: Circumstances) -> WorkoutShown:
        """The day as a result."""
        stored = self.planned.stored
        ramps = ramps_of(fit.slots, self.ctx.units)
        minor = ["minor"] if is_minor(self.profile.birth_date, self.profile.conditions, self.ctx.today) else []
        return WorkoutShown(
            plan_id=self.course.plan.id,
            plan_name=self.course.program.name,
            on=self.planned.on,
            week=self.planned.week,
            weeks=self.course.program.weeks,
            day_name=stored.day.name,
            minutes=minutes_of(fit.slots, ramps),
            exercises=[
                _shown(slot, fit.loads[slot.exercise], fit.fitted[slot.exercise], today).model_copy(
                    update={"is_done": slot.exercise in fit.done, "ramp": facts_of(ramps.get(slot.exercise, ()))}
                )
                for slot in fit.slots
            ],
            changes=changes_for(today) + minor,
            left_out_for_time=[ref_of(key) for key in fit.too_long],
            left_out=[ref_of(key) for key in fit.impossible],
            adjusted=adjusted_on(self.course, self.planned.on),
        )

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


def _with_whole_load(one: Fitted, history: Sequence[LoggedSet], today: Circumstances) -> Fitted:
    """With what this dose had been before the pain that holds the exercise back, or what the first load with the pain is a share of."""
    since = [today.hurts_since[region] for region in one.check.regions if region in today.hurts_since]
    if one.percent == 100 or not since:
        return one
    step = load_step(exercises()[one.slot.exercise].load_step_kg, in_pounds=today.in_pounds)
    former = load_before(one.slot, step, history, min(since))
    return replace(one, former_kg=former) if former else replace(one, reckoned_kg=_reckoned(one, history, today, min(since)))


def _reckoned(one: Fitted, history: Sequence[LoggedSet], today: Circumstances, since: date) -> Decimal | None:
    """The load of the first workout with the pain over the share that the pain left then; None where there was none of this very dose."""
    dose = one.slot.prescription
    answers = [
        row
        for row in history
        if row.performed_on >= since and (row.target_reps_min, row.target_reps_max) == (dose.reps_low, dose.reps_high)
    ]
    loads = [row.load_kg for row in answers if row.performed_on == answers[0].performed_on and row.kind == "work" and row.load_kg]
    if not loads or max(loads) <= 0:
        return None
    share = min(today.pain_shares.get(region, {}).get(answers[0].performed_on, 100) for region in one.check.regions)
    return max(loads) * 100 / share


def _shown(slot: Slot, load: PlannedLoad, fitted: Fitted, today: Circumstances) -> TodaysExercise:
    last = load.last and LastTimeFact(on=load.last.on, reps=list(load.last.reps), load_kg=load.last.load_kg)
    planned = planned_exercise(slot).model_dump() | {"percent": None}
    return TodaysExercise(
        **planned,
        aim_reps=load.reps,
        reason=load.reason,
        last=last,
        instead_of=ref_of(fitted.instead_of) if fitted.instead_of else None,
        percent_for_pain=fitted.percent,
        former_load_kg=fitted.former_kg,
        returning=fitted.check.regions[0] if fitted.check.is_returning else None,
        is_provoking=bool(fitted.instead_of) and check_exercise(exercises()[fitted.instead_of or ""], today.sore).is_provoking,
        is_range_short=fitted.check.is_range_short,
        superset=slot.superset,
    )


TOOLS = (today_workout,)
