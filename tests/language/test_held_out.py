"""Messages the way people in gyms write them, with what they mean: written before the grammar was looked at, kept as a floor."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from spotter.language.understand import understand
from spotter.language.understanding import Call, Reading, Understanding

NOW = datetime.fromisoformat("2026-03-02T18:30:00+01:00")
FLOOR = 0.95
_SET = re.compile(
    r"(?:(?P<count>\d+)\*)?(?P<reps>\d+(?![\dsm]))?(?:(?P<m>\d+)m)?/?(?:(?P<s>\d+)s)?(?:@(?P<load>[\d.]+|-))?(?:r(?P<rpe>[\d.]+))?(?P<kind>[wfd])?"
)
_KINDS = {"w": "warmup", "f": "failure", "d": "drop", None: "work"}


def held_out() -> list[dict[str, Any]]:
    path = Path(__file__).parent / "data" / "held_out.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def wrong(case: dict[str, Any]) -> str | None:
    """What is wrong with the understanding of one message, None if nothing is."""
    found = understand(case["text"], Reading(case["locale"], case["units"], NOW))
    if case.get("question"):
        return None if found.question and not found.calls else f"not asked: {found.calls} {found.residue}"
    if "chat" in case:
        return None if found.chat == case["chat"] else f"chat {found.chat}, {found.calls} {found.residue}"
    if found.question or found.residue:
        return f"question {found.question}, residue {found.residue}, calls {found.calls}"
    return _wrong_calls(case, found)


def _wrong_calls(case: dict[str, Any], found: Understanding) -> str | None:
    tools = [call.tool for call in found.calls]
    if len(tools) != len(case["tools"]) or not all(any(re.fullmatch(want, tool) for tool in tools) for want in case["tools"]):
        return f"tools {tools}"
    by_tool = {call.tool: call for call in found.calls}
    for tool, args in case.get("args", {}).items():
        for name, value in args.items():
            got = by_tool[tool].args.get(name)
            if (got.get("key") if isinstance(got, dict) else got) != value:
                return f"{name}: {got}"
    return _wrong_sets(case["workout"], by_tool["log_workout"]) if "workout" in case else None


def _wrong_sets(want: list[list[str]], call: Call) -> str | None:
    entries = call.args["entries"]
    keys = [entry["exercise"]["key"] for entry in entries]
    if len(keys) != len(want) or any(not re.fullmatch(names, str(key)) for (names, _), key in zip(want, keys, strict=True)):
        return f"exercises {keys}"
    for (_, sets), entry in zip(want, entries, strict=True):
        wanted = list(_sets(sets))
        got = [tuple(one.get(name) for name in ("reps", "load_kg", "duration_s", "distance_m", "rpe", "kind")) for one in entry["sets"]]
        if wanted != [(*one[:1], one[1] or None, *one[2:]) for one in got]:
            return f"sets {got}"
    return None


def _sets(written: str) -> Iterator[tuple[Any, ...]]:
    for one in written.split():
        match = _SET.fullmatch(one)
        assert match, one
        load = None if match["load"] in (None, "-") else float(match["load"])
        figures = (float(match[name]) if match[name] else None for name in ("s", "m", "rpe"))
        yield from [(int(match["reps"]) if match["reps"] else None, load, *figures, _KINDS[match["kind"]])] * int(match["count"] or 1)


def test_most_messages_of_people_in_gyms_are_understood() -> None:
    cases = held_out()
    misses = [(case["text"], miss) for case in cases if (miss := wrong(case))]
    share = 1 - len(misses) / len(cases)
    assert share >= FLOOR, f"{share:.3f} of {len(cases)}: {misses}"
