"""The way back after pain: which share of the former load is due, from the ratings and the days on which the region was trained.

Pain guides each step (pain-monitoring model, Silbernagel 2007 / Thomee 1997): 0 and 1 of 10 go on, 2 holds, 3 to 5 goes a step back
where it had been calm, grows, or has not settled by the morning after; above 5 everything starts over.
The shares are a house rule, to be called a heuristic wherever it is shown, slower than the 50/30/20/10 % that are taken off in the weeks
after a layoff (Caterisano 2019, CSCCa and NSCA).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from spotter.coaching.injury import GO_UP_TO, MODIFIED_LOAD_PERCENT, MODIFY_UP_TO

STEPS = (50, 60, 70, 80, 90, 100)
STEP_DAYS = 7
CALM_UP_TO = 1
WEEK = timedelta(days=7)

Trend = Literal["better", "same", "worse"]
Move = Literal["progress", "hold", "back", "stop"]


class Rated(NamedTuple):
    """How strong a pain was on a day, from 0 to 10."""

    on: date
    severity: int


@dataclass(frozen=True, slots=True)
class Ramp:
    """Where the way back stands: the share of the former load in percent, since when, whether it is calm enough to go on, and the first
    day of this step on which the region was trained.
    """

    percent: int
    since: date
    is_calm: bool
    trained_on: date | None = None

    @property
    def next_percent(self) -> int:
        """The share of the step that follows."""
        return next((step for step in STEPS if step > self.percent), STEPS[-1])

    @property
    def next_on(self) -> date | None:
        """The first day on which the next step may be due; None while the pain holds it back."""
        return self.since + timedelta(days=STEP_DAYS) if self.is_calm else None


def return_ramp(ratings: Sequence[Rated], trained_on: Collection[date], today: date) -> Ramp | None:
    """The step of today; None where nothing was ever held back (no rating above 2) or the whole load is back.

    `ratings` are of one injury, oldest first; the day on which it was resolved counts as a 0. A step lasts a week at least, in which the
    region was trained and stayed calm.
    """
    ramp: Ramp | None = None
    before: int | None = None
    for day in sorted({*(rating.on for rating in ratings), *trained_on}):
        ramp = _stepped(ramp, day)
        for rating in (rating for rating in ratings if rating.on == day):
            ramp = _rated(ramp, rating, before, is_morning_after=day - timedelta(days=1) in trained_on)
            before = rating.severity
        if ramp is not None and ramp.trained_on is None and day in trained_on:
            ramp = replace(ramp, trained_on=day)
    return _stepped(ramp, today)


def _stepped(ramp: Ramp | None, day: date) -> Ramp | None:
    """One step up where a week of calm and a day of training lie behind `day`; None once the whole load is back."""
    if ramp is None or not ramp.is_calm or ramp.trained_on is None:
        return ramp
    due = max(ramp.since + timedelta(days=STEP_DAYS), ramp.trained_on + timedelta(days=1))
    if day < due:
        return ramp
    return None if ramp.next_percent == STEPS[-1] else Ramp(ramp.next_percent, due, is_calm=True)


def _rated(ramp: Ramp | None, rating: Rated, before: int | None, *, is_morning_after: bool) -> Ramp | None:
    strength, on = rating.severity, rating.on
    if strength > MODIFY_UP_TO:
        return Ramp(STEPS[0], on, is_calm=False)
    if strength > GO_UP_TO:
        if ramp is None:
            return Ramp(MODIFIED_LOAD_PERCENT, on, is_calm=False)
        has_come_back = before is not None and (before <= GO_UP_TO or strength > before) and before <= MODIFY_UP_TO
        percent = _step_below(ramp.percent) if has_come_back or is_morning_after else ramp.percent
        return Ramp(min(percent, MODIFIED_LOAD_PERCENT), on, is_calm=False)
    if ramp is None:
        return None
    is_calm = strength <= CALM_UP_TO
    return ramp if is_calm == ramp.is_calm else replace(ramp, since=on, is_calm=is_calm)


def _step_below(percent: int) -> int:
    return max((step for step in STEPS if step < percent), default=STEPS[0])


def move_of(before: Ramp | None, after: Ramp | None, severity: int) -> Move:
    """What a rating does to the dose: the next step comes or goes on coming, it stays, goes back, or the movement stops."""
    if severity > MODIFY_UP_TO:
        return "stop"
    was, now = (100 if ramp is None else ramp.percent for ramp in (before, after))
    if now < was:
        return "back"
    return "progress" if now > was or after is None or after.is_calm else "hold"


def trend_of(ratings: Sequence[Rated]) -> Trend | None:
    """The highest of the seven days up to the last rating against the highest of the seven before, or against the last one of earlier.

    Within one week the last against the first; None with a single rating. A pain that rises week on week is not settled (Silbernagel 2007).
    """
    if len(ratings) < 2:
        return None
    first = ratings[-1].on - WEEK
    lately = [rating.severity for rating in ratings if rating.on > first]
    earlier = [rating for rating in ratings if rating.on <= first]
    if not earlier:
        return _compared(ratings[0].severity, ratings[-1].severity)
    week = [rating.severity for rating in earlier if rating.on > first - WEEK]
    return _compared(max(week, default=earlier[-1].severity), max(lately))


def _compared(before: int, now: int) -> Trend:
    return "same" if now == before else "better" if now < before else "worse"
