"""Models over the real client and a real server, with rows in both engines where they matter."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from sqlalchemy import select

from spotter.clock import FixedClock
from spotter.dev.serving import ModelServer
from spotter.llm.asking import Ask
from spotter.llm.models import Models
from spotter.llm_settings import LLMSettings
from spotter.settings import Settings
from spotter.store.engine import Database
from spotter.store.queries.people import create_user
from spotter.store.tables import ModelCall
from spotter.store.uow import Store

NewModels = Callable[..., Models]
AskOf = Callable[..., Ask]


@pytest.fixture
async def store(settings: Settings, clock: FixedClock) -> AsyncIterator[Store]:
    database = Database(settings.resolved_database_url)
    yield Store(database, clock)
    await database.close()


@dataclass
class Somebody:
    """A person with rows, as the budget sees them."""

    store: Store
    user_id: str

    async def calls(self) -> list[ModelCall]:
        async with self.store.read(self.user_id) as uow:
            return list(await uow.session.scalars(select(ModelCall).where(ModelCall.user_id == self.user_id).order_by(ModelCall.id)))


@pytest.fixture
async def somebody(store: Store, clock: FixedClock) -> Somebody:
    async with store.database.write() as session:
        return Somebody(store, (await create_user(session, kind="guest", now=clock.now())).id)


@pytest.fixture
async def new_models(server: ModelServer, store: Store, clock: FixedClock) -> AsyncIterator[NewModels]:
    """Makes models of the server: `new_models(first_token_s=0.2)`. The specialist is gpt-5-mini unless another is named."""
    made: list[Models] = []

    def make(**wishes: Any) -> Models:
        given = {"specialist": "openai:gpt-5-mini", "base_url": server.url, "retries": 2, "first_token_s": 5}
        models = Models(LLMSettings.model_validate(given | wishes), store, clock)
        made.append(models)
        return models

    yield make
    for models in made:
        await models.close()


@pytest.fixture
def ask_of(somebody: Somebody) -> AskOf:
    """A question of somebody: `ask_of("hello", role="router")`."""

    def make(said: str = "How was my week?", **wishes: Any) -> Ask:
        messages: list[BaseMessage] = [SystemMessage("You are a coach."), HumanMessage(said)]
        return Ask(**({"role": "specialist", "user_id": somebody.user_id, "messages": messages} | wishes))

    return make


@pytest.fixture
def dead_url() -> str:
    """An address of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/v1"
