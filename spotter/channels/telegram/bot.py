"""The client of the Bot API, and what its errors mean for us."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import httpx
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import HTTPXRequest, RequestData

from spotter.channel_settings import TelegramSettings
from spotter.channels.base import SendError

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's own way to be told durations as such

CONNECTIONS = 32
CONNECT_S, ANSWER_S = 5.0, 10.0
NOTHING_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
NO_SUCH_CHAT = ("chat not found", "peer_id_invalid", "user is deactivated")


class ServerTrouble(NetworkError):
    """Telegram answered with a 5xx status: nobody knows whether it did what was asked."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


class _Request(HTTPXRequest):
    """The library's client, which tells a 5xx by its status and writes no answer, which may hold what somebody said, into a log."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *times: Any, **named: Any
    ) -> tuple[int, bytes]:
        status, body = await super().do_request(url, method, request_data, *times, **named)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ServerTrouble(status)
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = json.loads(payload)
        except ValueError as error:
            raise TelegramError("An answer that is no JSON") from error
        return answer


class CoachBot(Bot):
    """A bot that also tells updates as they came, so that one that the library cannot read spoils no others."""

    async def raw_updates(self, offset: int | None, wait_s: int, kinds: list[str]) -> list[dict[str, Any]]:
        """The updates from `offset` on, as soon as there are any, at the latest after `wait_s`; asking confirms those before it."""
        asked = {"offset": offset, "timeout": wait_s, "allowed_updates": kinds}
        updates: list[dict[str, Any]] = await self._post("getUpdates", asked, read_timeout=wait_s + ANSWER_S)
        return updates

    async def close_connections(self) -> None:
        """Close what `shutdown` of the library leaves open where nobody called `initialize`, which asks Telegram."""
        for request in self._request:
            await request.shutdown()


def new_bot(settings: TelegramSettings) -> CoachBot:
    """The bot that the settings name. Nothing is asked yet."""
    requests = [
        _Request(size, read_timeout=ANSWER_S, write_timeout=ANSWER_S, connect_timeout=CONNECT_S, pool_timeout=CONNECT_S)
        for size in (1, CONNECTIONS)
    ]
    base_url = f"{settings.base_url.rstrip('/')}/bot"
    return CoachBot(settings.token.get_secret_value(), base_url, get_updates_request=requests[0], request=requests[1])


def send_error(error: TelegramError) -> SendError:
    """What an error of the library means for a message that was to go out. Its text may hold the token or what was said, and is dropped."""
    match error:
        case RetryAfter():
            return SendError("429", retryable=True, retry_after_s=seconds_of(error))
        case Forbidden():
            return SendError("403", retryable=False, is_gone=True)
        case BadRequest():
            return SendError("400", retryable=False, is_gone=error.message.lower().endswith(NO_SUCH_CHAT))
        case InvalidToken():  # a new token may be set before the message is too old
            return SendError("401", retryable=True)
        case NetworkError():
            return SendError(_code(error), retryable=True)
    return SendError(type(error).__name__, retryable=False)


def _code(error: NetworkError) -> str:
    if isinstance(error, ServerTrouble):
        return str(error.status)
    return "no_connection" if isinstance(error.__cause__, NOTHING_SENT) else "unknown"


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks us to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
