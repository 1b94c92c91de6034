"""How Twilio's library reaches Twilio: over the HTTP client of the house, so that what went wrong is known exactly."""

from __future__ import annotations

import logging
from typing import Any

import httpx
from twilio.http import AsyncHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from spotter.channel_settings import TwilioSettings
from spotter.channels.base import SendError

CONNECT_S, READ_S = 5.0, 15.0


class TwilioHttp(AsyncHttpClient):  # type: ignore[misc]  # the library has no types
    """Carries the library's requests. Raises `SendError` where no answer came and where Twilio asks to wait."""

    def __init__(self, read_s: float = READ_S) -> None:
        super().__init__(logging.getLogger("twilio"), True)
        self._http = httpx.AsyncClient(timeout=httpx.Timeout(read_s, connect=CONNECT_S))

    async def request(self, method: str, url: str, **options: Any) -> Response:
        given: dict[str, Any] = {name: options.get(name) for name in ("params", "data", "headers", "auth")}
        try:
            answer = await self._http.request(method, url, **given)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise SendError("no_connection", retryable=True) from error
        except httpx.HTTPError as error:  # it may have been sent
            raise SendError("unknown", retryable=True) from error
        if answer.status_code == 429:
            raise SendError("429", retryable=True, retry_after_s=_seconds(answer.headers.get("Retry-After", "")))
        return Response(answer.status_code, answer.text, answer.headers)

    async def close(self) -> None:
        await self._http.aclose()


def new_client(settings: TwilioSettings, http: TwilioHttp) -> Client:
    """Twilio's client for our account, at the address of the settings."""
    client = Client(settings.account_sid, settings.auth_token.get_secret_value(), http_client=http)
    client.api.base_url = settings.base_url
    return client


def _seconds(text: str) -> float | None:
    """The seconds of a Retry-After; None for a date, and our own backoff then."""
    return float(text) if text.isdigit() else None
