"""The invented log of `spotter demo` is what its description promises."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from spotter.cli.demo_log import invented_log

NOW = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)


def test_it_holds_three_workouts_a_week_for_twelve_weeks_and_nothing_of_the_future() -> None:
    calls = list(invented_log(NOW))
    workouts = [call for call in calls if call.tool == "log_workout"]
    assert len(workouts) == 36
    assert [call.at for call in calls] == sorted(call.at for call in calls)
    assert calls[-1].at < NOW


def test_the_bench_press_is_on_a_plateau_in_the_last_four_weeks_and_the_squat_is_not() -> None:
    def tops(key: str, since: datetime) -> list[float]:
        logged = [call.args["entries"] for call in invented_log(NOW) if call.tool == "log_workout" and call.at >= since]
        return [entry["sets"][0]["load_kg"] for entries in logged for entry in entries if entry["exercise"]["key"] == key]

    since = NOW - timedelta(weeks=4, days=1)
    assert max(tops("bench_press", since)) == tops("bench_press", since)[0]
    assert max(tops("back_squat", since)) > tops("back_squat", since)[0]
