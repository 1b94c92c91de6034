"""Words of the body that are said of things: knee sleeves, a broken wrist strap, a phone that died, a purged cupboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from spotter.language.red_flag_words import Words

_SUBJECT_REACH = 4  # words between a thing and what happened to it: "my bike chain has just snapped"
_OBJECT_REACH = 3  # words between what was done and the thing: "purged my old kitchen cupboard"


class _Lists(NamedTuple):
    """`gear` is worn on the `body` or trains it, other `things` are not; what may `happen` to both; words that may stand `between`."""

    gear: frozenset[str]
    things: frozenset[str]
    body: frozenset[str]
    happens: frozenset[str]
    between: frozenset[str]
    linking: frozenset[str]


@cache
def _lists() -> _Lists:
    data = json.loads((files("spotter.language") / "data" / "red_flags" / "things.json").read_text(encoding="utf-8"))
    return _Lists(*(frozenset(data[name]) for name in _Lists._fields))


def words_of_things(words: Words) -> frozenset[int]:
    """The places of words that speak of a thing: the body word before it ("wrist straps") and what happened to it."""
    lists = _lists()
    found: set[int] = set()
    for at, word in enumerate(words.text):
        if word in lists.gear:
            found.update(_kind_of_gear(words, at))
        if word in lists.gear or word in lists.things:
            found.update(_happened_to(words, at))
    return frozenset(found)


def _kind_of_gear(words: Words, thing: int) -> Iterator[int]:
    """The body word that says which gear it is: "knee sleeves", "sangles de poignet"."""
    lists, text = _lists(), words.text
    if thing and text[thing - 1] in lists.body and words.clause[thing - 1] == words.clause[thing]:
        yield thing - 1
    if thing + 2 < len(text) and text[thing + 1] in lists.linking and text[thing + 2] in lists.body:
        yield thing + 2


def _happened_to(words: Words, thing: int) -> Iterator[int]:
    """What was done to the thing ("purged my old cupboard") or befell it ("my chain has just snapped")."""
    lists, text = _lists(), words.text
    for reach in (range(thing - 1, max(-1, thing - 2 - _OBJECT_REACH), -1), range(thing + 1, min(thing + 1 + _SUBJECT_REACH, len(text)))):
        for at in reach:
            if words.clause[at] != words.clause[thing]:
                break
            if text[at] in lists.happens:
                yield at
            if text[at] not in lists.between and text[at] not in lists.things and text[at] not in lists.body:
                break
