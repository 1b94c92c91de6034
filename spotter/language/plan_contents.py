"""What a plan has to hold, read from a request for one: exercises by name, cardio alone, no equipment at all."""

from __future__ import annotations

import re

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
    r"\b(?:with|including|include|avec|incluant)\s+(?:some |des |du |de la |le |la |les )?(?P<what>[a-z ]{3,30}?)"
    r"(?=$| and | for | in it| et | pour | dedans)"
)


def wants_only_cardio(words: str) -> bool:
    """Whether the plan is to be cardio alone."""
    return bool(_ONLY_CARDIO.search(words))


def has_no_equipment(words: str) -> bool:
    """Whether there is said to be nothing to train with, whatever a lift's name sounds like."""
    return bool(_NO_EQUIPMENT.search(words))


def wanted_exercises(words: str, locale: Locale) -> list[str]:
    """The exercises that the plan has to hold, as they were called; equipment that is named the same way is none of them."""
    lifts = [match["what"].strip() for match in _TO_LIFT.finditer(words)]
    beside = [match["what"].strip() for match in _WITH.finditer(words)]
    return [span for span in [*lifts, *(one for one in beside if not find_equipment(f"with {one}"))] if named_exercise(span, locale)]
