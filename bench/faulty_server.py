"""A server that is started and killed at will, on a database of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import psycopg
from sqlalchemy import text

from bench.processes import ROOT, START_S, free_port
from spotter.store.engine import Database

POSTGRES = os.environ.get("SPOTTER_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


class Engine:
    """A database that exists for one run."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.folder = folder

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Database]:
        url = self.url.replace("postgresql://", "postgresql+asyncpg://").replace("sqlite://", "sqlite+aiosqlite://")
        database = Database(url)
        try:
            yield database
        finally:
            await database.close()

    async def until_idle(self, seconds: float) -> None:
        """Wait until every turn is over."""
        async with self.open() as database, asyncio.timeout(seconds):
            while True:
                async with database.read() as session:
                    left = await session.scalar(text("SELECT count(*) FROM turn WHERE status IN ('pending', 'running')"))
                if not left:
                    return
                await asyncio.sleep(0.2)


@asynccontextmanager
async def new_engine(name: str) -> AsyncIterator[Engine]:
    """A new database: a SQLite file, or one in a PostgreSQL server that is dropped at the end."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if name == "sqlite":
            yield Engine(f"sqlite:///{folder / 'spotter.db'}", folder)
            return
        database = f"spotter_bench_{os.getpid()}"
        with psycopg.connect(POSTGRES, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
            admin.execute(f'CREATE DATABASE "{database}"')
        try:
            yield Engine(f"{POSTGRES.rpartition('/')[0]}/{database}", folder)
        finally:
            with psycopg.connect(POSTGRES, autocommit=True) as admin:
                admin.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


class FaultyServer:
    """One `spotter serve` process; mutants change the parts that are named."""

    def __init__(self, engine: Engine, mutants: Sequence[str] = (), settings: Mapping[str, str] | None = None) -> None:
        self._engine = engine
        self._mutants = mutants
        self._settings = settings or {}
        self._process: subprocess.Popen[bytes] | None = None
        self._port = free_port()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def start(self) -> None:
        settings = {
            "SPOTTER_DATABASE_URL": self._engine.url,
            "SPOTTER_DATA_DIR": str(self._engine.folder),
            "SPOTTER_RATE_LIMIT_PER_MINUTE": "1000000",
            "SPOTTER_TURN_LEASE_S": "3",
            "SPOTTER_PICKUP_EVERY_S": "0.5",
            "SPOTTER_LOG_LEVEL": "error",
            "SPOTTER_BURST__APP_S": "0",  # each message is a turn, which is what is counted
            "SPOTTER_SECRET_KEY": "soak-" * 8,
            "PYTHONDONTWRITEBYTECODE": "",
        }
        command = [sys.executable, "-m", "bench.mutants", str(self._port), *self._mutants]
        self._process = subprocess.Popen(command, env={**os.environ, **settings, **self._settings}, cwd=ROOT)

    def kill(self) -> None:
        """kill -9, and wait until the process is gone."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    async def until_ready(self) -> float:
        """Wait until the server answers; returns the seconds it took."""
        began = asyncio.get_running_loop().time()
        async with httpx.AsyncClient(base_url=self.url, timeout=5) as http, asyncio.timeout(START_S):
            while True:
                try:
                    if (await http.get("/ready")).status_code == 200:
                        return asyncio.get_running_loop().time() - began
                except httpx.TransportError:
                    await asyncio.sleep(0.05)
