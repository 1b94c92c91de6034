"""The last step: the pieces become one text, safety first and the question last."""

from __future__ import annotations

from collections.abc import Sequence

from spotter.graphs.state import CoachState, Part, Scope
from spotter.graphs.steps import Update, step
from spotter.language.wording import house
from spotter.language.wording.sms import sms_text

_PLACE = {"safety": 0, "receipt": 1, "answer": 1, "chat": 1, "question": 2}
ORDER = ("safety", "receipt", "answer", "chat", "question")


@step
async def compose(state: CoachState, scope: Scope) -> tuple[Update, str]:
    """Join the pieces, drop repeated ones, and say which path the turn took."""
    text = joined(state["parts"], scope) or house.chat("out_of_scope", scope.style)
    scope.voice.close(text)
    level = state["safety"].level
    meaning = state.get("meaning")
    path = "safety" if level in ("T0", "T1") else "rules" if meaning is not None and meaning.residue else "local"
    agents = list(dict.fromkeys([*state["agents"], *(a.agent for a in state["actions"] if a.agent)]))
    return {"text": text, "path": path, "agents": agents}, path


def joined(parts: Sequence[Part], scope: Scope) -> str:
    """The pieces in their order as one text, over SMS as a short one."""
    ordered = sorted(parts, key=lambda part: ORDER.index(part.tone))
    texts = dict.fromkeys((part.text, part.tone) for part in ordered if part.text)
    if scope.ctx.channel != "sms":
        return "\n\n".join(dict.fromkeys(text for text, _ in texts))
    fixed, told, question = ([text for text, tone in texts if _PLACE[tone] == place] for place in (0, 1, 2))
    return sms_text(fixed, told, question, scope.style.locale)
