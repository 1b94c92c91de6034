"""People: guests, the owner of this machine's data, and who I am."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from spotter.api.deps import Given, House, HouseDep, UserDep
from spotter.api.tokens import issue
from spotter.clock import zone_names
from spotter.errors import BadInput, NotAllowed
from spotter.store.queries import people
from spotter.store.queries.due_reminders import follow_wall
from spotter.store.rows import row_as_json
from spotter.store.tables import User

AcceptLanguage = Annotated[str, Header()]
router = APIRouter(prefix="/api/v1/users", tags=["people"])
LOOPBACK = ("127.0.0.1", "::1", "testclient")
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]", "testserver")


class NewUser(Given):
    """How a guest wants to be spoken to."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"locale": "fr", "units": "metric", "time_zone": "Europe/Paris", "country": "FR"}]}
    )

    locale: Literal["en", "fr"] | None = Field(default=None, description="Taken from Accept-Language when left out; else English.")
    units: Literal["metric", "imperial"] = "metric"
    time_zone: str = Field(default="UTC", max_length=64)
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$")


class Signed(BaseModel):
    user_id: str
    access_token: str
    expires_at: datetime | None


class Me(BaseModel):
    user_id: str
    kind: str
    locale: str
    units: str
    time_zone: str
    country: str | None
    expires_at: datetime | None
    profile: dict[str, Any]


@router.post("", summary="Start as a guest", response_model=Signed, status_code=201)
async def create_guest(house: HouseDep, body: NewUser | None = None, accept_language: AcceptLanguage = "") -> Signed:
    """Start as a guest. What a guest writes is deleted when the session expires."""
    wishes = body or NewUser()
    _check_zone(wishes.time_zone)
    now = house.clock.now()
    expires_at = now + timedelta(hours=house.settings.guest_hours)
    async with house.store.database.write() as session:
        user = await people.create_user(session, kind="guest", now=now, expires_at=expires_at)
        _apply(user, wishes.model_dump() | {"locale": wishes.locale or spoken(accept_language)})
        user.locale_chosen_at = now if wishes.locale else None
    return _signed(house, user)


@router.post("/owner", summary="Sign in as the owner of this machine's data", response_model=Signed)
async def sign_in_owner(house: HouseDep, request: Request, body: NewUser | None = None, accept_language: AcceptLanguage = "") -> Signed:
    """Become the permanent owner of this machine's data: only over loopback, while nothing is served beyond it."""
    host = (request.headers.get("host") or "").rsplit(":", 1)[0]
    is_local = request.client is not None and request.client.host in LOOPBACK and host in LOCAL_HOSTS
    if house.settings.serves_beyond_loopback or not is_local:
        raise NotAllowed("The owner signs in on this machine only. Use POST /api/v1/users for a guest.")
    async with house.store.database.write() as session:
        user = await people.owner(session)
        if user is None:
            user = await people.create_user(session, kind="owner", now=house.clock.now())
            wishes = body or NewUser()
            _check_zone(wishes.time_zone)
            _apply(user, wishes.model_dump() | {"locale": wishes.locale or spoken(accept_language)})
            user.locale_chosen_at = house.clock.now() if wishes.locale else None
    return _signed(house, user)


@router.get("/me", summary="Who I am and what is known about me", response_model=Me)
async def me(user_id: UserDep, house: HouseDep) -> Me:
    """Who I am and what is known about me for training."""
    async with house.store.read(user_id) as uow:
        user = await people.user_of(uow.session, user_id)
        profile = row_as_json(await people.profile_of(uow))
    return _me(user, profile)


class Change(Given):
    """What may be changed here; the profile itself is changed by telling the coach."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"locale": "en", "units": "imperial"}]})

    locale: Literal["en", "fr"] | None = None
    units: Literal["metric", "imperial"] | None = None
    time_zone: str | None = Field(default=None, max_length=64)
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$")


@router.put("/me", summary="Change my language, units, time zone or country", response_model=Me)
async def change_me(body: Change, user_id: UserDep, house: HouseDep) -> Me:
    """Change language, units, time zone or country."""
    if body.time_zone is not None:
        _check_zone(body.time_zone)
    async with house.store.write(user_id) as uow:
        user = await people.user_of(uow.session, user_id)
        _apply(user, body.model_dump(exclude_none=True))
        if body.locale is not None:
            user.locale_chosen_at = uow.now
        if body.time_zone is not None:
            await follow_wall(uow.session, user_id, uow.now)
        profile = row_as_json(await people.profile_of(uow))
    return _me(user, profile)


@router.delete("/me", summary="Delete me and everything that is mine", status_code=204)
async def delete_me(user_id: UserDep, house: HouseDep) -> Response:
    """Delete me and everything that is mine, at once and for good."""
    await house.forget(user_id)
    return Response(status_code=204)


def _signed(house: House, user: User) -> Signed:
    token = issue(house.secret, user.id)
    return Signed(user_id=user.id, access_token=token, expires_at=user.expires_at)


def _me(user: User, profile: dict[str, Any]) -> Me:
    known = {name: value for name, value in profile.items() if name not in ("user_id", "updated_at")}
    return Me(
        user_id=user.id,
        kind=user.kind,
        locale=user.locale,
        units=user.units,
        time_zone=user.time_zone,
        country=user.country,
        expires_at=user.expires_at,
        profile=known,
    )


def _apply(user: User, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(user, name, value)


def spoken(accept_language: str) -> Literal["en", "fr"]:
    """The language served that an `Accept-Language` header prefers; English when it names none (RFC 9110, 12.5.4)."""
    wanted: dict[str, float] = {}
    for part in accept_language.lower().split(","):
        tag, _, weight = part.partition(";")
        language = tag.strip().partition("-")[0]
        said = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", weight)
        if language in ("en", "fr"):
            wanted[language] = max(wanted.get(language, 0.0), float(said[1]) if said else 1.0)
    best = max(wanted, key=lambda language: wanted[language], default="en")  # of two alike the first
    return "fr" if best == "fr" and wanted["fr"] > 0 else "en"


def _check_zone(name: str) -> None:
    if name not in zone_names():
        raise BadInput(f"There is no time zone {name!r}. Use a name such as Europe/Paris.")
