"""Coaches that are broken on purpose: each can still be broken, a case notices, and one that nobody looks at survives."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from spotter.errors import ConfigError
from spotter.evals.mutants.catalogue import MUTANTS
from spotter.evals.mutants.hunt import Hunt, hunt
from spotter.evals.mutants.surgery import HERE, broken
from spotter.evals.mutants.trial import Trial

BENCH = "progress/bench-triple (code)"


def test_there_are_enough_kinds_and_each_is_told_in_a_line() -> None:
    assert len(MUTANTS) >= 50
    assert [name for name, mutant in MUTANTS.items() if name != mutant.name or not mutant.about] == []


def test_every_part_that_is_to_be_broken_is_still_there() -> None:
    script = "from spotter.evals.mutants.catalogue import MUTANTS\nfor mutant in MUTANTS.values(): mutant.apply()"
    assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True).stderr == ""


def test_a_coach_that_logs_twice_is_noticed_and_one_that_nobody_looks_at_is_not() -> None:
    noticed, missed = hunt(["logs-twice", "too-long"], frozenset({BENCH}))
    assert (noticed.kill or {})["by"] == BENCH
    assert noticed.reached > 0
    assert missed.kill is None
    assert missed.tried == 1


# The kinds that do most harm, each with a case that has to notice it; `spotter eval mutate` tries every kind with all cases.
NOTICED = {
    "skips-the-tool": "progress/weight-in-pounds (code)",
    "claims-without-writing": "progress/weight-in-pounds (code)",
    "logs-twice": "progress/bench-triple (code)",
    "kilograms-for-pounds": "progress/reps-not-load (code)",
    "prescribes-too-much": "planner/plan-made (code)",
    "leaks-another-person": "progress/somebody-else-untouched (code)",
    "writes-to-another": "corrections/others-keep-theirs (code)",
    "lowers-a-level": "injury/chest-pain-stops (code)",
    "ignores-the-injury": "injury/still-train-with-a-six (code)",
    "invents-a-number": "nutrition/empty-day (code)",
    "too-long": "sms/log-short (code)",
}


def test_the_worst_coaches_are_noticed_by_a_handful_of_cases() -> None:
    trials = hunt(list(NOTICED), frozenset(NOTICED.values()))
    assert [trial.mutant for trial in trials if trial.kill is None] == []


def test_the_broken_part_works_only_where_the_case_begins() -> None:
    swapped = broken(lambda number: number + 1, lambda whole, number: -whole(number))
    HERE.acting = False
    assert swapped(1) == 2
    HERE.acting = True
    assert swapped(1) == -2


@pytest.mark.parametrize("new", [lambda whole, parts: "", lambda: "", lambda whole, parts, scope, more: ""])
def test_what_stands_in_takes_what_the_whole_part_takes(new: Any) -> None:
    def joined(parts: list[str], scope: str, *, short: bool = False) -> str:
        return f"{parts} {scope} {short}"

    with pytest.raises(TypeError, match="joined takes"):
        broken(joined, new)
    assert broken(joined, lambda *_, **__: "rambles")([], "app", short=True) == "rambles"


def test_the_kill_rate_counts_what_was_tried() -> None:
    dead = Trial("logs-twice", {"by": BENCH, "part": "calls", "wanted": "", "got": ""}, 1, 1, 0.1)
    alive = Trial("too-long", None, 9, 0, 0.1)
    found = Hunt((dead, dead, dead, alive), (("a",), ()))
    assert (found.kill_rate, [one.mutant for one in found.survivors]) == (0.75, ["too-long"])
    assert found.as_json()["false_alarms"] == ["a"]


def test_a_mutant_that_there_is_not_is_refused_with_those_there_are() -> None:
    from spotter.cli.mutating import mutate

    with pytest.raises(ConfigError, match="there are advises-in-an-emergency, "):
        mutate(["nobody"], 0, None)
