"""Equipment that comes, goes or is all there is: "I also got a bench", "I sold my rack", "plus que des haltères"."""

from __future__ import annotations

import re

from spotter.language.equipment import EQUIPMENT_WORDS, find_equipment
from spotter.language.remainder import word_set

_ONE = rf"\b(?:{EQUIPMENT_WORDS})\b"
_ONLY = re.compile(
    r"(?:\b(?:only|just(?! (?:got|get|bought|added|ordered|picked))|nothing (?:else )?(?:but|except)|seulement|uniquement|juste)\b|"
    rf"\b(?:plus|rien|n'ai|n'a) qu(?:e\b|'))[^,.;]{{0,30}}?{_ONE}"
)
_GONE = re.compile(
    r"\b(?:sold|selling|gave away|given away|(?:got|getting) rid of|threw (?:out|away)|returned|lost|broke|cancell?ed|quit|"
    r"no (?:more|longer)|any ?more|vendu|vends|revendu|donne|casse|rendu|resilie|quitte|jete|n'ai plus|plus (?:de |d'|acces)|"
    r"plus (?:mon|ma|mes|le|la)|debarrasse)\b"
)
_ALSO = re.compile(r"\b(?:also|too|as well|another|aussi|en plus|egalement|de plus)\b")
_CAME = re.compile(
    r"\b(?:bought|buying|ordered|added|new|picked up|(?:just|now) (?:have|got)|got (?:myself|hold of)|now|acheter?|commande|recu|"
    r"nouveau|nouvelle|maintenant|rajoute|ajoute)\b"
)
_OWN = re.compile(r"\b(?:i|i've|we|j'ai|on a|got|have|own|dispose)\b")
_NOT_THERE = re.compile(
    rf"(?:n't\b|\b(?:(?:do|have|does|is|ai)nt|not?|without|pas|plus|sans|ni|aucune?|no more|no longer)\b(?! qu(?:e\b|')))"
    rf"[^,.;]{{0,25}}?(?P<what>{_ONE})"
)
CHANGE_WORDS = word_set("equipment_changes")
FURNITURE = word_set("furniture")
THING = "|".join(sorted(FURNITURE, key=len, reverse=True))
_THING_ONLY = re.compile(
    r"(?:\b(?:only|just|nothing but|seulement|uniquement|juste)\b|\b(?:plus|rien|ai) qu(?:e\b|'))"
    rf"(?: ?(?:have|got|an?|my|some|une?|des|ma|mon)\b)* ?\b(?:{THING})\b"
)


def equipment_told(flat: str, *, is_alone: bool) -> dict[str, list[str]] | None:
    """What the clause says of equipment as arguments of `update_profile`; None where it tells only what is lacking.

    `is_alone`: nothing else of the profile is told. What somebody has is then added; in an introduction it is all there is.
    """
    there = find_equipment(flat)
    if not there:
        return {"equipment": ["bodyweight"]} if _THING_ONLY.search(flat) else {}
    lacking = {name for match in _NOT_THERE.finditer(flat) for name in find_equipment(match["what"])} - {"bodyweight"}
    left = [name for name in there if name not in lacking]
    if _ONLY.search(flat):
        return {"equipment": left} if left else None
    if _GONE.search(flat):
        return {"less_equipment": [name for name in there if name in lacking] or there} if not (lacking and left) else {"equipment": left}
    if lacking:
        return None
    if _ALSO.search(flat) or (is_alone and "bodyweight" not in there and (_CAME.search(flat) or _OWN.search(flat))):
        return {"more_equipment": there}
    return {"equipment": there}
