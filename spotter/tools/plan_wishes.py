"""What a plan is asked for: what was said now, what the profile holds, what hurts and what was lifted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal, cast

from pydantic import Field

from spotter.catalogue.exercise_search import resolve_exercise
from spotter.catalogue.exercises import exercises
from spotter.coaching.ages import is_minor, known_age
from spotter.coaching.injury import Sore, answer_to_pain, is_stressed
from spotter.coaching.limits import LIMITS
from spotter.coaching.planning.request import PlanRequest
from spotter.coaching.prescription import Goal
from spotter.coaching.volume import Level
from spotter.errors import ToolError
from spotter.language.body_parts import find_region
from spotter.language.calendar_words import level as accent_free
from spotter.language.wording import Style
from spotter.store.queries.injuries import open_injuries
from spotter.store.queries.people import person_of
from spotter.store.queries.recommendations import taste
from spotter.store.queries.workouts import sets_between
from spotter.store.tables import Profile
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.injury_swaps import sore_regions
from spotter.tools.planned_loads import E1RM_WINDOW, best_e1rms
from spotter.tools.profile import known_equipment
from spotter.tools.spec import Args

DEFAULTS = {"goal": "general", "level": "beginner", "days_per_week": 3, "minutes": 60, "equipment": ["gym"]}
# Goals that ask for what a growing body should not be asked for: near-maximal loads, losing weight (AAP 2016, 2020)
NOT_FOR_MINORS = ("strength", "weight_loss")


class ProposePlanArgs(Args):
    goal: Goal | None = None
    days_per_week: int | None = Field(default=None, ge=LIMITS["days_per_week"].low, le=LIMITS["days_per_week"].high)
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] | None = Field(default=None, min_length=1, max_length=7, description="0 is Monday.")
    minutes: int | None = Field(default=None, ge=LIMITS["minutes_per_workout"].low, le=LIMITS["minutes_per_workout"].high)
    equipment: list[str] | None = Field(default=None, max_length=40, description="Such as dumbbell, band, full gym, none.")
    level: Level | None = None
    avoid: list[str] = Field(default_factory=list, max_length=20, description="Exercises, movements or body parts.")


@dataclass(frozen=True, slots=True)
class Wishes:
    """A request with what was assumed for it (names of the profile) and what held it back (codes)."""

    request: PlanRequest
    assumed: tuple[str, ...]
    cautions: tuple[str, ...]


async def wishes_of(args: ProposePlanArgs, ctx: CoachContext, uow: UnitOfWork) -> Wishes:
    """Join what is wanted now with what is known; assume the usual where nothing was said."""
    style = ctx.style
    _, profile = await person_of(uow)
    said = args.model_dump(exclude_none=True, exclude={"avoid"})
    weekdays = _weekdays(args, profile)
    if weekdays:
        said["days_per_week"] = len(weekdays)
    if "equipment" in said:
        said["equipment"] = known_equipment(said["equipment"], style)
    known = {name: said.get(name, getattr(profile, name)) for name in DEFAULTS}
    assumed = tuple(name for name in DEFAULTS if known[name] is None)
    wanted = {name: DEFAULTS[name] if known[name] is None else known[name] for name in DEFAULTS}
    cautions, goal = _goal_for(profile, cast(Goal, wanted["goal"]), ctx)
    stop = [sore.region for sore in sore_regions(await open_injuries(uow)) if _stops(sore)]
    history = await sets_between(uow, ctx.today - E1RM_WINDOW, ctx.today)
    request = PlanRequest(
        goal=goal,
        level=cast(Level, wanted["level"]),
        days_per_week=cast(int, wanted["days_per_week"]),
        weekdays=weekdays,
        minutes=cast(int, wanted["minutes"]),
        equipment=frozenset(cast("list[str]", wanted["equipment"])),
        avoid=_avoided(stop) | frozenset(key for word in args.avoid for key in _meant(word, style)),
        dislikes=(await taste(uow, "exercise")).disliked,
        e1rm_kg={} if cautions else best_e1rms(history, ctx.today),
        age=known_age(profile.birth_date, profile.conditions, ctx.today),
    )
    return Wishes(request, assumed, (*cautions, *(("pain_respected",) if stop else ())))


def _weekdays(args: ProposePlanArgs, profile: Profile) -> tuple[int, ...]:
    """The days that were named now, or before unless another number of days is wanted now; 0 = Monday."""
    named = args.weekdays or profile.weekdays or []
    if args.weekdays is None and args.days_per_week not in (None, len(named)):
        return ()
    return tuple(sorted({int(day) for day in named}))


def _goal_for(profile: Profile, goal: Goal, ctx: CoachContext) -> tuple[tuple[Literal["minor"], ...], Goal]:
    if not is_minor(profile.birth_date, profile.conditions, ctx.today):
        return (), goal
    return ("minor",), "general" if goal in NOT_FOR_MINORS else goal


def _stops(sore: Sore) -> bool:
    """Whether a pain keeps exercises out of a plan. What is milder changes the day's workout only."""
    return bool(sore.warning_signs) or (sore.severity is not None and answer_to_pain(sore.severity) == "stop")


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
