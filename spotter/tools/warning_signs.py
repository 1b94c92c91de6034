"""Red flags of what was written down: values, pains and notes are screened as messages are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.coaching.safety import LEVELS, Level, Signal, signals_of_pain
from spotter.language.red_flags import screen
from spotter.language.understanding import Safety

# A logged value names its signals; these stop training, the others limit it (the levels of coaching.safety).
_STOPS = frozenset({"high_blood_pressure", "resting_pulse", "low_blood_sugar", "high_blood_sugar"})
_FREE_TEXT = ("note", "text")


def signals_of_write(tool: str, args: Mapping[str, Any], result: Mapping[str, Any]) -> Safety | None:
    """The red flags of a write's free text and of what came of it; None where there is none of T2 or above."""
    found: list[Signal] = [(name, "T1" if name in _STOPS else "T2") for name in result.get("signals", ())]
    pain = {"report_pain": result, "change_injury": result.get("entry")}.get(tool)
    if pain is not None:
        found += [("night_pain", "T1")] if pain["when"] == "night" else []
        found += signals_of_pain(pain["severity"]) if pain["severity"] is not None else ()
    text = screen("\n".join(_texts(args))).own
    levels: dict[str, Level] = dict.fromkeys(text.signals, text.level)
    for name, level in found:
        levels[name] = max(level, levels.get(name, "none"), key=LEVELS.index)
    ranked = sorted((name for name in levels if levels[name] in ("T0", "T1", "T2")), key=lambda name: -LEVELS.index(levels[name]))
    return Safety(levels[ranked[0]], tuple(ranked)) if ranked else None


def _texts(value: Any) -> list[str]:
    """Every note in the arguments, however deep it stands."""
    if isinstance(value, Mapping):
        here = [text for name in _FREE_TEXT if isinstance(text := value.get(name), str)]
        return here + [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in _texts(inner)]
    return []
