"""What somebody gets who asks how much they trained and whether to take it easy."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.messages import ChartBlock
from spotter.store.tables import SafetyHold
from tests.tools.desk import Desk

TODAY = date(2026, 3, 2)


@pytest.fixture
async def desk(house: House, clock: FixedClock) -> Desk:
    return await Desk.open(house.store, clock)


async def _weeks(desk: Desk, weeks: int, *, rpe: float | None = 8, gains: bool = True) -> None:
    """Squat and bench twice a week, 3 sets of 5 each; without gains the loads stay."""
    for n in range(2 * weeks, 0, -1):
        load = 100 + (2.5 * (2 * weeks - n) if gains else 0)
        sets = [{"reps": 5, "load_kg": load, "rpe": rpe}] * 3
        entries = [{"exercise": {"key": key, "name": key}, "sets": sets} for key in ("back_squat", "bench_press")]
        await desk.run("log_workout", date=(TODAY - timedelta(days=round(3.5 * n))).isoformat(), entries=entries)


async def test_sets_of_a_muscle_are_counted_direct_ones_whole_and_indirect_ones_half(desk: Desk) -> None:
    await desk.log("bench", (5, 80), (5, 80), (5, 80), (3, 100), key="bench_press", on="2026-02-24")
    await desk.log("dips", (10, None), (10, None), key="dip", on="2026-02-26")
    shown = await desk.run("show_volume", muscle="triceps", week="last")
    assert shown.words == "Triceps: 3.5 hard sets last week on 2 days (usual: 4 to 10)."
    assert (await desk.run("show_volume", muscle="chest", week="last")).result["muscles"]["chest"]["days"] == 2
    assert (await desk.run("show_volume", muscle="calves")).words == "Calves: no hard set this week."
    assert len((await desk.run("show_volume", week="last")).words.splitlines()) == 3


async def test_two_stalled_lifts_are_the_evidence_for_an_easy_week(desk: Desk) -> None:
    await _weeks(desk, 6, gains=False)
    told = await desk.run("check_load")
    assert told.words.startswith(
        "An easy week makes sense now. No real gain lately in Back Squat and Bench Press. "
        "For 7 days: 50 % fewer sets, about 15 % less load, same exercises, far from failure."
    )
    chart = told.cards[0]
    assert isinstance(chart, ChartBlock)
    assert [point.y for point in chart.points][:2] == [told.result["weeks"][0]["load"], told.result["weeks"][1]["load"]]


async def test_who_gains_and_feels_well_is_not_sent_to_rest(desk: Desk) -> None:
    await _weeks(desk, 5)
    told = await desk.run("check_load")
    assert (told.result["is_due"], told.result["reasons"]) == (False, [])
    assert "Fitness" in told.words
    assert "Nothing in your log asks for an easy week" in told.words


async def test_two_months_without_an_easy_week_are_a_reason_and_an_easy_week_ends_it(desk: Desk) -> None:
    await _weeks(desk, 9)
    assert "I see no easy week in your last two months." in (await desk.run("check_load")).words


async def test_low_check_ins_are_the_evidence(desk: Desk) -> None:
    await _weeks(desk, 3)
    for day in (1, 3, 5):
        await desk.run("log_readiness", energy=1, sleep=2, at=f"2026-02-2{day + 2}T08:00")
    assert "3 of your last check-ins were low." in (await desk.run("check_load")).words


async def test_without_effort_no_load_is_made_up(desk: Desk) -> None:
    await _weeks(desk, 3, rpe=None)
    told = await desk.run("check_load")
    assert told.result["fitness"] is None
    assert "Tell me the RPE of your sets" in told.words
    assert told.cards == []


async def test_no_advice_is_given_while_training_is_stopped(house: House, desk: Desk) -> None:
    await _weeks(desk, 6, gains=False)
    async with house.store.write(desk.user_id) as uow:
        opened = datetime(2026, 3, 1, tzinfo=UTC)
        await uow.add(SafetyHold(id="h" * 36, user_id=desk.user_id, level="T1", signals=["chest_pain"], opened_at=opened))
    told = await desk.run("check_load")
    assert told.result == {}
    assert "easy week" not in told.words


async def test_it_is_said_in_french(house: House, clock: FixedClock) -> None:
    french = await Desk.open(house.store, clock, locale="fr")
    assert "aucune séance" in (await french.run("check_load")).words
    await _weeks(french, 6, gains=False)
    assert "Pas de vrai progrès récent : Squat barre et Développé couché." in (await french.run("check_load")).words
    assert (
        "Pectoraux : 6 séries difficiles la semaine dernière sur 2 jours"
        in (await french.run("show_volume", muscle="chest", week="last")).words
    )
