"""The steps that do something: writes and reads of the message in its order, then answers to what is left over."""

from __future__ import annotations

from typing import Any

from spotter.agents import answer_call
from spotter.coaching.ages import YOUNGEST_AGE
from spotter.coaching.safety import DISORDERED_EATING_SIGNALS, NO_BODY_NUMBERS_SIGNALS, more_severe
from spotter.graphs.state import Asked, CoachState, Part, Scope
from spotter.graphs.steps import Update, step
from spotter.language.conditions import conditions_over
from spotter.language.red_flags import screen
from spotter.language.understanding import Safety
from spotter.language.wording import house, say
from spotter.language.wording.safety import safety_reply
from spotter.messages import Action
from spotter.tools.executor import FOR_EVERYBODY, Done, NeedsConsent, Outcome, Refused, Request
from spotter.tools.warning_signs import signals_of_write

HOLDS = ("T0", "T1", "T2")
NOT_SCREENED = frozenset({"open_hold", "clear_hold", "clear_numbers", "note_health", "undo", "forget", "resolve_pain"})


PLANNING = frozenset({"propose_plan", "choose_program", "set_nutrition_target", "set_goal"})


class _Deeds:
    """Collects what the calls of one step did."""

    def __init__(self, scope: Scope, safety: Safety) -> None:
        self._scope = scope
        self.safety = safety
        self.actions: list[Action] = []
        self.parts: list[Part] = []
        self.asked: Asked | None = None

    async def run(self, request: Request, clause: str) -> Outcome:
        outcome = await self._scope.executor.run(request, self._scope.ctx)
        match outcome:
            case Done():
                self._done(outcome)
                awaited = outcome.spec.awaits(outcome.result) if outcome.spec.awaits else None
                if awaited is not None and self.safety.level not in ("T0", "T1"):
                    self.asked = Asked("slot", "", clause, request, awaited)
                if outcome.spec.name not in NOT_SCREENED:
                    await self._warn(outcome)
            case Refused(spec=None):  # nobody should read the name of a tool that is not there
                self.parts.append(Part("chat", self._scope.style.phrase("house.only_with_model")))
            case Refused(awaited=dict() as awaited):
                self.asked = Asked("slot", outcome.text, clause, request, awaited)
                self.parts.append(Part("question", outcome.text))
            case Refused():
                self.parts.append(Part("receipt", outcome.text))
            case NeedsConsent():
                text = say(f"{request.tool}.confirm", outcome.facts, self._scope.style)
                self.asked = Asked("confirm", text, clause, request)
                self.parts.append(Part("question", text))
        return outcome

    def _done(self, done: Done) -> None:
        words = say(done.spec.name, done.result.model_dump(), self._scope.style)
        cards = tuple(done.spec.cards(done.result, self._scope.ctx)) if done.spec.cards else ()
        action = done.action(words)
        self.actions.append(action)
        self.parts.append(Part("receipt" if done.spec.kind == "write" else "answer", words, cards))
        self._scope.emit("tool.finished", action.model_dump(mode="json"))
        for card in cards:
            self._scope.emit("card", card.model_dump(mode="json"))

    async def hold(self, safety: Safety, call_id: str) -> bool:
        """Open the hold of a red flag, in a write of its own; False where it stands already."""
        outcome = await self.run(Request(call_id, "open_hold", {"level": safety.level, "signals": list(safety.signals)}), "")
        return isinstance(outcome, Done) and bool(outcome.result.model_dump()["opened"])

    async def note_health(self, told: tuple[str, ...], text: str) -> None:
        """Keep what is new among the lasting conditions of the message, and let go of what is over."""
        known = self._scope.ctx.conditions
        over = known.intersection(conditions_over(text))
        if over or set(told) - known:
            await self.run(Request("health", "note_health", {"told": list(told), "over": sorted(over)}), "")

    async def _warn(self, done: Done) -> None:
        """What was written may be a red flag that the message itself did not show, and so may what a look at the log finds."""
        args = done.args.model_dump() if done.spec.kind == "write" else {}
        found = signals_of_write(done.spec.name, args, done.result.model_dump())
        if found is None or set(found.signals) <= set(self.safety.signals):
            return
        ctx = self._scope.ctx
        is_new = await self.hold(found, f"hold-{done.request.call_id}")
        if is_new or found.level != "T2":  # the days of a light log show every meal long: said once
            self.parts.append(Part("safety", safety_reply(found, locale=ctx.locale, country=ctx.country, today=ctx.today)))
        here = self.safety
        signals, own_level = (*here.signals, *found.signals), more_severe(here.own.level, found.level)
        self.safety = Safety(more_severe(here.level, found.level), tuple(dict.fromkeys(signals)), here.others, own_level)

    def tell_policy(self) -> None:
        """Nobody below 13 is coached, and is told so every time; not whoever has just set their age right."""
        is_corrected = any(action.tool == "update_profile" and action.result["changed"] for action in self.actions)
        if self.safety.level not in ("T0", "T1") and not is_corrected:
            self.parts.append(Part("chat", self._scope.style.phrase("profile.too_young", age=YOUNGEST_AGE)))

    def update(self) -> dict[str, Any]:
        kept: dict[str, Any] = {"actions": self.actions, "parts": self.parts, "safety": self.safety}
        return kept | ({"asked": self.asked} if self.asked else {})


def _may_run(tool: str, safety: Safety, *, too_young: bool) -> bool:
    if too_young and tool not in FOR_EVERYBODY:
        return False  # nobody below 13 is coached
    if safety.level == "T0" and tool == "report_pain":
        return False  # an emergency is no sore muscle to be noted down
    # After signs of disordered eating the fixed words offer a safe way instead of a plan.
    return not (tool in PLANNING and DISORDERED_EATING_SIGNALS.intersection(safety.own.signals))


@step
async def act(state: CoachState, scope: Scope) -> tuple[Update, str]:
    """Run what was agreed to and what was understood, in the order of the text. Call ids are the same in every attempt."""
    safety = state["safety"]
    deeds = _Deeds(scope, safety)
    told = state["conditions"]
    await deeds.note_health(told, state["text"])
    if safety.own.level in HOLDS:
        await deeds.hold(safety.own, "hold")
    too_young = scope.ctx.is_too_young or "child" in told
    question = scope.open_question
    if state["settled"] == "yes" and question is not None and question.tool is not None:
        await deeds.run(Request("confirmed", question.tool, question.args or {}, confirmed=True), question.clause)
        return deeds.update(), f"confirmed {question.tool}"
    if state["settled"] == "no":
        deeds.parts.append(Part("chat", scope.style.phrase("house.declined")))
        return deeds.update(), "declined"
    meaning = state["meaning"]
    for place, call in enumerate(meaning.calls):
        if _may_run(call.tool, safety, too_young=too_young):
            await deeds.run(Request(f"call-{place}", call.tool, call.args), call.clause)
    if too_young:
        deeds.tell_policy()
    elif meaning.question is not None:
        deeds.parts.append(Part("question", meaning.question.text))
        deeds.asked = deeds.asked or Asked("slot", meaning.question.text, meaning.question.clause)
    return deeds.update(), ", ".join(call.tool for call in meaning.calls) or "nothing to do"


@step
async def answer(state: CoachState, scope: Scope) -> tuple[Update, str]:
    """Without a model: give each left-over clause to the best read tool of its agent, or answer small talk."""
    safety = state["safety"]
    deeds = _Deeds(scope, safety)
    meaning = state.get("meaning")
    if meaning is None or safety.level in ("T0", "T1") or scope.ctx.is_too_young or "child" in state["conditions"]:
        return deeds.update(), "nothing left over"
    if safety.own.level == "T2" and NO_BODY_NUMBERS_SIGNALS.intersection(safety.own.signals):
        return deeds.update(), "nothing left over"
    needs_model = False
    for place, residue in enumerate(meaning.residue):
        if safety.others and screen(residue.clause).others:
            continue  # what somebody else has is answered by the fixed words
        found = answer_call(residue)
        await deeds.run(Request(f"answer-{place}", found.tool, found.args), residue.clause)
        needs_model = needs_model or not found.fits
    if needs_model:
        deeds.parts.append(Part("chat", scope.style.phrase("advice.only_with_model")))
    if meaning.chat is not None and not state["parts"] and not deeds.parts:
        deeds.parts.append(Part("chat", house.chat(meaning.chat, scope.style)))
    return deeds.update(), ", ".join(action.tool for action in deeds.actions) or "nothing left over"
