"""The vector index in Chroma: embedded in the data directory, or a server by its URL.

It always gets our own embeddings, so that nothing is downloaded, and its telemetry is off. It holds ids and vectors and no text: rows are
the truth. Everything here blocks; `vectors.py` runs it in a thread.
"""

from __future__ import annotations

import fcntl
import logging
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import chromadb
import httpx
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from spotter.errors import Unavailable
from spotter.memory.embedding import VERSION, embed
from spotter.memory.entries import Entry

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

COLLECTION = f"memory_{VERSION}"  # another embedder makes another collection
BATCH = 500
ANSWER_S = 10.0


class ChromaIndex:
    """One collection of all people; every question names the person."""

    def __init__(self, client: Client, lock: IO[str] | None) -> None:
        self._client = client
        self._lock = lock
        self._sessions = _sessions_of(client)
        for session in self._sessions:
            session.timeout = httpx.Timeout(ANSWER_S)
        self._collection = self._open()

    @classmethod
    def embedded(cls, folder: Path) -> ChromaIndex | None:
        """The index in a folder, or None while another process has it open: a second one would not see what the first writes."""
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return None
        with _told_as_unavailable():
            return cls(cast("Client", chromadb.PersistentClient(folder, settings=_quiet())), lock)

    @classmethod
    def served(cls, url: str) -> ChromaIndex:
        """The index on a Chroma server."""
        place = urlsplit(url)
        is_tls = place.scheme == "https"
        with _told_as_unavailable():
            client = chromadb.HttpClient(place.hostname or "", place.port or (443 if is_tls else 8000), is_tls, settings=_quiet())
            return cls(cast("Client", client), None)

    def put(self, entries: Sequence[Entry]) -> None:
        """Index rows, or index them again."""
        with _told_as_unavailable():
            for start in range(0, len(entries), BATCH):
                some = entries[start : start + BATCH]
                self._collection.upsert(
                    ids=[one.id for one in some],
                    embeddings=embed([one.text for one in some]),
                    metadatas=[{"user_id": one.user_id, "kind": one.kind, "text": digest(one.text)} for one in some],
                )

    def match(self, user_id: str, kind: str, entries: Sequence[Entry]) -> None:
        """Make the index of one person's rows of a kind what the rows are: new and changed ones in, others out."""
        with _told_as_unavailable():
            held = self._collection.get(where=_of(user_id, kind), include=["metadatas"])
            known = {one: (meta or {}).get("text") for one, meta in zip(held["ids"], held["metadatas"] or [], strict=True)}
            gone = sorted(known.keys() - {one.id for one in entries})
            if gone:
                self._collection.delete(ids=gone)
        self.put([one for one in entries if known.get(one.id) != digest(one.text)])

    def nearest(self, user_id: str, kind: str, text: str, limit: int) -> list[str]:
        """The ids of the person's rows of a kind that are nearest in meaning, best first."""
        with _told_as_unavailable():
            found = self._collection.query(query_embeddings=embed([text]), n_results=limit, where=_of(user_id, kind), include=[])
            return list(found["ids"][0])

    def forget(self, user_id: str) -> None:
        """Delete everything of a person."""
        with _told_as_unavailable():
            self._collection.delete(where={"user_id": user_id})

    def people(self) -> frozenset[str]:
        """Everybody of whom something is indexed."""
        with _told_as_unavailable():
            rows = self._collection.get(include=["metadatas"])["metadatas"] or []
            return frozenset(str(row["user_id"]) for row in rows)

    def vectors(self) -> dict[str, tuple[float, ...]]:
        """Every vector, to five digits, by the id of its row."""
        with _told_as_unavailable():
            held = self._collection.get(include=["embeddings"])
            rows = held["embeddings"]
            return {
                one: tuple(round(float(value), 5) for value in row)
                for one, row in zip(held["ids"], [] if rows is None else rows, strict=True)
            }

    def clear(self) -> bool:
        """Empty the index, collections of older embedders too. Always True: it is there to be filled."""
        with _told_as_unavailable():
            for one in self._client.list_collections():
                if one.name.startswith("memory_"):
                    self._client.delete_collection(one.name)
            self._collection = self._open()
        return True

    def close(self) -> None:
        """Let another process have it."""
        self._client.close()
        for session in self._sessions:
            session.close()
        if self._lock is not None:
            self._lock.close()

    def _open(self) -> Collection:
        return self._client.get_or_create_collection(COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}})


def digest(text: str) -> str:
    """A short name for a text, to see that it changed without keeping it."""
    return f"{zlib.crc32(text.encode()):08x}{len(text)}"


def _sessions_of(client: Client) -> list[httpx.Client]:
    """The connections to a server, its administration's too: Chroma neither limits nor closes them."""
    owners = (client, getattr(client, "_admin_client", None))
    found = [getattr(getattr(owner, "_server", None), "_session", None) for owner in owners]
    return [session for session in found if isinstance(session, httpx.Client)]


def _of(user_id: str, kind: str) -> dict[str, Any]:
    return {"$and": [{"user_id": user_id}, {"kind": kind}]}


def _quiet() -> ChromaSettings:
    logging.getLogger("chromadb.telemetry").setLevel(logging.CRITICAL)
    return ChromaSettings(anonymized_telemetry=False)


@contextmanager
def _told_as_unavailable() -> Iterator[None]:
    """Whatever is wrong with the index is that it is away: rows still answer."""
    try:
        yield
    except (ChromaError, httpx.HTTPError, OSError, ValueError, RuntimeError) as error:
        raise Unavailable(f"The vector index is away ({type(error).__name__}).") from error
