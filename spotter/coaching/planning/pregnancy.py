"""What is left out while somebody is pregnant. Clearance by who looks after the pregnancy is asked for elsewhere."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Literal

from spotter.coaching.planning.request import Candidate

LOWEST_RIR = 3  # moderate effort, by the talk test: ACOG Committee Opinion 804
HIGHEST_ZONE = 3
SOURCE = "ACOG Committee Opinion 804"

PregnancyAdvice = Literal["leave_out", "moderate"]


@cache
def _left_out() -> tuple[frozenset[str], frozenset[str]]:
    data = json.loads((files("spotter.coaching.planning") / "data" / "pregnancy.json").read_text(encoding="utf-8"))
    return frozenset([*data["lying"], *data["falls_and_contact"]]), frozenset(data["patterns"])


def suits_pregnancy(exercise: Candidate) -> bool:
    """Whether an exercise is neither done lying down for long nor with jolts, contact or a risk of falling (ACOG Committee Opinion 804)."""
    keys, patterns = _left_out()
    return exercise.key not in keys and exercise.pattern not in patterns


def pregnancy_advice(exercise: Candidate) -> PregnancyAdvice:
    """Whether an exercise is left out while somebody is pregnant, or done at a moderate effort (ACOG Committee Opinion 804)."""
    return "moderate" if suits_pregnancy(exercise) else "leave_out"


def exercises_left_out() -> frozenset[str]:
    """The keys that are left out by name."""
    return _left_out()[0]
