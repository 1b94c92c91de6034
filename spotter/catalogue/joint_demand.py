"""Which exercises ask the most of a joint, and how: `data/joint_demand.json`, each row with its source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spotter.catalogue.exercise import Exercise


@dataclass(frozen=True, slots=True)
class JointDemand:
    """What asks much of a joint: these exercises, and all of these patterns. `kind` says how.

    `avoidable` where others do the same work without it, so that a plan for somebody with pain there has no need of it.
    """

    joint: str
    kind: str
    exercises: frozenset[str]
    patterns: frozenset[str]
    avoidable: bool
    source: str


@cache
def joint_demands() -> tuple[JointDemand, ...]:
    """Every row, those that come first going before."""
    rows = json.loads((files("spotter.catalogue") / "data" / "joint_demand.json").read_text("utf-8"))
    return tuple(
        JointDemand(row["joint"], row["kind"], frozenset(row["exercises"]), frozenset(row["patterns"]), row["avoidable"], row["source"])
        for row in rows
    )


def demand_on(exercise: Exercise, joints: frozenset[str]) -> JointDemand | None:
    """What the exercise asks of the first of these joints that it asks much of; None where it is nothing out of the ordinary."""
    return next(
        (
            row
            for row in joint_demands()
            if row.joint in joints and row.joint in exercise.joints and (exercise.key in row.exercises or exercise.pattern in row.patterns)
        ),
        None,
    )
