"""The index of vectors: made from rows, embedded or on a server, and never in the way."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from spotter.clock import FixedClock
from spotter.memory import Memory
from spotter.memory.chroma import ChromaIndex
from spotter.memory.entries import Entry
from spotter.memory.vectors import rank, where_kept
from spotter.settings import MemorySettings, Settings
from spotter.store.queries.facts import facts_known
from spotter.store.queries.people import delete_user
from spotter.store.uow import Store
from tests.memory.talk import Talk

LIKES = ("I love skyr", "my knee clicks", "I work nights", "dumbbells at home only")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Chroma server on loopback."""
    folder, port = tmp_path_factory.mktemp("chroma"), free_port()
    command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(
        command, env={**os.environ, "ANONYMIZED_TELEMETRY": "False"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


async def answering(url: str) -> str:
    """The URL once somebody listens there."""
    host, _, port = url.removeprefix("http://").partition(":")
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) == 0:
                return url
        await asyncio.sleep(0.1)
    raise AssertionError("the server does not come up")


@pytest.fixture(params=["embedded", "served"])
async def kept(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    """Settings under which vectors are kept in the data directory, or on the server."""
    if request.param == "embedded":
        return settings
    url = await answering(request.getfixturevalue("chroma_url"))
    return settings.model_copy(update={"memory": MemorySettings(chroma_url=url)})


@pytest.fixture
async def indexed(store: Store, clock: FixedClock, kept: Settings) -> AsyncIterator[Talk]:
    """A person of whom a few things are known and indexed."""
    talk = await Talk.begin(store, clock, Memory(store, kept))
    for text in LIKES:
        await talk.know(text)
    await talk.exchange("hello")
    yield talk
    await talk.memory.forget_person(talk.user_id)
    await talk.memory.close()


def opened(settings: Settings) -> ChromaIndex:
    """The index itself, once memory has let go of it."""
    if settings.memory.chroma_url:
        return ChromaIndex.served(settings.memory.chroma_url)
    index = ChromaIndex.embedded(settings.data_dir / "vectors")
    assert index is not None
    return index


async def test_the_index_finds_what_the_rows_themselves_would_give(indexed: Talk, kept: Settings) -> None:
    await indexed.memory.close()
    index = opened(kept)
    async with indexed.store.read(indexed.user_id) as uow:
        facts = {fact.id: fact.text for fact in await facts_known(uow)}
    for question in ("quel yaourt ?", "mal au genou", "when can I train", "matériel"):
        assert index.nearest(indexed.user_id, "fact", question, 1) == rank(question, facts)[:1]
    index.close()


async def test_an_index_made_anew_from_rows_is_the_same(indexed: Talk, kept: Settings) -> None:
    for number in range(12):
        await indexed.exchange(f"line {number}")
    await indexed.memory.close()
    index = opened(kept)
    before = index.vectors()
    index.clear()
    assert index.vectors() == {}
    index.close()
    again = Memory(indexed.store, kept)
    count = await again.reindex()
    await again.close()
    index = opened(kept)
    after = index.vectors()
    index.close()
    assert count == len(before) == len(after) > len(LIKES)
    assert after == before


async def test_a_corrected_and_a_forgotten_fact_leave_the_index(indexed: Talk, kept: Settings) -> None:
    async with indexed.store.write(indexed.user_id) as uow:
        facts = {fact.text: fact for fact in await facts_known(uow)}
        await uow.change(facts["I work nights"], text="I work days")
        await uow.remove(facts["I love skyr"])
    await indexed.exchange("hello again")
    await indexed.memory.close()
    index = opened(kept)
    assert len(index.vectors()) == len(LIKES) - 1
    assert index.nearest(indexed.user_id, "fact", "I work days", 1) == [facts["I work nights"].id]
    index.close()


async def test_vectors_go_with_the_person_and_only_theirs(indexed: Talk, store: Store, clock: FixedClock, kept: Settings) -> None:
    other = await Talk.begin(store, clock, indexed.memory)
    await other.know("I love skyr")
    await other.exchange("hello")
    await indexed.memory.forget_person(indexed.user_id)
    await indexed.memory.close()
    index = opened(kept)
    assert index.people() == {other.user_id}
    index.forget(other.user_id)
    index.close()


async def test_vectors_that_a_person_left_behind_are_swept(indexed: Talk, kept: Settings) -> None:
    async with indexed.store.database.write() as session:
        await delete_user(session, indexed.user_id)
    assert await indexed.memory.sweep() == 1
    assert await indexed.memory.sweep() == 0


async def test_a_second_process_leaves_the_embedded_index_alone(store: Store, clock: FixedClock, settings: Settings) -> None:
    first, second = Memory(store, settings), Memory(store, settings)
    talk = await Talk.begin(store, clock, first)
    await talk.know("I love skyr")
    await talk.exchange("hello")
    assert await second.reindex() is None
    talk.memory = second
    await talk.exchange("hello again")
    assert await talk.recall("yogurt") == ["I love skyr"]
    await first.close()


async def test_a_server_that_is_away_delays_nobody(store: Store, clock: FixedClock, settings: Settings) -> None:
    nowhere = settings.model_copy(update={"memory": MemorySettings(chroma_url=f"http://127.0.0.1:{free_port()}")})
    talk = await Talk.begin(store, clock, Memory(store, nowhere))
    for number in range(14):
        await talk.know(f"I like exercise {number}")
    await talk.know("I love skyr")
    await talk.exchange("hello")
    assert "I love skyr" in await talk.recall("skyr")
    await talk.memory.close()


def test_a_text_is_nearest_to_what_it_means(tmp_path: Path) -> None:
    index = ChromaIndex.embedded(tmp_path)
    assert index is not None
    index.put([Entry(text, "one", "fact", text) for text in LIKES])
    assert index.nearest("one", "fact", "j'ai que des haltères à la maison", 1) == ["dumbbells at home only"]
    assert index.nearest("somebody else", "fact", "skyr", 3) == []
    index.close()


@pytest.mark.usefixtures("without_chroma")
async def test_without_the_extra_the_configuration_says_where_memory_is(store: Store, settings: Settings) -> None:
    assert ".[memory]" in where_kept(settings)
    assert await Memory(store, settings).reindex() is None


def test_nothing_is_downloaded_and_nobody_is_told(tmp_path: Path) -> None:
    """In a process of its own, where only files and loopback may be opened, with an empty home."""
    told = subprocess.run(
        [sys.executable, "-c", OFFLINE, str(tmp_path / "vectors")],
        env={"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip() == "['a']"
    assert not list((tmp_path / "home").rglob("*")) if (tmp_path / "home").exists() else True


OFFLINE = """
import socket, sys
from pathlib import Path

def refused(*_):
    raise SystemExit("somebody wants the network")

socket.socket.connect = socket.getaddrinfo = refused
from spotter.memory.chroma import ChromaIndex, Entry

index = ChromaIndex.embedded(Path(sys.argv[1]))
index.put([Entry("a", "one", "fact", "I love skyr"), Entry("b", "one", "fact", "my knee clicks")])
print(index.nearest("one", "fact", "yogurt skyr", 1))
index.close()
"""
