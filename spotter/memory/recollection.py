"""What is known and was said before a turn: the last lines as they were, older ones in short, and facts that still hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from spotter.store.tables import Fact, Message, Summary

WINDOW = 10  # lines that are given as they were said
FEW_FACTS = 12  # so many are all given
NEWEST_FACTS = 4  # of more facts, the newest are given whatever the message is about
FEW_SUMMARIES = 4  # the newest of this conversation
FAR_SUMMARIES = 2  # older ones, of this conversation or another, that are nearest in meaning


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it was said."""

    role: Literal["person", "coach"]
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact in the person's own words; `until` is the last day on which it holds, days are the person's own."""

    kind: str
    text: str
    said_on: date
    starts: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Recollection:
    """What a turn may know of the talk before it and of the person. All of it is data that people wrote, never orders."""

    lines: tuple[Line, ...]
    summary: str | None
    facts: tuple[FactShown, ...]


def lines_of(messages: Sequence[Message]) -> tuple[Line, ...]:
    """Messages as lines."""
    return tuple(Line("person" if one.role == "person" else "coach", one.text, one.created_at) for one in messages)


def shown(fact: Fact, zone: ZoneInfo) -> FactShown:
    """A fact with its days on the person's calendar."""
    return FactShown(
        kind=fact.kind,
        text=fact.text,
        said_on=fact.created_at.astimezone(zone).date(),
        starts=fact.valid_from.astimezone(zone).date() if fact.valid_from else None,
        until=last_day(fact.expires_at, zone) if fact.expires_at else None,
    )


def last_day(expires_at: datetime, zone: ZoneInfo) -> date:
    """The last day on which something holds that ends at a moment."""
    moment = expires_at.astimezone(zone)
    is_midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return date.fromordinal(moment.date().toordinal() - is_midnight)


def chosen(facts: Sequence[Fact], nearest: Sequence[str]) -> list[Fact]:
    """All facts where they are few; else what the body needs, the newest, and those nearest in meaning, oldest first."""
    if len(facts) <= FEW_FACTS:
        return list(facts)
    known = {fact.id: fact for fact in facts}
    wanted = [fact.id for fact in facts if fact.kind == "injury"]
    wanted += [fact.id for fact in facts[-NEWEST_FACTS:]]
    wanted += [one for one in nearest if one in known]
    kept = set(list(dict.fromkeys(wanted))[:FEW_FACTS])
    return [fact for fact in facts if fact.id in kept]


def joined(summaries: Sequence[Summary], rest: str | None) -> str | None:
    """Summaries, each with its day, oldest first, then the lines that no summary covers yet."""
    told = [f"[{one.created_at.date().isoformat()}] {one.text}" for one in sorted(summaries, key=lambda one: one.id)]
    return "\n".join([*told, rest] if rest else told) or None
