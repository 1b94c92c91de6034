"""The first three steps of a turn: screen for red flags, settle an open question, understand the rest."""

from __future__ import annotations

from spotter.graphs.state import CoachState, Part, Scope
from spotter.graphs.steps import Update, step
from spotter.language.red_flags import screen as screen_text
from spotter.language.understand import understand
from spotter.language.understanding import Reading, Understanding
from spotter.language.wording.safety import safety_reply


def _reading(scope: Scope) -> Reading:
    ctx = scope.ctx
    return Reading(locale=ctx.locale, units=ctx.units, now=ctx.now, usual_loads_kg=scope.usual_loads_kg)


@step
async def screen(state: CoachState, scope: Scope) -> tuple[Update, str]:
    """Find red flags before anything else. From T2 on the reply opens with fixed words."""
    safety = screen_text(state["text"], scope.ctx.locale)
    parts = []
    if safety.level in ("T0", "T1", "T2"):
        words = safety_reply(safety, locale=scope.ctx.locale, country=scope.ctx.country, today=scope.ctx.today)
        parts.append(Part("safety", words))
    return {"safety": safety, "parts": parts}, f"{safety.level} {' '.join(safety.signals)}".strip()


@step
async def settle(state: CoachState, scope: Scope) -> tuple[Update, str]:
    """See whether the message answers the open question: yes, no, or the missing piece."""
    question = scope.open_question
    if question is None:
        return {"settled": "none"}, "no open question"
    meaning = understand(state["text"], _reading(scope))
    if question.kind == "confirm" and meaning.chat in ("yes", "no"):
        return {"settled": meaning.chat}, f"answered {meaning.chat}"
    if question.kind == "confirm" or _stands_alone(meaning):
        return {"settled": "open", "meaning": meaning}, "other subject"
    joined = understand(f"{question.clause} {state['text']}", _reading(scope))
    if joined.calls and not joined.question and not joined.residue:
        return {"settled": "filled", "meaning": joined}, f"filled {question.clause!r}"
    return {"settled": "open", "meaning": meaning}, "still open"


def _stands_alone(meaning: Understanding) -> bool:
    return bool(meaning.calls) and meaning.question is None and not meaning.residue


@step
async def understand_text(state: CoachState, scope: Scope) -> tuple[Update, str]:
    """Turn the text into tool calls, residue and at most one question, unless settling already did."""
    meaning = state.get("meaning") or understand(state["text"], _reading(scope))
    note = f"{len(meaning.calls)} calls, {len(meaning.residue)} left over"
    if meaning.question:
        note += ", one question"
    return {"meaning": meaning, "agents": list(meaning.agents)}, note
