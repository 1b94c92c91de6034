"""With nothing but the token of a bot a laptop answers on Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from structlog.testing import capture_logs

from spotter.api.deps import House
from spotter.bootstrap import build_house, running
from spotter.language.wording import Style
from spotter.settings import Settings
from spotter.store.queries.identities import identity_at
from spotter.store.queries.outbox import letters
from tests.channels.telegram.conftest import Telegram, labels, until

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_a_set_is_logged_and_can_be_taken_back_with_a_tap(house: House, telegram: Telegram) -> None:
    answer = await telegram.ask("bench 3x5 80kg")
    assert "Bench Press 3 × 5 at 80 kg" in answer["text"]
    assert labels(answer) == [["Undo"]]
    await telegram.do("tap", button="Undo")
    [undone] = await telegram.answers()
    assert "took back" in undone["text"]
    await telegram.calls("editMessageReplyMarkup", wait_for=1)
    assert list((await telegram.state())["answered"].values()) == [True]


@SQLITE
async def test_a_button_that_is_tapped_twice_counts_once(house: House, telegram: Telegram) -> None:
    await telegram.ask("bench 3x5 80kg")
    logged = await telegram.ask("squat 5x5 100kg")
    for _ in range(2):
        await telegram.do("tap", button="Undo", message_id=logged["message_id"])
    [undone] = await telegram.answers()
    assert "Squat" in undone["text"]
    assert "Bench" in (await telegram.ask("what did I train today?"))["text"]


@SQLITE
async def test_only_the_newest_answer_can_be_taken_back_by_a_button(house: House, telegram: Telegram) -> None:
    first = await telegram.ask("bench 3x5 80kg")
    second = await telegram.ask("squat 5x5 100kg")
    [removed] = await telegram.calls("editMessageReplyMarkup", wait_for=1)
    assert removed["asked"]["message_id"] == str(first["message_id"])
    assert labels(second) == [["Undo"]]


@SQLITE
@pytest.mark.parametrize("kind", ["photo", "voice", "video", "document", "sticker", "location"])
async def test_what_cannot_be_understood_yet_gets_an_honest_answer(house: House, telegram: Telegram, kind: str) -> None:
    await telegram.do("send", kind=kind)
    [answer] = await telegram.answers()
    phrase = "location" if kind == "location" else f"media_{kind}"
    assert answer["text"] == Style("en", "metric", date.min).phrase(f"channels.{phrase}")
    assert "80 kg" in (await telegram.ask("bench 3x5 80kg"))["text"]


@SQLITE
async def test_the_question_of_the_coach_is_answered_with_a_button(house: House, telegram: Telegram) -> None:
    await telegram.ask("make me a 3 day plan")
    question = await telegram.ask("delete everything")
    assert labels(question)[0] == ["Yes", "No"]
    await telegram.do("tap", button="No")
    [kept] = await telegram.answers()
    assert "Yes" not in str(labels(kept))
    assert "plan" in (await telegram.ask("my plan"))["text"].lower()


@SQLITE
async def test_an_edited_message_is_read_again(house: House, telegram: Telegram) -> None:
    said = await telegram.say("bench 3x5 80kg")
    await telegram.answers()
    await telegram.do("edit", message_id=said["message_id"], text="bench 3x5 85kg")
    told, logged = await telegram.answers(2)
    assert "taken back" in told["text"]
    assert "85 kg" in logged["text"]


@SQLITE
async def test_who_writes_french_is_answered_in_french(house: House, telegram: Telegram) -> None:
    answer = await telegram.ask("développé couché 3x5 80 kg", language="fr")
    assert "80 kg" in answer["text"]
    assert labels(answer) == [["Annule ça"]]
    await telegram.say("/undo", language="fr")
    [undone] = await telegram.answers()
    assert "annulé" in undone["text"]


@SQLITE
async def test_people_are_told_apart_by_their_chats(house: House, telegram: Telegram) -> None:
    await telegram.ask("bench 3x5 80kg", chat=1001)
    answer = await telegram.ask("what did I train today?", chat=1002)
    assert answer["chat"]["id"] == 1002
    assert "Bench" not in answer["text"]


@SQLITE
@pytest.mark.parametrize("fault", ["rate_limit", "server_error", "bad_gateway", "cut"])
async def test_an_answer_that_telegram_did_not_take_is_sent_again(house: House, telegram: Telegram, fault: str) -> None:
    await telegram.do("faults", mode=fault, times=1)
    answer = await telegram.ask("bench 3x5 80kg")
    assert "80 kg" in answer["text"]
    assert len(await telegram.calls("sendMessage")) == 2


async def test_who_blocks_the_bot_is_left_alone_until_they_write_again(house: House, telegram: Telegram) -> None:
    await telegram.ask("bench 3x5 80kg")
    await telegram.do("faults", mode="blocked", times=1)
    await telegram.say("squat 5x5 100kg")
    await until(lambda: _is_blocked(house))
    await telegram.ask("deadlift 1x5 140kg")
    assert not await _is_blocked(house)


async def _is_blocked(house: House) -> bool:
    async with house.store.database.read() as session:
        identity = await identity_at(session, "telegram", "1001")
    return identity is not None and identity.blocked_at is not None


@SQLITE
@pytest.mark.parametrize("fault", ["server_error", "bad_gateway", "cut", "cut_after", "rate_limit"])
async def test_asking_survives_a_bad_moment_and_asks_for_nothing_twice(house: House, telegram: Telegram, fault: str) -> None:
    await telegram.do("faults", mode=fault, methods=["getUpdates"], times=2)
    await telegram.say("bench 3x5 80kg")
    [answer] = await telegram.answers()
    assert "80 kg" in answer["text"]
    assert "squat" in (await telegram.ask("squat 5x5 100kg"))["text"].lower()
    assert len((await telegram.state())["answered"]) == 0


@SQLITE
async def test_what_is_not_understood_holds_nothing_up(house: House, telegram: Telegram) -> None:
    await telegram.do("update", something_new={"id": 1})
    await telegram.do("update", message={"message_id": 1, "text": "no chat"})
    assert "80 kg" in (await telegram.ask("bench 3x5 80kg"))["text"]


@SQLITE
async def test_what_came_while_nobody_asked_is_answered_once(with_token: Callable[..., Settings], telegram: Telegram) -> None:
    await telegram.say("bench 3x5 80kg")
    async with running(build_house(with_token())) as house:
        assert "80 kg" in (await telegram.answers())[0]["text"]
        await until(lambda: _all_is_settled(house))
    async with running(build_house(with_token())):
        assert "100 kg" in (await telegram.ask("squat 5x5 100kg"))["text"]
    assert len(await telegram.everything()) == 2


async def _all_is_settled(house: House) -> bool:
    async with house.store.database.read() as session:
        return not await letters(session, "sending", 1)


@SQLITE
async def test_the_house_says_how_telegram_is_on_and_stops_at_once(with_token: Callable[..., Settings], telegram: Telegram) -> None:
    with capture_logs() as logs:
        async with running(build_house(with_token())):
            await telegram.calls("getUpdates", wait_for=1)
            asked_at = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - asked_at < 10  # though an answer may take 25 s
    [said] = [line["said"] for line in logs if line["event"] == "telegram.started"]
    assert said == "Telegram is on: write to @spotter_dev_bot. It asks for its messages (long polling)."
    state = await telegram.state()
    assert [command["command"] for command in state["menu"][""]] == ["today", "plan", "week", "progress", "undo", "help", "stop"]
    assert state["menu"]["fr"][0]["description"] == "La séance du jour"


@SQLITE
async def test_a_wrong_token_is_one_line_and_the_house_goes_on(with_token: Callable[..., Settings], telegram: Telegram) -> None:
    with capture_logs() as logs:
        async with running(build_house(with_token(token="1234567:wrong"))) as house:
            await until(lambda: _told(logs, "telegram.refused"))
            await house.store.database.ping()
    [said] = [line["said"] for line in logs if line["event"] == "telegram.refused"]
    assert "SPOTTER_TELEGRAM__TOKEN" in said
    assert "wrong" not in str(logs)


async def _told(logs: Sequence[object], event: str) -> bool:
    return event in str(logs)


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_of_two_processes_one_asks(with_token: Callable[..., Settings], telegram: Telegram) -> None:
    async with running(build_house(with_token())):
        await telegram.calls("getUpdates", wait_for=1)
        async with running(build_house(with_token())):
            await telegram.calls("getMe", wait_for=2)
            for number in range(5):
                assert f"{80 + number} kg" in (await telegram.ask(f"bench 3x5 {80 + number}kg"))["text"]
    assert "telegram.contested" not in str(await telegram.calls("getUpdates"))
