"""Whether a message may go out: what people said comes first, then a default for each kind and channel."""

from __future__ import annotations

from collections.abc import Callable

from spotter.store.queries import consents, outbox
from spotter.store.queries.consents import Source, Standing, standing
from spotter.store.queries.holds import active_hold
from spotter.store.queries.turns import is_emergency
from spotter.store.tables import Outbox
from spotter.store.uow import UnitOfWork

# What was never chosen. Everywhere but in the app the law asks who wrote first (TCPA and CASL for texts, GDPR and ePrivacy for e-mail).
_Default = Callable[[Standing], bool]
DEFAULTS: dict[str, _Default] = {
    "reply": lambda _: True,  # they wrote a moment ago, from there
    "code": lambda _: True,  # they asked for it a moment ago; it goes once, to an address that they named
    "reminder": lambda at: at.is_theirs,  # they set it themselves
    "notice": lambda at: at.is_theirs,  # about what they did or asked for, to an address that is proved to be theirs
    "check_in": lambda at: at.is_theirs and at.wrote,  # the coach begins: only where the person has begun before
    "nudge": lambda at: at.is_theirs and at.wrote,
}

PAUSED_BY_HOLDS = frozenset({"nudge"})  # what the coach began before somebody told of danger


async def may_send(uow: UnitOfWork, channel: str, address: str, kind: str, turn_id: str | None = None) -> bool:
    """Whether a message of a kind may go to an address now. To be asked right before it is sent: people change their minds.

    The answer to an emergency that somebody wrote of (`turn_id`) goes out to those who opted out, too.
    """
    if kind == "service":  # the answer to STOP, START or HELP
        return True
    at = await standing(uow.session, uow.user_id, channel, address)
    if at.is_out:
        return kind == "reply" and await is_emergency(uow.session, turn_id)
    chosen = at.choices.get(kind)
    return DEFAULTS[kind](at) if chosen is None else chosen


async def objection(uow: UnitOfWork, row: Outbox) -> str | None:
    """Why a message must not go out at this moment, as a code; None where it may."""
    if not await may_send(uow, row.channel, row.address, row.kind, row.turn_id):
        return "opted_out"
    if row.kind in PAUSED_BY_HOLDS:
        hold = await active_hold(uow)
        if hold is not None and hold.pauses_nudges:
            return "safety_hold"
    return None


async def withdraw(uow: UnitOfWork, channel: str, address: str, source: Source) -> None:
    """Write to them here no more: what waits to go out is taken back, and what a deletion leaves is that nobody writes to this address.

    Words of an emergency that wait still go out.
    """
    await consents.choose(uow, channel, "all", False, source)
    await consents.suppress(uow.session, channel, address, uow.now)
    await outbox.cancel_queued(uow.session, uow.user_id, channel, outbox.KINDS)
    await consents.cancel_homeless_nudges(uow.session, uow.user_id, uow.now)
