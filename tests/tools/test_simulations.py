"""What somebody gets who asks what the weeks to come would look like."""

from __future__ import annotations

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.messages import ChartBlock, TableBlock
from tests.conftest import Person
from tests.tools.desk import Desk


async def planned(house: House, clock: FixedClock, locale: str = "en") -> Desk:
    desk = await Desk.open(house.store, clock, locale=locale)  # type: ignore[arg-type]
    await desk.run("propose_plan", goal="strength", days_per_week=3, level="intermediate", equipment=["gym"], minutes=60)
    await desk.log("Back Squat", (5, 100), (5, 100), (5, 100), key="back_squat")
    return desk


async def test_twelve_weeks_as_words_a_table_and_a_chart(house: House, clock: FixedClock) -> None:
    shown = await (await planned(house, clock)).run("simulate_plan")
    assert shown.words.startswith(
        "The next 12 weeks of Full body if all goes well: 36 workouts, 2 easy weeks.\n- if all goes well: Back Squat "
    )
    assert "- with weeks 5 and 6 missed: Back Squat " in shown.words
    assert shown.words.endswith("and is no promise.")
    table, chart = shown.cards
    assert isinstance(table, TableBlock)
    assert len(table.rows) == 12
    assert table.columns == ["Week", "Workouts", "Sets", "Back Squat"]
    assert isinstance(chart, ChartBlock)
    assert [chart.name, *(one.name for one in chart.others)] == [
        "if all goes well",
        "with weeks 5 and 6 missed",
        "if strength stands still and reps are missed",
    ]
    assert chart.points[-1].y > chart.others[1].points[-1].y


async def test_a_scenario_is_told_first_and_nothing_is_kept(house: House, clock: FixedClock) -> None:
    desk = await planned(house, clock)
    before = (await desk.run("today_workout")).words
    shown = await desk.run("simulate_plan", weeks=8, scenario="weeks_missed")
    assert shown.words.startswith("The next 8 weeks of Full body with weeks 5 and 6 missed: 18 workouts")
    assert (await desk.run("today_workout")).words == before
    assert (await desk.run("undo")).words.startswith("Done, I took back the workout you logged")


async def test_without_loads_or_a_plan_it_says_so(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock, locale="fr")
    assert (await desk.run("simulate_plan")).words.startswith("Tu n'as pas encore de plan")
    await desk.run("propose_plan", goal="general", days_per_week=2, level="beginner", equipment=["salle"])
    shown = await desk.run("simulate_plan", weeks=4)
    assert shown.words.startswith("Les 4 prochaines semaines de Corps entier si tout va bien : 8 séances")
    assert "Je ne connais pas encore tes charges" in shown.words
    assert len(shown.cards) == 1


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("what would the next 12 weeks look like?", {"weeks": 12, "scenario": "all_well"}),
        ("how will the next 8 weeks look", {"weeks": 8, "scenario": "all_well"}),
        ("simulate my plan", {"weeks": 12, "scenario": "all_well"}),
        ("what if i miss two weeks?", {"weeks": 12, "scenario": "weeks_missed"}),
        ("what happens if i keep missing reps?", {"weeks": 12, "scenario": "reps_missed"}),
        ("ça donnerait quoi les 12 prochaines semaines ?", {"weeks": 12, "scenario": "all_well"}),
        ("et si je rate deux semaines ?", {"weeks": 12, "scenario": "weeks_missed"}),
    ],
)
async def test_people_ask_in_their_own_words(person: Person, text: str, args: dict[str, object]) -> None:
    await person.say("make me a 3 day plan")
    (action,) = (await person.say(text))["actions"]
    assert (action["tool"], action["args"]) == ("simulate_plan", args)


async def test_a_program_asks_over_the_api(person: Person) -> None:
    await person.say("make me a 3 day plan")
    answer = await person.client.get("/api/v1/users/me/plans/simulation?weeks=6", headers=person.headers)
    assert answer.status_code == 200
    assert [len(one["weeks"]) for one in answer.json()["result"]["scenarios"]] == [6, 6, 6]
