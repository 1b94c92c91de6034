"""A training program as typed, immutable data: blocks of cycle days of slots with prescriptions and progression rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spotter.coaching.prescription import Goal, Prescription
from spotter.coaching.progression import ProgressionRule
from spotter.coaching.volume import Level

SlotRole = Literal["main", "accessory", "cardio", "flow"]
EASY_WEEK = {"en": "Easy week", "fr": "Semaine légère"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for an exercise: the usual one, what may stand in for it, and the letter of its superset where it has one."""

    role: SlotRole
    exercise: str
    alternatives: tuple[str, ...]
    prescription: Prescription
    progression: ProgressionRule
    superset: str | None = None


@dataclass(frozen=True, slots=True)
class CycleDay:
    """One workout of the cycle; days follow each other, they are not tied to weekdays."""

    name: dict[str, str]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Some weeks of the same days."""

    name: dict[str, str]
    weeks: int
    days: tuple[CycleDay, ...]

    @property
    def is_easy(self) -> bool:
        """Whether it is a deload."""
        return self.name["en"] == EASY_WEEK["en"]


@dataclass(frozen=True, slots=True)
class Program:
    """A program. A change makes a new version; `rounds` is how often its blocks are run through."""

    key: str
    version: int
    name: dict[str, str]
    goal: Goal
    level: Level
    days_per_week: int
    minutes: int
    description: dict[str, str]
    equipment: tuple[str, ...]
    blocks: tuple[Block, ...]
    rounds: int = 1

    @property
    def weeks(self) -> int:
        """How long it takes in all."""
        return self.rounds * sum(block.weeks for block in self.blocks)

    def slots(self) -> Iterator[Slot]:
        """Every slot of every day."""
        for block in self.blocks:
            for day in block.days:
                yield from day.slots

    def block_of_week(self, week: int) -> Block:
        """The block of a week counted from 1; after the last week the program starts again."""
        left = (week - 1) % sum(block.weeks for block in self.blocks)
        for block in self.blocks:
            if left < block.weeks:
                return block
            left -= block.weeks
        raise ValueError(week)
