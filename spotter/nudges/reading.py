"""Reads a person for the rules: what they did lately, what their plan has, and what the tools make of their log."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from spotter.catalogue.exercises import exercises
from spotter.coaching.ages import known_age
from spotter.coaching.health_trend import HealthTrend, health_trend
from spotter.language.understanding import Locale, Units
from spotter.language.wording.nudges import HABIT_DAYS
from spotter.nudges.situation import (
    DueWorkout,
    EasyWeek,
    LastWeek,
    PossibleBest,
    ReachedLately,
    Situation,
    StalledLift,
    Told,
    WeekStreak,
)
from spotter.store.queries import lately
from spotter.store.queries.facts import latest_barrier
from spotter.store.queries.goals import workout_days
from spotter.store.queries.metrics import are_body_numbers_hidden, latest_metric, metrics_between
from spotter.store.queries.people import person_of
from spotter.store.queries.plans import Course, active_course, open_pauses
from spotter.store.queries.turns import Lease
from spotter.store.queries.underway import workout_underway
from spotter.store.queries.workouts import EXCUSES
from spotter.store.tables import Profile, User
from spotter.store.uow import Store, UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.goals import BODY_KINDS
from spotter.tools.lifts import ExerciseRef
from spotter.tools.progress import ProgressShown, ShowProgressArgs, show_progress
from spotter.tools.training_load import CheckLoadArgs, LoadChecked, check_load
from spotter.tools.weeks import ShowStreakArgs, StreakShown, WeeklySummaryArgs, WeekShown, show_streak, weekly_summary

MISSED_DAYS = 14  # looked back for planned days that went by
USUAL_HOUR_WEEKS, ENOUGH_WORKOUTS = 12, 3
CURRENT_DAYS = 21  # without training for longer, nothing stalls and no rest is due
LIFTS_TRIED = 4
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one person on one day. `ctx` is that of a turn that does not run: the tools that read need it, and write nothing."""

    ctx: CoachContext
    uow: UnitOfWork
    user: User
    told: Mapping[str, Told]

    @classmethod
    async def of(cls, store: Store, uow: UnitOfWork, told: Mapping[str, Told]) -> Reader:
        """Somebody, as they are known."""
        user, profile = await person_of(uow)
        return cls(context_of(store, uow, user, profile), uow, user, told)

    async def situation(self) -> Situation:
        """All that the rules look at."""
        ctx, uow, today = self.ctx, self.uow, self.ctx.today
        days = [day for day in await workout_days(uow) if day <= today]
        course = await active_course(uow)
        due, missed = self._due(course), self._missed(course, days)
        hidden = await are_body_numbers_hidden(uow, today)
        is_current = bool(days) and (today - days[-1]).days <= CURRENT_DAYS
        easy_week = await self._easy_week() if is_current else None
        reminded = await lately.reminder_kinds(uow)
        weight = await latest_metric(uow, "weight")
        barrier = await latest_barrier(uow)
        return Situation(
            now=ctx.now,
            came_on=self.user.created_at.astimezone(ctx.zone).date(),
            is_underway=await workout_underway(uow) is not None,
            is_resting=await self._is_resting(course),
            numbers_hidden=hidden,
            has_plan=course is not None,
            due=due,
            missed=missed,
            workout_days=days,
            usual_hour=await self._usual_hour(),
            has_workout_reminder="workout" in reminded,
            has_meal_reminder="meal" in reminded,
            meal_days=await lately.meal_days(uow, today - timedelta(days=HABIT_DAYS)),
            weighs_for_a_goal=not hidden and await lately.has_open_goal(uow, "body_weight"),
            last_weigh_in=weight.measured_on if weight else None,
            reached=await self._reached(hidden=hidden),
            best=await self._best(course, due) if is_current and due is not None and due.on == today and not hidden else None,
            stalled=await self._stalled() if is_current and easy_week is None else None,
            easy_week=easy_week,
            streak=await self._streak() if today.weekday() >= FRIDAY and not hidden and days else None,
            week=await self._week() if today.weekday() == 0 and not hidden and days else None,
            trend=await self._trend(),
            barrier=barrier.barrier if barrier else None,
            told=self.told,
        )

    def _due(self, course: Course | None) -> DueWorkout | None:
        planned = next(course.schedule(self.ctx.today), None) if course else None
        if course is None or planned is None:
            return None
        day = planned.stored.day
        return DueWorkout(course.plan.id, planned.stored.id, planned.on, day.name, len(day.slots))

    def _missed(self, course: Course | None, days: Sequence[date]) -> list[date]:
        """The plan's days since the last workout, and since the day it began, that went by without one."""
        if course is None:
            return []
        today = self.ctx.today
        began = max([course.plan.started_on, *days[-1:]])
        first = max(began + timedelta(days=1), today - timedelta(days=MISSED_DAYS))
        gone = (first + timedelta(days=n) for n in range((today - first).days))
        return [day for day in gone if course.plan.weekdays and course.is_training_day(day) and not course.is_excused(day)]

    async def _is_resting(self, course: Course | None) -> bool:
        """Whether training rests for a reason: the plan pauses, or the last planned workout was missed for an excuse lately."""
        if course is None:
            return bool(await open_pauses(self.uow, self.ctx.today))
        if course.rests_until(self.ctx.today) is not None:
            return True
        newest = max(course.missed, key=lambda one: one.on, default=None)
        if newest is None or newest.reason not in EXCUSES or (self.ctx.today - newest.on).days > 7:
            return False
        return all(done.performed_on <= newest.on for done in course.done)

    async def _usual_hour(self) -> int | None:
        """The hour of the wall clock at which workouts that were written down on their day began, or were told; None below three."""
        first = self.ctx.today - timedelta(weeks=USUAL_HOUR_WEEKS)
        local = [(day, at.astimezone(self.ctx.zone)) for day, at in await lately.logged_moments(self.uow, first)]
        hours = [at.hour for day, at in local if at.date() == day]
        return round(statistics.median(hours)) if len(hours) >= ENOUGH_WORKOUTS else None

    async def _reached(self, *, hidden: bool) -> list[ReachedLately]:
        found = await lately.goals_reached(self.uow, self.uow.now - timedelta(days=5))
        told = [one for one in found if not (hidden and one.kind in BODY_KINDS)]
        return [ReachedLately(one.goal_id, one.text, one.closed_at.astimezone(self.ctx.zone).date()) for one in told]

    async def _best(self, course: Course | None, due: DueWorkout | None) -> PossibleBest | None:
        """The likeliest best among the first lifts of today's workout."""
        stored = next((day for block in course.stored.days for day in block if due and day.id == due.day_id), None) if course else None
        found = []
        for slot in stored.day.slots[:LIFTS_TRIED] if stored else ():
            exercise = ExerciseRef(key=slot.exercise, name=exercises()[slot.exercise].name["en"])
            shown = cast(ProgressShown, await show_progress.run(ShowProgressArgs(exercise=exercise), self.ctx, self.uow))
            chance = shown.lifts[0].chance if shown.lifts else None
            if chance is not None:
                found.append(PossibleBest(slot.exercise, chance.load_kg, chance.reps, round(chance.share, 2)))
        return max(found, key=lambda one: one.share, default=None)

    async def _stalled(self) -> StalledLift | None:
        shown = cast(ProgressShown, await show_progress.run(ShowProgressArgs(), self.ctx, self.uow))
        stalled = [(one.exercise.key, one.stalled_days) for one in shown.lifts]
        return next((StalledLift(key, days) for key, days in stalled if key in exercises() and days is not None and key), None)

    async def _easy_week(self) -> EasyWeek | None:
        found = cast(LoadChecked, await check_load.run(CheckLoadArgs(), self.ctx, self.uow))
        return EasyWeek(tuple(found.reasons)) if found.is_due and not found.is_easy_planned else None

    async def _streak(self) -> WeekStreak | None:
        found = cast(StreakShown, await show_streak.run(ShowStreakArgs(), self.ctx, self.uow))
        return None if found.is_hidden or not found.planned else WeekStreak(found.weeks, found.this_week, found.planned)

    async def _week(self) -> LastWeek:
        found = cast(WeekShown, await weekly_summary.run(WeeklySummaryArgs(week="last"), self.ctx, self.uow))
        return LastWeek(found.monday, found.totals.days, found.planned, found.totals.sets, len(found.records), found.tier)

    async def _trend(self) -> HealthTrend | None:
        first = self.ctx.today - timedelta(days=36)
        for metric in ("resting_hr", "sleep"):
            rows = [(one.measured_on, float(one.value)) for one in await metrics_between(self.uow, metric, first, self.ctx.today)]
            if found := health_trend(cast(Any, metric), rows, self.ctx.today):
                return found
        return None


def context_of(store: Store, uow: UnitOfWork, user: User, profile: Profile) -> CoachContext:
    """The frame in which tools read for somebody who said nothing."""
    zone = ZoneInfo(user.time_zone)
    now: datetime = uow.now.astimezone(zone)
    return CoachContext(
        lease=Lease("", user.id, 0),
        conversation_id="",
        channel="app",
        locale=cast(Locale, user.locale),
        units=cast(Units, user.units),
        country=user.country,
        zone=zone,
        now=now,
        store=store,
        age_years=known_age(profile.birth_date, profile.conditions, now.date()),
        conditions=frozenset(str(condition) for condition in profile.conditions or ()),
    )
