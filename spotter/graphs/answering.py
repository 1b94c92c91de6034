"""Whether a message answers the question that a tool asked: the one that is meant, the missing figure, the rest of a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from spotter.language.understand import understand
from spotter.language.understanding import Call, Reading, Understanding
from spotter.store.tables import PendingAction
from spotter.tools.likeness import meant

_SHORT = 60  # characters of an answer that picks one of several
_TOLD = frozenset({"update_profile", "log_metric"})
_PLACE = (
    re.compile(r"\b(?:1|1st|first|premiere?|1er|1ere)\b", re.IGNORECASE),
    re.compile(r"\b(?:2|2nd|second|seconde?|deuxieme|2e)\b", re.IGNORECASE),
    re.compile(r"\b(?:3|3rd|third|troisieme|3e)\b", re.IGNORECASE),
)


def completed(text: str, question: PendingAction, alone: Understanding, reading: Reading) -> Understanding | None:
    """What `text` and the question come to together; None where it is another subject. `alone` is what the text means by itself."""
    awaited = question.args or {}
    if question.tool is None or "call" not in awaited:
        return _joined(question.clause, text, alone, reading)
    call = Call(question.tool, None, question.clause, 1.0, awaited["call"])
    if awaited["slot"]:
        value = _picked(text, awaited["options"])
        return None if value is None else replace(_nothing(alone), calls=(replace(call, args={**call.args, awaited["slot"]: value}),))
    if awaited["repeats"]:
        told = _told(text, awaited, alone, reading)
        return told and replace(told, calls=(*told.calls, call))
    tail = awaited.get("tail", "") if text.strip().isdigit() else ""
    return _joined(question.clause, text.strip() + tail, alone, reading)


def _nothing(alone: Understanding) -> Understanding:
    return Understanding(alone.text, alone.locale, alone.safety)


def _picked(text: str, options: list[tuple[str, list[str]]]) -> str | None:
    """The value that a short answer names, by its words or by its place."""
    if len(text) > _SHORT or "?" in text:
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


def _joined(clause: str, text: str, alone: Understanding, reading: Reading) -> Understanding | None:
    if alone.calls and alone.question is None and not alone.residue:
        return None
    joined = understand(f"{clause} {text}", reading)
    return joined if joined.calls and not joined.question and not joined.residue else None
