"""Reminders and quiet hours on 100,000 random nights: `python -m bench.quiet [cases]`. The seed is fixed, so a run can be told again."""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from spotter.scheduling.recurrence import next_due
from spotter.scheduling.zones import end_of_quiet, is_quiet, real_time

ZONES = (
    *("Europe/Paris", "Europe/London", "America/New_York", "America/Los_Angeles", "America/Santiago", "Australia/Sydney"),
    "Australia/Lord_Howe",
)
SEED, CASES = 20260302, 100_000
AROUND_MINUTES = 48 * 60


def changes_of(zone: str) -> list[datetime]:
    """The hours of 2026 in which the clocks of a zone change."""
    place, first = ZoneInfo(zone), datetime(2026, 1, 1, tzinfo=UTC)
    hours = [first + timedelta(hours=hour) for hour in range(365 * 24)]
    return [at for at in hours if at.astimezone(place).utcoffset() != (at + timedelta(hours=1)).astimezone(place).utcoffset()]


def reminders_of(zone: str, begin: datetime, wall: time) -> bool:
    """Whether a daily reminder comes exactly once on each of three days in a row, at its time or the real one after a gap."""
    rule, place, due = f"FREQ=DAILY;BYHOUR={wall.hour};BYMINUTE={wall.minute}", ZoneInfo(zone), [begin]
    for _ in range(3):
        due.append(next_due(rule, due[-1], zone, start=begin) or begin)
    days = [one.astimezone(place).date() for one in due[1:]]
    in_a_row = days == [days[0] + timedelta(days=ahead) for ahead in range(3)]
    return in_a_row and all(one == real_time(datetime.combine(day, wall), place) for one, day in zip(due[1:], days, strict=True))


def is_over(zone: str, at: datetime, start: time, end: time) -> bool:
    """Whether quiet hours end at a moment that is not before `at` and not quiet."""
    place = ZoneInfo(zone)
    over = end_of_quiet(at, place, quiet_from=start, quiet_until=end)
    return over.timestamp() >= at.timestamp() and not is_quiet(over, place, quiet_from=start, quiet_until=end)


def main(cases: int) -> None:
    """Print how many cases went wrong."""
    dice = random.Random(SEED)
    changes = {zone: changes_of(zone) for zone in ZONES}
    wrong = {"not once a day": 0, "still quiet": 0}
    for _ in range(cases):
        zone = dice.choice(ZONES)
        at = dice.choice(changes[zone]) + timedelta(minutes=dice.randint(-AROUND_MINUTES, AROUND_MINUTES))
        start, end, wall = (time(dice.randrange(24), dice.randrange(60)) for _ in range(3))
        wrong["not once a day"] += not reminders_of(zone, at, wall)
        wrong["still quiet"] += not is_over(zone, at, start, end)
    print(f"{cases} cases around {sum(map(len, changes.values()))} changes of the clocks in {len(ZONES)} zones, seed {SEED}: {wrong}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES)
