"""Which program of the house somebody means by the name they use."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from spotter.catalogue.exercise_words import plain_words
from spotter.catalogue.program import Program
from spotter.catalogue.programs import program_of, programs
from spotter.language.numbers import words_to_digits

SURE = 85
_SAYS_NOTHING = frozenset({"program", "programme", "plan", "routine", "the", "le", "la", "les", "l"})


def named_program(name: str) -> Program | None:
    """The program named in either language, or by what such programs are called everywhere ("5x5", "push pull legs")."""
    names = _names()
    found = process.extractOne(_plain(name), list(names), scorer=fuzz.ratio, score_cutoff=SURE)
    return None if found is None else program_of(names[found[0]])


@cache
def _names() -> dict[str, str]:
    called = json.loads((files("spotter.language") / "data" / "program_names.json").read_text(encoding="utf-8"))
    names = {_plain(text): program.key for program in programs() for text in (program.key, *program.name.values())}
    return names | {_plain(text): key for key, texts in called.items() for text in texts}


def _plain(text: str) -> str:
    """Words without accents and without "program", numbers as digits: "Le programme Four-Day Strength" is "4 day strength"."""
    words = plain_words(words_to_digits(words_to_digits(text.replace("_", " "), "en"), "fr"))
    return " ".join(word for word in words if word not in _SAYS_NOTHING)
