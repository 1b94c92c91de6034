"""The catalogue itself: enough exercises, all complete, and a check that notices when one is not."""

from dataclasses import replace

import pytest

from spotter.catalogue.check import alias_problems, exercise_problems, problems
from spotter.catalogue.exercises import exercise, exercises


def test_the_catalogue_has_no_problems() -> None:
    assert problems() == []


def test_there_are_more_than_three_hundred_exercises_of_every_kind() -> None:
    patterns = {row.pattern for row in exercises().values()}
    assert len(exercises()) >= 330
    assert {"squat", "olympic", "carry", "mobility", "cardio", "jump", "core_stability"} <= patterns


def test_instructions_are_written_for_one_exercise_each() -> None:
    for locale in ("en", "fr"):
        assert len({row.how[locale] for row in exercises().values()}) == len(exercises())


def test_body_weight_counts_where_it_is_moved() -> None:
    assert exercise("pull_up").bodyweight_share == 1.0
    assert exercise("push_up").bodyweight_share == pytest.approx(0.64)
    assert exercise("bench_press").bodyweight_share == 0


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        exercise("no_such_exercise")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pattern": "wiggle"}, "pattern"),
        ({"muscles": {"chest": 0.5}}, "primary"),
        ({"muscles": {"wings": 1.0}}, "muscle"),
        ({"joints": ("tail",)}, "joint"),
        ({"bodyweight_share": 1.5}, "body-weight"),
        ({"how": {"en": "Lift. Lower."}}, "no how in fr"),
        ({"mistake": {"en": "", "fr": "Tricher."}}, "no mistake in en"),
        ({"how": {"en": "Lift it", "fr": "Monte. Descends."}}, "two sentences"),
    ],
)
def test_the_check_notices(change: dict[str, object], said: str) -> None:
    broken = replace(exercise("bench_press"), **change)  # type: ignore[arg-type]
    assert any(said in problem for problem in exercise_problems(broken))


def test_a_shared_alias_needs_a_rank() -> None:
    bench = exercise("bench_press")
    assert list(alias_problems([bench, replace(bench, key="twin")]))
    assert not list(alias_problems([bench, replace(bench, key="twin", rank=bench.rank + 1)]))
