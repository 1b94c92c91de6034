"""Rounds of several exercises: "3 rounds of 10 burpees, 15 swings and 20 sit-ups", "... x 4 rounds", and sets by the clock: EMOM."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from spotter.language.workout_exercises import NamedExercise
from spotter.language.workout_sets import SetReader

_ROUNDS = re.compile(
    r"(?:\bx ?)?(?<![\d.,/])(?P<n>\d{1,2}) ?(?:rounds?|rds?|tours?|circuits?|supersets?|times through)\b(?! ?(?:\d|x) ?(?:x|min|sec|s\b))"
    r" ?(?:of|de|d'|:|-|=)?|\b(?:rounds|tours) ?: ?(?P<m>\d{1,2})\b"
    r"|\b(?:le tout|all(?: of (?:it|that))?|everything|the (?:whole thing|lot))\W+(?:x ?(?P<x>\d{1,2})\b|"
    r"(?P<all>\d{1,2}) ?(?:x|fois|times)\b)",
    re.IGNORECASE,
)
_CAP = re.compile(  # the time that rounds were done in
    r"\b(?:in )?(?P<n>\d{1,2}) ?-?(?:min(?:ute)?s?|mn|')? ?(?:of )?-?(?:amrap|metcon|cap\b)|\b(?:amrap|metcon)(?: (?:of|de|"
    r"in))? ?(?P<m>\d{1,2}) ?(?:min(?:ute)?s?\b|mn\b|')?"
    r"|\b(?:amrap|metcon|for time)\b",
    re.IGNORECASE,
)
_MINUTES = r"(?P<{}>\d{{1,2}}) ?-?(?:min(?:ute)?s?\b|mn\b|')?"
_BY_THE_CLOCK = re.compile(
    rf"\b{_MINUTES.format('n')} ?-?\s?e(?P<e>\d?)mom\b|\be(?P<e2>\d?)mom(?: (?:for|x|of|de|pendant))? ?{_MINUTES.format('n2')}|"
    rf"\b(?:every|toutes les|chaque) (?:(?P<e3>\d) ?)?min(?:ute)?s?(?: on the minute)? (?:for|pendant) {_MINUTES.format('n3')}",
    re.IGNORECASE,
)
_EACH_MINUTE = re.compile(r"\b(?:each|every|per|a|par|chaque|[àa] chaque) (?:min(?:ute)?|round|tour)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rounds:
    """So many rounds, said at `start` of the text."""

    count: Decimal
    start: int


def find_rounds(text: str, exercises: list[NamedExercise]) -> tuple[Rounds | None, str, list[NamedExercise]]:
    """The rounds that hold for two or more exercises, with the text and the exercises without the words that say so."""
    inside = [one for one in exercises if one.key != "circuit_training"]
    if inside and (clock := _BY_THE_CLOCK.search(text)):
        every = clock["e"] or clock["e2"] or clock["e3"] or 1
        minutes = Decimal(clock["n"] or clock["n2"] or clock["n3"])
        text = _EACH_MINUTE.sub(lambda match: " " * len(match[0]), _blanked(text, clock))
        return Rounds(minutes // Decimal(every), 0), text, inside
    match = _ROUNDS.search(text)
    if match is None or len(inside) < 2:
        return None, text, exercises
    behind = sum(one.start >= match.start() for one in inside)
    if behind == 1:
        return None, text, exercises
    text = _EACH_MINUTE.sub(lambda match: " " * len(match[0]), _blanked(text, match))
    text = _CAP.sub(lambda cap: " " * len(cap[0]), text)
    return Rounds(Decimal(match["n"] or match["m"] or match["x"] or match["all"]), match.start() if behind else 0), text, inside


def _blanked(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]


def repeat(rounds: Rounds | None, readers: Sequence[tuple[NamedExercise, SetReader]]) -> None:
    """Counts the one set of each exercise as often as there were rounds, where the rounds hold for it."""
    for exercise, reader in readers if rounds else ():
        if rounds and exercise.start >= rounds.start and len(reader.groups) == 1 and not reader.groups[0].counted:
            reader.groups[0].count, reader.groups[0].counted = rounds.count, True
