"""What was expected beside what came: calls of tools, and rows of the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from spotter.evals.behaviour import moved_rows
from spotter.evals.nouns import BY_THE_WAY
from spotter.evals.page.figures import Trial, turns_of
from spotter.evals.page.markup import Html, html, tag

ROWS = 20  # of a noun that are shown as they stand afterwards
SIGNS = {"+": ("added", "new"), "-": ("removed", "gone")}
MODES = {
    "strict": "these, in this order",
    "unordered": "these, in any order",
    "subset": "none but these",
    "superset": "at least these",
}
KINDS = ("added", "removed", "equals", "contains", "lacks")


def pretty(value: Any) -> str:
    """A value as JSON over several lines where it is long."""
    told = json.dumps(value, ensure_ascii=False, default=str)
    return told if len(told) <= 60 else json.dumps(value, ensure_ascii=False, indent=1, default=str)


def is_told_by_sides(part: str) -> bool:
    """Whether the sides of this module show a part of a judgement."""
    name = part.rpartition(": ")[2]
    return name == "calls" or name.startswith("database.")


def calls_sides(trial: Trial) -> Html | None:
    """The calls that were wanted beside those that were made, of each turn and of the case; None where none were named."""
    case, turns = trial.get("case", {}), turns_of(trial)
    wrong = _missed(trial)
    parts = [
        _calls(f"turn {number}: calls", expect["calls"], [turn], wrong)
        for number, (expect, turn) in enumerate(zip(case.get("turns", ()), turns, strict=False), start=1)
        if "calls" in expect
    ]
    if "calls" in case.get("expect", {}):
        parts.append(_calls("calls", case["expect"]["calls"], turns, wrong))
    return tag("section", tag("h4", "The calls", class_="title"), *parts) if parts else None


def _missed(trial: Trial) -> set[str]:
    return {str(score["part"]) for score in trial["scores"] if not score["passed"]}


def _calls(part: str, wanted: Mapping[str, Sequence[Any]], turns: Iterable[Mapping[str, Any]], wrong: set[str]) -> Html:
    ((mode, calls),) = wanted.items()
    left = [_call(call) for call in calls or ()]
    right = [_call(call) for turn in turns for call in turn["calls"]]
    return _pair(part, f"expected: {MODES[mode]}", left, "made", right, "missed" if part in wrong else "")


def _call(call: Mapping[str, Any]) -> Html:
    return tag("li", tag("code", call["tool"]), tag("pre", pretty(call.get("args", {}))) if call.get("args") else None)


def database_sides(trial: Trial) -> Html | None:
    """Noun by noun the rows that were expected beside those that moved or stand there; None where nothing moved and nothing was named."""
    expect = trial.get("case", {}).get("expect", {}).get("database") or {}
    moved: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for sign, noun, row in moved_rows(trial["record"]):
        moved.setdefault(noun, []).append((sign, row))
    named = dict.fromkeys(noun for kind in KINDS for noun in expect.get(kind, {}))
    wrong = _missed(trial)
    rest = expect.get("rest") or ("unchanged" if expect.get("added") or expect.get("removed") else "any")
    pairs = [_noun(noun, expect, moved.get(noun, []), trial, f"database.{noun}" in wrong) for noun in named]
    for noun in (one for one in moved if one not in named):
        is_held = rest == "unchanged" and noun not in BY_THE_WAY
        found = _moved(moved[noun])
        wanted = tag("li", "stays as it was" if is_held else "does not matter", class_="quiet")
        pairs.append(_pair(_title(noun), "expected", [wanted], "came", found, "missed" if is_held else ""))
    if not pairs and not expect:
        return None
    nothing = tag("p", "Nothing moved.", class_="quiet")
    return tag("section", tag("h4", "The database", class_="title"), *(pairs or [nothing]))


def _noun(noun: str, expect: Mapping[str, Any], moved: Sequence[tuple[str, Mapping[str, Any]]], trial: Trial, wrong: bool) -> Html:
    wanted = [item for kind in KINDS for item in _wanted(kind, expect.get(kind, {}), noun)]
    found = _moved(moved)
    if any(noun in expect.get(kind, {}) for kind in ("equals", "contains", "lacks")):
        there = trial["record"]["after"].get(noun, [])
        found += [tag("li", tag("b", "there"), " ", row_told(row)) for row in there[:ROWS]]
        found += [tag("li", f"and {len(there) - ROWS} more")] if len(there) > ROWS else []
    return _pair(_title(noun), "expected", wanted, "came", found, "missed" if wrong else "")


def _title(noun: str) -> str:
    return noun.replace("_", " ")


def _moved(moved: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Html]:
    return [tag("li", tag("b", SIGNS[sign][0]), " ", row_told(row), class_=SIGNS[sign][1]) for sign, row in moved]


def _wanted(kind: str, rows: Mapping[str, Sequence[Any]], noun: str) -> Iterator[Html]:
    if noun in rows and not rows[noun]:
        yield tag("li", tag("b", kind), " nothing")
    for row in rows.get(noun, ()):
        yield tag("li", tag("b", kind), " ", row_told(row))


def row_told(row: Any) -> Html:
    """A row's names and values in a line."""
    if not isinstance(row, Mapping):
        return html([pretty(row)])
    fields = [
        tag("span", tag("i", str(name)), f" {value if isinstance(value, str) else pretty(value)}", class_="field")
        for name, value in row.items()
    ]
    return html([one for field in fields for one in (field, " ")])


def _pair(title: str, left: str, wanted: Sequence[Html], right: str, found: Sequence[Html], mark: str = "") -> Html:
    sides = [
        tag("div", tag("b", name), tag("ul", *(items or [tag("li", "nothing", class_="quiet")])), class_="side")
        for name, items in ((left, wanted), (right, found))
    ]
    return tag("div", tag("h4", title), *sides, class_=f"pair {mark}".strip())
