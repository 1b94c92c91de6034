"""Spotter on many processes, without containers: a PostgreSQL and a Redis of its own, some that serve and some that work.

    python -m bench.cluster                 2 that serve, 3 that work, until Ctrl-C
    python -m bench.cluster --serve 1 --work 2

Everything is started here, listens on this machine only, and is gone with its data at the end.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.own_servers import OwnPostgres, OwnRedis, own_servers
from bench.processes import ROOT, free_port, wait_until_up

DRAIN_S = 30
LOGS = ROOT / "data" / "cluster"
START_S = 240  # five processes at once on few cores


class Member:
    """One process of the cluster; started again under the same port."""

    def __init__(self, kind: str, env: Mapping[str, str], log: Path) -> None:
        """What it says is added to the file `log`."""
        self.kind = kind
        self._log = log
        self.port = free_port()
        self._env = env
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def up_url(self) -> str:
        """What answers once it is up."""
        return f"{self.url}/{'ready' if self.kind == 'serve' else 'metrics'}"

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        place = ["--port", str(self.port)] if self.kind == "serve" else ["--metrics-port", str(self.port)]
        command = [sys.executable, "-m", "spotter", self.kind, *place]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, env={**os.environ, **self._env}, cwd=ROOT, stdout=log, stderr=log)

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As a deployment does: what runs is finished or handed back."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            try:
                self._process.wait(DRAIN_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


class Cluster:
    """Its members and what they share."""

    def __init__(self, postgres: OwnPostgres, redis: OwnRedis, members: list[Member]) -> None:
        self.postgres = postgres
        self.redis = redis
        self.members = members

    @property
    def doors(self) -> list[Member]:
        return [one for one in self.members if one.kind == "serve"]

    @property
    def workers(self) -> list[Member]:
        return [one for one in self.members if one.kind == "worker"]


@contextmanager
def cluster(serving: int, working: int, settings: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """A cluster that answers, until the block ends. `settings` are further variables of every process."""
    with tempfile.TemporaryDirectory() as folder, own_servers() as (postgres, redis):
        env = {
            "SPOTTER_DATABASE_URL": postgres.url,
            "SPOTTER_REDIS_URL": redis.url,
            "SPOTTER_WORKERS": "true",
            "SPOTTER_DATA_DIR": str(Path(folder)),
            "SPOTTER_SECRET_KEY": "cluster-" * 5,
            "SPOTTER_RATE_LIMIT_PER_MINUTE": "1000000",
            "SPOTTER_LOG_LEVEL": "error",
            **(settings or {}),
        }
        LOGS.mkdir(parents=True, exist_ok=True)
        kinds = ["serve"] * serving + ["worker"] * working
        members = [Member(kind, env, LOGS / f"{kind}-{place}.log") for place, kind in enumerate(kinds)]
        try:
            for member in members:
                member.start()
            for member in members:
                wait_until_up(member.up_url, START_S)
            yield Cluster(postgres, redis, members)
        finally:
            for member in members:
                member.kill()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--serve", type=int, default=2)
    parser.add_argument("--work", type=int, default=3)
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both end what was started here
    with cluster(asked.serve, asked.work) as running:
        for member in running.members:
            print(f"{member.kind:<6} {member.url}  (process {member.pid})")
        print(f"What they say stands in {LOGS}.")
        print(f"PostgreSQL {running.postgres.url}, Redis {running.redis.url}. Ctrl-C stops all of it.", flush=True)
        try:
            told: set[int] = set()
            while True:
                for member in running.members:
                    if not member.is_alive and member.pid not in told:
                        told.add(member.pid)
                        print(f"{member.kind} {member.url} (process {member.pid}) has ended; the others go on", flush=True)
                time.sleep(1)
        except KeyboardInterrupt:
            for member in running.members:
                member.stop()


if __name__ == "__main__":
    main()
