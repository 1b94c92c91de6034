"""The red-flag lexicon: which concepts (a body part, a sensation, a circumstance) stand where in a message.

A phrase in the data files is a row of words: `faint*` is any word that begins so, `*olol` any that ends so, `a/b` is either
word, `~` stands for up to three words of any kind, `#` for a number. Phrases are written without accents and apostrophes, as
`plain_text` makes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from spotter.language.red_flag_things import words_of_things
from spotter.language.red_flag_words import Words

_GAP = 3
_MASK = "mask"


class Hit(NamedTuple):
    """The tokens from `start` up to, not including, `end`."""

    start: int
    end: int


class Concepts(NamedTuple):
    """Where each concept stands, and the tokens that belong to harmless fixed phrases ("chest day")."""

    places: dict[str, list[Hit]]
    hidden: frozenset[int]


class _Phrase(NamedTuple):
    concept: str
    rest: tuple[str, ...]


class _Index(NamedTuple):
    """The phrases by their first word: a whole word, its beginning (`lengths` are those of the beginnings) or its end."""

    whole: dict[str, list[_Phrase]]
    begun: dict[str, list[_Phrase]]
    ended: dict[str, list[_Phrase]]
    lengths: tuple[int, ...]


def load(name: str) -> Any:
    """The data file `name` of the language room."""
    return json.loads(files("spotter.language").joinpath("data", name).read_text(encoding="utf-8"))


def find_concepts(words: Words) -> Concepts:
    """Every concept in `words` with its places, without those inside a harmless fixed phrase and those said of a thing."""
    found: dict[str, list[Hit]] = {}
    for at, token in enumerate(words.text):
        for phrase in _candidates(token):
            end = _match(words, at + 1, phrase.rest, words.sentence[at])
            if end is not None:
                found.setdefault(phrase.concept, []).append(Hit(at, end))
    hidden = frozenset(i for mask in found.pop(_MASK, ()) for i in range(*mask))
    things = words_of_things(words)
    if hidden or things:
        found = {concept: kept for concept, hits in found.items() if (kept := [h for h in hits if _is_meant(h, hidden, things)])}
    return Concepts(found, hidden)


def _is_meant(hit: Hit, hidden: frozenset[int], things: frozenset[int]) -> bool:
    return not hidden.issuperset(range(*hit)) and things.isdisjoint(range(*hit))


def _match(words: Words, at: int, rest: tuple[str, ...], sentence: int) -> int | None:
    for n, want in enumerate(rest):
        if want == "~":
            ends = (_match(words, at + skip, rest[n + 1 :], sentence) for skip in range(_GAP + 1))
            return next((end for end in ends if end is not None), None)
        if at >= len(words.text) or words.sentence[at] != sentence or not _fits(words.text[at], want):
            return None
        at += 1
    return at


@lru_cache(maxsize=50_000)
def _fits(token: str, want: str) -> bool:
    return any(_fits_option(token, option) for option in want.split("/"))


def _fits_option(token: str, option: str) -> bool:
    if option == "#":
        return token[0].isdigit()
    if option[0] == "*":
        return token.endswith(option[1:])
    return token.startswith(option[:-1]) if option.endswith("*") else token == option


@cache
def _index() -> _Index:
    whole: dict[str, list[_Phrase]] = {}
    begun: dict[str, list[_Phrase]] = {}
    ended: dict[str, list[_Phrase]] = {}
    for concept, phrase in _phrases():
        first, *rest = phrase.split()
        for option in first.split("/"):
            place = ended if option.startswith("*") else begun if option.endswith("*") else whole
            place.setdefault(option.strip("*"), []).append(_Phrase(concept, tuple(rest)))
    return _Index(whole, begun, ended, tuple(sorted({len(key) for key in begun})))


def _phrases() -> Iterator[tuple[str, str]]:
    for topic in files("spotter.language").joinpath("data", "red_flags", "words").iterdir():
        for concept, by_language in json.loads(topic.read_text(encoding="utf-8")).items():
            for phrases in by_language.values():
                for phrase in phrases:
                    yield concept, phrase


@lru_cache(maxsize=20_000)
def _candidates(token: str) -> tuple[_Phrase, ...]:
    index = _index()
    found = list(index.whole.get("#" if token[0].isdigit() else token, ()))
    for length in index.lengths:
        if length > len(token):
            break
        found += index.begun.get(token[:length], ())
    for ending, phrases in index.ended.items():
        if token.endswith(ending) and len(token) > len(ending) + 1:
            found += phrases
    return tuple(found)
