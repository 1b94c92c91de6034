"""What is told of lifts and is no log: a friend's, one that was left out, a bare load that asks ("bench 100?"), what a sign says alone."""

from __future__ import annotations

import re

from spotter.language.advice import asks
from spotter.language.calendar_words import level
from spotter.language.findings import Findings
from spotter.language.understanding import ChatKind, Question, Reading, Residue, Safety
from spotter.language.workout_exercises import find_exercises
from spotter.language.workout_hearsay import is_of_another
from spotter.language.workouts import parse_workout

_LONGEST = 12  # words
_HALF_TOLD = 5  # words
_NOT_DONE = re.compile(
    r"\b(?:did(?: ?n'?t| not)|have(?: ?n'?t| not)|never|could(?: ?n'?t| not)|skipp?(?:ed)?|left out) (?:\w+ ){0,3}?"
    r"|\b(?:j'?(?:ai|avais)|je n'?ai|on a) (?:pas|jamais|rien)\b|\b(?:j'ai )?(?:saute|zappe|seche) (?:les?|la|mes|mon|ma)\b"
)


def settle_alone(residue: tuple[Residue, ...], safety: Safety, found: Findings, reading: Reading) -> tuple[Residue, ...]:
    """What is left of a message of one clause: nothing where it asks for a figure, is only told, or the words of a sign answer it."""
    if found.calls or found.question or len(residue) != 1:
        return residue
    clause = residue[0].clause
    found.question = half_told(clause, reading)
    if found.question is None and safety.level == "none":
        found.chat = chat_of(clause, reading)
    is_answered = safety.level == "T2" and safety.own_level == "T2" and not asks(clause)
    return () if found.question or found.chat or is_answered else residue


def chat_of(text: str, reading: Reading) -> ChatKind | None:
    """What a short statement about a lift is where nothing is to be logged; None for anything else."""
    flat = level(text)
    if asks(text) or len(flat.split()) > _LONGEST or not find_exercises(text, reading.locale):
        return None
    if any(char.isdigit() for char in flat):
        return "of_another" if is_of_another(text) else None
    return "not_done" if _NOT_DONE.search(flat) else None


def half_told(text: str, reading: Reading) -> Question | None:
    """The question for "bench 100?": a lift and its load, of which nobody says that it was done."""
    said = text.strip()
    if not said.endswith("?") or len(said.split()) > _HALF_TOLD or asks(said.rstrip("? ")):
        return None
    parse = parse_workout(said.rstrip("? "), reading)
    return None if parse is None or parse.calls or parse.leftover else parse.question
