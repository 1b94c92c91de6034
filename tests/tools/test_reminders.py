"""What somebody gets who wants to be reminded, puts it off and calls it off."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.language.wording import Style
from spotter.language.wording.reminders import moment_in_words, rule_in_words
from spotter.messages import TableBlock
from tests.conftest import NOW, Person
from tests.tools.desk import Desk


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


@pytest.fixture
async def french(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock, locale="fr")


async def test_a_reminder_is_kept_with_its_day_and_time_in_words(desk: Desk, french: Desk) -> None:
    said = await desk.run("set_reminder", text="stretch", at="2026-03-05T07:00:00+01:00")
    assert said.words.startswith("Reminder kept: stretch, Thursday 5 Mar, at 07:00.")
    said = await french.run("set_reminder", text="m'étirer", at="2026-03-03T07:00:00+01:00")
    assert said.words.startswith("Rappel noté : m'étirer, demain, mardi 3 mars, à 7 h 00.")


async def test_what_repeats_tells_how_often_and_when_it_starts(desk: Desk) -> None:
    said = await desk.run("set_reminder", text="log dinner", rule="FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=20;BYMINUTE=15")
    assert "every Monday and Thursday at 20:15. First time: today, Monday 2 Mar, at 20:15." in said.words


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"at": "2026-03-02T09:00:00+01:00"}, "has passed already. Shall it be tomorrow, Tuesday 3 Mar, at 09:00?"),
        ({}, "When shall I remind you?"),
        ({"rule": "FREQ=MINUTELY;INTERVAL=20"}, "at least 15 minutes apart"),
        ({"rule": "FREQ=SOMETIMES"}, "I don't understand how often."),
        ({"rule": "FREQ=DAILY;UNTIL=20260101;BYHOUR=8;BYMINUTE=0"}, "That never comes again"),
        ({"rule": "FREQ=DAILY;BYHOUR=8", "at": "2026-03-05T07:00:00+01:00"}, "When shall I remind you?"),
    ],
)
async def test_a_moment_that_cannot_be_is_refused_with_what_to_say(desk: Desk, args: dict[str, str], words: str) -> None:
    assert words in (await desk.run("set_reminder", text="stretch", **args)).words
    assert (await desk.run("list_reminders")).result["reminders"] == []


async def test_a_time_that_the_clock_skips_is_shown_as_it_really_comes(desk: Desk) -> None:
    said = await desk.run("set_reminder", text="night feed", at="2026-03-29T02:30:00+01:00")
    assert "Sunday 29 Mar, at 03:30" in said.words
    assert "02:30 does not exist" in said.words
    elsewhere = await desk.run("set_reminder", text="call", at="2026-03-29T08:30:00+00:00")
    assert "at 10:30" in elsewhere.words
    assert "does not exist" not in elsewhere.words


async def test_the_list_is_in_the_order_of_the_days_and_names_what_is_due(desk: Desk) -> None:
    await desk.run("set_reminder", text="weigh in", at="2026-03-04T08:00:00+01:00")
    await desk.run("set_reminder", text="drink", at="2026-03-02T19:45:00+01:00")
    await desk.run("set_reminder", text="walk", rule="FREQ=DAILY;BYHOUR=12;BYMINUTE=0")
    desk.later(hours=26)
    shown = await desk.run("list_reminders")
    assert [one["text"] for one in shown.result["reminders"]] == ["drink", "weigh in", "walk"]
    assert "1. drink: was due yesterday, Monday 2 Mar, at 19:45" in shown.words
    assert "3. walk: every day at 12:00, next tomorrow, Wednesday 4 Mar, at 12:00" in shown.words
    table = shown.cards[0]
    assert isinstance(table, TableBlock)
    assert table.rows[0] == ["drink", "yesterday, Monday 2 Mar, at 19:45", "-"]


async def test_putting_off_moves_the_one_that_is_due_and_can_be_undone(desk: Desk) -> None:
    await desk.run("set_reminder", text="stretch", at="2026-03-02T19:40:00+01:00")
    await desk.run("set_reminder", text="weigh in", at="2026-03-04T08:00:00+01:00")
    desk.later(minutes=15)
    said = await desk.run("snooze_reminder", minutes=30)
    assert said.words == "Put off: stretch is now due today, Monday 2 Mar, at 20:15."
    later = await desk.run("snooze_reminder", text="weigh", until="2026-03-05T09:00:00+01:00")
    assert "weigh in is now due Thursday 5 Mar, at 09:00" in later.words
    assert (await desk.run("undo")).result["tools"] == ["snooze_reminder"]
    assert (await desk.run("list_reminders")).result["reminders"][1]["due_at"] == "2026-03-04T08:00:00+01:00"


async def test_a_reminder_is_cancelled_by_what_it_is_about(desk: Desk) -> None:
    for text in ("drink water", "stretch the hips", "stretch the calves"):
        await desk.run("set_reminder", text=text, at="2026-03-04T08:00:00+01:00")
    assert (await desk.run("cancel_reminder", text="watr")).words == "Cancelled: drink water."
    assert (await desk.run("cancel_reminder", text="stretch")).words == (
        'Which reminder do you mean: "stretch the hips", "stretch the calves"?'
    )
    assert "I find no reminder like that." in (await desk.run("cancel_reminder", text="dentist")).words
    assert (await desk.run("cancel_reminder", all=True)).words == "Cancelled: stretch the hips and stretch the calves."
    assert (await desk.run("cancel_reminder")).words.startswith("You have no reminders")
    await desk.run("undo")
    assert len((await desk.run("list_reminders")).result["reminders"]) == 2


async def test_reminders_in_plain_words(person: Person) -> None:
    said = await person.say("remind me tomorrow at 7am to stretch")
    assert "stretch, tomorrow, Tuesday 3 Mar, at 07:00" in said["reply"]
    assert "stretch" in (await person.say("my reminders"))["reply"]
    assert "Cancelled: stretch." in (await person.say("cancel the stretch reminder"))["reply"]


@pytest.mark.parametrize(
    ("rule", "english", "french"),
    [
        ("FREQ=DAILY;BYHOUR=8;BYMINUTE=0", "every day at 08:00", "tous les jours à 8 h 00"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=6;BYMINUTE=30", "Monday to Friday at 06:30", "du lundi au vendredi à 6 h 30"),
        ("FREQ=WEEKLY;BYDAY=SA,SU;BYHOUR=9", "every Saturday and Sunday at 09:00", "chaque samedi et dimanche à 9 h 00"),
        ("FREQ=HOURLY;INTERVAL=2", "every 2 hours", "toutes les 2 heures"),
        ("FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=9;BYMINUTE=0", "on day 1 of each month at 09:00", "le 1 de chaque mois à 9 h 00"),
        ("FREQ=WEEKLY;INTERVAL=2;BYHOUR=18", "every 2 weeks at 18:00", "toutes les 2 semaines à 18 h 00"),
    ],
)
def test_a_rule_reads_as_people_say_it(rule: str, english: str, french: str) -> None:
    assert rule_in_words(rule, Style("en", "metric", NOW.date())) == english
    assert rule_in_words(rule, Style("fr", "metric", NOW.date())) == french


def test_a_moment_of_another_year_names_it() -> None:
    style = Style("en", "metric", NOW.date())
    assert moment_in_words(datetime(2027, 1, 4, 9, 0, tzinfo=UTC), style) == "Monday 4 Jan 2027, at 09:00"
