"""A model's double behind a real server, and the client that the coach uses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from langchain_openai import ChatOpenAI

from spotter.dev.serving import ModelServer

NewClient = Callable[..., ChatOpenAI]


@pytest.fixture
def new_client(server: ModelServer) -> NewClient:
    """Makes clients of the server: `new_client(temperature=0)`."""

    def make(**options: object) -> ChatOpenAI:
        given = {"model": "double", "base_url": server.url, "api_key": "none", "max_retries": 0, "stream_usage": True, "timeout": 5}
        return ChatOpenAI(**(given | options))

    return make


@pytest.fixture
def client(new_client: NewClient) -> ChatOpenAI:
    return new_client()
