"""The processes that run cases, and the folder of their houses.

The processes are forked from one that has loaded the libraries: loading takes seconds, and so is done once instead of in each of them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver, get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path

# A commit waits for the disk: without the RAM disk 100 cases take a second longer. None: the usual place of temporary files.
RAM_DISK = next((place for place in (Path("/dev/shm"),) if place.is_dir()), None)  # noqa: S108
LOADED = ["spotter.cli.main", "spotter.evals.ahead"]


def context() -> BaseContext:
    """Where processes come from: the one that has loaded, or where the system cannot fork each loads for itself."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    chosen = get_context("forkserver")
    chosen.set_forkserver_preload(LOADED)
    return chosen


def start_ahead() -> None:
    """Load in another process while this one reads the suites."""
    if "forkserver" in get_all_start_methods():
        context()
        forkserver.ensure_running()


@contextmanager
def folder_for_worlds() -> Iterator[Path]:
    """A folder for the houses of all processes, gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="spotter-evals-", dir=RAM_DISK) as folder:
        yield Path(folder)
