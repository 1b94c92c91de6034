"""A data directory with SQLite belongs to one process at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from spotter.errors import ConfigError
from spotter.settings import Settings


@contextmanager
def own_data_dir(settings: Settings, address: str = "") -> Iterator[None]:
    """Hold the data directory's lock; it is free again when the process ends, however it ends. PostgreSQL needs none.

    `address` is where the holder serves: it stands in the lock's file, so that whoever comes second is told where to go.
    """
    if not settings.is_sqlite:
        yield
        return
    with (settings.data_dir / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            raise ConfigError(_in_use(settings, file.read().strip())) from error
        file.truncate(0)
        file.write(address)
        file.flush()
        yield


def _in_use(settings: Settings, address: str) -> str:
    ways = f"Talk to it with: spotter chat --url {address}" if address else "Wait until it is done"
    holder = f"the Spotter at {address}" if address else "another command of Spotter"
    return f"The data in {settings.data_dir} is in use by {holder}. {ways}, or keep other data with SPOTTER_DATA_DIR."
