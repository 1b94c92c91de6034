"""The fixed replies: right number, right line, no coaching in an emergency, short enough for one SMS."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from spotter.language.understanding import Safety, SafetyLevel
from spotter.language.wording.safety import emergency_number, helpline, safety_reply

TODAY = date(2026, 12, 1)
COUNTRIES = [None, "US", "CA", "FR", "GB", "UK", "AU", "BE", "CH", "DE", "BR"]
GSM7 = re.compile(r"^[A-Za-z0-9 \n@£$¥èéùìòÇØøÅåΔ_ÆæßÉ!\"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]*$")


def _file(folder: str, name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(files(folder).joinpath(name).read_text("utf-8"))
    return content


RULES = _file("spotter.language", "data/red_flags/rules.json")["rules"]
SIGNALS: list[tuple[SafetyLevel, str]] = sorted({(rule["level"], rule["signal"]) for rule in RULES})


@pytest.mark.parametrize(
    ("country", "locale", "number"),
    [("US", "en", "911"), ("GB", "en", "999"), ("AU", "en", "000"), ("FR", "fr", "15 ou 112"), ("DE", "en", "112"), ("CA", "fr", "911")],
)
def test_an_emergency_names_the_number_of_the_country(country: str, locale: str, number: str) -> None:
    assert number in safety_reply(Safety("T0", ("chest_pain",)), locale=locale, country=country, today=TODAY)
    assert emergency_number(country, locale) == number


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_an_unknown_country_hears_both_big_numbers(locale: str) -> None:
    reply = safety_reply(Safety("T0", ("fainting",)), locale=locale, country=None, today=TODAY)
    assert "112" in reply
    assert "911" in reply


def test_the_region_of_the_locale_stands_in_for_the_country() -> None:
    assert "999" in safety_reply(Safety("T0", ("fainting",)), locale="en-GB", country=None, today=TODAY)


@pytest.mark.parametrize(
    ("country", "line"), [("US", "988"), ("CA", "988"), ("FR", "3114"), ("GB", "116 123"), ("UK", "116 123"), ("AU", "13 11 14")]
)
@pytest.mark.parametrize("short", [False, True])
def test_a_crisis_gets_the_crisis_line(country: str, line: str, short: bool) -> None:
    reply = safety_reply(Safety("T0", ("suicide",)), locale="en", country=country, short=short, today=TODAY)
    assert line in reply


def test_a_crisis_is_answered_as_one_even_beside_another_emergency() -> None:
    assert "988" in safety_reply(Safety("T0", ("chest_pain", "suicide")), locale="en", country="US", today=TODAY)


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2030, 1, 1)])
def test_a_line_is_named_only_while_it_is_verified(today: date) -> None:
    assert helpline("crisis", "US", language="en", today=today) is None
    assert "findahelpline.com" in safety_reply(Safety("T0", ("suicide",)), locale="en", country="US", today=today)


def test_every_entry_of_the_directory_says_when_it_was_verified_and_expires() -> None:
    for line in _file("spotter.language", "data/helplines.json")["lines"]:
        verified, expires = date.fromisoformat(line["verified_on"]), date.fromisoformat(line["expires_on"])
        assert 0 < (expires - verified).days <= 366
        assert {"en", "fr"} == line["name"].keys()


def test_the_closed_eating_disorder_line_is_nowhere() -> None:
    everything = " ".join(
        files(folder).joinpath(name).read_text("utf-8")
        for folder, name in [
            ("spotter.language", "data/helplines.json"),
            ("spotter.language.wording", "safety_en.json"),
            ("spotter.language.wording", "safety_fr.json"),
        ]
    )
    assert "931-2237" not in everything
    assert "NEDA" not in everything


@pytest.mark.parametrize(("level", "signal"), SIGNALS)
@pytest.mark.parametrize("locale", ["en", "fr"])
def test_every_signal_has_words_and_leaves_no_gap(level: SafetyLevel, signal: str, locale: str) -> None:
    for country in COUNTRIES:
        for short in (False, True):
            reply = safety_reply(Safety(level, (signal,)), locale=locale, country=country, short=short, today=TODAY)
            assert "{" not in reply
            assert bool(reply) == (level != "T3" or signal == "low_mood")


@pytest.mark.parametrize(("level", "signal"), SIGNALS)
@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_short_form_fits_one_sms(level: SafetyLevel, signal: str, locale: str) -> None:
    for country in COUNTRIES:
        reply = safety_reply(Safety(level, (signal,)), locale=locale, country=country, short=True, today=TODAY)
        assert len(reply) <= 160
        assert GSM7.match(reply), reply


@pytest.mark.parametrize("signal", [signal for level, signal in SIGNALS if level == "T0"])
def test_an_emergency_reply_coaches_nothing_and_asks_nothing(signal: str) -> None:
    for locale in ("en", "fr"):
        reply = safety_reply(Safety("T0", (signal,)), locale=locale, country="US", today=TODAY)
        assert "911" in reply
        assert "?" not in reply
        assert not re.search(r"\b(?:sets|reps|kcal|calories|protein|séries|répétitions|probably|sûrement)\b", reply)


def test_nothing_is_said_when_nothing_is_wrong() -> None:
    assert safety_reply(Safety(), locale="en", country="US", today=TODAY) == ""


@pytest.mark.parametrize("locale", ["en", "fr"])
@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize(("level", "signal"), [("T0", "chest_pain"), ("T0", "suicide"), ("T3", "pregnancy"), ("T3", "dizziness")], ids=str)
def test_whoever_writes_about_somebody_else_is_told_how_to_help_them(
    locale: str, country: str | None, level: SafetyLevel, signal: str
) -> None:
    seen = Safety(level, (signal,), (signal,), "none")
    about_self = safety_reply(Safety(level, (signal,)), locale=locale, country=country, today=TODAY)
    assert safety_reply(seen, locale=locale, country=country, today=TODAY) not in {"", about_self}
    short = safety_reply(seen, locale=locale, country=country, short=True, today=TODAY)
    assert len(short) <= 160
    assert GSM7.match(short)
