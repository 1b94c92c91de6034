"""When goals will be reached, from the rows of the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.exercises import exercises
from spotter.coaching.ages import ADULT_AGE
from spotter.coaching.forecast import (
    BEST_DAYS,
    WEIGHT_DAYS,
    Forecast,
    WeekChance,
    forecast_best,
    forecast_lift,
    forecast_week,
    forecast_weight,
)
from spotter.coaching.limits import LIMITS
from spotter.coaching.records import exposures_of
from spotter.coaching.strength import moved_load
from spotter.coaching.unknown import Unknown
from spotter.errors import ToolError, ToolQuestion
from spotter.store.queries.goals import open_goals, workout_days
from spotter.store.queries.holds import active_hold
from spotter.store.queries.metrics import are_body_numbers_hidden, latest_metric, metrics_between
from spotter.store.queries.workouts import sets_between
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef, bodyweight_share, moved_rows
from spotter.tools.own_lifts import as_logged
from spotter.tools.spec import Args, Result, tool
from spotter.tools.standings import OF_SETS, Aim, aim_of, family_of

LOG_READ = timedelta(days=400)


class ForecastGoalArgs(Args):
    """Of one lift or of body weight; without a target the person's own goals are meant."""

    exercise: ExerciseRef | None = None
    body_weight: bool = False
    target_kg: float | None = Field(default=None, gt=0, le=LIMITS["load_kg"].high)
    deadline: date | None = None


class GoalForecast(BaseModel):
    """One goal's forecast: the days of a 10, 50 and 90 % chance, None where not by `horizon`; `now` and `then` are in `unit`.

    Of workouts a week there is a chance for a coming week with its 80 % interval, from `weeks_kept` of the last `weeks`. `unknown` says
    why there is none (a code); nothing else stands then but the goal.
    """

    model_config = ConfigDict(frozen=True)

    kind: str
    exercise_key: str | None
    target: Decimal
    unit: str
    deadline: date | None
    unknown: str | None = None
    is_there: bool = False
    now: float | None = None
    earliest: date | None = None
    likely: date | None = None
    latest: date | None = None
    horizon: date | None = None
    then: float | None = None
    then_low: float | None = None
    then_high: float | None = None
    chance_by_deadline: float | None = None
    weeks: int | None = None
    weeks_kept: int | None = None
    chance_of_week: tuple[float, float, float] | None = Field(default=None, description="The chance, and the ends of its interval.")


class ForecastShown(Result):
    forecasts: list[GoalForecast]


@tool(agent="progress", kind="read")
async def forecast_goal(args: ForecastGoalArgs, ctx: CoachContext, uow: UnitOfWork) -> ForecastShown:
    """When a lift or the body weight reaches a goal if it goes on as lately; without a target all goals that are set."""
    return ForecastShown(forecasts=await forecasts_of(await _aims(args, ctx, uow), ctx, uow))


async def forecasts_of(aims: Sequence[tuple[Aim, date | None]], ctx: CoachContext, uow: UnitOfWork) -> list[GoalForecast]:
    """The forecast of each aim, with the day by which it is wanted."""
    hidden = await are_body_numbers_hidden(uow, ctx.today)
    hold = await active_hold(uow)
    is_free = hold is None or not (hold.blocks_training or hold.blocks_vigorous)
    may_lift = is_free and (ctx.age_years or ADULT_AGE) >= ADULT_AGE
    found = []
    for aim, by in aims:
        is_best = aim.kind in ("reps", "distance", "frequency")
        told = (
            await _regular(aim, by, ctx, uow, is_free=is_free)
            if is_best
            else await _forecast(aim, by, ctx, uow, hidden=hidden, may_lift=may_lift)
        )
        found.append(told)
    return found


async def _aims(args: ForecastGoalArgs, ctx: CoachContext, uow: UnitOfWork) -> list[tuple[Aim, date | None]]:
    """What is asked about: the target that was named, else the goals of that kind, else all goals."""
    exercise = await as_logged(args.exercise, uow)
    key = exercise.key if exercise else None
    if args.exercise is not None and key not in exercises():
        raise ToolQuestion(ctx.style.phrase("goals.which_exercise"))
    kind = "load" if key else "body_weight" if args.body_weight else None
    if args.target_kg is not None and kind is None:
        raise ToolQuestion(ctx.style.phrase("goals.which_exercise"))
    if args.target_kg is not None and kind is not None:
        return [(Aim(kind, key, Decimal(str(args.target_kg)), "kg"), args.deadline)]
    goals = [
        goal for goal in await open_goals(uow) if kind is None or (goal.kind == kind and not key) or (key and goal.exercise_key == key)
    ]
    if not goals:
        raise ToolError(ctx.style.phrase("goals.forecast_no_goal"))
    return [(aim_of(goal), goal.deadline) for goal in goals]


async def _forecast(aim: Aim, by: date | None, ctx: CoachContext, uow: UnitOfWork, *, hidden: bool, may_lift: bool) -> GoalForecast:
    if aim.kind == "load" and aim.exercise_key:
        found = await _of_lift(aim.exercise_key, aim.target, by, ctx, uow) if may_lift else Unknown("not_now")
    elif aim.kind == "body_weight":
        found = Unknown("hidden") if hidden else await _of_weight(aim.target, by, ctx, uow)
    else:
        found = Unknown("no_trend")
    return _told(aim, by, found)


async def _regular(aim: Aim, by: date | None, ctx: CoachContext, uow: UnitOfWork, *, is_free: bool) -> GoalForecast:
    """Of repetitions and distances by the bests of the days, of workouts a week by the weeks that had them; a time has none."""
    if aim.duration_s is not None:
        return _told(aim, by, Unknown("no_trend"))
    if not is_free:
        return _told(aim, by, Unknown("not_while_on_hold"))
    if aim.kind in OF_SETS:
        return _told(aim, by, forecast_best(ctx.today, await _bests(aim, ctx, uow), float(aim.target), by))
    found = forecast_week(ctx.today, await workout_days(uow), int(aim.target))
    if not isinstance(found, WeekChance):
        return _told(aim, by, found)
    chances = (round(found.chance, 2), round(found.low, 2), round(found.high, 2))
    return _goal(aim, by).model_copy(update={"weeks": found.weeks, "weeks_kept": found.kept, "chance_of_week": chances})


async def _bests(aim: Aim, ctx: CoachContext, uow: UnitOfWork) -> list[tuple[date, float]]:
    sets = await sets_between(uow, ctx.today - timedelta(days=BEST_DAYS), ctx.today, exercise_keys=list(family_of(aim.exercise_key)))
    by_day: dict[date, float] = {}
    for one in sets:
        done = one.reps if aim.kind == "reps" else one.distance_m
        if one.kind != "warmup" and done:
            by_day[one.performed_on] = max(float(done), by_day.get(one.performed_on, 0.0))
    return sorted(by_day.items())


def _goal(aim: Aim, by: date | None) -> GoalForecast:
    return GoalForecast(kind=aim.kind, exercise_key=aim.exercise_key, target=aim.target, unit=aim.unit, deadline=by)


def _told(aim: Aim, by: date | None, found: Forecast | Unknown) -> GoalForecast:
    told = _goal(aim, by)
    if isinstance(found, Unknown):
        return told.model_copy(update={"unknown": found.reason})
    then = [None] * 3 if found.at_horizon is None else [round(kg, 1) for kg in found.at_horizon]
    return told.model_copy(
        update={"is_there": found.is_there, "now": round(found.now, 1), "horizon": found.horizon}
        | {"earliest": found.earliest, "likely": found.likely, "latest": found.latest}
        | dict(zip(("then", "then_low", "then_high"), then, strict=True))
        | {"chance_by_deadline": None if found.chance_by_deadline is None else round(found.chance_by_deadline, 2)}
    )


async def _of_lift(key: str, target: Decimal, by: date | None, ctx: CoachContext, uow: UnitOfWork) -> Forecast | Unknown:
    body = await latest_metric(uow, "weight")
    body_kg = body.value if body else None
    sets = await sets_between(uow, ctx.today - LOG_READ, ctx.today, exercise_keys=[key])
    moved = moved_load(target, bodyweight_share(key), body_kg)
    if isinstance(moved, Unknown):
        return moved
    found = forecast_lift(ctx.today, exposures_of(moved_rows(sets, body_kg), key), float(moved), by)
    return found if isinstance(found, Unknown) else found.less(float(moved - target))


async def _of_weight(target: Decimal, by: date | None, ctx: CoachContext, uow: UnitOfWork) -> Forecast | Unknown:
    rows = await metrics_between(uow, "weight", ctx.today - timedelta(days=WEIGHT_DAYS), ctx.today)
    return forecast_weight(ctx.today, [(one.measured_on, one.value) for one in rows], float(target), by)


TOOLS = (forecast_goal,)
