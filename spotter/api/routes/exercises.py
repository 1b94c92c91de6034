"""The catalogue of exercises, open to everybody: browse, filter, search, suggest while typing, and one in detail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from spotter.api.caching import kept
from spotter.api.deps import Given, storable
from spotter.catalogue.check import vocabulary
from spotter.catalogue.exercise import Exercise, Level
from spotter.catalogue.exercise_search import search_exercises
from spotter.catalogue.exercises import exercises
from spotter.coaching.planning.request import has_equipment
from spotter.errors import BadInput, NotFound
from spotter.language.understanding import Locale

router = APIRouter(prefix="/api/v1/exercises", tags=["catalogue"])
Text = Annotated[str, Field(min_length=1, max_length=200)]
LEAST_SCORE = 0.3  # below it an exercise shares some letters with the query and no more
MOST_SEARCHED = 100


class MediaView(BaseModel):
    """A film or a picture of an exercise; only links that are known to be real."""

    kind: Literal["video", "gif"]
    url: str
    title: str
    length_s: int | None
    thumbnail_url: str | None


class ExerciseLine(BaseModel):
    """An exercise in a list. `muscles` are those that it trains foremost, the main one first."""

    id: str
    name: str
    muscles: list[str]
    equipment: list[str]
    difficulty: Level
    goals: list[str]
    pattern: str


class ExerciseView(ExerciseLine):
    """An exercise in detail: what it trains (1 fully, 0.5 in part), which joints it loads, how it is done and the usual mistake."""

    shares: dict[str, float]
    joints: list[str]
    unilateral: bool
    measure: Literal["reps", "time", "distance"]
    how: str
    mistake: str
    other_names: list[str]
    media: list[MediaView]


class ExercisePage(BaseModel):
    """`total` fit; `next_offset` asks for the page that follows and is null on the last one."""

    exercises: list[ExerciseLine]
    total: int
    next_offset: int | None


class Suggestion(BaseModel):
    id: str
    name: str


class Suggestions(BaseModel):
    """What may be meant so far, best first."""

    suggestions: list[Suggestion]


class Filters(Given):
    """Several values of a field mean any of them; an exercise needs no equipment but that named and loads no joint named in `without`."""

    lang: Locale = "en"
    difficulty: list[Level] = Field(default=[], max_length=3)
    goal: list[str] = Field(default=[], max_length=10)
    muscle: list[str] = Field(default=[], max_length=30)
    pattern: list[str] = Field(default=[], max_length=30)
    equipment: list[str] = Field(default=[], max_length=60)
    without: list[str] = Field(default=[], max_length=10)
    offset: int = Field(default=0, ge=0, le=100_000)
    limit: int = Field(default=20, ge=1, le=100)


class Searched(Filters):
    q: Text


class Typed(Given):
    q: Text
    lang: Locale = "en"
    limit: int = Field(default=8, ge=1, le=20)


@router.get("", summary="Browse the exercises", response_model=ExercisePage)
async def browse(request: Request, sought: Annotated[Filters, Query()]) -> Response:
    """All exercises that fit, the most usual first."""
    return kept(request, _page(sorted(_fitting(exercises().values(), sought), key=lambda one: (one.rank, one.key)), sought))


@router.get("/filter", summary="Browse by difficulty, goal, muscle, pattern, equipment and joints to spare", response_model=ExercisePage)
async def narrow(request: Request, sought: Annotated[Filters, Query()]) -> Response:
    """The same list as without `/filter`."""
    return await browse(request, sought)


@router.get("/search", summary="Search by name or description, in English or French, typos and all", response_model=ExercisePage)
async def search(request: Request, sought: Annotated[Searched, Query()]) -> Response:
    """The exercises that fit the text, best first; filters narrow what is found."""
    found = [match.exercise for match in search_exercises(storable(sought.q), limit=MOST_SEARCHED) if match.score >= LEAST_SCORE]
    return kept(request, _page(list(_fitting(found, sought)), sought))


@router.get("/suggest", summary="Suggest names while somebody types", response_model=Suggestions)
async def suggest(request: Request, typed: Annotated[Typed, Query()]) -> Response:
    """Names that begin with what is typed first, then whatever is like it."""
    begun = typed.q.casefold().strip()
    starting = [one for one in exercises().values() if one.name[typed.lang].casefold().startswith(begun)]
    alike = (match.exercise for match in search_exercises(storable(typed.q), limit=typed.limit) if match.score >= LEAST_SCORE)
    found = {one.key: one for one in (*sorted(starting, key=lambda one: one.rank), *alike)}
    told = [Suggestion(id=one.key, name=one.name[typed.lang]) for one in list(found.values())[: typed.limit]]
    return kept(request, Suggestions(suggestions=told))


@router.get("/{exercise_id}", summary="One exercise in detail", response_model=ExerciseView)
async def one(request: Request, exercise_id: Annotated[str, Path(max_length=80)], lang: Locale = "en") -> Response:
    """How an exercise is done, what it trains and what it needs."""
    found = exercises().get(exercise_id)
    if found is None:
        raise NotFound(f"There is no exercise {exercise_id!r}. Search with /api/v1/exercises/search?q=...")
    detail = ExerciseView(
        **_line(found, lang).model_dump(),
        shares=found.muscles,
        joints=list(found.joints),
        unilateral=found.unilateral,
        measure=found.measure,
        how=found.how[lang],
        mistake=found.mistake[lang],
        other_names=list(found.aliases[lang]),
        media=[MediaView(kind=m.kind, url=m.url, title=m.title, length_s=m.length_s, thumbnail_url=m.thumbnail_url) for m in found.media],
    )
    return kept(request, detail)


def _fitting(found: Iterable[Exercise], sought: Filters) -> Iterable[Exercise]:
    for field, kind in (("goal", "goal"), ("muscle", "muscle"), ("pattern", "pattern"), ("equipment", "equipment"), ("without", "joint")):
        unknown = [value for value in getattr(sought, field) if value not in vocabulary()[kind]]
        if unknown:
            raise BadInput(f"{field} knows no {unknown[0]!r}. It knows: {', '.join(sorted(vocabulary()[kind]))}.")
    at_hand = frozenset(sought.equipment)
    return (
        one
        for one in found
        if (not sought.difficulty or one.level in sought.difficulty)
        and (not sought.goal or set(sought.goal) & set(one.goals))
        and (not sought.muscle or set(sought.muscle) & set(_foremost(one)))
        and (not sought.pattern or one.pattern in sought.pattern)
        and (not at_hand or has_equipment(one.equipment, at_hand))
        and not set(sought.without) & set(one.joints)
    )


def _foremost(one: Exercise) -> list[str]:
    """The muscles that it trains fully."""
    return [muscle for muscle, share in one.muscles.items() if share >= 1.0]


def _page(found: list[Exercise], sought: Filters) -> ExercisePage:
    until = sought.offset + sought.limit
    lines = [_line(one, sought.lang) for one in found[sought.offset : until]]
    return ExercisePage(exercises=lines, total=len(found), next_offset=until if until < len(found) else None)


def _line(one: Exercise, lang: Locale) -> ExerciseLine:
    return ExerciseLine(
        id=one.key,
        name=one.name[lang],
        muscles=_foremost(one),
        equipment=list(one.equipment),
        difficulty=one.level,
        goals=list(one.goals),
        pattern=one.pattern,
    )
