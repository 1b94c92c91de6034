"""Whether somebody named an exercise, a food or a thing of their own: fuzzily, in either language, by any of its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rapidfuzz import fuzz

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercise_mention import find_exercise_mention
from spotter.catalogue.exercise_words import meaning_words, plain_words, word_data
from spotter.catalogue.exercises import exercises
from spotter.catalogue.food_words import canonical, is_light
from spotter.catalogue.foods import foods

_ALIKE = 80  # of 100: one slip in five letters
_HALF = 0.5
_EMPTY_EN = (
    "a an the i im me my mine you your it its is am are was were be to of in on at for with and or that this so do does did have has had"
    " not remember note keep mind please user person they their he his she her likes prefers wants"
)
_EMPTY_FR = (
    "le la les l un une des de du d je j m mon ma mes tu te ton ta tes il elle est suis es et ou que qui pour avec dans sur au aux en"
    " ce c ca retiens souviens toi note aime prefere s se son sa ses ai as"
)
_EMPTY = frozenset(f"{_EMPTY_EN} {_EMPTY_FR}".split())


def names_exercise(ref: Mapping[str, Any], text: str) -> bool:
    """Whether the text names the exercise of `ref` (key and name): all words of one of its names, or most where nothing else is named."""
    words = plain_words(text)
    meant = set(meaning_words(words)) | set(words)
    known = exercises().get(str(ref.get("key") or ""))
    if known is None:
        return share_of_words(str(ref.get("name") or ""), text) >= _HALF
    best = max(_covered(meaning_words(plain_words(name)), meant) for name in _names(known))
    if best >= 1:
        return True
    other = find_exercise_mention(text.split())
    is_other = other is not None and other.exact and other.exercise.key != known.key
    return best >= _HALF and not is_other


def names_food(ref: Mapping[str, Any], text: str) -> bool:
    """Whether the text names the food of `ref`: a word that says which food it is, not "fresh" or "large"."""
    words = set(canonical(text))
    known = foods().get(str(ref.get("key") or ""))
    names = [str(ref.get("name") or "")] if known is None else [*known.name.values(), *(n for some in known.aliases.values() for n in some)]
    naming = [[word for word in canonical(name) if not is_light(word)] or canonical(name) for name in names]
    return any(_covered(one, words) >= _HALF for one in naming if one)


def share_of_words(said: str, text: str) -> float:
    """How many of the words of `said` that mean something stand in the text, 0 to 1; 1 where none does."""
    wanted = [word for word in plain_words(said) if word not in _EMPTY]
    return _covered(wanted, set(plain_words(text))) if wanted else 1.0


def _names(known: Exercise) -> list[str]:
    return [*known.name.values(), *(name for some in known.aliases.values() for name in some)]


def _covered(wanted: Iterable[str], words: set[str]) -> float:
    """The share of the wanted words that are there; words of equipment and stance count only where they are all there is."""
    listed = list(wanted)
    telling = [word for word in listed if word not in word_data().neutral] or listed
    return sum(_is_there(word, words) for word in telling) / len(telling) if telling else 0.0


def _is_there(word: str, words: set[str]) -> bool:
    if word in words:
        return True
    if len(word) < 4:
        return False
    return any(
        len(other) >= 4 and other[0] == word[0] and (fuzz.ratio(word, other) >= _ALIKE or other.startswith(word) or word.startswith(other))
        for other in words
    )
