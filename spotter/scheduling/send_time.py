"""At which hour somebody answers: learned from who answered when, first everybody's habits, then more and more their own."""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

RECEPTIVE_WITHIN = timedelta(minutes=10)  # Kuenzler / Mishra: answered within 10 minutes
HELD_OUT_SHARE = 0.1  # left unsent, to measure what sending is worth

# Before anybody was written to: what a first guess is worth, in messages.
_FIRST_SHARE, _FIRST_WORTH = 0.2, 10.0
# An answer tells most about its own hour and weekday, and something about its neighbours. House values, by judgement.
_OTHER_WEEKDAY, _OTHER_KIND_OF_DAY = 0.7, 0.3
_NEXT_HOUR, _HOUR_AFTER = 0.6, 0.2
# How many own messages weigh as much as everybody's habits: estimated from how much people differ, within these bounds.
# Too few people to tell: 6, which somebody at the usual budget has after two weeks.
STRENGTH, LEAST_STRENGTH, MOST_STRENGTH = 6.0, 2.0, 40.0
_ENOUGH_CELLS, _ENOUGH_IN_CELL = 20, 5


class Slot(NamedTuple):
    """An hour of a weekday on the wall; 0 is Monday."""

    weekday: int
    hour: int

    @classmethod
    def of(cls, local: datetime) -> Slot:
        """The slot that a moment in the person's own zone falls in."""
        return cls(local.weekday(), local.hour)


class Tried(NamedTuple):
    """A message that went out in a slot, and whether it was answered within ten minutes."""

    slot: Slot
    was_receptive: bool


@dataclass(frozen=True, slots=True)
class Habits:
    """When everybody answers: messages and answers by slot, and how many own messages weigh as much (`strength`)."""

    sent: Mapping[Slot, float] = field(default_factory=dict)
    answered: Mapping[Slot, float] = field(default_factory=dict)
    strength: float = STRENGTH
    _shares: dict[Slot, float] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, people: Iterable[Sequence[Tried]]) -> Habits:
        """The habits of people, each with what was tried on them."""
        sent: dict[Slot, float] = {}
        answered: dict[Slot, float] = {}
        cells: list[tuple[int, int]] = []
        for tries in people:
            parts: dict[int, list[bool]] = {}
            for slot, was_receptive in tries:
                sent[slot] = sent.get(slot, 0.0) + 1
                answered[slot] = answered.get(slot, 0.0) + was_receptive
                parts.setdefault(slot.hour // 6, []).append(was_receptive)
            cells += [(len(part), sum(part)) for part in parts.values() if len(part) >= _ENOUGH_IN_CELL]
        return cls(sent, answered, strength_of(cells))

    def share(self, slot: Slot) -> float:
        """The share that is answered in a slot, drawn to everybody's mean where little was tried there."""
        known = self._shares.get(slot)
        if known is None:
            known = self._shares[slot] = self._share(slot)
        return known

    def _share(self, slot: Slot) -> float:
        total = sum(self.sent.values())
        mean = (_FIRST_SHARE * _FIRST_WORTH + sum(self.answered.values())) / (_FIRST_WORTH + total)
        tried = answered = 0.0
        for other, count in self.sent.items():
            weight = likeness(slot, other)
            tried, answered = tried + weight * count, answered + weight * self.answered.get(other, 0.0)
        return (mean * _FIRST_WORTH + answered) / (_FIRST_WORTH + tried)


def strength_of(cells: Sequence[tuple[int, int]]) -> float:
    """How many own messages weigh as much as everybody's: by how much the shares of (messages, answers) differ beyond chance.

    The method of moments for a beta-binomial; `STRENGTH` below 20 cells. A cell is one person's part of the day.
    """
    if len(cells) < _ENOUGH_CELLS:
        return STRENGTH
    mean = sum(answers for _, answers in cells) / sum(count for count, _ in cells)
    by_chance = statistics.fmean(mean * (1 - mean) / count for count, _ in cells)
    beyond = statistics.pvariance([answers / count for count, answers in cells], mean) - by_chance
    if beyond <= 0:
        return MOST_STRENGTH
    return min(MOST_STRENGTH, max(LEAST_STRENGTH, mean * (1 - mean) / beyond - 1))


def likeness(one: Slot, other: Slot) -> float:
    """How much an answer in one slot tells about another, 0 to 1."""
    apart = min((one.hour - other.hour) % 24, (other.hour - one.hour) % 24)
    if apart > 2:
        return 0.0
    near = (1.0, _NEXT_HOUR, _HOUR_AFTER)[apart]
    if one.weekday == other.weekday:
        return near
    return near * (_OTHER_WEEKDAY if (one.weekday >= 5) == (other.weekday >= 5) else _OTHER_KIND_OF_DAY)


def belief(slot: Slot, own: Sequence[Tried], habits: Habits) -> tuple[float, float]:
    """The Beta distribution of the chance of an answer in a slot: everybody's share as the prior, what was tried on the person added."""
    share = habits.share(slot)
    answers, silences = habits.strength * share, habits.strength * (1 - share)
    for other, was_receptive in own:
        weight = likeness(slot, other)
        answers, silences = answers + weight * was_receptive, silences + weight * (not was_receptive)
    return answers, silences


def choose(moments: Sequence[datetime], own: Sequence[Tried], habits: Habits, seed: str) -> datetime:
    """The moment to write at, by Thompson sampling: a chance is drawn for each slot, the best one wins. Same seed, same moment."""
    draw = Random(_number(seed))
    return max(moments, key=lambda at: draw.betavariate(*belief(Slot.of(at), own, habits)))


def is_held_out(user_id: str, kind: str, day: date, share: float = HELD_OUT_SHARE) -> bool:
    """Whether a message is in the share that is left unsent. The person's own next day has a coin of its own."""
    return _number(f"held out {user_id} {kind} {day.isoformat()}") % 1000 < share * 1000


def minute_of(user_id: str, day: date) -> int:
    """The minute of the hour at which a person is written to that day, so that not everybody is at once."""
    return _number(f"minute {user_id} {day.isoformat()}") % 60


def _number(seed: str) -> int:
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
