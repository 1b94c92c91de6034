"""A person's money for a day: reserved before a call at the most it may cost, settled after at what it did."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal

from spotter.errors import OverBudget, Unavailable
from spotter.llm.asking import Ask, Degraded
from spotter.llm.faults import FaultKind
from spotter.llm.hearing import Heard, estimated_tokens
from spotter.llm.prices import Prices
from spotter.llm.targets import Target
from spotter.llm_settings import LLMSettings
from spotter.log import get_logger
from spotter.store.queries.runs import runs_since
from spotter.store.queries.usage import lock_person, reserve_call, settle_call, spent_today
from spotter.store.uow import Store, UnitOfWork

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
        async with self._store.write(ask.user_id) as uow:
            await lock_person(uow)
            left = self._settings.daily_usd_per_person - await spent_today(uow)
            for target, degraded in ((own, None), (cheap, "cheap")):
                most = self._prices.of(target).of(tokens, target.max_tokens) if target else None
                if target is not None and most is not None and most <= left:
                    call_id = await reserve_call(
                        uow, most, role=ask.role, agent=ask.agent, turn_id=ask.turn_id, model=target.model, input_tokens=tokens
                    )
                    return Booking(call_id, ask.user_id, target, "cheap" if degraded else None)
        raise OverBudget("This person's model budget for today is used up.")

    async def settle(self, booking: Booking, tally: Tally) -> None:
        """Write down what the call came to. Where the database is away the answer still counts: the reservation ends by itself."""
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

    async def runs_left(self, uow: UnitOfWork) -> int:
        """How many agent runs the person has left this UTC day. Those of the local coach cost nothing and do not count."""
        midnight = datetime.combine(uow.now.astimezone(UTC).date(), time(), UTC)
        return max(self._settings.daily_runs_per_person - await runs_since(uow, midnight), 0)


def tokens_of(ask: Ask) -> int:
    """About how many tokens an ask sends: messages, tool calls in them, tools and schema."""
    texts = [str(message.text) + json.dumps(getattr(message, "tool_calls", []), default=str) for message in ask.messages]
    schema = ask.schema.model_json_schema() if ask.schema else {}
    return estimated_tokens("".join(texts) + json.dumps([list(ask.tools), schema]))
