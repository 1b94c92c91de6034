"""One broken coach, in a process that ends with it: cases that passed with the whole coach run until one of them fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from spotter.evals.case import Case
from spotter.evals.crew import folder_for_worlds
from spotter.evals.loading import load_cases
from spotter.evals.mutants.catalogue import MUTANTS
from spotter.evals.mutants.surgery import HERE, Mutant
from spotter.evals.runner import Job, jobs_of, quiet, run_case
from spotter.evals.sentences import SentenceResult, grammar_results, safety_results
from spotter.evals.verdict import Result, Score, Verdict
from spotter.evals.world import People, World, open_world

Kill = dict[str, str]


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one mutant. `reached`: how often its broken part was called; a survivor with 0 was never put to the test."""

    mutant: str
    kill: Kill | None
    tried: int
    reached: int
    seconds: float


def name_of(one: Result | SentenceResult) -> str:
    """What a case in its layer, or a sentence, is called from process to process."""
    if isinstance(one, Result):
        return f"{one.case.name} ({one.layer})"
    return f"{one.source} {one.say!r}"


class WatchedWorld(World):
    """A world that tells the broken part when a case's past is over, and who else is there."""

    async def prepare(self, case: Case) -> People:
        HERE.acting = False
        try:
            people = await super().prepare(case)
        finally:
            HERE.acting = True
        HERE.others = tuple(people.others.values())
        return people


async def first_kill(mutant: Mutant, passed: frozenset[str]) -> tuple[Kill | None, int]:
    """The first case or sentence that passed before and fails now, and how many were tried."""
    jobs = [job for job in jobs_of(load_cases(), trials=1) if job.case.must_pass]
    likely = [job for job in jobs if job.case.suite in mutant.seen_by]
    tried = 0
    with quiet(), folder_for_worlds() as folder:
        async with open_world(folder) as world:
            world.__class__ = WatchedWorld
            for batch in (likely, None, [job for job in jobs if job not in likely]):
                async for name, missed in _tried(world, batch, passed):
                    tried += 1
                    if missed is not None:
                        return _kill(name, missed), tried
    return None, tried


async def _tried(world: World, jobs: Sequence[Job] | None, passed: frozenset[str]) -> AsyncIterator[tuple[str, Score | None]]:
    """Name and missed score of each case, or of each sentence where there are no jobs."""
    if jobs is None:
        for name, score in _sentences():
            if name in passed:
                yield name, None if score.passed else score
        return
    for job in jobs:
        name = f"{job.case.name} ({job.layer})"
        if name in passed:
            result = await run_case(world, job)
            yield name, result.missed[0] if result.verdict is Verdict.FAIL else None


def _sentences() -> Iterator[tuple[str, Score]]:
    for one in (*safety_results(), *grammar_results()):
        yield name_of(one), one.score


def _kill(name: str, missed: Score) -> Kill:
    return {"by": name, "part": missed.part, "wanted": missed.wanted, "got": missed.got}


def try_mutant(errand: tuple[str, frozenset[str]]) -> Trial:
    """Break this process by the mutant of that name and run what passed before. Nothing else may run here afterwards."""
    name, passed = errand
    began = perf_counter()
    MUTANTS[name].apply()
    kill, tried = asyncio.run(first_kill(MUTANTS[name], passed))
    return Trial(name, kill, tried, HERE.reached, round(perf_counter() - began, 1))
