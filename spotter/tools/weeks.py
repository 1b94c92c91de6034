"""The training week: what was done against the plan, and how long the run of good weeks is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from spotter.catalogue.exercises import exercises
from spotter.coaching.adherence import Tier, day_streak, tier_of, week_streak
from spotter.coaching.volume import MuscleSets, banded_groups, counts_for_volume, weekly_sets
from spotter.language.wording.weeks import muscle_table, week_bar
from spotter.messages import Block
from spotter.store.queries.facts import latest_barrier
from spotter.store.queries.metrics import are_body_numbers_hidden
from spotter.store.queries.workouts import (
    LoggedSet,
    excused_days,
    planned_per_week,
    sets_between,
    workout_days,
    workouts_between,
    workouts_so_far,
)
from spotter.store.uow import UnitOfWork
from spotter.tools.barriers import ask_what_is_in_the_way
from spotter.tools.context import CoachContext
from spotter.tools.kept import kept, whole_log
from spotter.tools.lifts import RecordFact, beaten_records, lifts_of
from spotter.tools.spec import Args, Offer, Result, tool

WEEK = dt.timedelta(weeks=1)
ADHERENCE_WEEKS = 4


class ShowStreakArgs(Args):
    pass


class StreakShown(Result):
    """Weeks in a row with the planned number of workouts (one where nothing is planned), and the last four weeks against the plan.

    `is_hidden` where a safety hold asks for no counting; `barrier` is what the person said last keeps them from training.
    """

    weeks: int
    longest_weeks: int
    days: int
    this_week: int
    planned: int | None
    done_of_due: tuple[int, int] | None
    tier: Tier | None
    last_on: dt.date | None
    is_hidden: bool
    barrier: str | None = None


def _ask_after_streak(result: StreakShown) -> Offer | None:
    return ask_what_is_in_the_way(result.barrier) if result.tier == "low" and not result.is_hidden else None


@tool(agent="progress", kind="read", offers=_ask_after_streak)
async def show_streak(args: ShowStreakArgs, ctx: CoachContext, uow: UnitOfWork) -> StreakShown:
    """Show the streak: weeks in a row with the planned workouts, the longest one, and how much of the plan was done lately."""
    days, planned = await workout_days(uow), await planned_per_week(uow)
    days = [day for day in days if day <= ctx.today]
    excused = await excused_days(uow, ctx.today)
    weeks = week_streak(days, ctx.today, per_week=planned or 1, excused_weeks=excused)
    monday = ctx.today - dt.timedelta(days=ctx.today.weekday())
    done_of_due = _kept(days, excused, planned, monday)
    return StreakShown(
        weeks=weeks.current,
        longest_weeks=weeks.longest,
        days=day_streak(days, ctx.today).current,
        this_week=len([day for day in days if day >= monday]),
        planned=planned,
        done_of_due=done_of_due,
        tier=tier_of(done_of_due[0] / done_of_due[1]) if done_of_due else None,
        last_on=days[-1] if days else None,
        is_hidden=await are_body_numbers_hidden(uow, ctx.today),
        barrier=await _barrier(uow),
    )


async def _barrier(uow: UnitOfWork) -> str | None:
    told = await latest_barrier(uow)
    return told.barrier if told else None


def _kept(days: list[dt.date], excused: list[dt.date], planned: int | None, monday: dt.date) -> tuple[int, int] | None:
    """Workouts done and due in the four full weeks before `monday`, weeks with an excuse and those before the log began left out."""
    done = due = 0
    for back in range(1, ADHERENCE_WEEKS + 1):
        start = monday - back * WEEK
        week = [day for day in days if start <= day < start + WEEK]
        if not planned or not days or days[0] >= start + WEEK or any(start <= day < start + WEEK for day in excused):
            continue
        done += min(len(week), planned)
        due += planned
    return (done, due) if due else None


class WeeklySummaryArgs(Args):
    week: Literal["this", "last"] = "this"


class WeekTotals(Result):
    """Workout days, exercises, sets without warm-ups, kg x repetitions, and minutes where they were told."""

    days: int
    exercises: int
    sets: int
    tonnage_kg: float
    minutes: int


class WeekShown(Result):
    """A week from Monday on against its plan and the week before. `tier` is given once the week is over or its plan is full.

    `completion` is done over planned workouts, 0 to 1. `number` counts weeks since the first workout from 1, `total_days` those with one;
    both are left out where no counting is wanted. A week with an excused miss has no tier. `barrier` is what the person said last keeps
    them from training.
    """

    week: Literal["this", "last"]
    monday: dt.date
    planned: int | None
    totals: WeekTotals
    before: WeekTotals
    muscles: dict[str, float]
    records: list[RecordFact]
    completion: float | None
    tier: Tier | None
    number: int | None
    total_days: int | None
    barrier: str | None = None


def _ask_after_week(result: WeekShown) -> Offer | None:
    """Ask what was in the way of a week that is over with less than half done, or with nothing."""
    is_empty = result.week == "last" and result.totals.days == 0
    return ask_what_is_in_the_way(result.barrier) if (result.tier == "low" or is_empty) and result.number is not None else None


def _cards(result: WeekShown, ctx: CoachContext) -> list[Block]:
    style = ctx.style
    bar: list[Block] = [week_bar(result.totals.days, result.planned, style)] if result.planned else []
    return [*bar, muscle_table(result.muscles, style)] if result.muscles else bar


@tool(agent="progress", kind="read", cards=_cards, offers=_ask_after_week)
async def weekly_summary(args: WeeklySummaryArgs, ctx: CoachContext, uow: UnitOfWork) -> WeekShown:
    """Sum up this week or the last: workouts against the plan, sets, kilograms moved, time, records, sets per muscle."""
    monday = ctx.today - dt.timedelta(days=ctx.today.weekday()) - (WEEK if args.week == "last" else dt.timedelta())
    sunday = monday + WEEK - dt.timedelta(days=1)
    sets = await kept(uow, ("between", monday - WEEK, sunday), lambda: sets_between(uow, monday - WEEK, sunday))
    mine = [one for one in sets if one.performed_on >= monday]
    durations = {one.id: one.duration_s or 0 for one in await workouts_between(uow, monday - WEEK, sunday) if one.status != "missed"}
    planned = await planned_per_week(uow)
    totals = _totals(mine, durations)
    excused = any(monday <= day <= sunday for day in await excused_days(uow, ctx.today))
    so_far = None if await are_body_numbers_hidden(uow, ctx.today) else await workouts_so_far(uow, min(sunday, ctx.today))
    is_over = args.week == "last" or (planned is not None and totals.days >= planned)
    return WeekShown(
        week=args.week,
        monday=monday,
        planned=planned,
        totals=totals,
        before=_totals([one for one in sets if monday - WEEK <= one.performed_on < monday], durations),
        muscles=_muscles(mine),
        records=await kept(uow, ("records", monday, sunday), lambda: _records(monday, mine, uow)),
        completion=min(1.0, totals.days / planned) if planned else None,
        tier=tier_of(min(1.0, totals.days / planned)) if planned and is_over and not (excused and totals.days < planned) else None,
        number=None if so_far is None else (sunday - so_far[0]).days // 7 + 1,
        total_days=None if so_far is None else so_far[1],
        barrier=await _barrier(uow),
    )


def _totals(sets: list[LoggedSet], durations: dict[str, int]) -> WeekTotals:
    work = [one for one in sets if one.kind != "warmup"]
    tonnage = sum((one.load_kg * one.reps for one in work if one.load_kg is not None and one.load_kg > 0 and one.reps), Decimal(0))
    told = {one.workout_id: durations.get(one.workout_id, 0) for one in sets}
    timed = {workout: seconds or sum(one.duration_s or 0 for one in sets if one.workout_id == workout) for workout, seconds in told.items()}
    return WeekTotals(
        days=len({one.performed_on for one in sets}),
        exercises=len({one.identity for one in sets}),
        sets=len(work),
        tonnage_kg=float(tonnage),
        minutes=round(sum(timed.values()) / 60),
    )


def _muscles(sets: list[LoggedSet]) -> dict[str, float]:
    known = exercises()
    hard = [one for one in sets if one.kind != "warmup" and one.reps and counts_for_volume(one.reps)]
    counted = [MuscleSets(done.muscles, 1) for one in hard if (done := known.get(one.exercise_key or ""))]
    found = weekly_sets(counted)
    return {group: found[group] for group in banded_groups() if found.get(group)}


async def _records(monday: dt.date, mine: list[LoggedSet], uow: UnitOfWork) -> list[RecordFact]:
    before = [one for one in await whole_log(uow) if one.performed_on < monday]
    old = {lift.exercise.identity: lift.sets for lift in lifts_of(before)}
    found = [beaten_records(old.get(new.exercise.identity, ()), new.sets, new.exercise) for new in lifts_of(mine)]
    return [fact for facts in found for fact in facts]


TOOLS = (show_streak, weekly_summary)
