"""How well a longer description ("holding a weight in front of the chest and squatting") fits what an exercise says of itself."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercise_words import meaning_words, plain_words, word_data
from spotter.catalogue.exercises import exercises

_LONG = 4  # from this many words of meaning a query is a description rather than a name


class Descriptions:
    """The words of each exercise's names, equipment, muscles and instructions, with how rare each word is."""

    def __init__(self, catalogue: Iterable[Exercise]) -> None:
        self._words = {row.key: _stems(_text(row)) for row in catalogue}
        counts = Counter(word for words in self._words.values() for word in words)
        self._rarity = {word: math.log(1 + len(self._words) / count) for word, count in counts.items()}

    def fit(self, words: Sequence[str]) -> dict[str, float]:
        """The share of the described words, weighed by rarity, that each exercise knows, 0 to 1; empty for short queries."""
        if len(words) < _LONG:
            return {}
        asked = {stem for stem in map(_stem, words) if stem in self._rarity}
        total = sum(self._rarity[stem] for stem in asked)
        if not total:
            return {}
        return {key: sum(self._rarity[stem] for stem in asked & known) / total for key, known in self._words.items()}


@cache
def exercise_descriptions() -> Descriptions:
    """The descriptions of the whole catalogue, read at first use."""
    return Descriptions(exercises().values())


def _text(row: Exercise) -> str:
    names = [*row.name.values(), *(alias for aliases in row.aliases.values() for alias in aliases)]
    tools = [word for kind in row.equipment for word in word_data().equipment.get(kind, (kind.replace("_", " "),))]
    muscles = [muscle.replace("_", " ") for muscle in row.muscles]
    return " ".join([*names, *tools, *muscles, row.pattern.replace("_", " "), *row.how.values()])


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(_stem, meaning_words(plain_words(text))))


def _stem(word: str) -> str:
    """The word without a verb's ending, so that "squatting" meets "squat" and "lifted" meets "lift"."""
    for ending in ("ing", "ed", "er", "ez", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls" else word
