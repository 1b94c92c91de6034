"""What a turn that thinks starts from, read in one statement: ten of them took longer than all else before the first thought."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import Select, bindparam, select

from spotter.language.understanding import AgentName
from spotter.store.queries.facts import known_facts, open_goals
from spotter.store.queries.holds import most_severe_first, standing_holds
from spotter.store.queries.injuries import hurting
from spotter.store.queries.runs import begun_since
from spotter.store.queries.summaries import last_lines, last_summaries
from spotter.store.queries.turns import agents_of_last
from spotter.store.queries.workouts import heaviest_loads
from spotter.store.rows import listed, rows_from
from spotter.store.tables import Fact, Injury, Message, Profile, SafetyHold, Summary, User
from spotter.store.uow import UnitOfWork


class Known(NamedTuple):
    """Lines, summaries, facts, injuries and goals are the oldest first, holds the most severe first; `best_loads_kg` is by exercise.

    The rows in lists are copies: they are read and never written back.
    """

    user: User
    profile: Profile
    lines: list[Message]
    summaries: list[Summary]
    facts: list[Fact]
    injuries: list[Injury]
    goals: list[str]
    holds: list[SafetyHold]
    best_loads_kg: dict[str, float]
    last_agents: list[AgentName]
    runs_today: int


async def all_known(uow: UnitOfWork, conversation_id: str, *, lines: int, summaries: int, midnight: datetime) -> Known:
    """The last so many lines of the conversation, the newest so many summaries, runs since midnight, and all of the rest that holds."""
    bound = {"user_id": uow.user_id, "conversation_id": conversation_id, "now": uow.now, "since": midnight}
    found = await uow.session.execute(
        _everything(is_sqlite=uow.session.get_bind().dialect.name == "sqlite"), bound | {"most_lines": lines, "most_summaries": summaries}
    )
    user, profile, said, shortened, facts, injuries, goals, holds, loads, agents, runs = found.one()
    return Known(
        user=user,
        profile=profile,
        lines=sorted(rows_from(Message, said), key=lambda one: (one.position, one.id)),
        summaries=sorted(rows_from(Summary, shortened), key=lambda one: one.id),
        facts=sorted(rows_from(Fact, facts), key=lambda one: one.id),
        injuries=sorted(rows_from(Injury, injuries), key=lambda one: one.id),
        goals=[text for _id, text in sorted(goals or ())],
        holds=most_severe_first(rows_from(SafetyHold, holds)),
        best_loads_kg={key: float(load) for key, load in loads or ()},
        last_agents=cast(list[AgentName], agents or []),
        runs_today=runs,
    )


@cache
def _everything(*, is_sqlite: bool) -> Select[Any]:
    lists: tuple[Any, ...] = (
        last_lines(),
        last_summaries(),
        known_facts(),
        hurting(),
        open_goals(),
        standing_holds(),
        heaviest_loads(),
    )
    return (
        select(User, Profile, *(listed(one, is_sqlite=is_sqlite) for one in lists))
        .add_columns(agents_of_last().scalar_subquery(), begun_since().scalar_subquery())
        .join(Profile, Profile.user_id == User.id)
        .where(User.id == bindparam("user_id"))
    )
