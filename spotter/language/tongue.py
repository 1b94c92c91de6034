"""Which of the served languages a message is in, where it says enough to tell."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from spotter.language.normalise import normalise
from spotter.language.understanding import Locale

# Function words and everyday gym words that belong to one of the two languages only, without accents.
DATA = Path(__file__).parent / "data" / "tongue.json"
ELIDED = ("j", "l", "d", "m", "qu", "n", "s")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
ACCENTS = str.maketrans("àâäçéèêëîïôöùûüœ", "aaaceeeeiioouuuo")


@cache
def _words() -> dict[str, frozenset[str]]:
    return {locale: frozenset(words) for locale, words in json.loads(DATA.read_text(encoding="utf-8")).items()}


def language_of(text: str) -> Locale | None:
    """The language of a message, or None where it does not tell ("bench 3x5 80kg")."""
    written = WORD.findall(normalise(text).lower())
    words = [word.translate(ACCENTS) for word in written]
    english = sum(word in _words()["en"] for word in written)  # "à" is no "a"
    french = sum(plain in _words()["fr"] or plain != word or _is_elided(plain) for word, plain in zip(written, words, strict=True))
    if english == french:
        return None
    return "fr" if french > english else "en"


def _is_elided(word: str) -> bool:
    head, apostrophe, _ = word.partition("'")
    return bool(apostrophe) and head in ELIDED
