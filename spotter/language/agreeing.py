"""A yes in more words than one: "ok do it", "yes let's do the easy week", "va pour la semaine légère".

It agrees only where it opens with a yes and no word of it says anything else: "yes but only thursday" is another wish.
The words stand in `data/agreeing.json`, over simple text.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from spotter.language.simple_text import simplify

_LONGEST = 12  # words


def agrees(text: str) -> bool:
    """Whether the whole text is nothing but a yes."""
    opens, beside = _words()
    words = simplify(text, courtesy=True).words
    said = words.split()
    return "?" not in text and 0 < len(said) <= _LONGEST and bool(opens.match(words)) and beside.issuperset(said)


@cache
def _words() -> tuple[re.Pattern[str], frozenset[str]]:
    data: dict[str, str] = json.loads((files("spotter.language") / "data" / "agreeing.json").read_text("utf-8"))
    return re.compile(rf"(?:{data['opens']})(?= |$)"), frozenset(data["beside"].split())
