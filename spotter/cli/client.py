"""A small client of the public API, for the terminal."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import httpx

from spotter.errors import SpotterError
from spotter.ids import new_id


class CoachClient:
    """Talks to a server as the owner of its data."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.last_turn: str | None = None
        self.locale = "en"  # as it was when somebody answered last
        self._http = httpx.AsyncClient(base_url=base_url, timeout=httpx.Timeout(60, connect=2))

    async def close(self) -> None:
        await self._http.aclose()

    async def data_served(self) -> str | None:
        """The name of the data that the Spotter there keeps; None when none answers."""
        try:
            answer = await self._http.get("/health")
        except httpx.HTTPError:
            return None
        is_spotter = answer.status_code == 200 and "json" in answer.headers.get("content-type", "")
        return answer.json().get("data") if is_spotter else None

    async def sign_in(self, locale: str, units: str) -> None:
        """Become the owner of that server's data. Language and units count only the first time."""
        body = {"locale": locale, "units": units, "time_zone": local_zone()}
        signed = await self.post("/api/v1/users/owner", body)
        self._http.headers["Authorization"] = f"Bearer {signed['access_token']}"

    async def say(self, message: str) -> AsyncIterator[tuple[str, dict[str, Any]]]:
        """Send a message and yield the turn's events as (kind, data). A lost stream is resumed where it broke."""
        key, last_id, is_sent = new_id(), "", False
        for _attempt in range(5):
            headers = {"Accept": "text/event-stream", "Idempotency-Key": key, "Last-Event-ID": last_id}
            try:
                async with self._http.stream("POST", "/api/v1/ai/chat", json={"message": message}, headers=headers) as answer:
                    if answer.status_code != 200:
                        await answer.aread()
                        self._checked(answer)
                    async for event_id, kind, data in _events(answer):
                        last_id = event_id
                        if kind == "turn.finished":
                            self.last_turn = data["turn_id"]
                        yield kind, data
                        if kind in ("turn.finished", "turn.failed"):
                            return
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
            except httpx.TransportError:
                is_sent = True
        if not is_sent:
            raise self._away()
        raise SpotterError("The connection to the coach was lost. Your message may have arrived: /history shows it once the coach is back.")

    async def get(self, path: str) -> Any:
        return await self._ask("GET", path)

    async def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        return await self._ask("POST", path, json=body or {})

    async def _ask(self, method: str, path: str, **sent: Any) -> Any:
        try:
            return self._checked(await self._http.request(method, path, **sent))
        except httpx.TransportError as error:
            raise self._away() from error

    def _away(self) -> SpotterError:
        return SpotterError(f"No coach answers at {self.base_url}. Start it again (make run) and repeat that; this chat goes on.")

    @staticmethod
    def _checked(answer: httpx.Response) -> Any:
        if answer.is_success:
            return answer.json() if answer.content else None
        problem = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        raise SpotterError(problem.get("detail") or f"The server answered {answer.status_code}.")


async def _events(answer: httpx.Response) -> AsyncIterator[tuple[str, str, dict[str, Any]]]:
    event_id = kind = data = ""
    async for line in answer.aiter_lines():
        name, _, value = line.partition(": ")
        match name:
            case "id":
                event_id = value
            case "event":
                kind = value
            case "data":
                data += value
            case "" if data:
                yield event_id, kind, json.loads(data)
                kind = data = ""


def local_zone() -> str:
    """The name of this machine's time zone, UTC when it has none."""
    from pathlib import Path

    from spotter.clock import zone_names

    link = Path("/etc/localtime")
    name = str(link.resolve()).partition("zoneinfo/")[2] if link.exists() else ""
    if name in zone_names():
        return name
    known = datetime.now().astimezone().tzname() or "UTC"
    return known if known in zone_names() else "UTC"
