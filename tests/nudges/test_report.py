"""The report on writing first: what followed messages, against those that were left unsent to measure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from spotter.ids import new_id
from spotter.nudges.report import outcomes, report_lines
from spotter.store.tables import Nudge, Workout
from tests.conftest import NOW
from tests.nudges.life import Life

FIRST = date(2026, 2, 1)


def _nudge(life: Life, day: int, replied_after: timedelta | None = None, **values: Any) -> Nudge:
    at = NOW - timedelta(days=29 - day)
    told = {"kind": "welcome", "local_date": FIRST + timedelta(days=day), "due_at": at, "expires_at": at, "why": {}, "facts": {}}
    settled = {"status": "sent", "settled_at": at, "created_at": at, "replied_at": at + replied_after if replied_after else None}
    return Nudge(id=new_id(), user_id=life.person.user_id, **(told | settled | values))


def _workout(life: Life, day: int, status: str) -> Workout:
    return Workout(id=new_id(), user_id=life.person.user_id, performed_on=FIRST + timedelta(days=day), status=status, created_at=NOW)


async def test_it_counts_what_followed_kind_by_kind(life: Life) -> None:
    held_out = {"status": "skipped", "skipped_for": "held_out", "held_out": True}
    await life.add(
        _nudge(life, 0, timedelta(minutes=10)),
        _nudge(life, 5, timedelta(hours=3)),
        _nudge(life, 10, timedelta(days=3)),
        _nudge(life, 15),
        _nudge(life, 20, timedelta(minutes=1), **held_out),
        _nudge(life, 20, kind="plateau"),
        _nudge(life, 21, kind="plateau", status="skipped", skipped_for="too_late"),
        _nudge(life, 28),  # of yesterday: nobody can tell yet
        _workout(life, 0, "complete"),
        _workout(life, 6, "partial"),
        _workout(life, 10, "missed"),
        _workout(life, 17, "complete"),
    )
    told = [" ".join(line.split()) for line in report_lines(await outcomes(life.house.store, 90))]
    assert told[5] == "plateau"
    assert told[9:] == [
        "welcome",
        "replied at once 1/4 [5%, 70%] 1/1 [21%, 100%] -75% [-95%, +16%]",
        "replied in a day 2/4 [15%, 85%] 1/1 [21%, 100%] -50% [-85%, +37%]",
        "trained in two days 2/4 [15%, 85%] 0/1 [0%, 79%] +50% [-37%, +85%]",
    ]
    assert told[1:3] == ["everything", "replied at once 1/5 [4%, 62%] 1/1 [21%, 100%] -80% [-96%, +10%]"]
    assert report_lines([]) == ["Nothing was written first yet that is two days old."]
