"""What calls did: their receipts, their cards, the question they end with, and the red flags that they bring to light."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from spotter.coaching.ages import YOUNGEST_AGE
from spotter.coaching.safety import more_severe
from spotter.graphs.state import Asked, Part, Scope
from spotter.language.conditions import conditions_over
from spotter.language.understanding import Safety
from spotter.language.wording import say
from spotter.language.wording.pain_course import morning_question
from spotter.language.wording.safety import safety_reply
from spotter.messages import Action
from spotter.store.queries.holds import active_holds, rules_of
from spotter.tools.executor import Done, NeedsConsent, Outcome, Refused, Request
from spotter.tools.morning_check import RATES, morning_check
from spotter.tools.spec import Offer
from spotter.tools.warning_signs import signals_of_write

ASKED_ABOUT = frozenset({"pregnancy", "medicine"})
NOT_SCREENED = frozenset({"open_hold", "clear_hold", "clear_numbers", "note_health", "undo", "forget", "resolve_pain"})


class Deeds:
    """Collects what the calls of one step did.

    With `for_model` the results go to a model, which words them: only writes are confirmed in words of the house, and refusals are for it
    to tell.
    """

    def __init__(self, scope: Scope, safety: Safety, *, for_model: bool = False) -> None:
        self._scope = scope
        self._for_model = for_model
        self.safety = safety
        self.actions: list[Action] = []
        self.parts: list[Part] = []
        self.asked: Asked | None = None
        self._offered: tuple[Offer, Done, str] | None = None

    async def run(self, request: Request, clause: str) -> Outcome:
        outcome = await self._scope.executor.run(request, self._scope.ctx)
        match outcome:
            case Done():
                self._done(outcome)
                awaited = outcome.spec.awaits(outcome.result) if outcome.spec.awaits else None
                if awaited is not None and self.safety.level not in ("T0", "T1"):
                    self.asked = Asked("slot", "", clause, request, awaited)
                offer = outcome.spec.offers(outcome.result) if outcome.spec.offers and not self._for_model else None
                self._offered = self._offered if offer is None else (offer, outcome, clause)
                if outcome.spec.name not in NOT_SCREENED:
                    await self._warn(outcome)
            case Refused() if self._for_model and outcome.awaited is None:
                pass
            case Refused(spec=None):  # nobody should read the name of a tool that is not there
                self.parts.append(Part("chat", self._scope.style.phrase("house.only_with_model")))
            case Refused(awaited=dict() as awaited):
                self.asked = Asked("slot", outcome.text, clause, request, awaited)
                self.parts.append(Part("question", outcome.text))
            case Refused():
                self.parts.append(Part("receipt", outcome.text))
            case NeedsConsent() if self.asked is not None and self.asked.kind == "confirm":
                self.parts.append(Part("chat", self._scope.style.phrase("house.one_by_one")))
                self.asked = replace(self.asked, later=(*self.asked.later, request))
            case NeedsConsent():
                text = say(f"{request.tool}.confirm", outcome.facts, self._scope.style)
                self.asked = Asked("confirm", text, clause, request)
                self.parts.append(Part("question", text))
        return outcome

    async def offer(self) -> None:
        """Ask about what the last result suggests, unless the turn ends with a question already."""
        if self._offered is None or self.asked is not None or self.safety.level in ("T0", "T1"):
            return
        offer, done, clause = self._offered
        self._offered = None
        request = Request("offered", offer.tool, offer.args)
        if offer.asks_itself:
            await self.run(request, clause)
            return
        text = say(f"{done.spec.name}.offer", done.result.model_dump(), self._scope.style)
        self.asked = Asked("slot" if offer.awaited else "confirm", text, clause, request, offer.awaited)
        self.parts.append(Part("question", text))

    def _done(self, done: Done) -> None:
        words = self.words_of(done)
        cards = tuple(done.spec.cards(done.result, self._scope.ctx)) if done.spec.cards else ()
        action = done.action(words)
        self.actions.append(action)
        is_write = done.spec.kind == "write"
        self.parts.append(Part("receipt" if is_write else "answer", words if is_write or not self._for_model else "", cards))
        self._scope.emit("tool.finished", action.model_dump(mode="json"))
        for card in cards:
            self._scope.emit("card", card.model_dump(mode="json"))

    def words_of(self, done: Done) -> str:
        """What a call did, in the house's words."""
        return say(done.spec.name, done.result.model_dump(), self._scope.style)

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
            self.parts.append(
                Part("safety", safety_reply(found, locale=ctx.locale, country=ctx.country, today=ctx.today, short=ctx.channel == "sms"))
            )
        here = self.safety
        signals, own_level = (*here.signals, *found.signals), more_severe(here.own.level, found.level)
        self.safety = Safety(more_severe(here.level, found.level), tuple(dict.fromkeys(signals)), here.others, own_level)

    def tell_policy(self) -> None:
        """Nobody below 13 is coached, and is told so every time; not whoever sets their age right or is asked about it."""
        is_corrected = any(action.tool == "update_profile" and action.result["changed"] for action in self.actions)
        if self.safety.level not in ("T0", "T1") and not is_corrected and self.asked is None:
            self.parts.append(Part("chat", self._scope.style.phrase("profile.too_young", age=YOUNGEST_AGE)))

    async def await_clearance(self) -> None:
        """The fixed words for a pregnancy or a medicine end with a question: a yes to it lifts their hold, where nothing else stops."""
        signals = self.safety.own.signals
        if self.asked is not None or self.safety.own.level != "T2" or not signals or signals[0] not in ASKED_ABOUT:
            return
        async with self._scope.ctx.store.read(self._scope.ctx.user_id) as uow:
            holds = await active_holds(uow)
        if holds and all(row.level == "T2" and ASKED_ABOUT.issuperset(row.signals) for row in holds):
            text = say("clear_hold.confirm", {"cleared_by": "answers"}, self._scope.style)
            self.asked = Asked("confirm", text, text, Request("cleared", "clear_hold", {}))

    async def tell_hold(self) -> bool:
        """Say why training waits, once; False where nothing holds it back."""
        ctx = self._scope.ctx
        async with ctx.store.read(ctx.user_id) as uow:
            holds = await active_holds(uow)
        stopped = next((rules_of(row) for row in holds if rules_of(row).blocks_training), None)
        ill = next((row for row in holds if "fever" in row.signals), None)
        if stopped is not None:
            rests = stopped.cleared_by == "confirmation_after_a_day"
            text = self._scope.style.phrase("holds.training_rests" if rests else "holds.training_stopped")
        elif ill is not None:
            text = safety_reply(
                Safety("T2", ("fever",)), locale=ctx.locale, country=ctx.country, today=ctx.today, short=ctx.channel == "sms"
            )
        else:
            return False
        if all(part.text != text for part in self.parts):
            self.parts.append(Part("answer", text))
        return True

    async def check_back(self) -> None:
        """Ask once how a sore place is, on the morning after a workout that loaded it; the answer is a rating."""
        async with self._scope.ctx.store.read(self._scope.ctx.user_id) as uow:
            due = await morning_check(self._scope.ctx, uow)
        if due is None:
            return
        text = morning_question(due.model_dump(), self._scope.style)
        call = {"region": due.region} | ({"side": due.side} if due.side else {})
        self.parts.append(Part("question", text))
        self.asked = Asked("slot", text, text, Request("check-back", RATES, call), {"slot": "severity", "repeats": False, "options": []})

    def update(self) -> dict[str, Any]:
        kept: dict[str, Any] = {"actions": self.actions, "parts": self.parts, "safety": self.safety}
        return kept | ({"asked": self.asked} if self.asked else {})
