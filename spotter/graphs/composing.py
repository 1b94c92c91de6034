"""The last step: the pieces become one text, safety first and the question last."""

from __future__ import annotations

from collections.abc import Sequence

from spotter.graphs.state import CoachState, Part, Scope
from spotter.graphs.steps import Update, step
from spotter.language.wording import house

ORDER = ("safety", "receipt", "answer", "chat", "question")


@step
async def compose(state: CoachState, scope: Scope) -> tuple[Update, str]:
    """Join the pieces, drop repeated ones, and say which path the turn took."""
    text = joined(state["parts"]) or house.chat("out_of_scope", scope.style)
    scope.voice.close(text)
    level = state["safety"].level
    meaning = state.get("meaning")
    path = "safety" if level in ("T0", "T1") else "rules" if meaning is not None and meaning.residue else "local"
    agents = list(dict.fromkeys([*state["agents"], *(a.agent for a in state["actions"] if a.agent)]))
    return {"text": text, "path": path, "agents": agents}, path


def joined(parts: Sequence[Part]) -> str:
    """The pieces in their order as one text."""
    ordered = sorted(parts, key=lambda part: ORDER.index(part.tone))
    return "\n\n".join(dict.fromkeys(part.text for part in ordered if part.text))
