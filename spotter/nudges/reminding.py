"""Tells people of the reminders that they set, once each: when they are due, a little late after a downtime, or as missed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from spotter.errors import Unavailable
from spotter.language.reminder_kinds import asks_of_body, asks_to_train
from spotter.language.understanding import Locale, Units
from spotter.language.wording import Style
from spotter.language.wording.check_ins import check_in_question
from spotter.language.wording.reminders import name_of, reminder_missed, reminder_told
from spotter.log import get_logger, person_hash
from spotter.nudges.writing_first import FirstWords, write_first
from spotter.scheduling.recurrence import Passed, passed
from spotter.store.queries import due_reminders as due
from spotter.store.queries.holds import is_training_stopped
from spotter.store.queries.metrics import are_body_numbers_hidden
from spotter.store.queries.unprompted import Awaits, hold_person, note
from spotter.store.tables import Reminder
from spotter.store.uow import Store, UnitOfWork
from spotter.tools.check_ins import askable, awaited_answer, topics_of

log = get_logger("reminding")
BATCH = 500
GRACE = timedelta(hours=2)  # later than that, what somebody wanted to be reminded of is over
ON_TIME = timedelta(minutes=5)
SAID_AGAIN = timedelta(days=7)
ANSWERS_WITHIN = timedelta(hours=6)
RATINGS = ("1", "2", "3", "4", "5")
OPTIONS = ("done", "later", "skip")


async def fire_due(store: Store) -> int:
    """Tell everybody of what is due; how many messages were written. Any number of processes may do so at once."""
    now = store.clock.now()
    async with store.database.read() as session:
        waiting = await due.all_due(session, now, BATCH)
    return sum([await _remind(store, one) for one in waiting])


async def remind_forever(store: Store, wake: Callable[[], None], every_s: float) -> None:
    """Look for what is due until cancelled; whatever goes wrong, the next look is a new one. `wake` sends what was put out."""
    while True:
        await asyncio.sleep(every_s)
        try:
            if await fire_due(store):
                wake()
        except Unavailable:
            log.warning("database.lost")
        except Exception as error:  # nobody would start this again
            log.error("reminding.failed", exc_info=error)


async def _remind(store: Store, one: due.Due) -> bool:
    """Tell somebody of one reminder. What goes wrong with it keeps nothing else waiting."""
    try:
        return await _tell_if_due(store, one)
    except Unavailable:
        raise
    except Exception as error:
        log.error("reminder.failed", person=person_hash(one.user_id), reminder=one.reminder_id, exc_info=error)
    await _set_aside(store, one)
    return False


async def _tell_if_due(store: Store, one: due.Due) -> bool:
    """Tell of a reminder in one transaction: whoever comes second finds it due no more."""
    async with store.write(one.user_id) as uow:
        row = await due.still_due(uow, one.reminder_id) if await hold_person(uow.session, one.user_id) else None
        if row is None:
            return False
        person = await due.settled(uow)
        zone = ZoneInfo(person.time_zone)
        style = Style(cast(Locale, person.locale), cast(Units, person.units), uow.now.astimezone(zone).date())
        return await _tell(row, uow, zone, style)


async def _set_aside(store: Store, one: due.Due) -> None:
    """What cannot be told goes on to its next time, if it has one that can be found, and the inbox names it in the person's words."""
    async with store.write(one.user_id) as uow:
        row = await due.still_due(uow, one.reminder_id) if await hold_person(uow.session, one.user_id) else None
        if row is None:
            return
        try:
            following = _times(row, uow.now).following
        except ValueError:
            following = None
        row.due_at, row.status = following or row.due_at, "active" if following else "done"
        style = Style(cast(Locale, (await due.settled(uow)).locale), "metric", uow.now.date())
        await note(uow, None, "reminder_missed", style.phrase("reminders.not_told", what=row.text), {"reminder": row.id})


async def _tell(row: Reminder, uow: UnitOfWork, zone: ZoneInfo, style: Style) -> bool:
    """Tell of one reminder and move it on to its next time. False where nothing was sent: needless, too late, or gone."""
    times = _times(row, uow.now)
    was_due = (times.newest or row.due_at).astimezone(zone)
    row.due_at, row.status = times.following or row.due_at, "active" if times.following else "done"
    if await due.is_done_already(uow, row, style.today) or await _is_left_out(row, uow, style):
        return False
    if uow.now - was_due > GRACE:
        await note(uow, None, "reminder_missed", reminder_missed(row.text, style, was_due), {"reminder": row.id})
        return False
    row.told_at = uow.now
    late = was_due if uow.now - was_due > ON_TIME else None
    asks = await _check_in(row, uow, style) if row.kind == "check_in" else None
    kind = await _kind_told(row, uow, style)
    words = FirstWords(
        kind="check_in" if asks else "reminder",
        text=asks[0] if asks else reminder_told(row.text, kind, style, was_due=late),
        why={"reminder": row.id, "kind": row.kind, "due_at": was_due.isoformat()},
        dedupe_key=f"reminder:{row.id}:{was_due.astimezone(UTC).isoformat()}",
        options=list(RATINGS) if asks else [style.phrase(f"options.{one}") for one in OPTIONS],
        channel=row.channel,
        awaits=asks[1] if asks else awaited(row, kind, uow.now),
        expires_at=uow.now + GRACE,
    )
    return await write_first(uow, words) is not None


def _times(row: Reminder, now: datetime) -> Passed:
    """When it was due last, put off or by its rule, and when it is due next."""
    if row.rule is None:
        return Passed(row.due_at, None)
    by_rule = passed(row.rule, row.due_at, now, row.time_zone, start=row.created_at)
    return by_rule if by_rule.newest is not None else Passed(row.due_at, by_rule.following)


async def _is_left_out(row: Reminder, uow: UnitOfWork, style: Style) -> bool:
    """Whether it asks for training that has to wait, or for figures of the body that harm. The inbox says so, once a week."""
    phrase = None
    if asks_to_train(row.text, row.kind) and await is_training_stopped(uow):
        phrase = "reminders.training_waits"
    elif asks_of_body(row.text, row.kind) and await are_body_numbers_hidden(uow, style.today):
        phrase = "reminders.left_out"
    if phrase is not None and not await due.was_left_out(uow, row.id, uow.now - SAID_AGAIN):
        await note(uow, None, "reminder_left_out", style.phrase(phrase, what=name_of(row.text, style)), {"reminder": row.id})
    return phrase is not None


async def _kind_told(row: Reminder, uow: UnitOfWork, style: Style) -> str:
    """What a reminder is told as: whom figures of food harm is not asked what they ate."""
    return "custom" if row.kind == "meal" and await are_body_numbers_hidden(uow, style.today) else row.kind


async def _check_in(row: Reminder, uow: UnitOfWork, style: Style) -> tuple[str, Awaits]:
    """The first question of a check-in, and what its answer is about."""
    first, *left = await askable(topics_of(row.text), style.today, uow)
    args = {"call": {"topics": [first, *left]}, **awaited_answer(first, left)}
    return check_in_question(first, style), Awaits("check_in", args, uow.now + ANSWERS_WITHIN)


def awaited(row: Reminder, kind: str, now: datetime) -> Awaits:
    """What an answer to a reminder is about."""
    args = {"call": {"entry": row.id}, "slot": "reminder", "options": [], "repeats": False, "about": kind}
    return Awaits("finish_reminder", args, now + ANSWERS_WITHIN)
