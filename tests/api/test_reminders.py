"""Reminders, notification preferences and the inbox over the API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.nudges.reminding import fire_due
from tests.conftest import Person

ME = "/api/v1/users/me"


async def ask(person: Person, method: str, path: str, status: int = 200, **body: Any) -> dict[str, Any]:
    answer = await person.client.request(method, f"{ME}{path}", headers=person.headers, json=body if method != "GET" else None)
    assert answer.status_code == status, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_a_reminder_is_set_moved_skipped_put_off_and_cancelled(person: Person) -> None:
    made = await ask(person, "POST", "/reminders", text="stretch", rule="FREQ=DAILY;BYHOUR=7;BYMINUTE=0")
    one = f"/reminders/{made['result']['reminder']['id']}"
    assert made["receipt"].startswith("Reminder kept: stretch, every day at 07:00.")

    moved = await ask(person, "POST", f"{one}/move", time="08:30")
    assert moved["receipt"] == "Moved: stretch, every day at 08:30. Next: tomorrow, Tuesday 3 Mar, at 08:30."
    skipped = await ask(person, "POST", f"{one}/skip")
    assert skipped["receipt"] == "Left out: stretch, tomorrow, Tuesday 3 Mar, at 08:30. It comes again Wednesday 4 Mar, at 08:30."
    snoozed = await ask(person, "POST", f"{one}/snooze", until="2026-03-04T10:00:00")
    assert snoozed["result"]["reminder"]["due_at"] == "2026-03-04T10:00:00+01:00"
    assert len((await ask(person, "GET", "/reminders"))["result"]["reminders"]) == 1

    cancelled = await ask(person, "DELETE", one)
    assert cancelled["receipt"] == "Cancelled: stretch."
    assert (await ask(person, "GET", "/reminders"))["result"]["reminders"] == []
    await ask(person, "POST", f"{one}/snooze", 404, minutes=5)


async def test_a_reminder_may_be_told_in_words(person: Person, new_person: Any) -> None:
    made = await ask(person, "POST", "/reminders", text="call mum tomorrow at 7pm")
    assert (made["result"]["reminder"]["text"], made["result"]["reminder"]["due_at"]) == ("call mum", "2026-03-03T19:00:00+01:00")
    french = await new_person(locale="fr")
    made = await ask(french, "POST", "/reminders", text="boire tous les jours à 10h")
    assert made["result"]["reminder"]["rule"] == "FREQ=DAILY;BYHOUR=10;BYMINUTE=0"
    assert "When shall I remind you?" in (await ask(person, "POST", "/reminders", 422, text="stretch"))["detail"]


async def test_preferences_are_kept_piece_by_piece(person: Person) -> None:
    before = await ask(person, "GET", "/notification-preferences")
    assert (before["result"]["quiet_from"], before["result"]["weekly_budget"], before["result"]["channel"]) == ("22:00", 4, None)
    await ask(person, "PUT", "/notification-preferences", quiet_from="23:00", weekly_budget=2)
    await ask(person, "PUT", "/notification-preferences", channel="telegram", kinds={"weigh_in": "off", "plateau": "less"})
    told = await ask(person, "PUT", "/notification-preferences", kinds={"plateau": "normal"})
    assert told["result"] == {
        "quiet_from": "23:00",
        "quiet_until": "07:00",
        "weekly_budget": 2,
        "channel": "telegram",
        "is_linked": False,
        "kinds": {"weigh_in": "off"},
        "paused_until": None,
    }
    await ask(person, "POST", "/undo", steps=1)
    assert (await ask(person, "GET", "/notification-preferences"))["result"]["kinds"] == {"weigh_in": "off", "plateau": "less"}
    await ask(person, "PUT", "/notification-preferences", 422, quiet_from="25:00")


async def test_the_inbox_is_read_page_by_page(house: House, person: Person, clock: FixedClock) -> None:
    for hour in (20, 21, 22):
        await ask(person, "POST", "/reminders", text=f"walk {hour}", at=f"2026-03-02T{hour}:00:00")
    for _ in range(3):
        clock.advance(timedelta(minutes=30))
        await fire_due(house.store)
        clock.advance(timedelta(minutes=30))
        await fire_due(house.store)

    newest = (await ask(person, "GET", "/inbox?limit=2"))["result"]
    assert ([one["text"] for one in newest["notices"]], newest["unread"]) == (["Reminder: walk 22.", "Reminder: walk 21."], 3)
    older = (await ask(person, "GET", f"/inbox?limit=2&before={newest['next_before']}"))["result"]
    assert ([one["text"] for one in older["notices"]], older["next_before"]) == (["Reminder: walk 20."], None)
    assert newest["notices"][0]["why"]["due_at"] == "2026-03-02T22:00:00+01:00"
    assert newest["notices"][0]["reason"] == "You asked me to remind you: today, Monday 2 Mar, at 22:00."

    assert (await ask(person, "POST", f"/inbox/{newest['notices'][0]['id']}/read"))["result"] == {"marked": 1, "unread": 2}
    assert (await ask(person, "POST", "/inbox/read-all"))["result"] == {"marked": 2, "unread": 0}
    assert (await ask(person, "GET", "/inbox"))["result"]["unread"] == 0
    await ask(person, "POST", "/inbox/01994f0e-5b1c-7a55-9d3e-3f6f3a9d2b10/read", 404)
