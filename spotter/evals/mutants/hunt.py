"""Every broken coach against the suites: which of them some case notices, and whether the whole coach is ever accused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from spotter.evals.crew import context
from spotter.evals.loading import load_cases
from spotter.evals.mutants.catalogue import MUTANTS
from spotter.evals.mutants.trial import Trial, name_of, try_mutant
from spotter.evals.runner import Job, jobs_of, processors, run_jobs
from spotter.evals.sentences import grammar_results, safety_results
from spotter.evals.verdict import Result, Verdict


@dataclass(frozen=True, slots=True)
class Hunt:
    """All mutants, and the reruns of the whole coach: in each the names that failed though they passed before."""

    trials: tuple[Trial, ...]
    reruns: tuple[tuple[str, ...], ...] = ()

    @property
    def survivors(self) -> list[Trial]:
        return [trial for trial in self.trials if trial.kill is None]

    @property
    def kill_rate(self) -> float:
        return 1 - len(self.survivors) / len(self.trials) if self.trials else 1.0

    def as_json(self) -> dict[str, Any]:
        return {
            "kill_rate": round(self.kill_rate, 4),
            "survivors": [trial.mutant for trial in self.survivors],
            "mutants": [asdict(trial) | {"about": MUTANTS[trial.mutant].about} for trial in self.trials],
            "reruns": len(self.reruns),
            "false_alarms": [name for names in self.reruns for name in names],
        }


def whole_jobs() -> list[Job]:
    """A trial of each case that must pass, in its layers that need no model."""
    return [job for job in jobs_of(load_cases(), trials=1) if job.case.must_pass]


def passing(told: Callable[[Result], None] = lambda _: None) -> frozenset[str]:
    """What must pass and does, with the whole coach: names of cases in their layers, and of sentences."""
    results = run_jobs(whole_jobs(), processors(), told)
    sentences = [one for one in (*safety_results(), *grammar_results()) if one.must_pass and one.score.passed]
    return frozenset({name_of(one) for one in results if one.verdict is Verdict.PASS} | {name_of(one) for one in sentences})


def hunt(names: Sequence[str], passed: frozenset[str], told: Callable[[Trial], None] = lambda _: None) -> list[Trial]:
    """Try these mutants, each in a process of its own, as many at once as there are processors."""
    trials = []
    with context().Pool(processors(), maxtasksperchild=1) as pool:
        for trial in pool.imap(try_mutant, [(name, passed) for name in names], chunksize=1):
            told(trial)
            trials.append(trial)
    return trials


def rerun(times: int, passed: frozenset[str], told: Callable[[Result], None] = lambda _: None) -> Iterator[tuple[str, ...]]:
    """Run the whole coach again and again: what failed each time though it passed before."""
    for _ in range(times):
        yield tuple(sorted(passed - passing(told)))
