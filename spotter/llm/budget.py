"""A person's money for a day: reserved before a call at the most it may cost, settled after at what it did."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from spotter.errors import OverBudget, Unavailable
from spotter.llm.asking import Ask, Degraded
from spotter.llm.faults import FaultKind
from spotter.llm.hearing import Heard, estimated_tokens
from spotter.llm.measures import asked_models, spent_usd
from spotter.llm.prices import Prices
from spotter.llm.targets import Target
from spotter.llm_settings import LLMSettings
from spotter.log import get_logger
from spotter.store.queries.usage import TakenFirst, reserve_call, settle_call
from spotter.store.uow import Store

MOST_AT_ONCE = 20  # calls of one person that are reserved in the same moment

log = get_logger("llm")


@dataclass(frozen=True, slots=True)
class Booking:
    """Money put aside for one ask, and the model it was put aside for."""

    call_id: str
    user_id: str
    target: Target
    degraded: Degraded | None


@dataclass(slots=True)
class Tally:
    """What an ask came to, all its attempts together. Moments are the event loop's time."""

    asked_tokens: int
    model: str
    began_at: float
    ended_at: float = 0.0
    first_at: float | None = None
    attempts: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: Decimal = Decimal(0)
    is_done: bool = False
    is_fallback: bool = False
    has_told: bool = False
    error: FaultKind | None = None

    @property
    def ms(self) -> int:
        return round((self.ended_at - self.began_at) * 1000)

    @property
    def first_token_ms(self) -> int | None:
        return None if self.first_at is None else round((self.first_at - self.began_at) * 1000)

    @property
    def failure(self) -> str | None:
        """Why there is no answer: nobody could be asked, the last attempt's fault, or the turn was stopped."""
        if self.is_done:
            return None
        return self.error or ("stopped" if self.attempts else "not_asked")

    def add(self, heard: Heard, target: Target, prices: Prices) -> None:
        """Count an attempt. Where the provider tells no usage it is estimated; one that never began to speak is free."""
        spoke = heard.has_begun or heard.is_whole
        in_tokens = heard.input_tokens if heard.input_tokens is not None else self.asked_tokens * spoke
        out_tokens = heard.output_tokens if heard.output_tokens is not None else estimated_tokens("x" * heard.chars)
        self.model = target.model
        self.first_at = heard.first_at
        self.has_told = bool(heard.text)
        self.attempts += 1
        self.input_tokens += in_tokens
        self.output_tokens += out_tokens
        self.cost_usd += prices.of(target).of(in_tokens, out_tokens)


class Budget:
    """Keeps each person's day within the settings."""

    def __init__(self, settings: LLMSettings, store: Store, prices: Prices) -> None:
        self._settings = settings
        self._store = store
        self._prices = prices

    async def reserve(self, ask: Ask, tokens: int, own: Target, cheap: Target | None) -> Booking:
        """Put money aside for the role's own model, else for the cheap one; `OverBudget` when the day has no room for either."""
        for target in (own, cheap):
            call_id = await self._reserved(ask, tokens, target) if target is not None else None
            if target is not None and call_id is not None:
                return Booking(call_id, ask.user_id, target, "cheap" if target is cheap else None)
        raise OverBudget("This person's model budget for today is used up.")

    async def _reserved(self, ask: Ask, tokens: int, target: Target) -> str | None:
        """The id of the call that money was put aside for; tried again where another call of the person came between.

        It stands before the call is made and waits for no disk: where the database's machine dies at that moment, one call is not counted.
        """
        most, limit = self._prices.of(target).of(tokens, target.max_tokens), self._settings.daily_usd_per_person
        what = {"role": ask.role, "agent": ask.agent, "turn_id": ask.turn_id, "model": target.model, "input_tokens": tokens}
        for _ in range(MOST_AT_ONCE):
            with suppress(TakenFirst):
                async with self._store.write_once(ask.user_id) as uow:
                    return await reserve_call(uow, most, limit, **what)
        raise Unavailable("Too much was asked at once. Please try again in a moment.", retry_after_s=1)

    async def settle(self, booking: Booking, tally: Tally) -> None:
        """Write down what the call came to. Where the database is away the answer still counts: the reservation ends by itself."""
        asked_models.labels(tally.model, "done" if tally.is_done else "failed").inc()
        spent_usd.labels(tally.model).inc(float(tally.cost_usd or 0))
        try:
            async with self._store.write_once(booking.user_id) as uow:
                await settle_call(
                    uow,
                    booking.call_id,
                    status="done" if tally.is_done else "failed",
                    error=tally.failure,
                    model=tally.model,
                    attempts=tally.attempts,
                    input_tokens=tally.input_tokens,
                    output_tokens=tally.output_tokens,
                    cost_usd=tally.cost_usd,
                    first_token_ms=tally.first_token_ms,
                    ms=tally.ms,
                )
        except Unavailable:
            log.warning("call.unsettled", call=booking.call_id)


def tokens_of(ask: Ask) -> int:
    """About how many tokens an ask sends: messages, tool calls in them, tools and schema."""
    texts = [str(message.text) + json.dumps(getattr(message, "tool_calls", []), default=str) for message in ask.messages]
    schema = ask.schema.model_json_schema() if ask.schema else {}
    return estimated_tokens("".join(texts) + json.dumps([list(ask.tools), schema]))
