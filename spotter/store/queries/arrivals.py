"""What has to be known of a message from outside the app before anything is done about it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sqlalchemy import Select, bindparam, exists, or_, select

from spotter.store.queries.consents import address_hash, is_suppressed_here
from spotter.store.queries.link_codes import LIFETIME, waits_for_answer
from spotter.store.tables import Consent, Outbox, User
from spotter.store.uow import UnitOfWork


class AtTheDoor(NamedTuple):
    """Whether this very message was answered without a turn already, whether its sender wants no messages here, and whether they were asked
    a moment ago if a code shall make one of two people."""

    was_answered: bool
    is_out: bool
    is_asked_to_join: bool


async def at_the_door(uow: UnitOfWork, channel: str, address: str, dedupe_key: str) -> AtTheDoor:
    """How it stands with who wrote from an address; to be asked when their row is locked."""
    where = {"user_id": uow.user_id, "channel": channel, "address_hash": address_hash(channel, address)}
    asked = {"dedupe_key": dedupe_key, "since": uow.now - LIFETIME}
    return AtTheDoor(*(await uow.session.execute(_at_the_door(), where | asked)).one())


@cache
def _at_the_door() -> Select[bool, bool, bool]:
    refused = (Consent.user_id == bindparam("user_id"), Consent.channel == bindparam("channel"), Consent.kind == "all")
    return select(
        exists().where(Outbox.dedupe_key == bindparam("dedupe_key")),
        or_(is_suppressed_here(), exists().where(*refused, Consent.allowed.is_(False))),
        exists().where(*waits_for_answer(bindparam("user_id"), bindparam("since")), User.id == bindparam("user_id")),
    )
