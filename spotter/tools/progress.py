"""How training goes: the trend of each lift and what has stalled."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from spotter.coaching.plateau import LiftExposure, Stall, StallAnswer, answer_to_stall, detect_stall
from spotter.coaching.records import Trend, trend_of
from spotter.language.wording.progress import e1rm_chart
from spotter.language.wording.style import Style
from spotter.messages import Block
from spotter.store.queries.metrics import latest_metric, metrics_between
from spotter.store.queries.nutrition import target_on
from spotter.store.queries.workouts import LoggedSet, planned_per_week, sets_between
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef, Lift, exposures, lifts_of
from spotter.tools.spec import Args, Result, tool
from spotter.tools.training_log import only

Period = Literal["week", "month", "quarter", "all"]
WEEKS_BACK: dict[str, int] = {"week": 1, "month": 4, "quarter": 12}
WINDOW_WEEKS = 12
USUAL_WEEKS = 4
LIFTS_SHOWN = 5
CURRENT_DAYS = 21  # a lift that rests for longer has not stalled, it was dropped
ENOUGH_SLEEP_H = 7.0  # AASM / SRS 2015: adults need 7 hours or more


class ShowProgressArgs(Args):
    exercise: ExerciseRef | None = None
    period: Period = "month"


class Point(Result):
    day: dt.date
    kg: float


class LiftProgress(Result):
    """The e1RM of a lift in kg, the best of its last week against the best of a week `than_on` stands in, and its weekly slope."""

    exercise: ExerciseRef
    days: int
    e1rm_kg: float | None
    change_kg: float | None
    than_on: dt.date | None
    per_week_kg: float | None
    is_clear: bool
    stalled_days: int | None
    points: list[Point]


class ProgressShown(Result):
    """`usual_per_week` is the mean of the four weeks before this one; `stall_answer` is what to change about a stalled lift."""

    exercise: ExerciseRef | None
    period: Period
    this_week: int
    usual_per_week: float | None
    planned_per_week: int | None
    lifts: list[LiftProgress]
    stall_answer: StallAnswer | None
    last_on: dt.date | None


def _cards(result: ProgressShown, ctx: CoachContext) -> list[Block]:
    told = [lift for lift in result.lifts if len(lift.points) > 1]
    style = ctx.style
    return [e1rm_chart(told[0].model_dump(), style)] if told and (result.exercise or len(told) == 1) else _best_chart(told, style)


def _best_chart(lifts: list[LiftProgress], style: Style) -> list[Block]:
    rising = [lift for lift in lifts if lift.is_clear and (lift.per_week_kg or 0) > 0]
    return [e1rm_chart(max(rising, key=lambda lift: lift.per_week_kg or 0).model_dump(), style)] if rising else []


@tool(agent="progress", kind="read", cards=_cards)
async def show_progress(args: ShowProgressArgs, ctx: CoachContext, uow: UnitOfWork) -> ProgressShown:
    """Show how training goes, or how one exercise goes: workouts against the usual, e1RM against weeks ago, trends, stalled lifts."""
    weeks = max(WEEKS_BACK.get(args.period, WINDOW_WEEKS), WINDOW_WEEKS)
    first = None if args.period == "all" else ctx.today - dt.timedelta(weeks=weeks)
    sets = await sets_between(uow, first, ctx.today)
    monday = ctx.today - dt.timedelta(days=ctx.today.weekday())
    planned = await planned_per_week(uow)
    body = await latest_metric(uow, "weight")
    mine = [one for one in sets if args.exercise is None or (one.exercise_key or one.name) == args.exercise.identity]
    if not mine and args.exercise:
        mine = await sets_between(uow, **only(args.exercise))
    attendance = _attendance(sets, planned, monday)
    lifts = [
        _progress(lift, body.value if body else None, args.period, attendance, ctx.today)
        for lift in lifts_of(mine)[: LIFTS_SHOWN if args.exercise is None else 1]
    ]
    is_stalled = any(lift.stalled_days is not None for lift in lifts)
    return ProgressShown(
        exercise=args.exercise,
        period=args.period,
        this_week=len({one.performed_on for one in sets if one.performed_on >= monday}),
        usual_per_week=_usual(sets, monday),
        planned_per_week=planned,
        lifts=lifts,
        stall_answer=await _stall_answer(ctx, uow) if is_stalled else None,
        last_on=mine[-1].performed_on if mine else None,
    )


def _usual(sets: list[LoggedSet], monday: dt.date) -> float | None:
    """Workout days a week in the four weeks before `monday`, over those since the log began."""
    days = {one.performed_on for one in sets if one.performed_on < monday}
    if not days:
        return None
    weeks = min(USUAL_WEEKS, -((min(days) - monday).days // 7))
    since = monday - dt.timedelta(weeks=weeks)
    return round(len([day for day in days if day >= since]) / weeks, 1)


def _attendance(sets: list[LoggedSet], planned: int | None, monday: dt.date) -> float | None:
    usual = _usual(sets, monday)
    return None if usual is None or not planned else min(1.0, usual / planned)


def _progress(lift: Lift, body_kg: Decimal | None, period: Period, attendance: float | None, today: dt.date) -> LiftProgress:
    done = exposures(lift, body_kg)
    trend, stall = trend_of(done), detect_stall(done, attendance=attendance)
    is_current = bool(done) and (today - done[-1].day).days <= CURRENT_DAYS
    best, than = _now_and_then(done, WEEKS_BACK.get(period))
    return LiftProgress(
        exercise=lift.exercise,
        days=len(lift.days),
        e1rm_kg=None if best is None else float(best.e1rm_kg),
        change_kg=None if best is None or than is None else float(best.e1rm_kg - than.e1rm_kg),
        than_on=None if than is None else than.day,
        per_week_kg=round(trend.kg_per_week, 2) if isinstance(trend, Trend) else None,
        is_clear=isinstance(trend, Trend) and trend.is_clear,
        stalled_days=stall.days if isinstance(stall, Stall) and stall.is_stalled and is_current else None,
        points=[Point(day=one.day, kg=float(one.e1rm_kg)) for one in done],
    )


def _now_and_then(done: list[LiftExposure], weeks: int | None) -> tuple[LiftExposure | None, LiftExposure | None]:
    """The best of the lift's last seven days, and the best of the seven days that lie `weeks` before (or as near to it as there are)."""
    by_week: dict[int, LiftExposure] = {}
    for one in done:
        ago = (done[-1].day - one.day).days // 7
        if ago not in by_week or one.e1rm_kg >= by_week[ago].e1rm_kg:
            by_week[ago] = one
    earlier = sorted(ago for ago in by_week if ago > 0)
    if not earlier:
        return by_week.get(0), None
    wanted = next((ago for ago in earlier if weeks is not None and ago >= weeks), earlier[-1])
    return by_week[0], by_week[wanted]


async def _stall_answer(ctx: CoachContext, uow: UnitOfWork) -> StallAnswer:
    nights = await metrics_between(uow, "sleep", ctx.today - dt.timedelta(days=13))
    slept_well = float(sum(night.value for night in nights)) / len(nights) >= ENOUGH_SLEEP_H if nights else None
    target = await target_on(uow, ctx.today)
    return answer_to_stall(slept_well=slept_well, in_deficit=target is not None and target.goal == "lose")


TOOLS = (show_progress,)
