"""The language models by role: money is put aside, somebody is asked, and what it came to is written down."""

from __future__ import annotations

import asyncio
from typing import get_args

from spotter.clock import Clock
from spotter.errors import ModelAway
from spotter.llm.asking import Ask, Role, Said
from spotter.llm.budget import Booking, Budget, Tally, tokens_of
from spotter.llm.hearing import Heard
from spotter.llm.prices import Prices
from spotter.llm.structure import parsed_answer
from spotter.llm.targets import stand_in, target_of
from spotter.llm.trying import Caller
from spotter.llm_settings import LLMSettings
from spotter.store.uow import Store


class Models:
    """Asks the models that the settings name. No connection to the database is held while a model thinks."""

    def __init__(self, settings: LLMSettings, store: Store, clock: Clock) -> None:
        prices = Prices(settings.prices)
        self._settings = settings
        self._budget = Budget(settings, store, prices)
        self._caller = Caller(settings, clock, prices)

    @property
    def is_on(self) -> bool:
        return self._settings.is_on

    def has(self, role: Role) -> bool:
        """Whether a model speaks in this role; the specialist stands in for roles of which nothing is said."""
        return target_of(self._settings, role) is not None

    def warm_up(self) -> None:
        """Load the client library, which takes a second or more: at the start, in a thread, so that no turn waits for it."""
        self._caller.warm_up(target for role in get_args(Role) if (target := target_of(self._settings, role)))

    async def ask(self, ask: Ask) -> Said:
        """Ask, or raise `ModelAway` when nobody answers in time and `OverBudget` when the person's day is used up."""
        own = target_of(self._settings, ask.role, ask.agent)
        if own is None:
            raise ModelAway("No language model is set.")
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._settings.turn_s if ask.deadline is None else ask.deadline
        tokens = tokens_of(ask)
        booking = await self._budget.reserve(ask, tokens, own, stand_in(self._settings, "cheap", ask.role))
        fallback = stand_in(self._settings, "fallback", ask.role)
        line = (booking.target, fallback) if fallback and fallback.provider != booking.target.provider else (booking.target,)
        tally = Tally(tokens, booking.target.model, loop.time())
        try:
            heard = await self._caller.ask_in_line(ask, line, tally, deadline)
        finally:  # also when the turn is stopped: what was said until then is paid
            tally.ended_at = loop.time()
            await asyncio.shield(self._budget.settle(booking, tally))
        return _said(ask, heard, tally, booking)

    def runs_left(self, begun: int) -> int:
        """How many agent runs a person has left of whom so many began today (UTC)."""
        return max(self._settings.daily_runs_per_person - begun, 0)

    async def close(self) -> None:
        """Close every connection."""
        await self._caller.close()


def _said(ask: Ask, heard: Heard, tally: Tally, booking: Booking) -> Said:
    text = "".join(heard.text)
    parsed, problem = parsed_answer(ask.schema, text) if ask.schema else (None, None)
    return Said(
        text=text,
        calls=heard.wanted(),
        parsed=parsed,
        problem=problem,
        is_cut=heard.finish == "length",
        model=tally.model,
        input_tokens=tally.input_tokens,
        output_tokens=tally.output_tokens,
        cost_usd=tally.cost_usd,
        ms=tally.ms,
        first_token_ms=tally.first_token_ms,
        attempts=tally.attempts,
        degraded="fallback" if tally.is_fallback else booking.degraded,
    )
