"""Distances that are said by the name of a race: "half marathon 1:48:12", "ran a marathon", "un semi en 1h50"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from spotter.language.workout_exercises import NamedExercise
from spotter.language.workout_tokens import Token

_RACE = re.compile(
    r"(?P<half>\bhalf[ -]|\bdemi[ -]|\bsemi[ -]?)?\b(?:marathon\b(?! (?:pace|train\w*|plan|prep\w*))|(?P<semi>(?<=\bun )semi))",
    re.IGNORECASE,
)
_RUN = re.compile(
    r"\b(?:ran|run|finish(?:ed)?|complet(?:ed)?|did|done|raced|couru|fini|termin[ée]|boucl[ée]|fait)\b(?: \w+){0,4} *$|"
    r"^\W*$",
    re.IGNORECASE,
)
_MARATHON_M = Decimal(42195)  # World Athletics, Competition Rule 240


def with_races(text: str, tokens: Sequence[Token], exercises: Sequence[NamedExercise]) -> list[Token]:
    """The signs, with the distance of a race that was run and whose length nobody wrote."""
    race = _RACE.search(text)
    if race is None or not any(one.sort.measure == "distance" for one in exercises) or any(token.code in "dq" for token in tokens):
        return list(tokens)
    if not any(token.code == "t" for token in tokens) and not _RUN.search(text[: race.start()]):
        return list(tokens)
    length = _MARATHON_M / 2 if race["half"] or race["semi"] else _MARATHON_M
    return sorted([*tokens, Token("d", race.end(), race.end(), length, "m")], key=lambda token: token.start)
