"""Sessions: a conversation ends with a short summary of what was done in it, made from rows."""

from __future__ import annotations

from datetime import date
from typing import Literal, cast

from spotter.language.understanding import Locale, Units
from spotter.language.wording import Style
from spotter.language.wording.sessions import session_in_words
from spotter.store.queries import conversations as store
from spotter.store.queries.people import user_of
from spotter.store.tables import Conversation
from spotter.store.uow import UnitOfWork

SessionKind = Literal["coaching", "planning", "recommendation"]


async def start_session(uow: UnitOfWork, kind: SessionKind) -> Conversation:
    """End the open conversation, if there is one, and start another."""
    for conversation in await store.open_conversations(uow):
        await _end(uow, conversation)
    return await store.start_conversation(uow, kind)


async def end_session(uow: UnitOfWork, conversation_id: str) -> Conversation:
    """End a conversation with its summary; ending it twice changes nothing."""
    conversation = await store.conversation_of(uow, conversation_id)
    if conversation.ended_at is None:
        await _end(uow, conversation)
    return conversation


async def _end(uow: UnitOfWork, conversation: Conversation) -> None:
    user = await user_of(uow.session, uow.user_id)
    style = Style(cast(Locale, user.locale), cast(Units, user.units), date.min)  # read later: no "today" in it
    calls = await store.standing_calls(uow, conversation.id)
    writes = [{"tool": call.tool, "result": call.result} for call in calls if call.kind == "write"]
    subjects = dict.fromkeys(call.agent for call in calls if call.kind == "read" and call.agent)
    conversation.ended_at = uow.now
    conversation.summary = session_in_words(writes, list(subjects), style)
