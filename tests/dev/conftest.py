"""A model's double behind a real server, and the client that the coach uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from langchain_openai import ChatOpenAI

from spotter.dev.model.double import ModelDouble
from spotter.dev.serving import ModelServer, serving

NewClient = Callable[..., ChatOpenAI]


@pytest.fixture(scope="session")
def running_server() -> Iterator[ModelServer]:
    with serving(ModelDouble("echo")) as server:
        yield server


@pytest.fixture
def server(running_server: ModelServer) -> ModelServer:
    """A server as it starts: it echoes, without faults."""
    running_server.double.reset()
    return running_server


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
