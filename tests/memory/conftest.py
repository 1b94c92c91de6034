"""A memory over a real database, with the index in Chroma and without it."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from spotter.clock import FixedClock
from spotter.memory import Memory
from spotter.settings import Settings
from spotter.store.opening import build_store
from spotter.store.uow import Store
from tests.memory.talk import Talk


@pytest.fixture
async def store(settings: Settings, clock: FixedClock) -> AsyncIterator[Store]:
    made = build_store(settings, clock)
    yield made
    await made.database.close()


@pytest.fixture
def without_chroma(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine where the extra is not installed: importing it fails."""
    monkeypatch.setitem(sys.modules, "chromadb", None)


@pytest.fixture(params=["chroma", "rows only"])
async def memory(request: pytest.FixtureRequest, store: Store, settings: Settings) -> AsyncIterator[Memory]:
    if request.param == "rows only":
        request.getfixturevalue("without_chroma")
    made = Memory(store, settings)
    yield made
    await made.close()


@pytest.fixture
def begin(store: Store, clock: FixedClock, memory: Memory) -> Callable[..., Awaitable[Talk]]:
    """Starts the talk of a new person."""

    async def start(locale: str = "en") -> Talk:
        return await Talk.begin(store, clock, memory, locale)

    return start


@pytest.fixture
async def talk(begin: Callable[..., Awaitable[Talk]]) -> Talk:
    return await begin()
