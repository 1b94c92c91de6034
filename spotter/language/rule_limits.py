"""How long something shall repeat: "for the next 2 weeks", "until friday", "pendant dix jours", "jusqu'au 15 mars"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from spotter.language.dates import coming_day, find_date
from spotter.language.understanding import Reading

_COUNTS = {"a": 1, "one": 1, "un": 1, "une": 1, "two": 2, "deux": 2, "three": 3, "trois": 3, "four": 4, "quatre": 4, "five": 5, "cinq": 5}
_COUNTS |= {"six": 6, "seven": 7, "sept": 7, "eight": 8, "huit": 8, "ten": 10, "dix": 10, "couple of": 2, "quinze": 15}
_DAYS = {"day": 1, "jour": 1, "week": 7, "semaine": 7, "month": 30, "mois": 30}
_N = rf"(?P<count>\d{{1,2}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>day|week|month|jour|semaine|mois)s?\b"
_FOR = re.compile(
    rf"\b(?:(?:for|during|over) (?:the )?(?P<next>(?:next|coming|following) )?(?:{_N} )?{_UNIT}|"
    rf"(?P<fr>(?:pendant|durant|sur|pour) (?:les? )?{_N.replace('P<count>', 'P<nombre>')} "
    rf"(?:prochaine?s )?{_UNIT.replace('P<unit>', 'P<duree>')}"
    r"(?: (?:prochaine?s|qui viennent))?))"
)
_UNTIL = re.compile(r"\b(?:until|till|up to|jusqu'(?:a|au|en)(?: la)?) ")


@dataclass(frozen=True, slots=True)
class Limit:
    """The last day on which something comes, told at `text[start:end]`. `is_sure` where it can only be a limit ("for the next 2 weeks")."""

    start: int
    end: int
    last: date
    is_sure: bool


def find_limit(flat: str, reading: Reading) -> Limit | None:
    """The end that simple text sets to what repeats; None where it sets none, or one that has passed."""
    today = reading.now.date()
    if match := _FOR.search(flat):
        count, unit = match["count"] or match["nombre"] or "1", match["unit"] or match["duree"]
        days = (_COUNTS[count] if count in _COUNTS else int(count)) * _DAYS[unit]
        is_sure = bool(match["next"] or (match["fr"] or "").startswith(("pendant", "durant")) or _DAYS[unit] > 1)
        return Limit(match.start(), match.end(), today + timedelta(days=days), is_sure)
    match = _UNTIL.search(flat)
    day = find_date(flat[match.end() :], reading) if match else None
    if match is None or day is None or day.start > 0 or day.problem == "impossible":
        return None
    last = coming_day(day.date, today, flat[match.end() : match.end() + day.end])
    return Limit(match.start(), match.end() + day.end, last, is_sure=True) if last >= today else None
