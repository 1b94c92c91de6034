"""Slips of the keyboard in the few words that carry a reminder: "remnd me tommorow", "rapelle-moi demian".

Other grammars forgive on their own; these words decide between a reminder and a log, so they are put right before anything is read.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from spotter.language.calendar_words import level

_MEANT = {"remind": 1, "reminder": 1, "rappelle": 2, "tomorrow": 2, "demain": 1}  # with the slips that are forgiven
# Words of their own, though near to one that is meant.
_REAL = frozenset({"rewind", "remand", "remain", "demand", "domain", "demains", "reminds", "reminders", "remainder", "tomorrows"})
_RECALL = re.compile(r"rappel(?:le)?(?:[aezrs]|er|es|ez|ees?)?")  # the verb's and the noun's other forms
_WORD = re.compile(r"[^\W\d_]{4,11}")


def mend(text: str) -> str:
    """The text with the words put right that are a slip or two away from one of a reminder; idempotent."""
    return _WORD.sub(lambda match: _mended(match[0]), text)


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    flat = level(word)
    if flat in _REAL or flat in _MEANT or _RECALL.fullmatch(flat) or flat[0] not in "rtd":
        return word
    near = [meant for meant, slips in _MEANT.items() if meant[0] == flat[0] and OSA.distance(flat, meant) <= slips]
    return min(near, key=lambda meant: OSA.distance(flat, meant)) if near else word
