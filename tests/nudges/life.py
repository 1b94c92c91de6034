"""A person whose coach ticks: days go by, and what was written first can be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.nudges.tick import NudgeTick
from spotter.store.tables import Base, Notice, NotificationPreference, Nudge, User
from tests.conftest import Person

PARIS = ZoneInfo("Europe/Paris")


@dataclass
class Life:
    """One person of a house, with the ticks that go on beside them."""

    house: House
    clock: FixedClock
    person: Person

    @classmethod
    async def of(cls, house: House, clock: FixedClock, person: Person) -> Life:
        """Somebody who stays: a guest is gone after a day."""
        async with house.store.database.write() as session:
            (await session.get_one(User, person.user_id)).expires_at = None
        return cls(house, clock, person)

    async def say(self, text: str) -> str:
        """What the coach answers."""
        reply: str = (await self.person.say(text))["reply"]
        return reply

    def ticker(self) -> NudgeTick:
        """A process that ticks; nothing is left unsent to measure."""
        return NudgeTick(self.house.store, self.clock, held_out=0)

    async def tick(self) -> None:
        await self.ticker().tick()

    async def until(self, moment: datetime, *, every: timedelta = timedelta(hours=1)) -> None:
        """Let time pass with a tick now and then."""
        tick = self.ticker()
        while self.clock.now() < moment:
            self.clock.move_to(min(moment, self.clock.now() + every))
            await tick.tick()

    async def days(self, count: float) -> None:
        await self.until(self.clock.now() + timedelta(days=count))

    async def add(self, *rows: Base) -> None:
        async with self.house.store.database.write() as session:
            session.add_all(rows)

    async def prefer(self, **values: Any) -> None:
        """What the person wants, as a row."""
        plain = {"kinds": {}, "weekly_budget": 7}
        await self.add(NotificationPreference(user_id=self.person.user_id, **(plain | values)))

    async def nudges(self, *statuses: str) -> list[Nudge]:
        async with self.house.store.database.read() as session:
            mine = select(Nudge).where(Nudge.user_id == self.person.user_id).order_by(Nudge.local_date, Nudge.id)
            return [row for row in await session.scalars(mine) if not statuses or row.status in statuses]

    async def fates(self) -> list[tuple[str, str | None]]:
        """What became of each nudge that is settled: its kind, and why it was left."""
        return [(row.kind, row.skipped_for) for row in await self.nudges("sent", "skipped")]

    async def told(self) -> list[str]:
        """What the coach wrote first, oldest first."""
        async with self.house.store.database.read() as session:
            mine = select(Notice.text).where(Notice.user_id == self.person.user_id).order_by(Notice.created_at, Notice.id)
            return list(await session.scalars(mine))


def at(day: date | str, hour: int, minute: int = 0, zone: ZoneInfo = PARIS) -> datetime:
    """A moment on the wall of a zone."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=zone).astimezone(UTC)
