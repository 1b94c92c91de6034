"""Rounds of several exercises: "3 rounds of 10 burpees, 15 swings and 20 sit-ups", "... x 4 rounds"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from spotter.language.workout_exercises import NamedExercise
from spotter.language.workout_sets import SetReader

_ROUNDS = re.compile(
    r"(?:\bx ?)?(?<![\d.,/])(?P<n>\d{1,2}) ?(?:rounds?|rds?|tours?|circuits?|supersets?|times through)\b(?! ?(?:\d|x) ?(?:x|min|sec|s\b))"
    r" ?(?:of|de|d'|:|-|=)?|\b(?:rounds|tours) ?: ?(?P<m>\d{1,2})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rounds:
    """So many rounds, said at `start` of the text."""

    count: Decimal
    start: int


def find_rounds(text: str, exercises: list[NamedExercise]) -> tuple[Rounds | None, str, list[NamedExercise]]:
    """The rounds that hold for two or more exercises, with the text and the exercises without the words that say so."""
    match = _ROUNDS.search(text)
    inside = [one for one in exercises if one.key != "circuit_training"]
    if match is None or len(inside) < 2:
        return None, text, exercises
    behind = sum(one.start >= match.start() for one in inside)
    if behind == 1:
        return None, text, exercises
    rest = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return Rounds(Decimal(match["n"] or match["m"]), match.start() if behind else 0), rest, inside


def repeat(rounds: Rounds | None, readers: Sequence[tuple[NamedExercise, SetReader]]) -> None:
    """Counts the one set of each exercise as often as there were rounds, where the rounds hold for it."""
    for exercise, reader in readers if rounds else ():
        if rounds and exercise.start >= rounds.start and len(reader.groups) == 1 and not reader.groups[0].counted:
            reader.groups[0].count, reader.groups[0].counted = rounds.count, True
