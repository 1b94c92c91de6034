"""What a trainee truly did and truly said: the other half of every judgement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Purpose = Literal[
    "ask_plan",
    "ask_today",
    "report",
    "correct",
    "weigh",
    "check_in",
    "pain",
    "pain_over",
    "clearance",
    "skip",
    "away",
    "review",
    "ask_max",
    "answer",
    "again",
]


@dataclass(frozen=True, slots=True)
class SetDone:
    """One set: kg on the bar or in the hand (None: the body alone), seconds where it was held. `reserve` is what was truly left."""

    exercise: str
    reps: int | None
    load_kg: float | None
    duration_s: int | None = None
    reserve: float | None = None
    rpe: float | None = None


@dataclass(frozen=True, slots=True)
class SetSaid:
    """One set as it was told, of a day of the simulation."""

    day: int
    exercise: str
    reps: int | None
    load_kg: float | None
    duration_s: int | None = None
    rpe: float | None = None


@dataclass(frozen=True, slots=True)
class PainSaid:
    """A pain as it was told; severity None where it was told to be over."""

    region: str
    side: str | None
    severity: int | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that somebody is about to send: its template's words, when, why, and the facts in it.

    `terms` are the words that must survive when a model words it, beside the figures. `about` is the exercise whose 1RM
    is asked, `true_max_kg` what it truly is.
    """

    day: int
    minute: int
    purpose: Purpose
    text: str
    terms: tuple[str, ...] = ()
    sets: tuple[SetSaid, ...] = ()
    replaces: tuple[SetSaid, ...] = ()
    weight_kg: float | None = None
    pain: PainSaid | None = None
    about: str | None = None
    true_max_kg: float | None = None
    check_in: dict[str, int] | None = None


@dataclass(frozen=True, slots=True)
class DayTruth:
    """How a day truly went."""

    day: int
    kind: str
    sets: tuple[SetDone, ...]
    load: float
    fitness: float
    fatigue: float
    power: float
    soreness: float
    motivation: float
    weight_kg: float
    pain: int


@dataclass
class Diary:
    """Everything, in order. `said` has one draft for each turn."""

    persona: str
    weeks: int
    seed: int
    said: list[Draft] = field(default_factory=list)
    days: list[DayTruth] = field(default_factory=list)
    gave_up: list[str] = field(default_factory=list)

    @property
    def sets_said(self) -> list[SetSaid]:
        """Every set that stands as told: corrections replace what they correct."""
        standing: list[SetSaid] = []
        for draft in self.said:
            for gone in draft.replaces:
                if gone in standing:
                    standing.remove(gone)
            standing += draft.sets
        return standing

    @property
    def sets_done(self) -> list[tuple[int, SetDone]]:
        return [(day.day, one) for day in self.days for one in day.sets]
