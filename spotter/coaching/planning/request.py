"""What a plan is asked for, and what comes out: a draft with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, Protocol

from spotter.coaching.prescription import Goal, Prescription
from spotter.coaching.volume import Level

Role = Literal["main", "accessory", "cardio", "flow"]
ANY_EQUIPMENT = frozenset({"gym", "full_gym", "commercial_gym"})
ALWAYS_THERE = frozenset({"bodyweight", "mat", "wall"})
EITHER_OF = frozenset({"bodyweight", "barbell", "dumbbell", "kettlebell", "cable", "band", "machine", "smith", "ez_bar"})
LEVELS: tuple[Level, ...] = ("beginner", "intermediate", "advanced")


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


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """The wishes. `minutes` per workout; `avoid` joints, patterns or exercise keys that pain or taste rules out; e1RM in kg by key.

    `weekdays` are the days that were named, 0 = Monday; empty for those that leave the most rest.

    `equipment` holds catalogue words, or `gym` for everything; empty means body weight only.
    """

    goal: Goal = "general"
    level: Level = "beginner"
    days_per_week: int = 3
    minutes: int = 60
    equipment: frozenset[str] = frozenset({"gym"})
    avoid: frozenset[str] = frozenset()
    dislikes: frozenset[str] = frozenset()
    e1rm_kg: Mapping[str, Decimal] = field(default_factory=dict)
    age: int | None = None
    weekdays: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the plan is as it is: a code that `language.wording` puts into words, with its figures and keys."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftSlot:
    """One exercise of a day."""

    exercise: str
    role: Role
    pattern: str
    prescription: Prescription


@dataclass(frozen=True, slots=True)
class DraftDay:
    """One workout: its name (a code such as `upper_a`), the weekday it suits (0 = Monday) and its minutes, estimated."""

    name: str
    weekday: int
    slots: tuple[DraftSlot, ...]
    minutes: float


@dataclass(frozen=True, slots=True)
class DraftWeek:
    """One week of the plan, counted from 1."""

    number: int
    is_deload: bool
    days: tuple[DraftDay, ...]


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan that nobody has accepted yet."""

    request: PlanRequest
    split: str
    weeks: tuple[DraftWeek, ...]
    reasons: tuple[Reason, ...]


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
    """Whether the exercise stays clear of what is avoided or disliked and is not above the person's level."""
    barred = request.avoid | request.dislikes
    touched = {exercise.key, exercise.pattern, *exercise.joints}
    return not touched & barred and LEVELS.index(exercise.level) <= LEVELS.index(request.level)
