"""When somebody may be written to unasked: outside their quiet hours, and by SMS between the hours that the law leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from spotter.scheduling.zones import QUIET_FROM, QUIET_UNTIL, is_quiet, real_time

# Called parties may be addressed from 8:00 to 21:00 by the clock where they are (47 CFR 64.1200(c)(1)); kept wherever an SMS goes.
SMS_FROM, SMS_UNTIL = time(8), time(21)
_QUARTER = timedelta(minutes=15)
_LONGEST_CLOSED = timedelta(hours=26)  # a day's closed hours, and the hour that autumn adds


@dataclass(frozen=True, slots=True)
class Openings:
    """The hours in which a person may be written to unasked, by the clock on their wall. Equal ends of the quiet hours mean none."""

    zone: ZoneInfo
    quiet_from: time = QUIET_FROM
    quiet_until: time = QUIET_UNTIL
    by_sms: bool = False

    def holds(self, at: datetime) -> bool:
        """Whether the aware moment `at` is open."""
        if self.by_sms and not SMS_FROM <= at.astimezone(self.zone).time() < SMS_UNTIL:
            return False
        return not is_quiet(at, self.zone, quiet_from=self.quiet_from, quiet_until=self.quiet_until)

    def from_(self, at: datetime) -> datetime | None:
        """`at` where it is open, else the first open quarter of an hour after it; None where nothing opens within a day."""
        if self.holds(at):
            return at
        local = at.astimezone(self.zone).replace(tzinfo=None)
        wall = local.replace(minute=local.minute // 15 * 15, second=0, microsecond=0)
        for step in range(1, int(_LONGEST_CLOSED / _QUARTER) + 1):
            moment = real_time(wall + step * _QUARTER, self.zone)
            if moment.timestamp() > at.timestamp() and self.holds(moment):
                return moment
        return None

    def hours_of(self, day: date, first: int, last: int, minute: int = 0) -> list[datetime]:
        """The open moments of a day, one in each hour from `first` to `last` at `minute`; each once, whatever the clocks do that night."""
        found: dict[float, datetime] = {}
        for hour in range(first, last + 1):
            moment = real_time(datetime.combine(day, time(hour, minute)), self.zone)
            if moment.date() == day and self.holds(moment):
                found.setdefault(moment.timestamp(), moment)
        return list(found.values())

    def end_of(self, day: date, hour: int = 23) -> datetime:
        """The last open moment of a day up to `hour`:59, or the start of the day where none is open."""
        for late in range(hour, -1, -1):
            for minute in (59, 45, 30, 15, 0):
                moment = real_time(datetime.combine(day, time(late, minute)), self.zone)
                if moment.date() == day and self.holds(moment):
                    return moment
        return real_time(datetime.combine(day, time.min), self.zone)
