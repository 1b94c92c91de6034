"""The client of OpenAI-compatible addresses. Importing it takes a second, so only a model that is asked, or will be, does."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, cast

import httpx
import openai
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from spotter.errors import ConfigError
from spotter.llm.targets import Target
from spotter.llm_settings import LLMSettings

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_core.outputs import ChatGenerationChunk

# Said when a provider breaks the protocol, with a piece of its answer, which belongs in no log.
warnings.filterwarnings("ignore", message="Pydantic serializer warnings")


class Providers:
    """One chat client per target over shared connections. Proxies of the environment hold for the world, not for this machine."""

    def __init__(self, settings: LLMSettings) -> None:
        silence = max(settings.first_token_s, settings.between_tokens_s)
        self._timeout = httpx.Timeout(silence, connect=settings.connect_s, pool=settings.connect_s)
        self._trusted = _certificates()  # read once: each time takes 20 ms
        self._unused = httpx.Client(verify=self._trusted, trust_env=False)  # the library wants one for calls that block; nobody makes them
        self._connections: dict[bool, httpx.AsyncClient] = {}
        self._chats: dict[Target, ChatOpenAI] = {}

    def chat(self, target: Target) -> ChatOpenAI:
        """The client that asks this target. It never retries and never counts tokens by itself: both are ours."""
        if target not in self._chats:
            self._chats[target] = self._client(target)
        return self._chats[target]

    async def pieces(self, target: Target, messages: list[BaseMessage], options: dict[str, Any]) -> AsyncIterator[AIMessageChunk]:
        """What this target says, piece by piece; `ValueError` where nothing of the protocol came at all.

        `astream` does the same for a crowd of listeners that nobody is, and puts all pieces together again: a fifth of the client's CPU.
        """
        async with aclosing(cast("AsyncGenerator[ChatGenerationChunk, None]", self.chat(target)._astream(messages, **options))) as stream:
            came = False
            async for one in stream:
                came = True
                piece = cast("AIMessageChunk", one.message)
                piece.response_metadata = one.generation_info or {}
                yield piece
        if not came:
            raise ValueError("no piece of an answer came")

    async def close(self) -> None:
        for connection in self._connections.values():
            await connection.aclose()
        self._unused.close()

    def _connection(self, *, is_near: bool) -> httpx.AsyncClient:
        if is_near not in self._connections:
            limits = httpx.Limits(max_connections=None, max_keepalive_connections=50)
            try:
                made = httpx.AsyncClient(timeout=self._timeout, limits=limits, verify=self._trusted, trust_env=not is_near)
            except (ImportError, ValueError, httpx.InvalidURL) as error:
                raise ConfigError(f"The proxy that the environment names cannot be used: {error}") from error
            self._connections[is_near] = made
        return self._connections[is_near]

    def _client(self, target: Target) -> ChatOpenAI:
        chat = ChatOpenAI(
            model=target.model,
            base_url=target.base_url,
            api_key=SecretStr(target.api_key or "none"),  # without one the library looks for it in the environment
            temperature=target.temperature,
            max_completion_tokens=target.max_tokens if target.is_openai else None,
            extra_body=None if target.is_openai else {"max_tokens": target.max_tokens},
            reasoning_effort=target.effort,
            max_retries=0,
            streaming=True,
            stream_usage=True,
            stream_chunk_timeout=None,
            use_responses_api=False,
            http_async_client=self._connection(is_near=target.is_near),
            http_client=self._unused,
        )
        chat.async_client = _Plain(chat.root_async_client)
        return chat


class _Plain:
    """The chat completions that `ChatOpenAI` asks, with their events as plain objects of JSON.

    openai makes a model of every event, and the chat client takes it apart again at once: 43 % of what an answer of 25 pieces took (CPU).
    """

    def __init__(self, client: openai.AsyncOpenAI) -> None:
        self._client = client

    async def create(self, *, extra_body: dict[str, Any] | None = None, **body: Any) -> openai.AsyncStream[object]:
        return await self._client.post(
            "/chat/completions", body=body | (extra_body or {}), cast_to=object, stream=True, stream_cls=openai.AsyncStream[object]
        )


def _certificates() -> ssl.SSLContext:
    try:
        return httpx.create_ssl_context()
    except OSError as error:
        raise ConfigError(f"The certificates cannot be read ({error.strerror}). Look at SSL_CERT_FILE and SSL_CERT_DIR.") from error
