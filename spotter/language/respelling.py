"""Slips of the keyboard put right against the words that a request is made of: "progrmme", "plna", "wek"."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from rapidfuzz.distance import OSA

from spotter.language.remainder import word_set

_REAL = word_set("never_respelt")  # words of their own, though near to one of a request
_SHORTEST, _LONG = 3, 7


def respelt(words: str, vocabulary: Collection[str]) -> str:
    """Simple text with each unknown word put right that is one slip (two where it is long) away from a single known word."""
    known = frozenset(vocabulary)
    return " ".join(_nearest(word, known) for word in words.split(" "))


@lru_cache(maxsize=2048)
def _nearest(word: str, known: frozenset[str]) -> str:
    if len(word) < _SHORTEST or not word.isalpha() or word in known or word in _REAL:
        return word
    slips = 2 if len(word) >= _LONG else 1
    near = [one for one in known if one[0] == word[0] and abs(len(one) - len(word)) <= slips and OSA.distance(word, one) <= slips]
    best = min((OSA.distance(word, one) for one in near), default=0)
    nearest = [one for one in near if OSA.distance(word, one) == best]
    longest = max(nearest, key=len, default=word)
    return longest if all(longest.startswith(one) for one in nearest) else word  # "program" and "programme" are one
