"""What a plan is asked for, and what comes out: a draft with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, Protocol

from spotter.coaching.injury import Sore, answer_to_pain, is_stressed
from spotter.coaching.prescription import Goal, Prescription
from spotter.coaching.progression import ProgressionRule
from spotter.coaching.strength import load_step
from spotter.coaching.volume import Level

Role = Literal["main", "accessory", "cardio", "flow"]
TrainingHold = Literal["none", "light", "stop"]
StepName = Literal["history", "selection", "structure", "progression", "injury", "validation", "explanation"]
ANY_EQUIPMENT = frozenset({"gym", "full_gym", "commercial_gym"})
ALWAYS_THERE = frozenset({"bodyweight", "mat", "wall"})
EITHER_OF = frozenset({"bodyweight", "barbell", "dumbbell", "kettlebell", "cable", "band", "machine", "smith", "ez_bar"})
LEVELS: tuple[Level, ...] = ("beginner", "intermediate", "advanced")
NO_PROGRESSION = ProgressionRule("none", Decimal(0))


class Candidate(Protocol):
    """An exercise that could be planned; the catalogue's `Exercise` fits."""

    @property
    def key(self) -> str: ...
    @property
    def muscles(self) -> dict[str, float]: ...
    @property
    def pattern(self) -> str: ...
    @property
    def equipment(self) -> tuple[str, ...]: ...
    @property
    def level(self) -> Level: ...
    @property
    def goals(self) -> tuple[str, ...]: ...
    @property
    def unilateral(self) -> bool: ...
    @property
    def joints(self) -> tuple[str, ...]: ...
    @property
    def load_step_kg(self) -> float: ...
    @property
    def measure(self) -> Literal["reps", "time", "distance"]: ...
    @property
    def rank(self) -> int: ...
    @property
    def demanding(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Event:
    """A day to be fit for: a race or a meet, in `weeks` whole weeks from now (0: within the next seven days)."""

    kind: Literal["race", "meet"]
    weeks: int


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """The wishes. `minutes` per workout; `avoid` joints, patterns or exercise keys that are ruled out; e1RM in kg by key.

    `weekdays` are the days that were named, 0 = Monday; empty for those that leave the most rest.

    `equipment` holds catalogue words, or `gym` for everything; empty means body weight only.

    `doubted_kg` are e1RMs that were logged and not believed. `wanted` exercises have to be in, `aims` are those of the person's goals,
    `likes` come first where they fit, `emphasis` are muscle groups that get the upper end of their band, `last_used` were in the plan
    before and give way to others.
    `days_away` is how long nothing was trained, None where nobody knows. `in_pounds` where the plates are.
    """

    goal: Goal = "general"
    level: Level = "beginner"
    days_per_week: int = 3
    minutes: int = 60
    equipment: frozenset[str] = frozenset({"gym"})
    avoid: frozenset[str] = frozenset()
    dislikes: frozenset[str] = frozenset()
    e1rm_kg: Mapping[str, Decimal] = field(default_factory=dict)
    doubted_kg: Mapping[str, Decimal] = field(default_factory=dict)
    age: int | None = None
    weekdays: tuple[int, ...] = ()
    wanted: frozenset[str] = frozenset()
    aims: frozenset[str] = frozenset()
    likes: frozenset[str] = frozenset()
    emphasis: frozenset[str] = frozenset()
    last_used: frozenset[str] = frozenset()
    sore: tuple[Sore, ...] = ()
    hold: TrainingHold = "none"
    is_pregnant: bool = False
    event: Event | None = None
    days_away: int | None = None
    only_cardio: bool = False
    resting_bpm: int | None = None
    in_pounds: bool = False

    def step_of(self, exercise: Candidate) -> Decimal:
        """By how much the load of an exercise can change, in kg."""
        return load_step(exercise.load_step_kg, in_pounds=self.in_pounds)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the plan is as it is: a code that `language.wording` puts into words, with its figures and keys, and the step that found it."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    step: StepName = "structure"


@dataclass(frozen=True, slots=True)
class DraftSlot:
    """One exercise of a day."""

    exercise: str
    role: Role
    pattern: str
    prescription: Prescription
    progression: ProgressionRule = NO_PROGRESSION


@dataclass(frozen=True, slots=True)
class DraftDay:
    """One workout: its name (a code such as `upper_a`), the weekday it suits (0 = Monday) and its minutes, estimated."""

    name: str
    weekday: int
    slots: tuple[DraftSlot, ...]
    minutes: float


@dataclass(frozen=True, slots=True)
class DraftWeek:
    """One week of the plan, counted from 1; `is_taper` the last one before a race or a meet."""

    number: int
    is_deload: bool
    days: tuple[DraftDay, ...]
    is_taper: bool = False


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan that nobody has accepted yet. `gap`: how far it is at most from the best there can be, 0 to 1."""

    request: PlanRequest
    split: str
    weeks: tuple[DraftWeek, ...]
    reasons: tuple[Reason, ...]
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Infeasible:
    """Wishes that no plan can meet, the one to give way first."""

    reasons: tuple[Reason, ...]


def is_available(exercise: Candidate, equipment: frozenset[str]) -> bool:
    """Whether the exercise can be done with what is there."""
    return has_equipment(exercise.equipment, equipment)


def has_equipment(needed: Iterable[str], there: frozenset[str]) -> bool:
    """Whether `there` holds one of the implements named in `needed` (dumbbell or kettlebell) and all of the rest (bench, rack)."""
    if there & ANY_EQUIPMENT:
        return True
    implements, rest = set(needed) & EITHER_OF, set(needed) - EITHER_OF
    at_hand = there | ALWAYS_THERE
    return rest <= at_hand and (not implements or bool(implements & at_hand))


def is_allowed(exercise: Candidate, request: PlanRequest) -> bool:
    """Whether the exercise stays clear of what is avoided or disliked, of what must not be loaded, and is not above the person's level."""
    barred = request.avoid | request.dislikes
    touched = {exercise.key, exercise.pattern, *exercise.joints}
    if touched & barred or LEVELS.index(exercise.level) > LEVELS.index(request.level):
        return False
    return not any(must_rest(sore) and is_stressed(exercise, sore.region) for sore in request.sore)


def must_rest(sore: Sore) -> bool:
    """Whether a pain keeps every exercise of its region out of a plan: above 5 of 10, or with a warning sign (Silbernagel 2007)."""
    return bool(sore.warning_signs) or (sore.severity is not None and answer_to_pain(sore.severity) == "stop")
