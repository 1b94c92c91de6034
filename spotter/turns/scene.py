"""Builds what a turn needs to know before it starts, in one short read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast
from zoneinfo import ZoneInfo

from spotter.coaching.ages import known_age
from spotter.graphs.mind import Mind
from spotter.graphs.state import Emit, Scope, Voice
from spotter.language.tongue import language_of
from spotter.language.understanding import Locale, Units
from spotter.store.queries.conversations import lines_before
from spotter.store.queries.openings import Opening, opening_of
from spotter.store.queries.turns import Lease
from spotter.store.queries.workouts import usual_loads
from spotter.store.uow import Store
from spotter.tools.context import CoachContext
from spotter.tools.executor import Executor

# Only a bare load of three digits can be in the other unit than the person's own ("benched 225").
THREE_DIGITS = re.compile(r"(?<!\d)\d{3}(?!\d)")
_LOOKED_BACK = 6  # messages


@dataclass(frozen=True, slots=True)
class Scene:
    """The text of a turn, whether somebody said it or a program asks for a call of a tool, and the frame it runs in."""

    kind: str
    text: str
    scope: Scope


async def set_scene(
    store: Store, executor: Executor, lease: Lease, emit: Emit, opening: Opening | None = None, mind: Mind | None = None
) -> Scene:
    """Read what the turn starts from, unless accepting it did. The turn's time is the moment it was accepted, in every attempt."""
    if opening is None:
        async with store.read(lease.user_id) as uow:
            opening = await opening_of(uow.session, lease.turn_id)
    text = opening.text
    loads: dict[str, float] = {}
    is_said = opening.kind == "chat"
    if is_said and THREE_DIGITS.search(text):
        async with store.read(lease.user_id) as uow:
            loads = await usual_loads(uow)
    locale = cast(Locale, opening.locale)
    if is_said:
        locale = language_of(text) or await _language_so_far(store, lease, opening)
    zone = ZoneInfo(opening.time_zone)
    now = opening.created_at.astimezone(zone)
    ctx = CoachContext(
        lease=lease,
        conversation_id=opening.conversation_id or "",
        channel=cast(Literal["app", "telegram", "sms"], opening.channel),
        locale=locale,
        units=cast(Units, opening.units),
        country=opening.country,
        zone=zone,
        now=now,
        store=store,
        age_years=known_age(opening.birth_date, opening.conditions, now.date()),
        conditions=frozenset(str(condition) for condition in opening.conditions or ()),
    )
    scope = Scope(
        ctx=ctx,
        executor=executor,
        emit=emit,
        style=ctx.style,
        usual_loads_kg=loads,
        open_question=opening.question,
        voice=Voice(emit, lease.turn_id),
        mind=mind,
    )
    return Scene(kind=opening.kind, text=text, scope=scope)


async def _language_so_far(store: Store, lease: Lease, opening: Opening) -> Locale:
    """The language of a message that does not tell it ("ok", "bench 3x5 80 kg"): the last one told, or the one chosen since."""
    chosen = cast(Locale, opening.locale)
    async with store.read(lease.user_id) as uow:
        lines = await lines_before(uow, opening.conversation_id or "", lease.turn_id, opening.created_at, _LOOKED_BACK)
    told = next(((found, at) for text, at in lines if (found := language_of(text))), None)
    if told is None or (opening.locale_chosen_at is not None and opening.locale_chosen_at >= told[1]):
        return chosen
    return told[0]
