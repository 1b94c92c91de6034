"""What is left of a clause once a grammar has taken its part: does it still say anything?"""

from __future__ import annotations

import json
import re
from importlib.resources import files

_LISTS: dict[str, str] = json.loads(files("spotter.language").joinpath("data", "fillers.json").read_text("utf-8"))
_WORD = re.compile(r"[a-z0-9%]+")


def word_set(name: str) -> frozenset[str]:
    """The words of one list of `data/fillers.json`."""
    return frozenset(_LISTS[name].split())


_FILLERS = word_set("words")


def only_fillers(rest: str, extra: frozenset[str] = frozenset()) -> bool:
    """Whether the words left over carry no meaning of their own; `rest` is in lower case without accents."""
    return only_of(rest, _FILLERS | extra)


def only_of(rest: str, words: frozenset[str]) -> bool:
    """Whether every word of `rest` is one of `words`; `rest` is in lower case without accents."""
    return all(word in words for word in _WORD.findall(rest))
