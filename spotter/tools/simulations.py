"""What the weeks to come of the plan would look like, before anybody decides anything. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import cast

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.exercise_search import resolve_exercise
from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Program
from spotter.catalogue.programs import weeks_of
from spotter.coaching.planning.loads import HISTORY
from spotter.coaching.planning.request import DraftWeek
from spotter.coaching.planning.simulation import FULL, SCENARIOS, WEEKLY_GAIN, ScenarioName, SimulatedWeek, Today, simulate
from spotter.coaching.volume import Level
from spotter.errors import ToolError
from spotter.language.wording.simulations import simulation_chart, simulation_table
from spotter.messages import Block
from spotter.store.queries.people import profile_of
from spotter.store.queries.plans import Course, active_course
from spotter.store.queries.workouts import LoggedSet, sets_between
from spotter.store.uow import UnitOfWork
from spotter.tools.caution import keep_it_light
from spotter.tools.context import CoachContext
from spotter.tools.day_fitting import LIGHT_FACTOR, Fitted
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_days import ref_of
from spotter.tools.plan_edits import keys_of
from spotter.tools.spec import Args, Result, tool
from spotter.tools.standing_swaps import as_now, fitted_program

WEEKS = 12
MOST_LIFTS = 3
LIGHT_PERCENT = int(100 * LIGHT_FACTOR)


class SimulatePlanArgs(Args):
    weeks: int = Field(default=WEEKS, ge=2, le=26)
    scenario: ScenarioName = Field(default="all_well", description="Which of the three is shown week by week.")


class LiftFact(BaseModel):
    """The heaviest set of a lift in a week, and the 1RM that its sets show; kg."""

    model_config = ConfigDict(frozen=True)

    load_kg: Decimal
    reps: int
    e1rm_kg: Decimal


class WeekFact(BaseModel):
    """A week of a scenario from 1, by its Monday; `workouts` is 0 where it is missed."""

    model_config = ConfigDict(frozen=True)

    number: int
    monday: date
    is_easy: bool
    workouts: int
    sets: int
    lifts: dict[str, LiftFact]


class ScenarioFact(BaseModel):
    """What is supposed, with its weeks."""

    model_config = ConfigDict(frozen=True)

    name: ScenarioName
    missed_weeks: list[int]
    weeks: list[WeekFact]


class HeldBack(BaseModel):
    """An exercise that pain or a hold keeps back today: what is done instead (null where it is only lighter or left out), and the percent.

    `percent` is what is left of its load; 0 where it is left out.
    """

    model_config = ConfigDict(frozen=True)

    exercise: ExerciseRef
    instead: ExerciseRef | None = None
    percent: int = 100


class PlanSimulated(Result):
    """Three scenarios of the weeks to come. `shown` is the one told week by week, `lifts` those whose loads are known, main lifts first.

    `gain_percent` is by how much the 1RM is supposed to grow in a trained week. `held_back` is what is counted as the person is today.
    """

    plan_id: str
    name: dict[str, str]
    shown: ScenarioName
    gain_percent: float
    lifts: list[ExerciseRef]
    scenarios: list[ScenarioFact]
    held_back: list[HeldBack] = Field(default_factory=list)


def _cards(result: PlanSimulated, ctx: CoachContext) -> list[Block]:
    facts = result.model_dump()
    chart = [simulation_chart(facts, ctx.style)] if result.lifts else []
    return [simulation_table(facts, ctx.style), *chart]


@tool(agent="planner", kind="read", cards=_cards, training=True)
async def simulate_plan(args: SimulatePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> PlanSimulated:
    """Show what the next weeks of the plan would look like: if all goes well, with two weeks missed, with repetitions missed."""
    is_light = await keep_it_light(ctx, uow)
    course, profile = await active_course(uow), await profile_of(uow)
    if course is None:
        raise ToolError(ctx.style.phrase("simulations.no_plan"))
    today = await as_now(course.program, ctx, uow, is_light=is_light)
    program, fitted = fitted_program(course.program, today)
    weeks = _weeks(course, program, args.weeks)
    keys = list(dict.fromkeys(slot.exercise for week in weeks for day in week.days for slot in day.slots))
    rows = await sets_between(uow, ctx.today - HISTORY, ctx.today)
    history: dict[str, list[LoggedSet]] = {key: [row for row in rows if _key_of(row) == key] for key in keys}
    percents = {one.slot.exercise: min(one.percent, LIGHT_PERCENT if is_light else FULL) for one in fitted}
    steps = {key: ctx.step_of(exercises()[key]) for key in keys}
    monday = ctx.today + timedelta(days=-ctx.today.weekday() % 7)
    level = cast(Level, profile.level or course.program.level)
    scenarios = [
        ScenarioFact(
            name=one.name,
            missed_weeks=sorted(number for number in one.missed_weeks if number <= args.weeks),
            weeks=[_week(week) for week in simulate(weeks, monday, history, steps, Today(level, percents), one)],
        )
        for one in SCENARIOS
    ]
    return PlanSimulated(
        plan_id=course.plan.id,
        name=course.program.name,
        shown=args.scenario,
        gain_percent=WEEKLY_GAIN[level] * 100,
        lifts=[ref_of(key) for key in _lifts(weeks, scenarios[0])],
        scenarios=scenarios,
        held_back=_held_back(course.program, program, fitted, percents),
    )


def _key_of(row: LoggedSet) -> str | None:
    """The exercise of a set, also where it was logged under a name of the person's own that means one."""
    if row.exercise_key is not None:
        return row.exercise_key
    found = resolve_exercise(row.name)
    return found.exercise.key if found else None


def _held_back(planned: Program, program: Program, fitted: Sequence[Fitted], percents: Mapping[str, int]) -> list[HeldBack]:
    instead = {one.instead_of: one.slot.exercise for one in fitted if one.instead_of is not None}
    there = set(keys_of(program.slots()))
    swapped = [HeldBack(exercise=ref_of(old), instead=ref_of(new), percent=percents[new]) for old, new in instead.items()]
    lighter = [
        HeldBack(exercise=ref_of(key), percent=percent)
        for key, percent in percents.items()
        if percent < FULL and key not in instead.values()
    ]
    gone = [HeldBack(exercise=ref_of(key), percent=0) for key in keys_of(planned.slots()) if key not in there and key not in instead]
    return [*swapped, *lighter, *gone]


def _weeks(course: Course, program: Program, count: int) -> list[DraftWeek]:
    """The weeks of the plan from the one it is in, starting over after the last."""
    all_weeks = weeks_of(program, course.plan.weekdays or ())
    return [all_weeks[(course.week - 1 + place) % len(all_weeks)] for place in range(count)]


def _week(week: SimulatedWeek) -> WeekFact:
    lifts = {key: LiftFact(load_kg=lift.load_kg, reps=lift.reps, e1rm_kg=lift.e1rm_kg) for key, lift in week.lifts.items()}
    return WeekFact(number=week.number, monday=week.monday, is_easy=week.is_easy, workouts=week.workouts, sets=week.sets, lifts=lifts)


def _lifts(weeks: list[DraftWeek], best: ScenarioFact) -> list[str]:
    known = {key for week in best.weeks for key in week.lifts}
    slots = [slot for week in weeks for day in week.days for slot in day.slots if slot.exercise in known]
    slots.sort(key=lambda slot: slot.role != "main")
    return list(islice(dict.fromkeys(slot.exercise for slot in slots), MOST_LIFTS))


TOOLS = (simulate_plan,)
