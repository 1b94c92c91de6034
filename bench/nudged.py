"""People of the fault run whom the coach writes first: rows from which two rules speak within the run, and what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from spotter.ids import new_id
from spotter.scheduling.send_time import is_held_out
from spotter.settings import async_database_url
from spotter.store.engine import Database
from spotter.store.tables import Base, ChannelIdentity, Goal, Nudge, NudgeLook, Profile, User

RULES = ("goal_reached", "welcome")  # what matters most first: both go out in one message
WAVE = 20  # people whose nudges are due at the same moment, so that every process that ticks is at them at once
TOLD = """
SELECT n.user_id, matter->>'kind', count(*) FROM notice n, jsonb_array_elements(n.why->'matters') AS matter
GROUP BY n.user_id, matter->>'kind', n.created_at::date
"""
WENT = "SELECT count(*) FILTER (WHERE status = 'sent'), count(*) FILTER (WHERE status <> 'sent') FROM outbox WHERE kind = 'nudge'"
# Most of those who are written to are reached: a message that goes at most once is lost where its sender is killed or its provider fails.
LEAST_HEARD = 0.5


async def let_rules_speak(url: str, addresses: Sequence[tuple[str, str]], within_s: float) -> None:
    """Add a person at each address (channel, address), whose nudges are due in waves within so many seconds from now.

    It is noon where they are, they came two days ago and have no plan yet, and reached a goal yesterday. What is due stands there as
    it was planned a while ago, and they are looked at once more at once: workers plan and send side by side.
    """
    now = datetime.now(UTC)
    zone = ZoneInfo(f"Etc/GMT{now.hour - 12:+d}")  # the sign is POSIX's: "+3" is three hours behind UTC
    database = Database(async_database_url(url, Path()))
    try:
        async with database.write() as session:
            for place, (channel, address) in enumerate(addresses):
                due_at = now + timedelta(seconds=within_s * (place // WAVE + 1) * WAVE / len(addresses))
                for row in _rows(channel, address, now, zone, due_at):
                    session.add(row)
                    await session.flush()
    finally:
        await database.close()


def _rows(channel: str, address: str, now: datetime, zone: ZoneInfo, due_at: datetime) -> Iterator[Base]:
    today, yesterday, came = now.astimezone(zone).date(), now - timedelta(days=1), now - timedelta(days=2)
    own = {"user_id": _id_that_is_written_to(today)}
    yield User(id=own["user_id"], kind="account", created_at=came, time_zone=zone.key)
    yield Profile(**own)
    yield NudgeLook(**own, look_at=now)
    known = {"verified_at": came, "linked_at": came, "last_in_at": came}
    yield ChannelIdentity(id=new_id(), channel=channel, address=address, **own, **known)
    yield Goal(id=new_id(), kind="other", text="a first pull-up", status="reached", created_at=came, closed_at=yesterday, **own)
    planned = {"status": "planned", "due_at": due_at, "expires_at": now + timedelta(hours=2), "created_at": yesterday}
    for rule in RULES:
        yield Nudge(id=new_id(), kind=rule, local_date=today, why={"priority": 0}, facts={}, **own, **planned)


def _id_that_is_written_to(day: date) -> str:
    """Of somebody who is not among the tenth whose message is left unsent to measure."""
    return next(one for one in iter(new_id, "") if not is_held_out(one, RULES[0], day))


@dataclass(frozen=True)
class Nudged:
    """What became of them: people in all and by the log, matters that a rule brought up twice in a day, and what the providers got.

    `given_up` are messages that went out once or not at all, as nobody knows: they are not sent again.
    """

    people: int
    written_to: int
    again: int
    heard: int
    heard_again: int
    sent: int
    given_up: int

    def is_clean(self) -> bool:
        nothing = self.again or self.heard_again or self.sent > self.heard or self.sent + self.given_up != self.people
        return not nothing and self.written_to == self.people and self.heard >= self.people * LEAST_HEARD

    def __str__(self) -> str:
        reached = f"{self.written_to} of {self.people} nudged, {self.again} nudged again by a rule, "
        return reached + f"{self.heard} nudges at the providers, {self.heard_again} repeated there, {self.given_up} given up"


def judge_nudges(people: int, told: Sequence[Sequence[object]], went: Sequence[int], heard: Counter[int]) -> Nudged:
    """Compare the log (`TOLD`), the outbox (`WENT`) and how often each person heard from the coach at the provider."""
    rules = Counter(str(user_id) for user_id, _, _ in told)
    return Nudged(
        people=people,
        written_to=sum(count == len(RULES) for count in rules.values()),
        again=sum(int(str(times)) - 1 for _, _, times in told),
        heard=len(heard),
        heard_again=heard.total() - len(heard),
        sent=went[0],
        given_up=went[1],
    )
