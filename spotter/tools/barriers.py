"""What keeps a person from training: kept in their words, met with what they did all the same, and one way around it if they want it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from pydantic import Field

from spotter.catalogue.exercises import exercises
from spotter.coaching.barriers import FOR_A_WEEK, HOLDS_FOR, SMALL_PLAN_DAYS, SMALL_PLAN_MIN, WAYS, Barrier, Way, shorter_minutes
from spotter.errors import ToolError
from spotter.language.barriers import Told, barrier_names, find_barrier
from spotter.language.understanding import Reading
from spotter.language.validity import validity_of
from spotter.store.queries.facts import FactTold, add_fact, change_fact, latest_barrier
from spotter.store.queries.goals import workout_days
from spotter.store.queries.holds import active_hold
from spotter.store.queries.plans import Course, Planned, active_course
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_change_kinds import ChangePlanArgs
from spotter.tools.plan_changes import change_plan
from spotter.tools.plan_days import minutes_of
from spotter.tools.spec import Args, Offer, Result, tool
from spotter.tools.wins import Win, wins

USUAL_HOUR = 18  # an evening hour; the question names it before anything is kept
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
SOON = timedelta(days=3)  # a week that is nearly over is no week: the next one is meant, too
WEEKDAYS_READ = timedelta(weeks=12)
Weekday = int


class NoteBarrierArgs(Args):
    barrier: Barrier
    text: str | None = Field(default=None, min_length=1, max_length=500, description="The person's own words.")
    weekday: Weekday | None = Field(default=None, ge=0, le=6, description="Of a day that is hard to keep; 0 is Monday.")
    asked: bool = Field(default=False, description="Whether the person asks for help themselves.")


class BarrierNoted(Result):
    """What keeps the person from training, until which day that is taken to hold, and a win of their log to set beside it.

    `is_new` is false where they said it before; `rests` tells that training is stopped for safety.
    """

    barrier: Barrier
    text: str | None
    weekday: Weekday | None
    until: date
    is_new: bool
    win: Win | None
    rests: bool
    asked: bool


def permission(barrier: str, weekday: int | None = None) -> Offer:
    """Whether an idea is wanted: a yes looks for a way around the barrier."""
    return Offer("suggest_way", {"barrier": barrier} | ({} if weekday is None else {"weekday": weekday}))


def barrier_question() -> Offer:
    """What is in the way: the answer is kept as a barrier."""
    options = [[barrier, list(names)] for barrier, names in barrier_names().items()]
    return Offer("note_barrier", {}, awaited={"slot": "barrier", "options": options, "repeats": False, "lead": ""})


def ask_what_is_in_the_way(known: str | None) -> Offer:
    """What to ask somebody who did less than half: what is in the way, or, where they told, whether an idea is wanted."""
    return barrier_question() if known is None else permission(known)


def _asks_permission(result: BarrierNoted) -> Offer | None:
    return None if result.rests or result.asked else permission(result.barrier, result.weekday)


@tool(agent="motivation", kind="write", offers=_asks_permission)
async def note_barrier(args: NoteBarrierArgs, ctx: CoachContext, uow: UnitOfWork) -> BarrierNoted:
    """Keep what the person says keeps them from training (time, energy, fear of the gym ...); advice follows only if they want it."""
    text = " ".join((args.text or "").split()) or None
    held = validity_of(text, Reading(ctx.locale, ctx.units, ctx.now)) if text else None
    ends = held.ends if held and held.ends else ctx.today + HOLDS_FOR
    told = FactTold(
        kind="barrier",
        text=text or ctx.style.phrase(f"barriers.name_{args.barrier}"),
        source_turn_id=ctx.turn_id,
        valid_from=_midnight(held.starts, ctx) if held and held.starts else None,
        expires_at=_midnight(ends, ctx),
        barrier=args.barrier,
    )
    known = await latest_barrier(uow, args.barrier)
    if known is not None and args.weekday is not None and find_barrier(known.text) != Told(args.barrier, args.weekday):
        known = None  # another day is another matter
    if known is None:
        await add_fact(uow, told)
    else:
        await change_fact(uow, known, told)
    hold = await active_hold(uow)
    found = await wins(ctx, uow, low=True)
    return BarrierNoted(
        barrier=args.barrier,
        text=text,
        weekday=args.weekday,
        until=ends - DAY,
        is_new=known is None,
        win=found[0] if found else None,
        rests=hold is not None and hold.blocks_training,
        asked=args.asked,
    )


def _midnight(day: date, ctx: CoachContext) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ctx.zone)


class SuggestWayArgs(Args):
    barrier: Barrier
    weekday: Weekday | None = Field(default=None, ge=0, le=6, description="Of a day that is hard to keep; 0 is Monday.")


class WayFound(Result):
    """One way around a barrier, as the call that carries it out after a yes, and the figures that it is told with.

    `way` is None where nothing is planned that could be changed; `days` are the plan's weekdays then. Minutes; `first` and `last` are days.
    """

    barrier: Barrier
    way: Way | None
    tool: str | None = None
    args: dict[str, Any] = Field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    minutes: int | None = None
    usual_minutes: int | None = None
    exercise_key: str | None = None
    weekday: Weekday | None = None
    instead: Weekday | None = None
    times: int = 0
    days: list[Weekday] = Field(default_factory=list)
    at: datetime | None = None


def _carries_out(result: WayFound) -> Offer | None:
    return None if result.tool is None else Offer(result.tool, result.args, asks_itself=result.way == "another_day")


@tool(agent="motivation", kind="read", training=True, offers=_carries_out)
async def suggest_way(args: SuggestWayArgs, ctx: CoachContext, uow: UnitOfWork) -> WayFound:
    """Suggest one change that gets around what keeps the person from training, made of their own plan; done only after their yes."""
    course = await active_course(uow)
    planned = await latest_barrier(uow, args.barrier)
    until = planned.expires_at.astimezone(ctx.zone).date() - DAY if planned and planned.expires_at else None
    seeker = _Seeker(args, ctx, uow, course, next(course.schedule(ctx.today)) if course else None, until)
    for way in WAYS[args.barrier]:
        found = await _FIND[way](seeker)
        if found is not None:
            return found
    return WayFound(barrier=args.barrier, way=None, weekday=args.weekday, days=list(course.plan.weekdays or ()) if course else [])


@dataclass(frozen=True, slots=True)
class _Seeker:
    """Who looks for a way: the plan with its next workout, and until when the barrier holds."""

    args: SuggestWayArgs
    ctx: CoachContext
    uow: UnitOfWork
    course: Course | None
    coming: Planned | None
    until: date | None

    def adjustment(self, way: Way, told: dict[str, Any], **facts: Any) -> WayFound | None:
        """The coming workouts otherwise: those of a week where the barrier lasts, else the next one alone."""
        if self.coming is None:
            return None
        first = last = self.coming.on
        if self.args.barrier in FOR_A_WEEK:
            first, last = min(first, self.ctx.today), self._end_of_week(first)
        days = {"first": first.isoformat(), "last": last.isoformat()}
        return WayFound(
            barrier=self.args.barrier, way=way, tool="adjust_workouts", args=days | told, first=self.coming.on, last=last, **facts
        )

    def _end_of_week(self, first: date) -> date:
        """The Sunday of the next workout's week, or of the week after where that is nearly over; not beyond what was told."""
        sunday = first + timedelta(days=6 - first.weekday())
        sunday += WEEK if sunday - first < SOON else timedelta()
        short = self.until is not None and first <= self.until < sunday
        return self.until if short and self.until is not None else sunday


async def _shorter(seeker: _Seeker) -> WayFound | None:
    usual = minutes_of(seeker.coming.stored.day.slots) if seeker.coming else None
    minutes = shorter_minutes(usual) if usual else None
    return None if minutes is None else seeker.adjustment("shorter", {"minutes": minutes}, minutes=minutes, usual_minutes=usual)


async def _lighter(seeker: _Seeker) -> WayFound | None:
    return seeker.adjustment("lighter", {"lighter": True})


async def _at_home(seeker: _Seeker) -> WayFound | None:
    return seeker.adjustment("at_home", {"equipment": ["bodyweight"]})


async def _another_exercise(seeker: _Seeker) -> WayFound | None:
    """The last exercise of the next workout that is no main lift: what changes least of the plan and most of the day."""
    slots = seeker.coming.stored.day.slots if seeker.coming else ()
    free = [exercises()[slot.exercise] for slot in slots if slot.role != "main"]
    if not free:
        return None
    old = [one for one in free if one.measure == free[0].measure][-1]
    told = {"exercise": ExerciseRef(key=old.key, name=old.name["en"]).model_dump()}
    return seeker.adjustment("another_exercise", told, exercise_key=old.key)


async def _another_day(seeker: _Seeker) -> WayFound | None:
    """The hard day's workout on the free day on which the person trained most often, where the plan stays sound with it."""
    hard, course = seeker.args.weekday, seeker.course
    if course is None or hard is None or hard not in (course.plan.weekdays or ()):
        return None
    days = await workout_days(seeker.uow, seeker.ctx.today - WEEKDAYS_READ)
    times = {day: sum(one.weekday() == day for one in days) for day in range(7)}
    kept = set(course.plan.weekdays or ()) - {hard}
    free = [day for day in range(7) if day not in kept | {hard}]
    for day in sorted(free, key=lambda day: (-times[day], _neighbours(day, kept), min((day - hard) % 7, (hard - day) % 7), day)):
        weekdays = sorted(kept | {day})
        if await _is_sound(weekdays, seeker):
            told = {"change": "weekdays", "weekdays": weekdays}
            facts = {"weekday": hard, "instead": day, "times": times[day]}
            return WayFound(barrier=seeker.args.barrier, way="another_day", tool="change_plan", args=told, **facts)
    return None


def _neighbours(day: Weekday, others: set[Weekday]) -> int:
    """How many of the other training days stand right beside a day."""
    return len({(day - 1) % 7, (day + 1) % 7} & others)


async def _is_sound(weekdays: list[int], seeker: _Seeker) -> bool:
    if change_plan.confirm is None:
        raise TypeError("change_plan shows what it changes before it does")
    try:
        await change_plan.confirm(ChangePlanArgs(change="weekdays", weekdays=weekdays), seeker.ctx, seeker.uow)
    except ToolError:
        return False
    return True


async def _small_plan(seeker: _Seeker) -> WayFound | None:
    """Two short workouts a week for somebody without a plan, at home where the gym is what is in the way."""
    if seeker.course is not None:
        return None
    told: dict[str, Any] = {"days_per_week": SMALL_PLAN_DAYS, "minutes": SMALL_PLAN_MIN}
    if WAYS[seeker.args.barrier][0] == "at_home":
        told["equipment"] = ["bodyweight"]
    if (hard := seeker.args.weekday) is not None:
        told["weekdays"] = sorted((hard + days) % 7 for days in (1, 4))
    facts = {"minutes": SMALL_PLAN_MIN, "times": SMALL_PLAN_DAYS, "weekday": hard}
    return WayFound(barrier=seeker.args.barrier, way="small_plan", tool="propose_plan", args=told, **facts)


async def _reminder(seeker: _Seeker) -> WayFound | None:
    """Somebody to train with, asked the evening before the next workout, or tomorrow where nothing is planned."""
    now, tomorrow = seeker.ctx.now, seeker.ctx.today + DAY
    day = max(tomorrow, seeker.coming.on - DAY) if seeker.coming else tomorrow
    at = datetime.combine(day, time(USUAL_HOUR), tzinfo=now.tzinfo)
    told = {"text": seeker.ctx.style.phrase("barriers.reminder"), "at": at.isoformat()}
    return WayFound(barrier=seeker.args.barrier, way="reminder", tool="set_reminder", args=told, at=at)


_FIND: dict[Way, Callable[[_Seeker], Awaitable[WayFound | None]]] = {
    "shorter": _shorter,
    "lighter": _lighter,
    "at_home": _at_home,
    "another_exercise": _another_exercise,
    "another_day": _another_day,
    "small_plan": _small_plan,
    "reminder": _reminder,
}

TOOLS = (note_barrier, suggest_way)
