"""Number words become digits, and separators are read by locale or reported as ambiguous."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.language.numbers import Ambiguous, parse_decimal, words_to_digits
from spotter.language.understanding import Locale


@pytest.mark.parametrize(
    ("locale", "words", "digits"),
    [
        ("en", "twenty-five reps", "25 reps"),
        ("en", "two twenty-five for five", "225 for 5"),
        ("en", "one hundred and twenty", "120"),
        ("en", "two thousand three hundred fifty", "2350"),
        ("en", "a dozen eggs", "12 eggs"),
        ("en", "half a dozen eggs", "6 eggs"),
        ("en", "two dozen", "24"),
        ("en", "half an hour", "0.5 hour"),
        ("en", "an hour and a half", "1.5 hour"),
        ("en", "two and a half miles", "2.5 miles"),
        ("en", "a half marathon", "a half marathon"),
        ("en", "that one was hard", "that one was hard"),
        ("en", "five and ten", "5 and 10"),
        ("en", "a banana", "a banana"),
        ("fr", "vingt et un", "21"),
        ("fr", "quatre-vingt-dix-sept", "97"),
        ("fr", "soixante et onze", "71"),
        ("fr", "cent vingt-cinq kilos", "125 kilos"),
        ("fr", "mille cinq cents", "1500"),
        ("fr", "une demi-heure", "0.5 heure"),
        ("fr", "une heure et demie", "1.5 heure"),
        ("fr", "deux kilos et demi", "2.5 kilos"),
        ("fr", "une douzaine d'oeufs", "12 oeufs"),
        ("fr", "une pomme et deux oeufs", "une pomme et 2 oeufs"),
    ],
)
def test_number_words_become_digits(locale: Locale, words: str, digits: str) -> None:
    assert words_to_digits(words, locale) == digits


def test_articles_count_only_where_asked_for() -> None:
    assert words_to_digits("a banana", "en", articles=True) == "1 banana"
    assert words_to_digits("une pomme", "fr", articles=True) == "1 pomme"


@pytest.mark.parametrize(
    ("token", "locale", "value"),
    [
        ("1,5", "en", "1.5"),
        ("1.5", "fr", "1.5"),
        ("1,500", "en", "1500"),
        ("1.500", "en", "1.500"),
        ("10.000", "fr", "10000"),
        ("0,500", "fr", "0.5"),
        ("1.234,5", "fr", "1234.5"),
        ("1,234.5", "en", "1234.5"),
        ("10 000", "fr", "10000"),
        ("1 1/2", "en", "1.5"),
        (".5", "en", "0.5"),
        ("-20", "en", "-20"),
    ],
)
def test_separators_follow_the_locale(token: str, locale: Locale, value: str) -> None:
    assert parse_decimal(token, locale) == Decimal(value)


def test_what_can_mean_two_things_is_reported() -> None:
    assert parse_decimal("1,500", "fr") == Ambiguous(decimal=Decimal("1.5"), thousands=Decimal(1500))
    assert parse_decimal("1.500", "fr") == Ambiguous(decimal=Decimal("1.5"), thousands=Decimal(1500))


@pytest.mark.parametrize("token", ["1e308", "nan", "inf", "", "abc", "5.", "1,2,3"])
def test_what_is_no_number_is_none(token: str) -> None:
    assert parse_decimal(token, "en") is None


@given(st.decimals(min_value=0, max_value=9999, places=2), st.sampled_from(["en", "fr"]))
def test_two_decimals_are_read_with_either_separator(value: Decimal, locale: Locale) -> None:
    assert parse_decimal(str(value), locale) == value
    assert parse_decimal(str(value).replace(".", ","), locale) == value


@given(st.text(max_size=40), st.sampled_from(["en", "fr"]))
def test_any_text_is_read_without_an_error(text: str, locale: Locale) -> None:
    words_to_digits(text, locale)
    parse_decimal(text, locale)
