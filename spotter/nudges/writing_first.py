"""The coach writes first: a line in the talk, a notice in the inbox, and a message to where the person wants it, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, cast

from spotter.ids import new_id
from spotter.messages import Channel, Outgoing, Pending, Reply, Usage
from spotter.store.queries import outbox, unprompted
from spotter.store.queries.unprompted import Awaits, Reach
from spotter.store.uow import UnitOfWork

Kind = Literal["reminder", "nudge", "check_in", "notice"]


@dataclass(frozen=True, slots=True)
class FirstWords:
    """What the coach writes first, in the person's language.

    `why` says what made it write, `subject` names the kind of notice where it is more than `kind` ("streak_at_risk"). `options` are the
    buttons, `awaits` the answer that is waited for. It goes to `channel`, else to the channel that the person chose, else to where they
    wrote last; to the inbox alone where nothing of it is open or the channel is the app. After `expires_at` it is not sent any more.
    """

    kind: Kind
    text: str
    why: dict[str, Any]
    dedupe_key: str
    subject: str | None = None
    options: list[str] = field(default_factory=list)
    channel: str | None = None
    awaits: Awaits | None = None
    expires_at: datetime | None = None


async def write_first(uow: UnitOfWork, words: FirstWords) -> str | None:
    """Write to a person in the transaction that decides it; the id of the turn, None where they are gone or have it already.

    Whoever was asked for a yes a moment ago is asked nothing more: a yes has to mean that.
    """
    if await unprompted.was_put(uow, words.dedupe_key):
        return None
    place = await unprompted.take_place(uow)
    if place is None:
        return None
    reach = await _where(uow, words)
    awaits = None if words.awaits is None or await unprompted.waits_for_yes(uow) else words.awaits
    reply = _reply(new_id(), place.conversation_id, words, awaits)
    await unprompted.store_line(uow, place, reply, reach)
    await unprompted.note(uow, reply.turn_id, words.subject or words.kind, words.text, words.why)
    if awaits is not None:
        unprompted.await_answer(uow, reply.turn_id, words.text, awaits)
    if reach is not None:
        locale = cast(Literal["en", "fr"], place.locale)
        await outbox.put(
            uow.session,
            user_id=uow.user_id,
            channel=reach.channel,
            address=reach.address,
            kind=words.kind,
            outgoing=Outgoing(text=words.text, options=words.options, locale=locale),
            now=uow.now,
            turn_id=reply.turn_id,
            dedupe_key=words.dedupe_key,
            expires_at=words.expires_at,
        )
    return reply.turn_id


async def _where(uow: UnitOfWork, words: FirstWords) -> Reach | None:
    wanted = words.channel or await unprompted.chosen_channel(uow)
    if wanted == "app":
        return None
    found = await unprompted.reachable(uow, words.kind)
    return next((one for one in found if one.channel == cast(Channel, wanted)), found[0] if found else None)


def _reply(turn_id: str, conversation_id: str, words: FirstWords, awaits: Awaits | None) -> Reply:
    pending = None if awaits is None else Pending(kind="slot", text=words.text, options=words.options, expires_at=awaits.expires_at)
    return Reply(
        turn_id=turn_id,
        conversation_id=conversation_id,
        reply=words.text,
        agents=[],
        actions=[],
        cards=[],
        pending=pending,
        usage=Usage(),
        path="local",
    )
