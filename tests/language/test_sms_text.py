"""What somebody gets by SMS: cheap letters, every heading once, two messages at most, figures before explanations."""

from __future__ import annotations

from datetime import date

import pytest

from spotter.language.understanding import Safety
from spotter.language.wording.safety import safety_reply
from spotter.language.wording.sms import fold, segments, sms_text

WORKOUT = "Today: Full body A, about 55 min.\n" + "\n".join(f"- Exercise number {n} 3 × 8-10, 3 in reserve" for n in range(1, 8))


def test_letters_that_make_a_message_dear_get_their_like() -> None:
    assert fold("Œuf × 2 – “prêt” à 80 kg") == 'Oeuf x 2 - "pret" à 80 kg'
    assert fold("Squat 3 × 5") == "Squat 3x5"


def test_a_name_in_another_script_stays_as_it_is() -> None:
    assert fold("Привет") == "Привет"


@pytest.mark.parametrize(("text", "count"), [("", 0), ("a" * 160, 1), ("a" * 161, 2), ("é" * 160, 1), ("ê" * 71, 2), ("€" * 80, 1)])
def test_segments_are_counted_as_networks_count(text: str, count: int) -> None:
    assert segments(text) == count


def test_a_heading_is_told_once() -> None:
    told = sms_text([], ["Logged for today: Squat 3 × 5.", "Logged for today: weight 81 kg."], [], "en")
    assert told == "Logged for today: Squat 3x5; weight 81 kg."


def test_explanations_go_before_figures_and_a_cut_list_says_how_much_is_left() -> None:
    told = sms_text([], [f"{WORKOUT}\nWhere no load stands, take an easy one."], ["Ready?"], "en")
    assert "easy one" not in told
    assert "number 1 3x8-10" in told
    assert " more\nReady?" in told
    assert segments(told) <= 2


def test_words_of_safety_are_short_and_whole() -> None:
    fixed = safety_reply(Safety("T0", ("chest_pain",)), locale="en", country="GB", short=True, today=date(2026, 3, 2))
    told = sms_text([fixed], [WORKOUT], [], "en")
    assert told.startswith(fixed)
    assert "999" in fixed
