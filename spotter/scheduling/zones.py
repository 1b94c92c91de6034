"""Time zones, wall-clock times that do or do not exist, and quiet hours."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

QUIET_FROM = time(22, 0)
QUIET_UNTIL = time(7, 0)


class UnknownZoneError(ValueError):
    """The name is no zone of the IANA database."""


def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name such as `Europe/Paris`; raises `UnknownZoneError`."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownZoneError(name) from error


def real_time(wall: datetime, zone: ZoneInfo) -> datetime:
    """The aware moment a clock on the wall shows `wall`: the first of two in autumn, moved past the gap in spring."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)


def is_quiet(at: datetime, zone: ZoneInfo, *, quiet_from: time = QUIET_FROM, quiet_until: time = QUIET_UNTIL) -> bool:
    """Whether the aware moment `at` lies in the quiet hours of `zone`; equal ends mean none."""
    clock = at.astimezone(zone).time()
    if quiet_from <= quiet_until:
        return quiet_from <= clock < quiet_until
    return clock >= quiet_from or clock < quiet_until


def end_of_quiet(at: datetime, zone: ZoneInfo, *, quiet_from: time = QUIET_FROM, quiet_until: time = QUIET_UNTIL) -> datetime:
    """`at` itself when it is not quiet, else the moment the quiet hours end, in `zone`."""
    moment = at.astimezone(zone)
    while is_quiet(moment, zone, quiet_from=quiet_from, quiet_until=quiet_until):
        day = moment.date() if moment.time() < quiet_until else moment.date() + timedelta(days=1)
        moment = _coming(datetime.combine(day, quiet_until), zone, moment)
    return moment


def _coming(wall: datetime, zone: ZoneInfo, after: datetime) -> datetime:
    """When the clock shows `wall` after a moment: of an hour that comes twice the second where the first is over."""
    first = real_time(wall, zone)
    return first if first.timestamp() > after.timestamp() else wall.replace(tzinfo=zone, fold=1)
