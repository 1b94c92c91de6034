"""Weeks of training solved once for all tests of a run: the same model has the same solution, and solving takes longest of all."""

from __future__ import annotations

from collections.abc import Callable

from spotter.coaching.planning.solver import MAX_EFFORT, Model, Solution

Solve = Callable[[Model, float], Solution | None]


def solving_once() -> Solve:
    """`Model.solve`, which remembers what it solved."""
    solve, known = Model.solve, dict[tuple[str, float], Solution | None]()

    def solved(model: Model, effort: float = MAX_EFFORT) -> Solution | None:
        asked = (f"{model._proto}{model._cost}", effort)
        if asked not in known:
            known[asked] = solve(model, effort)
        return known[asked]

    return solved
