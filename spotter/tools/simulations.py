"""What the weeks to come of the plan would look like, before anybody decides anything. Nothing is kept."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import cast

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.exercises import exercises
from spotter.catalogue.programs import weeks_of
from spotter.coaching.planning.loads import HISTORY
from spotter.coaching.planning.request import DraftWeek
from spotter.coaching.planning.simulation import SCENARIOS, WEEKLY_GAIN, ScenarioName, SimulatedWeek, simulate
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
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_days import ref_of
from spotter.tools.spec import Args, Result, tool

WEEKS = 12
MOST_LIFTS = 3


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


class PlanSimulated(Result):
    """Three scenarios of the weeks to come. `shown` is the one told week by week, `lifts` those whose loads are known, main lifts first.

    `gain_percent` is by how much the 1RM is supposed to grow in a trained week.
    """

    plan_id: str
    name: dict[str, str]
    shown: ScenarioName
    gain_percent: float
    lifts: list[ExerciseRef]
    scenarios: list[ScenarioFact]


def _cards(result: PlanSimulated, ctx: CoachContext) -> list[Block]:
    facts = result.model_dump()
    chart = [simulation_chart(facts, ctx.style)] if result.lifts else []
    return [simulation_table(facts, ctx.style), *chart]


@tool(agent="planner", kind="read", cards=_cards, training=True)
async def simulate_plan(args: SimulatePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> PlanSimulated:
    """Show what the next weeks of the plan would look like: if all goes well, with two weeks missed, with repetitions missed."""
    await keep_it_light(ctx, uow)
    course, profile = await active_course(uow), await profile_of(uow)
    if course is None:
        raise ToolError(ctx.style.phrase("simulations.no_plan"))
    weeks = _weeks(course, args.weeks)
    keys = list(dict.fromkeys(slot.exercise for week in weeks for day in week.days for slot in day.slots))
    rows = await sets_between(uow, ctx.today - HISTORY, ctx.today, exercise_keys=keys)
    history: dict[str, list[LoggedSet]] = {key: [row for row in rows if row.exercise_key == key] for key in keys}
    steps = {key: exercises()[key].load_step_kg for key in keys}
    monday = ctx.today + timedelta(days=-ctx.today.weekday() % 7)
    level = cast(Level, profile.level or course.program.level)
    scenarios = [
        ScenarioFact(
            name=one.name,
            missed_weeks=sorted(number for number in one.missed_weeks if number <= args.weeks),
            weeks=[_week(week) for week in simulate(weeks, monday, history, steps, level, one)],
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
    )


def _weeks(course: Course, count: int) -> list[DraftWeek]:
    """The weeks of the plan from the one it is in, starting over after the last."""
    all_weeks = weeks_of(course.program, course.plan.weekdays or ())
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
