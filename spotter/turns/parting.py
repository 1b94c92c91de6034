"""The end of a turn without an answer: one that always fails gets an apology, one that was stopped says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from spotter.language.understanding import Locale, Units
from spotter.language.wording import Style, say
from spotter.log import get_logger, person_hash
from spotter.messages import Channel, Reply, TurnEvent, Usage
from spotter.store.queries import turns
from spotter.store.queries.ledger import writes_of_turn
from spotter.store.queries.people import user_of
from spotter.store.queries.runs import fail_runs_left
from spotter.store.queries.turns import Lease
from spotter.store.tables import ToolCall
from spotter.store.uow import UnitOfWork
from spotter.tools.registry import tools
from spotter.turns.outgoing import send_reply

log = get_logger("turns")
FAILED, FAILED_IN_PART = "house.failed", "house.failed_in_part"


async def bury(uow: UnitOfWork, lease: Lease, words: str = FAILED) -> TurnEvent:
    """End a turn as dead, with the phrase `words` in the person's language. The event is for listeners, after the commit."""
    turn = await turns.turn_of(uow.session, lease.user_id, lease.turn_id)
    user = await user_of(uow.session, lease.user_id)
    style = Style(cast(Locale, user.locale), cast(Units, user.units), uow.now.date())
    done = await writes_of_turn(uow, turn.id) if words == FAILED else []
    text = _of_what_stands(done, style) or style.phrase(words)
    reply = Reply(
        turn_id=turn.id,
        conversation_id=turn.conversation_id or "",
        reply=text,
        agents=[],
        actions=[],
        cards=[],
        pending=None,
        usage=Usage(),
        path="local",
    )
    problem = {"type": "about:blank", "title": "Turn failed", "status": 500, "code": "turn_failed", "detail": text}
    event = TurnEvent(attempt=lease.attempt, sequence=1, kind="turn.failed", data=problem)
    end = turns.Finish(
        status="dead",
        reply_text=text,
        reply=reply.model_dump(mode="json"),
        path="local",
        safety_level="none",
        trace=[],
        events=[event],
    )
    await turns.finish(uow.session, lease, end, uow.now)
    await send_reply(uow, reply, cast(Channel, turn.channel), turn.address, style)
    await fail_runs_left(uow, turn.id)
    log.warning("turn.buried", turn=lease.turn_id, person=person_hash(lease.user_id), words=words)
    return event


def _of_what_stands(done: Sequence[ToolCall], style: Style) -> str | None:
    """The apology that names what was written, since who sends all of it again would have it twice. None where nothing can be named."""
    try:
        receipts = [say(call.tool, tools()[call.tool].result.model_validate(call.result).model_dump(), style) for call in done]
    except Exception as error:  # whatever it is, the turn ends: it may be what made it fail
        log.error("receipt.unsaid", exc_info=error)
        return None
    return style.phrase(FAILED_IN_PART, done=" ".join(receipts)) if receipts else None
