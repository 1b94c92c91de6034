"""One person as the planner and the sender need them: their situation, their policy, and when they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from spotter.channels.consent import may_send
from spotter.coaching.nudging import Contact
from spotter.messages import Channel
from spotter.nudges.policy import Policy
from spotter.nudges.reading import Reader
from spotter.nudges.situation import Situation, Told
from spotter.scheduling.send_time import RECEPTIVE_WITHIN, Slot, Tried
from spotter.scheduling.send_windows import Openings
from spotter.store.queries.consents import standing
from spotter.store.queries.holds import active_hold
from spotter.store.queries.identities import identities_of
from spotter.store.queries.lately import last_heard
from spotter.store.queries.notifications import wishes_of
from spotter.store.queries.nudges import nudges_since
from spotter.store.queries.unprompted import Reach, reachable
from spotter.store.tables import NotificationPreference, Nudge
from spotter.store.uow import Store, UnitOfWork
from spotter.tools.context import CoachContext

HISTORY = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody who may or may not be written to. `situation` is None where a stop makes it needless to look.

    `reach` is where a message would go; None where only the inbox is open.
    """

    ctx: CoachContext
    policy: Policy
    situation: Situation | None
    heard_at: datetime | None
    reach: Reach | None
    rows: Sequence[Nudge]

    @property
    def tried(self) -> list[Tried]:
        """What went out to them, and what was answered at once; messages that went out together are one."""
        return list(tries_of(self.rows, self.ctx).values())


async def read_person(store: Store, uow: UnitOfWork) -> Reached:
    """Read somebody, and no more than is needed where nothing may go out."""
    since = (uow.now - HISTORY).date()
    rows = await nudges_since(uow, since)
    reader = await Reader.of(store, uow, told_of(rows))
    ctx, preference = reader.ctx, await wishes_of(uow)
    reach = await _where(uow, preference)
    stop = await _stop(uow, ctx, preference)
    heard_at = await last_heard(uow)
    policy = Policy(
        openings=Openings(ctx.zone, preference.quiet_from, preference.quiet_until, by_sms=reach is not None and reach.channel == "sms"),
        contact=Contact(heard_at or reader.user.created_at, _sent(rows), preference.weekly_budget, ctx.zone),
        wishes=preference.kinds,
        told=reader.told,
        stop=stop,
    )
    return Reached(ctx, policy, None if stop else await reader.situation(), heard_at, reach, rows)


def told_of(rows: Sequence[Nudge]) -> dict[str, Told]:
    """The newest message of each kind that went out, or would have but for the measurement; rows come oldest first."""
    return {row.kind: Told(row.local_date, row.facts) for row in rows if _is_settled(row)}


def tries_of(rows: Sequence[Nudge], ctx: CoachContext) -> Mapping[str | None, Tried]:
    """Messages by turn: the slot they went out in, and whether they were answered within ten minutes."""
    found = {}
    for row in rows:
        if row.status == "sent" and row.settled_at is not None:
            quick = row.replied_at is not None and row.replied_at - row.settled_at <= RECEPTIVE_WITHIN
            found[row.turn_id] = Tried(Slot.of(row.settled_at.astimezone(ctx.zone)), quick)
    return found


def _sent(rows: Sequence[Nudge]) -> list[datetime]:
    return sorted({row.settled_at for row in rows if _is_settled(row) and row.settled_at is not None})


def _is_settled(row: Nudge) -> bool:
    return row.status == "sent" or row.skipped_for == "held_out"


async def _stop(uow: UnitOfWork, ctx: CoachContext, preference: NotificationPreference) -> str | None:
    if ctx.is_too_young:
        return "too_young"
    hold = await active_hold(uow)
    if hold is not None and hold.pauses_nudges:
        return "safety_hold"
    if preference.paused_until is not None and preference.paused_until > uow.now:
        return "paused"
    return "no_consent" if await _opted_out(uow, preference) else None


async def _opted_out(uow: UnitOfWork, preference: NotificationPreference) -> bool:
    """Whether the person said no where they can be reached, and nothing else is open."""
    if preference.channel == "app" or await _where(uow, preference) is not None:
        return False
    there = [await standing(uow.session, uow.user_id, one.channel, one.address) for one in await identities_of(uow)]
    return any(one.is_out or one.choices.get("nudge") is False for one in there)


async def _where(uow: UnitOfWork, preference: NotificationPreference) -> Reach | None:
    """Where a message goes: where the person chose, else where they wrote last; None where only the inbox is open."""
    if preference.channel == "app":
        return None
    found = [one for one in await reachable(uow, "nudge") if await may_send(uow, one.channel, one.address, "nudge")]
    return next((one for one in found if one.channel == cast(Channel, preference.channel)), found[0] if found else None)
