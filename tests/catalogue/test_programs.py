"""The programs of the house: complete, resolvable, honest about their time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from spotter.catalogue import programs as catalogue
from spotter.catalogue.program import Program
from spotter.coaching.planning.request import has_equipment
from spotter.coaching.volume import session_minutes

EXERCISES = {
    row["key"]: row
    for path in sorted((Path(catalogue.__file__).parent / "data" / "exercises").glob("*.jsonl"))
    for row in map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))
}
every_program = pytest.mark.parametrize("program", catalogue.programs(), ids=lambda p: p.key)


def test_there_is_something_for_every_goal_and_level() -> None:
    programs = catalogue.programs()
    assert len(programs) >= 14
    assert {p.goal for p in programs} == {"strength", "hypertrophy", "endurance", "mobility", "general", "weight_loss"}
    assert {p.level for p in programs} == {"beginner", "intermediate", "advanced"}
    assert {p.days_per_week for p in programs} >= {2, 3, 4, 6}


@every_program
def test_every_slot_and_alternative_is_an_exercise(program: Program) -> None:
    named = {key for slot in program.slots() for key in (slot.exercise, *slot.alternatives)}
    assert sorted(named - EXERCISES.keys()) == []


@every_program
def test_it_needs_no_more_than_it_says(program: Program) -> None:
    there = frozenset(program.equipment)
    missing = [slot.exercise for slot in program.slots() if not has_equipment(EXERCISES[slot.exercise]["equipment"], there)]
    assert missing == []


@every_program
def test_no_day_takes_longer_than_promised(program: Program) -> None:
    for block in program.blocks:
        for day in block.days:
            sides = [2 if EXERCISES[slot.exercise]["unilateral"] else 1 for slot in day.slots]
            minutes = session_minutes(slot.prescription.timed(sides=n) for slot, n in zip(day.slots, sides, strict=True))
            assert 0 < minutes <= program.minutes, day.name


@every_program
def test_every_exercise_says_how_much(program: Program) -> None:
    for slot in program.slots():
        dose = slot.prescription
        assert dose.reps_low or dose.duration_s or dose.distance_m, slot.exercise
        assert (dose.load == "e1rm_percent") == (dose.percent is not None), slot.exercise


@every_program
def test_it_speaks_both_languages(program: Program) -> None:
    for words in (program.name, program.description, *(b.name for b in program.blocks), *(d.name for b in program.blocks for d in b.days)):
        assert words["en"].strip()
        assert words["fr"].strip()


def test_programs_are_found_by_goal_level_and_days() -> None:
    first = catalogue.find_programs("strength", "beginner", 3)[0]
    assert (first.goal, first.level, first.days_per_week) == ("strength", "beginner", 3)
    assert catalogue.find_programs("strength", "advanced", 4)[0].key == "percent_waves"
    assert all(p.level == "beginner" for p in catalogue.find_programs(level="beginner"))
    assert catalogue.program_of("nothing_like_this") is None


def test_a_wave_runs_through_its_blocks_and_starts_again() -> None:
    program = catalogue.program_of("percent_waves")
    assert program is not None
    assert program.weeks == 12
    assert [program.block_of_week(week).name["en"] for week in (1, 2, 3, 4, 5)] == ["Sixes", "Fours", "Twos", "Easy week", "Sixes"]
