"""The embedder of the house: hashed character n-grams and what the catalogue knows of words, no weights and nothing to download.

"Épaule" and "shoulder", "skyr" and "yogourt", "leg press" and "presse à cuisses" come close because both catalogues name them: a text is
spread over its words, the pieces of its words, and the regions, muscles, equipment, exercises and foods that it names.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from spotter.catalogue.exercise_words import plain_words, singular, word_data
from spotter.catalogue.exercises import exercises
from spotter.catalogue.foods import foods
from spotter.language.body_parts import find_region
from spotter.language.calendar_words import level
from spotter.language.muscle_names import equipment_in, muscles_in

Floats = NDArray[np.float32]
DIMENSIONS = 1024
VERSION = 1  # another one makes the index anew
_LONGEST_NAME = 4  # words
_SPREAD = 4
_WORD, _PIECE, _MEANT = 0.6, 0.8, 1.0


def embed(texts: Sequence[str]) -> Floats:
    """One row of unit length per text; an empty text is a row of zeros."""
    return embed_features([features_of(text) for text in texts])


def embed_features(described: Sequence[Mapping[str, float]]) -> Floats:
    """Rows of unit length from named features and their weights."""
    rows = np.zeros((len(described), DIMENSIONS), dtype=np.float32)
    for row, features in zip(rows, described, strict=True):
        for name, weight in features.items():
            for place, sign in _places(name):
                row[place] += sign * weight
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)


def features_of(text: str) -> dict[str, float]:
    """What a text is spread over: words, pieces of words, and what the catalogue knows by them, each with its weight."""
    found: defaultdict[str, float] = defaultdict(float)
    words = [word for word in plain_words(text) if word not in _plain_stops()]
    for word in words:
        for one in word_data().synonyms.get(singular(word), (singular(word),)):
            found[f"word:{one}"] += _WORD
            pieces = list(_pieces(one))
            for piece in pieces:
                found[f"piece:{piece}"] += _PIECE / len(pieces) ** 0.5
    for meant in _meant(words):
        found[meant] += _MEANT
    for muscle in muscles_in(text):
        found[f"muscle:{muscle}"] += _MEANT / 2
    for equipment in equipment_in(text):
        found[f"equipment:{equipment}"] += _MEANT
    region = find_region(level(text))
    if region is not None:
        found[f"region:{region[0]}"] += _MEANT
    for subject in {_subjects()[singular(word)] for word in plain_words(text) if singular(word) in _subjects()}:
        found[f"subject:{subject}"] += _MEANT
    return found


def _meant(words: Sequence[str]) -> Iterator[str]:
    """The exercises and foods that neighbouring words name, the longest names first."""
    names, at = _names(), 0
    while at < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            known = names.get(" ".join(singular(word) for word in words[at : at + length]))
            if known:
                yield from known
                at += length - 1
                break
        at += 1


def _pieces(word: str) -> Iterator[str]:
    """Runs of three and four letters of a word with its borders marked: a slip of the keys changes a few of them only."""
    marked = f"<{word}>"
    for length in (3, 4):
        for start in range(max(len(marked) - length + 1, 1)):
            yield marked[start : start + length]


@lru_cache(maxsize=65536)
def _places(name: str) -> tuple[tuple[int, float], ...]:
    """Where a feature stands, each with its sign: in several places, so that two features never share more than a part."""
    hashed = blake2b(name.encode(), digest_size=2 * _SPREAD).digest()
    numbers = [int.from_bytes(hashed[at : at + 2]) for at in range(0, 2 * _SPREAD, 2)]
    return tuple((number % DIMENSIONS, 1.0 if number >> 15 else -1.0) for number in numbers)


@cache
def _subjects() -> dict[str, str]:
    """What a word is about, from `data/subjects.json`."""
    raw: dict[str, list[str]] = json.loads((files("spotter.memory") / "data" / "subjects.json").read_text("utf-8"))
    return {singular(word): subject for subject, words in raw.items() for word in words}


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """What the names of both catalogues stand for: an exercise with its movement, or a food. Ambiguous names stand for the most usual."""
    names: dict[str, tuple[str, ...]] = {}
    for food in sorted(foods().values(), key=lambda one: one.rank):
        for name in _said(food.name.values(), *food.aliases.values()):
            names.setdefault(name, (f"food:{food.key}",))
    for exercise in sorted(exercises().values(), key=lambda one: -one.rank):
        meant = (f"exercise:{exercise.key}", f"pattern:{exercise.pattern}", *(f"muscle:{one}" for one in exercise.muscles))
        names.update(dict.fromkeys(_said(exercise.name.values(), *exercise.aliases.values()), meant))
    return names


def _said(*groups: Iterable[str]) -> set[str]:
    spelled = (" ".join(singular(word) for word in plain_words(name) if word not in _plain_stops()) for group in groups for name in group)
    return {name for name in spelled if len(name) > 2}


@cache
def _plain_stops() -> frozenset[str]:
    """Words that say nothing of what a text is about, in both languages."""
    lists: dict[str, str] = json.loads((files("spotter.language") / "data" / "fillers.json").read_text("utf-8"))
    return (word_data().stop | frozenset(lists["words"].split())) - {"press", "row", "run"}
