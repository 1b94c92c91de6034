"""What a plan is asked for: what was said now, what the profile holds, what hurts and what was lifted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, cast

from pydantic import Field

from spotter.catalogue.exercise_search import resolve_exercise
from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Program
from spotter.coaching.ages import known_age
from spotter.coaching.injury import is_stressed
from spotter.coaching.limits import LIMITS
from spotter.coaching.planning.loads import E1RM_WINDOW, best_lifts
from spotter.coaching.planning.request import Event, PlanRequest
from spotter.coaching.prescription import Goal
from spotter.coaching.safety import LASTING_FLAGS
from spotter.coaching.volume import Level
from spotter.errors import ToolError
from spotter.language.body_parts import find_region
from spotter.language.calendar_words import level as accent_free
from spotter.language.wording import Style
from spotter.store.queries.goals import open_goals
from spotter.store.queries.holds import active_holds
from spotter.store.queries.injuries import open_injuries
from spotter.store.queries.metrics import latest_metric
from spotter.store.queries.people import person_of
from spotter.store.queries.plans import active_course, last_workout_before
from spotter.store.queries.recommendations import taste
from spotter.store.queries.workouts import sets_between
from spotter.store.tables import Goal as GoalRow
from spotter.store.tables import Profile
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.injury_swaps import sore_regions
from spotter.tools.plan_days import minutes_of
from spotter.tools.plan_program import OWN
from spotter.tools.profile import known_equipment
from spotter.tools.spec import Args

DEFAULTS = {"goal": "general", "level": "beginner", "days_per_week": 3, "minutes": 60, "equipment": ["gym"]}
PREGNANCY = "pregnancy"
ROUNDED_TO_MIN = 5


class ProposePlanArgs(Args):
    goal: Goal | None = None
    days_per_week: int | None = Field(default=None, ge=LIMITS["days_per_week"].low, le=LIMITS["days_per_week"].high)
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] | None = Field(default=None, min_length=1, max_length=7, description="0 is Monday.")
    minutes: int | None = Field(default=None, ge=LIMITS["minutes_per_workout"].low, le=LIMITS["minutes_per_workout"].high)
    equipment: list[str] | None = Field(default=None, max_length=40, description="Such as dumbbell, band, full gym, none.")
    level: Level | None = None
    avoid: list[str] = Field(default_factory=list, max_length=20, description="Exercises, movements or body parts.")
    include: list[str] = Field(default_factory=list, max_length=6, description="Exercises that have to be in.")
    only_cardio: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """A request with what was assumed for it (names of the profile)."""

    request: PlanRequest
    assumed: tuple[str, ...]


async def wishes_of(args: ProposePlanArgs, ctx: CoachContext, uow: UnitOfWork, *, is_light: bool) -> Wishes:
    """Join what is wanted now with what is known; assume the usual where nothing was said."""
    style = ctx.style
    _, profile = await person_of(uow)
    said = args.model_dump(exclude_none=True, include=set(DEFAULTS))
    weekdays = _weekdays(args, profile)
    if weekdays:
        said["days_per_week"] = len(weekdays)
    if "equipment" in said:
        said["equipment"] = known_equipment(said["equipment"], style)
    running = await active_course(uow)
    known = {name: said.get(name, getattr(profile, name)) for name in DEFAULTS}
    if running is not None and running.program.key == OWN:
        known = {name: _of_running(running.program).get(name) if value is None else value for name, value in known.items()}
    wanted = {name: DEFAULTS[name] if known[name] is None else known[name] for name in DEFAULTS}
    goal = cast(Goal, "endurance" if args.only_cardio else wanted["goal"])
    if goal == "weight_loss" and LASTING_FLAGS.intersection(profile.conditions or ()):
        raise ToolError(style.phrase("profile.no_weight_loss"))
    goals, tastes = await open_goals(uow), await taste(uow, "exercise")
    lifts = best_lifts(await sets_between(uow, ctx.today - E1RM_WINDOW, ctx.today), ctx.today)
    pulse = await latest_metric(uow, "resting_hr")
    medicated = any("medicine" in row.signals for row in await active_holds(uow))  # some change the pulse: effort by the talk test
    request = PlanRequest(
        goal=goal,
        level=cast(Level, wanted["level"]),
        days_per_week=cast(int, wanted["days_per_week"]),
        weekdays=weekdays,
        minutes=cast(int, wanted["minutes"]),
        equipment=frozenset(cast("list[str]", wanted["equipment"])),
        avoid=frozenset(key for word in args.avoid for key in _meant(word, style)),
        dislikes=tastes.disliked,
        likes=tastes.liked,
        wanted=frozenset(_named(word, style) for word in args.include),
        aims=frozenset(key for one in goals if (key := _aim(one)) is not None),
        # so that the next block brings others beside the main lifts
        last_used=frozenset() if running is None else frozenset(slot.exercise for slot in running.program.slots()),
        e1rm_kg={key: lift.kg for key, lift in lifts.items()},
        doubted_kg={key: lift.doubted_kg for key, lift in lifts.items() if lift.doubted_kg is not None},
        age=known_age(profile.birth_date, profile.conditions, ctx.today),
        sore=tuple(sore_regions(await open_injuries(uow))),
        hold="light" if is_light else "none",
        is_pregnant=PREGNANCY in (profile.conditions or ()),
        event=_event(goals, goal, ctx.today),
        in_pounds=ctx.in_pounds,
        days_away=_days_since(await last_workout_before(uow, ctx.today), ctx.today),
        only_cardio=args.only_cardio,
        resting_bpm=None if pulse is None or medicated else round(pulse.value),
    )
    return Wishes(request, tuple(name for name in DEFAULTS if known[name] is None and not (name == "goal" and args.only_cardio)))


def _aim(goal: GoalRow) -> str | None:
    """The exercise that an open goal is about; of a distance without one it is running."""
    return goal.exercise_key or ("running" if goal.kind == "distance" else None)


def _event(goals: Iterable[GoalRow], goal: Goal, today: date) -> Event | None:
    """The next day that counts: of a distance it is a race, of a load a meet where the plan is for strength."""
    kinds: dict[str, Literal["race", "meet"]] = {"distance": "race"} if goal != "strength" else {"load": "meet"}
    days = [(row.deadline, kinds[row.kind]) for row in goals if row.kind in kinds and row.deadline is not None and row.deadline > today]
    return Event(min(days)[1], (min(days)[0] - today).days // 7) if days else None


def _days_since(last: date | None, today: date) -> int | None:
    return None if last is None else (today - last).days


def _of_running(program: Program) -> dict[str, object]:
    """What was wanted of a plan that was made here still is: its goal, its days, and workouts no longer than now."""
    longest = max(minutes_of(day.slots) for block in program.blocks for day in block.days)
    return {"goal": program.goal, "days_per_week": program.days_per_week, "minutes": -(-longest // ROUNDED_TO_MIN) * ROUNDED_TO_MIN}


def _named(word: str, style: Style) -> str:
    """The exercise that has to be in; `ToolError` where nobody knows it."""
    found = resolve_exercise(word)
    if found is None:
        raise ToolError(style.phrase("plans.unknown_include", what=word))
    return found.exercise.key


def _weekdays(args: ProposePlanArgs, profile: Profile) -> tuple[int, ...]:
    """The days that were named now, or before unless another number of days is wanted now; 0 = Monday."""
    named = args.weekdays or profile.weekdays or []
    if args.weekdays is None and args.days_per_week not in (None, len(named)):
        return ()
    return tuple(sorted({int(day) for day in named}))


def _avoided(regions: Iterable[str]) -> frozenset[str]:
    regions = list(regions)
    return frozenset(key for key, row in exercises().items() if any(is_stressed(row, region) for region in regions))


def _meant(word: str, style: Style) -> frozenset[str]:
    """The exercises that somebody wants to leave out: a movement, a body part or one exercise; `ToolError` where it is none of them."""
    flat = accent_free(word).replace("_", " ").strip()
    pattern = flat.replace(" ", "_").removesuffix("s")
    by_pattern = {key for key, row in exercises().items() if pattern and row.pattern == pattern}
    if by_pattern:
        return frozenset(by_pattern)
    region = find_region(flat)
    if region is not None and region[2] - region[1] >= len(flat) - 3:
        return _avoided([region[0]])
    found = resolve_exercise(word)
    if found is None:
        raise ToolError(style.phrase("plans.unknown_avoid", what=word))
    return frozenset({found.exercise.key})
