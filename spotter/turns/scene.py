"""Builds what a turn needs to know before it starts, in one short read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, cast
from zoneinfo import ZoneInfo

from spotter.catalogue.exercises import exercises
from spotter.coaching.ages import known_age
from spotter.graphs.mind import Mind
from spotter.graphs.state import Emit, Scope, Voice
from spotter.language.profile import units_told
from spotter.language.reminder_references import may_mean_a_reminder
from spotter.language.sets_again import is_load_alone, may_tell_more_sets
from spotter.language.tongue import language_of
from spotter.language.understanding import Locale, Reminders, Underway, Units
from spotter.messages import Channel
from spotter.store.queries.conversations import lines_before
from spotter.store.queries.openings import Opening, opening_of
from spotter.store.queries.reminders import reminders_at_hand, reminders_spoken_of
from spotter.store.queries.turns import Lease
from spotter.store.queries.underway import is_on
from spotter.store.queries.workouts import usual_loads
from spotter.store.uow import Store
from spotter.tools.context import CoachContext
from spotter.tools.executor import Executor
from spotter.tools.guidance import Floor
from spotter.tools.reminder_choice import TOLD_LATELY
from spotter.tools.workouts import told_last

# Only a bare load of three digits can be in the other unit than the person's own ("benched 225").
THREE_DIGITS = re.compile(r"(?<!\d)\d{3}(?!\d)")
_OF_SETS = re.compile(r"\b(?:sets?|s[ée]ries?)\b", re.IGNORECASE)
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
        channel=cast(Channel, opening.channel),
        locale=locale,
        units=(units_told(text) if is_said else None) or cast(Units, opening.units),
        country=opening.country,
        zone=zone,
        now=now,
        store=store,
        address=opening.address,
        age_years=known_age(opening.birth_date, opening.conditions, now.date()),
        conditions=frozenset(str(condition) for condition in opening.conditions or ()),
        links=executor.links,
    )
    last = await _told_last(ctx) if is_said and _needs_last(text, opening) else None
    underway = await _underway(ctx) if is_said and is_on(opening.underway_since, opening.created_at) else None
    asks_for_more = opening.question is not None and opening.question.kind == "slot"
    scope = Scope(
        ctx=ctx,
        executor=executor,
        emit=emit,
        style=ctx.style,
        usual_loads_kg=loads,
        underway=underway,
        reminders=await _reminders(ctx) if is_said and may_mean_a_reminder(text) else None,
        told_last=last.name if last and underway is None and not asks_for_more else None,
        waits_for_load=last is not None and last.waits_for_load and underway is None,
        open_question=opening.question,
        voice=Voice(emit, lease.turn_id),
        mind=mind,
        has_plan=opening.has_plan,
        equipment=None if opening.equipment is None else frozenset(str(thing) for thing in opening.equipment),
    )
    return Scene(kind=opening.kind, text=text, scope=scope)


def _needs_last(text: str, opening: Opening) -> bool:
    """Whether what was logged last decides what the words mean: another set of it, or the sets of it where a plan runs."""
    return may_tell_more_sets(text) or is_load_alone(text) or (opening.has_plan and bool(_OF_SETS.search(text)))


async def _underway(ctx: CoachContext) -> Underway:
    """The workout that goes on, as the grammars need to know it."""
    async with ctx.store.read(ctx.user_id) as uow:
        floor = await Floor.of(ctx, uow)
    coming = floor.guidance().coming if floor else None
    known = exercises().get(coming.exercise.key or "") if coming else None
    return Underway(known.name["en"] if known else None, coming.reps if coming else None)


class _Last(NamedTuple):
    """The exercise that "same again" is about, by its English name, and whether its load has still to be told."""

    name: str
    waits_for_load: bool


async def _told_last(ctx: CoachContext) -> _Last | None:
    async with ctx.store.read(ctx.user_id) as uow:
        found = await told_last(ctx, uow)
    if found is None:
        return None
    known = exercises().get(found.entry.exercise_key or "")
    return _Last(known.name["en"] if known else found.entry.name, found.waits_for_load)


async def _reminders(ctx: CoachContext) -> Reminders | None:
    """The reminders that "cancel the stretch" and "move it to 8" may be about; None where there are none."""
    async with ctx.store.read(ctx.user_id) as uow:
        rows = await reminders_at_hand(uow, ctx.now - TOLD_LATELY)
        spoken = await reminders_spoken_of(uow, ctx.turn_id, [(row.id, row.told_at) for row in rows]) if rows else []
    last = spoken[0] if len(spoken) == 1 else None
    return Reminders(tuple(row.text for row in rows), last, bool(spoken)) if rows else None


async def _language_so_far(store: Store, lease: Lease, opening: Opening) -> Locale:
    """The language of a message that does not tell it ("ok", "bench 3x5 80 kg"): the last one told, or the one chosen since."""
    chosen = cast(Locale, opening.locale)
    async with store.read(lease.user_id) as uow:
        lines = await lines_before(uow, opening.conversation_id or "", lease.turn_id, opening.created_at, _LOOKED_BACK)
    told = next(((found, at) for text, at in lines if (found := language_of(text))), None)
    if told is None or (opening.locale_chosen_at is not None and opening.locale_chosen_at >= told[1]):
        return chosen
    return told[0]
