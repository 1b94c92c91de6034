"""A data directory with SQLite belongs to one process at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from spotter.errors import ConfigError
from spotter.settings import Settings


@contextmanager
def own_data_dir(settings: Settings) -> Iterator[None]:
    """Hold the data directory's lock; it is free again when the process ends, however it ends. PostgreSQL needs none."""
    if not settings.is_sqlite:
        yield
        return
    with (settings.data_dir / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ConfigError(
                f"Another Spotter already uses {settings.data_dir}. Talk to that one (spotter chat) or set SPOTTER_DATA_DIR."
            ) from error
        yield
