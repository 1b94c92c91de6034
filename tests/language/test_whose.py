"""Whose a sign or a condition is: the writer's own, or that of somebody they write about."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spotter.language.conditions import conditions_over, conditions_told
from spotter.language.red_flags import screen
from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading

NOW = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "my wife is pregnant",
        "my pregnant wife wants to train with me",
        "my dad has kidney disease",
        "mom has diabetes and kidney disease",
        "a client of mine takes insulin",
        "I have a client who has diabetes",
        "my brother's blood pressure was 190/120",
        "my friend eats 700 calories a day",
        "my daughter is a 15 years old girl",
        "my sister is anorexic",
        "My wife told me she is pregnant",
        "my dad, 62, has diabetes",
        "my mum had knee surgery",
        "ma femme est enceinte",
        "mon père est diabétique",
        "le diabète de mon père",
        "ma mère est sous anticoagulants",
        "mon ami prend de la trenbolone",
        "elle est enceinte de trois mois",
    ],
)
def test_what_somebody_else_has_is_not_the_writers(text: str) -> None:
    seen = screen(text)
    assert seen.level == "T3"
    assert seen.own.level in {"none", "T3"}
    assert conditions_told(text, seen.own) == ()


@pytest.mark.parametrize(
    "text",
    [
        "I'm a pregnant woman",
        "je suis une femme enceinte",
        "my husband is worried, I'm pregnant",
        "my mom and I have kidney disease",
        "I have kidney disease like my dad",
        "my wife says I have diabetes",
        "my doctor found kidney disease",
        "they found a heart condition",
        "I'm a diabetic dad of two",
        "as a mom with diabetes I need a plan",
        "mon mari dit que je suis diabétique",
        "my son is 12 and I'm pregnant",
    ],
)
def test_what_the_writer_has_is_theirs_whoever_stands_beside(text: str) -> None:
    seen = screen(text)
    assert seen.own.level == "T2"
    assert conditions_told(text, seen.own) != ()


@pytest.mark.parametrize(
    "text",
    [
        "my wife is great, have chest pain",
        "my wife is away and have chest pain",
        "my friend drove me because I fainted",
        "my girlfriend left me and I want to die",
        "dad died last week, can't stop thinking about suicide",
        "my wife hits me",
        "my coach noticed my chest hurts",
    ],
)
def test_an_emergency_in_doubt_is_the_writers_own(text: str) -> None:
    assert screen(text).own.level == "T0"


@pytest.mark.parametrize(
    "text",
    [
        "my dad is having chest pain right now what do I do",
        "my friend says he wants to kill himself",
        "my son collapsed at practice and was out for a minute",
        "friend just had a seizure on the treadmill",
        "mon père fait un malaise",
    ],
)
def test_somebody_elses_emergency_is_still_one(text: str) -> None:
    seen = screen(text)
    assert seen.level == "T0"
    assert seen.own.level in {"none", "T3"}


def test_only_ones_own_conditions_begin_and_end() -> None:
    both = "I have a heart condition and my dad has kidney disease"
    assert conditions_told(both, screen(both).own) == ("heart_disease",)
    assert conditions_over("my sister gave birth") == ()
    assert conditions_over("ma femme n'est plus enceinte") == ()
    assert conditions_over("I gave birth last month") == ("pregnancy",)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "my wife slept 5 hours"),
        ("en", "my wife is 34 and weighs 60 kg"),
        ("en", "my dad is 62"),
        ("fr", "ma femme a mal au genou"),
        ("fr", "mon fils pèse 40 kg"),
    ],
)
def test_nothing_is_written_down_of_what_somebody_else_has_or_does(locale: Locale, text: str) -> None:
    assert understand(text, Reading(locale, "metric", NOW)).calls == ()


def test_ones_own_is_written_down_beside_it() -> None:
    assert [call.args for call in understand("I'm 34 and my wife is 30", Reading("en", "metric", NOW)).calls] == [{"age": 34}]
    weighed = understand("my dad is 62 and I weigh 80 kg", Reading("en", "metric", NOW)).calls
    assert [call.args["value"] for call in weighed] == [80.0]
