"""What brings a pain on, as people say it: "when I press overhead", "going down stairs", "below parallel". In `data/provocations.json`."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files


def movements_in(flat: str) -> list[str]:
    """The movements that the text (lower case, no accents) names, as codes of `coaching.provocation`."""
    return [code for code, pattern in _patterns() if pattern.search(flat)]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words: dict[str, str] = json.loads((files("spotter.language") / "data" / "provocations.json").read_text("utf-8"))
    return tuple((code, re.compile(rf"\b(?:{pattern})\b")) for code, pattern in words.items())
