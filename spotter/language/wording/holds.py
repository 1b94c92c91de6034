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
    return style.phrase("holds.cleared" if facts["cleared"] else "holds.nothing_stands")


SAY = {"open_hold": open_hold, "clear_hold": clear_hold, "clear_hold.confirm": ask_clearance}
