"""The client of OpenAI-compatible addresses. Importing it takes a second, so only a model that is asked, or will be, does."""

from __future__ import annotations

import ssl
import warnings
from urllib.parse import urlsplit

import httpx
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from spotter.llm.targets import Target
from spotter.llm_settings import LLMSettings

# They refuse `max_tokens`; others know nothing else or refuse `max_completion_tokens`.
OPENAI_HOSTS = ("api.openai.com", ".azure.com")

# Said when a provider breaks the protocol, with a piece of its answer, which belongs in no log.
warnings.filterwarnings("ignore", message="Pydantic serializer warnings")


class Providers:
    """One chat client per target over shared connections. Proxies of the environment hold for the world, not for this machine."""

    def __init__(self, settings: LLMSettings) -> None:
        silence = max(settings.first_token_s, settings.between_tokens_s)
        timeout = httpx.Timeout(silence, connect=settings.connect_s, pool=settings.connect_s)
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=50)
        trusted = ssl.create_default_context()  # made once: each takes 20 ms
        self._near = httpx.AsyncClient(timeout=timeout, limits=limits, verify=trusted, trust_env=False)
        self._far = httpx.AsyncClient(timeout=timeout, limits=limits, verify=trusted)
        self._unused = httpx.Client(verify=trusted, trust_env=False)  # the library wants one for calls that block; nobody makes them
        self._chats: dict[Target, ChatOpenAI] = {}

    def chat(self, target: Target) -> ChatOpenAI:
        """The client that asks this target. It never retries and never counts tokens by itself: both are ours."""
        if target not in self._chats:
            self._chats[target] = self._client(target)
        return self._chats[target]

    async def close(self) -> None:
        await self._near.aclose()
        await self._far.aclose()
        self._unused.close()

    def _client(self, target: Target) -> ChatOpenAI:
        is_openai = (urlsplit(target.base_url).hostname or "").endswith(OPENAI_HOSTS)
        return ChatOpenAI(
            model=target.model,
            base_url=target.base_url,
            api_key=SecretStr(target.api_key or "none"),  # without one the library looks for it in the environment
            temperature=target.temperature,
            max_completion_tokens=target.max_tokens if is_openai else None,
            extra_body=None if is_openai else {"max_tokens": target.max_tokens},
            reasoning_effort=target.effort,
            max_retries=0,
            streaming=True,
            stream_usage=True,
            stream_chunk_timeout=None,
            use_responses_api=False,
            http_async_client=self._near if target.is_near else self._far,
            http_client=self._unused,
        )
