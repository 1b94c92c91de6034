"""Text is cleaned so that the same words are the same characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.language.normalise import normalise


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("１００ ｋｇ", "100 kg"),
        ("١٠٠ kg", "100 kg"),
        ("Веnch press", "Bench press"),
        ("жим лёжа", "жим лёжа"),
        ("3×5", "3x5"),
        ("3х5", "3x5"),
        ("be\u200bnch\u202e 80", "bench 80"),
        ("4x6\u200b90kg", "4x6 90kg"),
        ("4x6 9\u200d0k\ufeffg", "4x6 90kg"),
        ("it’s “done” – now", 'it\'s "done" - now'),
        ("a \t  b\r\n\r\nc", "a b\n\nc"),
        ("bench\x00 80\x07", "bench 80"),
        ("\ud800ok", "ok"),
        ("1½ cups", "1 1/2 cups"),
        ("• squat", "- squat"),
        ("   ", ""),
    ],
)
def test_the_same_words_are_the_same_characters(text: str, clean: str) -> None:
    assert normalise(text) == clean


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.characters(codec=None)))
def test_clean_text_can_be_stored_and_sent(text: str) -> None:
    clean = normalise(text)
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert "\x00" not in clean
