"""make bench: every figure of docs/benchmarks.md, printed as it is measured."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path

from bench import model_faults, model_overhead, model_turns, searching
from bench.turns import compare, measure_engine
from bench.understanding import understanding_row

SPOTTER = Path(sys.executable).with_name("spotter")


def help_seconds() -> float:
    """The best of five: how long `spotter --help` takes."""
    seconds = []
    for _run in range(5):
        began = time.perf_counter()
        subprocess.run([SPOTTER, "--help"], capture_output=True, check=True)
        seconds.append(time.perf_counter() - began)
    return min(seconds)


async def main() -> None:
    print(f"spotter --help: {help_seconds():.2f} s", flush=True)
    print(understanding_row(), flush=True)
    for row in searching.rows():
        print(row, flush=True)
    for engine in ("sqlite", "postgres"):
        for row in await measure_engine(engine):
            print(row, flush=True)
    for measure in (compare, model_turns.measure, model_overhead.measure, model_faults.measure):
        for row in await measure():
            print(row, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
