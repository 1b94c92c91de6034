"""The weekdays that somebody names are the days of their plan."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Person

TALK = {
    "en": ("I can train tue thu sat", "make me a plan", "what's my week", "what should I train today"),
    "fr": ("je peux m'entraîner mardi, jeudi et samedi", "fais-moi un programme", "ma semaine", "ma séance du jour"),
}


@pytest.mark.parametrize(
    ("locale", "names", "saturday", "friday", "rest"),
    [
        ("en", "Tuesday, Thursday and Saturday", "Saturday 7 Mar", "Friday", "rest day"),
        ("fr", "mardi, jeudi et samedi", "samedi 7 mars", "vendredi", "repos"),
    ],
)
async def test_the_plan_keeps_the_days_that_were_named(
    new_person: Any, locale: str, names: str, saturday: str, friday: str, rest: str
) -> None:
    person: Person = await new_person(locale=locale)
    days, plan, week, today = TALK[locale]
    assert names in (await person.say(days))["reply"]
    assert f"({names})" in (await person.say(plan))["reply"]
    shown = (await person.say(week))["reply"]
    assert saturday in shown
    assert friday not in shown
    assert rest in (await person.say(today))["reply"]  # a Monday


async def test_days_named_with_the_wish_count_now(person: Person) -> None:
    await person.say("I can train tue thu sat")
    assert "(Monday and Friday)" in (await person.say("make me a plan for monday and friday"))["reply"]


async def test_another_number_of_days_makes_the_names_stale(person: Person) -> None:
    await person.say("I can train tue thu sat")
    assert "4 days a week (Monday, Tuesday, Thursday and Friday)" in (await person.say("make me a 4 day plan"))["reply"]
    await person.say("I train 2 days a week")
    assert "Thursday and Saturday" not in (await person.say("show my profile"))["reply"]


async def test_a_ready_made_program_takes_the_named_days_where_their_number_fits(person: Person) -> None:
    await person.say("I can train tue thu sat")
    assert "Tuesday, Thursday and Saturday" in (await person.say("start the 5x5 program"))["reply"]
