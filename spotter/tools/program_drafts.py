"""A program that somebody wrote down, typed or as text, as a program that can be checked and followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Block, CycleDay, Program, Slot, SlotRole
from spotter.coaching.limits import LIMITS
from spotter.coaching.planning.request import LEVELS, NO_PROGRESSION
from spotter.coaching.prescription import Goal, LoadSource, Prescription
from spotter.coaching.progression import ProgressionRule
from spotter.coaching.strength import is_makeable, round_load
from spotter.coaching.volume import Level
from spotter.language.program_text import LONGEST_TEXT, ProgramItem, ProgramText
from spotter.tools.lifts import ExerciseRef
from spotter.tools.plan_program import OWN, in_both
from spotter.tools.spec import Args

USUAL_WEEKS, MOST_WEEKS = 6, 26
MOST_DAYS, MOST_EXERCISES = 7, 20
HEAVY_REPS, STRONG_REPS, GROWING_REPS = 5, 6, 12  # up to so many repetitions: long rests; strength; hypertrophy
HEAVY_REST_S, MAIN_REST_S, ACCESSORY_REST_S = 180, 120, 90  # as programs have it, ACSM 2009
BIG = frozenset({"squat", "hinge", "horizontal_push", "vertical_push", "horizontal_pull", "vertical_pull", "olympic"})
MAIN_PLACES = 2
LABELS = {
    **dict.fromkeys(("push", "pousser", "pousse"), "push"),
    **dict.fromkeys(("pull", "tirer", "tirage"), "pull"),
    **dict.fromkeys(("leg", "legs", "jambe", "jambes"), "legs"),
    **dict.fromkeys(("upper", "upper body", "haut", "haut du corps"), "upper"),
    **dict.fromkeys(("lower", "lower body", "bas", "bas du corps"), "lower"),
    **dict.fromkeys(("full body", "full-body", "fullbody", "corps entier"), "full_body"),
    **dict.fromkeys(("cardio",), "cardio"),
    **dict.fromkeys(("mobility", "mobilite"), "mobility"),
}


class OwnExercise(BaseModel):
    """What a program asks for in one exercise: reps as a range, or s or m; kg, or a share of the 1RM (0 to 1)."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    exercise: ExerciseRef
    sets: int = Field(ge=1, le=40)
    reps_min: int | None = Field(default=None, ge=1, le=50)
    reps_max: int | None = Field(default=None, ge=1, le=50)
    duration_s: int | None = Field(default=None, ge=1, le=6 * 3600)
    distance_m: int | None = Field(default=None, ge=1, le=60_000)
    load_kg: Decimal | None = Field(default=None, gt=0, le=Decimal(str(LIMITS["load_kg"].high)))
    percent: Decimal | None = Field(default=None, ge=Decimal("0.3"), le=1)
    rir: int | None = Field(default=None, ge=0, le=5)
    rest_s: int | None = Field(default=None, ge=0, le=600)


class OwnDay(BaseModel):
    """A day of a program: its weekday (0 = Monday) where it has one, and what it is for ("push", "legs")."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weekday: int | None = Field(default=None, ge=0, le=6)
    label: str = Field(default="", max_length=24)
    exercises: list[OwnExercise] = Field(min_length=1, max_length=MOST_EXERCISES)


class OwnProgramArgs(Args):
    """A program in the person's own words (`text`) or day by day (`days`); one of the two."""

    text: str | None = Field(default=None, max_length=LONGEST_TEXT, description="As the person wrote it: days, exercises, sets x reps.")
    days: list[OwnDay] | None = Field(default=None, min_length=1, max_length=MOST_DAYS)
    weeks: int | None = Field(default=None, ge=1, le=MOST_WEEKS)
    days_per_week: Annotated[int | None, Field(ge=1, le=7)] = None

    @model_validator(mode="after")
    def _one_of_both(self) -> OwnProgramArgs:
        if self.text is not None and self.days is not None:
            raise ValueError("either text or days")
        return self


def days_of(read: ProgramText) -> tuple[list[OwnDay], list[str]]:
    """The days of a text as typed ones, and what of it is not understood or beyond what anybody does, in the person's words.

    What a day has beyond the most exercises is unread, too.
    """
    days, unread = [], list(read.unread)
    for day in read.days:
        typed = [(item, _typed(item)) for item in day.items]
        known = [(item, one) for item, one in typed if one is not None]
        unread += [item.said for item, one in typed if one is None] + [item.said for item, _ in known[MOST_EXERCISES:]]
        if known:
            days.append(OwnDay(weekday=day.weekday, label=day.label, exercises=[one for _, one in known[:MOST_EXERCISES]]))
    return days, unread


def _typed(item: ProgramItem) -> OwnExercise | None:
    exact = {name: None if value is None else str(value) for name, value in (("load_kg", item.load_kg), ("percent", item.percent))}
    told = {name: value for name, value in item._asdict().items() if name != "said"}
    try:
        return OwnExercise.model_validate(told | exact)
    except ValidationError:
        return None


def weekdays_told(days: Sequence[OwnDay]) -> list[int]:
    """The weekdays of the days where every day has one; otherwise nothing."""
    named = [day.weekday for day in days if day.weekday is not None]
    return sorted(named) if len(named) == len(days) else []


def drafted(days: Sequence[OwnDay], *, days_per_week: int | None, weeks: int | None, goal: str | None, level: str | None) -> Program:
    """The days as a program. Goal and level are those told, else read off its repetitions and exercises. Every exercise is known."""
    if weekdays_told(days):
        days = sorted(days, key=lambda day: day.weekday or 0)
    own_level = max((exercises()[str(one.exercise.key)].level for day in days for one in day.exercises), key=LEVELS.index)
    known_level = next((one for one in LEVELS if one == level), own_level)
    names = _names(days)
    cycle = tuple(
        CycleDay(name, tuple(_slot(one, place, known_level) for place, one in enumerate(day.exercises)))
        for name, day in zip(names, days, strict=True)
    )
    length = weeks or USUAL_WEEKS
    return Program(
        key=OWN,
        version=1,
        name={locale: text.replace("%", str(days_per_week or len(days))) for locale, text in in_both("programs.own_name").items()},
        goal=goal if goal in get_args(Goal) else _goal_of(cycle),  # type: ignore[arg-type]
        level=known_level,
        days_per_week=days_per_week or len(days),
        minutes=0,
        description=in_both("programs.own_description"),
        equipment=(),
        blocks=(Block({"en": f"Weeks 1-{length}", "fr": f"Semaines 1-{length}"}, length, cycle),),
    )


def _names(days: Sequence[OwnDay]) -> list[dict[str, str]]:
    """What the days are called, from words of the house: "Push", else "Day A" by their place; the same name twice is numbered."""
    known = [LABELS.get(day.label.lower().strip()) for day in days]
    total, seen = Counter(known), Counter[str | None]()
    names = []
    for place, label in enumerate(known):
        seen[label] += 1
        if label is None:
            names.append({locale: text.replace("%", chr(ord("A") + place)) for locale, text in in_both("programs.day").items()})
        else:
            number = f" {seen[label]}" if total[label] > 1 else ""
            names.append({locale: text + number for locale, text in in_both(f"programs.label_{label}").items()})
    return names


def _slot(one: OwnExercise, place: int, level: Level) -> Slot:
    row = exercises()[str(one.exercise.key)]
    low = one.reps_min or one.reps_max
    high = one.reps_max or one.reps_min
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    role = _role(row, place)
    if low is None:
        kind = "hold" if row.measure == "time" and role != "cardio" else "steady"
        dose = Prescription(
            one.sets,
            load="none",
            kind="interval" if role == "cardio" and one.sets > 1 else kind,  # type: ignore[arg-type]
            rest_s=_rest(one, role, None),
            duration_s=one.duration_s,
            distance_m=one.distance_m,
        )
        return Slot(role, row.key, (), dose, NO_PROGRESSION)
    load, load_kg, percent = _load(one, row)
    dose = Prescription(one.sets, low, high, one.rir, load, percent, load_kg, rest_s=_rest(one, role, high))
    return Slot(role, row.key, (), dose, _progression(row, dose, level))


def _role(row: Exercise, place: int) -> SlotRole:
    if row.pattern == "cardio":
        return "cardio"
    if row.pattern == "mobility":
        return "flow"
    return "main" if row.pattern in BIG and row.load_step_kg > 0 and place < MAIN_PLACES else "accessory"


def _rest(one: OwnExercise, role: SlotRole, reps: int | None) -> int:
    if one.rest_s is not None:
        return one.rest_s
    if role == "main":
        return HEAVY_REST_S if reps is not None and reps <= HEAVY_REPS else MAIN_REST_S
    return 0 if role in ("cardio", "flow") and one.sets == 1 else ACCESSORY_REST_S


def _load(one: OwnExercise, row: Exercise) -> tuple[LoadSource, Decimal | None, Decimal | None]:
    """Where the load comes from: as it was given (to what the equipment can make), a share of the 1RM, or the log."""
    if row.load_step_kg <= 0:
        return "bodyweight", None, None
    if one.percent is not None:
        return "e1rm_percent", None, one.percent
    if one.load_kg is None:
        return "last", None, None
    made = one.load_kg if is_makeable(one.load_kg, row.load_step_kg) else round_load(one.load_kg, Decimal(repr(row.load_step_kg)))
    return ("given", made, None) if made else ("last", None, None)


def _progression(row: Exercise, dose: Prescription, level: Level) -> ProgressionRule:
    """A step more load at fixed repetitions, repetitions first where there is a range (ACSM 2009); a share of the 1RM moves with it."""
    if dose.percent is not None:
        return ProgressionRule("percentage", Decimal(0))
    if row.load_step_kg <= 0:
        return NO_PROGRESSION
    step = Decimal(repr(row.load_step_kg))
    if dose.reps_low != dose.reps_high:
        return ProgressionRule("double", step)
    return ProgressionRule("linear" if level == "beginner" or dose.rir is None else "rir", step)


def _goal_of(days: Sequence[CycleDay]) -> Goal:
    """What a program is for, by its repetitions; without any it is endurance or mobility."""
    slots = [slot for day in days for slot in day.slots]
    reps = sorted(slot.prescription.reps_high for slot in slots if slot.prescription.reps_high is not None)
    if not reps:
        return "mobility" if all(slot.role == "flow" for slot in slots) else "endurance"
    middle = reps[len(reps) // 2]
    return "strength" if middle <= STRONG_REPS else "hypertrophy" if middle <= GROWING_REPS else "general"


def unloaded(days: Sequence[OwnDay]) -> list[ExerciseRef]:
    """The exercises for which a load was given that the house does not count: beside body weight."""
    return [
        one.exercise
        for day in days
        for one in day.exercises
        if (one.load_kg is not None or one.percent is not None) and exercises()[str(one.exercise.key)].load_step_kg <= 0
    ]
