"""How training goes: the trend of each lift and what has stalled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Literal

from spotter.catalogue.exercises import exercises
from spotter.coaching.ability import Ability, ability_on, chance_of
from spotter.coaching.ages import ADULT_AGE
from spotter.coaching.plateau import LiftExposure, Stall, StallAnswer, answer_to_stall, detect_stall
from spotter.coaching.records import Trend, trend_of
from spotter.coaching.strength import load_step, moved_load
from spotter.coaching.unknown import Unknown
from spotter.language.wording.progress import e1rm_chart
from spotter.language.wording.style import Style
from spotter.messages import Block
from spotter.store.queries.bests import sets_by_day
from spotter.store.queries.holds import active_hold
from spotter.store.queries.metrics import latest_metric, metrics_between
from spotter.store.queries.nutrition import target_on
from spotter.store.queries.workouts import DoneSet, planned_per_week, sets_between
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.kept import kept, whole_log
from spotter.tools.lifts import ExerciseRef, Lift, exposures, lifts_of
from spotter.tools.own_lifts import as_logged
from spotter.tools.spec import Args, Result, tool
from spotter.tools.training_log import only

Period = Literal["week", "month", "quarter", "all"]
WEEKS_BACK: dict[str, int] = {"week": 1, "month": 4, "quarter": 12}
WINDOW_WEEKS = 12
USUAL_WEEKS = 4
LIFTS_SHOWN = 5
CURRENT_DAYS = 21  # a lift that rests for longer has not stalled, it was dropped
RECORD_DAYS = 84
POINTS_DRAWN = 180
ENOUGH_SLEEP_H = 7.0  # AASM / SRS 2015: adults need 7 hours or more


class ShowProgressArgs(Args):
    exercise: ExerciseRef | None = None
    period: Period = "month"


class Point(Result):
    day: dt.date
    kg: float


class Chance(Result):
    """How likely a best is that could be tried next: `share` from 0 to 1, `load_kg` as it is written (None: the body alone)."""

    load_kg: float | None
    reps: int
    share: float


class LiftProgress(Result):
    """The e1RM of a lift in kg, the best of its last week against the best of a week `than_on` stands in, and its weekly slope.

    `low_kg` to `high_kg` holds today's 1RM in 80 of 100 cases, told where effort was; `slope_low` to `slope_high` the slope in 95.
    """

    exercise: ExerciseRef
    days: int
    e1rm_kg: float | None
    low_kg: float | None
    high_kg: float | None
    change_kg: float | None
    than_on: dt.date | None
    per_week_kg: float | None
    slope_low: float | None
    slope_high: float | None
    is_clear: bool
    stalled_days: int | None
    chance: Chance | None
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
    """Show how training goes: workouts against the usual, e1RM and trends, stalled lifts; for one exercise how likely a new best is."""
    args = args.model_copy(update={"exercise": await as_logged(args.exercise, uow)})
    weeks = max(WEEKS_BACK.get(args.period, WINDOW_WEEKS), WINDOW_WEEKS)
    first = ctx.today - dt.timedelta(weeks=weeks)
    sets = await kept(uow, ("between", first, ctx.today), lambda: sets_between(uow, first, ctx.today))
    monday = ctx.today - dt.timedelta(days=ctx.today.weekday())
    planned = await planned_per_week(uow)
    body = await latest_metric(uow, "weight")
    attendance = _attendance(sets, planned, monday)
    look = Look(body.value if body else None, args.period, attendance, ctx.today, ctx.in_pounds)
    exercise = args.exercise
    lifts, chance, last_on = await kept(uow, ("lifts", look, exercise and exercise.identity), lambda: _seen(look, args, sets, uow))
    hold = await active_hold(uow)
    may_go_hard = (hold is None or not (hold.blocks_training or hold.blocks_vigorous)) and (ctx.age_years or ADULT_AGE) >= ADULT_AGE
    if args.exercise is not None and may_go_hard:
        lifts = [lift.model_copy(update={"chance": chance}) for lift in lifts]
    is_stalled = any(lift.stalled_days is not None for lift in lifts)
    return ProgressShown(
        exercise=args.exercise,
        period=args.period,
        this_week=len({one.performed_on for one in sets if one.performed_on >= monday}),
        usual_per_week=_usual(sets, monday),
        planned_per_week=planned,
        lifts=lifts,
        stall_answer=await stall_answer(ctx, uow) if is_stalled and not (hold and hold.blocks_training) else None,
        last_on=last_on,
    )


async def _seen(
    look: Look, args: ShowProgressArgs, recent: Sequence[DoneSet], uow: UnitOfWork
) -> tuple[list[LiftProgress], Chance | None, dt.date | None]:
    """The lifts that are looked at, the chance of a best in the one that was asked for, and the last day of any of them."""
    done = await _done(args, recent, uow)
    lifts = [look.at(lift) for lift in lifts_of(done)[: LIFTS_SHOWN if args.exercise is None else 1]]
    return lifts, look.chance(done) if args.exercise else None, done[-1].performed_on if done else None


async def _done(args: ShowProgressArgs, recent: Sequence[DoneSet], uow: UnitOfWork) -> list[DoneSet]:
    """The sets that are looked at, oldest first: of all time the first ones of each lift, too, or every day of one exercise."""
    if args.exercise is not None:
        mine = [one for one in recent if one.identity == args.exercise.identity]
        exercise = args.exercise
        if args.period == "all" or not mine:
            return await kept(uow, ("by_day", exercise.identity), lambda: sets_by_day(uow, **only(exercise)))
        return mine
    if args.period != "all" and recent:
        return list(recent)
    first = recent[0].performed_on if recent else dt.date.max
    return sorted([*(one for one in await whole_log(uow) if one.performed_on < first), *recent], key=lambda one: one.performed_on)


def _usual(sets: Sequence[DoneSet], monday: dt.date) -> float | None:
    """Workout days a week in the four weeks before `monday`, over those since the log began."""
    days = {one.performed_on for one in sets if one.performed_on < monday}
    if not days:
        return None
    weeks = min(USUAL_WEEKS, -((min(days) - monday).days // 7))
    since = monday - dt.timedelta(weeks=weeks)
    return round(len([day for day in days if day >= since]) / weeks, 1)


def _attendance(sets: Sequence[DoneSet], planned: int | None, monday: dt.date) -> float | None:
    usual = _usual(sets, monday)
    return None if usual is None or not planned else min(1.0, usual / planned)


@dataclass(frozen=True, slots=True)
class Look:
    """How lifts are looked at: the body weight where it is known, how far back, how much of the plan was done, and today."""

    body_kg: Decimal | None
    period: Period
    attendance: float | None
    today: dt.date
    in_pounds: bool = False

    def at(self, lift: Lift) -> LiftProgress:
        """One lift's progress, without the chance of a best."""
        done = exposures(lift, self.body_kg)
        trend, stall, ability = trend_of(done), detect_stall(done, attendance=self.attendance), ability_on(self.today, done)
        is_current = bool(done) and (self.today - done[-1].day).days <= CURRENT_DAYS
        best, than = _now_and_then(done, WEEKS_BACK.get(self.period))
        is_known = isinstance(ability, Ability) and ability.is_felt
        return LiftProgress(
            exercise=lift.exercise,
            days=len(lift.days),
            e1rm_kg=None if best is None else float(best.e1rm_kg),
            low_kg=round(ability.low_kg, 1) if isinstance(ability, Ability) and is_known else None,
            high_kg=round(ability.high_kg, 1) if isinstance(ability, Ability) and is_known else None,
            change_kg=None if best is None or than is None else float(best.e1rm_kg - than.e1rm_kg),
            than_on=None if than is None else than.day,
            per_week_kg=round(trend.kg_per_week, 2) if isinstance(trend, Trend) else None,
            slope_low=round(trend.low, 2) if isinstance(trend, Trend) and isfinite(trend.low) else None,
            slope_high=round(trend.high, 2) if isinstance(trend, Trend) and isfinite(trend.high) else None,
            is_clear=isinstance(trend, Trend) and trend.is_clear,
            stalled_days=stall.days if isinstance(stall, Stall) and stall.is_stalled and is_current else None,
            chance=None,
            points=[Point(day=one.day, kg=float(one.e1rm_kg)) for one in thinned(done)],
        )

    def chance(self, done: Sequence[DoneSet]) -> Chance | None:
        """The best that could be tried next, a step of load more than the best set of twelve weeks, and how likely it is there."""
        lift = next(iter(lifts_of(done)), None)
        known = exercises().get(lift.exercise.key or "") if lift else None
        if lift is None or known is None or known.measure != "reps":
            return None
        recent = [one for one in lift.sets if one.reps and (self.today - one.performed_on).days <= RECORD_DAYS and (one.load_kg or 0) >= 0]
        ability = ability_on(self.today, exposures(lift, self.body_kg))
        if not recent or not isinstance(ability, Ability):
            return None
        best = max(recent, key=lambda one: ((one.load_kg or 0) * (30 + (one.reps or 0)), one.reps or 0))
        step, reps = load_step(known.load_step_kg, in_pounds=self.in_pounds), best.reps or 0
        load, reps = (best.load_kg + step, reps) if best.load_kg and step else (best.load_kg, reps + 1)
        moved = moved_load(load, known.bodyweight_share, self.body_kg)
        share = Unknown("body_weight_unknown") if isinstance(moved, Unknown) else chance_of(ability, moved, reps)
        return None if isinstance(share, Unknown) else Chance(load_kg=None if load is None else float(load), reps=reps, share=share)


def thinned(done: list[LiftExposure]) -> list[LiftExposure]:
    """What a chart can show: every day, or of each week the best where there are more days than points to draw, or of four weeks."""
    for days in (1, 7, 28):
        best: dict[int, LiftExposure] = {}
        for one in done:
            place = one.day.toordinal() // days
            if place not in best or one.e1rm_kg > best[place].e1rm_kg:
                best[place] = one
        if len(best) <= POINTS_DRAWN:
            break
    return list(best.values())


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


async def stall_answer(ctx: CoachContext, uow: UnitOfWork) -> StallAnswer:
    """What to change about a stalled lift, by the nights and the food target of the last two weeks."""
    nights = await metrics_between(uow, "sleep", ctx.today - dt.timedelta(days=13))
    slept_well = float(sum(night.value for night in nights)) / len(nights) >= ENOUGH_SLEEP_H if nights else None
    target = await target_on(uow, ctx.today)
    return answer_to_stall(slept_well=slept_well, in_deficit=target is not None and target.goal == "lose")


TOOLS = (show_progress,)
