"""From when until when something holds, read on the person's own calendar. It is Monday, 2 March 2026."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from spotter.language.understanding import Locale, Reading
from spotter.language.validity import Validity, validity_of

NOW = datetime(2026, 3, 2, 19, 30, tzinfo=ZoneInfo("Europe/Paris"))


def held(text: str, locale: Locale) -> Validity:
    return validity_of(text, Reading(locale, "metric", NOW))


@pytest.mark.parametrize(
    ("locale", "text", "last"),
    [
        ("en", "I have no gym until April", (2026, 3, 31)),
        ("en", "I have no gym until March", (2027, 2, 28)),
        ("en", "the pool is closed until March 20", (2026, 3, 20)),
        ("en", "I'm at my parents' until Monday", (2026, 3, 9)),
        ("en", "I'm abroad until the 20th", (2026, 3, 20)),
        ("en", "bands only until the end of the month", (2026, 3, 31)),
        ("en", "I'm off through April", (2026, 4, 30)),
        ("en", "on holiday for two weeks", (2026, 3, 15)),
        ("en", "exams this week", (2026, 3, 8)),
        ("en", "my wedding is on June 6", (2026, 6, 6)),
        ("en", "my wedding is on December 20", (2026, 12, 20)),
        ("en", "I'm training for a marathon in October", (2026, 10, 31)),
        ("en", "my meet is 2026-05-02", (2026, 5, 2)),
        ("fr", "je suis en déplacement jusqu'à lundi", (2026, 3, 9)),
        ("fr", "pas de salle jusqu'en mai", (2026, 4, 30)),
        ("fr", "absent jusqu'au 15 mars", (2026, 3, 15)),
        ("fr", "que des haltères jusqu'à la fin du mois", (2026, 3, 31)),
        ("fr", "en vacances pendant deux semaines", (2026, 3, 15)),
        ("fr", "mon mariage est le 6 juin", (2026, 6, 6)),
    ],
)
def test_what_is_said_to_end_ends(locale: Locale, text: str, last: tuple[int, int, int]) -> None:
    ends = held(text, locale).ends
    assert ends is not None
    assert date.fromordinal(ends.toordinal() - 1) == date(*last)


@pytest.mark.parametrize(
    ("locale", "text", "first", "after"),
    [
        ("en", "I'll be travelling next week", date(2026, 3, 9), date(2026, 3, 16)),
        ("en", "away from March 10 to March 15", date(2026, 3, 10), date(2026, 3, 16)),
        ("en", "travelling from Monday until Friday", date(2026, 3, 9), date(2026, 3, 14)),
        ("en", "from next Monday I train in the evening", date(2026, 3, 9), None),
        ("fr", "je pars en vacances la semaine prochaine", date(2026, 3, 9), date(2026, 3, 16)),
        ("fr", "à partir de lundi je m'entraîne le soir", date(2026, 3, 9), None),
    ],
)
def test_what_is_said_to_begin_begins(locale: Locale, text: str, first: date, after: date | None) -> None:
    assert held(text, locale) == Validity(first, after)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "I hate burpees"),
        ("en", "I work Monday to Friday"),
        ("en", "I train on Mondays and Thursdays"),
        ("en", "I've been lifting for two years"),
        ("en", "my knee was operated on June 6"),
        ("fr", "je m'entraîne le lundi et le jeudi"),
        ("fr", "je fais du sport depuis deux mois"),
    ],
)
def test_what_lasts_or_is_over_has_no_end(locale: Locale, text: str) -> None:
    assert held(text, locale) == Validity()
