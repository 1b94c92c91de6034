"""Phone numbers as networks write them (E.164), and what a number tells of its owner."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from spotter.clock import zone_names

_WRITTEN = re.compile(r"\s*[+＋]?[\d\s().\-–/]{4,40}")  # Ascension has numbers of five digits


class Whereabouts(NamedTuple):
    """Where a number is registered: the country (ISO 3166) and a zone in it; None where that is not known."""

    country: str | None
    time_zone: str | None


def e164(text: str, country: str | None = None) -> str | None:
    """The number in E.164 ("+33612345678"), or None where it is none that can be written to. Without a + it is read as one of `country`."""
    import phonenumbers  # its tables of every country are loaded where a number is met

    if not _WRITTEN.fullmatch(text):
        return None
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if number.extension or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def whereabouts(number: str) -> Whereabouts:
    """What a number in E.164 tells of where its owner lives. Of several zones it is the one in the middle: closer than none."""
    import phonenumbers
    from phonenumbers.timezone import time_zones_for_number

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return Whereabouts(None, None)
    region = phonenumbers.region_code_for_number(parsed)
    zones = sorted((zone for zone in time_zones_for_number(parsed) if zone in zone_names()), key=_offset)
    return Whereabouts(region if region and region.isalpha() else None, zones[len(zones) // 2] if zones else None)


def _offset(zone: str) -> timedelta:
    return datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
