"""What somebody gets by SMS: cheap letters, every heading once, two messages at most, figures before explanations."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.language.understanding import Locale, Safety
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


def test_a_sentence_without_end_is_cut_between_words() -> None:
    told = sms_text([], ["I saw " + "many different things that were all good " * 20], ["Shall we go on?"], "en")
    assert told.startswith("I saw many")
    assert told.endswith("...\nShall we go on?")
    assert segments(told) == 2


def test_of_a_question_that_is_too_long_the_end_is_asked() -> None:
    told = sms_text([], [], ["There was " + "a lot to say about it " * 30 + "Is that right?"], "en")
    assert told.startswith("...")
    assert told.endswith("Is that right?")
    assert segments(told) == 2


def test_pictures_that_make_a_message_dear_are_left_out() -> None:
    assert fold("Well done 💪🏽! Squat ✅ 100 kg 👩‍👩‍👧‍👦") == "Well done! Squat 100 kg"


ITEMS = ["- Bench 3 × 5 80 kg", "Squat: 5 × 5;", "“How”", "été", "œuf", "Жим", "💪", "€", "a" * 90]
ANY = st.text(max_size=700) | st.lists(st.sampled_from(ITEMS), max_size=60).map("\n".join)


@given(st.lists(ANY, max_size=5), st.lists(ANY, max_size=1), st.sampled_from(["en", "fr"]))
def test_any_reply_without_words_of_safety_takes_two_messages_at_most(told: list[str], question: list[str], locale: Locale) -> None:
    text = sms_text([], told, question, locale)
    assert segments(text) <= 2
    says = fold(" ".join([*told, *question]))
    assert bool(says.strip(" -\n\t")) <= bool(text.strip()) <= bool(says.strip())


@given(st.lists(ANY, max_size=4), st.sampled_from(["en", "fr"]))
def test_words_of_safety_are_never_cut(told: list[str], locale: Locale) -> None:
    fixed = "Stop now and call the emergency number 112. Do not train until a doctor has seen you." * 4
    assert fixed in sms_text([fixed], told, [], locale)


@given(st.text(alphabet="“”‘’‚„«»–—−…×œŒ •≥≤→'êâîôûïëÿ\u202f\u00a0\u2009 abcXYZ09,.", max_size=400))
def test_curly_quotes_dashes_and_accents_have_a_cheap_like(text: str) -> None:
    folded = fold(text)
    assert segments(folded) == segments("a" * len(folded))


def test_words_of_safety_are_short_and_whole() -> None:
    fixed = safety_reply(Safety("T0", ("chest_pain",)), locale="en", country="GB", short=True, today=date(2026, 3, 2))
    told = sms_text([fixed], [WORKOUT], [], "en")
    assert told.startswith(fixed)
    assert "999" in fixed
