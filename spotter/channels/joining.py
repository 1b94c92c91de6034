"""A one-time code that is shown at the door, and the yes or no to what it would join."""

from __future__ import annotations

from typing import cast

from spotter.language.channels import code_in
from spotter.language.commands import parse_command
from spotter.language.understanding import Locale, Reading
from spotter.messages import Arrived
from spotter.store.queries.identities import Sender
from spotter.store.queries.link_codes import Linked, answer_joining, joining_asked, show_code
from spotter.store.uow import UnitOfWork

LONGEST = 40  # letters of a yes or no


async def join(uow: UnitOfWork, arrived: Arrived, sender: Sender, *, is_asked: bool) -> tuple[Linked, str] | None:
    """What comes of a message that shows a code or answers whether to join, and who they are then; None for any other message."""
    if arrived.kind in ("text", "command") and (code := code_in(arrived.text)) is not None:
        return await show_code(uow, code, in_app=False)
    if not is_asked or arrived.kind not in ("text", "tap") or len(arrived.text) > LONGEST:
        return None
    asked = await joining_asked(uow)
    said = None if asked is None else parse_command(arrived.text, Reading(cast(Locale, sender.locale), "metric", uow.now))
    return await answer_joining(uow, asked, is_yes=said == "yes") if asked is not None and said in ("yes", "no") else None
