"""The channels that lead to me: listed, linked by a code, claimed, let go."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import Response

from spotter.api.calling import IdempotencyKey, read, write
from spotter.api.deps import Given, House, HouseDep, UserDep
from spotter.api.tokens import person_of
from spotter.errors import AtRest, NotFound, TooMany, Unavailable
from spotter.store.queries.link_codes import TRIES_WITHIN, Linked, token_shown

Outside = Literal["telegram", "sms", "email"]
router = APIRouter(prefix="/api/v1/users/me/channels", tags=["people"])


class ChannelView(BaseModel):
    """A way to me. `is_silent` where nothing is sent, because I or the provider said so."""

    id: str
    channel: Outside
    address: str | None
    is_silent: bool


class ChannelList(BaseModel):
    channels: list[ChannelView]


class NewChannel(Given):
    """With an address a code is sent there, which `claim` takes; without one the code is in the answer, to be sent from the channel."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"channel": "telegram"}, {"channel": "sms", "address": "+33612345678"}]})

    channel: Outside | None = None
    address: str | None = Field(default=None, max_length=254)


class Offered(BaseModel):
    """`chat_url` shows the code to our Telegram bot with one tap, `page_url` opens this talk in another browser."""

    channel: Outside | None
    address: str | None
    code: str | None
    minutes: int
    chat_url: str | None
    page_url: str | None


class Claim(Given):
    """One of both: a code, or the access token of a guest whose rows shall be mine."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"code": "NDXP-CF37"}]})

    code: str | None = Field(default=None, max_length=40)
    access_token: str | None = Field(default=None, max_length=2000)

    @model_validator(mode="after")
    def _is_one(self) -> Claim:
        if (self.code is None) == (self.access_token is None):
            raise ValueError("give a code or an access_token")
        return self


class Claimed(BaseModel):
    outcome: Literal["linked", "same"]


@router.get("", summary="The channels that lead to me", response_model=ChannelList)
async def mine(house: HouseDep, user_id: UserDep) -> ChannelList:
    """Every channel and address at which I can be reached."""
    return ChannelList.model_validate((await read(house, user_id, "list_channels", {})).result)


@router.post("", summary="Link a channel or an address", response_model=Offered, status_code=201)
async def link(body: NewChannel, house: HouseDep, user_id: UserDep, idempotency_key: IdempotencyKey = None) -> Offered:
    """A one-time code for ten minutes: to be sent to Spotter from the channel, or sent to an address to prove it."""
    ran = await write(house, user_id, "link_channel", body.model_dump(exclude_none=True), key=idempotency_key)
    return Offered.model_validate(ran.result)


@router.post("/claim", summary="Show a code, or claim what a guest wrote", response_model=Claimed)
async def claim(
    body: Claim,
    house: HouseDep,
    user_id: UserDep,
    confirmed: Annotated[bool, Query(description="Whether both may become one, where I have written before.")] = False,
) -> Claimed:
    """Make mine what was written by whoever made the code, or by the guest whose token this is. All of it moves at once."""
    if body.access_token is not None:
        return _told(await _claim_guest(house, user_id, person_of(house.secret, body.access_token)))
    ran = await write(house, user_id, "redeem_link_code", {"code": body.code}, confirmed=confirmed)
    return _told(ran.result["outcome"])


async def _claim_guest(house: House, user_id: str, guest_id: str) -> Linked:
    async with house.store.write(user_id) as uow:
        outcome = await token_shown(uow, guest_id)
    house.runner.follow_facts(user_id)
    return outcome


def _told(outcome: Linked) -> Claimed:
    match outcome:
        case "linked" | "same":
            return Claimed(outcome=outcome)
        case "wait":
            raise TooMany("Too many wrong codes.", retry_after_s=TRIES_WITHIN.total_seconds())
        case "busy":
            raise Unavailable("Something of theirs is still running. Try again in a moment.", retry_after_s=2)
        case "two_accounts":
            raise AtRest("Both are accounts of their own, and stay apart.")
        case "other_way":
            raise AtRest("The code is of an account, which no guest takes over: make a code here, and show it there.")
    raise NotFound("This code opens nothing.")


@router.delete("/{channel_id}", summary="Unlink a channel", status_code=204)
async def unlink(channel_id: Annotated[str, Path(max_length=36)], house: HouseDep, user_id: UserDep) -> Response:
    """Let a channel go. The last way in is kept."""
    every = ChannelList.model_validate((await read(house, user_id, "list_channels", {})).result)
    if channel_id not in {one.id for one in every.channels}:
        raise NotFound("There is no such channel.")
    await write(house, user_id, "unlink_channel", {"id": channel_id}, confirmed=True)
    return Response(status_code=204)
