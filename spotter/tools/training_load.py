"""How much training there was: hard sets for each muscle, the load of the weeks, and whether an easy week is due."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Sequence
from itertools import groupby, takewhile
from typing import Any, Literal, cast

from spotter.catalogue.exercises import exercises
from spotter.coaching.load import Balance, Monotony, balance, is_ramping_fast, monotony, session_load, weeks_since_easy
from spotter.coaching.plateau import DELOAD_DAYS, Checkin, Stall, advise_deload, detect_stall
from spotter.coaching.readiness import Readiness, readiness_score
from spotter.coaching.strength import reserve_of
from spotter.coaching.volume import (
    Level,
    MuscleSets,
    TimedSets,
    band_of,
    banded_groups,
    counts_for_volume,
    group_shares,
    session_minutes,
    weekly_sets,
)
from spotter.language.wording.training_load import load_chart
from spotter.language.wording.weeks import muscle_table
from spotter.messages import Block
from spotter.store.queries.metrics import latest_metric
from spotter.store.queries.people import profile_of
from spotter.store.queries.plans import active_course, readiness_checks
from spotter.store.queries.workouts import LoggedSet, sets_between, workouts_between
from spotter.store.tables import Workout
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef, exposures, lifts_of
from spotter.tools.readiness import answers_of
from spotter.tools.spec import Args, Offer, Result, tool

WEEK = dt.timedelta(weeks=1)
WEEKS_READ = 12
USUAL_REST_S = 120  # between sets, where nobody told how long the workout took
CURRENT_DAYS = 21

Muscle = Literal["chest", "back", "quads", "hamstrings", "glutes", "delts", "biceps", "triceps", "calves", "abs"]


class ShowVolumeArgs(Args):
    muscle: Muscle | None = None
    week: Literal["this", "last"] = "this"


class MuscleVolume(Result):
    """Hard sets of a week, direct ones whole and indirect ones half, on how many days, and the usual band of the person's level."""

    sets: float
    days: int
    low: int
    high: int


class VolumeShown(Result):
    week: Literal["this", "last"]
    muscle: Muscle | None
    muscles: dict[str, MuscleVolume]


def _volume_cards(result: VolumeShown, ctx: CoachContext) -> list[Block]:
    told = {group: one.sets for group, one in result.muscles.items()}
    return [muscle_table(told, ctx.style)] if result.muscle is None and told else []


@tool(agent="progress", kind="read", cards=_volume_cards)
async def show_volume(args: ShowVolumeArgs, ctx: CoachContext, uow: UnitOfWork) -> VolumeShown:
    """Show how many hard sets each muscle, or one, got this week or the last, on how many days, against the usual band."""
    monday = ctx.today - dt.timedelta(days=ctx.today.weekday()) - (WEEK if args.week == "last" else dt.timedelta())
    hard = _hard(await sets_between(uow, monday, monday + WEEK - dt.timedelta(days=1)))
    level = cast(Level, (await profile_of(uow)).level or "beginner")
    total = weekly_sets(MuscleSets(exercises()[one.exercise_key or ""].muscles, 1) for one in hard)
    groups = [args.muscle] if args.muscle else [group for group in banded_groups() if total.get(group)]
    found = {}
    for group in groups:
        days = {one.performed_on for one in hard if group in group_shares(exercises()[one.exercise_key or ""].muscles)}
        low, high = band_of(group, level) or (0, 0)
        found[group] = MuscleVolume(sets=total.get(group, 0.0), days=len(days), low=low, high=high)
    return VolumeShown(week=args.week, muscle=args.muscle, muscles=found)


def _hard(sets: Sequence[LoggedSet]) -> list[LoggedSet]:
    return [
        one for one in sets if one.kind != "warmup" and one.reps and counts_for_volume(one.reps) and (one.exercise_key or "") in exercises()
    ]


class CheckLoadArgs(Args):
    pass


class WeekLoad(Result):
    """A week from Monday on: session RPE x minutes summed, None where no effort was told, and work sets."""

    monday: dt.date
    load: float | None
    sets: int


class LoadChecked(Result):
    """The load of the last weeks and whether an easy week is due, with what speaks for it.

    `reasons` are codes: lifts_stalled, readiness_low, weeks_since_last. `monotony` and `strain` are of the last seven days, fitness (42
    days), fatigue (7 days) and form of all. `assumed` workouts had no effort told and were given the person's own median. `easy_until`
    is the last of the days that are offered as an easy week: where one is due and the plan has none in them yet
    (`is_easy_planned`).
    """

    weeks: list[WeekLoad]
    monotony: float | None
    strain: float | None
    fitness: float | None
    fatigue: float | None
    form: float | None
    is_ramping: bool
    assumed: int
    is_due: bool
    reasons: list[str]
    stalled: list[ExerciseRef]
    low_checkins: int
    checkins: int
    weeks_since_easy: int | None
    last_on: dt.date | None
    easy_until: dt.date | None = None
    is_easy_planned: bool = False


def _load_cards(result: LoadChecked, ctx: CoachContext) -> list[Block]:
    return [load_chart(result.model_dump(), ctx.style)] if any(week.load for week in result.weeks) else []


def _easy_week(result: LoadChecked) -> Offer | None:
    return None if result.easy_until is None else Offer("adjust_workouts", {"last": result.easy_until.isoformat(), "lighter": True})


@tool(agent="progress", kind="read", cards=_load_cards, training=True, offers=_easy_week)
async def check_load(args: CheckLoadArgs, ctx: CoachContext, uow: UnitOfWork) -> LoadChecked:
    """Check the training load (monotony, fitness, fatigue, form) and whether an easy week, a deload, is due, and why."""
    monday = ctx.today - dt.timedelta(days=ctx.today.weekday())
    first = monday - WEEKS_READ * WEEK
    sets = await sets_between(uow, first, ctx.today)
    loads, assumed = _daily_loads(sets, await workouts_between(uow, first, ctx.today))
    body = await latest_metric(uow, "weight")
    current = [lift for lift in lifts_of(sets) if (ctx.today - lift.days[-1]).days <= CURRENT_DAYS]
    stalls = [(lift.exercise, detect_stall(exposures(lift, body.value if body else None))) for lift in current]
    stalled = [exercise for exercise, stall in stalls if isinstance(stall, Stall) and stall.is_stalled]
    checkins = await _checkins(ctx, uow)
    weeks = _weeks(sets, loads, monday)
    began = next((place for place, week in enumerate(weeks) if week.sets), len(weeks))
    since = weeks_since_easy([week.sets for week in weeks[began:-1]])
    advice = advise_deload(len(stalled), checkins, len(weeks[began:-1]) if since is None else since, ctx.today)
    week = monotony([loads.get(ctx.today - dt.timedelta(days=back), 0.0) for back in range(7, 0, -1)]) if loads else None
    form = balance(_every_day(loads, ctx.today)) if loads else None
    ramp = is_ramping_fast(weeks[-2].load or 0, weeks[-3].load or 0)
    return LoadChecked(
        weeks=weeks[-6:],
        monotony=round(week.monotony, 1) if isinstance(week, Monotony) else None,
        strain=round(week.strain) if isinstance(week, Monotony) else None,
        fitness=round(form.fitness) if isinstance(form, Balance) else None,
        fatigue=round(form.fatigue) if isinstance(form, Balance) else None,
        form=round(form.form) if isinstance(form, Balance) else None,
        is_ramping=ramp is True,
        assumed=assumed,
        is_due=advice.is_due,
        reasons=list(advice.reasons),
        stalled=stalled,
        low_checkins=cast(int, advice.provenance.inputs["low_checkins"]),
        checkins=len(checkins),
        weeks_since_easy=since,
        last_on=sets[-1].performed_on if sets else None,
        **await _easy_days_ahead(ctx, uow) if advice.is_due else {},
    )


async def _easy_days_ahead(ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any]:
    """Whether a workout of the next seven days is easy already, else the last of these days; neither where none is planned."""
    course, last = await active_course(uow), ctx.today + dt.timedelta(days=DELOAD_DAYS - 1)
    if course is None:
        return {}
    coming = list(takewhile(lambda one: one.on <= last, course.schedule(ctx.today)))
    is_easy = any(one.stored.is_easy or any(row.is_lighter for row in course.adjustments_on(one.on)) for one in coming)
    return {"is_easy_planned": is_easy, "easy_until": last if coming and not is_easy else None}


async def _checkins(ctx: CoachContext, uow: UnitOfWork) -> list[Checkin]:
    checks = await readiness_checks(uow, ctx.today - 2 * WEEK, ctx.today)
    scores = [(day, readiness_score(answers_of(list(same)))) for day, same in groupby(checks, key=lambda check: check.checked_on)]
    return [Checkin(day, score.score) for day, score in scores if isinstance(score, Readiness)]


def _daily_loads(sets: Sequence[LoggedSet], rows: Sequence[Workout]) -> tuple[dict[dt.date, float], int]:
    """The load of each day with training, and how many workouts were given the person's median effort; nothing where none was ever told.

    How hard the whole workout was counts before how hard its sets were.
    """
    minutes, rated = {one.id: one.duration_s for one in rows}, {one.id: one.effort for one in rows}
    workouts = {key: list(done) for key, done in groupby(sets, key=lambda one: one.workout_id)}
    efforts = {key: _effort(done) if (rpe := rated.get(key)) is None else float(rpe) for key, done in workouts.items()}
    told = {key: rpe for key, rpe in efforts.items() if rpe is not None}
    if not told:
        return {}, 0
    usual, days = statistics.median(told.values()), dict[dt.date, float]()
    for key, done in workouts.items():
        seconds = minutes.get(key) or sum(one.duration_s or 0 for one in done)
        took = seconds / 60 or session_minutes(TimedSets(1, one.reps, one.duration_s, USUAL_REST_S) for one in done)
        load = session_load(told.get(key, usual), took)
        days[done[0].performed_on] = days.get(done[0].performed_on, 0.0) + (load if isinstance(load, float) else 0.0)
    return days, len(workouts) - len(told)


def _effort(done: Sequence[LoggedSet]) -> float | None:
    felt = [
        reserve_of(rir=None if one.rir is None else float(one.rir), rpe=None if one.rpe is None else float(one.rpe))
        for one in done
        if one.kind != "warmup"
    ]
    known = [10 - reserve for reserve in felt if reserve is not None]
    return statistics.fmean(known) if known else None


def _weeks(sets: Sequence[LoggedSet], loads: dict[dt.date, float], monday: dt.date) -> list[WeekLoad]:
    found = []
    for back in range(WEEKS_READ, -1, -1):
        start = monday - back * WEEK
        work = sum(1 for one in sets if start <= one.performed_on < start + WEEK and one.kind != "warmup")
        load = sum(value for day, value in loads.items() if start <= day < start + WEEK)
        found.append(WeekLoad(monday=start, load=round(load) if loads else None, sets=work))
    return found


def _every_day(loads: dict[dt.date, float], today: dt.date) -> list[float]:
    first = min(loads)
    return [loads.get(first + dt.timedelta(days=n), 0.0) for n in range((today - first).days + 1)]


TOOLS = (show_volume, check_load)
