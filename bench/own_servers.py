"""A PostgreSQL and a Redis that exist for one run, started and stopped here and by nobody else."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from bench.processes import free_port

SERVER_USER = "postgres"  # PostgreSQL refuses to run as root
START_S = 30


class OwnPostgres:
    """A PostgreSQL server with a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._folder = folder
        self._programs = _programs()

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Make the data folder and start."""
        if os.getuid() == 0:
            os.chown(self._folder, pwd.getpwnam(SERVER_USER).pw_uid, -1)
        self._run("initdb", "-D", str(self._folder / "data"), "-A", "trust", "-U", "postgres", "-E", "UTF8")
        self._control("start")

    def restart_at_once(self) -> None:
        """As after a power cut: nothing is finished, every connection is gone."""
        self._control("restart", "-m", "immediate")

    def stop(self) -> None:
        self._control("stop", "-m", "immediate")

    def _control(self, *what: str) -> None:
        options = f"-p {self.port} -h 127.0.0.1 -k {self._folder} -c max_connections=300"
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-l", str(self._folder / "log"), "-w", "-o", options, *what)

    def _run(self, program: str, *args: str) -> None:
        command = [str(self._programs / program), *args]
        if os.getuid() == 0:
            command = ["runuser", "-u", SERVER_USER, "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self._folder)


def _programs() -> Path:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not debian:
        raise SystemExit("No PostgreSQL programs found (initdb, pg_ctl). Install PostgreSQL.")
    return debian[-1].parent


class OwnRedis:
    """A Redis server that keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--save", "", "--dir", str(self._folder), "--bind", "127.0.0.1"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def own_servers() -> Iterator[tuple[OwnPostgres, OwnRedis]]:
    """Both, started; gone with everything in them when the block ends."""
    with TemporaryDirectory() as place, TemporaryDirectory() as other:
        postgres, redis = OwnPostgres(Path(place)), OwnRedis(Path(other))
        postgres.start()
        redis.start()
        try:
            wait_for(postgres.url)
            yield postgres, redis
        finally:
            redis.stop()
            postgres.stop()


def wait_for(url: str) -> None:
    """Wait until a PostgreSQL answers."""
    deadline = time.monotonic() + START_S
    while True:
        try:
            with psycopg.connect(url, connect_timeout=2):
                return
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
