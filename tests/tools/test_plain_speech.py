"""Words that fit together: articles, elisions, and nothing said that the answer itself contradicts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.catalogue.exercises import exercises
from spotter.clock import FixedClock
from spotter.coaching.planning.request import has_equipment
from spotter.language.wording import Style
from spotter.language.wording.profile import in_sentence
from spotter.messages import SuggestionsBlock, TableBlock
from tests.tools.desk import Desk

TODAY = date(2026, 3, 2)
LOCALES = pytest.mark.parametrize("locale", ["en", "fr"])


@pytest.mark.parametrize(
    ("locale", "name", "value", "words"),
    [
        ("en", "equipment", ["bench", "dumbbell"], "you have a bench and dumbbells"),
        ("fr", "equipment", ["bench", "dumbbell"], "tu as un banc et des haltères"),
        ("fr", "equipment", ["band", "kettlebell"], "tu as des élastiques et des kettlebells"),
        ("en", "workout_style", "home", "you like to train at home"),
        ("fr", "workout_style", "home", "tu aimes t'entraîner à la maison"),
        ("fr", "workout_style", "yoga", "tu aimes yoga"),
    ],
)
def test_the_profile_reads_as_a_sentence(locale: Any, name: str, value: Any, words: str) -> None:
    assert in_sentence(name, value, Style(locale, "metric", TODAY)) == words


def test_french_elides_before_a_vowel_only() -> None:
    style = Style("fr", "metric", TODAY)
    assert style.phrase("metrics.same", when="hier") == ", comme hier"
    assert style.phrase("metrics.less", amount="1 kg", when="hier") == ", 1 kg de moins qu'hier"
    assert style.phrase("metrics.less", amount="1 kg", when="le lundi 2 mars") == ", 1 kg de moins que le lundi 2 mars"


@LOCALES
async def test_an_exercise_that_is_in_the_plan_is_not_called_left_out(house: House, clock: FixedClock, locale: Any) -> None:
    desk = await Desk.open(house.store, clock, locale=locale)
    made = await desk.run("propose_plan", goal="hypertrophy", days_per_week=3, minutes=30, equipment=["gym"], level="beginner")
    planned = {one["exercise"]["key"] for day in made.result["days"] for one in day["exercises"]}
    dropped = {one["params"]["exercise"] for one in made.result["reasons"] if one["code"] == "dropped_for_time"}
    assert not planned & dropped


@LOCALES
async def test_the_records_say_what_their_table_shows(house: House, clock: FixedClock, locale: Any) -> None:
    desk = await Desk.open(house.store, clock, locale=locale)
    for key in ("back_squat", "bench_press", "deadlift", "barbell_row", "overhead_press", "hip_thrust"):
        await desk.log(key, (5, 60), key=key)
    for shown in (await desk.run("show_records"), await desk.run("show_records", exercise={"key": "deadlift", "name": "deadlift"})):
        table = shown.cards[0]
        assert isinstance(table, TableBlock)
        assert all(row[0] in shown.words and row[1] in shown.words for row in table.rows)


@pytest.mark.parametrize(("locale", "tired"), [("en", "I'm tired today"), ("fr", "Pas d'énergie aujourd'hui")])
async def test_who_said_how_they_feel_is_not_offered_to_say_it_again(house: House, clock: FixedClock, locale: Any, tired: str) -> None:
    desk = await Desk.open(house.store, clock, locale=locale)
    await desk.run("propose_plan", days_per_week=3, equipment=["gym"])
    offered = (await desk.run("today_workout")).cards[0]
    await desk.run("log_readiness", energy=2)
    later = (await desk.run("today_workout")).cards[0]
    assert isinstance(offered, SuggestionsBlock)
    assert isinstance(later, SuggestionsBlock)
    assert tired in offered.texts
    assert tired not in later.texts


@LOCALES
async def test_pain_advice_names_only_what_the_person_can_do(house: House, clock: FixedClock, locale: Any) -> None:
    desk = await Desk.open(house.store, clock, locale=locale)
    await desk.run("propose_plan", days_per_week=3, equipment=["dumbbell", "bench"])
    told = await desk.run("report_pain", region="knee", severity=4)
    swaps = told.result["swaps"]
    named = [key for swap in swaps for key in (swap["key"], *swap["instead"], *swap["elsewhere"])]
    assert named
    there = frozenset({"dumbbell", "bench", "bodyweight"})
    assert [key for key in named if not has_equipment(exercises()[key].equipment, there)] == []


@pytest.mark.parametrize(("locale", "words"), [("en", "nothing done and nothing planned"), ("fr", "rien de fait et rien de prévu")])
async def test_an_empty_week_is_told_in_words_and_the_table_is_of_the_next(
    house: House, clock: FixedClock, locale: Any, words: str
) -> None:
    desk = await Desk.open(house.store, clock, locale=locale)
    desk.later(days=6)
    await desk.run("propose_plan", days_per_week=2, equipment=["gym"])
    shown = await desk.run("show_week_plan")
    assert words in shown.words
    assert shown.result["days"] == []
    assert [date.fromisoformat(day["on"]) for day in shown.result["after"]] == [date(2026, 3, 9), date(2026, 3, 12)]
    (table,) = shown.cards
    assert isinstance(table, TableBlock)
    assert [row[1] for row in table.rows] == [day["name"][locale] for day in shown.result["after"]]
