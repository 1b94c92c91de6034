"""An index over all names of all exercises: exact lookups first, then one fuzzy pass over words and letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercise_words import meaning_words, plain_words, singular, word_data
from spotter.catalogue.exercises import exercises

Floats = NDArray[np.float32]
_WORD_FLOOR = 0.68  # a query word less alike than this to a word of the catalogue is another word
_RUN_TOGETHER = 6  # letters; shorter words stand for too many things
_UNKNOWN_WEIGHT = 4.0  # what a word that no exercise has costs; between a common and a rare word


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of one exercise: as written, and as words of meaning."""

    text: str
    exercise: Exercise
    words: tuple[str, ...]


class ExerciseIndex:
    """All aliases in four shapes: written out, as a bag of words, without blanks, as initials; and vectors for the fuzzy pass."""

    def __init__(self, catalogue: Iterable[Exercise]) -> None:
        self.aliases: list[Alias] = []
        self.exact: dict[str, list[int]] = defaultdict(list)
        self.bags: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.joined: dict[str, list[int]] = defaultdict(list)
        self.initials: dict[str, list[int]] = defaultdict(list)
        for exercise in catalogue:
            for text in dict.fromkeys([*exercise.name.values(), *(a for names in exercise.aliases.values() for a in names)]):
                self._add(text, exercise)
        self._add_equipment()
        for table in (self.exact, self.bags, self.joined, self.initials):
            for numbers in table.values():
                numbers.sort(key=lambda number: self.aliases[number].exercise.rank)
        self._weigh()

    def _add(self, text: str, exercise: Exercise) -> None:
        plain = plain_words(text)
        alias = Alias(text, exercise, tuple(meaning_words(plain)) or tuple(plain))
        number = len(self.aliases)
        self.aliases.append(alias)
        self.exact[" ".join(plain)].append(number)
        self.bags[tuple(sorted(set(alias.words)))].append(number)
        for form in {"".join(map(singular, plain)), "".join(alias.words)}:
            self.joined[form].append(number)
        if len(alias.words) >= 3:
            self.initials["".join(word[0] for word in alias.words)].append(number)

    def _add_equipment(self) -> None:
        """Let "front squat (barbell)" be the front squat: what an exercise needs may be said, unless that names another one."""
        names = word_data().equipment
        added: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, alias in enumerate(self.aliases):
            for kind in alias.exercise.equipment:
                extra = set(names.get(kind, ())) - set(alias.words)
                bag = tuple(sorted({*alias.words, *extra}))
                if extra and bag not in self.bags:
                    added[bag].append(number)
        self.bags.update(added)

    def _weigh(self) -> None:
        postings: dict[str, list[int]] = defaultdict(list)
        for number, alias in enumerate(self.aliases):
            for word in set(alias.words):
                postings[word].append(number)
        self.vocabulary = list(postings)
        self._spellings = [*self.vocabulary, *(word for word in word_data().synonyms if len(word) > 4)]
        self.place = {word: i for i, word in enumerate(self.vocabulary)}
        self._postings = [np.array(numbers) for numbers in postings.values()]
        # The square root keeps a rare word from deciding alone.
        self._weight: Floats = np.sqrt(np.log(1 + len(self.aliases) / np.array([len(p) for p in self._postings]))).astype(np.float32)
        self._alias_weight: Floats = np.array(
            [sum(float(self._weight[self.place[w]]) for w in set(alias.words)) for alias in self.aliases], dtype=np.float32
        )
        self._letters = ["".join(alias.words) for alias in self.aliases]
        self._rank_cost: Floats = np.array([alias.exercise.rank / 2500 for alias in self.aliases], dtype=np.float32)

    def spell(self, word: str, floor: float) -> str:
        """The word that names use (or that is spelled out as one, such as "traction") nearest to `word`, or `word` itself.

        `floor` is the likeness from which on a slip is believed, 0 to 1. Ordinary words are never slips.
        """
        one = singular(word)
        data = word_data()
        if len(one) < 4 or not one.isalpha() or one in self.place:
            return word
        if any(form in words for form in (word, one) for words in (data.synonyms, data.ordinary, data.stop)):
            return word
        alike = process.cdist([one], self._spellings, scorer=DamerauLevenshtein.normalized_similarity, dtype=np.float32)[0]
        best = int(np.argmax(alike))
        return self._spellings[best] if alike[best] >= floor else word

    def known(self, words: Sequence[str]) -> tuple[list[int], float]:
        """The aliases that are these words, however written, best rank first, and how sure that is (0 if none)."""
        plain = " ".join(words)
        if plain in self.exact:
            return self.exact[plain], 1.0
        ones = [singular(word) for word in words]
        for form in (" ".join(ones), plain.removesuffix("s")):
            if form in self.exact:
                return self.exact[form], 0.99
        meaning = meaning_words(words)
        if not meaning:
            return [], 0.0
        bag = tuple(sorted(set(meaning)))
        if bag in self.bags:
            return self.bags[bag], 0.97
        for form in ("".join(meaning), "".join(ones)):
            if form in self.joined:
                return self.joined[form], 0.96
        core = tuple(sorted(set(meaning) - word_data().neutral))
        return (self.bags[core], 0.94) if core in self.bags else ([], 0.0)

    def is_run_together(self, word: str) -> bool:
        """Whether the word is a name of several words written without its blanks: "frontsquat"."""
        if len(word) < _RUN_TOGETHER or word in word_data().ordinary:
            return False
        names = (plain_words(self.aliases[number].text) for number in self.joined.get(word, ()))
        return any(len(name) > 1 and "".join(map(singular, name)) == word for name in names)

    def known_initials(self, words: Sequence[str]) -> list[int]:
        """The aliases whose first letters are this one word of three to six letters ("sadr", also in the plural)."""
        if len(words) != 1 or not 3 <= len(words[0]) <= 6:
            return []
        word = words[0]
        return self.initials.get(word) or self.initials.get(word.removesuffix("s")) or []

    def words_of(self, exercise: Exercise) -> set[str]:
        """Every word that any name of the exercise has, and what its equipment is called."""
        data = word_data()
        said = {word for kind in exercise.equipment for word in data.equipment.get(kind, ())}
        return said.union(data.neutral, *(alias.words for alias in self.aliases if alias.exercise is exercise))

    def likeness(self, words: Sequence[str]) -> Floats:
        """How alike `words` (of meaning) and each alias are, 0 to 1: shared words, weighed by rarity, and shared letters."""
        unique = list(dict.fromkeys(words))
        alike = self._word_likeness(unique)
        best = alike.max(axis=0)
        covered = np.zeros(len(self.aliases), dtype=np.float32)
        for place in np.flatnonzero(best):
            covered[self._postings[place]] += self._weight[place] * best[place]
        explained, total = self._explained(unique, alike)
        recall = np.minimum(covered / self._alias_weight, 1)
        precision = explained / total
        by_word = 2 * precision * recall / np.maximum(precision + recall, 1e-6)
        by_letter = self._letter_likeness("".join(words))
        return np.asarray(0.62 * np.maximum(by_word, by_letter) + 0.38 * np.minimum(by_word, by_letter) - self._rank_cost, dtype=np.float32)

    def _word_likeness(self, words: Sequence[str]) -> Floats:
        alike = process.cdist(
            words, self.vocabulary, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=_WORD_FLOOR, dtype=np.float32
        )
        for row, word in enumerate(words):
            if word in self.place:
                alike[row] *= 0.7 if len(word) > 4 else 0.0
                alike[row, self.place[word]] = 1.0
        return np.asarray(alike, dtype=np.float32)

    def _explained(self, words: Sequence[str], alike: Floats) -> tuple[Floats, float]:
        explained = np.zeros(len(self.aliases), dtype=np.float32)
        total = 0.0
        for row in range(len(words)):
            places = np.flatnonzero(alike[row])
            if not len(places):
                total += _UNKNOWN_WEIGHT**0.5
                continue
            closest = places[np.argmax(alike[row, places])]
            weight = float(self._weight[closest])
            total += weight
            mine = np.zeros(len(self.aliases), dtype=np.float32)
            for place in places:
                numbers = self._postings[place]
                mine[numbers] = np.maximum(mine[numbers], alike[row, place])
            explained += weight * mine
        return explained, total

    def _letter_likeness(self, letters: str) -> Floats:
        if len(letters) > 40:
            return np.zeros(len(self.aliases), dtype=np.float32)
        return np.asarray(process.cdist([letters], self._letters, scorer=fuzz.ratio, dtype=np.float32)[0] / 100, dtype=np.float32)


@cache
def exercise_index() -> ExerciseIndex:
    """The index over the whole catalogue, built at first use."""
    return ExerciseIndex(exercises().values())
