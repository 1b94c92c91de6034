"""Requests that name their subject in any order of words: "how did my weight change?", "c'était quand ma dernière séance de squat ?".

A row of `data/subjects.json` is a tool with the expressions that must all stand in the clause, the slots that it may fill and
the words that may stand beside them. It is the call only where every word of the clause belongs to one of them or to its frame:
asking or ordering.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spotter.language.plan_slots import PLAN_SLOTS
from spotter.language.simple_text import SimpleText, simplify
from spotter.language.subject_slots import Found, exercise_left
from spotter.language.understanding import AgentName, Call, Reading

_LONGEST = 16  # words
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class _Subject:
    """One tool with what must be said for it; `slots` maps a slot to whether it must be filled, `none` is what must not be said.

    With `needs_plan` it is meant only by somebody who follows a plan.
    """

    tool: str
    agent: AgentName | None
    args: dict[str, Any]
    needs_cue: bool
    parts: tuple[re.Pattern[str], ...]
    slots: dict[str, bool]
    needs_one: frozenset[str]
    none: re.Pattern[str] | None
    words: frozenset[str]
    needs_plan: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """`gate` finds the first expression of any subject: most clauses have none, and one look says so."""

    cue: re.Pattern[str]
    gate: re.Pattern[str]
    subjects: tuple[_Subject, ...]


def parse_subject(text: str, reading: Reading, table: str = "subjects") -> Call | None:
    """The call for the subject that the clause asks about or gives an order about, None where a word of it belongs to neither."""
    simple = simplify(text)
    return subject_of(simple, simple.words, reading, table)


def subject_of(simple: SimpleText, words: str, reading: Reading, table: str) -> Call | None:
    """As `parse_subject`, for words that are the clause's own or what they are taken for; `table` is a file of rows."""
    if not words or words.count(" ") >= _LONGEST:
        return None
    known = _table(table)
    if not known.gate.search(words):
        return None
    is_cued = "?" in simple.original or bool(known.cue.search(words))
    for subject in known.subjects:
        if (subject.needs_cue and not is_cued) or not all(part.search(words) for part in subject.parts):
            continue
        if (subject.needs_plan and not reading.has_plan) or (subject.none and subject.none.search(words)):
            continue
        slots = _filled(subject, words, reading)
        if slots is not None:
            return Call(subject.tool, subject.agent, simple.original.strip(), _SURE, subject.args | slots)
    return None


def vocabulary_of(table: str) -> frozenset[str]:
    """The words that the rows of a table are made of, from four letters on."""
    known = _table(table)
    sources = " ".join(part.pattern for subject in known.subjects for part in subject.parts)
    said = set(re.findall(r"[a-z]{4,}", re.sub(r"\\w", " ", sources)))
    return frozenset(said.union(*(subject.words for subject in known.subjects)))


def _filled(subject: _Subject, words: str, reading: Reading) -> dict[str, Any] | None:
    """The arguments of the slots; None where a needed one is missing or a word is left over."""
    args: dict[str, Any] = {}
    rest, named = words, set[str]()
    for slot, is_needed in subject.slots.items():
        if slot == "exercise":
            continue  # what all the others leave
        found: Found | None = PLAN_SLOTS[slot](rest, reading, subject.tool)
        if found is None:
            if is_needed:
                return None
            continue
        named.add(slot)
        args |= found.args
        rest = f"{rest[: found.start]} . {rest[found.end :]}"
    if subject.needs_one and not subject.needs_one & named and not re.search(r"\b(?:eat|manger?|food|meals?|snacks?|repas)\b", words):
        return None
    for part in subject.parts:
        rest = part.sub(" . ", rest)
    left = [word for word in rest.split() if word != "."]
    unknown = [word for word in left if word not in subject.words]
    if "exercise" not in subject.slots:
        return None if unknown else args
    if not unknown:
        return None if subject.slots["exercise"] else args
    exercise = exercise_left(words, unknown, reading)
    return None if exercise is None else args | {"exercise": exercise}


@cache
def _table(name: str) -> _Table:
    """The rows of `data/<name>.json`; frames and cues are those of the subjects, and its own."""
    data, common = (_data(one) for one in (name, "subjects"))
    frames = {key: frozenset(words.split()) for key, words in (common["frames"] | data["frames"]).items()}
    words: dict[str, str] = data.get("words", {})
    rows = [row | {"all": [_with_words(part, words) for part in row["all"]]} for row in data["subjects"]]
    gate = _whole_words("|".join(dict.fromkeys(row["all"][0].replace("^", "").replace("$", "") for row in rows)))
    return _Table(_whole_words(common["cues"]), gate, tuple(_subjects(rows, frames)))


def _data(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files("spotter.language").joinpath("data", f"{name}.json").read_text("utf-8"))
    return data


def _with_words(source: str, words: dict[str, str]) -> str:
    for name, expression in words.items():
        source = source.replace(f"{{{name}}}", expression)
    return source


def _subjects(rows: list[dict[str, Any]], frames: dict[str, frozenset[str]]) -> Iterator[_Subject]:
    for row in rows:
        yield _Subject(
            tool=row["tool"],
            agent=row["agent"],
            args=row.get("args", {}),
            needs_cue=row.get("cue", True),
            parts=tuple(_whole_words(part) for part in row["all"]),
            slots={name.rstrip("!"): name.endswith("!") for name in row.get("slots", ())},
            needs_one=frozenset(row.get("needs_one", ())),
            none=_whole_words(row["none"]) if "none" in row else None,
            words=frames[row["frame"]] | frozenset(row.get("words", "").split()),
            needs_plan=row.get("plan", False),
        )


def _whole_words(source: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<= ))(?:{source})(?= |$)")
