"""Goals: set with where somebody stands, measured from the log, dropped when they no longer matter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field

from spotter.catalogue.exercise_search import find_exercise_mention
from spotter.catalogue.exercises import exercises
from spotter.coaching.energy import Sex
from spotter.coaching.goals import SaferLoss, lowest_goal_kcal, lowest_goal_weight, safer_loss, share_done
from spotter.coaching.limits import LIMITS
from spotter.errors import ToolError, ToolQuestion
from spotter.ids import new_id
from spotter.language.wording import Style
from spotter.language.wording.goals import amount, bar, goal_name
from spotter.messages import Block, ProgressBlock
from spotter.store.queries.goals import open_goals
from spotter.store.queries.metrics import are_body_numbers_hidden
from spotter.store.queries.people import profile_of
from spotter.store.tables import Goal
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.forecasts import GoalForecast, forecasts_of
from spotter.tools.holds import refuse_on_hold
from spotter.tools.intake import no_deficit_reason
from spotter.tools.lifts import ExerciseRef
from spotter.tools.likeness import meant
from spotter.tools.spec import Args, Result, tool
from spotter.tools.standings import Aim, aim_of, standings

Kind = Literal["load", "reps", "distance", "body_weight", "frequency", "calories", "streak"]
Unit = Literal["kg", "kg_change", "reps", "m", "per_week", "kcal", "days", "weeks"]
FORECAST_KINDS = ("load", "body_weight")
BODY_KINDS = ("body_weight", "calories", "streak")
MOST_GOALS = 30
_UNITS: dict[str, tuple[Unit, ...]] = {
    "load": ("kg",),
    "reps": ("reps",),
    "distance": ("m",),
    "body_weight": ("kg", "kg_change"),
    "frequency": ("per_week",),
    "calories": ("kcal",),
    "streak": ("weeks", "days"),
}
_RANGES = {
    "load": (1, LIMITS["load_kg"].high),
    "reps": (LIMITS["reps"].low, LIMITS["reps"].high),
    "distance": (LIMITS["distance_m"].low, LIMITS["distance_m"].high),
    "body_weight": (LIMITS["weight_kg"].low, LIMITS["weight_kg"].high),
    "frequency": (LIMITS["days_per_week"].low, LIMITS["days_per_week"].high),
    "calories": (0, LIMITS["kcal_per_day"].high),
    "streak": (1, 1000),
}


class GoalShown(BaseModel):
    """One goal with where the person stands: `now` is in the target's unit, seconds where `duration_s` is the aim.

    `share` is 0 to 1, None where it cannot be told; `is_hidden` keeps its numbers unsaid. `forecast` is of a load or a body weight among
    the goals shown, `is_overdue` that its day has passed unreached.
    """

    model_config = ConfigDict(frozen=True)

    kind: str
    exercise_key: str | None
    text: str
    target: Decimal
    unit: str
    duration_s: int | None
    start: Decimal | None
    now: Decimal | None
    share: float | None
    is_reached: bool
    is_hidden: bool
    deadline: date | None
    forecast: GoalForecast | None = None
    is_overdue: bool = False


class SetGoalArgs(Args):
    kind: Kind
    exercise: ExerciseRef | None = None
    target: Decimal
    unit: Unit
    duration_s: int | None = Field(default=None, ge=LIMITS["duration_s"].low, le=LIMITS["duration_s"].high, description="Of a distance.")
    deadline: date | None = None
    text: str = Field(min_length=1, max_length=500, description="The goal in the person's own words.")


class GoalSet(Result):
    """`replaced` is the goal of the same kind that this one takes the place of."""

    goal: GoalShown
    replaced: GoalShown | None


class ShowGoalsArgs(Args):
    pass


class GoalsShown(Result):
    goals: list[GoalShown]


class DropGoalArgs(Args):
    text: str = Field(max_length=500)


class GoalDropped(Result):
    goal: GoalShown


def _shown(goal: Goal, now: Decimal | None, *, is_body_hidden: bool) -> GoalShown:
    aim = aim_of(goal)
    start = goal.start
    share = None if now is None or goal.kind == "calories" else share_done(start, now, aim.to_reach)
    return GoalShown(
        kind=goal.kind,
        exercise_key=goal.exercise_key,
        text=goal.text,
        target=aim.target,
        unit=aim.unit,
        duration_s=goal.duration_s,
        start=start,
        now=now,
        share=share,
        is_reached=aim.is_reached(now, start),
        is_hidden=is_body_hidden and goal.kind in BODY_KINDS,
        deadline=goal.deadline,
    )


async def goals_shown(goals: list[Goal], ctx: CoachContext, uow: UnitOfWork) -> list[GoalShown]:
    """Goals with where the person stands on each."""
    found = await standings([aim_of(goal) for goal in goals], ctx.today, uow)
    hidden = any(goal.kind in BODY_KINDS for goal in goals) and await are_body_numbers_hidden(uow, ctx.today)
    return [_shown(goal, now, is_body_hidden=hidden) for goal, now in zip(goals, found, strict=True)]


@tool(agent="motivation", kind="write")
async def set_goal(args: SetGoalArgs, ctx: CoachContext, uow: UnitOfWork) -> GoalSet:
    """Set a goal that the log can measure: a load, repetitions, a distance (in a time), a body weight, workouts a week, kcal, a streak."""
    style = ctx.style
    if args.kind not in BODY_KINDS:
        await refuse_on_hold(ctx, uow)
    aim = _aim(args, style)
    _check_deadline(args.deadline, style)
    now = (await standings([aim], ctx.today, uow))[0]
    if args.kind == "body_weight":
        aim = _weight_aim(args, aim, now, style)
    await check_goal(aim, now, args.deadline, ctx, uow)
    goals = await open_goals(uow)
    same = [goal for goal in goals if (goal.kind, goal.exercise_key) == (aim.kind, aim.exercise_key)]
    if not same and len(goals) >= MOST_GOALS:
        raise ToolError(style.phrase("goals.too_many", n=MOST_GOALS))
    for goal in same:
        await uow.change(goal, status="dropped", closed_at=uow.now)
    row = await uow.add(_row(aim, args, now, uow))
    replaced = _shown(same[-1], now, is_body_hidden=False) if same else None
    return GoalSet(goal=_shown(row, now, is_body_hidden=False), replaced=replaced)


async def check_goal(aim: Aim, now: Decimal | None, deadline: date | None, ctx: CoachContext, uow: UnitOfWork) -> None:
    """`ToolError` for a goal that is over, out of range, not safe for this person, or reached already."""
    style = ctx.style
    _check_deadline(deadline, style)
    _check_range(aim, style)
    if aim.kind in BODY_KINDS:
        await _check_safe(aim, now, deadline, ctx, uow)
    if aim.kind not in ("frequency", "streak") and (aim.is_reached(now, now) or now == aim.to_reach):
        raise ToolError(style.phrase("goals.reached_already", now=amount({"now": now, **_facts(aim)}, now, style)))


def _check_deadline(deadline: date | None, style: Style) -> None:
    if deadline is not None and deadline <= style.today:
        raise ToolError(style.phrase("goals.deadline_past", day=style.day(deadline)))


def _facts(aim: Aim) -> dict[str, Any]:
    return {"kind": aim.kind, "unit": aim.unit, "duration_s": aim.duration_s}


def _row(aim: Aim, args: SetGoalArgs, now: Decimal | None, uow: UnitOfWork) -> Goal:
    return Goal(
        id=new_id(),
        user_id=uow.user_id,
        kind=aim.kind,
        exercise_key=aim.exercise_key,
        target=aim.target,
        start=now if aim.kind not in ("frequency", "streak", "calories") else None,
        unit=aim.unit,
        duration_s=aim.duration_s,
        deadline=args.deadline,
        text=args.text.strip(),
        status="open",
        created_at=uow.now,
    )


def _aim(args: SetGoalArgs, style: Style) -> Aim:
    if args.unit not in _UNITS[args.kind]:
        raise ToolError(style.phrase("goals.wrong_unit"))
    key = args.exercise.key if args.exercise else None
    if args.kind == "distance":
        key = key or _moving(args.text)
    if args.kind in ("load", "reps") and key is None:
        raise ToolQuestion(style.phrase("goals.which_exercise"))
    if key is not None and key not in exercises():
        raise ToolQuestion(style.phrase("goals.which_exercise"))
    return Aim(args.kind, key, args.target, args.unit, args.duration_s if args.kind == "distance" else None)


def _moving(text: str) -> str:
    """What a distance is covered by: the exercise that the goal's own words name, else running."""
    named = find_exercise_mention(text.split())
    return named.exercise.key if named and named.exercise.measure == "distance" else "running"


def _weight_aim(args: SetGoalArgs, aim: Aim, now: Decimal | None, style: Style) -> Aim:
    if args.unit == "kg":
        return aim
    if now is None:
        raise ToolQuestion(style.phrase("goals.weigh_first"), repeats=True, lead=style.phrase("house.lead_weight"))
    return Aim(aim.kind, None, now + aim.target, "kg")


def _check_range(aim: Aim, style: Style) -> None:
    low, high = _RANGES[aim.kind]
    if not low <= aim.target <= high:
        ends = [amount({**_facts(aim), "duration_s": None}, Decimal(str(end)), style) for end in (low, high)]
        raise ToolError(style.phrase("goals.out_of_range", low=ends[0], high=ends[1]))


async def _check_safe(aim: Aim, now: Decimal | None, deadline: date | None, ctx: CoachContext, uow: UnitOfWork) -> None:
    """Refuse body goals that are not safe, with the nearest one that is."""
    style = ctx.style
    if await are_body_numbers_hidden(uow, ctx.today):
        raise ToolError(style.phrase("goals.no_body_goals"))
    profile = await profile_of(uow)
    loses = aim.kind == "body_weight" and (now is None or aim.target < now)
    reason = await no_deficit_reason(uow, profile, ctx.today) if loses or aim.kind == "calories" else None
    # Below a sound weight a calorie goal may be what helps; losing weight has its own words below.
    if reason is not None and reason != "bmi_low":
        raise ToolError(style.phrase("goals.no_body_goals"))
    if aim.kind == "calories":
        floor = lowest_goal_kcal(cast("Sex | None", profile.sex))
        if aim.target < floor:
            raise ToolError(style.phrase("goals.kcal_too_low", floor=style.number(floor, 0)))
    if aim.kind != "body_weight" or (now is not None and aim.target >= now):
        return
    lowest = lowest_goal_weight(float(profile.height_cm)) if profile.height_cm else None
    if lowest is not None and float(aim.target) < lowest:
        raise ToolError(style.phrase("goals.weight_too_low", lowest=style.load(lowest)))
    safer = safer_loss(float(now), float(aim.target), ctx.today, deadline) if now is not None and deadline is not None else None
    if safer is not None and deadline is not None:
        raise ToolError(_too_fast(safer, aim, deadline, style))


def _too_fast(safer: SaferLoss, aim: Aim, deadline: date, style: Style) -> str:
    return style.phrase(
        "goals.too_fast",
        percent=style.number(safer.percent_per_week),
        day=style.day(deadline),
        possible=style.load(safer.kg_by_deadline),
        target=style.load(aim.target),
        later=style.day(safer.safe_on),
    )


def _cards(result: GoalsShown, ctx: CoachContext) -> list[Block]:
    style = ctx.style
    bars = [(goal_name(facts, style), bar(facts, style)) for facts in (goal.model_dump() for goal in result.goals)]
    return [ProgressBlock(title=name, unit=unit, value=value, target=target) for name, (value, target, unit) in bars if target > 0]


@tool(agent="motivation", kind="read", cards=_cards)
async def show_goals(args: ShowGoalsArgs, ctx: CoachContext, uow: UnitOfWork) -> GoalsShown:
    """Show the person's goals with how far they have got, from their log."""
    goals = await open_goals(uow)
    ahead = [goal for goal in goals if goal.kind in FORECAST_KINDS]
    told = await forecasts_of([(aim_of(goal), goal.deadline) for goal in ahead], ctx, uow) if ahead else []
    forecasts = dict(zip([goal.id for goal in ahead], told, strict=True))
    shown = zip(goals, await goals_shown(goals, ctx, uow), strict=True)
    return GoalsShown(goals=[one.model_copy(update={"forecast": forecasts.get(goal.id)} | _overdue(one, ctx)) for goal, one in shown])


def _overdue(goal: GoalShown, ctx: CoachContext) -> dict[str, bool]:
    return {"is_overdue": goal.deadline is not None and goal.deadline < ctx.today and not goal.is_reached}


@tool(agent="motivation", kind="write")
async def drop_goal(args: DropGoalArgs, ctx: CoachContext, uow: UnitOfWork) -> GoalDropped:
    """Drop the goal that the person names; asks when several may be meant."""
    style = ctx.style
    goals = await open_goals(uow)
    if not goals:
        raise ToolError(style.phrase("goals.none"))
    shown = await goals_shown(goals, ctx, uow)
    names = [goal_name(one.model_dump(), style) for one in shown]
    words = [[goal.text, name, style.phrase(f"goals.word_{goal.kind}")] for goal, name in zip(goals, names, strict=True)]
    found = meant(args.text, words) if args.text.strip() else list(range(len(goals)))
    if len(found) != 1:
        listed = ", ".join(names[place] for place in found or range(len(goals)))
        options = {names[place]: words[place] for place in found or range(len(goals))}
        raise ToolQuestion(style.phrase("goals.which" if found else "goals.not_found", names=listed), slot="text", options=options)
    await uow.change(goals[found[0]], status="dropped", closed_at=uow.now)
    return GoalDropped(goal=shown[found[0]])


TOOLS = (set_goal, show_goals, drop_goal)
