"""What somebody who writes cases gets: their cases, or a line that says where and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from spotter.evals.loading import load_cases
from spotter.evals.yaml_lines import SuiteError

CASE = """\
defaults:
  tags: [logging]
  person: {locale: fr, units: imperial}
cases:
  - id: two-rounds
    tags: [short]
    person: {units: metric}
    say: squat 2x5 60kg
    expect:
      route: [progress]
      must_say: [{figure: 60, unit: kg}]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "lifting").mkdir()
    return tmp_path


def told(root: Path, text: str, name: str = "one.yaml") -> str:
    """What is said of a file with this text."""
    (root / "lifting" / name).write_text(text, encoding="utf-8")
    with pytest.raises(SuiteError) as caught:
        load_cases(root)
    return caught.value.text


def test_a_case_takes_what_it_does_not_say_from_its_file(root: Path) -> None:
    (root / "lifting" / "one.yaml").write_text(CASE, encoding="utf-8")
    (case,) = load_cases(root)
    assert case.name == "lifting/two-rounds"
    assert case.tags == ("logging", "short")
    assert (case.person.locale, case.person.units) == ("fr", "metric")
    assert [turn.say for turn in case.turns] == ["squat 2x5 60kg"]
    assert case.source.endswith("one.yaml:5")


def test_a_misspelt_field_is_named_with_its_line_and_the_one_that_was_meant(root: Path) -> None:
    problem = told(root, CASE.replace("must_say", "must_sya"))
    assert "one.yaml:11: case two-rounds: expect.must_sya" in problem
    assert "did you mean must_say?" in problem


@pytest.mark.parametrize(
    ("written", "instead", "line", "words"),
    [
        ("route: [progress]", "route: [progess]", 10, "planner"),
        ("id: two-rounds", "id: 5", 5, "put it in quotes"),
        ("say: squat 2x5 60kg", "turns: []", 5, "either turns"),
        ("say: squat 2x5 60kg", "say: @you", 8, "no YAML"),
        ("units: metric", "zone: Paris/Europe", 7, "no time zone"),
        ("route: [progress]", "never_calls: [log_wokout]", 10, "no tool"),
        ("route: [progress]", "calls: {strict: [], subset: []}", 10, "one way"),
        ("route: [progress]", "database: {added: {set: []}}", 10, "'sets'"),
        ("route: [progress]", "database: {checks: [is_fine]}", 10, "no check"),
        ("route: [progress]", "calls: {strict: [{tool: log_workout, args: {date: {$befor: 1}}}]}", 10, "no operator $befor"),
        ("route: [progress]", "database: {lacks: {sets: [{exercize: bench_press}]}}", 10, "did you mean exercise?"),
        ("route: [progress]", "database: {contains: {sets: [{load: {$not: 80}}]}}", 10, "did you mean load_kg?"),
        ("route: [progress]", "database: {contains: {goals: [{$one_of: [{knid: weight}]}]}}", 10, "did you mean kind?"),
        ("route: [progress]", "database: {lacks: {injuries: [knee]}}", 10, "is no row"),
        ("route: [progress]", "calls: {strict: [{tool: log_metric, args: {metrik: {$absent: true}}}]}", 10, "did you mean metric?"),
        ("route: [progress]", "calls: {subset: [{tool: log_workout, args: {entries: {$has: [{repz: 5}]}}}]}", 10, "no argument 'repz'"),
        ("figure: 60", "re: '['", 11, "no regular expression"),
        ("tags: [short]", "tags: [short]\n    tags: [long]", 7, "a second time"),
        ("tags: [short]", "before: [{at: last week, say: hello}]", 6, "-3d 18:00"),
        ("tags: [short]", "before: [{at: -3d, say: hello, tool: undo}]", 6, "either say"),
        ("tags: [short]", "layers: [scripted]", 5, "needs model"),
        ("tags: [short]", "clock: 2026-03-02T18:30Z", 6, "in the person's zone"),
        ("tags: [short]", "world: nobody", 6, "no world 'nobody'"),
        ("tags: [short]", "suite: other", 5, "docs/evals.md"),
        ("tags: [short]", "model: {rules: [{txt: hello}]}", 6, "no such field"),
    ],
)
def test_every_mistake_is_told_with_its_line_and_what_to_do(root: Path, written: str, instead: str, line: int, words: str) -> None:
    problem = told(root, CASE.replace(written, instead))
    assert f"one.yaml:{line}: " in problem
    assert words in problem


def test_all_mistakes_of_all_files_are_told_at_once(root: Path) -> None:
    (root / "lifting" / "two.yaml").write_text("cases: [{id: lone}]\n", encoding="utf-8")
    problem = told(root, CASE.replace("route: [progress]", "route: [nobody]").replace("figure: 60", "figure: many"))
    assert [line.partition(":")[0].rpartition("/")[2] for line in problem.splitlines()] == ["one.yaml", "one.yaml", "two.yaml"]


def test_the_same_id_twice_in_a_suite_is_refused_and_both_places_are_named(root: Path) -> None:
    (root / "lifting" / "two.yaml").write_text(CASE, encoding="utf-8")
    problem = told(root, CASE)
    assert "two.yaml:5: the id 'two-rounds' stands at" in problem
    assert "one.yaml:5 already" in problem


def test_a_case_goes_on_from_its_world(root: Path) -> None:
    world = "lifter:\n  person: {locale: fr}\n  before: [{at: -2d, say: 'squat 3x5 100kg'}]\n"
    (root / "worlds.yaml").write_text(world, encoding="utf-8")
    (root / "lifting" / "one.yaml").write_text(
        "cases: [{id: again, world: lifter, say: pareil, person: {units: imperial}}]", encoding="utf-8"
    )
    (case,) = load_cases(root)
    assert (case.person.locale, case.person.units) == ("fr", "imperial")
    assert [step.say for step in case.world_before] == ["squat 3x5 100kg"]


def test_words_that_other_yaml_readers_turn_into_values_stay_words(root: Path) -> None:
    text = CASE.replace("must_say: [{figure: 60, unit: kg}]", "must_say: [no, 07:30, 2026-03-02, yes]")
    (root / "lifting" / "one.yaml").write_text(text, encoding="utf-8")
    (case,) = load_cases(root)
    assert [one.text for one in case.expect.must_say] == ["no", "07:30", "2026-03-02", "yes"]


def test_the_suites_of_the_house_are_right() -> None:
    assert load_cases()
