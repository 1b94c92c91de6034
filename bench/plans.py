"""Plans for invented people: seconds, distance from the best, what the check finds, how long the event loop is held.

python -m bench.plans [people]; 10,000 in the long run (`make soak`), 1,000 otherwise.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Iterator, Sequence
from itertools import islice

from bench.profiles import profiles
from spotter.catalogue.exercises import exercises
from spotter.coaching.planning.check import errors_of, validate_plan
from spotter.coaching.planning.generation import generate_plan
from spotter.coaching.planning.request import Infeasible, PlanDraft, PlanRequest

USUAL = 1_000
TICK_S = 0.001
WATCHED = 40  # plans during which the loop is watched


def rows(people: int) -> Iterator[str]:
    """Solve for `people` invented people, one after the other."""
    candidates = list(exercises().values())
    seconds, cpu, gaps, violations = [], [], [], 0
    refused: Counter[str] = Counter()
    for request in profiles(people, seed=11):
        began, began_cpu = time.perf_counter(), time.process_time()
        found = generate_plan(request, candidates)
        if isinstance(found, Infeasible):
            refused[found.reasons[0].code if found.reasons else "no reason"] += 1
            continue
        seconds.append(time.perf_counter() - began)
        cpu.append(time.process_time() - began_cpu)
        gaps.append(found.gap)
        violations += len(errors_of(validate_plan(found.weeks, found.request, candidates)))
    yield f"plans: {people} people, {len(gaps)} plans, {violations} violations"
    yield f"plans: {sum(refused.values())} refused with a reason: {dict(refused.most_common())}"
    yield f"plans: {_spread(seconds, 's')} by the clock; {_spread(cpu, 's')} of CPU"
    proven = sum(gap < 0.005 for gap in gaps) / len(gaps)
    yield f"plans: proven best {proven:.0%}; gap to the bound {_spread(gaps, '')}"


def _spread(values: Sequence[float], unit: str) -> str:
    ranked = sorted(values)
    median, high = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.95)]
    return f"median {median:.3f} {unit}, p95 {high:.3f} {unit}, most {ranked[-1]:.3f} {unit}".replace(" ,", ",").rstrip()


async def loop_row() -> str:
    """How long the loop is held while plans are solved in a thread, as the tool does it; beside it the same without any plan."""
    candidates = list(exercises().values())
    asked = list(islice((one for one in profiles(400, seed=5) if isinstance(generate_plan(one, candidates), PlanDraft)), WATCHED))
    idle = await _held(asyncio.sleep(5))
    busy = await _held(_solve_all(asked))
    told = [f"{name} at most {max(late) * 1000:.0f} ms, p99 {_p99(late):.1f} ms" for name, late in (("solving", busy), ("idle", idle))]
    return f"plans: event loop held, {WATCHED} plans in a thread: {'; '.join(told)}"


async def _solve_all(asked: Sequence[PlanRequest]) -> None:
    candidates = list(exercises().values())
    for request in asked:
        await asyncio.to_thread(generate_plan, request, candidates)


async def _held(work: Awaitable[None]) -> list[float]:
    """How much later than meant each tick came while `work` ran, as far as this process computed in that time.

    On a busy machine most of a wait is other processes' time; what the process itself did is the most that it can have held the loop.
    """
    late: list[float] = []
    task = asyncio.ensure_future(work)
    while not task.done():
        began, began_cpu = time.perf_counter(), time.process_time()
        await asyncio.sleep(TICK_S)
        late.append(min(time.perf_counter() - began - TICK_S, time.process_time() - began_cpu))
    await task
    return late


def _p99(late: Sequence[float]) -> float:
    return sorted(late)[int(len(late) * 0.99)] * 1000


def main() -> None:
    """Print every row."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else USUAL
    print(asyncio.run(loop_row()), flush=True)
    for row in rows(people):
        print(row, flush=True)


if __name__ == "__main__":
    main()
