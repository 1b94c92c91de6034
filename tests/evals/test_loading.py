"""What somebody who writes cases gets: their cases, or a line that says where and what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
        ("route: [progress]", "route: [progess]", 10, "there is no 'progess'; did you mean progress?"),
        ("id: two-rounds", "id: 5", 5, "put it in quotes"),
        ("say: squat 2x5 60kg", "turns: []", 5, "either turns"),
        ("say: squat 2x5 60kg", "say: @you", 8, "no YAML"),
        ("units: metric", "zone: Paris/Europe", 7, "no time zone"),
        ("route: [progress]", "never_calls: [log_wokout]", 10, "there is no tool 'log_wokout'; did you mean log_workout?"),
        ("route: [progress]", "calls: {strict: [], subset: []}", 10, "one way"),
        ("route: [progress]", "database: {added: {set: []}}", 10, "there is no noun 'set'; did you mean sets?"),
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
        ("tags: [short]", "before: [{at: -3d, tool: weekly_summary}]", 6, "only reads"),
        ("tags: [short]", "layers: []", 6, "nothing stands here"),
        ("tags: [short]", "faults: {model: {mode: server_error}}", 5, "only the model of the layer scripted"),
        ("say: squat 2x5 60kg", "turns: [{say: hello, expect: {}}]", 8, "nothing stands here"),
        ("route: [progress]", "never_calls: []", 10, "nothing stands here"),
        ("route: [progress]", "must_not_say: []", 10, "nothing stands here"),
        ("route: [progress]", "limits: {}", 10, "nothing is expected here"),
        ("route: [progress]", "safety: {at_least: none}", 10, "every level"),
        ("route: [progress]", "calls: {superset: []}", 10, "at least none"),
        ("route: [progress]", "database: {}", 10, "nothing is expected here"),
        ("route: [progress]", "database: {added: {}}", 10, "nothing stands here"),
        ("route: [progress]", "database: {lacks: {sets: []}}", 10, "nothing stands here"),
        ("route: [progress]", "database: {rest: any}", 10, "allows everything"),
        ("route: [progress]", "judge: [kind]\n      never_calls: []", 11, "nothing stands here"),
    ],
)
def test_every_mistake_is_told_with_its_line_and_what_to_do(root: Path, written: str, instead: str, line: int, words: str) -> None:
    problem = told(root, CASE.replace(written, instead))
    assert f"one.yaml:{line}: " in problem
    assert words in problem


@pytest.mark.parametrize(
    ("written", "line", "words"),
    [
        ("before: [{at: -3d, tool: log_metrik}]", 6, "before.0.tool: there is no tool 'log_metrik'; did you mean log_metric?"),
        ("before: [{at: -3d, tool: log_metric,\n      args: {metrik: weight}}]", 7, "no argument 'metrik'; did you mean metric?"),
        ("others: [{name: mira, before: [{at: -1d, tool: undo, args: {what: it}}]}]", 6, "undo has no argument"),
        ("person: {profile: {hieght_cm: 180}}", 6, "did you mean height_cm?"),
        ("layers: [scriptd]", 6, "did you mean scripted?"),
        ("world: liftr", 6, "there is no world 'liftr'; did you mean lifter?"),
    ],
)
def test_a_misspelt_name_of_the_past_is_told_with_the_one_that_was_meant(root: Path, written: str, line: int, words: str) -> None:
    (root / "worlds.yaml").write_text("lifter: {about: x}\n", encoding="utf-8")
    problem = told(root, CASE.replace("    tags: [short]\n    person: {units: metric}\n", f"    {written}\n"))
    assert f"one.yaml:{line}: case two-rounds: " in problem
    assert words in problem


def test_all_misspelt_names_of_a_case_are_told_each_with_its_own_line(root: Path) -> None:
    database = """database:
        added:
          set: []
          sets:
            - {exercise: bench_press, repz: 5}
            - {exercise: back_squat, load: 80}
        lacks:
          goals: [{knid: weight}]"""
    problem = told(root, CASE.replace("route: [progress]", database))
    places = [(line.partition("one.yaml:")[2].partition(":")[0], line.partition("; ")[2]) for line in problem.splitlines()]
    assert places == [
        ("12", "did you mean sets?"),
        ("14", "did you mean reps?"),
        ("15", "did you mean load_kg?"),
        ("17", "did you mean kind?"),
    ]


def test_one_case_that_is_no_yaml_does_not_hide_another(root: Path) -> None:
    broken = "cases:\n  - id: one\n    say: [hello\n  - id: two\n    say: hello\n  - id: three\n    say: 'hello\n"
    problem = told(root, broken)
    assert [line.partition("one.yaml:")[2].partition(":")[0] for line in problem.splitlines()] == ["3", "7"]
    assert problem.count("this is no YAML") == 2


def test_all_mistakes_of_all_files_are_told_at_once(root: Path) -> None:
    (root / "lifting" / "two.yaml").write_text("cases: [{id: lone}]\n", encoding="utf-8")
    problem = told(root, CASE.replace("route: [progress]", "route: [nobody]").replace("figure: 60", "figure: many"))
    assert [line.partition(":")[0].rpartition("/")[2] for line in problem.splitlines()] == ["one.yaml", "one.yaml", "two.yaml"]


@pytest.mark.parametrize("expect", ["", "expect: {}", "expect: {judge: [kind]}"])
def test_a_case_that_could_not_fail_is_refused_with_its_line(root: Path, expect: str) -> None:
    problem = told(root, f"cases:\n  - id: hollow\n    say: hello\n    {expect}\n")
    assert "one.yaml:2: case hollow: " in problem
    assert "expect" in problem


ODD: tuple[Any, ...] = (None, 5, "odd", [], {}, [None], {"odd": 1}, [[]], [{}])
RICH: dict[str, Any] = {
    "defaults": {"tags": ["logging"], "person": {"locale": "fr"}, "layers": ["scripted"], "model": {"behaviour": "echo"}},
    "cases": [
        {
            "id": "rich",
            "world": "lifter",
            "tags": ["short"],
            "clock": "2026-03-02T18:30",
            "person": {"units": "metric", "zone": "Europe/Paris", "profile": {"age": 30}},
            "before": [{"at": "-3d 18:00", "say": "squat 3x5 100kg", "repeat": {"every": "1d", "times": 2}}],
            "others": [{"name": "mira", "before": [{"at": "-1d", "tool": "log_metric", "args": {"metric": "weight"}}]}],
            "turns": [{"say": "bench 3x5 80kg", "after": "5m", "deliveries": 2, "expect": {"safety": {"at_most": "T3"}}}],
            "model": {"rules": [{"when": {"says": "tired"}, "text": "Rest."}]},
            "faults": {"model": {"mode": "server_error"}, "tools": [{"tool": "log_workout", "times": 1}]},
            "trials": 2,
            "must_pass": True,
            "expect": {
                "route": ["progress"],
                "calls": {"strict": [{"tool": "log_workout", "args": {"date": {"$one_of": ["2026-03-02"]}}}]},
                "never_calls": ["undo"],
                "must_say": [{"figure": 82.5, "unit": "kg"}, {"any": ["rest"]}],
                "limits": {"chars": 300},
                "database": {"added": {"sets": [{"reps": {"$between": [1, 5]}}]}, "checks": [{"name": "a_model_was_asked"}]},
                "judge": {"rubrics": ["kind"], "times": 3},
            },
        },
        {"id": "played", "trainee": "anna", "person": {"units": "imperial"}},
    ],
}
WORLD: dict[str, Any] = {"lifter": {"about": "x", "person": {"locale": "fr"}, "before": [{"at": "-2d", "say": "squat 3x5 100kg"}]}}


def spoilt(data: Any, odd: Any) -> Iterator[Any]:
    """The same with one value in it, or all of it, replaced."""
    yield odd
    places = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for place, inner in places:
        for other in spoilt(inner, odd):
            copied = dict(data) if isinstance(data, dict) else list(data)
            copied[place] = other
            yield copied


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_whatever_stands_in_a_file_it_is_read_or_refused_with_its_line(root: Path, odd: Any) -> None:
    worlds, cases = root / "worlds.yaml", root / "lifting" / "one.yaml"
    files = [(WORLD, one) for one in spoilt(RICH, odd)] + [(one, RICH) for one in spoilt(WORLD, odd)]
    told: list[tuple[str, ...]] = []
    for world, case in files:
        worlds.write_text(json.dumps(world), encoding="utf-8")
        cases.write_text(json.dumps(case), encoding="utf-8")
        try:
            load_cases(root)
        except SuiteError as error:
            told.append(error.problems)
    assert len(told) > len(files) / 2
    assert [one for problems in told for one in problems if not re.match(r"\S+\.yaml:\d+: ", one)] == []


@pytest.mark.parametrize("text", ["\x00", "a: [", "? [a]: b\n: {", "--- a\n--- b\n", "<<<<<<< here\ncases: []\n"])
def test_what_is_no_yaml_is_told_by_file(root: Path, text: str) -> None:
    assert "one.yaml:" in told(root, text)


def test_the_same_id_twice_in_a_suite_is_refused_and_both_places_are_named(root: Path) -> None:
    (root / "lifting" / "two.yaml").write_text(CASE, encoding="utf-8")
    problem = told(root, CASE)
    assert "two.yaml:5: the id 'two-rounds' stands at" in problem
    assert "one.yaml:5 already" in problem


def test_a_case_goes_on_from_its_world(root: Path) -> None:
    world = "lifter:\n  person: {locale: fr}\n  before: [{at: -2d, say: 'squat 3x5 100kg'}]\n"
    (root / "worlds.yaml").write_text(world, encoding="utf-8")
    (root / "lifting" / "one.yaml").write_text(
        "cases: [{id: again, world: lifter, say: pareil, person: {units: imperial}, expect: {path: local}}]", encoding="utf-8"
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
