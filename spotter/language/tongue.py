"""Which of the served languages a message is in, where it says enough to tell."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from spotter.language.elisions import elide
from spotter.language.normalise import normalise
from spotter.language.understanding import Locale

# Function words and everyday gym words that belong to one of the two languages only, without accents.
DATA = Path(__file__).parent / "data" / "tongue.json"
ELIDED = ("j", "l", "d", "m", "qu", "n", "s")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
LANGUAGES = re.compile(r"\b(?:english|french|anglais|francais)\b")
# "mon" is Monday beside another day of the English week, behind "on" and at the end, where French has a noun to come.
MONDAY = re.compile(
    r"\b(?<=\bon )mon\b|\bmon\b(?=(?:[ ,/&+-]|\band\b)*\b(?:tues?|weds?|thur?s?|fri|sat|sun)\b)"
    r"|(?:(?<=\btue )|(?<=\bwed )|(?<=\bthu )|(?<=\bfri )|(?<=\bsat )|(?<=\bsun ))mon\b|\bmon\b(?=,|\W*$)"
)
CLEAR_WORDS = 3
ACCENTS = str.maketrans("àâäçéèêëîïôöùûüœ", "aaaceeeeiioouuuo")


@cache
def _words() -> dict[str, frozenset[str]]:
    return {locale: frozenset(words) for locale, words in json.loads(DATA.read_text(encoding="utf-8")).items()}


def language_of(text: str) -> Locale | None:
    """The language of a message, or None where it does not tell ("bench 3x5 80kg")."""
    english, french = _counts(text)
    if english == french:
        return None
    return "fr" if french > english else "en"


def is_in_another(text: str, locale: Locale) -> bool:
    """Whether a text is clearly in the other language: a quoted word or the name of an exercise makes none of it."""
    english, french = _counts(text)
    own, other = (english, french) if locale == "en" else (french, english)
    return other >= CLEAR_WORDS and other > 2 * own


def names_language(text: str) -> bool:
    """Whether a message speaks of a language: what it asks for may then be told in that one."""
    return LANGUAGES.search(text.lower().translate(ACCENTS)) is not None


def _counts(text: str) -> tuple[int, int]:
    """How many words belong to English and to French only."""
    written = WORD.findall(MONDAY.sub("monday", elide(normalise(text)).lower()))
    words = [word.translate(ACCENTS) for word in written]
    english = sum(word in _words()["en"] for word in written)  # "à" is no "a"
    french = sum(plain in _words()["fr"] or plain != word or _is_elided(plain) for word, plain in zip(written, words, strict=True))
    return english, french


def _is_elided(word: str) -> bool:
    head, apostrophe, _ = word.partition("'")
    return bool(apostrophe) and head in ELIDED
