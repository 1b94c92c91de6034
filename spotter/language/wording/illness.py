"""Words for being ill and for the way back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from spotter.language.wording.style import Style

Facts = Mapping[str, Any]


def note_illness(facts: Facts, style: Style) -> str:
    """Get well soon, and what rests unless the screening has said it."""
    return style.phrase("illness.noted_short" if facts["has_hold"] else "illness.noted")


def offer_skip(_facts: Facts, style: Style) -> str:
    """Whether today's workout shall be skipped."""
    return style.phrase("illness.offer_skip")


def ask_for_fever(_facts: Facts, style: Style) -> str:
    """Whether the fever is gone for a day."""
    return style.phrase("illness.ask_fever")


def come_back(facts: Facts, style: Style) -> str:
    """Good to have you back. After 16 days take about 20 % less weight and one set fewer."""
    said = [style.phrase("illness.well" if facts["was_ill"] else "illness.back")]
    if facts["easy_days"]:
        said.append(style.phrase("illness.easy_days", n=facts["easy_days"]))
    if facts["reason"] is None:
        said.append(style.phrase("illness.unknown_gap"))
    elif facts["reason"] != "as_planned":
        less = round(100 * (1 - Decimal(str(facts["load_factor"]))))
        said.append(style.phrase(f"illness.{facts['reason']}", days=facts["days"], percent=less))
    elif not facts["easy_days"]:
        said.append(style.phrase("illness.as_planned"))
    return " ".join(said)


SAY = {
    "note_illness": note_illness,
    "note_illness.offer": offer_skip,
    "come_back": come_back,
    "come_back.confirm": ask_for_fever,
}
