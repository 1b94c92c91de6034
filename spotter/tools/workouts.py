"""Logging what was trained."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from spotter.catalogue.exercises import exercises
from spotter.coaching.limits import LIMITS
from spotter.errors import ToolError
from spotter.ids import new_id
from spotter.language.wording.workouts import exercise_name
from spotter.store.queries.entries import last_entry, last_meal
from spotter.store.queries.underway import LONGEST, row_of, workout_underway
from spotter.store.queries.workouts import LoggedSet, entries_of_workout, latest_workout, sets_between, sets_of
from spotter.store.tables import SetLog, Workout, WorkoutEntry, WorkoutUnderway
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.days import refuse_unlikely_day
from spotter.tools.guidance import Guidance, guidance_now
from spotter.tools.lifts import ExerciseRef, RecordFact, beaten_records
from spotter.tools.planned_match import Match, match_planned_day
from spotter.tools.reaching import OF_TRAINING, ReachedGoal, reach_goals
from spotter.tools.spec import Args, Result, tool

REPEAT_WITHIN = timedelta(minutes=30)


class SetArgs(BaseModel):
    """One set; at least one of reps, duration_s and distance_m."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    reps: int | None = Field(default=None, ge=LIMITS["reps"].low, le=LIMITS["reps"].high)
    load_kg: Decimal | None = Field(default=None, ge=LIMITS["load_kg"].low, le=LIMITS["load_kg"].high)
    rpe: Decimal | None = Field(default=None, ge=LIMITS["rpe"].low, le=LIMITS["rpe"].high)
    rir: Decimal | None = Field(default=None, ge=LIMITS["rir"].low, le=LIMITS["rir"].high)
    duration_s: int | None = Field(default=None, ge=LIMITS["duration_s"].low, le=LIMITS["duration_s"].high)
    distance_m: Decimal | None = Field(default=None, gt=0, le=LIMITS["distance_m"].high)
    heart_rate_bpm: int | None = Field(default=None, ge=LIMITS["heart_rate_bpm"].low, le=LIMITS["heart_rate_bpm"].high)
    kind: Literal["work", "warmup", "drop", "failure"] = "work"
    note: str | None = Field(default=None, max_length=500)

    @model_validator(mode="after")
    def says_what_was_done(self) -> Self:
        if self.reps is None and self.duration_s is None and self.distance_m is None:
            raise ValueError("a set needs reps, duration_s or distance_m")
        return self


class EntryArgs(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    exercise: ExerciseRef
    sets: list[SetArgs] = Field(min_length=1, max_length=int(LIMITS["sets"].high))
    note: str | None = Field(default=None, max_length=1000)

    @field_validator("sets")
    @classmethod
    def help_is_below_0(cls, sets: list[SetArgs], info: ValidationInfo) -> list[SetArgs]:
        """What helps in an assisted exercise is kept below 0, however it was told."""
        known = exercises().get(info.data["exercise"].key or "") if "exercise" in info.data else None
        if known is None or not known.is_assisted:
            return sets
        return [one.model_copy(update={"load_kg": -abs(one.load_kg)}) if one.load_kg else one for one in sets]


class LogWorkoutArgs(Args):
    date: date
    entries: list[EntryArgs] = Field(min_length=1, max_length=60)
    note: str | None = Field(default=None, max_length=2000)


class Gain(BaseModel):
    """How much more an exercise was than the time before: kg on the bar, repetitions, s or m."""

    exercise: ExerciseRef
    kind: Literal["load", "reps", "duration", "distance"]
    more: float
    than_on: date


class WorkoutLogged(Result):
    """`without_load` are exercises that are done with a weight and were told without; `repeats_min` is set when the same stands there
    already and how many minutes ago it was written. `guidance` is what comes next where a workout goes on, which these sets join;
    `reached` are goals that they reached, which are closed with them.
    """

    workout_id: str
    date: date
    entries: list[EntryArgs]
    records: list[RecordFact]
    gains: list[Gain]
    without_load: list[ExerciseRef]
    repeats_min: int | None
    guidance: Guidance | None = None
    reached: list[ReachedGoal] = Field(default_factory=list)


@tool(agent="progress", kind="write")
async def log_workout(args: LogWorkoutArgs, ctx: CoachContext, uow: UnitOfWork) -> WorkoutLogged:
    """Log a workout that was done: exercises with their sets (repetitions, load in kg, RPE, time in s, distance in m)."""
    check_workout(args.date, args.entries, ctx)
    underway = await workout_underway(uow)
    joins = underway is not None and args.date in (ctx.today, underway.started_at.astimezone(ctx.zone).date())
    refs = [entry.exercise for entry in args.entries]
    before = await sets_between(uow, exercise_keys=[ref.key for ref in refs if ref.key], names=[ref.name for ref in refs if not ref.key])
    is_first_today = all(one.performed_on != args.date for one in before)
    latest = None if is_first_today or joins else await latest_workout(uow)
    planned = await match_planned_day(uow, ctx, args.date, [ref.key for ref in refs if ref.key], before)
    new = await (join_workout(underway, args, planned, ctx, uow) if underway and joins else write_workout(args, planned, uow))
    return WorkoutLogged(
        workout_id=new[0].workout_id,
        date=args.date,
        entries=args.entries,
        records=[fact for ref in _distinct(refs) for fact in _records(before, new, ref)],
        gains=[gain for ref in _distinct(refs) if (gain := _gain(before, new, ref)) is not None],
        without_load=[entry.exercise for entry in args.entries if _wants_load(entry)],
        repeats_min=_repeated(latest, before, new, uow),
        guidance=await guidance_now(ctx, uow) if joins else None,
        reached=await reach_goals(OF_TRAINING, ctx, uow),
    )


def check_workout(day: date, entries: Sequence[EntryArgs], ctx: CoachContext) -> None:
    """`ToolError` for a day on which nothing can have been done yet, or an exercise key that nobody knows."""
    refuse_unlikely_day(day, ctx, "workouts.in_future")
    if any(entry.exercise.key and entry.exercise.key not in exercises() for entry in entries):
        raise ToolError(ctx.style.phrase("workouts.unknown_key"))


async def write_workout(args: LogWorkoutArgs, planned: Match, uow: UnitOfWork) -> list[LoggedSet]:
    """Add the rows of a checked workout."""
    workout = Workout(id=new_id(), user_id=uow.user_id, performed_on=args.date, note=args.note, created_at=uow.now)
    workout.plan_id, workout.day_id = planned.plan_id, planned.day_id
    rows = _rows(workout.id, args.entries, planned, uow)
    await uow.add_all([workout, *rows.entries, *(done for _row, done in rows.sets)])
    return [LoggedSet.of(workout, row, done) for row, done in rows.sets]


async def join_workout(
    underway: WorkoutUnderway, args: LogWorkoutArgs, planned: Match, ctx: CoachContext, uow: UnitOfWork
) -> list[LoggedSet]:
    """Add sets to the workout that goes on, whose row begins with the first of them; sets of one exercise stand together."""
    workout = await row_of(uow, underway)
    if workout is None:
        began = underway.started_at
        workout = Workout(id=new_id(), user_id=uow.user_id, performed_on=began.astimezone(ctx.zone).date(), created_at=uow.now)
        workout.started_at, workout.status, workout.note = began, "partial", args.note
        workout.plan_id, workout.day_id = planned.plan_id, planned.day_id
        await uow.add(workout)
        await uow.change(underway, workout_id=workout.id)
    elif workout.day_id is None and planned.day_id is not None:
        await uow.change(workout, plan_id=planned.plan_id, day_id=planned.day_id)
    return await _add_to(workout, args.entries, planned, uow)


class ToldLast(NamedTuple):
    """The exercise that was logged last, with its workout and its last set."""

    workout: Workout
    entry: WorkoutEntry
    last: SetLog

    @property
    def waits_for_load(self) -> bool:
        """Whether it is done with a weight, and told without."""
        return _is_loaded(self.entry.exercise_key) and self.last.reps is not None and self.last.load_kg is None


async def told_last(ctx: CoachContext, uow: UnitOfWork) -> ToldLast | None:
    """What was logged last of today, as long as a workout may take; None where that is longer ago."""
    found = await last_entry(uow, ctx.today)
    if found is None or uow.now - found[0].created_at > LONGEST:
        return None
    sets, meal = await sets_of(uow, found[1].id), await last_meal(uow, ctx.today)
    if not sets or (meal is not None and meal.id > sets[-1].id):  # "same again" is the meal's
        return None
    return ToldLast(*found, sets[-1])


async def log_more_sets(before: ToldLast, sets: list[SetArgs], ctx: CoachContext, uow: UnitOfWork) -> WorkoutLogged:
    """Add sets to the exercise that was logged last, in the same workout."""
    ref = ExerciseRef(key=before.entry.exercise_key, name=before.entry.name)
    earlier = await sets_between(uow, exercise_keys=[ref.key] if ref.key else [], names=[] if ref.key else [ref.name])
    told = EntryArgs(exercise=ref, sets=sets)
    planned = await match_planned_day(uow, ctx, ctx.today, [ref.key] if ref.key else [], earlier)
    new = await _add_to(before.workout, [told], planned, uow)
    gain = _gain(earlier, new, ref)
    return WorkoutLogged(
        workout_id=before.workout.id,
        date=ctx.today,
        entries=[told],
        records=_records(earlier, new, ref),
        gains=[gain] if gain else [],
        without_load=[ref] if _wants_load(told) else [],
        repeats_min=None,
        reached=await reach_goals(OF_TRAINING, ctx, uow),
    )


async def _add_to(workout: Workout, told_entries: Sequence[EntryArgs], planned: Match, uow: UnitOfWork) -> list[LoggedSet]:
    """Add sets to a workout; those of one exercise stand together."""
    here = {entry.exercise_key or entry.name: entry for entry in await entries_of_workout(uow, workout.id)}
    known = {identity: await sets_of(uow, entry.id) for identity, entry in here.items()}
    new: list[LoggedSet] = []
    for told in told_entries:
        identity = told.exercise.identity
        rows = _rows(workout.id, [told], planned, uow)
        entry = here.setdefault(identity, rows.entries[0])
        before = known.setdefault(identity, [])
        if entry is rows.entries[0]:
            entry.position = len(here) - 1
            await uow.add_all([entry])
        for _row, done in rows.sets:
            done.entry_id, done.position = entry.id, len(before)
            before.append(done)
            new.append(LoggedSet.of(workout, entry, done))
        await uow.add_all([done for _row, done in rows.sets])
    return new


async def write_entries(workout: Workout, entries: Sequence[EntryArgs], planned: Match, uow: UnitOfWork) -> None:
    """Add the rows of checked exercises to a workout that has none."""
    rows = _rows(workout.id, entries, planned, uow)
    await uow.add_all([*rows.entries, *(done for _row, done in rows.sets)])


class _Rows(NamedTuple):
    """The exercises of a workout, and their sets each with its exercise."""

    entries: list[WorkoutEntry]
    sets: list[tuple[WorkoutEntry, SetLog]]


def _rows(workout_id: str, told: Sequence[EntryArgs], planned: Match, uow: UnitOfWork) -> _Rows:
    entries = [
        WorkoutEntry(
            id=new_id(),
            user_id=uow.user_id,
            workout_id=workout_id,
            position=place,
            exercise_key=entry.exercise.key,
            name=entry.exercise.name,
            note=entry.note,
        )
        for place, entry in enumerate(told)
    ]
    sets = [
        (
            row,
            SetLog(
                id=new_id(),
                user_id=uow.user_id,
                entry_id=row.id,
                position=place,
                **done.model_dump(),
                **planned.columns(row.exercise_key, done.kind),
            ),
        )
        for row, entry in zip(entries, told, strict=True)
        for place, done in enumerate(entry.sets)
    ]
    return _Rows(entries, sets)


def _distinct(refs: list[ExerciseRef]) -> list[ExerciseRef]:
    return list({ref.identity: ref for ref in refs}.values())


def _records(before: list[LoggedSet], new: list[LoggedSet], ref: ExerciseRef) -> list[RecordFact]:
    """What is beaten of the bests before this workout; within one that goes on each is told once."""
    earlier = [one for one in before if one.workout_id != new[0].workout_id]
    beaten = beaten_records(earlier, new, ref)
    if len(earlier) == len(before):
        return beaten
    now = {(fact.kind, fact.reps) for fact in beaten_records(before, new, ref)}
    return [fact for fact in beaten if (fact.kind, fact.reps) in now]


def _wants_load(entry: EntryArgs) -> bool:
    return _is_loaded(entry.exercise.key) and any(one.reps is not None and one.load_kg is None for one in entry.sets)


def _is_loaded(key: str | None) -> bool:
    known = exercises().get(key or "")
    return known is not None and known.load_step_kg > 0 and known.bodyweight_share == 0


def _gain(before: list[LoggedSet], new: list[LoggedSet], ref: ExerciseRef) -> Gain | None:
    mine = [one for one in new if (one.exercise_key or one.name) == ref.identity and one.kind != "warmup"]
    earlier = [
        one
        for one in before
        if (one.exercise_key or one.name) == ref.identity and one.kind != "warmup" and mine and one.performed_on < mine[0].performed_on
    ]
    last = [one for one in earlier if one.performed_on == earlier[-1].performed_on]
    if not last:
        return None
    for kind, total in (("load", _top_load), ("reps", _reps), ("distance", _distance), ("duration", _duration)):
        now, then = total(mine), total(last)
        if now != then:
            more = now - then if now > then > 0 else 0
            facts = {"exercise": ref, "kind": kind, "more": more, "than_on": last[0].performed_on}
            return Gain.model_validate(facts) if more else None
    return None


def _top_load(sets: list[LoggedSet]) -> Decimal:
    return max((one.load_kg for one in sets if one.load_kg is not None), default=Decimal(0))


def _reps(sets: list[LoggedSet]) -> Decimal:
    return Decimal(sum(one.reps or 0 for one in sets))


def _distance(sets: list[LoggedSet]) -> Decimal:
    return sum((one.distance_m for one in sets if one.distance_m is not None), Decimal(0))


def _duration(sets: list[LoggedSet]) -> Decimal:
    return Decimal(sum(one.duration_s or 0 for one in sets))


def _repeated(latest: Workout | None, before: list[LoggedSet], new: list[LoggedSet], uow: UnitOfWork) -> int | None:
    """Minutes since the same workout was written, when that was a moment ago: it may be a repeat, and it may be another round."""
    if latest is None or latest.performed_on != new[0].performed_on or uow.now - latest.created_at > REPEAT_WITHIN:
        return None
    same = [one for one in before if one.workout_id == latest.id]
    if [_content(one) for one in same] != [_content(one) for one in new]:
        return None
    return round((uow.now - latest.created_at).total_seconds() / 60)


def _content(one: LoggedSet) -> tuple[object, ...]:
    return one.exercise_key or one.name, one.kind, one.reps, one.load_kg, one.rpe, one.duration_s, one.distance_m


TOOLS = (log_workout,)

__all__ = ["TOOLS", "EntryArgs", "ExerciseRef", "SetArgs", "exercise_name", "log_workout"]
