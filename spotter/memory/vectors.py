"""The vector index for those who wait: opened at first use, in a thread, with a limit of time, and never in the way.

Where Chroma is not installed, is held by another process or does not answer, recall ranks the rows themselves with the same embedder.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeVar

from spotter.errors import Unavailable
from spotter.log import get_logger
from spotter.memory.embedding import embed
from spotter.memory.entries import Entry
from spotter.settings import Settings

if TYPE_CHECKING:
    from spotter.memory.chroma import ChromaIndex

log = get_logger("memory")
Found = TypeVar("Found")
FIRST_S = 20.0  # the library is large: opening takes one to two seconds, more on a busy machine
ANSWER_S = 5.0
RECALL_S = 0.5  # a turn waits for this
REST_S = 60.0  # so long a failing index is left alone


def is_installed() -> bool:
    """Whether the extra "memory" is there."""
    try:
        return find_spec("chromadb") is not None
    except ValueError:
        return False


def where_kept(settings: Settings) -> str:
    """Where vectors are, for `spotter config`."""
    if not settings.memory.index:
        return "rows only (SPOTTER_MEMORY__INDEX is off)"
    if not is_installed():
        return "rows only (chromadb is not installed: uv pip install -e '.[memory]')"
    return settings.memory.chroma_url or f"Chroma in {settings.data_dir / 'vectors'}"


class Vectors:
    """One index per process, one call at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._index: ChromaIndex | None = None
        self._turn = asyncio.Lock()
        self._rests_until = 0.0
        self._is_absent = not (settings.memory.index and is_installed())

    @property
    def may_hold_something(self) -> bool:
        """Whether there can be vectors of anybody: nothing has to be opened to forget what was never kept."""
        if self._is_absent:
            return False
        return bool(self._index or self._settings.memory.chroma_url or (self._settings.data_dir / "vectors").exists())

    async def match(self, user_id: str, kind: str, entries: Sequence[Entry]) -> None:
        """Make the index of a person's rows of a kind what the rows are; raises `Unavailable`."""
        await self._run(lambda index: index.match(user_id, kind, entries))

    async def put(self, entries: Sequence[Entry]) -> None:
        """Index rows; raises `Unavailable`."""
        await self._run(lambda index: index.put(entries))

    async def nearest(self, user_id: str, kind: str, text: str, limit: int) -> list[str] | None:
        """The ids of what is nearest in meaning, best first; None without an index. Nobody waits for it to be opened."""
        if self._index is None:
            return None
        try:
            return await self._run(lambda index: index.nearest(user_id, kind, text, limit), RECALL_S)
        except Unavailable:
            return None

    async def forget(self, user_id: str) -> None:
        """Delete a person's vectors; raises `Unavailable` where that cannot be done now."""
        if self.may_hold_something:
            await self._run(lambda index: index.forget(user_id))

    async def people(self) -> frozenset[str]:
        """Everybody of whom something is indexed."""
        if not self.may_hold_something:
            return frozenset()
        return await self._run(lambda index: index.people()) or frozenset()

    async def begin_anew(self) -> bool:
        """Empty the index; False where there is none to fill."""
        return await self._run(lambda index: index.clear()) or False

    async def close(self) -> None:
        """Let another process have the index."""
        if self._index is not None:
            await asyncio.to_thread(self._index.close)
            self._index = None

    async def _run(self, work: Callable[[ChromaIndex], Found], seconds: float = ANSWER_S) -> Found | None:
        """Run work on the index in a thread; None without an index, `Unavailable` where it fails or is too slow."""
        now = asyncio.get_running_loop().time()
        if self._is_absent:
            return None
        if now < self._rests_until:
            raise Unavailable("The vector index is away.")
        try:
            async with self._turn:
                index = self._index or await asyncio.wait_for(asyncio.to_thread(self._open), FIRST_S)
                return None if index is None else await asyncio.wait_for(asyncio.to_thread(work, index), seconds)
        except (Unavailable, TimeoutError) as error:
            self._rests_until = now + REST_S
            log.warning("index.lost", reason=str(error) or "too slow")
            raise Unavailable("The vector index is away.") from error

    def _open(self) -> ChromaIndex | None:
        from spotter.memory.chroma import ChromaIndex

        url = self._settings.memory.chroma_url
        self._index = ChromaIndex.served(url) if url else ChromaIndex.embedded(self._settings.data_dir / "vectors")
        if self._index is None:
            self._is_absent = True
            log.warning("index.held_by_another_process")
        return self._index


def rank(text: str, candidates: Mapping[str, str]) -> list[str]:
    """The ids of texts by how near they are in meaning, best first, without any index."""
    if not candidates:
        return []
    rows = embed([text, *candidates.values()])
    nearness = rows[1:] @ rows[0]
    order = sorted(zip(candidates, nearness.tolist(), strict=True), key=lambda one: -one[1])
    return [one for one, _ in order]
