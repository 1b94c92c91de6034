"""The one retry loop: a model, again after what passes, then the fallback; nobody who keeps failing is waited for."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from spotter.clock import Clock
from spotter.errors import ModelAway
from spotter.llm.asking import Ask
from spotter.llm.breaker import Breaker
from spotter.llm.budget import Tally
from spotter.llm.faults import LONG, OF_THE_QUESTION, PASSING, Fault
from spotter.llm.hearing import Heard
from spotter.llm.prices import Prices
from spotter.llm.structure import schema_format, schema_in_words
from spotter.llm.targets import Target
from spotter.llm_settings import LLMSettings
from spotter.log import get_logger

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

    from spotter.llm.providers import Providers

BACKOFF_S = 0.2
# A provider that wants a longer pause is left for the fallback, where there is one.
SHORT_WAIT_S = 1.0
# A wish to be left alone is believed no longer than this.
LONGEST_REST_S = 300.0

log = get_logger("llm")


class Caller:
    """Holds the connections and the breakers; asks targets one after the other."""

    def __init__(self, settings: LLMSettings, clock: Clock, prices: Prices) -> None:
        self._settings = settings
        self._clock = clock
        self._prices = prices
        self._breakers: dict[tuple[str, str], Breaker] = {}
        self._knows_no_schema: set[tuple[str, str]] = set()

    @cached_property
    def _providers(self) -> Providers:
        from spotter.llm.providers import Providers

        return Providers(self._settings)

    def warm_up(self, targets: Iterable[Target]) -> None:
        """Load the client library and make these clients."""
        for target in targets:
            self._providers.chat(target)

    async def close(self) -> None:
        if "_providers" in self.__dict__:
            await self._providers.close()
            del self.__dict__["_providers"]

    async def ask_in_line(self, ask: Ask, line: Sequence[Target], tally: Tally, deadline: float) -> Heard:
        """The first whole answer. All but the last in line leave one attempt for who comes after them."""
        left = max(1 + self._settings.retries, len(line))
        for target in line:
            is_last = target is line[-1]
            breaker = self._breaker(target)
            while left > (0 if is_last else 1) and _time_left(deadline) > 0 and breaker.lets_through():
                left -= 1
                patience = _time_left(deadline)
                try:
                    heard = await self._attempt(ask, target, tally, deadline)
                except Fault as fault:
                    tally.error = fault.kind
                    log.warning("attempt.failed", role=ask.role, model=target.model, kind=fault.kind, attempt=tally.attempts)
                    self._note(breaker, fault, patience)
                    if not await self._is_worth_another(fault, ask, target, is_last=is_last, deadline=deadline):
                        break
                else:
                    breaker.succeeded()
                    tally.is_done, tally.is_fallback = True, target is not line[0]
                    return heard
        raise ModelAway(f"No language model answered ({tally.error or 'resting after failures'}).")

    async def _attempt(self, ask: Ask, target: Target, tally: Tally, deadline: float) -> Heard:
        from spotter.llm.attempt import Patience, attempt

        if tally.has_told and ask.on_restart is not None:
            ask.on_restart()
        heard = Heard()
        messages, options = self._request(ask, target)
        patience = Patience(self._settings.first_token_s, self._settings.between_tokens_s, deadline)
        stream = self._providers.pieces(target, messages, options)
        try:
            await attempt(stream, heard, ask.on_text, patience, self._clock)
        finally:
            tally.add(heard, target, self._prices)
        return heard

    def _request(self, ask: Ask, target: Target) -> tuple[list[BaseMessage], dict[str, Any]]:
        """The messages and what goes with them: not as arguments, which the library would take apart and put together again, or parse."""
        messages = list(ask.messages)
        if not ask.tools and ask.schema is None:
            return messages, {}
        extra = dict(self._providers.chat(target).extra_body or {})
        if ask.tools:
            extra["tools"] = list(ask.tools)
        if ask.schema is None:
            return messages, {"extra_body": extra}
        if target.provider in self._knows_no_schema:
            from langchain_core.messages import SystemMessage

            messages.append(SystemMessage(schema_in_words(ask.schema)))
            extra["response_format"] = {"type": "json_object"}
        else:
            extra["response_format"] = schema_format(ask.schema)
        return messages, {"extra_body": extra}

    async def _is_worth_another(self, fault: Fault, ask: Ask, target: Target, *, is_last: bool, deadline: float) -> bool:
        """Whether the same model is asked again; waits as long as it wants to be left alone, where that fits into the turn."""
        if fault.kind == "bad_request" and ask.schema is not None and target.provider not in self._knows_no_schema:
            self._knows_no_schema.add(target.provider)
            return True
        if fault.kind not in PASSING or (not is_last and fault.kind in LONG):
            return False
        wait = random.uniform(BACKOFF_S, 2 * BACKOFF_S) if fault.wait_s is None else fault.wait_s
        if wait >= _time_left(deadline) or (not is_last and wait > SHORT_WAIT_S):
            self._breaker(target).rest(timedelta(seconds=min(wait, LONGEST_REST_S)))
            return False
        await asyncio.sleep(wait)
        return True

    def _note(self, breaker: Breaker, fault: Fault, patience: float) -> None:
        """Count a failure against who failed; a question at fault, or a turn with too little time left, is not theirs."""
        is_hurried = fault.kind in LONG and patience < self._settings.first_token_s
        if fault.kind not in OF_THE_QUESTION and not is_hurried:
            breaker.failed()

    def _breaker(self, target: Target) -> Breaker:
        known = self._breakers.get(target.provider)
        if known is None:
            known = self._breakers[target.provider] = Breaker(self._clock, self._settings.breaker_failures, self._settings.breaker_rest_s)
        return known


def _time_left(deadline: float) -> float:
    return deadline - asyncio.get_running_loop().time()
