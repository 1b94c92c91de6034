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

from spotter.catalogue.exercises import exercises
from spotter.language.calendar_words import WEEKDAYS
from spotter.language.equipment import find_equipment
from spotter.language.muscle_names import muscles_in
from spotter.language.numbers import words_to_digits
from spotter.language.recurrences import find_recurrence
from spotter.language.simple_text import simplify
from spotter.language.slots import is_exercise, named_exercise
from spotter.language.understanding import Call, Parse, Reading

_LONGEST = 110
_CHANGE_OF = {"more": "sets", "fewer": "sets", "dislike": "drop", "add_to": "add"}
_SIGNS = {"more": 1, "fewer": -1}
_OF_SETS = frozenset({"sets", "more", "fewer"})


@dataclass(frozen=True, slots=True)
class _Table:
    """The expressions of each kind of change, and what speaks against one: a single day, the past, a question.

    `wishes` are those of somebody who follows a plan, `rhythm` is another number of days.
    """

    kinds: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
    no_change: re.Pattern[str]
    anything: re.Pattern[str]
    days_moved: re.Pattern[str]
    wishes: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
    rhythm: re.Pattern[str]


def parse_plan_change(text: str, reading: Reading) -> Parse | None:
    """A call that changes one part of the plan; None for anything else."""
    words = simplify(words_to_digits(text, reading.locale)).words
    if not words or len(words) > _LONGEST or _table().no_change.search(words):
        return None
    args = _days_moved(words) or _part_changed(words, reading)
    return None if args is None else Parse((Call("change_plan", "planner", text.strip(), 0.9, args),))


def parse_plan_wish(text: str, reading: Reading) -> Parse | None:
    """A change that is meant only by somebody who follows a plan: "5 sets of squats", "swap out the lunges", "push-ups are too hard".

    Sets of what was logged just before are that log's.
    """
    words = simplify(words_to_digits(text, reading.locale)).words
    if not reading.has_plan or not words or len(words) > _LONGEST or _table().no_change.search(words):
        return None
    if (match := _table().rhythm.match(words)) is not None:
        return Parse((Call("update_profile", "planner", text.strip(), 0.9, {"days_per_week": int(match["n"])}),))
    for kind, patterns in _table().wishes:
        for pattern in patterns:
            match = pattern.fullmatch(words)
            args = _wish(kind, match, reading) if match else None
            if args is None:
                continue
            call = Call("change_plan", "planner", text.strip(), 0.88, args)
            disliked = Call("remember", "planner", text.strip(), 0.88, {"text": text.strip()})
            return Parse((disliked, call) if kind == "dislike" else (call,))
    return None


def _wish(kind: str, match: re.Match[str], reading: Reading) -> dict[str, Any] | None:
    """The arguments of a wish; None where its exercise or muscle is none, or was logged just before."""
    said = {name: value.strip() for name, value in match.groupdict().items() if value}
    args: dict[str, Any] = {"change": _CHANGE_OF.get(kind, kind)}
    if "day" in said:
        args["day"] = said["day"]
    if "n" in said:
        args["sets"] = int(said["n"])
    if kind in _SIGNS:
        args["more_sets"] = _SIGNS[kind] * int(said.get("by", 1))
    if "muscle" in said:
        named = next((one for one in (said["muscle"], f"{said['muscle']}s") if muscles_in(one)), None)
        return args | {"muscle": named} if named else None
    name = said.get("old") or said.get("new") or ""
    found = named_exercise(name, reading.locale) if is_exercise(name) else None
    if found is None or (kind in _OF_SETS and _is_told_last(found, reading)):
        return None
    return args | {"exercise": found | ({"name": name} if "old" in said else {})}


def _is_told_last(found: dict[str, str], reading: Reading) -> bool:
    known = exercises().get(found["key"])
    return known is not None and known.name["en"] == reading.told_last


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
    if "bare" in said:  # no plan is named beside it: only what is nothing but an exercise, no food and no "weight"
        if not is_exercise(said["bare"]):
            return None
        said["new"] = said["bare"]
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
    kinds, wishes = (
        tuple((kind, tuple(_compiled(source, words, data["for_good"]) for source in sources)) for kind, sources in data[name].items())
        for name in ("kinds", "wishes")
    )
    against = rf"^(?:{data['asks']})\b|\b(?:{data['once']})\b|\b(?:{data['told']})\b"
    anything, days_moved, rhythm = (re.compile(data[name]) for name in ("anything", "days_moved", "rhythm"))
    return _Table(kinds, re.compile(against), anything, days_moved, wishes, rhythm)


def _compiled(source: str, words: dict[str, str], for_good: str) -> re.Pattern[str]:
    source = f"(?:{source})(?:{{in_plan}})?(?:{for_good})?"
    for name in reversed(words):
        source = source.replace(f"{{{name}}}", words[name])
    return re.compile(source)
