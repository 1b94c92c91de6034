"""Builds what a turn needs to know before it starts, in one short read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast
from zoneinfo import ZoneInfo

from spotter.graphs.state import Emit, Scope
from spotter.language.tongue import language_of
from spotter.language.understanding import Locale, Units
from spotter.language.wording import Style
from spotter.store.queries.pending import open_question
from spotter.store.queries.turns import Lease, opening_of
from spotter.store.queries.workouts import usual_loads
from spotter.store.uow import Store
from spotter.tools.caution import age_on
from spotter.tools.context import CoachContext
from spotter.tools.executor import Executor

# Only a bare load of three digits can be in the other unit than the person's own ("benched 225").
THREE_DIGITS = re.compile(r"(?<!\d)\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Scene:
    """The text of a turn and the frame it runs in."""

    text: str
    scope: Scope


async def set_scene(store: Store, executor: Executor, lease: Lease, emit: Emit) -> Scene:
    """Read the person, the message and the open question. The turn's time is the moment it was accepted, in every attempt."""
    async with store.read(lease.user_id) as uow:
        turn, user, text, born, conditions = await opening_of(uow.session, lease)
        question = await open_question(uow)
        loads = await usual_loads(uow) if THREE_DIGITS.search(text) else {}
    zone = ZoneInfo(user.time_zone)
    now = turn.created_at.astimezone(zone)
    ctx = CoachContext(
        lease=lease,
        conversation_id=turn.conversation_id or "",
        channel=cast(Literal["app", "telegram", "sms"], turn.channel),
        locale=language_of(text) or cast(Locale, user.locale),
        units=cast(Units, user.units),
        country=user.country,
        zone=zone,
        now=now,
        store=store,
        age_years=age_on(born, now.date()) if born else None,
        conditions=frozenset(str(condition) for condition in conditions or ()),
    )
    style = Style(ctx.locale, ctx.units, ctx.today)
    scope = Scope(ctx=ctx, executor=executor, emit=emit, style=style, usual_loads_kg=loads, open_question=question)
    return Scene(text=text, scope=scope)
