"""Whether somebody may be written to about a matter at a moment: asked when it is planned, and again just before it goes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from spotter.coaching.nudging import LESS_DAYS, TALKING, Contact
from spotter.nudges.rules import COVERED
from spotter.nudges.situation import Noticed, Told
from spotter.scheduling.send_windows import Openings

UNDERWAY_WAIT = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class Policy:
    """One person's hours, wishes and history. `wishes` holds a word for a kind, or for `all`: off, less or more.

    `stop` is what keeps every message back, as a code: a safety hold, somebody too young, no consent, a pause.
    """

    openings: Openings
    contact: Contact
    wishes: Mapping[str, str]
    told: Mapping[str, Told]
    stop: str | None = None

    def unwanted(self, kind: str, day: date) -> str | None:
        """Why the person does not want to hear of a kind on a day, as a code."""
        if "off" in (self.wishes.get(kind), self.wishes.get("all")):
            return "turned_off"
        told = self.told.get(kind)
        if self.wishes.get(kind) == "less" and told is not None and day - told.on < timedelta(days=LESS_DAYS):
            return "less_wanted"
        return None

    def refusal(self, kind: str, at: datetime) -> str | None:
        """Why nothing of a kind may go out at a moment, as a code; None where it may."""
        if self.stop is not None:
            return self.stop
        day = at.astimezone(self.openings.zone).date()
        wants_more = self.wishes.get(kind) == "more"
        return self.unwanted(kind, day) or self.contact.refusal(at, wants_more=wants_more)

    def moments(self, noticed: Noticed, day: date, minute: int, after: datetime) -> list[datetime]:
        """The moments of a day at which a matter may go out."""
        found = self.openings.hours_of(day, *noticed.hours, minute)
        return [at for at in found if at.timestamp() > after.timestamp() and self.refusal(noticed.kind, at) is None]

    def over_at(self, noticed: Noticed, day: date) -> datetime:
        """When a matter of a day is over: an hour of grace after its last one, as far as that is open."""
        return self.openings.end_of(day, min(23, noticed.hours[1] + 1)) + timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now, but then."""

    until: datetime


def disturbs(policy: Policy, last_heard: datetime | None, now: datetime, *, is_underway: bool) -> Wait | None:
    """Whether a message would come at a bad moment: quiet hours, in the middle of a talk or of a workout."""
    opens = policy.openings.from_(now)
    if opens is not None and opens.timestamp() > now.timestamp():
        return Wait(opens)
    if is_underway:
        return Wait(now + UNDERWAY_WAIT)
    if last_heard is not None and timedelta() <= now - last_heard < TALKING:
        return Wait(last_heard + TALKING)
    return None


def first_matters(found: Sequence[Noticed], policy: Policy, day: date) -> list[Noticed]:
    """What was noticed and is wanted, the most important first; what a more important one covers is left out."""
    wanted: list[Noticed] = []
    for one in sorted(found, key=lambda one: -one.priority):
        is_covered = any(one.kind in COVERED.get(other.kind, ()) for other in wanted)
        if not is_covered and policy.unwanted(one.kind, day) is None:
            wanted.append(one)
    return wanted
