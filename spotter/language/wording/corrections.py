"""Words for corrections and deletions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from spotter.language.wording.metrics import amount, metric_name
from spotter.language.wording.nutrition import MEASURED, food_name, unit_word
from spotter.language.wording.style import Style
from spotter.language.wording.workouts import entry, sentences, sets

Facts = Mapping[str, Any]


def correct_entry(facts: Facts, style: Style) -> str:
    """Changed: Bench Press 3 × 5 at 82.5 kg (before: 3 × 5 at 80 kg)."""
    before, after = facts["before"], facts["after"]
    now, then = _TOLD[facts["target"]](after, before, style)
    if before["date"] != after["date"]:
        day = style.day(dt.date.fromisoformat(after["date"]))
        text = style.phrase("corrections.moved", what=now, day=day)
        return sentences(text if then == "" else text + " " + style.phrase("corrections.before", then=then))
    return sentences(style.phrase("corrections.changed", now=now, then=then) if then else style.phrase("corrections.same", now=now))


def delete_entry(facts: Facts, style: Style) -> str:
    """Deleted for today: Bench Press 3 × 5 at 80 kg. Say undo to bring it back."""
    what = style.listed([entry(one, style) for one in facts["entries"]])
    if facts["target"] == "meal":
        what = style.listed([food_name(food, style) for food in facts["foods"]])
    elif facts["target"] == "metric":
        what = metric_name(facts["metric"], style)
    elif not what:
        what = style.phrase(f"corrections.of_{facts['target']}")
    return sentences(style.phrase("corrections.deleted", what=what, day=style.day(facts["date"])))


def _workout(after: Facts, before: Facts, style: Style) -> tuple[str, str]:
    was = sets(before["sets"], style)
    return entry(after, style), "" if was == sets(after["sets"], style) else was


def _meal(after: Facts, before: Facts, style: Style) -> tuple[str, str]:
    what = food_name(after["food"], style)
    now, then = _portion(after, style), _portion(before, style)
    return f"{what}{' ' if now.startswith('×') else ', '}{now}".strip(", "), "" if now == then else then


def _portion(facts: Facts, style: Style) -> str:
    """ "× 3, 233 kcal", "200 g, 260 kcal", "2 slices"."""
    quantity, unit = style.number(facts["quantity"], 2), facts["unit"]
    kcal = "" if facts["kcal"] is None else f"{style.number(facts['kcal'], 0)} kcal"
    if unit in (None, "piece", "some"):
        amount = "" if facts["quantity"] == 1 else f"× {quantity}"
    else:
        amount = f"{quantity} {unit if unit in MEASURED else unit_word(unit, facts['quantity'], style)}"
    return ", ".join(part for part in (amount, kcal) if part)


def _metric(after: Facts, before: Facts, style: Style) -> tuple[str, str]:
    name = metric_name(after["metric"], style)
    if after["is_hidden"]:
        return name, ""
    now, then = (amount(after["metric"], one["value"], one["value_2"], style) for one in (after, before))
    return f"{name} {now}", "" if now == then else then


def _reminder(after: Facts, before: Facts, style: Style) -> tuple[str, str]:
    name = f"« {after['text']} »" if style.locale == "fr" else f'"{after["text"]}"'
    now, then = (style.time(dt.datetime.fromisoformat(one["due_at"])) for one in (after, before))
    return (name, "") if now == then else (f"{name}, {now}", then)


_TOLD: dict[str, Callable[[Facts, Facts, Style], tuple[str, str]]] = {
    "workout": _workout,
    "meal": _meal,
    "metric": _metric,
    "reminder": _reminder,
}

SAY = {"correct_entry": correct_entry, "delete_entry": delete_entry}
