"""Drive: what the person's own log has to say for them, and one small next step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from spotter.coaching.adherence import PlannedDay, adherence, week_streak
from spotter.coaching.unknown import Unknown
from spotter.store.queries.goals import LoadBests, load_bests, workout_days
from spotter.store.queries.holds import active_hold
from spotter.store.queries.metrics import are_body_numbers_hidden
from spotter.store.queries.people import profile_of
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.kept import kept
from spotter.tools.spec import Args, Result, tool

Mood = Literal["tired", "low", "busy", "proud"]
WEEKS = 4
WINDOW = timedelta(weeks=WEEKS)


class MotivateArgs(Args):
    mood: Mood | None = None


class NewBest(BaseModel):
    """A heavier set than ever before, kg."""

    model_config = ConfigDict(frozen=True)

    exercise_key: str
    before: Decimal
    now: Decimal


class Motivation(Result):
    """Facts for the words. Days are counted over the last 28 and the 28 before; `tier` is the share of the planned workouts done.

    `streak_weeks` is None where a streak is not talked about; `rests` tells that training is stopped for safety.
    """

    mood: Mood | None
    rests: bool
    total_days: int
    days: int
    days_before: int
    days_this_week: int
    last_day: date | None
    streak_weeks: int | None
    tier: str | None
    best: NewBest | None


@tool(agent="motivation", kind="read")
async def motivate(args: MotivateArgs, ctx: CoachContext, uow: UnitOfWork) -> Motivation:
    """Encourage the person with facts from their own log and one small next step; mood is how they feel about training now."""
    hold = await active_hold(uow)
    days = await workout_days(uow)
    since = ctx.today - WINDOW
    recent = [day for day in days if since < day <= ctx.today]
    monday = ctx.today - timedelta(days=ctx.today.weekday())
    no_streak = hold is not None or args.mood in ("low", "tired") or await are_body_numbers_hidden(uow, ctx.today)
    wish = (await profile_of(uow)).days_per_week
    return Motivation(
        mood=args.mood,
        rests=hold is not None and hold.blocks_training,
        total_days=len(days),
        days=len(recent),
        days_before=sum(since - WINDOW < day <= since for day in days),
        days_this_week=sum(day >= monday for day in recent),
        last_day=days[-1] if days else None,
        streak_weeks=None if no_streak else week_streak(days, ctx.today).current,
        tier=_tier(days, wish, ctx.today),
        best=_best(await kept(uow, ("load_bests", since), lambda: load_bests(uow, since))) if recent else None,
    )


def _tier(days: Sequence[date], per_week: int | None, today: date) -> str | None:
    """How much of what the person wanted to do a week was done in the last full weeks; None before the first of them."""
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(weeks=back) for back in range(1, WEEKS + 1)]
    weeks = [week for week in weeks if days and days[0] < week + timedelta(days=7)]
    planned: list[PlannedDay] = []
    for week in weeks:
        done = sum(week <= day < week + timedelta(days=7) for day in days)
        planned += [PlannedDay(week, done=place < done) for place in range(per_week or 0)]
    found = adherence(planned)
    return None if isinstance(found, Unknown) else found.tier


def _best(rows: Sequence[LoadBests]) -> NewBest | None:
    """The load that grew most, as a share of what it was."""
    grown = [
        NewBest(exercise_key=r.exercise_key, before=r.before, now=r.since) for r in rows if r.before and r.since and r.since > r.before > 0
    ]
    return max(grown, key=lambda best: best.now / best.before, default=None)


TOOLS = (motivate,)
