"""What somebody gets who logs a workout."""

from __future__ import annotations

from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from tests.tools.desk import Desk


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


@pytest.fixture
async def french(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock, locale="fr")


def _entry(key: str | None, name: str, *sets: dict[str, Any]) -> dict[str, Any]:
    return {"exercise": {"key": key, "name": name}, "sets": list(sets)}


async def test_more_than_last_time_is_said_and_less_is_not_held_up(desk: Desk) -> None:
    first = await desk.log("bench", (5, 80), (5, 80), key="bench_press", on="2026-02-23")
    assert first.words == "Logged for Monday 23 Feb: Bench Press 2 × 5 at 80 kg."
    lighter = await desk.log("bench", (3, 72.5), (3, 72.5), key="bench_press", on="2026-02-25")
    assert lighter.words == "Logged for Wednesday 25 Feb: Bench Press 2 × 3 at 72.5 kg."
    again = await desk.log("bench", (2, 80), (2, 80), key="bench_press")
    assert again.words == "Logged for today: Bench Press 2 × 2 at 80 kg, 7.5 kg more than on Wednesday 25 Feb."


async def test_a_best_set_is_noticed_with_what_it_beats(desk: Desk, french: Desk) -> None:
    for one in (desk, french):
        await one.log("bench", (5, 80), (8, 70), key="bench_press", on="2026-02-23")
    best = await desk.log("bench", (5, 82.5), key="bench_press")
    assert best.words.splitlines()[1:] == [
        "New best for 5 reps: 82.5 kg, 2.5 kg more than on Monday 23 Feb. Estimated 1RM: 96.2 kg (+2.9 kg)."
    ]
    french_best = await french.log("développé couché", (6, 80), key="bench_press")
    assert french_best.words.splitlines() == [
        "Noté pour aujourd'hui : Développé couché 1 × 6 à 80 kg.",
        "Nouveau record de 1RM estimé : 96 kg, 2,7 kg de plus que le lundi 23 févr.",
    ]


async def test_less_load_than_was_done_for_more_reps_is_no_record(desk: Desk) -> None:
    await desk.log("squat", (5, 100), (3, 100), key="back_squat", on="2026-02-23")
    assert "best" not in (await desk.log("squat", (3, 100), key="back_squat")).words


async def test_reps_and_holds_and_distances_have_records_too(desk: Desk) -> None:
    await desk.log("pull ups", (8, None), key="pull_up", on="2026-02-23")
    assert (
        "New best: 10 reps in one set, 2 reps more than on Monday 23 Feb." in (await desk.log("pull ups", (10, None), key="pull_up")).words
    )
    for day, metres in (("2026-02-20", 5000), ("2026-03-01", 8000)):
        run = await desk.run("log_workout", date=day, entries=[_entry("running", "run", {"distance_m": metres, "duration_s": metres // 3})])
    assert "Your longest so far: 8 km, 3 km more than on Friday 20 Feb." in run.words


async def test_a_missing_weight_is_offered_to_be_added(desk: Desk) -> None:
    told = await desk.log("bench", (5, None), (5, None), key="bench_press")
    assert 'No weight yet for Bench Press. Say for example "make it 40 kg"' in told.words
    assert "No weight" not in (await desk.log("pull ups", (5, None), key="pull_up")).words


async def test_the_same_text_twice_is_two_workouts_and_says_so(desk: Desk) -> None:
    await desk.log("bench", (5, 80), key="bench_press")
    desk.later(minutes=2)
    second = await desk.log("bench", (5, 80), key="bench_press")
    assert "the same as what you logged 2 min ago. Say undo" in second.words
    assert len((await desk.run("show_history", period="today")).result["workouts"]) == 2
    await desk.run("undo")
    assert len((await desk.run("show_history", period="today")).result["workouts"]) == 1


async def test_names_are_the_catalogues_or_the_persons_own(french: Desk) -> None:
    told = await french.run(
        "log_workout",
        date="2026-03-02",
        entries=[
            _entry("back_squat", "squats", {"reps": 5, "load_kg": 102.5}),
            _entry("bench_press", "bench", {"reps": 8, "load_kg": 60, "kind": "warmup"}, {"reps": 8, "load_kg": 80, "rpe": 8.5}),
            _entry(None, "le truc de Marc", {"duration_s": 45}),
        ],
    )
    assert told.words.splitlines() == [
        "Noté pour aujourd'hui :",
        "- Squat barre 1 × 5 à 102,5 kg",
        "- Développé couché 1 × 8 à 60 kg (échauffement), 1 × 8 à 80 kg RPE 8,5",
        "- le truc de Marc 45 s",
    ]


@pytest.mark.parametrize(
    ("day", "entry", "words"),
    [
        ("2026-03-09", _entry("bench_press", "bench", {"reps": 5}), "in the future"),
        ("2026-03-02", _entry("no_such_thing", "bench", {"reps": 5}), "do not know that exercise"),
        ("2026-03-02", _entry("bench_press", "bench", {"load_kg": 80}), "the sets cannot be right"),
        ("2026-03-02", _entry("bench_press", "bench", {"reps": 5, "load_kg": 6000}), "600"),
    ],
)
async def test_what_cannot_be_is_refused_and_nothing_is_written(desk: Desk, day: str, entry: dict[str, Any], words: str) -> None:
    assert words in (await desk.run("log_workout", date=day, entries=[entry])).words
    assert (await desk.run("show_history", period="all")).result["workouts"] == []
