"""Several meals in one message: "breakfast: oats and a banana; lunch: tuna sandwich"."""

from __future__ import annotations

import re
from itertools import pairwise

from spotter.catalogue.food_words import plain

_NAMES = (
    r"breakfast|brekkie|lunch|dinner|supper|snacks?|brunch|dessert|petit[- ]?dej(?:euner)?|ptit dej|dejeuner|dej|diner|souper|gouter|"
    r"collation|midi|ce midi|ce soir|ce matin|matin|soir|this morning|tonight"
)
_START = re.compile(
    rf"(?:^|(?<=[;.,\n])|(?<=[;.,\n] )|(?<=\band )|(?<=\bet )|(?<=\bthen )|(?<=\bpuis )|(?<=[,;.] and )|(?<=[,;.] et ))"
    rf"(?P<lead>(?:for|at|as|my|a|au|le|pour|mon|a l'heure du) )?(?:my |a |an |the |le |mon )?(?P<name>{_NAMES})\b"
    rf"(?=\s*[:=–-]|,? (?:was|were|etait|c'etait|i had|i ate|i got|j'ai|had|an?|some|une?|des|du|de la|les|\d+|two|three|deux|trois)\b)"
)
_LINK = re.compile(r"[\s,;.]*(?:\b(?:and|et|then|puis)\b)?[\s,;]*$")
_SAID = re.compile(r"^(?:\s*[:=–-]\s*|,?\s*(?:was|were|etait|était|c'etait|c'était)\s+|,?\s*)", re.I)
_DAY = re.compile(r"^(?:yesterday|today|hier|aujourd'hui|(?:on )?\w+day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b", re.I)


def meals_told(text: str) -> list[tuple[str, str]]:
    """Each meal as it stands in the text and as "lunch: ..."; one of both the same where the text tells of one meal.

    A day named before the first meal holds for all.
    """
    flat = plain(text)
    starts = list(_START.finditer(flat)) if len(flat) == len(text) else []
    if len({match["name"] for match in starts}) < 2:
        return [(text, text)]
    before = _LINK.sub("", text[: starts[0].start()]).strip(" ,:")
    day = _DAY.match(before)
    if before and not day and len(before.split()) <= 3:
        return [(text, text)]
    bounds = [*(match.start() for match in starts), len(text)]
    clauses = [_LINK.sub("", text[start:end]) for start, end in pairwise(bounds)]
    labels = [_labelled(match, clause, f" {day[0]}" if day else "") for match, clause in zip(starts, clauses, strict=True)]
    return ([] if day or not before else [(before, before)]) + list(zip(clauses, labels, strict=True))


def _labelled(match: re.Match[str], clause: str, day: str) -> str:
    rest = _SAID.sub("", clause[match.end() - match.start() :])
    return f"{match['name']}{day}: {rest}"
