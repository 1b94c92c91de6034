"""The first three steps of a turn: screen for red flags, settle an open question, understand the rest."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from spotter.coaching.safety import Signal, level_of, more_severe, profile_of_facts
from spotter.graphs.answering import completed
from spotter.graphs.state import CoachState, Part, Scope
from spotter.graphs.steps import Update, step
from spotter.language.agreeing import agrees
from spotter.language.clearance import parse_clearance, says_yes
from spotter.language.conditions import conditions_told
from spotter.language.red_flags import screen as screen_text
from spotter.language.understand import understand
from spotter.language.understanding import Reading, Safety, Understanding
from spotter.language.wording.safety import safety_reply
from spotter.store.queries.ledger import has_written
from spotter.store.queries.pending import set_aside
from spotter.store.tables import PendingAction
from spotter.tools.context import CoachContext

_FIGURE = re.compile(r"\W*\d{1,3}(?:[.,]\d)?(?:/10)?\W*")
NAMED_AGAIN = frozenset({"clear_hold", "clear_numbers"})


def _reading(scope: Scope) -> Reading:
    ctx = scope.ctx
    return Reading(
        locale=ctx.locale,
        units=ctx.units,
        now=ctx.now,
        usual_loads_kg=scope.usual_loads_kg,
        underway=scope.underway,
        told_last=scope.told_last,
        reminders=scope.reminders,
        waits_for_load=scope.waits_for_load,
        has_plan=scope.has_plan,
        equipment=scope.equipment,
    )


def _answers_with_a_figure(text: str, question: PendingAction | None) -> bool:
    """Whether a bare figure answers what was asked ("how bad, from 0 to 10?"), and is no set of the workout that goes on."""
    return question is not None and question.kind == "slot" and bool(_FIGURE.fullmatch(text))


@step
async def screen(state: CoachState, scope: Scope) -> tuple[Update, str]:
    """Find red flags before anything else. From T2 on the reply opens with fixed words."""
    ctx = scope.ctx
    safety = screened(state["text"], ctx)
    told = conditions_told(state["text"], safety.own)
    if is_cleared_pregnancy(state["text"], safety, scope):
        return {"safety": Safety("none"), "parts": [], "conditions": told}, "cleared"
    parts = []
    is_told_of_another = safety.level == "T3" and bool(safety.others)
    if safety.level in ("T0", "T1") or ((safety.level == "T2" or is_told_of_another) and not (ctx.is_too_young or "child" in told)):
        parts.append(
            Part("safety", safety_reply(safety, locale=ctx.locale, country=ctx.country, today=ctx.today, short=ctx.channel == "sms"))
        )
    note = f"{safety.level} {' '.join(safety.signals)}".strip()
    return {"safety": safety, "parts": parts, "conditions": told}, note


def is_cleared_pregnancy(text: str, safety: Safety, scope: Scope) -> bool:
    """Whether a text says no more than that somebody's pregnancy, which is known, is cleared for training: "my midwife said it's fine"."""
    found = {*safety.own.signals, *safety.others}
    is_known = bool(found) and found <= {"pregnancy"} & scope.ctx.conditions
    return is_known and safety.level in ("T2", "T3") and parse_clearance(text, _reading(scope)) is not None


def screened(text: str, ctx: CoachContext) -> Safety:
    """What a text means for this person: a known condition makes some signs a stop. Never lower than the text alone."""
    safety = screen_text(text, ctx.locale)
    own = safety.own
    if not own.signals:
        return safety
    signals: list[Signal] = [(signal, own.level if place == 0 else "none") for place, signal in enumerate(own.signals)]
    if "eating_disorder" in ctx.conditions and "eating_disorder" not in own.signals:
        signals.append(("eating_disorder", "none"))
    level = level_of(signals, profile_of_facts(ctx.age_years, ctx.conditions))
    # A condition alone limits training by a hold of its own since it was told; only a stop is new.
    if level not in ("T0", "T1"):
        return safety
    return Safety(more_severe(level, safety.level), safety.signals, safety.others, level)


@step
async def settle(state: CoachState, scope: Scope) -> tuple[Update, str]:
    """See whether the message answers the open question: yes, no, or the missing piece."""
    question, reading = scope.open_question, _reading(scope)
    is_figure = _answers_with_a_figure(state["text"], question)
    meaning = understand(state["text"], replace(reading, underway=None) if is_figure else reading)
    if (asked := await _asked_before(meaning, state, scope)) is not None:
        return {"settled": "yes", "agreed": asked}, f"answered what was set aside: {asked.tool}"
    if question is None:
        return {"settled": "none", "meaning": meaning}, "no open question"
    if question.kind == "confirm" and (settled := await _yes_or_no(meaning, question, state, scope)) is not None:
        return {"settled": settled, "agreed": question}, f"answered {settled}"
    if question.kind == "confirm" or state["safety"].level in ("T0", "T1"):
        return {"settled": "open", "meaning": meaning}, "other subject"
    filled = completed(state["text"], question, meaning, reading)
    if filled is not None:
        return {"settled": "filled", "meaning": filled}, f"filled {question.clause!r}"
    meaning = understand(state["text"], reading) if is_figure else meaning
    return {"settled": "open", "meaning": meaning}, "still open"


async def _yes_or_no(meaning: Understanding, question: PendingAction, state: CoachState, scope: Scope) -> Literal["yes", "no"] | None:
    """How a message answers a question that wants a yes; None where it is about something else.

    Whoever says once more what the question is about ("my midwife said it's fine") says yes, and whoever wants "undo" where nothing
    was written but something offered takes the offer back.
    """
    if meaning.chat in ("yes", "no"):
        return meaning.chat
    tools = {call.tool for call in meaning.calls}
    if tools == {question.tool} and question.tool in NAMED_AGAIN and state["safety"].level not in ("T0", "T1"):
        return "yes"
    if tools == {"undo"} and not any(call.args for call in meaning.calls):
        async with scope.ctx.store.read(scope.ctx.user_id) as uow:
            return None if question.turn_id is None or await has_written(uow, question.turn_id) else "no"
    return "yes" if state["safety"].level not in ("T0", "T1") and agrees(state["text"]) else None


async def _asked_before(meaning: Understanding, state: CoachState, scope: Scope) -> PendingAction | None:
    """The question that a yes answers by naming it ("yes, he said I can train again"), though another message came between."""
    if len(meaning.calls) != 1 or meaning.calls[0].tool not in NAMED_AGAIN or meaning.residue or not says_yes(state["text"]):
        return None
    if state["safety"].level in ("T0", "T1"):
        return None
    async with scope.ctx.store.read(scope.ctx.user_id) as uow:
        return await set_aside(uow, meaning.calls[0].tool, scope.ctx.turn_id)


@step
async def understand_text(state: CoachState, scope: Scope) -> tuple[Update, str]:
    """Turn the text into tool calls, residue and at most one question, unless settling already did."""
    meaning = state.get("meaning") or understand(state["text"], _reading(scope))
    note = f"{len(meaning.calls)} calls, {len(meaning.residue)} left over"
    if meaning.question:
        note += ", one question"
    return {"meaning": meaning, "agents": list(meaning.agents)}, note
