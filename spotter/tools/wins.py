"""What a person's own log has to say for them: records, first times, more days than before, a streak, a return. Rows only, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from spotter.coaching.adherence import PlannedDay, Tier, adherence, week_streak
from spotter.coaching.unknown import Unknown
from spotter.store.queries.goals import LoadBests, load_bests, reached_since, workout_days
from spotter.store.queries.ledger import latest_results
from spotter.store.queries.metrics import are_body_numbers_hidden
from spotter.store.queries.workouts import excused_days, planned_per_week
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.kept import kept
from spotter.tools.spec import Args, Result, tool

WEEKS = 4
WINDOW = timedelta(weeks=WEEKS)
LONG_GAP = timedelta(days=14)
STREAK_WORTH_A_WORD = 3
MOST_RECORDS, MOST_FIRSTS, MOST_SHOWN = 3, 2, 5
TELLERS = ("motivate", "note_barrier", "show_wins")
REMEMBERED = 3  # of their answers: what was said in them comes last
Kind = Literal["goal", "comeback", "record", "first", "kept_more", "more_days", "streak", "this_week", "month", "total"]


class Win(BaseModel):
    """One thing that was done. kg for `record`, a share in percent for `kept_more`, else a number of workouts or weeks.

    `before` is what it is more than; `text` a goal in the person's own words.
    """

    model_config = ConfigDict(frozen=True)

    kind: Kind
    now: Decimal = Decimal(0)
    before: Decimal | None = None
    exercise_key: str | None = None
    text: str | None = None

    @property
    def identity(self) -> str:
        """What tells it from other wins, whatever its figures are by now."""
        return f"{self.kind} {self.exercise_key or self.text or ''}".strip()


class Regularity(BaseModel):
    """Workout days of the last 28 days and of the 28 before, this week's, and how much of what was planned was done (`tier`)."""

    model_config = ConfigDict(frozen=True)

    total_days: int
    days: int
    days_before: int
    days_this_week: int
    last_day: date | None
    tier: Tier | None


async def regularity(ctx: CoachContext, uow: UnitOfWork) -> Regularity:
    """How regularly the person trained lately."""
    days = [day for day in await workout_days(uow) if day <= ctx.today]
    since = ctx.today - WINDOW
    share = await _share(days, ctx.today, uow)
    return Regularity(
        total_days=len(days),
        days=sum(day > since for day in days),
        days_before=sum(since - WINDOW < day <= since for day in days),
        days_this_week=sum(day >= _monday(ctx.today) for day in days),
        last_day=days[-1] if days else None,
        tier=share[1] if share else None,
    )


async def wins(ctx: CoachContext, uow: UnitOfWork, *, low: bool = False) -> list[Win]:
    """What was achieved, the best first and what was told lately last; empty for an empty log.

    `low` leaves streaks unsaid, as for somebody whom a broken one would weigh on. Where counting harms, loads and firsts alone are told.
    """
    days = [day for day in await workout_days(uow) if day <= ctx.today]
    if not days:
        return []
    is_hidden = await are_body_numbers_hidden(uow, ctx.today)
    found = [Win(kind="goal", text=text) for text in await reached_since(uow, uow.now - WINDOW)] if not is_hidden else []
    if ctx.today - days[-1] >= LONG_GAP:
        found += [] if is_hidden else [Win(kind="total", now=Decimal(len(days)))]
    else:
        since = max(ctx.today - WINDOW, days[0] + timedelta(days=1))  # a log younger than four weeks began with its first day
        bests = await kept(uow, ("load_bests", since), lambda: load_bests(uow, since))
        found += [*_records(bests), *_firsts(bests, days[0] < ctx.today - WINDOW)]
        found = [*found, *await _counted(days, ctx, uow, low=low)] if not is_hidden else found
    told = await _told_lately(uow)
    return sorted(found, key=lambda win: -told.get(win.identity, len(TELLERS) * REMEMBERED))


async def _told_lately(uow: UnitOfWork) -> dict[str, int]:
    """The wins that were told in the last answers, each with how many answers ago that was."""
    results = await latest_results(uow, TELLERS, REMEMBERED)
    told = [(back, one) for back, result in enumerate(results) for one in (result.get("wins") or [result.get("win")]) if one]
    return {Win.model_validate(one).identity: back for back, one in reversed(told)}


def _records(rows: Sequence[LoadBests]) -> list[Win]:
    """The loads that grew most, as a share of what they were."""
    grown = [
        Win(kind="record", exercise_key=r.exercise_key, before=r.before, now=r.since)
        for r in rows
        if r.before and r.since and r.since > r.before > 0
    ]
    return sorted(grown, key=lambda win: -win.now / (win.before or win.now))[:MOST_RECORDS]


def _firsts(rows: Sequence[LoadBests], is_old_log: bool) -> list[Win]:
    """Exercises that were done with a load for the first time; not in the first weeks of a log, where everything is new."""
    new = [row for row in rows if row.before is None and row.since] if is_old_log else []
    return [Win(kind="first", exercise_key=row.exercise_key, now=row.since or Decimal(0)) for row in new[:MOST_FIRSTS]]


async def _counted(days: Sequence[date], ctx: CoachContext, uow: UnitOfWork, *, low: bool) -> list[Win]:
    """What was done, in numbers of workouts and weeks."""
    today, since = ctx.today, ctx.today - WINDOW
    lately = [day for day in days if day > since]
    before = [day for day in days if since - WINDOW < day <= since]
    found = []
    gap = next((at for at in range(len(days) - 1, 0, -1) if days[at] - days[at - 1] >= LONG_GAP), None)
    if gap is not None and today - days[gap] < LONG_GAP:
        found.append(Win(kind="comeback", now=Decimal(len(days) - gap)))
    now, then = await _share(days, today, uow), await _share(days, _monday(today) - timedelta(weeks=WEEKS), uow)
    if now and then and now[0] > then[0]:
        found.append(Win(kind="kept_more", now=Decimal(round(now[0] * 100)), before=Decimal(round(then[0] * 100))))
    if len(lately) > len(before) > 0:
        found.append(Win(kind="more_days", now=Decimal(len(lately)), before=Decimal(len(before))))
    streak = week_streak(days, today).current
    if streak >= STREAK_WORTH_A_WORD and not low:
        found.append(Win(kind="streak", now=Decimal(streak)))
    this_week = sum(day >= _monday(today) for day in days)
    if this_week:
        found.append(Win(kind="this_week", now=Decimal(this_week)))
    return [*found, Win(kind="month", now=Decimal(len(lately)))]


async def _share(days: Sequence[date], today: date, uow: UnitOfWork) -> tuple[float, Tier] | None:
    """How much was done of what the person means to do, in the four full weeks before; None where nothing says so or before the first.

    Weeks with an excused miss are left out.
    """
    per_week = await planned_per_week(uow)
    weeks = [_monday(today) - timedelta(weeks=back) for back in range(1, WEEKS + 1)]
    weeks = [week for week in weeks if days and days[0] < week + timedelta(days=7)]
    excused = {_monday(day) for day in await excused_days(uow, today)} if weeks and per_week else set()
    planned: list[PlannedDay] = []
    for week in weeks:
        if week not in excused:
            done = sum(week <= day < week + timedelta(days=7) for day in days)
            planned += [PlannedDay(week, done=place < done) for place in range(per_week or 0)]
    found = adherence(planned)
    return None if isinstance(found, Unknown) else (found.share, found.tier)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


class ShowWinsArgs(Args):
    pass


class WinsShown(Result):
    """What was achieved lately, the best first and what was told before last; `total_days` is every day with a workout.

    `total_days` is None where no counting is wanted.
    """

    wins: list[Win]
    total_days: int | None


@tool(agent="motivation", kind="read")
async def show_wins(args: ShowWinsArgs, ctx: CoachContext, uow: UnitOfWork) -> WinsShown:
    """Tell what the person has achieved lately, from their log: records, first times, regularity, a return, goals they reached."""
    found = await wins(ctx, uow)
    total = None if await are_body_numbers_hidden(uow, ctx.today) else (await regularity(ctx, uow)).total_days
    worth_telling = [win for win in found if win.kind not in ("this_week", "month", "total")] or found
    return WinsShown(wins=worth_telling[:MOST_SHOWN], total_days=total)


TOOLS = (show_wins,)
