"""The words of food names: one spelling per word, and which words describe a food rather than name it."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DATA = json.loads((Path(__file__).parent / "data" / "food_words.json").read_text(encoding="utf-8"))
GROUPS: dict[str, tuple[str, str]] = {word: (group, value) for group, words in _DATA["groups"].items() for word, value in words.items()}
NEAR = frozenset(tuple(row) for row in _DATA["near"]) | frozenset((group, b, a) for group, a, b in _DATA["near"])
DISHES = frozenset(_DATA["dishes"])
_VESSELS = frozenset(_DATA["vessels"])
NOISE = frozenset(_DATA["noise"])
_FAT_SHARE = re.compile(r"(\d+(?:[.,]\d+)?) ?%(?: (?:milk ?)?fat\b| mg\b| de matieres? grasses?)")
_WORD = re.compile(r"[a-z0-9&%.]+")
_BEFORE_INGREDIENT = frozenset(
    {"with", "in", "of", "on", "from", "avec", "de", "d", "au", "aux", "a", "en", "sur", "and", "et", "without", "sans"}
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A food name taken apart: content words (stemmed), its head word and its descriptors by group (`state`: `raw`)."""

    words: tuple[str, ...]
    head: str
    descriptors: dict[str, str]
    light: frozenset[str]


def plain(text: str) -> str:
    """The text in lower case without accents."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text.replace("œ", "oe")) if not unicodedata.combining(c))
        text = text.replace("\u2019", "'")
    return text.lower()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its plural ending, English or French."""
    if len(word) < 4 or word.endswith(("ss", "us", "is")) or word in _KEPT or word[-1] not in "sx":
        return word
    if word.endswith("ies") and len(word) > 5:
        return word if word in ("cookies",) else word[:-3] + "y" if word not in _IE else word[:-1]
    if word.endswith(("ches", "shes", "sses", "xes", "toes")):
        return word[:-2]
    if word.endswith("ves") and word[:-3] in ("lea", "loa", "hal", "cal"):
        return word[:-3] + "f"
    return word[:-1] if word[-1] == "s" or word.endswith(("eux", "eaux", "aux", "oux")) else word


_KEPT = frozenset(
    {
        "swiss",
        "couscous",
        "asparagus",
        "hummus",
        "ananas",
        "cassis",
        "mais",
        "jus",
        "doux",
        "roux",
        "noix",
        "riz",
        "faux",
        "plus",
        "frais",
        "epais",
        "anglais",
        "francais",
        "sans",
        "ns",
        "houmous",
        "taboulis",
        "anis",
        "bras",
        "gras",
        "repas",
        "colas",
        "cheerios",
        "as",
        "gas",
        "fries",
        "xxs",
    }
)
_IE = frozenset({"cookies", "brownies", "smoothies", "pies", "calories", "calzonies", "hoagies", "birdies", "veggies", "foodies", "movies"})
_PHRASES: dict[tuple[str, ...], tuple[str, ...]] = {
    tuple(stem(w) for w in _WORD.findall(plain(phrase))): tuple(stem(w) for w in _WORD.findall(plain(to)))
    for phrase, to in _DATA["phrases"].items()
}
_LONGEST: dict[str, int] = {}
for _key in _PHRASES:
    _LONGEST[_key[0]] = max(_LONGEST.get(_key[0], 0), len(_key))
_LIGHT = frozenset(stem(word) for word in _DATA["light"])
_STEMMED_GROUPS = {stem(word): found for word, found in GROUPS.items()}


def _fat_word(match: re.Match[str]) -> str:
    share = float(match[1].replace(",", "."))
    return next((f" {word} " for most, word in ((0.5, "nonfat"), (1.5, "1%"), (2.5, "2%"), (5.0, "wholefat")) if share <= most), match[0])


def canonical(text: str) -> list[str]:
    """The words of the text, stemmed, with known phrases and spellings replaced by one form."""
    text = _FAT_SHARE.sub(_fat_word, plain(text))
    words = [stem(word.strip(".")) for word in _WORD.findall(text.replace("'s ", " ").replace("m&m's", "m&m").replace("-", " "))]
    return _replaced(_replaced([word for word in words if word]))


def _replaced(words: list[str]) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST.get(words[at], 0), len(words) - at), 0, -1):
            to = _PHRASES.get(tuple(words[at : at + size]))
            if to is not None:
                found += to
                at += size
                break
        else:
            found.append(words[at])
            at += 1
    return found


def take_apart(text: str) -> Phrase:
    """The food name's content words, head and descriptors; USDA names ("yogurt, plain, skim") have their head first."""
    first, comma, _ = text.partition(",")
    words = canonical(text)
    if "without" in words or "sans" in words:
        words = _without(words)
    descriptors = {}
    for word in words:
        if word in _STEMMED_GROUPS:
            group, value = _STEMMED_GROUPS[word]
            if group != "state" or value != "cooked" or "state" not in descriptors:
                descriptors[group] = value
    content = [word for word in words if word not in NOISE]
    head = _head(canonical(first) if comma else words) or (content[-1] if content else "")
    return Phrase(tuple(dict.fromkeys(content)), head, descriptors, frozenset(word for word in content if is_light(word)))


def is_light(word: str) -> bool:
    """Whether the word says little about which food it is: a descriptor, a size, a style."""
    return word in _LIGHT or word in _STEMMED_GROUPS or word[0].isdigit()


def is_vessel(text: str) -> bool:
    """Whether plain text names nothing but what food is served in: "my plate"."""
    naming = [word for word in text.split() if word not in NOISE]
    return bool(naming) and all(word in _VESSELS or word in ("mon", "ma", "mes") for word in naming)


def _without(words: list[str]) -> list[str]:
    cut = words.index("without") if "without" in words else words.index("sans")
    return words[:cut]


def _head(words: list[str]) -> str:
    for at, word in enumerate(words):
        if at and word in _BEFORE_INGREDIENT:
            words = words[:at]
            break
    named = [word for word in words if word not in NOISE and not is_light(word)]
    return named[-1] if named else ""
