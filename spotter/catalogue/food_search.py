"""Search over the foods: stems, weighted overlap, descriptors that contradict each other, and typos only where a word is unknown."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from spotter.catalogue.food import Food
from spotter.catalogue.food_words import DISHES, NEAR, Phrase, is_light, is_vessel, plain, stem, take_apart
from spotter.catalogue.foods import foods

_LIGHT_WEIGHT = 0.25  # a descriptor's share of a naming word's weight
_UNMATCHED_LIGHT = 0.5  # what is left of that where the food's name has not got the descriptor
_FULLY_SCORED = 60
_ADJECTIVE = ("ed", "ing", "y", "ish", "ful", "ous", "ic", "able", "al", "ian", "ese", "less", "an", "ee", "eux", "ique")
_GENERIC = frozenset(
    {"cereal", "candy", "drink", "beverage", "snack", "dish", "meal", "food", "soda", "fish", "meat"}
)  # "Froot Loops cereal"
_OTHER_TONGUE = 0.985  # a name in the other language: enough to decide between "prune" and "prune"
_WEAK = 0.15  # below this score a food is not even listed
_SURE = 0.55  # below this score a food is not taken for the query


@dataclass(frozen=True, slots=True)
class FoodMatch:
    """A food that fits a query. `score` is 0 to 1; `alias` is the name that matched."""

    food: Food
    score: float
    alias: str


@dataclass(frozen=True, slots=True)
class FoodResolution:
    """The food that a text means. `margin` is the distance to the best food with other figures.

    `full` says that text and name share all words that name a food, so that only descriptors are left over ("steamed green beans").
    """

    food: Food
    score: float
    margin: float
    full: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    food: Food
    alias: str
    phrase: Phrase
    weight: float
    locales: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Index:
    entries: tuple[_Entry, ...]
    postings: dict[str, tuple[int, ...]]
    weights: dict[str, float]
    joined: dict[str, tuple[str, str]]
    exact: dict[str, tuple[int, ...]]


def search_foods(query: str, *, limit: int = 10, locale: str | None = None) -> list[FoodMatch]:
    """The foods that fit the query best first; empty where nothing fits. `locale` decides words of two meanings ("prune")."""
    return list(_ranked(plain(query).strip(), locale)[:limit])


def resolve_food(text: str, *, locale: str | None = None) -> FoodResolution | None:
    """The food that the text means, or None where no food is close enough."""
    said = plain(text).strip()
    found = [] if is_vessel(said) else _ranked(said, locale)
    if not found or found[0].score < _SURE:
        return None
    best = found[0]
    rival = next((match.score for match in found[1:] if _differs(match.food, best.food)), 0.0)
    return FoodResolution(best.food, best.score, best.score - rival, _names_all(said, best.alias))


def _names_all(query: str, alias: str) -> bool:
    words = _known_words(take_apart(query).words, _index())
    naming = {word for word in words if not is_light(word)}
    return all(likeness for word, (likeness, _) in words.items() if word in naming) and naming == {
        word for word in take_apart(alias).words if not is_light(word)
    }


def _differs(one: Food, other: Food) -> bool:
    return abs(one.kcal - other.kcal) > max(15.0, 0.15 * other.kcal)


@lru_cache(maxsize=1)
def _index() -> _Index:
    raw: list[tuple[Food, str, Phrase, frozenset[str]]] = []
    for one in foods().values():
        own = take_apart(one.name["en"]).descriptors
        for alias, locales in _names(one).items():
            phrase = take_apart(alias)
            if phrase.words:
                raw.append((one, alias, Phrase(phrase.words, phrase.head, own | phrase.descriptors, phrase.light), frozenset(locales)))
    count: dict[str, set[str]] = defaultdict(set)
    for one, _, phrase, _ in raw:
        for word in phrase.words:
            count[word].add(one.key)
    weights = {word: (math.log(1 + len(foods()) / len(keys))) * (_LIGHT_WEIGHT if is_light(word) else 1.0) for word, keys in count.items()}
    entries = tuple(_Entry(one, alias, phrase, sum(weights[w] for w in phrase.words), locales) for one, alias, phrase, locales in raw)
    return _indexed(entries, weights)


def _names(food: Food) -> dict[str, set[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for locale, name in food.name.items():
        for alias in (name, *food.aliases.get(locale, ())):
            names[alias].add(locale)
    return names


def _indexed(entries: tuple[_Entry, ...], weights: dict[str, float]) -> _Index:
    postings: dict[str, list[int]] = defaultdict(list)
    exact: dict[str, list[int]] = defaultdict(list)
    joined: dict[str, tuple[str, str]] = {}
    for at, entry in enumerate(entries):
        for name in {plain(entry.alias), _stemmed(plain(entry.alias))}:
            exact[name].append(at)
        for word in entry.phrase.words:
            postings[word].append(at)
        for one, other in zip(entry.phrase.words, entry.phrase.words[1:], strict=False):
            if one + other not in weights:
                joined[one + other] = (one, other)
    return _Index(
        entries, {word: tuple(at) for word, at in postings.items()}, weights, joined, {name: tuple(at) for name, at in exact.items()}
    )


def _stemmed(name: str) -> str:
    return " ".join(stem(word) for word in name.split())


@lru_cache(maxsize=4096)
def _ranked(query: str, locale: str | None = None) -> tuple[FoodMatch, ...]:
    index = _index()
    phrase = take_apart(query)
    words = _known_words(phrase.words, index)
    if not words:
        return ()
    wanted = sum(weight for _, weight in words.values())
    dishes = tuple(word for word in words if word in DISHES)
    is_vague = any(not likeness and _may_be_food(word) for word, (likeness, _) in words.items())
    best: dict[str, FoodMatch] = {}
    for at in _candidates(words, index):
        entry = index.entries[at]
        score = _score(entry, phrase, words, wanted, index) * _tongue_fit(entry, locale) * _dish_fit(entry.phrase, dishes, is_vague)
        found = best.get(entry.food.key)
        if found is None or score > found.score:
            best[entry.food.key] = FoodMatch(entry.food, score, entry.alias)
    for at in index.exact.get(query) or index.exact.get(_stemmed(query), ()):
        entry = index.entries[at]
        best[entry.food.key] = FoodMatch(entry.food, _tongue_fit(entry, locale), entry.alias)
    kept = [match for match in best.values() if match.score > _WEAK]
    return tuple(sorted(kept, key=lambda match: (-round(match.score, 3), match.food.rank, match.food.key)))[:30]


def _tongue_fit(entry: _Entry, locale: str | None) -> float:
    return 1.0 if locale is None or locale in entry.locales else _OTHER_TONGUE


def _known_words(words: tuple[str, ...], index: _Index) -> dict[str, tuple[float, float]]:
    """Each word of the query as the index knows it: how alike (0 to 1) and its weight. Unknown words weigh as rare ones."""
    found: dict[str, tuple[float, float]] = {}
    at = 0
    while at < len(words):
        word, pair = words[at], "".join(words[at : at + 2])
        known = word in index.weights and words[min(at + 1, len(words) - 1)] in index.weights
        if at + 1 < len(words) and pair in index.weights and not known:
            found[pair], at = (1.0, index.weights[pair]), at + 2
            continue
        at += 1
        if word in index.weights:
            found[word] = (1.0, index.weights[word])
        elif word in index.joined:
            for half in index.joined[word]:
                found[half] = (1.0, index.weights[half])
        else:
            near, likeness = _nearest(word)
            found[near] = (likeness, index.weights.get(near, _unknown_weight(word, at == len(words))))
    return found


def _unknown_weight(word: str, is_last: bool) -> float:
    """An unknown word at the end names the food; before it, it is mostly decoration or a cook's adjective."""
    return 1.0 if is_light(word) else 4.0 if is_last else 1.3


@lru_cache(maxsize=4096)
def _nearest(word: str) -> tuple[str, float]:
    if len(word) < 4 or word[0].isdigit() or is_light(word):
        return word, 0.0
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    names = [name for length in range(len(word) - 2, len(word) + 3) for name in _vocabulary().get((word[0], length), ())]
    found = process.extractOne(word, names, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=0.8 if len(word) > 5 else 0.74)
    return (found[0], float(found[1])) if found else (word, 0.0)


@lru_cache(maxsize=1)
def _vocabulary() -> dict[tuple[str, int], list[str]]:
    """The words of the names by their first letter and their length."""
    by_shape: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in _index().weights:
        if len(word) > 3 and word.isalpha():
            by_shape[word[0], len(word)].append(word)
    return by_shape


def _candidates(words: dict[str, tuple[float, float]], index: _Index) -> list[int]:
    """The entries that share most with the query; only these are scored in full."""
    naming = [word for word, (likeness, _) in words.items() if likeness and not is_light(word)]
    chosen = naming or [word for word, (likeness, _) in words.items() if likeness]
    shared: dict[int, float] = defaultdict(float)
    for word in chosen:
        likeness, weight = words[word]
        for at in index.postings[word]:
            shared[at] += likeness * weight
    if len(shared) <= _FULLY_SCORED:
        return list(shared)
    entries = index.entries
    return heapq.nlargest(_FULLY_SCORED, shared, key=lambda at: shared[at] ** 1.8 / entries[at].weight)


def _score(entry: _Entry, query: Phrase, words: dict[str, tuple[float, float]], wanted: float, index: _Index) -> float:
    overlap = covered = 0.0
    for word in query.light:
        if word in words and word not in entry.phrase.words:
            wanted -= (1 - _UNMATCHED_LIGHT) * words[word][1]
    for word in entry.phrase.words:
        if word in words and words[word][0]:
            likeness, weight = words[word]
            overlap += likeness * weight
            covered += index.weights[word]
    score = (overlap / wanted) ** 0.8 * (covered / entry.weight) ** 0.45
    if score <= _WEAK:
        return 0.0
    score *= _head_fit(entry.phrase, query, words) * _descriptor_fit(entry.phrase.descriptors, query.descriptors)
    return float(score * (1.0 - 0.0004 * min(entry.food.rank, 100)))


def _head_fit(entry: Phrase, query: Phrase, words: dict[str, tuple[float, float]]) -> float:
    fit = 1.0
    if entry.head and entry.head not in words:
        fit *= 0.7
    if query.head and query.head in words and query.head not in entry.words:
        fit *= 0.95 if query.head in _GENERIC else 0.65
    if entry.head != query.head and fit == 1.0:
        fit *= 0.9 if query.head in words else 1.0
    return fit


def _dish_fit(entry: Phrase, dishes: tuple[str, ...], is_vague: bool) -> float:
    """ "Papaya curry" is no papaya, and a stew of something unknown may be any stew."""
    fit = 0.85 if any(word not in entry.words for word in dishes) else 1.0
    return fit * 0.6 if is_vague and entry.head in DISHES else fit


def _may_be_food(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and not is_light(word) and not word.endswith(_ADJECTIVE)


def _descriptor_fit(entry: dict[str, str], query: dict[str, str]) -> float:
    fit = 1.0
    for group, value in query.items():
        own = entry.get(group)
        if own == value:
            continue
        if own is None:
            fit *= 0.97
        elif (group, own, value) in NEAR:
            fit *= 0.92
        else:
            fit *= 0.6
    for group, value in entry.items():
        if group not in query:
            fit *= _unasked(group, value)
    return fit


def _unasked(group: str, value: str) -> float:
    """What an alias loses for a descriptor that nobody asked for: diets and tins more than the usual way of eating it."""
    if group in ("sugar", "alcohol", "dairy", "gluten", "caffeine", "meatless") and value in ("none", "without"):
        return 0.88
    return 0.97
