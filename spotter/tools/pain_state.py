"""How the sore regions of a person stand: ratings, what loaded them meanwhile, and how far the way back is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from spotter.catalogue.exercises import exercises
from spotter.coaching.injury import MODIFIED_LOAD_PERCENT, Sore, is_stressed
from spotter.coaching.return_ramp import Ramp, Rated, return_ramp
from spotter.ids import new_id
from spotter.store.queries.holds import is_training_stopped
from spotter.store.queries.injuries import Trained, hurting_or_healed_since, ratings_of, trained_since
from spotter.store.tables import Injury, PainRating
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.injury_swaps import sore_region
from spotter.tools.spec import Result

RETURNS_FOR = timedelta(days=90)  # five steps take five weeks at least; what healed longer ago is over


class RampFact(Result):
    """The way back of a region: the share of the former load in percent now and next, and from when; a house rule, no promise.

    `next_on` is null while the pain holds it back.
    """

    region: str
    side: str | None
    percent: int
    next_percent: int
    next_on: date | None


@dataclass(frozen=True, slots=True)
class RegionNow:
    """One injury as it stands today, with the ratings that were given and the days and exercises that loaded it since.

    `is_stopped` while a hold forbids training: then no way back is told.
    """

    injury: Injury
    ratings: tuple[PainRating, ...]
    rated: tuple[Rated, ...]
    trained: tuple[Trained, ...]
    ramp: Ramp | None
    since: date
    is_stopped: bool

    @property
    def sore(self) -> Sore:
        """What the rules of coaching read."""
        found = sore_region(self.injury)
        return found if self.ramp is None else replace(found, load_percent=self.ramp.percent)

    @property
    def shares(self) -> dict[date, int]:
        """The percent of a load that the pain left on each day of training since; what was told on the day itself came too late for it."""
        days = {one.on for one in self.trained}
        return {day: self._share(day, {before for before in days if before < day}) for day in days}

    def _share(self, day: date, trained: Collection[date]) -> int:
        if not self.rated and day > self.since:
            return MODIFIED_LOAD_PERCENT
        ramp = return_ramp([rating for rating in self.rated if rating.on < day], trained, day)
        return 100 if ramp is None else ramp.percent

    @property
    def ramp_fact(self) -> RampFact | None:
        """The way back as a result; None while training is stopped."""
        if self.ramp is None or self.is_stopped:
            return None
        where = {"region": self.injury.region, "side": self.injury.side}
        return RampFact(**where, percent=self.ramp.percent, next_percent=self.ramp.next_percent, next_on=self.ramp.next_on)


async def regions_now(ctx: CoachContext, uow: UnitOfWork) -> list[RegionNow]:
    """What hurts, and what healed but is not back at its whole load, oldest first."""
    injuries = await hurting_or_healed_since(uow, ctx.now - RETURNS_FOR)
    found = [region for region in await regions_of(injuries, ctx, uow) if region.injury.status == "open" or region.ramp]
    hurts = {(region.injury.region, region.injury.side) for region in found if region.injury.status == "open"}
    return [region for region in found if region.injury.status == "open" or (region.injury.region, region.injury.side) not in hurts]


async def regions_of(injuries: Sequence[Injury], ctx: CoachContext, uow: UnitOfWork) -> list[RegionNow]:
    """These injuries as they stand today."""
    if not injuries:
        return []
    ratings = await ratings_of(uow, [row.id for row in injuries])
    trained = await trained_since(uow, min(row.reported_at for row in injuries).astimezone(ctx.zone).date())
    is_stopped = await is_training_stopped(uow)
    return [_region(row, [one for one in ratings if one.injury_id == row.id], trained, ctx, is_stopped=is_stopped) for row in injuries]


def _region(row: Injury, ratings: Sequence[PainRating], trained: Sequence[Trained], ctx: CoachContext, *, is_stopped: bool) -> RegionNow:
    since = row.reported_at.astimezone(ctx.zone).date()
    loading = tuple(one for one in trained if one.on >= since and loads(one.exercise_key, row))
    rated = tuple(_rated(row, ratings, ctx.zone))
    ramp = return_ramp(rated, {one.on for one in loading}, ctx.today)
    return RegionNow(row, tuple(ratings), rated, loading, ramp, since, is_stopped)


def _rated(row: Injury, ratings: Sequence[PainRating], zone: ZoneInfo) -> list[Rated]:
    """The ratings that have a figure; what was closed ended with none."""
    told = [Rated(one.rated_on, one.severity) for one in ratings if one.severity is not None]
    return [*told, Rated(row.resolved_at.astimezone(zone).date(), 0)] if row.resolved_at and row.status == "resolved" else told


def loads(key: str, row: Injury) -> bool:
    """Whether an exercise of the catalogue loads the place that hurts, or is known to bring the pain on."""
    known = exercises().get(key)
    return known is not None and (is_stressed(known, row.region) or key in (row.provoked_by or ()))


async def rate(row: Injury, said: dict[str, Any], ctx: CoachContext, uow: UnitOfWork) -> None:
    """Write down one report of an injury: `severity`, `occurs`, `provoked_by` and `note`, as far as they were told."""
    day = ctx.now.astimezone(ctx.zone).date()
    columns = ("severity", "occurs", "provoked_by", "note")
    told = {name: said.get(name) or None if name != "severity" else said.get(name) for name in columns}
    await uow.add(PainRating(id=new_id(), user_id=uow.user_id, injury_id=row.id, rated_at=uow.now, rated_on=day, **told))


async def forget_injury(row: Injury, uow: UnitOfWork) -> None:
    """Take an injury away with its ratings, so that undo brings all of it back."""
    for rating in await ratings_of(uow, [row.id]):
        await uow.remove(rating)
    await uow.remove(row)
