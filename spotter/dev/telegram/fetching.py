"""How a bot gets its updates: it asks and waits, or has them sent to a webhook."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import httpx

from spotter.dev.telegram.chats import Chats, Json
from spotter.dev.telegram.faults import ApiError

FIRST_WAIT_S, LONGEST_WAIT_S = 0.1, 2.0
OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
HAS_WEBHOOK = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


class Fetching:
    """The updates of one bot on their way."""

    def __init__(self, bot_id: int) -> None:
        self.chats = Chats(bot_id, self.changed)
        self.webhook: Json = {}
        self._news = asyncio.Event()
        self._poll = 0
        self._pushing: asyncio.Task[None] | None = None

    def end(self) -> None:
        """Let go of whoever waits here."""
        self._poll += 1
        self.changed()
        if self._pushing is not None:
            self._pushing.cancel()

    def changed(self) -> None:
        """There may be something to fetch."""
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def wait(self, wait_s: float) -> None:
        """Until something changes, at most so long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), wait_s)

    async def get(self, asked: Json) -> list[Json]:
        """`getUpdates`: one asks at a time, and the earlier one is sent away."""
        if self.webhook.get("url"):
            raise ApiError(409, HAS_WEBHOOK)
        self._poll += 1
        mine = self._poll
        self.changed()
        offset = int(asked.get("offset", 0))
        self.chats.updates = [one for one in self.chats.updates if one["update_id"] >= offset]
        loop = asyncio.get_running_loop()
        until = loop.time() + float(asked.get("timeout", 0))
        while not self.chats.updates and mine == self._poll and loop.time() < until:
            await self.wait(until - loop.time())
        if mine != self._poll:
            raise ApiError(409, OTHER_POLL)
        return self.chats.updates[: int(asked.get("limit", 100))]

    def set_webhook(self, asked: Json) -> bool:
        """`setWebhook`: what waits is sent at once. Unlike Telegram it takes addresses without TLS."""
        url = str(asked.get("url", ""))
        if url and not url.startswith(("http://", "https://")):
            raise ApiError(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if str(asked.get("drop_pending_updates", "")).lower() == "true":
            self.chats.updates.clear()
        self.webhook = {"url": url, "secret_token": asked.get("secret_token"), "allowed_updates": asked.get("allowed_updates", [])}
        if self._pushing is not None:
            self._pushing.cancel()
        self._pushing = asyncio.create_task(self._push()) if url else None
        return True

    def webhook_info(self) -> Json:
        """`getWebhookInfo`."""
        told = {name: value for name, value in self.webhook.items() if name != "secret_token" and value}
        return {"url": "", "has_custom_certificate": False, "pending_update_count": len(self.chats.updates)} | told

    async def _push(self) -> None:
        """Send every update in its order, each again until it is taken."""
        headers: dict[str, Any] = {}
        if self.webhook["secret_token"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.webhook["secret_token"]
        wait_s = FIRST_WAIT_S
        async with httpx.AsyncClient(headers=headers, timeout=10, trust_env=False) as http:
            while True:
                if not self.chats.updates:
                    await self.wait(60)
                    continue
                update = self.chats.updates[0]
                refused = await _refusal(http, self.webhook["url"], update)
                if refused is None:
                    self.chats.updates = [one for one in self.chats.updates if one is not update]
                    wait_s = FIRST_WAIT_S
                    self.changed()
                else:
                    self.webhook["last_error_message"] = refused
                    await asyncio.sleep(wait_s)
                    wait_s = min(LONGEST_WAIT_S, 2 * wait_s)


async def _refusal(http: httpx.AsyncClient, url: str, update: Json) -> str | None:
    try:
        answer = await http.post(url, json=update)
    except httpx.HTTPError as error:
        return type(error).__name__
    return None if answer.is_success else f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
