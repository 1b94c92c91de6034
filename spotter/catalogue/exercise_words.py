"""The words of exercise names: folded, singular, abbreviations spelled out, French and English on common ground."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[a-z0-9]+")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s\b")
_ELISION = re.compile(r"\b[ldn]['\u2019](?=\w)")


@dataclass(frozen=True, slots=True)
class WordData:
    """What `data/exercise_words.json` holds.

    `synonyms` spells one word as others, `pairs` two neighbours as others, `stop` carries no meaning in a name,
    `inside` are the stop words a name may have between its words, `neutral` words may be left out of a name
    ("standing", "flat"), `equipment` is how people call what an exercise needs, `ordinary` words are never taken for
    a misspelt exercise, `not_exercise` are pairs of words that only look like one.
    """

    synonyms: dict[str, tuple[str, ...]]
    pairs: dict[tuple[str, str], tuple[str, ...]]
    stop: frozenset[str]
    inside: frozenset[str]
    neutral: frozenset[str]
    equipment: dict[str, tuple[str, ...]]
    ordinary: frozenset[str]
    not_exercise: frozenset[str]


@cache
def word_data() -> WordData:
    """The word lists, read once."""
    text = (files("spotter.catalogue") / "data" / "exercise_words.json").read_text(encoding="utf-8")
    raw = json.loads(text)
    return WordData(
        synonyms={word: tuple(spelled) for word, spelled in raw["synonyms"].items()},
        pairs={(pair.split()[0], pair.split()[1]): tuple(spelled) for pair, spelled in raw["pairs"].items()},
        stop=frozenset(raw["stop"]),
        inside=frozenset(raw["inside"]),
        neutral=frozenset(raw["neutral"]),
        equipment={kind: tuple(words) for kind, words in raw["equipment"].items()},
        ordinary=frozenset(raw["ordinary"]),
        not_exercise=frozenset(raw["not_exercise"]),
    )


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case without accents and punctuation: "Farmer's Walk" gives farmers, walk."""
    text = text.lower()
    if not text.isascii():
        text = text.replace("œ", "oe")
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    text = _ELISION.sub("", _POSSESSIVE.sub("s", text)).replace("&", " and ")
    return _WORD.findall(text)


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """The word without its plural ending; words of up to three letters and "press" stay."""
    if len(word) <= 3 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1]


def meaning_words(words: Sequence[str]) -> list[str]:
    """The words that carry a name's meaning: singular, without stop words, abbreviations and synonyms spelled out."""
    data = word_data()
    spelled: list[str] = []
    for word in words:
        if word in data.stop:
            continue
        one = singular(word)
        spelled.extend(data.synonyms.get(word) or data.synonyms.get(one) or (one,))
    joined: list[str] = []
    for word in spelled:
        together = data.pairs.get((joined[-1], word)) if joined else None
        if together is None:
            joined.append(word)
        else:
            joined[-1:] = together
    return joined
