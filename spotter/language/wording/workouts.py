"""Words for logged workouts."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from spotter.language.wording.style import Style

Facts = Mapping[str, Any]


def log_workout(facts: Facts, style: Style) -> str:
    """Logged for today: Bench press 3 × 5 at 80 kg."""
    lines = [entry(one, style) for one in facts["entries"]]
    day = style.day(facts["date"])
    if len(lines) == 1:
        return style.phrase("workouts.logged_one", day=day, entry=lines[0])
    return style.phrase("workouts.logged_many", day=day) + "\n" + "\n".join(f"- {line}" for line in lines)


def entry(facts: Facts, style: Style) -> str:
    """One exercise with its sets, equal sets in a row joined: "Bench press 3 × 5 at 80 kg, 1 × 8 at 60 kg"."""
    runs = [(len(list(same)), one) for one, same in groupby(facts["sets"])]
    return f"{facts['exercise']['name']} " + ", ".join(_run(count, one, style) for count, one in runs)


def _run(count: int, one: Facts, style: Style) -> str:
    parts = [_amount(count, one, style)]
    if one["load_kg"]:
        parts.append(style.phrase("workouts.at_load", load=style.load(one["load_kg"])))
    if one["rpe"] is not None:
        parts.append(f"RPE {style.number(one['rpe'])}")
    if one["rir"] is not None:
        parts.append(f"RIR {style.number(one['rir'])}")
    if one["kind"] != "work":
        parts.append(style.phrase(f"workouts.kind_{one['kind']}"))
    return " ".join(parts)


def _amount(count: int, one: Facts, style: Style) -> str:
    amounts = []
    if one["reps"] is not None:
        return f"{count} × {one['reps']}"
    if one["distance_m"] is not None:
        amounts.append(style.distance(one["distance_m"]))
    if one["duration_s"] is not None:
        joint = style.phrase("workouts.in_time") if amounts else ""
        amounts.append(joint + style.duration(one["duration_s"]))
    text = " ".join(amounts)
    return text if count == 1 else f"{count} × {text}"


SAY = {"log_workout": log_workout}
