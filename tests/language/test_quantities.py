"""Quantities in a text are found with their unit and converted to SI."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.language.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("80kg", [("load", 80)]),
        ("80 kilos", [("load", 80)]),
        ("225 lbs", [("load", 102.06)]),
        ("28.5# 3x5", [("load", 12.93)]),
        ("12st 7", [("load", 79.38)]),
        ("12 stone", [("load", 76.2)]),
        ("82,5 kg", [("load", 82.5)]),
        ("10,000 kg", [("load", 10000)]),
        ("5'11", [("length", 1.8)]),
        ("5ft8in", [("length", 1.73)]),
        ("182 cm", [("length", 1.82)]),
        ("ran 3 miles", [("length", 4828.03)]),
        ("400m", [("length", 400)]),
        ("27:30", [("duration", 1650)]),
        ("1:34:20", [("duration", 5660)]),
        ("20 min", [("duration", 1200)]),
        ("1h15", [("duration", 4500)]),
        ("45s", [("duration", 45)]),
        ("1 min 30", [("duration", 90)]),
        ("3 min 2 min", [("duration", 180), ("duration", 120)]),
        ("250 kcal", [("energy", 250)]),
        ("1046 kJ", [("energy", 250)]),
        ("33 cl", [("volume", 330)]),
        ("200 g", [("mass", 200)]),
        ("5 km in 27:30", [("length", 5000), ("duration", 1650)]),
        ("5x5 at 80", []),
    ],
)
def test_quantities_are_found_in_si(text: str, found: list[tuple[str, float]]) -> None:
    assert [(q.kind, round(float(q.value), 2)) for q in find_quantities(text, "en")] == found


def test_an_ambiguous_number_carries_both_readings() -> None:
    (quantity,) = find_quantities("1,500 kg", "fr")
    assert (float(quantity.value), quantity.other and float(quantity.other)) == (1.5, 1500)


@given(st.text(max_size=80))
def test_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    found = find_quantities(text, "en")
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
