"""Whole-number models and their solution by CP-SAT. Nothing of training stands here.

The same model gives the same answer: one worker, a fixed seed, and effort counted in the solver's own steps instead of seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MAX_EFFORT = 0.25  # in the solver's deterministic time: up to half a second of one core
SEED = 7

Term = tuple[int, int]  # a variable and its coefficient
_FAR = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Solution:
    """The value of every variable. `gap` is how far the cost is at most from the least there can be, 0 (proven best) to 1."""

    values: list[int]
    cost: int
    gap: float


class Model:
    """A model being built: variables are numbered, constraints and the cost are sums of terms."""

    def __init__(self) -> None:
        # The package's front imports pandas (0.3 s and 45 MB); the module under it is all that building and solving takes.
        from ortools.sat.python import cp_model_helper

        self._cp: Any = cp_model_helper
        self._proto: Any = cp_model_helper.CpModelProto()
        self._count = 0
        self._cost: list[Term] = []

    def whole(self, low: int, high: int) -> int:
        """A new variable between `low` and `high`."""
        self._proto.variables.add().domain.extend([low, high])
        self._count += 1
        return self._count - 1

    def choice(self) -> int:
        """A new variable that is 0 or 1."""
        return self.whole(0, 1)

    def hold(self, terms: Iterable[Term], *, low: int = -_FAR, high: int = _FAR) -> None:
        """Keep a sum between `low` and `high`."""
        parts = list(terms)
        linear = self._proto.constraints.add().linear
        linear.vars.extend([variable for variable, _ in parts])
        linear.coeffs.extend([factor for _, factor in parts])
        linear.domain.extend([low, high])

    def charge(self, variable: int, cost: int) -> None:
        """Let every unit of a variable cost something."""
        if cost:
            self._cost.append((variable, cost))

    def excess(self, terms: Iterable[Term], limit: int, cost: int, most: int = 1_000) -> int:
        """What a sum has above `limit`, as a variable that costs `cost` a unit."""
        over = self.whole(0, most)
        self.hold([*terms, (over, -1)], high=limit)
        self.charge(over, cost)
        return over

    def shortfall(self, terms: Iterable[Term], wanted: int, cost: int) -> int:
        """What a sum lacks to `wanted`, as a variable that costs `cost` a unit."""
        return self.excess([(variable, -factor) for variable, factor in terms], -wanted, cost)

    def solve(self, effort: float = MAX_EFFORT) -> Solution | None:
        """The cheapest solution found within the effort; None where there is none."""
        self._proto.objective.vars.extend([variable for variable, _ in self._cost])
        self._proto.objective.coeffs.extend([cost for _, cost in self._cost])
        wanted = self._cp.SatParameters()
        wanted.num_workers, wanted.random_seed, wanted.max_deterministic_time = 1, SEED, effort
        wanted.linearization_level = (
            2  # weeks are full of sums: with the whole relaxation most are proven best within the effort, without it none
        )
        wanted.symmetry_level = 0
        run = self._cp.SolveWrapper()
        run.set_parameters(wanted)
        answer = run.solve(self._proto)
        if answer.status not in (self._cp.CpSolverStatus.OPTIMAL, self._cp.CpSolverStatus.FEASIBLE):
            return None
        cost, bound = answer.objective_value, answer.best_objective_bound
        return Solution(list(answer.solution), round(cost), round(max(0.0, cost - bound) / max(1.0, abs(cost)), 4))
