"""Runs tools for one person as the graph does, each call in a turn of its own, without reading any text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from spotter.clock import FixedClock
from spotter.ids import new_id
from spotter.language.understanding import Locale, Units
from spotter.language.wording import Style, say
from spotter.messages import Block
from spotter.store.queries.people import create_user
from spotter.store.queries.turns import Lease
from spotter.store.tables import Turn
from spotter.store.uow import Store
from spotter.tools.context import CoachContext
from spotter.tools.executor import Done, Executor, NeedsConsent, Outcome, Refused, Request
from spotter.tools.registry import tools
from tests.conftest import NOW

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Answer:
    """What a call came to: the words that the person reads, the result and the cards."""

    words: str
    result: dict[str, Any]
    cards: list[Block]
    outcome: Outcome


def question_of(answer: Answer, locale: Locale = "en") -> str | None:
    """The question behind a result, to which a yes runs another call; None where nothing is asked."""
    done = answer.outcome
    if not isinstance(done, Done) or done.spec.offers is None or done.spec.offers(done.result) is None:
        return None
    return say(f"{done.spec.name}.offer", done.result.model_dump(), Style(locale, "metric", NOW.date()))


class Desk:
    """The tools of one person. `clock` may be moved between calls. Turns of whoever talks, too, begin before theirs."""

    def __init__(self, store: Store, clock: FixedClock, user_id: str, locale: Locale, units: Units, before: int = 0) -> None:
        self.store, self.clock, self.user_id = store, clock, user_id
        self.locale, self.units = locale, units
        self._executor = Executor(tools())
        self._seq = before

    @classmethod
    async def open(cls, store: Store, clock: FixedClock, locale: Locale = "en", units: Units = "metric") -> Desk:
        """A desk of a new person."""
        async with store.database.write() as session:
            user = await create_user(session, kind="guest", now=clock.now())
            user.locale, user.units = locale, units
        return cls(store, clock, user.id, locale, units)

    async def run(self, tool: str, **args: Any) -> Answer:
        """Run one tool in a turn of its own."""
        return await self._call(Request("call-0", tool, args))

    async def agree(self, tool: str, **args: Any) -> Answer:
        """Run one tool that the person has said yes to."""
        return await self._call(Request("confirmed", tool, args, confirmed=True))

    async def _call(self, request: Request) -> Answer:
        ctx, tool = await self._turn(), request.tool
        outcome = await self._executor.run(request, ctx)
        async with self.store.database.write() as session:
            (await session.get_one(Turn, ctx.turn_id)).status = "done"
        style = Style(self.locale, self.units, ctx.today)
        match outcome:
            case Done():
                cards = list(outcome.spec.cards(outcome.result, ctx)) if outcome.spec.cards else []
                return Answer(say(tool, outcome.result.model_dump(), style), outcome.result.model_dump(mode="json"), cards, outcome)
            case NeedsConsent():
                return Answer(say(f"{tool}.confirm", outcome.facts, style), {}, [], outcome)
            case Refused():
                return Answer(outcome.text, {}, [], outcome)

    async def log(self, exercise: str, *sets: tuple[int | None, float | None], key: str | None = None, on: str | None = None) -> Answer:
        """Log one exercise with sets of (repetitions, load in kg)."""
        done = [{"reps": reps, "load_kg": load} for reps, load in sets]
        day = on or self.clock.now().astimezone(PARIS).date().isoformat()
        return await self.run("log_workout", date=day, entries=[{"exercise": {"key": key, "name": exercise}, "sets": done}])

    def later(self, **by: float) -> None:
        """Move the clock on."""
        self.clock.advance(timedelta(**by))

    async def _turn(self) -> CoachContext:
        self._seq += 1
        now = self.clock.now()
        turn = Turn(
            id=new_id(),
            user_id=self.user_id,
            kind="chat",
            channel="app",
            status="running",
            seq=self._seq,
            attempt=1,
            created_at=now,
        )
        async with self.store.database.write() as session:
            session.add(turn)
        return CoachContext(
            lease=Lease(turn.id, self.user_id, 1),
            conversation_id="",
            channel="app",
            locale=self.locale,
            units=self.units,
            country=None,
            zone=PARIS,
            now=now.astimezone(PARIS),
            store=self.store,
        )
