"""What somebody does not eat, from what they told to be remembered: "I'm vegetarian", "allergic to nuts", "je ne mange pas de porc"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spotter.language.calendar_words import level
from spotter.language.whose import is_told_of_another

_MEATLESS = ("meat", "fish", "shellfish")
_WAYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"vegane?s?|vegetalien(?:ne)?", (*_MEATLESS, "dairy", "egg", "honey")),
    (r"vegetarians?|veggie|vegetarien(?:ne)?|vege", _MEATLESS),
    (r"pesc[ae]tarians?|pescetarien(?:ne)?", ("meat",)),
    (r"coeliac|celiac|coeliaque|celiaque|gluten[- ](?:free|intolerant)", ("gluten",)),
    (r"lactose[- ]intolerant|dairy[- ]free", ("dairy",)),
)
_FOODS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"meat|viande", ("meat",)),
    (r"fish|poissons?", ("fish",)),
    (r"shellfish|seafood|shrimps?|prawns?|crustaces|fruits de mer|crevettes?", ("shellfish",)),
    (r"dairy|milk|lactose|lait|produits laitiers|laitages?", ("dairy",)),
    (r"eggs?|oeufs?", ("egg",)),
    (r"gluten|wheat|ble", ("gluten",)),
    (r"nuts?|almonds?|noix|amandes?|fruits a coque", ("nuts",)),
    (r"peanuts?|arachides?|cacahuetes?", ("peanut",)),
    (r"soya?|soja|tofu", ("soy",)),
    (r"sesame", ("sesame",)),
)
_NOT_EATEN = (
    r"(?:allerg(?:ic to|y to|ique (?:au |aux |a la |a l'|a ))|intoleran(?:t to|te? (?:au |aux |a la |a l'|a ))|"
    r"(?:don'?t|do not|can'?t|cannot|never) (?:eat|have|drink|stand|like)|hate|avoid|no|"
    r"(?:mange|bois|supporte|aime) (?:pas|plus|jamais) (?:d[eu]s? |d'|les? |la |l')?|deteste (?:les? |la |l')?|sans|pas de)\s*"
)
_LISTED = r"(?:[a-z' -]{0,24}(?:,| and | or | et | ou | ni ))?\s*"
_OVER = re.compile(r"\b(?:not|no longer|used to be|was|n'est plus|suis plus|etais|isn'?t|anymore|any more)\b")


def left_out(told: Iterable[str]) -> frozenset[str]:
    """The groups of food (`catalogue/data/food_groups.json`) that somebody who told these things leaves out."""
    groups: set[str] = set()
    for text in told:
        flat = level(text).replace("’", "'")
        if is_told_of_another("", flat):
            continue
        for words, left in _WAYS:
            if re.search(rf"\b(?:{words})\b", flat) and not _OVER.search(flat):
                groups.update(left)
        for words, left in _FOODS:
            if re.search(rf"\b{_NOT_EATEN}{_LISTED}(?:{words})\b", flat):
                groups.update(left)
    return frozenset(groups)
