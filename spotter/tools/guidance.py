"""Where a workout stands while it goes on: what is done of it, and the set that comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.exercises import exercises
from spotter.coaching.next_set import Felt, SetAim, next_set
from spotter.coaching.progression import SetResult
from spotter.coaching.ramp import RAMPED_PATTERNS
from spotter.coaching.strength import reserve_of, round_load
from spotter.store.queries.entries import sets_of_workout
from spotter.store.queries.holds import active_hold
from spotter.store.queries.plans import Planned, active_course
from spotter.store.queries.underway import row_of, workout_underway
from spotter.store.tables import SetLog, Workout, WorkoutEntry, WorkoutUnderway
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.free_sets import KeptOff, Limits
from spotter.tools.lifts import ExerciseRef
from spotter.tools.ramps import RampFact, as_plates, gear_of
from spotter.tools.today import TodaysExercise, WorkoutAhead, WorkoutShown, did_today

FELT: dict[str, Felt] = {"easy": "easy", "hard": "hard", "very hard": "very_hard"}  # as the note of a set says it
# Rest in s where no plan says it: heavy sets 180 to 300, lifts of several joints 120 to 180, of one joint 60 to 90 (usual ranges).
HEAVY_REST_S, COMPOUND_REST_S, ISOLATION_REST_S = 180, 120, 90
HEAVY_REPS = 5


class SetAhead(BaseModel):
    """The next set: `number` of `of` (null where nothing is planned), its load in kg, s, m, the rest before it in s and the ramp to it.

    `reason` is a code of `coaching.next_set`, or `first`; `lacks_load` where a load is still to be found.
    """

    model_config = ConfigDict(frozen=True)

    exercise: ExerciseRef
    number: int
    of: int | None = None
    reps: int | None = None
    reps_max: int | None = None
    duration_s: int | None = None
    distance_m: int | None = None
    load_kg: Decimal | None = None
    rir: int | None = None
    rest_s: int = 0
    is_other: bool = False
    ramp: list[RampFact] = Field(default_factory=list)
    reason: str = "first"
    lacks_load: bool = False
    instead_of: ExerciseRef | None = None
    percent_for_pain: int = 100


class Guidance(BaseModel):
    """What is done of a workout that goes on, in work sets (`planned` is 0 without a plan), and what comes; null where nothing does.

    `kept_off` is what was done last where no further set of it is proposed.
    """

    model_config = ConfigDict(frozen=True)

    done: int
    planned: int
    coming: SetAhead | None
    kept_off: KeptOff | None = None


class DoneOf(NamedTuple):
    """A set of the workout with its exercise."""

    entry: WorkoutEntry
    row: SetLog

    @property
    def identity(self) -> str:
        return self.entry.exercise_key or self.entry.name

    @property
    def ref(self) -> ExerciseRef:
        return ExerciseRef(key=self.entry.exercise_key, name=self.entry.name)


@dataclass(frozen=True, slots=True)
class Floor:
    """A workout that goes on: its rows, and the planned day it answers where there is one."""

    underway: WorkoutUnderway
    workout: Workout | None
    sets: tuple[DoneOf, ...]
    shown: WorkoutShown | None
    is_easy: bool
    limits: Limits
    ctx: CoachContext

    @classmethod
    async def of(cls, ctx: CoachContext, uow: UnitOfWork) -> Floor | None:
        """The workout that goes on now; None where none does."""
        underway = await workout_underway(uow)
        if underway is None:
            return None
        workout = await row_of(uow, underway)
        rows = await sets_of_workout(uow, workout.id) if workout else []
        shown, is_easy = await planned_day(ctx, uow, workout)
        done = sorted((DoneOf(entry, row) for entry, row in rows if row.kind in ("work", "failure")), key=lambda one: one.row.id)
        return cls(underway, workout, tuple(done), shown, is_easy, await Limits.of(ctx, uow), ctx)

    @property
    def planned(self) -> list[TodaysExercise]:
        """What is to be done, without what was left out."""
        left_out = set(self.underway.skipped or ())
        return [one for one in self.shown.exercises if one.exercise.key not in left_out] if self.shown else []

    def count(self, one: TodaysExercise) -> int:
        """The sets done of an exercise, with those of what it stands in for."""
        keys = {one.exercise.identity, one.instead_of.identity if one.instead_of else ""}
        return sum(done.identity in keys for done in self.sets)

    def guidance(self) -> Guidance:
        """How far it is, and the next set."""
        if self.shown:
            return Guidance(done=len(self.sets), planned=sum(one.sets for one in self.shown.exercises), coming=self._coming())
        last = self.sets[-1] if self.sets else None
        kept_off = self.limits.kept_off(last.ref) if last else None
        coming = self._own_next(last) if last and kept_off is None else None
        return Guidance(done=len(self.sets), planned=0, coming=coming, kept_off=kept_off)

    def done_of(self, identity: str) -> list[SetLog]:
        """The work sets of one exercise, oldest first."""
        return [done.row for done in self.sets if done.identity == identity]

    def last_load(self, ref: ExerciseRef) -> Decimal | None:
        """The load of the last set of an exercise in this workout."""
        done = self.done_of(ref.identity)
        return done[-1].load_kg if done else None

    def _coming(self) -> SetAhead | None:
        left = [one for one in self.planned if self.count(one) < one.sets]
        if not left:
            return None
        last = next((one for one in self.planned if self.sets and one.exercise.identity == self.sets[-1].identity), None)
        return self._ahead(self._due(left, last), last)

    def _due(self, left: Sequence[TodaysExercise], last: TodaysExercise | None) -> TodaysExercise:
        """Its superset's other half first, then what was begun, then what stands first in the plan."""
        if last is not None and last.superset:
            turn = min((one for one in left if one.superset == last.superset), key=self.count, default=None)
            if turn is not None:
                return turn
        return last if last is not None and last in left else left[0]

    def _ahead(self, one: TodaysExercise, last: TodaysExercise | None) -> SetAhead:
        is_other = last is None or last.exercise.identity != one.exercise.identity
        rest = (last or one).rest_s if self.sets else 0
        if is_other and last is not None and last.superset and last.superset == one.superset:
            rest = 0
        known = exercises()[one.exercise.key or ""]
        done = self.done_of(one.exercise.identity)
        facts = {
            "exercise": one.exercise,
            "number": self.count(one) + 1,
            "of": one.sets,
            "rir": one.rir,
            "rest_s": rest,
            "is_other": is_other and bool(self.sets),
            "ramp": [] if done else one.ramp,
            "instead_of": one.instead_of,
            "percent_for_pain": one.percent_for_pain,
        }
        if one.reps_min is None:
            return SetAhead(**facts, duration_s=one.duration_s, distance_m=one.distance_m)
        low, high = one.reps_min, one.reps_max or one.reps_min
        step = gear_of(known, self.ctx.units).step_kg
        aim = SetAim(
            load_kg=self._doable(one.load_kg, step),
            reps=one.aim_reps or low,
            reps_low=low,
            reps_high=high,
            rir=None if one.rir is None else float(one.rir),
            step_kg=step,
            is_eased=self.is_easy or one.percent_for_pain < 100 or bool(self.shown and self.shown.changes),
        )
        found = next_set(aim, self._results(done), _felt(done))
        is_range = one.aim_reps is None and found.reps == low and found.reason in ("as_meant", "bit_harder")
        return SetAhead(
            **facts,
            reps=found.reps,
            reps_max=high if is_range and high > low else None,
            load_kg=_kept(found.load_kg),
            reason=found.reason if done else "first",
            lacks_load=found.load_kg is None and is_loaded(one.exercise),
        )

    def _own_next(self, last: DoneOf) -> SetAhead:
        """Without a plan: the same again, by how the last set went, and no harder than a plan for this person could be."""
        ref, limits = last.ref, self.limits
        done = self.done_of(ref.identity)
        facts = {"exercise": ref, "number": len(done) + 1, "rest_s": usual_rest(ref, last.row.reps)}
        first = next((row for row in done if row.reps), None)
        if first is None or first.reps is None:
            distance = last.row.distance_m
            return SetAhead(**facts, duration_s=last.row.duration_s, distance_m=None if distance is None else round(distance))
        known = exercises().get(ref.key or "")
        step = gear_of(known, self.ctx.units).step_kg if known else Decimal("2.5")
        rir = None if limits.rir is None else float(limits.rir)
        aim = SetAim(self._doable(first.load_kg, Decimal(0)), first.reps, first.reps, first.reps, rir, step, is_eased=True)
        found = next_set(aim, self._results(done), _felt(done))
        too_few = limits.too_few(ref, found.reps)
        if too_few:  # another load than that of so few repetitions
            return SetAhead(**facts, rir=limits.rir, reps=limits.reps, reason=too_few, lacks_load=bool(found.load_kg))
        return SetAhead(**facts, rir=limits.rir, reps=found.reps, load_kg=_kept(found.load_kg), reason=found.reason)

    def _doable(self, load_kg: Decimal | None, step_kg: Decimal) -> Decimal | None:
        """A planned load that the plates at hand make: who lifts in pounds has others."""
        if load_kg is None:
            return None
        exact = as_plates(load_kg, self.ctx.units)
        return round_load(exact, step_kg) if self.ctx.units == "imperial" else exact

    def _results(self, done: Sequence[SetLog]) -> list[SetResult]:
        units = self.ctx.units
        return [SetResult(row.reps, as_plates(row.load_kg or Decimal(0), units), _reserve(row)) for row in done if row.reps]


async def planned_day(ctx: CoachContext, uow: UnitOfWork, workout: Workout | None) -> tuple[WorkoutShown | None, bool]:
    """The day of the plan that is trained now, made to fit today, and whether it is of an easy week; None without a plan.

    It is the day that the workout was counted for, else the next one of the plan, whatever its date.
    """
    course = await active_course(uow)
    if course is None:
        return None, False
    week, stored = next(course.upcoming())
    if workout is not None and workout.day_id is not None:
        stored = next((day for block in course.stored.days for day in block if day.id == workout.day_id), stored)
    ahead = await WorkoutAhead.of(ctx, uow, course, Planned(ctx.today, week, stored))
    hold = await active_hold(uow)
    today = await ahead.circumstances(is_light=hold is not None and hold.blocks_vigorous)
    shown = ahead.shown(await ahead.fitted(today), today)
    is_another = workout is None or workout.day_id is None
    return shown.model_copy(update={"did_today": did_today(course, ctx.today) if is_another else None}), stored.is_easy


async def guidance_now(ctx: CoachContext, uow: UnitOfWork) -> Guidance | None:
    """How far the workout that goes on is; None where none does, or training is stopped."""
    hold = await active_hold(uow)
    if hold is not None and hold.blocks_training:
        return None
    floor = await Floor.of(ctx, uow)
    return None if floor is None else floor.guidance()


def is_loaded(ref: ExerciseRef) -> bool:
    """Whether an exercise is done with a weight that has to be told."""
    known = exercises().get(ref.key or "")
    return known is not None and known.load_step_kg > 0 and known.bodyweight_share == 0


def usual_rest(ref: ExerciseRef, reps: int | None) -> int:
    """The rest in s after a set that no plan speaks of."""
    known = exercises().get(ref.key or "")
    if known is None or known.pattern not in RAMPED_PATTERNS:
        return ISOLATION_REST_S
    return HEAVY_REST_S if reps is not None and reps <= HEAVY_REPS else COMPOUND_REST_S


def _reserve(row: SetLog) -> float | None:
    return reserve_of(rir=None if row.rir is None else float(row.rir), rpe=None if row.rpe is None else float(row.rpe))


def _kept(load_kg: Decimal | None) -> Decimal | None:
    return None if load_kg is None else round(load_kg, 2)


def _felt(done: Sequence[SetLog]) -> Felt | None:
    return FELT.get(done[-1].note or "") if done else None
