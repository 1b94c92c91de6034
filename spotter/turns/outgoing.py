"""A reply to somebody outside the app leaves in the transaction that ends its turn."""

from __future__ import annotations

from spotter.language.wording import Style
from spotter.messages import Channel, Outgoing, Reply
from spotter.store.queries import outbox
from spotter.store.uow import UnitOfWork


async def send_reply(
    uow: UnitOfWork, reply: Reply, channel: Channel, address: str | None, style: Style, *, is_emergency: bool = False
) -> None:
    """Put a reply out to where the message came from; nothing where the app shows it.

    Its buttons are the answers that are waited for, or undo; under the words of an emergency stands nothing.
    """
    if address is None:
        return
    options: list[str] = []
    if reply.pending is not None:
        options = [style.phrase(f"options.{option}") for option in reply.pending.options]
    elif reply.path != "safety" and any(action.kind == "write" for action in reply.actions):
        options = [style.phrase("options.undo")]
    outgoing = Outgoing(text=reply.reply, cards=reply.cards, options=options, locale=style.locale)
    await outbox.put(
        uow.session,
        user_id=uow.user_id,
        channel=channel,
        address=address,
        kind="reply",
        outgoing=outgoing,
        now=uow.now,
        turn_id=reply.turn_id,
        dedupe_key=f"turn:{reply.turn_id}",
        is_emergency=is_emergency,
    )
