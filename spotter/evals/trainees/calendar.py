"""What kind of day it is: ordinary, busy, ill, away."""

from __future__ import annotations

from random import Random
from typing import Literal

from spotter.evals.trainees.persona import Persona

DayKind = Literal["ordinary", "busy", "sick", "holiday", "away"]
ILL_FOR = (2, 5)  # days


def day_kinds(persona: Persona, days: int, chance: Random) -> list[DayKind]:
    """The kind of each day: the spells that the persona has, and illnesses by chance between them."""
    kinds: list[DayKind] = ["ordinary"] * days
    for week in range(0, days, 7):
        if chance.random() < persona.illness_per_week:
            first = week + chance.randrange(7)
            _lay(kinds, first, chance.randint(*ILL_FOR), "sick")
    for spell in persona.spells:
        _lay(kinds, spell.first, spell.days, spell.kind)
    return kinds


def days_left(kinds: list[DayKind], day: int) -> int:
    """How many days from this one on are of its kind, itself counted."""
    return next((after for after, kind in enumerate(kinds[day:]) if kind != kinds[day]), len(kinds) - day)


def _lay(kinds: list[DayKind], first: int, days: int, kind: DayKind) -> None:
    for day in range(first, min(first + days, len(kinds))):
        kinds[day] = kind
