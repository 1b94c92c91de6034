"""Who may be whom: guests, the owner of the machine, changing and deleting oneself, and sessions that end."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.clock import FixedClock
from spotter.settings import Settings
from spotter.store.tables import PERSONAL, User
from tests.conftest import NOW, Person, app_of
from tests.row_counts import row_counts

USERS = "/api/v1/users"
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def rows_of(house: House, user_id: str) -> dict[str, int]:
    """How many rows of each personal table are this person's."""
    async with house.store.database.read() as session:
        found = {}
        for table in PERSONAL:
            wanted = select(func.count()).select_from(table).where(table.__table__.c.user_id == user_id)
            found[table.__tablename__] = await session.scalar(wanted) or 0
    return found


@SQLITE
async def test_a_guest_gets_a_token_and_a_day(client: httpx.AsyncClient) -> None:
    answer = await client.post(USERS)
    assert answer.status_code == 201
    guest = answer.json()
    assert set(guest) == {"user_id", "access_token", "expires_at"}
    assert guest["expires_at"].startswith((NOW + timedelta(hours=24)).isoformat()[:19])
    me = await client.get(f"{USERS}/me", headers={"Authorization": f"Bearer {guest['access_token']}"})
    assert (me.json()["user_id"], me.json()["kind"], me.json()["locale"]) == (guest["user_id"], "guest", "en")


@SQLITE
async def test_language_units_and_zone_can_be_changed(person: Person) -> None:
    wishes = {"locale": "fr", "units": "imperial", "time_zone": "America/Montreal", "country": "CA"}
    changed = await person.client.put(f"{USERS}/me", json=wishes, headers=person.headers)
    assert {name: changed.json()[name] for name in wishes} == wishes
    assert "annuler" in (await person.say("annule"))["reply"]
    for wrong in ({"locale": "de"}, {"units": "stone"}, {"time_zone": "Mars/Olympus"}, {"time_zone": "UTC\0"}, {"country": "france"}):
        refused = await person.client.put(f"{USERS}/me", json=wrong, headers=person.headers)
        assert refused.status_code == 422, wrong
    misspelt = await person.client.put(f"{USERS}/me", json={"timezone": "Europe/Paris"}, headers=person.headers)
    assert misspelt.status_code == 422
    assert misspelt.json()["errors"] == [{"field": "body.timezone", "message": "There is no field 'timezone' here."}]
    assert (await person.client.get(f"{USERS}/me", headers=person.headers)).json()["locale"] == "fr"


@SQLITE
@pytest.mark.parametrize(
    ("accepts", "chosen", "spoken"),
    [
        ("fr-FR,fr;q=0.9,en;q=0.8", {}, "fr"),
        ("de,en;q=0.5,fr;q=0.7", {}, "fr"),
        ("en-US,en;q=0.9,fr;q=0.8", {}, "en"),
        ("fr, en", {}, "fr"),
        ("fr;q=0, de", {}, "en"),
        ("de", {}, "en"),
        ("*", {}, "en"),
        (";;q=,fr;q=x", {}, "fr"),
        ("fr-FR", {"locale": "en"}, "en"),
    ],
)
async def test_whoever_chooses_no_language_gets_the_browsers(
    client: httpx.AsyncClient, accepts: str, chosen: dict[str, str], spoken: str
) -> None:
    for path in (USERS, f"{USERS}/owner"):
        signed = (await client.post(path, json=chosen, headers={"Accept-Language": accepts})).json()
        me = await client.get(f"{USERS}/me", headers={"Authorization": f"Bearer {signed['access_token']}"})
        assert me.json()["locale"] == spoken


async def test_deleting_myself_leaves_no_row_of_mine_and_every_row_of_others(person: Person, new_person: Any, house: House) -> None:
    other: Person = await new_person()
    for somebody in (person, other):
        for message in ("bench 3x5 80kg", "two eggs and a banana", "weight 82 kg", "my left knee hurts 4/10", "squat 80kg", "undo"):
            reply = await somebody.say(message)
        rating = {"turn_id": reply["turn_id"], "rating": "down", "text": "hm"}
        await somebody.client.post("/api/v1/ai/feedback", json=rating, headers=somebody.headers)
    kept = await rows_of(house, other.user_id)
    assert sum(kept.values()) > 20
    gone = await person.client.delete(f"{USERS}/me", headers=person.headers)
    assert gone.status_code == 204
    assert {name: count for name, count in (await rows_of(house, person.user_id)).items() if count} == {}
    assert await rows_of(house, other.user_id) == kept
    assert (await row_counts(house))["user"] == 1
    refused = await person.client.get(f"{USERS}/me", headers=person.headers)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == "Bearer"


@SQLITE
async def test_a_guest_session_ends_after_a_day_and_its_data_goes(
    settings: Settings, house: House, person: Person, clock: FixedClock
) -> None:
    await person.say("bench 3x5 80kg")
    clock.advance(timedelta(hours=23, minutes=59))
    assert (await person.client.get(f"{USERS}/me", headers=person.headers)).status_code == 200
    clock.advance(timedelta(minutes=2))
    late = await person.client.post("/api/v1/ai/chat", json={"message": "hi"}, headers=person.headers)
    assert (late.status_code, late.json()["detail"]) == (401, "This session has expired. Start a new one.")


@SQLITE
async def test_the_clean_up_forgets_expired_guests_only(settings: Settings, clock: FixedClock) -> None:
    from spotter.store.queries.people import create_user

    async with running(build_house(settings, clock)) as first, first.store.database.write() as session:
        await create_user(session, kind="owner", now=clock.now())
        await create_user(session, kind="guest", now=clock.now(), expires_at=clock.now() + timedelta(hours=24))
        await create_user(session, kind="guest", now=clock.now(), expires_at=clock.now() + timedelta(hours=72))
    clock.advance(timedelta(hours=25))
    async with running(build_house(settings, clock)) as second:
        for _ in range(100):
            async with second.store.database.read() as session:
                kinds = sorted(await session.scalars(select(User.kind)))
            if len(kinds) == 2:
                break
            await asyncio.sleep(0.05)
    assert kinds == ["guest", "owner"]


@SQLITE
async def test_the_owner_is_one_person_and_signs_in_from_this_machine_only(client: httpx.AsyncClient, house: House) -> None:
    first = (await client.post(f"{USERS}/owner")).json()
    second = (await client.post(f"{USERS}/owner")).json()
    assert first["user_id"] == second["user_id"]
    assert first["expires_at"] is None
    # A page elsewhere whose name was pointed at this machine: the Host header gives it away.
    for host in ("evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.nip.example"):
        rebound = await client.post(f"{USERS}/owner", headers={"Host": host})
        assert (rebound.status_code, rebound.json()["code"]) == (403, "not_allowed"), host
    with app_of(house) as app:
        far = httpx.ASGITransport(app=app, client=("203.0.113.9", 5000))
        async with httpx.AsyncClient(transport=far, base_url="http://localhost") as stranger:
            assert (await stranger.post(f"{USERS}/owner")).status_code == 403


class TestServedBeyondLoopback:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"host": "0.0.0.0"})

    @SQLITE
    async def test_nobody_is_the_owner(self, client: httpx.AsyncClient) -> None:
        assert (await client.post(f"{USERS}/owner", headers={"Host": "localhost"})).status_code == 403


@SQLITE
async def test_tokens_of_others_and_of_nobody_are_refused(client: httpx.AsyncClient, person: Person) -> None:
    import jwt

    def bearer(claims: dict[str, str], key: str = "k" * 40, algorithm: str = "HS256") -> str:
        return f"Bearer {jwt.encode(claims, key, algorithm=algorithm)}"

    mine = {"sub": person.user_id, "aud": "spotter"}
    forged = [
        "",
        "Bearer",
        "Bearer ",
        "Basic " + person.token,
        "Bearer " + person.token[:-4],
        bearer(mine, "x" * 40),
        "Bearer " + jwt.encode(mine, None, algorithm="none"),
        bearer({"sub": person.user_id, "aud": "elsewhere"}),
        bearer({"sub": person.user_id}),
        bearer({"sub": "nobody", "aud": "spotter"}),
        bearer({"sub": "no\0body", "aud": "spotter"}),
    ]
    for header in forged:
        answer = await client.get(f"{USERS}/me", headers={"Authorization": header})
        assert answer.status_code == 401, header
        assert answer.json()["code"] == "not_authenticated"
    assert (await client.get(f"{USERS}/me")).status_code == 401
