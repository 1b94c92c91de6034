"""Being ill and coming back, told of oneself: "i'm sick", "j'ai la crève", "je vais mieux", "back after 2 weeks"."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from spotter.language.calendar_words import level
from spotter.language.numbers import words_to_digits
from spotter.language.understanding import Call, Parse, Reading

_LONGEST = 120
_SURE = 0.92
_DAYS = {"d": 1, "j": 1, "w": 7, "s": 7, "m": 30, "y": 365, "a": 365}  # by the first letter of the unit


def parse_illness(text: str, reading: Reading) -> Parse | None:
    """The call for somebody who is ill, well again or back after days away, a question whether they may train included."""
    flat = level(words_to_digits(text, reading.locale)).strip(" .!\n")
    if " " not in flat or len(flat) > _LONGEST:
        return None
    said, words = " ".join(text.split()).strip(" .!"), _words()
    for name in ("well", "back", "idle", "idle_fr"):
        match = words[name].match(flat)
        if match is None:
            continue
        more = words["and_well"].match(flat, match.end())
        if words["asks"].fullmatch(flat, more.end() if more else match.end()):
            args = _way_back(match, is_well=name == "well" or more is not None)
            return Parse((Call("come_back", "planner", said, _SURE, args),))
    return Parse((Call("note_illness", "injury", said, _SURE, {"text": said}),)) if tells_illness(flat) else None


def tells_illness(text: str) -> bool:
    """Whether the text says that the person who writes is ill, and nothing else."""
    return bool(_words()["told_ill"].fullmatch(level(text).strip(" .!")))


def _way_back(match: re.Match[str], *, is_well: bool) -> dict[str, Any]:
    """Whether an illness was the reason, and the days away where they were told in figures."""
    told = match.groupdict()
    pause = told.get("pause") or ""
    was_ill = is_well or pause == "illness" or bool(_words()["disease"].fullmatch(pause))
    args: dict[str, Any] = {"after_illness": True} if was_ill else {}
    count = told.get("n")
    if count and count not in ("few", "quelques"):
        args["days"] = _DAYS[str(told["unit"])[0]] * (int(count) if count.isdigit() else 1)
    return args


@cache
def _words() -> dict[str, re.Pattern[str]]:
    """The expressions of `data/illness_words.json`: lists are alternatives, `<name>` is an entry before it."""
    raw: dict[str, list[str]] = json.loads((files("spotter.language") / "data" / "illness_words.json").read_text("utf-8"))
    sources: dict[str, str] = {}
    for name, alternatives in raw.items():
        source = "|".join(alternatives)
        for known, expression in sources.items():
            source = source.replace(f"<{known}>", expression)
        sources[name] = f"(?:{source})"
    return {name: re.compile(source) for name, source in sources.items()}
