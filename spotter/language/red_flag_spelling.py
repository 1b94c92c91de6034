"""Misspelt words of the red-flag vocabulary: known slips first, then one letter missing, doubled, swapped or wrong.

Of words of five letters a missing vowel is enough ("chst").
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files

_SHORTEST = 5
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=20_000)
def correct(token: str) -> str:
    """The word or words meant by `token`; `token` itself when it is no near miss of a word that matters."""
    slips, wanted, near = _tables()
    if token in slips:
        return slips[token]
    if token in wanted or len(token) < _SHORTEST - 1:
        return token
    if len(token) < _SHORTEST:
        return next((word for word in near.get(token, ()) if len(word) == _SHORTEST and _lacks_a_vowel(token, word)), token)
    found = {word for shorter in (token, *_one_shorter(token)) for word in near.get(shorter, ())}
    close = {word for word in found if word[0] == token[0] and _is_one_slip(token, word)}
    return min(close, key=lambda word: (abs(len(word) - len(token)), word)) if close else token


@cache
def _tables() -> tuple[dict[str, str], frozenset[str], dict[str, list[str]]]:
    data = json.loads(files("spotter.language").joinpath("data", "red_flags", "spelling.json").read_text(encoding="utf-8"))
    near: dict[str, list[str]] = {}
    for word in data["words"]:
        for shorter in (word, *_one_shorter(word)):
            near.setdefault(shorter, []).append(word)
    return data["slips"], frozenset(data["words"]) | frozenset(data["real_words"]), near


def _one_shorter(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _is_one_slip(token: str, word: str) -> bool:
    """Whether one letter added, left out, changed, or two neighbours swapped make `word` of `token`."""
    start = _shared(token, word)
    end = _shared(token[start:][::-1], word[start:][::-1])
    here, there = token[start : len(token) - end], word[start : len(word) - end]
    return max(len(here), len(there)) <= 1 or (len(here) == 2 and here == there[::-1])


def _lacks_a_vowel(token: str, word: str) -> bool:
    """Whether one vowel after the first letter of `word` is all that `token` lacks ("chst")."""
    return any(word[i] in _VOWELS and word[:i] + word[i + 1 :] == token for i in range(1, len(word)))


def _shared(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
