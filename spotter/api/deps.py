"""What routes are given: the house, and the person who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Header, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from spotter.api.limiting import Limiter
from spotter.api.tokens import person_of
from spotter.channels.base import Adapter
from spotter.channels.delivery import Delivery
from spotter.channels.reception import Reception
from spotter.clock import Clock
from spotter.errors import NotAllowed, NotAuthenticated, NotFound
from spotter.memory import Memory
from spotter.messages import Channel
from spotter.settings import Settings
from spotter.store.queries.people import delete_user, user_of
from spotter.store.uow import Store
from spotter.turns.bus import EventBus
from spotter.turns.runner import TurnRunner


def storable(text: str) -> str:
    """The text without NUL, which no database keeps; an id is then simply unknown."""
    return text.replace("\0", "")


class Given(BaseModel):
    """What a client sends. A field that is not known is refused, so that nobody believes in a change that was not made."""

    model_config = ConfigDict(extra="forbid")


RowId = Annotated[str, Field(max_length=36), AfterValidator(storable)]


@dataclass(frozen=True, slots=True)
class House:
    """The rooms behind the API, put together once."""

    settings: Settings
    secret: str
    store: Store
    bus: EventBus
    runner: TurnRunner
    limiter: Limiter
    clock: Clock
    memory: Memory
    adapters: Mapping[Channel, Adapter]
    reception: Reception
    delivery: Delivery

    async def forget(self, user_id: str) -> None:
        """Delete a person and everything that is theirs: what runs for them, its steps, their vectors, their rows."""
        await self.runner.let_go(user_id)
        await self.memory.forget_person(user_id)
        async with self.store.database.write() as session:
            await delete_user(session, user_id)


async def house_of(request: Request) -> House:
    return cast(House, request.app.state.house)


HouseDep = Annotated[House, Depends(house_of)]


async def bearer(house: HouseDep, authorization: Annotated[str | None, Header()] = None) -> str:
    """The id of the person that the bearer token names. That they still exist is for the database to say."""
    user_id = person_of(house.secret, token_in(authorization))
    house.limiter.check("person", user_id)
    return user_id


def token_in(authorization: str | None) -> str:
    """The token of an `Authorization` header, or `NotAuthenticated`."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotAuthenticated("Send a bearer token: Authorization: Bearer ... (get one with POST /api/v1/users).")
    return token


BearerDep = Annotated[str, Depends(bearer)]


async def current_user(house: HouseDep, user_id: BearerDep) -> str:
    """The id of the person who asks, known to exist and not to have expired."""
    await check_person(house, user_id)
    return user_id


async def check_person(house: House, user_id: str) -> None:
    """`NotAuthenticated` where the person is gone or their time is over."""
    try:
        async with house.store.database.read() as session:
            user = await user_of(session, user_id)
    except NotFound as error:
        raise NotAuthenticated("This person no longer exists. Start a new session.") from error
    if user.expires_at is not None and user.expires_at < house.clock.now():
        raise NotAuthenticated("This session has expired. Start a new one.")


UserDep = Annotated[str, Depends(current_user)]


async def operator(house: HouseDep, user_id: UserDep) -> str:
    """The id of whoever runs this house: the owner of its data directory."""
    async with house.store.database.read() as session:
        user = await user_of(session, user_id)
    if user.kind != "owner":
        raise NotAllowed("Only the owner of this data may see that.")
    return user_id


OperatorDep = Annotated[str, Depends(operator)]
