"""Training by text message: what somebody texts is logged, and a short answer comes back."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import func, select

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.dev.phones import Faults
from spotter.language.wording.sms import segments
from spotter.messages import Outgoing
from spotter.store.queries import outbox
from spotter.store.queries.identities import identity_at
from spotter.store.tables import Consent, Outbox, SetLog, Turn, User
from tests.channels.sms.conftest import PHONE, PUBLIC, Texter


async def count(house: House, table: type) -> int:
    async with house.store.database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def until_rows(house: House, number: int, **values: str) -> None:
    """Return as soon as that many messages of the outbox are so."""

    async def found() -> int:
        async with house.store.database.read() as session:
            return await session.scalar(select(func.count()).select_from(Outbox).filter_by(**values)) or 0

    async with asyncio.timeout(20):
        while await found() < number:  # noqa: ASYNC110  the sender of the house makes it happen
            await asyncio.sleep(0.01)


async def test_a_workout_by_text_is_logged_and_answered_in_short(house: House, texter: Texter) -> None:
    answer = await texter.say("bench 3x5 80kg")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    assert answer.text == '<?xml version="1.0" encoding="UTF-8"?><Response/>'
    heard = await texter.hears()
    assert "80" in heard
    assert segments(heard) == 1
    assert await count(house, SetLog) == 3


async def test_a_conversation_goes_on_by_text(texter: Texter) -> None:
    await texter.say("squat 5x5 100kg")
    assert "100" in await texter.hears(1)
    await texter.say("what did i do today?")
    heard = await texter.hears(2)
    assert "100" in heard
    assert segments(heard) <= 2


async def test_a_question_says_which_words_to_answer_with(texter: Texter) -> None:
    await texter.say("delete all my data")
    heard = await texter.hears()
    assert "YES" in heard
    assert not {"CANCEL", "STOP", "END", "QUIT"} & set(heard.upper().replace(".", " ").split())
    await texter.say("no")
    assert "YES" not in await texter.hears(2)


async def test_words_of_an_emergency_come_alone(texter: Texter) -> None:
    await texter.say("my chest hurts and my left arm is numb")
    heard = await texter.hears()
    assert "112" in heard
    assert "UNDO" not in heard
    assert segments(heard) == 1


async def test_the_same_message_again_is_one_turn(house: House, texter: Texter) -> None:
    sid = "SM" + "7" * 32
    answers = await asyncio.gather(*(texter.say("bench 3x5 80kg", sid=sid) for _ in range(3)))
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    await texter.hears()
    assert (await texter.say("bench 3x5 80kg", sid=sid)).status_code == 200
    await texter.say("weight 81 kg")
    await texter.hears(2)
    assert (len(texter.heard), await count(house, Turn), await count(house, SetLog)) == (2, 2, 3)


async def test_somebody_new_is_met_where_their_number_is_from(house: House, texter: Texter) -> None:
    await texter.say("développé couché 3x5 à 80 kg")
    assert "Noté" in await texter.hears()
    async with house.store.database.read() as session:
        identity = await identity_at(session, "sms", PHONE)
        assert identity is not None
        person = await session.get_one(User, identity.user_id)
        assert (person.locale, person.country, person.time_zone, person.units) == ("fr", "FR", "Europe/Paris", "metric")


async def test_pounds_are_the_unit_of_an_american_number(house: House, texter: Texter) -> None:
    texter.number = "+12125551234"
    await texter.say("bench 3x5 185")
    assert "185 lb" in await texter.hears()


async def test_what_twilio_refuses_for_now_is_sent_later(clock: FixedClock, house: House, texter: Texter) -> None:
    texter.phones.faults = Faults(mode="rate_limit", count=1, retry_after_s=7)
    await texter.say("bench 3x5 80kg")
    await until_rows(house, 1, status="pending", error="429")
    clock.advance(timedelta(seconds=8))
    house.delivery.wake()
    await texter.hears()
    assert len(texter.heard) == 1


async def test_nothing_more_is_sent_to_whoever_opted_out_at_twilio(house: House, texter: Texter) -> None:
    await texter.say("bench 3x5 80kg")
    await texter.hears()
    texter.phones.opted_out.add(PHONE)
    async with house.store.database.write() as session:
        identity = await identity_at(session, "sms", PHONE)
        assert identity is not None
        for text in ("one", "two"):
            outgoing, now = Outgoing(text=text), house.clock.now()
            await outbox.put(session, user_id=identity.user_id, channel="sms", address=PHONE, kind="notice", outgoing=outgoing, now=now)
    house.delivery.wake()
    await until_rows(house, 1, status="dead", error="21610")
    async with house.store.database.read() as session:
        notices = select(Outbox).where(Outbox.kind == "notice").order_by(Outbox.id)
        told = [(row.status, row.error) for row in await session.scalars(notices)]
        identity = await identity_at(session, "sms", PHONE)
        consents = [(row.channel, row.kind, row.allowed, row.source) for row in await session.scalars(select(Consent))]
    assert consents == [("sms", "all", False, "provider")]
    assert told[0] == ("dead", "21610")
    assert told[1][0] == "cancelled"
    assert identity is not None
    assert identity.blocked_at is not None
    await texter.say("START")
    assert "back" in (await texter.hears(2)).lower() or "revoir" in await texter.hears(2)


async def test_twilio_is_told_where_to_report(texter: Texter) -> None:
    await texter.say("bench 3x5 80kg")
    await texter.hears()
    assert list(texter.phones.callbacks.values()) == [f"{PUBLIC}/channels/sms/status#rc=5&rp=all"]
