"""From what people type to an exercise: a ranked search for humans, a strict lookup and a search inside a sentence for the grammar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercise_description import exercise_descriptions
from spotter.catalogue.exercise_index import Floats, exercise_index
from spotter.catalogue.exercise_mention import Mention, find_exercise_mention
from spotter.catalogue.exercise_words import meaning_words, plain_words

__all__ = ["ExerciseMatch", "Mention", "Resolution", "find_exercise_mention", "resolve_exercise", "search_exercises"]

_SURE = 0.84  # a fuzzy answer below this is not taken for granted
_SURE_WORD_BY_WORD = 0.7  # enough when every single word belongs to the exercise
_SLIP = 0.7  # a word this alike to a word of the catalogue is read as that word, too
_DESCRIPTION = 0.8  # a query whose best name is less alike than this is read as a description
_CLEAR = 0.04  # nor one that is not this far ahead of the next exercise


@dataclass(frozen=True, slots=True)
class ExerciseMatch:
    """One answer of the search: `score` is 0 to 1, `alias` the name that fitted."""

    exercise: Exercise
    score: float
    alias: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The one exercise a text names. `margin` is the lead over the next exercise; `exact` means no letter was guessed."""

    exercise: Exercise
    score: float
    margin: float
    exact: bool


def search_exercises(query: str, *, limit: int = 10) -> list[ExerciseMatch]:
    """The exercises that fit `query` in English or French, best first; typos, abbreviations and any word order are fine."""
    words = plain_words(query)
    if not words:
        return []
    index = exercise_index()
    numbers, score = index.known(words)
    initials = [] if numbers else index.known_initials(words)
    found = _best_of_each(((number, score - 0.002 * i) for i, number in enumerate(numbers)), {})
    found = _best_of_each(((number, 0.95 - 0.002 * i) for i, number in enumerate(initials)), found)
    if len(found) < limit:
        alike = _likeness(words)
        top = np.argsort(-alike, kind="stable")[: 8 * limit]
        found = _best_of_each(((int(number), min(float(alike[number]), 0.94)) for number in top if alike[number] > 0.2), found)
    return sorted(found.values(), key=lambda match: (-match.score, match.exercise.rank))[:limit]


def resolve_exercise(text: str) -> Resolution | None:
    """The exercise that `text` names, or None when that is not certain enough to write it down."""
    words = plain_words(text)
    index = exercise_index()
    numbers, score = index.known(words) if words else ([], 0.0)
    if numbers:
        return Resolution(index.aliases[numbers[0]].exercise, score, score, exact=True)
    matches = search_exercises(text, limit=2)
    if not matches:
        return None
    margin = matches[0].score - (matches[1].score if len(matches) > 1 else 0.0)
    floor = _SURE_WORD_BY_WORD if index.words_of(matches[0].exercise).issuperset(meaning_words(words)) else _SURE
    if matches[0].score < floor or margin < _CLEAR:
        return None
    return Resolution(matches[0].exercise, matches[0].score, margin, exact=False)


def _likeness(words: Sequence[str]) -> Floats:
    """The likeness of all aliases to the words as typed or as repaired, whichever is higher; long queries weigh descriptions."""
    index = exercise_index()
    meaning = meaning_words(words) or words
    alike = index.likeness(meaning)
    repaired = [index.spell(word, _SLIP) for word in words]
    if repaired != list(words):
        alike = np.maximum(alike, 0.96 * index.likeness(meaning_words(repaired) or repaired))
    fit = exercise_descriptions().fit(meaning)
    if fit and alike.max() < _DESCRIPTION:
        alike = alike * 0.6 + np.array([0.45 * fit[alias.exercise.key] for alias in index.aliases], dtype=np.float32)
    return np.asarray(alike, dtype=np.float32)


def _best_of_each(numbers: Iterable[tuple[int, float]], found: dict[str, ExerciseMatch]) -> dict[str, ExerciseMatch]:
    aliases = exercise_index().aliases
    for number, score in numbers:
        alias = aliases[number]
        if alias.exercise.key not in found:
            found[alias.exercise.key] = ExerciseMatch(alias.exercise, max(score, 0.0), alias.text)
    return found
