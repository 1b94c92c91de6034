"""One part of the plan wanted otherwise for good: "swap rows for pull-ups", "no lunges", "make leg day shorter".

What is meant for today or this week only is no change of the plan, and what was done is none either. The expressions stand in
`data/plan_changes.json`, over simple text; `{name}` is one of its words.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spotter.language.calendar_words import WEEKDAYS
from spotter.language.equipment import find_equipment
from spotter.language.numbers import words_to_digits
from spotter.language.recurrences import find_recurrence
from spotter.language.simple_text import simplify
from spotter.language.slots import named_exercise
from spotter.language.understanding import Call, Parse, Reading

_LONGEST = 110


@dataclass(frozen=True, slots=True)
class _Table:
    """The expressions of each kind of change, and what speaks against one: a single day, the past, a question."""

    kinds: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
    no_change: re.Pattern[str]
    anything: re.Pattern[str]
    days_moved: re.Pattern[str]


def parse_plan_change(text: str, reading: Reading) -> Parse | None:
    """A call that changes one part of the plan; None for anything else."""
    words = simplify(words_to_digits(text, reading.locale)).words
    if not words or len(words) > _LONGEST or _table().no_change.search(words):
        return None
    args = _days_moved(words) or _part_changed(words, reading)
    return None if args is None else Parse((Call("change_plan", "planner", text.strip(), 0.9, args),))


def _days_moved(words: str) -> dict[str, Any] | None:
    match = _table().days_moved.match(words)
    found = find_recurrence(match["days"]) if match else None
    return {"change": "weekdays", "weekdays": sorted(found.weekdays)} if found and found.weekdays else None


def _part_changed(words: str, reading: Reading) -> dict[str, Any] | None:
    for kind, patterns in _table().kinds:
        for pattern in patterns:
            match = pattern.fullmatch(words)
            args = _args(kind, match, reading) if match else None
            if args is not None:
                return args
    return None


def _args(kind: str, match: re.Match[str], reading: Reading) -> dict[str, Any] | None:
    """The arguments, None where a word of them resolves to nothing."""
    said = {name: value.strip() for name, value in match.groupdict().items() if value}
    args: dict[str, Any] = {"change": kind}
    for group, name in (("n", "sets"), ("m", "of_sets"), ("minutes", "minutes")):
        if group in said:
            args[name] = int(said[group])
    if "day" in said:
        args["day"] = said["day"]
    if kind == "sets" and not {"m", "plan", "plan2"} & said.keys():
        return None  # "change bench to 4 sets" sets a log right
    if kind == "drop" and "plan" not in said and find_equipment(said["old"]):
        return None  # "no bench" speaks of the room
    if kind == "shorten":
        return args if re.search(r"[a-z]", said["day"]) and not re.match(r"(?:it|this|that|ca)\b", said["day"]) else None
    if kind in ("easier", "harder"):
        return args
    return _with_exercises(args, said, reading)


def _with_exercises(args: dict[str, Any], said: dict[str, str], reading: Reading) -> dict[str, Any] | None:
    for group, name in (("old", "exercise"), ("new", "exercise" if args["change"] == "add" else "instead")):
        if group not in said or (group == "new" and args["change"] == "swap" and _table().anything.fullmatch(said[group])):
            continue
        found = named_exercise(said[group], reading.locale)
        if found is None:
            return None
        args[name] = found | ({"name": said[group]} if group == "old" else {})  # what is in the plan may be called by less than its name
    return args


@cache
def _table() -> _Table:
    data: dict[str, Any] = json.loads(files("spotter.language").joinpath("data", "plan_changes.json").read_text("utf-8"))
    words = {"weekday": "|".join(sorted(WEEKDAYS, key=len, reverse=True))} | data["words"]
    kinds = ((kind, tuple(_compiled(source, words, data["for_good"]) for source in sources)) for kind, sources in data["kinds"].items())
    against = rf"^(?:{data['asks']})\b|\b(?:{data['once']})\b|\b(?:{data['told']})\b"
    return _Table(tuple(kinds), re.compile(against), re.compile(data["anything"]), re.compile(data["days_moved"]))


def _compiled(source: str, words: dict[str, str], for_good: str) -> re.Pattern[str]:
    source = f"(?:{source})(?:{{in_plan}})?(?:{for_good})?"
    for name in reversed(words):
        source = source.replace(f"{{{name}}}", words[name])
    return re.compile(source)
