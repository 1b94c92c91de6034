"""Runs cases: every case in its layers, so often as it has trials, in one process or several, each with a house of its own."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import structlog

from spotter.errors import SpotterError
from spotter.evals.case import LAYERS, Case, Layer
from spotter.evals.crew import context, folder_for_worlds
from spotter.evals.scorers import score
from spotter.evals.verdict import Result, Verdict, judged

if TYPE_CHECKING:  # the coach itself takes seconds to load: only where cases are run
    from spotter.evals.world import World

OFFLINE: tuple[Layer, ...] = ("code", "prompt", "scripted", "replay")
FEW = 12  # jobs that are done before a second process has started


@dataclass(frozen=True, slots=True)
class Job:
    """One trial of a case in a layer; with `judge` a model marks the talk where the case wants it."""

    case: Case
    layer: Layer
    trial: int
    judge: bool = False


def jobs_of(cases: Iterable[Case], layers: Sequence[Layer] = OFFLINE, trials: int | None = None, *, judge: bool = False) -> list[Job]:
    """What there is to do. `trials` instead of the number that each case names."""
    return [
        Job(case, layer, trial, judge)
        for case in cases
        for layer in LAYERS
        if layer in layers and layer in case.layers
        for trial in range(trials or case.trials)
    ]


def run_jobs(jobs: Sequence[Job], processes: int = 2, told: Callable[[Result], None] = lambda _: None) -> list[Result]:
    """Run every job and return their results in the order of the jobs; `told` hears of each as it comes."""
    if processes == 1 or len(jobs) <= FEW:
        return asyncio.run(_run_here(jobs, told))
    return list(_run_apart(jobs, processes, told))


async def run_case(world: World, job: Job) -> Result:
    """One trial. A mistake of the case or of the harness is an ERROR, never a failure of the coach."""
    from spotter.evals.minds import LayerMissing
    from spotter.evals.solver import solve

    began = perf_counter()

    def result(verdict: Verdict, why: str = "", **found: Any) -> Result:
        return Result(job.case, job.layer, job.trial, verdict, why=why, ms=round((perf_counter() - began) * 1000, 1), **found)

    try:
        record = await solve(world, job.case, job.layer, job.trial)
        scores = score(job.case, record)
    except LayerMissing as missing:
        return result(Verdict.SKIPPED, str(missing))
    except Exception as error:  # noqa: BLE001  the edge of a job: one case that cannot be run does not stop the others
        return result(Verdict.ERROR, f"{job.case.source or job.case.name}: {_words(error)}")
    if job.layer == "replay" and (why := world.minds.tape.why_stale):
        return result(Verdict.STALE, why, scores=scores, record=record)
    return await _with_judge(world, job, result(judged(scores), scores=scores, record=record))


def _words(error: Exception) -> str:
    """What is wrong, in words where the house has some."""
    return error.text if isinstance(error, SpotterError) else f"{type(error).__name__}: {error}"


async def _with_judge(world: World, job: Job, result: Result) -> Result:
    """The result with what a judge makes of the talk, where one is asked for; what failed already is not judged."""
    from spotter.evals.judging.judge import judge, not_judged
    from spotter.evals.minds import LayerMissing

    wanted, record = job.case.expect.judge, result.record
    if not job.judge or wanted is None or record is None or result.verdict is not Verdict.PASS:
        return result
    try:
        person = world.rows.of("turn")[-1]["user_id"]
        found = await judge(world.minds.live_models(), person, wanted, record.turns)
    except LayerMissing as missing:
        found = not_judged(wanted, str(missing))
    scores = (*result.scores, *(one.score for one in found if one.score))
    why = "; ".join(one.problem for one in found if one.problem)
    return replace(result, verdict=Verdict.ERROR if why else judged(scores), why=why, scores=scores, judgements=tuple(found))


async def _run_here(jobs: Sequence[Job], told: Callable[[Result], None]) -> list[Result]:
    from spotter.evals.world import open_world

    results = []
    with quiet(), folder_for_worlds() as folder:
        async with open_world(folder) as world:
            for job in jobs:
                results.append(await run_case(world, job))
                told(results[-1])
    return results


class _Worker:
    """A process's event loop and house, kept from job to job; they end with the process."""

    def __init__(self, folder: Path) -> None:
        from spotter.evals.world import open_world

        self._silence = quiet()  # kept: it ends when it is forgotten
        self._silence.__enter__()
        self._loop = asyncio.new_event_loop()
        self._opened = open_world(folder)
        self._world = self._loop.run_until_complete(self._opened.__aenter__())

    def run(self, jobs: Sequence[Job]) -> list[Result]:
        return [self._loop.run_until_complete(run_case(self._world, job)) for job in jobs]


_here: list[_Worker] = []  # the one of this process, made at its first jobs


def _work(given: tuple[Path, Sequence[Job]]) -> list[Result]:
    folder, jobs = given
    if not _here:
        _here.append(_Worker(folder))
    return _here[0].run(jobs)


def _run_apart(jobs: Sequence[Job], processes: int, told: Callable[[Result], None]) -> Iterator[Result]:
    """Neighbours go to the same process, a few at a time: they often have the same past. The processes are ended, not asked to end."""
    with folder_for_worlds() as folder, context().Pool(processes) as pool:
        for results in pool.imap(_work, [(folder, bundle) for bundle in _bundles(jobs)]):
            for result in results:
                told(result)
                yield result


def _bundles(jobs: Sequence[Job], size: int = 4) -> Iterator[Sequence[Job]]:
    for start in range(0, len(jobs), size):
        yield jobs[start : start + size]


@contextmanager
def quiet() -> Iterator[None]:
    """Without the coach's own log: the faults that cases inject would fill it."""
    before = structlog.get_config()
    structlog.configure(processors=[_drop], logger_factory=structlog.ReturnLoggerFactory())
    try:
        yield
    finally:
        structlog.configure(**before)


def _drop(_logger: Any, _name: str, _event: Any) -> Any:
    raise structlog.DropEvent


def processors() -> int:
    """How many processes are worth starting."""
    return min(2, os.cpu_count() or 1)
