"""What a turn knows of the talk before it and of the person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from spotter.clock import FixedClock
from spotter.memory import Memory
from spotter.store.queries.conversations import start_conversation
from spotter.store.queries.facts import facts_known
from tests.memory.talk import Talk

SMALL_TALK = [f"small thing number {name}" for name in ("one", "two", "three", "four", "five", "six", "seven", "eight")]


async def test_the_last_ten_messages_are_given_as_they_were(talk: Talk) -> None:
    for text in SMALL_TALK:
        await talk.exchange(text, f"answer to {text}")
    lines = (await talk.recollect("and now?")).lines
    told = [line for text in SMALL_TALK[-5:] for line in (("person", text), ("coach", f"answer to {text}"))]
    assert [(line.role, line.text) for line in lines] == told


async def test_a_message_that_is_being_answered_is_not_its_own_past(talk: Talk) -> None:
    await talk.exchange("bench 3x5 80kg")
    await talk.exchange("how did that go?", None)
    lines = (await talk.recollect("how did that go?")).lines
    assert [line.text for line in lines] == ["bench 3x5 80kg", "Noted."]


async def test_what_was_said_in_the_second_message_is_known_in_the_nineteenth(talk: Talk) -> None:
    await talk.exchange("hi")
    await talk.exchange("my sister Jo lifts with me on Sundays", "Nice.")
    await talk.know("I am saving up for a rowing machine", "goal")
    for number in range(3, 19):
        await talk.exchange(f"message {number}", writes="log_workout" if number % 3 == 0 else None)
    known = await talk.recollect("message 19")
    assert "my sister Jo lifts with me on Sundays" in (known.summary or "")
    assert [fact.text for fact in known.facts] == ["I am saving up for a rowing machine"]
    assert all("Jo" not in line.text for line in known.lines)


async def test_nothing_falls_between_the_summary_and_the_window(talk: Talk) -> None:
    for number in range(1, 30):
        await talk.exchange(f"words-{number:02d}")
        known = await talk.recollect("next")
        told = (known.summary or "") + " ".join(line.text for line in known.lines)
        assert all(f"words-{before:02d}" in told for before in range(max(1, number - 25), number + 1))


async def test_of_many_facts_those_are_recalled_that_the_message_is_about(talk: Talk) -> None:
    await talk.know("skyr and oats are my breakfast", "preference")
    await talk.know("my left knee clicks on stairs", "injury")
    for number in range(20):
        await talk.know(f"my neighbour number {number} plays the trumpet")
    await talk.exchange("hello")
    recalled = await talk.recall("quoi manger au petit déjeuner ?")
    assert "skyr and oats are my breakfast" in recalled
    assert "my left knee clicks on stairs" in recalled
    assert len(recalled) == 12


async def test_nobody_is_shown_what_another_person_said(begin: Callable[..., Awaitable[Talk]]) -> None:
    one, other = await begin(), await begin()
    for number in range(15):
        await other.know(f"I hate burpees, reason {number}", "preference")
    for number in range(12):
        await other.exchange(f"I hate burpees more than ever {number}")
        await one.exchange(f"hello {number}")
    known = await one.recollect("burpees")
    foreign = await one.recollect("burpees", other.conversation_id)
    assert known.facts == ()
    assert "burpees" not in (known.summary or "")
    assert foreign.lines == ()
    assert "burpees" not in (foreign.summary or "")


async def test_a_fact_is_recalled_until_it_expires(talk: Talk, clock: FixedClock) -> None:
    until = datetime(2026, 3, 10, 23, tzinfo=UTC)
    await talk.know("my gym is closed until March 10", "equipment", expires_at=until)
    assert await talk.recall("where to train?") == ["my gym is closed until March 10"]
    clock.move_to(until - timedelta(minutes=1))
    assert len(await talk.recall("where to train?")) == 1
    clock.move_to(until)
    assert await talk.recall("where to train?") == []


async def test_what_was_forgotten_is_gone_though_the_index_does_not_know_yet(talk: Talk) -> None:
    for number in range(14):
        await talk.know(f"I like exercise number {number}", "preference")
    await talk.exchange("hello")
    async with talk.store.write(talk.user_id) as uow:
        for fact in (await facts_known(uow))[:2]:
            await uow.remove(fact)
    assert not {"I like exercise number 0", "I like exercise number 1"} & set(await talk.recall("exercise number 0"))


async def test_an_earlier_talk_is_recalled_by_what_it_was_about(begin: Callable[..., Awaitable[Talk]], memory: Memory) -> None:
    talk = await begin()
    for text in ("I want to learn the muscle-up", "where do I start with muscle-ups?", "ok", "thanks", "see you", *SMALL_TALK):
        await talk.exchange(text)
    before = talk.conversation_id
    async with talk.store.write(talk.user_id) as uow:
        talk.conversation_id = (await start_conversation(uow)).id
    await talk.exchange("good morning")
    assert talk.conversation_id != before
    known = await talk.recollect("how about the muscle-up?")
    assert "I want to learn the muscle-up" in (known.summary or "")
    assert [line.text for line in known.lines] == ["good morning", "Noted."]


@pytest.mark.parametrize(("locale", "words"), [("en", "The person had written down"), ("fr", "La personne a noté")])
async def test_without_a_model_older_lines_are_told_in_the_persons_own_words(
    begin: Callable[..., Awaitable[Talk]], locale: str, words: str
) -> None:
    talk = await begin(locale)
    await talk.exchange("bench 3x5 80kg", writes="log_workout")
    for text in SMALL_TALK:
        await talk.exchange(text)
    summary = (await talk.recollect("hm")).summary or ""
    assert f'{words} : "bench 3x5 80kg"' in summary.replace(words + ":", words + " :")
