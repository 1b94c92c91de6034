"""Two people turn out to be one: everything of the second becomes the first one's, in one transaction."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, cast

from sqlalchemy import bindparam, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from spotter.ids import new_id
from spotter.store.queries.due_reminders import follow_wall
from spotter.store.rows import table_of
from spotter.store.tables import (
    PERSONAL,
    Base,
    Change,
    ChannelIdentity,
    Consent,
    Conversation,
    LinkCode,
    Message,
    ModelCall,
    NotificationPreference,
    Nudge,
    PendingAction,
    Plan,
    Profile,
    Summary,
    Turn,
    User,
    WorkoutUnderway,
)

# What is the person themselves: undo of a change to it would change the kept person.
OF_THE_PERSON = frozenset({"user", "profile", "notification_preference", "consent"})
BY_HAND: frozenset[type[Base]] = frozenset({Profile, LinkCode, Turn, Change})
QUIETEST_FIRST = ("off", "less", "normal", "more")
ONE_ROW = tuple(kind for kind in PERSONAL if [*table_of(kind).primary_key] == [table_of(kind).c.user_id] and kind not in BY_HAND)


async def merge_people(session: AsyncSession, kept_id: str, merged_id: str, now: datetime) -> bool:
    """Move everything of `merged` to `kept` and delete `merged`; False where a turn of theirs is not over, which has to end first.

    Their turns come after those of the kept person, and so do the lines of their talks. Where only one may stand (an open question, an
    active plan, a workout underway, a choice) the kept person's stands; of two choices about being written to the one that refuses.
    """
    both = list(await session.scalars(select(User).where(User.id.in_((kept_id, merged_id))).order_by(User.id).with_for_update()))
    people = {user.id: user for user in both}
    kept, merged = people[kept_id], people[merged_id]
    unfinished = exists().where(Turn.user_id == merged_id, Turn.status.in_(("pending", "running")))
    if await session.scalar(select(unfinished)):
        return False
    await _close_what_is_open(session, kept_id, merged_id, now)
    await _unite_wishes(session, kept_id, merged_id)
    await _settle_doubles(session, kept_id, merged_id)
    await _place_turns(session, kept, merged)
    await _rewrite_journal(session, kept_id, merged_id, now)
    await _fill_gaps(session, kept, merged)
    await session.flush()
    for kind in PERSONAL:
        if kind not in BY_HAND:
            await _move(session, kind, kept_id, merged_id)
    await follow_wall(session, kept_id, now)
    if kept.kind == "guest" and await session.scalar(select(exists().where(ChannelIdentity.user_id == kept_id))):
        kept.expires_at = None  # an address leads to them: they can come back to what they wrote
    await session.execute(delete(table_of(User)).where(User.id == merged_id))
    return True


async def _move(session: AsyncSession, kind: type[Base], kept_id: str, merged_id: str, **values: Any) -> None:
    table = table_of(kind)
    await session.execute(update(table).where(table.c.user_id == merged_id).values(user_id=kept_id, **values))


async def _close_what_is_open(session: AsyncSession, kept_id: str, merged_id: str, now: datetime) -> None:
    """Of what there may be one only, the kept person's goes on."""
    asked, talk, plan, workout = (table_of(kind) for kind in (PendingAction, Conversation, Plan, WorkoutUnderway))
    await session.execute(update(asked).where(asked.c.user_id == merged_id, asked.c.status == "open").values(status="replaced"))
    for table, is_open, closed in (
        (talk, talk.c.ended_at.is_(None), {"ended_at": now}),
        (plan, plan.c.status == "active", {"status": "replaced", "ended_at": now}),
        (workout, workout.c.ended_at.is_(None), {"ended_at": now}),
    ):
        if await session.scalar(select(table.c.id).where(table.c.user_id == kept_id, is_open).limit(1)) is not None:
            await session.execute(update(table).where(table.c.user_id == merged_id, is_open).values(closed))


async def _settle_doubles(session: AsyncSession, kept_id: str, merged_id: str) -> None:
    """Where both have a row of the same key, one stays: a refusal before a permission, else the kept person's."""
    mine, theirs = aliased(Consent), table_of(Consent)
    same = (mine.user_id == kept_id, mine.channel == theirs.c.channel, mine.kind == theirs.c.kind)
    weaker = delete(theirs).where(theirs.c.user_id == merged_id, exists().where(*same, mine.allowed.is_(False)))
    await session.execute(weaker)
    others, own = aliased(Consent), table_of(Consent)
    both = exists().where(others.user_id == merged_id, others.channel == own.c.channel, others.kind == own.c.kind)
    await session.execute(delete(own).where(own.c.user_id == kept_id, both))
    nudge, told = table_of(Nudge), aliased(Nudge)
    twice = exists().where(told.user_id == kept_id, told.kind == nudge.c.kind, told.local_date == nudge.c.local_date)
    await session.execute(delete(nudge).where(nudge.c.user_id == merged_id, twice))
    for kind in ONE_ROW:
        table = table_of(kind)
        if await session.scalar(select(table.c.user_id).where(table.c.user_id == kept_id)) is not None:
            await session.execute(delete(table).where(table.c.user_id == merged_id))
    await session.execute(delete(table_of(LinkCode)).where(LinkCode.user_id == merged_id))
    call, earlier = table_of(ModelCall), aliased(ModelCall)
    highest = select(func.coalesce(func.max(earlier.nth), 0)).where(earlier.user_id == kept_id, earlier.day == call.c.day)
    moved = update(call).where(call.c.user_id == merged_id, call.c.nth.is_not(None))
    await session.execute(moved.values(nth=call.c.nth + highest.scalar_subquery()))


async def _unite_wishes(session: AsyncSession, kept_id: str, merged_id: str) -> None:
    """Of what both said about being written to first, the quieter: a kind turned off, the smaller budget, the longer pause and night."""
    mine, theirs = await session.get(NotificationPreference, kept_id), await session.get(NotificationPreference, merged_id)
    if mine is None or theirs is None:
        return
    mine.kinds = mine.kinds | {kind: min(said, mine.kinds.get(kind, said), key=QUIETEST_FIRST.index) for kind, said in theirs.kinds.items()}
    mine.weekly_budget = min(mine.weekly_budget, theirs.weekly_budget)
    mine.paused_until = max((at for at in (mine.paused_until, theirs.paused_until) if at is not None), default=None)
    mine.channel = mine.channel or theirs.channel
    if _night_minutes(theirs) > _night_minutes(mine):
        mine.quiet_from, mine.quiet_until = theirs.quiet_from, theirs.quiet_until


def _night_minutes(wishes: NotificationPreference) -> int:
    """How long the quiet hours last; equal ends mean none."""
    begin, end = (at.hour * 60 + at.minute for at in (wishes.quiet_from, wishes.quiet_until))
    return (end - begin) % (24 * 60)


async def _place_turns(session: AsyncSession, kept: User, merged: User) -> None:
    """Their turns follow those of the kept person, and the lines of a talk follow their turns."""
    behind = kept.turn_count
    line, summary, theirs = table_of(Message), table_of(Summary), merged.id
    await session.execute(update(line).where(line.c.user_id == theirs).values(position=line.c.position + 2 * behind))
    # In two steps, so that no summary comes to stand where another has not left yet.
    first, last = summary.c.first_position, summary.c.last_position
    away = {"first_position": -(first + 2 * behind), "last_position": -(last + 2 * behind)}
    await session.execute(update(summary).where(summary.c.user_id == theirs).values(away))
    await session.execute(update(summary).where(summary.c.user_id == theirs).values(first_position=-first, last_position=-last))
    await _move(session, Turn, kept.id, merged.id, seq=table_of(Turn).c.seq + behind)
    kept.turn_count += merged.turn_count


async def _rewrite_journal(session: AsyncSession, kept_id: str, merged_id: str, now: datetime) -> None:
    """What undo puts back is the kept person's; what was changed of the merged person themselves cannot be put back any more."""
    change = table_of(Change)
    theirs = select(change.c.id, change.c.table, change.c.before, change.c.after, change.c.undone_at).where(change.c.user_id == merged_id)
    rows = [
        {
            "of_change": row.id,
            "before": _renamed(row.before, merged_id, kept_id),
            "after": _renamed(row.after, merged_id, kept_id),
            "undone_at": row.undone_at or (now if row.table in OF_THE_PERSON else None),
        }
        for row in await session.execute(theirs)
    ]
    if rows:
        names = ("before", "after", "undone_at")
        rewritten = update(change).where(change.c.id == bindparam("of_change")).values({name: bindparam(name) for name in names})
        await session.execute(rewritten.values(user_id=kept_id), rows)


def _renamed(row: dict[str, Any] | None, merged_id: str, kept_id: str) -> dict[str, Any] | None:
    return None if row is None else cast(dict[str, Any], json.loads(json.dumps(row).replace(merged_id, kept_id)))


async def _fill_gaps(session: AsyncSession, kept: User, merged: User) -> None:
    """What the kept person never said is taken from the other; what limits their training is kept from both."""
    mine, theirs = await session.get_one(Profile, kept.id), await session.get_one(Profile, merged.id)
    for column in table_of(Profile).columns:
        if column.key != "user_id" and getattr(mine, column.key) is None:
            setattr(mine, column.key, getattr(theirs, column.key))
    if theirs.conditions:
        mine.conditions = list(dict.fromkeys([*(mine.conditions or []), *theirs.conditions]))
    await session.delete(theirs)
    kept.country = kept.country or merged.country
    if kept.time_zone == "UTC":
        kept.time_zone = merged.time_zone
    kept.log_revision = new_id()
