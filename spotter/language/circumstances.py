"""Whether somebody tells how things are for one workout ("only got 20 min and dumbbells") or how they always are."""

from __future__ import annotations

import re
from collections.abc import Collection

_OF_A_DAY = frozenset({"minutes", "equipment", "more_equipment", "workout_style"})
_NOW = re.compile(
    r"\b(?:today|tonight|right now|this (?:time|morning|afternoon|evening|once)|for once|hotel|travel\w*|on holiday|"
    r"aujourd'hui|ce (?:soir|matin|midi)|cet apres-midi|cette fois|la maintenant|en voyage|en deplacement|en vacances)\b"
)
_LASTING = re.compile(
    r"\b(?:from now on|always|usually|normally|in general|per|each|every|(?:min(?:ute)?s?|mn|hours?|h) (?:an?|par) |any ?more|"
    r"no longer|at home|home gym|own|bought|train with|sessions?|workouts?|"
    r"desormais|dorenavant|toujours|d'habitude|normalement|en general|par|chaque|chez moi|a la maison|achete|seances?)\b"
)
_DONE = re.compile(r"\b(?:did|done|finished|completed|rode|rowed|ran|spent|j'ai fait|fait|fini|termine)\b")
_HAD = re.compile(
    r"\b(?:have|has|got|only|just|with|without|no|can|could|there|give|make|max|limited|"
    r"que|qu'\w*|n'ai|j'ai|avec|sans|seulement|juste|dispose|peux|pas|plus|maxi?)\b"
)
_ON_MACHINE = re.compile(r"\b(?:bike|treadmill|rower|rowing|elliptical|stair ?master|stepper|velo|tapis|rameur|elliptique)\b")


def is_of_one_day(flat: str, told: Collection[str]) -> bool:
    """Whether what a clause tells of a profile (`told` are its arguments) is a situation of today; `flat` is without accents."""
    if not told or not _OF_A_DAY.issuperset(told) or not {"minutes", "equipment", "more_equipment"}.intersection(told):
        return False
    if _LASTING.search(flat) or _DONE.search(flat):
        return False
    if told and not _HAD.search(flat) and _ON_MACHINE.search(flat):
        return False
    return bool(_NOW.search(flat)) or ("minutes" in told and (len(told) > 1 or bool(_HAD.search(flat))))
