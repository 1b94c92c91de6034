"""Whether a message answers the question that a tool asked: the one that is meant, the missing figure, the rest of a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from spotter.graphs.asked_first import WRITTEN_FIRST
from spotter.language.calendar_words import level
from spotter.language.pain_scale import rating_told
from spotter.language.reminders import answers_when
from spotter.language.understand import understand
from spotter.language.understanding import Call, Reading, Understanding
from spotter.store.tables import PendingAction
from spotter.tools.likeness import meant

_SHORT = 60  # characters of an answer that picks one of several
_TOLD = frozenset({"update_profile", "log_metric"})
_TOLD_ALONE = frozenset({"log_workout", "log_meal", "log_metric", "note_barrier"})
_PLACE = (
    re.compile(r"\b(?:1|1st|first|premiere?|1er|1ere)\b", re.IGNORECASE),
    re.compile(r"\b(?:2|2nd|second|seconde?|deuxieme|2e)\b", re.IGNORECASE),
    re.compile(r"\b(?:3|3rd|third|troisieme|3e)\b", re.IGNORECASE),
)


def completed(text: str, question: PendingAction, alone: Understanding, reading: Reading) -> Understanding | None:
    """What `text` and the question come to together; None where it is another subject. `alone` is what the text means by itself."""
    awaited = question.args or {}
    if question.tool is None or "call" not in awaited:
        return _joined(question, text, alone, reading)
    if awaited["slot"] in WRITTEN_FIRST:
        return WRITTEN_FIRST[awaited["slot"]](text, awaited, alone, reading)
    call = Call(question.tool, None, question.clause, 1.0, awaited["call"])
    if awaited["slot"]:
        value = rating_told(text) if awaited["slot"] == "severity" else _picked(text, awaited["options"], alone)
        return None if value is None else replace(_nothing(alone), calls=(replace(call, args={**call.args, awaited["slot"]: value}),))
    if awaited["repeats"]:
        told = _told(text, awaited, alone, reading)
        return told and replace(told, calls=(*told.calls, call))
    tail = awaited.get("tail", "") if text.strip().isdigit() else ""
    return _joined(question, text.strip() + tail, alone, reading)


def _nothing(alone: Understanding) -> Understanding:
    return Understanding(alone.text, alone.locale, alone.safety)


def _names_one(text: str, options: list[tuple[str, list[str]]]) -> bool:
    """Whether the text is one of the names, word for word."""
    said = level(text).strip(" .!")
    return any(said == level(name) for _, names in options for name in names)


def _picked(text: str, options: list[tuple[str, list[str]]], alone: Understanding) -> str | None:
    """The value that a short answer names, by its words or by its place; what is told for itself ("i weigh 78 kg") is no answer."""
    if len(text) > _SHORT or "?" in text:
        return None
    if alone.calls and _TOLD_ALONE.issuperset(call.tool for call in alone.calls) and not _names_one(text, options):
        return None
    found = meant(text, [names for _, names in options])
    if len(found) == 1:
        return options[found[0]][0]
    places = [place for place, pattern in enumerate(_PLACE[: len(options)]) if pattern.search(text)]
    return options[places[0]][0] if len(places) == 1 and not found else None


def _told(text: str, awaited: dict[str, Any], alone: Understanding, reading: Reading) -> Understanding | None:
    """The facts that the answer tells: by itself, or as a bare figure behind the words that name it."""
    for meaning in (alone, understand(f"{awaited['lead']} {text}", reading)) if awaited["lead"] else (alone,):
        if meaning.calls and not meaning.residue and _TOLD.issuperset(call.tool for call in meaning.calls):
            return meaning
    return None


def _joined(question: PendingAction, text: str, alone: Understanding, reading: Reading) -> Understanding | None:
    if alone.calls and alone.question is None and not alone.residue:
        return None
    asked = understand(question.clause, reading).question
    if asked is not None and asked.tool == "set_reminder":
        text = f"{'à' if reading.locale == 'fr' else 'at'} {text.strip()}" if text.strip().isdigit() else text
        if not answers_when(text, reading):
            return None  # another subject never ends up in the reminder
    joined = understand(f"{question.clause} {text}", reading)
    return joined if joined.calls and not joined.question and not joined.residue else None
