"""Words that encourage: the mood taken up, a fact from the person's own log, one small step, at most one question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording.barriers import permission, question_or_permission
from spotter.language.wording.style import Style
from spotter.language.wording.wins import win_words

Facts = Mapping[str, Any]


def motivate(facts: Facts, style: Style) -> str:
    """Taken up, affirmed, one step where no advice waits for a yes."""
    mood = facts["mood"] or "none"
    if facts["rests"]:
        return style.phrase("motivation.rests")
    heard = style.phrase(f"motivation.heard_{mood}")
    if not facts["total_days"]:
        return " ".join(part for part in (heard, style.phrase(f"motivation.first_{mood}")) if part)
    won = win_words(facts["win"], style) if facts["win"] is not None else ""
    parts = (heard, won, _step(facts, mood, style), style.phrase(f"motivation.ask_{mood}") if mood in ("proud", "doubt") else "")
    return " ".join(part for part in parts if part)


def _step(facts: Facts, mood: str, style: Style) -> str:
    if mood == "none" and is_low(facts) and facts["barrier"] is not None:
        return style.phrase("motivation.known_barrier", barrier=style.phrase(f"barriers.name_{facts['barrier']}"))
    name = f"motivation.step_{mood}"
    return style.phrase(name) if style.knows(name) else ""


def is_low(facts: Facts) -> bool:
    """Whether less than half of what was planned was done lately."""
    return bool(facts["tier"] == "low")


def offer(facts: Facts, style: Style) -> str:
    """Whether advice is wanted, or what is in the way where nobody said so yet."""
    return question_or_permission(facts, style) if facts["mood"] is None else permission(facts, style)


SAY = {"motivate": motivate, "motivate.offer": offer}
