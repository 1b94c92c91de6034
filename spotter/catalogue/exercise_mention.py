"""An exercise named somewhere in a sentence: dictionary lookups over short spans, then the same after repairing misspelt words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercise_index import exercise_index
from spotter.catalogue.exercise_words import meaning_words, plain_words, singular, word_data

_LONGEST = 6
_SLIP = 0.79  # one slip in five letters, or two in ten
_REPAIRED = 0.9  # the score of a name that needed a repair


@dataclass(frozen=True, slots=True)
class Mention:
    """An exercise named by `words[start:end]`. `exact` means no letter was guessed."""

    exercise: Exercise
    start: int
    end: int
    score: float
    exact: bool


def find_exercise_mention(words: Sequence[str]) -> Mention | None:
    """The longest run of one to six words that names an exercise, the first of equals; None if there is none.

    Ordinary words are never repaired into exercise words ("bread" is no "breath"), and phrases such as "row of" name none.
    """
    plain = [plain_words(word) for word in words]
    ends = [word.rstrip(")").endswith((",", ";", ":", ".", "?", "!")) for word in words]
    exact = _longest_known(plain, ends, exact=True)
    if exact and exact.end - exact.start == len(words):
        return exact
    repaired = [[_repaired(part) for part in parts] for parts in plain]
    if repaired == plain:
        return exact
    guess = _longest_known(repaired, ends, exact=False)
    if guess and (exact is None or guess.end - guess.start > exact.end - exact.start):
        return guess
    return exact


def _longest_known(words: list[list[str]], ends: list[bool], *, exact: bool) -> Mention | None:
    index = exercise_index()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            span = words[start : start + length]
            if not all(span) or any(ends[start : start + length - 1]) or _is_stop(span[0][0]) or _is_stop(span[-1][-1]):
                continue
            flat = [part for parts in span for part in parts]
            numbers, score = index.known(flat)
            if numbers and (score >= 0.99 or _is_name(flat)) and not _is_phrase(words, start, start + length):
                return Mention(index.aliases[numbers[0]].exercise, start, start + length, score if exact else min(score, _REPAIRED), exact)
    return None


def _is_stop(word: str) -> bool:
    return word in word_data().stop


def _is_name(flat: list[str]) -> bool:
    """Whether words found in another order, without blanks or through synonyms are a name and not chance.

    One word of meaning is chance ("both hands"), and so are words on two sides of "and" or "my".
    """
    data, index = word_data(), exercise_index()
    if any(word in data.stop and word not in data.inside for word in flat):
        return False
    if len(set(meaning_words(flat)) - data.neutral) > 1:
        return sum(map(len, flat)) >= 6
    letters = "".join(flat)
    return any(form in index.exact or (len(flat) == 1 and index.is_run_together(form)) for form in (letters, singular(letters)))


def _is_phrase(words: list[list[str]], start: int, end: int) -> bool:
    """Whether the span only looks like an exercise because of its neighbour ("row of houses", "mood swings")."""
    phrases = word_data().not_exercise
    last, first = words[end - 1][-1], words[start][0]
    following = words[end][0] if end < len(words) and words[end] else ""
    before = words[start - 1][-1] if start and words[start - 1] else ""
    return f"{last} {following}" in phrases or f"{before} {first}" in phrases


@lru_cache(maxsize=4096)
def _repaired(word: str) -> str:
    """The word of the catalogue that `word` is a slip of, or `word` itself."""
    index = exercise_index()
    if word in index.exact or word in index.joined:
        return word
    found = index.spell(word, _SLIP)
    return found if found[0] == word[0] and len(found) >= 4 else word
