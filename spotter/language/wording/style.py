"""How facts become words: the person's language, units and calendar, and phrases kept as data."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from spotter.coaching.units import KG_PER_LB, M_PER_MILE
from spotter.language.understanding import Locale, Units

PHRASES = Path(__file__).parent / "phrases"
WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}
MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"),
    "fr": ("janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
}
Number = Decimal | float | int
# "que" and "de" lose their e before a vowel and before "hier"; "onze", "oui" and numbers keep it.
_FULL_E = re.compile(r"\b([Qq]u|[Dd])e (?=(?!onze\b|oui\b)[aeiouâàéèêëîïôœ]|hier\b)", re.IGNORECASE)


@cache
def _phrases(subject: str) -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = json.loads((PHRASES / f"{subject}.json").read_text(encoding="utf-8"))
    return loaded


class _Plurals(Formatter):
    """`{n:set|sets}` chooses by number: singular for 1, in French also for anything below 2."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale

    def format_field(self, value: Any, format_spec: str) -> Any:
        if "|" not in format_spec:
            return super().format_field(value, format_spec)
        one, many = format_spec.split("|", 1)
        singular = abs(value) < 2 if self._locale == "fr" else value == 1
        return one if singular else many


@dataclass(frozen=True, slots=True)
class Style:
    """Whom the words are for. `today` makes "today" and "yesterday" of dates."""

    locale: Locale
    units: Units
    today: date

    def phrase(self, name: str, **facts: Any) -> str:
        """The phrase `subject.key` of `phrases/<subject>.json` in the person's language, with its facts filled in."""
        subject, _, key = name.partition(".")
        text = _Plurals(self.locale).format(_phrases(subject)[key][self.locale], **facts)
        return _FULL_E.sub(r"\1'", text) if self.locale == "fr" else text

    @staticmethod
    def knows(name: str) -> bool:
        """Whether there is a phrase of that name."""
        subject, _, key = name.partition(".")
        return key in _phrases(subject)

    def number(self, value: Number, digits: int = 1) -> str:
        """A number without needless zeros, with the language's decimal mark."""
        text = f"{round(Decimal(str(value)), digits):f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", ",") if self.locale == "fr" else text

    def load(self, kg: Number) -> str:
        """A load or body weight in the person's unit; pounds are rounded to halves, as plates are, and kg that no plates make to tenths."""
        exact = Decimal(str(kg))
        if self.units == "imperial":
            return f"{self.number(round(exact / KG_PER_LB * 2) / Decimal(2))} lb"
        return f"{self.number(exact, 2 if exact % Decimal('0.25') == 0 else 1)} kg"

    def distance(self, metres: Number) -> str:
        """A distance in km or miles; short ones in metres."""
        exact = Decimal(str(metres))
        if exact < 1000:
            return f"{self.number(exact, 0)} m"
        if self.units == "imperial":
            return f"{self.number(exact / M_PER_MILE, 2)} mi"
        return f"{self.number(exact / 1000, 2)} km"

    def duration(self, seconds: int) -> str:
        """45 s, 12:30, 1:04:10, or whole minutes as "20 min"."""
        minutes, rest = divmod(int(seconds), 60)
        if minutes == 0:
            return f"{rest} s"
        if rest == 0 and minutes < 60:
            return f"{minutes} min"
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"

    def day(self, day: date) -> str:
        """today, yesterday, tomorrow, else "Mon 2 Mar" with the month in words; the year when it is another."""
        near = {0: ("today", "aujourd'hui"), -1: ("yesterday", "hier"), 1: ("tomorrow", "demain")}.get((day - self.today).days)
        if near:
            return near[self.locale == "fr"]
        name = WEEKDAYS[self.locale][day.weekday()]
        year = f" {day.year}" if day.year != self.today.year else ""
        return f"{name} {day.day} {MONTHS[self.locale][day.month - 1]}{year}"

    def time(self, moment: datetime) -> str:
        """A time of day: 19:30, in French 19 h 30."""
        return f"{moment.hour} h {moment.minute:02d}" if self.locale == "fr" else f"{moment.hour:02d}:{moment.minute:02d}"

    def listed(self, words: list[str]) -> str:
        """a, b and c."""
        if len(words) < 2:
            return "".join(words)
        joint = " et " if self.locale == "fr" else " and "
        return ", ".join(words[:-1]) + joint + words[-1]
