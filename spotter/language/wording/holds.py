"""Words of safety holds. What is said when one opens is the fixed reply of `wording.safety`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording.style import Style

Facts = Mapping[str, Any]


def open_hold(_facts: Facts, _style: Style) -> str:
    """Nothing: the safety reply of the same turn has said it."""
    return ""


def ask_clearance(facts: Facts, style: Style) -> str:
    """Ask what has to be true before training goes on."""
    return style.phrase(f"holds.ask_{facts['cleared_by']}")


def clear_hold(facts: Facts, style: Style) -> str:
    """Say that training goes on, gently."""
    text = style.phrase("holds.cleared" if facts["cleared"] else "holds.nothing_stands")
    kept = _listed([name for name in facts["kept"] if name not in ("minor", "child")], style)
    return f"{text} {style.phrase('holds.kept', what=kept)}" if kept else text


def note_health(facts: Facts, style: Style) -> str:
    """What is over, and what the fixed reply to a red flag has not said yet."""
    nursing = [style.phrase("holds.nursing")] if "breastfeeding" in facts["told"] else []
    over = _listed(facts["over"], style)
    return " ".join([*nursing, style.phrase("holds.over", what=over)] if over else nursing)


def _listed(names: list[str], style: Style) -> str:
    return style.listed([style.phrase(f"holds.of_{name}") for name in names]) if names else ""


def ask_numbers(_facts: Facts, style: Style) -> str:
    """Ask whether a professional agrees, and say what a yes changes."""
    return style.phrase("holds.ask_numbers")


def clear_numbers(facts: Facts, style: Style) -> str:
    """Say that numbers are shown again, or what keeps them away all the same."""
    kept = _listed([name for name in facts["kept"] if name not in ("minor", "child")], style)
    return style.phrase("holds.numbers_wait", what=kept) if kept else style.phrase("holds.numbers_back")


SAY = {
    "open_hold": open_hold,
    "note_health": note_health,
    "clear_hold": clear_hold,
    "clear_hold.confirm": ask_clearance,
    "clear_numbers": clear_numbers,
    "clear_numbers.confirm": ask_numbers,
}
