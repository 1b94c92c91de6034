"""The steps that do something: writes and reads of the message in its order, then answers to what is left over."""

from __future__ import annotations

from collections.abc import Sequence

from spotter.agents import answer_call
from spotter.coaching.safety import DISORDERED_EATING_SIGNALS, NO_BODY_NUMBERS_SIGNALS
from spotter.graphs.deeds import Deeds
from spotter.graphs.state import Asked, CoachState, Part, Scope
from spotter.graphs.steps import Update, step
from spotter.language.red_flags import screen
from spotter.language.understand import LOG_TOOLS
from spotter.language.understanding import Residue, Safety
from spotter.language.wording import house
from spotter.store.tables import PendingAction
from spotter.tools.executor import FOR_EVERYBODY, Request

HOLDS = ("T0", "T1", "T2")
NEAR_ENOUGH = 0.5  # of the classifier's confidence, as in routing
PLANNING = frozenset(
    {"propose_plan", "choose_program", "set_nutrition_target", "set_goal", "change_goal", "change_plan", "set_plan_status"}
)


def is_stopped(safety: Safety) -> bool:
    """Whether nothing but safety words and receipts may be told."""
    return safety.level in ("T0", "T1")


def may_run(tool: str, safety: Safety, *, too_young: bool = False) -> bool:
    """Whether a tool may run in a message of this kind, whoever asks for it."""
    if too_young and tool not in FOR_EVERYBODY:
        return False  # nobody below 13 is coached
    if is_stopped(safety) and tool not in LOG_TOOLS:
        return False  # what somebody's condition makes a stop is one, whatever the words alone were taken for
    if safety.level == "T0" and tool == "report_pain":
        return False  # an emergency is no sore muscle to be noted down
    # After signs of disordered eating the fixed words offer a safe way instead of a plan.
    return not (tool in PLANNING and DISORDERED_EATING_SIGNALS.intersection(safety.own.signals))


@step
async def act(state: CoachState, scope: Scope) -> tuple[Update, str]:
    """Run what was agreed to and what was understood, in the order of the text. Call ids are the same in every attempt."""
    safety = state["safety"]
    deeds = Deeds(scope, safety)
    told = state["conditions"]
    await deeds.note_health(told, state["text"])
    if safety.own.level in HOLDS:
        await deeds.hold(safety.own, "hold")
    too_young = scope.ctx.is_too_young or "child" in told
    question = state.get("agreed")
    if question is not None:
        note = await _answered(question, deeds, scope, is_yes=state["settled"] == "yes")
        await deeds.offer()
        return deeds.update(), note
    meaning = state["meaning"]
    for place, call in enumerate(meaning.calls):
        if may_run(call.tool, safety, too_young=too_young):
            await deeds.run(Request(f"call-{place}", call.tool, call.args), call.clause)
    if not too_young and meaning.question is None and not is_stopped(safety):
        await deeds.offer()
    if too_young:
        deeds.tell_policy()
    elif meaning.question is not None:
        deeds.parts.append(Part("question", meaning.question.text))
        deeds.asked = deeds.asked or Asked("slot", meaning.question.text, meaning.question.clause)
    if not too_young and not meaning.calls and not left_over(state, scope):
        await deeds.await_clearance()
    if not too_young and deeds.asked is None and deeds.safety.level in ("none", "T3") and state["settled"] == "none":
        await deeds.check_back()
    return deeds.update(), ", ".join(call.tool for call in meaning.calls) or "nothing to do"


async def _answered(question: PendingAction, deeds: Deeds, scope: Scope, *, is_yes: bool) -> str:
    """Run what was agreed to, then ask about what waited behind it."""
    args = question.args or {}
    later = args.get("later", []) if "call" in args else []
    if is_yes and question.tool is not None:
        call = args["call"] if later else args
        await deeds.run(Request("confirmed", question.tool, call, confirmed=True), question.clause)
    elif not is_yes:
        deeds.parts.append(Part("chat", scope.style.phrase("house.declined")))
    for place, (tool, call) in enumerate(later):
        await deeds.run(Request(f"later-{place}", tool, call), question.clause)
    return f"confirmed {question.tool}" if is_yes else "declined"


@step
async def answer(state: CoachState, scope: Scope) -> tuple[Update, str]:
    """Without a model: give each left-over clause to the best read tool of its agent, or answer small talk."""
    safety = state["safety"]
    deeds = Deeds(scope, safety)
    meaning = state.get("meaning")
    if meaning is None or not _may_answer(state, scope):
        return deeds.update(), "nothing left over"
    await answer_locally(deeds, left_over(state, scope), scope)
    if state.get("asked") is None:
        await deeds.offer()
    if meaning.chat is not None and not state["parts"] and not deeds.parts:
        deeds.parts.append(Part("chat", house.chat(meaning.chat, scope.style)))
    return deeds.update(), ", ".join(action.tool for action in deeds.actions) or "nothing left over"


def left_over(state: CoachState, scope: Scope) -> tuple[Residue, ...]:
    """The clauses that nobody took yet and that may be answered. What somebody else has is answered by the fixed words."""
    meaning = state.get("meaning")
    if meaning is None or state["settled"] in ("yes", "no") or not _may_answer(state, scope):
        return ()
    return tuple(one for one in meaning.residue if not (state["safety"].others and screen(one.clause).others))


def _may_answer(state: CoachState, scope: Scope) -> bool:
    """Not in an emergency, not to a child, and no figures about their body to whom they harm."""
    safety = state["safety"]
    if safety.level in ("T0", "T1") or scope.ctx.is_too_young or "child" in state["conditions"]:
        return False
    return not (safety.own.level == "T2" and NO_BODY_NUMBERS_SIGNALS.intersection(safety.own.signals))


async def answer_locally(deeds: Deeds, residue: Sequence[Residue], scope: Scope, why: str | None = "only_with_model") -> None:
    """Answer clauses from the log with the best read tool, and say plainly `why` there is no more to it (None: that is said already).

    Where no tool answers and it is not even clear whose question it is, nothing of the log is shown: it would only be beside the point.
    """
    missing = set()
    for place, one in enumerate(residue):
        found = answer_call(one)
        if found.fits or one.confidence >= NEAR_ENOUGH:
            await deeds.run(Request(f"answer-{place}", found.tool, found.args), one.clause)
        if not found.fits and not (one.agent != "nutrition" and await deeds.tell_hold()):
            missing.add(why if one.confidence >= NEAR_ENOUGH else "beyond_me")
    for reason in sorted(filter(None, missing)):
        deeds.parts.append(Part("chat", scope.style.phrase(f"advice.{reason}")))
