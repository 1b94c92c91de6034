"""The questions of a check-in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording.style import Style

Facts = Mapping[str, Any]


def check_in_question(topic: str, style: Style) -> str:
    """How is your energy today, from 1 (empty) to 5 (full)?"""
    return style.phrase(f"check_ins.{topic}")


def check_in(facts: Facts, style: Style) -> str:
    """The question that comes, or thanks where all was asked."""
    return style.phrase("check_ins.thanks") if facts["topic"] is None else check_in_question(facts["topic"], style)


SAY = {"check_in": check_in}
