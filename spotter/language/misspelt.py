"""Slips of the keyboard in the few words that carry a reminder: "remnd me tommorow", "rapelle-moi demian".

Other grammars forgive on their own; these words decide between a reminder and a log, so they are put right before anything is read.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from spotter.language.calendar_words import WEEKDAYS, level

# With the slips that are forgiven.
_MEANT = {"remind": 1, "reminder": 1, "rappelle": 2, "tomorrow": 2, "demain": 1, "every": 1, "everyday": 1, "morning": 1, "evening": 1}
_MEANT |= {"monday": 1, "tuesday": 2, "wednesday": 2, "thursday": 2, "friday": 1, "saturday": 2, "sunday": 1}
_MEANT |= {"lundi": 1, "mardi": 1, "mercredi": 2, "jeudi": 1, "vendredi": 2, "samedi": 1, "dimanche": 2}
_SHORTHAND = (
    (re.compile(r"\b2m+or+o+w?\b|\b2mrw?\b|\b2moz\b", re.IGNORECASE), "tomorrow"),
    (re.compile(r"\b2day\b", re.IGNORECASE), "today"),
    (re.compile(r"\b(?:2nite|2night|tonite|tonigh)\b", re.IGNORECASE), "tonight"),
    (re.compile(r"\bev(?:ry|ery) ?1\b|\bevr?y(?= ?day\b)", re.IGNORECASE), "every"),
    (re.compile(r"\bnxt(?= )", re.IGNORECASE), "next"),
    (
        re.compile(
            r"\bt(?:ou)?[st]{1,2} l[ea]?s (?=jours?\b|jrs?\b|j\b|matins?|soirs?|midis?|apr|\d|deux|trois|mois|lun|mar|mer|jeu|ven|sam|dim)",
            re.I,
        ),
        "tous les ",
    ),
    (re.compile(r"\b(?<=tous les )(?:jrs?|j|jour)\b", re.IGNORECASE), "jours"),
    (re.compile(r"\btoute?s? les? (?=semaines?\b|heures?\b|\d+ ?h|deux|trois|\d)", re.IGNORECASE), "toutes les "),
)
# Words of their own, though near to one that is meant.
_REAL = frozenset({"rewind", "remand", "remain", "demand", "domain", "demains", "reminds", "reminders", "remainder", "tomorrows"})
_REAL |= frozenset({"mornings", "evenings", "mourning", "sundae", "sundaes", "mardis", "merci", "dimanches", "evenly", "ever", "very"})
_RECALL = re.compile(r"rappel(?:le)?(?:[aezrs]|er|es|ez|ees?)?")  # the verb's and the noun's other forms
_INITIALS = frozenset(meant[0] for meant in _MEANT)
_WORD = re.compile(r"[^\W\d_]{4,11}")


def mend(text: str) -> str:
    """The text with the words put right that are a slip or two away from one of a reminder; idempotent."""
    text = _WORD.sub(lambda match: _mended(match[0]), text)
    for pattern, meant in _SHORTHAND:
        text = pattern.sub(meant, text)
    return text


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    flat = level(word)
    if flat in _REAL or flat in _MEANT or flat in WEEKDAYS or _RECALL.fullmatch(flat) or flat[0] not in _INITIALS:
        return word
    near = [meant for meant, slips in _MEANT.items() if meant[0] == flat[0] and OSA.distance(flat, meant) <= slips]
    return min(near, key=lambda meant: OSA.distance(flat, meant)) if near else word
