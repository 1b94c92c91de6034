"""The question on the morning after: a place that hurts, or is on its way back, was loaded and nothing was said of it since."""

from __future__ import annotations

from datetime import date, timedelta

from spotter.store.queries.holds import active_hold
from spotter.store.queries.injuries import hurting_or_healed_since
from spotter.store.queries.pending import was_asked_since
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.pain_state import RETURNS_FOR, RegionNow, regions_now
from spotter.tools.spec import Result

RATES = "report_pain"
ASKED_FOR = timedelta(days=2)  # "this morning" is no question about a workout of last week


class MorningCheck(Result):
    """The place to ask about, and which exercises (catalogue keys) loaded it on the day before or the one before that."""

    region: str
    side: str | None
    exercises: list[str]
    on: date


async def morning_check(ctx: CoachContext, uow: UnitOfWork) -> MorningCheck | None:
    """What to ask about today: once for a workout, at the first message of a later day; None where nothing is due."""
    if not await hurting_or_healed_since(uow, ctx.now - RETURNS_FOR):
        return None
    hold = await active_hold(uow)
    if hold is not None and hold.blocks_training:
        return None
    due = [found for region in await regions_now(ctx, uow) if (found := _loaded_since_rated(region, ctx))]
    if not due:
        return None
    newest = max(due, key=lambda one: one.on)
    midnight = ctx.now.replace(hour=0, minute=0, second=0, microsecond=0)
    asked = await was_asked_since(uow, RATES, midnight - (ctx.today - newest.on - timedelta(days=1)))
    return None if asked else newest


def _loaded_since_rated(region: RegionNow, ctx: CoachContext) -> MorningCheck | None:
    """The last day of training that loaded the place, unless a rating of a later day is there."""
    days = [one.on for one in region.trained if ctx.today - ASKED_FOR <= one.on < ctx.today]
    if not days or any(rating.rated_on > days[-1] for rating in region.ratings):
        return None
    keys = [one.exercise_key for one in region.trained if one.on == days[-1]]
    return MorningCheck(region=region.injury.region, side=region.injury.side, exercises=keys, on=days[-1])
