"""A figure in a reply is proven by a value of the turn, rounded or converted; any other one is found."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from spotter.language.figures import Known, figures_in, unexplained
from spotter.language.understanding import Locale

WORKOUT = {
    "workout_id": "0198c2f0-7777-7000-8000-1234567890ab",
    "date": "2026-03-02",
    "at": "2026-03-02T17:30:00+00:00",
    "entries": [
        {
            "exercise": {"key": "bench_press", "name": "bench press"},
            "sets": [{"reps": 5, "load_kg": "82.50"}, {"reps": 5, "load_kg": "82.50"}, {"reps": 4, "load_kg": "82.50"}],
            "rest_s": 150,
        },
        {"exercise": {"key": "run", "name": "run"}, "sets": [{"distance_m": 5000, "duration_s": 1650}]},
    ],
    "kcal": 2296,
    "share": 0.75,
    "metric": "weight",
    "value": 81.4,
}
KNOWN = Known.of([WORKOUT], ["I slept seven hours and want 3 workouts a week"], ZoneInfo("Europe/Paris"))


def shown(text: str, locale: Locale = "en") -> list[str]:
    """The figures of a text as written."""
    return [text[figure.start : figure.end] for figure in figures_in(text, locale)]


def not_proven(text: str, locale: Locale = "en") -> list[str]:
    """The figures of a text that the workout above does not prove."""
    return [text[figure.start : figure.end] for figure in unexplained(text, KNOWN, locale)]


@pytest.mark.parametrize(
    ("locale", "text", "figures"),
    [
        ("en", "You hit 82.5 kg for 3x5, about 1,200 kcal.", ["82.5 kg", "3", "5", "1,200 kcal"]),
        ("en", "3 sets of 8-10 reps at 80–85 kg", ["3", "8", "10", "80", "85 kg"]),
        ("en", "three to four sets, twenty-five reps", ["three", "four", "twenty-five"]),
        ("en", "5'11 tall, 50 % done, pulse 60 bpm", ["5'11", "50", "60"]),
        ("en", "See you at 7:30 pm or 7 am", ["7:30 pm", "7 am"]),
        ("fr", "Cinq séries à 80,5 kg, 1 500 kcal par jour", ["Cinq", "80,5 kg", "1 500 kcal"]),
        ("fr", "quatre-vingt-dix kilos, à 19h30", ["quatre-vingt-dix kilos", "19h30"]),
        ("en", "1. Warm up\n2. Lift\n3) Rest", []),
        ("en", "Just 2 questions, and one thing: three ideas for the 3rd", []),
        ("en", "Day 3 of week 2, on 12 March 2026, back in 2025", []),
        ("fr", "La semaine 3 commence le 12 mars, deux idées pour la 2e", []),
        ("en", "Vitamin B12, omega-3 and your 5RM", []),
        ("en", "Read https://example.org/42", []),
    ],
)
def test_figures_are_what_a_reader_would_want_proven(locale: Locale, text: str, figures: list[str]) -> None:
    assert shown(text, locale) == figures


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "You benched 82.5 kg for 5, 5 and 4."),
        ("en", "That is 181.9 lb, so about 180 lb, over 3 sets."),
        ("en", "3x5 at 82.5 kg, resting 2.5 minutes"),
        ("en", "Your run: 5 km in 27:30, that is 3.1 miles in 27.5 min"),
        ("en", "You are at 2,296 kcal, around 2,300, three quarters or 75 % of it, 25 % left"),
        ("en", "9606 kJ and 81 kg on the scale (179.5 lb)"),
        ("en", "You trained at 18:30, so 6:30 pm; see you at 6:30 again"),
        ("en", "You slept 7 hours and planned three workouts a week"),
        ("fr", "Trois séries à 82,5 kg, soit 181,9 livres"),
        ("fr", "2 296 kcal, environ 2 300, et 5,0 km en 27 min 30"),
        ("fr", "Séance à 18h30, sommeil 7 h"),
    ],
)
def test_rounding_and_conversion_prove_a_figure(locale: Locale, text: str) -> None:
    assert not_proven(text, locale) == []


@pytest.mark.parametrize(
    ("locale", "text", "figures"),
    [
        ("en", "You benched 85 kg for 5.", ["85 kg"]),
        ("en", "That is 2,300 kcal.", ["2,300 kcal"]),
        ("en", "About 2,600 kcal.", ["2,600 kcal"]),
        ("en", "You ran 6 km at 160 bpm", ["6 km", "160"]),
        ("en", "Rest 5 min", ["5 min"]),
        ("en", "Do twelve sets at 5 kg", ["twelve", "5 kg"]),
        ("en", "See you at 9:00", ["9:00"]),
        ("fr", "Tu as soulevé quatre-vingt-dix kilos, 40 % de plus", ["quatre-vingt-dix kilos", "40"]),
        ("fr", "Dors 8 h et bois 2 litres", ["8 h", "2 litres"]),
    ],
)
def test_a_figure_without_a_source_is_found(locale: Locale, text: str, figures: list[str]) -> None:
    assert not_proven(text, locale) == figures


_PER = {"kg": 1, "lb": "0.45359237", "g": "0.001"}
_LENGTHS = {"m": 1, "km": 1000, "cm": "0.01", "miles": "1609.344", "yd": "0.9144"}
_TIMES = {"s": 1, "min": 60, "hours": 3600}


@given(
    st.sampled_from([("load_kg", _PER), ("distance_m", _LENGTHS), ("duration_s", _TIMES)]),
    st.decimals(min_value=1, max_value=600, places=2),
    st.data(),
    st.integers(0, 2),
    st.sampled_from(["en", "fr"]),
)
def test_any_rounding_and_conversion_of_a_known_value_is_explained(
    quantity: tuple[str, dict[str, int | str]], value: Decimal, data: st.DataObject, places: int, locale: Locale
) -> None:
    name, units = quantity
    unit = data.draw(st.sampled_from(sorted(units)))
    written = (value / Decimal(units[unit])).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{written}".replace(".", "," if locale == "fr" else ".")
    assert unexplained(f"Now {text} {unit} today", Known.of([{name: value}]), locale) == []


@given(st.decimals(min_value=1, max_value=300, places=1), st.decimals(min_value=1, max_value=300, places=1), st.sampled_from(["en", "fr"]))
def test_a_load_that_is_not_known_is_found(known: Decimal, said: Decimal, locale: Locale) -> None:
    assume(abs(known - said) > Decimal("0.05"))
    assert len(unexplained(f"Take {said} kg.", Known.of([{"load_kg": known}]), locale)) == 1


@given(st.text(max_size=80))
def test_any_text_has_figures_within_it(text: str) -> None:
    assert all(0 <= figure.start < figure.end <= len(text) for figure in figures_in(text, "en") + figures_in(text, "fr"))
