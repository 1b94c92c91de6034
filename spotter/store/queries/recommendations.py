"""What the coach suggested to a person, what became of it, and what they like: kept so that nothing turned down comes again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Protocol, TypeVar

from sqlalchemy import Select, bindparam, select, update

from spotter.errors import NotFound
from spotter.ids import new_id
from spotter.store.rows import insert_rows, table_of
from spotter.store.tables import AgentRun, Recommendation, Turn
from spotter.store.uow import UnitOfWork


class HasKey(Protocol):
    """An exercise, a program or a meal idea of the catalogue."""

    @property
    def key(self) -> str: ...


Keyed = TypeVar("Keyed", bound=HasKey)

OPEN_FOR = timedelta(days=14)
DECLINED_FOR = timedelta(days=1)
MOST_OPEN = 100


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something concrete that a tool's result suggests. `subject` is its key, `content` its words, `reasons` codes with params.

    `confidence` is how much of what the suggestion would rest on was known, 0 to 1.
    """

    kind: str
    subject: str
    content: str
    confidence: Decimal
    agent: str | None = None
    reasons: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Taste:
    """What a person said of subjects of one kind, by their newest word. `declined` holds for a day only."""

    liked: frozenset[str] = frozenset()
    disliked: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()

    def ordered(self, things: Iterable[Keyed], most: int | None = None) -> list[Keyed]:
        """Of the first `most` things that are not disliked: the liked ones first, what was just turned down last, else as they were."""
        left = [one for one in things if one.key not in self.disliked][:most]
        return sorted(left, key=lambda one: (one.key in self.declined) - (one.key in self.liked))


async def recommend(uow: UnitOfWork, turn_id: str, suggested: Sequence[Suggestion]) -> None:
    """Write suggestions of a turn down, each with the run of its agent, and let those of long ago expire."""
    if not suggested:
        return
    runs = select(AgentRun.agent, AgentRun.id).where(AgentRun.user_id == uow.user_id, AgentRun.turn_id == turn_id)
    run_of: dict[str, str] = dict((await uow.session.execute(runs.order_by(AgentRun.id))).all())
    old = (Recommendation.user_id == uow.user_id, Recommendation.outcome == "open", Recommendation.created_at < uow.now - OPEN_FOR)
    await uow.session.execute(update(table_of(Recommendation)).where(*old).values(outcome="expired", outcome_at=uow.now))
    rows = [
        asdict(one)
        | {"id": new_id(), "user_id": uow.user_id, "turn_id": turn_id, "run_id": run_of.get(one.agent or ""), "created_at": uow.now}
        | {"outcome": "open", "outcome_at": None}
        for one in suggested
    ]
    await insert_rows(uow.session, Recommendation, *rows)


async def open_recommendations(uow: UnitOfWork) -> list[Recommendation]:
    """What was suggested lately and nothing came of yet, newest first."""
    return list(await uow.session.scalars(_open(), {"user_id": uow.user_id, "since": uow.now - OPEN_FOR}))


@cache
def _open() -> Select[Recommendation]:
    lately = (Recommendation.outcome == "open", Recommendation.created_at >= bindparam("since"))
    mine = select(Recommendation).where(Recommendation.user_id == bindparam("user_id"), *lately)
    return mine.order_by(Recommendation.id.desc()).limit(MOST_OPEN)


async def newest_recommendations(uow: UnitOfWork, since: datetime) -> list[Recommendation]:
    """What the last turn that suggested anything suggested, in its order; nothing where that was before `since`."""
    mine = (Recommendation.user_id == uow.user_id, Recommendation.created_at >= since)
    newest = select(Recommendation.turn_id).where(*mine).order_by(Recommendation.id.desc()).limit(1).scalar_subquery()
    return list(
        await uow.session.scalars(select(Recommendation).where(*mine, Recommendation.turn_id == newest).order_by(Recommendation.id))
    )


async def decline_last(uow: UnitOfWork, turn_id: str) -> None:
    """Turn down what the turn before this one suggested: somebody answered it with a plain no."""
    seq = select(Turn.seq - 1).where(Turn.id == turn_id).scalar_subquery()
    before = select(Turn.id).where(Turn.user_id == uow.user_id, Turn.seq == seq).scalar_subquery()
    mine = (Recommendation.user_id == uow.user_id, Recommendation.turn_id == before, Recommendation.outcome == "open")
    await uow.session.execute(update(table_of(Recommendation)).where(*mine).values(outcome="declined", outcome_at=uow.now))


async def settle(uow: UnitOfWork, ids: Collection[str], outcome: str, by_turn: str | None = None) -> None:
    """Note what became of recommendations of the person by what was done in a turn."""
    if ids:
        mine = (Recommendation.user_id == uow.user_id, Recommendation.id.in_(ids))
        settled = {"outcome": outcome, "outcome_at": uow.now, "settled_by": by_turn}
        await uow.session.execute(update(table_of(Recommendation)).where(*mine).values(settled))


async def reopen(uow: UnitOfWork, turn_id: str) -> None:
    """Open again what the calls of a turn had settled: they were taken back. What was judged since keeps its judgement."""
    mine = (Recommendation.user_id == uow.user_id, Recommendation.settled_by == turn_id, Recommendation.outcome.in_(("taken", "declined")))
    opened = {"outcome": "open", "outcome_at": None, "settled_by": None}
    await uow.session.execute(update(table_of(Recommendation)).where(*mine).values(opened))


async def settle_turn(uow: UnitOfWork, turn_id: str, outcome: str) -> None:
    """Note what became of everything that a turn suggested and that is still open."""
    mine = (Recommendation.user_id == uow.user_id, Recommendation.turn_id == turn_id, Recommendation.outcome == "open")
    await uow.session.execute(update(table_of(Recommendation)).where(*mine).values(outcome=outcome, outcome_at=uow.now))


@dataclass(frozen=True, slots=True)
class SoughtAdvice:
    """Which recommendations are wanted, newest first; `before` is the id of the last one of the page before."""

    kind: str | None = None
    outcome: str | None = None
    turn_id: str | None = None
    before: str | None = None
    limit: int = 20


async def recommendations(uow: UnitOfWork, sought: SoughtAdvice) -> list[Recommendation]:
    """The person's recommendations, newest first."""
    wanted = select(Recommendation).where(Recommendation.user_id == uow.user_id)
    asked = ((Recommendation.kind, sought.kind), (Recommendation.outcome, sought.outcome), (Recommendation.turn_id, sought.turn_id))
    for column, value in asked:
        if value is not None:
            wanted = wanted.where(column == value)
    if sought.before is not None:
        wanted = wanted.where(Recommendation.id < sought.before)
    return list(await uow.session.scalars(wanted.order_by(Recommendation.id.desc()).limit(sought.limit)))


async def answer_recommendation(uow: UnitOfWork, recommendation_id: str, outcome: str) -> Recommendation:
    """Note what the person says became of one; `NotFound` in the same words whether it is somebody else's or does not exist."""
    mine = (Recommendation.id == recommendation_id, Recommendation.user_id == uow.user_id)
    found = await uow.session.scalar(select(Recommendation).where(*mine))
    if found is None:
        raise NotFound("There is no such recommendation.")
    found.outcome, found.outcome_at = outcome, uow.now
    return found


async def taste(uow: UnitOfWork, kind: str) -> Taste:
    """What the person likes, dislikes and has just turned down among the subjects of a kind."""
    told = ("liked", "disliked", "declined")
    wanted = (
        select(Recommendation.subject, Recommendation.outcome, Recommendation.outcome_at)
        .where(Recommendation.user_id == uow.user_id, Recommendation.kind == kind, Recommendation.outcome.in_(told))
        .order_by(Recommendation.outcome_at, Recommendation.id)
    )
    judged: dict[str, str] = {}
    declined = set[str]()
    for subject, outcome, at in await uow.session.execute(wanted):
        if outcome != "declined":
            judged[subject] = outcome
        elif _is_recent(at, uow.now):
            declined.add(subject)
    of = {outcome: frozenset(subject for subject, found in judged.items() if found == outcome) for outcome in told}
    return Taste(of["liked"], of["disliked"], frozenset(declined))


def _is_recent(at: datetime | None, now: datetime) -> bool:
    return at is not None and now - at < DECLINED_FOR
