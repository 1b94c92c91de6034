"""Plans what one person may be written to about in the next 48 hours: one message a day at most, at the hour they answer best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from spotter.ids import new_id
from spotter.language.wording.nudges import MOST_BESIDE
from spotter.nudges.people import Reached, read_person
from spotter.nudges.policy import Policy, first_matters
from spotter.nudges.rules import RULES
from spotter.nudges.situation import Noticed, Situation
from spotter.scheduling.send_time import HELD_OUT_SHARE, Habits, choose, is_held_out, minute_of
from spotter.scheduling.zones import real_time
from spotter.store.queries.nudges import note_replies
from spotter.store.queries.unprompted import hold_person
from spotter.store.tables import Nudge
from spotter.store.uow import Store, UnitOfWork

DAYS_AHEAD = 2
REPLIES_WITHIN = timedelta(hours=48)
SOON = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of everybody, and which share of messages is left unsent to learn what sending is worth."""

    habits: Habits = field(default_factory=Habits)
    held_out: float = HELD_OUT_SHARE


async def plan_for(store: Store, user_id: str, measure: Measure) -> None:
    """Look at a person and write, change or take back what is planned for today and tomorrow."""
    async with store.write_once(user_id) as uow:
        await note_replies(uow, uow.now - REPLIES_WITHIN)
    async with store.read(user_id) as uow:
        person = await read_person(store, uow)
        wanted = _planned(person, measure)
    if not wanted:
        return
    async with store.write(user_id) as uow:
        if await hold_person(uow.session, user_id):
            await _write(uow, [row.id for row in person.rows if row.local_date in wanted], wanted)


def notice_all(s: Situation) -> list[Noticed]:
    """What every rule has to say."""
    return [found for found in (rule(s) for rule in RULES.values()) if found is not None]


def on_day(s: Situation, day: date) -> Situation:
    """The situation as it stands on a day, as far as it is known now: a later day begins with what is true today."""
    return s if day == s.today else replace(s, now=real_time(datetime.combine(day, time(4)), s.now.tzinfo), week=None)  # type: ignore[arg-type]


def _planned(person: Reached, measure: Measure) -> dict[date, list[dict[str, Any]]]:
    """The rows of each day that is still open: the first matter's moment is chosen, what else may go out then goes with it."""
    found: dict[date, list[dict[str, Any]]] = {}
    policy, today = person.policy, person.ctx.today
    for day in (today + timedelta(days=n) for n in range(DAYS_AHEAD)):
        of_day = [row for row in person.rows if row.local_date == day]
        planned = [row.due_at for row in of_day if row.status == "planned"]
        if any(row.status in ("sent", "skipped") for row in of_day) or any(at <= person.ctx.now for at in planned):
            continue  # one decision a day: it was taken, or is due this moment
        found[day] = []
        matters = first_matters(notice_all(on_day(person.situation, day)), policy, day) if person.situation else []
        for place, first in enumerate(matters):
            at = _moment(first, day, planned, person, policy, measure.habits)
            if at is None:
                continue
            coin = {"held_out": is_held_out(person.ctx.user_id, first.kind, day, measure.held_out)}
            beside = [one for one in matters[place + 1 :] if one.hours[0] <= at.hour <= one.hours[1]][:MOST_BESIDE]
            found[day] = [_row(one, day, at, person) | coin for one in (first, *beside)]
            policy = replace(policy, contact=replace(policy.contact, sent_at=[*policy.contact.sent_at, at]))
            break
    return found


def _moment(first: Noticed, day: date, planned: Sequence[datetime], person: Reached, policy: Policy, habits: Habits) -> datetime | None:
    """When the first matter of a day goes out: as it was planned where that still holds, else at the hour that is answered best."""
    at = next((one.astimezone(person.ctx.zone) for one in planned), None)
    if at is not None and first.hours[0] <= at.hour <= first.hours[1] and policy.refusal(first.kind, at) is None:
        return at
    moments = policy.moments(first, day, minute_of(person.ctx.user_id, day), person.ctx.now + SOON)
    return choose(moments, person.tried, habits, f"{person.ctx.user_id} {day.isoformat()} {first.kind}") if moments else None


def _row(noticed: Noticed, day: date, at: datetime, person: Reached) -> dict[str, Any]:
    return {
        "kind": noticed.kind,
        "local_date": day,
        "due_at": at,
        "expires_at": person.policy.over_at(noticed, day),
        "why": {"reason": noticed.reason, "rows": list(noticed.rows), "priority": noticed.priority},
        "facts": dict(noticed.facts),
    }


async def _write(uow: UnitOfWork, known: Sequence[str], wanted: Mapping[date, Sequence[dict[str, Any]]]) -> None:
    """Bring the rows of the days that are still open to what is wanted now."""
    stored = {(row.kind, row.local_date): row for row in [await uow.session.get(Nudge, row_id) for row_id in known] if row is not None}
    now_wanted = {(values["kind"], day): values for day, rows in wanted.items() for values in rows}
    for place, values in now_wanted.items():
        row = stored.get(place)
        if row is None:
            uow.session.add(Nudge(id=new_id(), user_id=uow.user_id, status="planned", created_at=uow.now, **values))
        elif row.status in ("cancelled", "planned"):
            for name, value in (values | {"status": "planned", "settled_at": None}).items():
                setattr(row, name, value)
    for place, row in stored.items():
        if row.status == "planned" and place not in now_wanted:
            row.status = "cancelled"
