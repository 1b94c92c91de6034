"""STOP is obeyed before anything else, START brings back, HELP says what this is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from spotter.api.deps import House
from spotter.messages import Outgoing, OutKind
from spotter.store.queries import outbox
from spotter.store.queries.consents import standing
from spotter.store.tables import Nudge, Outbox
from tests.channels.door import Visitor, turns_of
from tests.conftest import NOW

WRITTEN_FIRST: tuple[OutKind, ...] = ("reminder", "nudge", "check_in", "notice")
PHRASINGS = [
    "STOP", "stop.", "Stopall", "unsubscribe", "CANCEL", "end", "Quit", "REVOKE", "opt out", "OPTOUT", "arrêt", "ARRET", "st\u200bop",
    "S T O P", "stopp", "please stop texting me", "stop texting this number", "don't text me anymore", "do not contact me again",
    "never text me again", "no more messages please", "remove me from your list", "take me off this list", "leave me alone",
    "lose my number", "i want to opt out", "can you please stop messaging me?", "i no longer want your texts", "unsubcribe me",
    "stop sending me messages", "quit messaging me", "plesae stop texitng me", "arrêtez de m'écrire", "ne m'envoyez plus rien",
    "désabonne-moi", "ne m'écris plus", "je ne veux plus recevoir de messages", "stop aux sms", "laisse-moi tranquille",
    "merci de ne plus me contacter",
]  # fmt: skip


async def test_after_an_opt_out_nothing_more_is_sent(house: House) -> None:
    """Forty ways to say it: one answer, then silence, whatever the person or the coach does."""
    sent = 0
    for number, text in enumerate(PHRASINGS):
        visitor = Visitor(house, address=f"+3361234{number:04}")
        await visitor.send("hello")
        user_id = await visitor.user_id()
        for kind in WRITTEN_FIRST:
            await _put(house, user_id, visitor.address, kind, due_at=NOW + timedelta(hours=1))
        [answer] = await visitor.says(text)
        assert "START" in answer, text
        for kind in outbox.KINDS[:5]:
            await _put(house, user_id, visitor.address, kind, due_at=NOW)
        await visitor.send("squat 3x5 100 kg")
        await visitor.send(text)
        assert len(await turns_of(house, user_id)) == 2  # what they log is logged
        house.clock.advance(timedelta(hours=2))  # type: ignore[attr-defined]
        sent += len(await visitor.reads())
    assert sent == 0


async def _put(house: House, user_id: str, address: str, kind: OutKind, due_at: datetime, channel: str = "sms") -> None:
    words = Outgoing(text=f"a {kind} that waits")
    async with house.store.database.write() as session:
        await outbox.put(
            session, user_id=user_id, channel=channel, address=address, kind=kind, outgoing=words, now=house.clock.now(), due_at=due_at
        )


async def test_start_brings_back_and_is_an_ordinary_word_otherwise(house: House) -> None:
    visitor = Visitor(house)
    assert "STOP" not in (await visitor.says("START"))[0]  # nobody was out: the coach greets
    assert len(await turns_of(house, await visitor.user_id())) == 1
    await visitor.says("STOP")
    assert await visitor.says("hello") == []
    [back] = await visitor.says("start")
    assert "back" in back
    assert len(await visitor.says("bench 3x5 80 kg")) == 1


async def test_the_answer_to_stop_is_over_where_it_could_not_leave_for_an_hour(house: House) -> None:
    visitor = Visitor(house)
    await visitor.says("hello")
    await visitor.send("STOP")
    house.clock.advance(timedelta(hours=2))  # type: ignore[attr-defined]
    assert await visitor.reads() == []


async def test_who_is_gone_is_not_written_to(house: House) -> None:
    async with house.store.database.read() as session:
        assert (await standing(session, "nobody", "sms", "+33612345678")).is_out


async def test_yes_answers_a_question_and_comes_back_only_when_out(house: House) -> None:
    visitor = Visitor(house)
    await visitor.says("delete my account")
    assert "deleted" in (await visitor.says("yes"))[0]
    await visitor.says("stop")
    assert "back" in (await visitor.says("YES"))[0]


async def test_the_same_stop_again_after_start_changes_nothing(house: House) -> None:
    """Providers repeat what they delivered, hours later, too."""
    visitor = Visitor(house)
    await visitor.says("STOP", dedupe_key="a")
    await visitor.says("START", dedupe_key="b")
    assert await visitor.says("STOP", dedupe_key="a") == []
    assert await visitor.says("START", dedupe_key="b") == []
    assert len(await visitor.says("bench 3x5 80 kg")) == 1


async def test_what_the_provider_answered_is_not_answered_twice(house: House) -> None:
    visitor = Visitor(house)
    assert await visitor.says("STOP", is_answered=True) == []
    assert await visitor.says("bench 3x5 80 kg") == []
    assert await visitor.says("START", is_answered=True) == []
    assert len(await visitor.says("bench 3x5 80 kg")) == 1


@pytest.mark.parametrize(("text", "words"), [("HELP", "Spotter, a training coach"), ("aide", "Spotter, un coach"), ("info", "STOP")])
async def test_help_says_what_this_is_and_how_to_leave(house: House, text: str, words: str) -> None:
    visitor = Visitor(house)
    assert words in (await visitor.says(text, locale="fr" if text == "aide" else "en"))[0]


async def test_help_is_answered_to_who_opted_out(house: House) -> None:
    visitor = Visitor(house)
    await visitor.says("STOP")
    assert "Spotter" in (await visitor.says("HELP"))[0]


async def test_an_opt_out_is_for_one_channel(house: House) -> None:
    by_phone, by_chat = Visitor(house), Visitor(house, "telegram", "42")
    await by_phone.says("STOP")
    assert len(await by_chat.says("bench 3x5 80 kg")) == 1


async def test_an_address_stays_silent_when_its_person_was_deleted(house: House) -> None:
    visitor = Visitor(house)
    await visitor.says("STOP")
    await house.forget(await visitor.user_id())
    assert await visitor.says("bench 3x5 80 kg") == []
    assert "back" in (await visitor.says("START"))[0]


@pytest.mark.parametrize("word", ["cancel", "end", "quit", "annule"])
async def test_in_a_chat_cancel_answers_an_open_question(house: House, word: str) -> None:
    """A carrier takes these for opt-outs; in a chat they are about what goes on."""
    visitor = Visitor(house, "telegram", "42")
    await visitor.says("delete my account")
    await visitor.says(word)
    assert len(await visitor.says("bench 3x5 80 kg")) == 1


async def test_in_a_chat_quit_alone_opts_out(house: House) -> None:
    visitor = Visitor(house, "telegram", "42")
    await visitor.says("bench 3x5 80 kg")
    await visitor.says("quit")
    assert await visitor.says("hello") == []


async def test_whoever_opts_out_in_danger_is_told_where_help_is(house: House) -> None:
    visitor = Visitor(house)
    [answer] = await visitor.says("stop texting me, i want to kill myself")
    assert "START" in answer
    assert len(answer) > len((await Visitor(house, "sms", "+33612345679").says("stop"))[0])


async def test_an_emergency_is_answered_though_they_opted_out(house: House) -> None:
    visitor = Visitor(house)
    await visitor.says("STOP")
    assert await visitor.says("what should i eat") == []
    assert len(await visitor.says("crushing chest pain and my left arm is numb")) == 1


async def test_planned_nudges_are_taken_back_where_no_channel_is_left(house: House) -> None:
    visitor = Visitor(house)
    await visitor.says("hello")
    user_id = await visitor.user_id()
    at = {"due_at": NOW, "expires_at": NOW + timedelta(hours=4), "why": {}, "facts": {}, "created_at": NOW}
    async with house.store.database.write() as session:
        session.add(Nudge(id="n", user_id=user_id, kind="weigh_in", local_date=NOW.date(), status="planned", **at))
    await visitor.says("STOP")
    async with house.store.database.read() as session:
        assert (await session.get_one(Nudge, "n")).status == "cancelled"


async def test_no_confirmation_asks_for_an_opt_out_word(house: House) -> None:
    """People who answer a question must not leave by it."""
    visitor = Visitor(house)
    for text in ("delete my account", "no", "bench 3x5 80 kg", "STOP"):
        await visitor.says(text)
    async with house.store.database.read() as session:
        told = [row.payload["text"] for row in await session.scalars(select(Outbox))]
    assert told
    assert not [text for text in told for word in ("CANCEL", "END", "QUIT", "STOP") if word in text]


@pytest.mark.parametrize(("kind", "text"), [("edit", "STOP"), ("edit", "please stop texting me"), ("tap", "stop")])
async def test_a_stop_counts_also_where_a_message_was_changed_to_it_or_a_button_says_it(house: House, kind: str, text: str) -> None:
    chat = Visitor(house, "telegram", "42")
    await chat.says("bench 3x5 80 kg", provider_ref="7")
    [answer] = await chat.says(text, kind=kind, provider_ref="7")
    assert "START" in answer
    await _put(house, await chat.user_id(), chat.address, "reminder", due_at=NOW, channel="telegram")
    assert await chat.reads() == []


async def test_a_message_that_says_no_more_without_end_is_read_at_once(house: House) -> None:
    visitor, other = Visitor(house), Visitor(house, address="+33612345679")
    assert len(await visitor.says("stop sending me " + "no more " * 35)) == 1
    assert "80 kg" in (await other.says("bench 3x5 80 kg"))[0]


async def test_who_logs_and_opts_out_in_one_breath_is_told_what_was_not_done(house: House) -> None:
    visitor = Visitor(house)
    await visitor.says("hello")
    [answer] = await visitor.says("bench 5x5 185 and stop texting me")
    assert "nothing else of your message is kept" in answer
    assert "START" in answer
