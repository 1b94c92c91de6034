"""The programs of the house, open to everybody: browse, what to look at first, and one by week and day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from spotter.api.caching import kept
from spotter.api.deps import Given
from spotter.catalogue.exercises import exercise
from spotter.catalogue.program import Block, CycleDay, Program, Slot
from spotter.catalogue.programs import featured_programs, find_programs, program_of
from spotter.coaching.prescription import Goal, Prescription
from spotter.coaching.volume import Level
from spotter.errors import NotFound
from spotter.language.understanding import Locale

router = APIRouter(prefix="/api/v1/workout-plans", tags=["catalogue"])


class ProgramLine(BaseModel):
    """A program in a list; `version` rises with every change of it."""

    id: str
    version: int
    name: str
    description: str
    goal: Goal
    level: Level
    days_per_week: int
    minutes: int
    weeks: int
    equipment: list[str]


class Dose(BaseModel):
    """Sets of a range of reps with reps in reserve, or of seconds or metres.

    `percent` is the share of the 1RM (0 to 1), `zone` a heart-rate zone (1 to 5).
    """

    sets: int
    reps: list[int] | None
    rir: int | None
    percent: float | None
    load_kg: float | None
    duration_s: int | None
    distance_m: int | None
    zone: int | None
    rest_s: int
    scheme: str


class ExerciseSlot(BaseModel):
    """A place for an exercise, and what may stand in for it. Slots of one `superset` are done in turns."""

    exercise_id: str
    name: str
    role: str
    dose: Dose
    progression: str
    alternatives: list[str]
    superset: str | None


class DayView(BaseModel):
    day: int
    name: str
    exercises: list[ExerciseSlot]


class WeekView(BaseModel):
    week: int
    block: str
    days: list[DayView]


class ProgramView(ProgramLine):
    """A program by week and day. Days follow each other and are not tied to weekdays."""

    plan: list[WeekView]


class ProgramList(BaseModel):
    """A page of programs; `total` counts those on all pages."""

    programs: list[ProgramLine]
    total: int


class Filters(Given):
    lang: Locale = "en"
    goal: Goal | None = None
    level: Level | None = None
    days_per_week: int | None = Field(default=None, ge=1, le=7)
    equipment: list[str] = Field(default=[], max_length=20, description="What there is: only programs that it is enough for.")
    limit: int = Field(default=20, ge=1, le=100)
    offset: int = Field(default=0, ge=0, le=10_000)


@router.get("", summary="Browse the programs", response_model=ProgramList)
async def browse(request: Request, sought: Annotated[Filters, Query()]) -> Response:
    """The programs that suit, the best first: of the goal, not above the level, nearest in days."""
    found = find_programs(sought.goal, sought.level, sought.days_per_week, equipment=sought.equipment)
    page = found[sought.offset : sought.offset + sought.limit]
    return kept(request, ProgramList(programs=[_line(one, sought.lang) for one in page], total=len(found)))


@router.get("/featured", summary="One program of every goal to look at first", response_model=ProgramList)
async def featured(request: Request, lang: Locale = "en") -> Response:
    """Of every goal the program that the most people can begin with."""
    first = featured_programs()
    return kept(request, ProgramList(programs=[_line(one, lang) for one in first], total=len(first)))


@router.get("/{program_id}", summary="One program by week and day", response_model=ProgramView)
async def one(request: Request, program_id: Annotated[str, Path(max_length=80)], lang: Locale = "en") -> Response:
    """Every week of a program, with the days and the exercises of each."""
    found = program_of(program_id)
    if found is None:
        raise NotFound(f"There is no program {program_id!r}. GET /api/v1/workout-plans lists them.")
    return kept(request, ProgramView(**_line(found, lang).model_dump(), plan=weeks_view(found, lang)))


def weeks_view(program: Program, lang: Locale) -> list[WeekView]:
    """A program by week and day."""
    return [_week(number, program.block_of_week(number), lang) for number in range(1, program.weeks + 1)]


def _line(one: Program, lang: Locale) -> ProgramLine:
    same: dict[str, Any] = {name: getattr(one, name) for name in ("version", "goal", "level", "days_per_week", "minutes", "weeks")}
    return ProgramLine(id=one.key, name=one.name[lang], description=one.description[lang], equipment=list(one.equipment), **same)


def _week(number: int, block: Block, lang: Locale) -> WeekView:
    return WeekView(week=number, block=block.name[lang], days=_days(block.days, lang))


def _days(days: Sequence[CycleDay], lang: Locale) -> list[DayView]:
    return [
        DayView(day=place, name=day.name[lang], exercises=[_slot(slot, lang) for slot in day.slots]) for place, day in enumerate(days, 1)
    ]


def _slot(slot: Slot, lang: Locale) -> ExerciseSlot:
    return ExerciseSlot(
        exercise_id=slot.exercise,
        name=exercise(slot.exercise).name[lang],
        role=slot.role,
        dose=_dose(slot.prescription),
        progression=slot.progression.kind,
        alternatives=list(slot.alternatives),
        superset=slot.superset,
    )


def _dose(asked: Prescription) -> Dose:
    return Dose(
        sets=asked.sets,
        reps=None if asked.reps_low is None or asked.reps_high is None else [asked.reps_low, asked.reps_high],
        rir=asked.rir,
        percent=None if asked.percent is None else float(asked.percent),
        load_kg=None if asked.load_kg is None else float(asked.load_kg),
        duration_s=asked.duration_s,
        distance_m=asked.distance_m,
        zone=asked.zone,
        rest_s=asked.rest_s,
        scheme=asked.kind,
    )
