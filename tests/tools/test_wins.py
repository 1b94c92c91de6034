"""What somebody has achieved is told from their own rows: never made up, not the same twice, and without counting where that harms."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.store.tables import SafetyHold
from tests.conftest import Person
from tests.tools.desk import Desk


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def kinds(desk: Desk) -> list[str]:
    return [win["kind"] for win in (await desk.run("show_wins")).result["wins"]]


async def test_an_empty_log_has_no_wins_and_a_first_step(desk: Desk) -> None:
    said = await desk.run("show_wins")
    assert said.result["wins"] == []
    assert said.words.startswith("Your log has nothing to show yet")


async def test_records_first_times_and_more_days_are_told_with_their_figures(desk: Desk) -> None:
    await desk.log("Bench press", (5, 80), key="bench_press", on="2026-01-20")
    await desk.log("Bench press", (5, 85), key="bench_press", on="2026-02-20")
    await desk.log("Deadlift", (5, 100), key="deadlift", on="2026-02-24")
    words = (await desk.run("show_wins")).words
    assert "Bench Press went from 80 kg to 85 kg in the last four weeks." in words
    assert "for the first time." in words
    assert "You trained on 2 days in the last four weeks, against 1 in the four before." in words
    assert words.startswith("This is in your log, after 3 workouts in all:")


async def test_nothing_is_a_first_time_in_a_new_log(desk: Desk) -> None:
    await desk.log("Deadlift", (5, 100), key="deadlift", on="2026-02-24")
    assert "first" not in await kinds(desk)


async def test_a_return_is_told_without_the_days_away(desk: Desk) -> None:
    for day in ("2026-01-05", "2026-01-07", "2026-02-24", "2026-02-27"):
        await desk.log("Bench press", (5, 80), key="bench_press", on=day)
    said = await desk.run("show_wins")
    assert "comeback" in [win["kind"] for win in said.result["wins"]]
    assert "You came back, and have trained 2 times since." in said.words
    assert "48" not in said.words


async def test_a_better_share_of_the_plan_is_a_win(desk: Desk) -> None:
    await desk.run("update_profile", days_per_week=2)
    for day in ("2026-01-06", "2026-01-20", "2026-02-03", "2026-02-05", "2026-02-10", "2026-02-12", "2026-02-17", "2026-02-19"):
        await desk.log("Bench press", (5, 80), key="bench_press", on=day)
    said = await desk.run("show_wins")
    kept = next(win for win in said.result["wins"] if win["kind"] == "kept_more")
    assert (kept["now"], kept["before"]) == ("75", "25")
    assert "You did 75% of your planned workouts in the last four weeks, against 25% in the four before." in said.words


@pytest.mark.parametrize("birth_date", [None, "2010-05-01"])
async def test_no_counting_where_it_harms(house: House, desk: Desk, birth_date: str | None) -> None:
    if birth_date:
        await desk.run("update_profile", birth_date=birth_date)
    else:
        async with house.store.write(desk.user_id) as uow:
            opened = datetime(2026, 3, 2, 18, tzinfo=UTC)
            await uow.add(SafetyHold(id="h" * 36, user_id=desk.user_id, level="T2", signals=["eating_disorder"], opened_at=opened))
    for day in ("2026-02-10", "2026-02-17", "2026-02-24"):
        await desk.log("Bench press", (5, 80), key="bench_press", on=day)
    said = await desk.run("show_wins")
    assert said.result == {"wins": [], "total_days": None}
    assert not any(char.isdigit() for char in said.words)
    assert not any(char.isdigit() for char in (await desk.run("motivate", mood="low")).words)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("what have I achieved so far?", "en"),
        ("proud of me?", "en"),
        ("what have i accomplishd lately", "en"),
        ("show me my wins", "en"),
        ("tell me what i've done well", "en"),
        ("tu es fier de moi ?", "fr"),
        ("qu'est-ce que j'ai accompli ?", "fr"),
        ("mes réussites", "fr"),
    ],
)
async def test_asked_in_plain_words(new_person: Any, text: str, locale: str) -> None:
    person: Person = await new_person(locale=locale)
    await person.say("bench 3x5 80kg")
    turn = await person.say(text)
    assert [action["tool"] for action in turn["actions"]] == ["show_wins"]
    assert "1" in turn["reply"]
