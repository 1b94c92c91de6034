"""What a plan has to hold, read from a request for one: exercises by name, cardio alone, no equipment at all."""

from __future__ import annotations

import re
from typing import NamedTuple

from spotter.catalogue.exercise_mention import find_exercise_mention
from spotter.language.equipment import find_equipment
from spotter.language.slots import named_exercise
from spotter.language.understanding import Locale

_NO_EQUIPMENT = re.compile(
    r"\b(?:no|without(?: any)?|zero|sans(?: aucun)?|pas de|aucun) (?:equipment|gear|gym|materiel|equipement|salle)\b"
)
_ONLY_CARDIO = re.compile(
    r"\b(?:(?:only|just|nothing but|purely|uniquement|seulement|que du|rien que du|juste du) cardio|cardio (?:only|seulement|uniquement))\b"
)
# A lift to reach ("to bench 200 kg") or to have in ("with hip thrusts"); "with" may name equipment as well.
_TO_LIFT = re.compile(
    r"\b(?:to|pour|au|a) (?P<what>(?!an? |lift |do |hit |reach |faire |soulever |atteindre )(?:(?!to\b|pour\b|plan|program)[a-z]+ ){1,3}?)"
    r"(?:a |de )?\d{2,3} ?(?:kgs?|kilos?|lbs?|pounds?)?\b"
    r"(?! ?(?:min(?:ute)?s?|h(?:ours?|eures?)?|days?|jours?|weeks?|semaines?|x|times?|k|km|m|miles?)\b)"
)
_WITH = re.compile(
    r"\b(?:with|wiht|including|include|avec|incluant)\s+(?P<list>[a-z' ,&-]{3,90}?)"
    r"(?=$|[.;:!?\d]|,? (?:for|in it|on|pour|dedans|sur|without|sans|no|pas)\b)"
)
_IN_IT = re.compile(
    r"(?:^|[,;:] ?)(?P<list>[a-z' ,&-]{3,60}?) "
    r"(?:(?:have|has|need|needs|ha?ve got) to|must|should|doi(?:t|vent)) (?:be|etre) (?:in|dedans)\b"
)
_PARTS = re.compile(r"\s*(?:[,&]|\b(?:and|et|plus|or|ou)\b)\s*")
_SOME = re.compile(r"^(?:some|lots of|des|du|de la|le|la|les|l'|beaucoup de)\s+")
_A = re.compile(r"^(?:an?|my|the|un|une|mon|ma|mes)\s+")  # "a bench" stands in a room, "bench" may be the lift
_SHORT = 5  # letters of a word that may be the rest of a misspelt name


def wants_only_cardio(words: str) -> bool:
    """Whether the plan is to be cardio alone."""
    return bool(_ONLY_CARDIO.search(words))


def has_no_equipment(words: str) -> bool:
    """Whether there is said to be nothing to train with, whatever a lift's name sounds like."""
    return bool(_NO_EQUIPMENT.search(words))


class Listed(NamedTuple):
    """An exercise of a request: the words as they were said, and its name where a letter had slipped."""

    said: str
    name: str


def wanted_exercises(words: str, flat: str, locale: Locale) -> list[Listed]:
    """The exercises that the plan has to hold, as they were called; equipment that is named the same way is none of them.

    `words` are the request in simple form; `flat` is it with its commas, lower case and without accents.
    """
    lifts = [match["what"].strip() for match in _TO_LIFT.finditer(words)]
    listed = [match["list"] for pattern in (_WITH, _IN_IT) for match in pattern.finditer(flat)]
    named = [Listed(span, span) for span in lifts if named_exercise(span, locale)]
    return list(dict.fromkeys([*named, *(one for text in listed for one in exercises_listed(text, locale))]))


def exercises_listed(text: str, locale: Locale) -> list[Listed]:
    """The exercises of a list as they were called. A "bench" is the lift where another exercise stands beside it, and a thing elsewhere."""
    parts = [_SOME.sub("", part.strip()) for part in _PARTS.split(text) if part and part.strip()]
    named = [Listed(part, name) for part in parts if not _A.match(part) and (name := _known(part, locale))]
    return named if any(not find_equipment(f"with {one.said}") for one in named) else []


def _known(part: str, locale: Locale) -> str | None:
    """The words as they stand where they name an exercise; its own name where a letter slipped; None for anything else."""
    if named_exercise(part, locale):
        return part
    found = find_exercise_mention(words := part.split())
    is_cut = found is not None and found.start == 0 and all(len(word) < _SHORT for word in words[found.end :])  # "bench pres"
    return found.exercise.name[locale] if found and is_cut else None
