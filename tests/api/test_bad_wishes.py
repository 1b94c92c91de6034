"""Impossible, contradictory and unsafe wishes over the API: a clear answer each, the same as in the talk, and no plan that is not sound."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from spotter.api.deps import House
from tests.conftest import Person
from tests.row_counts import added, row_counts

PLAN = "/ai/agents/generate-plan"


def benched(*loads: float) -> list[dict[str, Any]]:
    bench = {"key": "bench_press", "name": "bench"}
    return [
        {"date": f"2026-02-{3 + 4 * place:02d}", "entries": [{"exercise": bench, "sets": [{"reps": 5, "load_kg": kg}] * 3}]}
        for place, kg in enumerate(loads)
    ]


class Refusal(NamedTuple):
    """Wishes that nobody can have: the field that is named, or the words; `said` asks the talk the same."""

    name: str
    body: dict[str, Any]
    names: str
    before: tuple[str, ...] = ()
    said: str = ""


REFUSED = (
    Refusal("no time", {"minutes": 0}, "body.minutes"),
    Refusal("too little time", {"minutes": 6}, "6 min are too short for a workout. From 10 min on I can make a plan."),
    Refusal("eight days", {"days_per_week": 8}, "body.days_per_week"),
    Refusal("no such weekday", {"weekdays": [7]}, "body.weekdays.0"),
    Refusal("no such goal", {"goal": "immortality"}, "body.goal"),
    Refusal("no such equipment", {"equipment": ["spaceship"]}, "I don't know this equipment: spaceship."),
    Refusal("no such exercise", {"include": ["moon press"]}, 'I don\'t know the exercise "moon press"'),
    Refusal("a lift without its bar", {"equipment": ["none"], "include": ["bench press"]}, "Bench Press needs"),
    Refusal(
        "wanted and avoided", {"include": ["bench press"], "avoid": ["bench press"]}, "You want Bench Press in, and you want to avoid it"
    ),
    Refusal("everything avoided", {"goal": "mobility", "avoid": ["mobility"]}, "What you leave out leaves nothing to do"),
    Refusal("below 13", {"history": {"profile": {"age": 11}}}, "I coach people from 13 years on", ("I'm 11 years old",), "make me a plan"),
    Refusal(
        "training stopped",
        {"goal": "strength"},
        "Training is on hold",
        ("got crushing chest pain and my left arm went numb, i feel sick",),
        "make me a plan",
    ),
    Refusal("a day in the future", {"history": {"workouts": [benched(80)[0] | {"date": "2027-01-01"}]}}, "history.workouts.0: "),
    Refusal(
        "a set of nothing",
        {"history": {"workouts": [{"date": "2026-02-01", "entries": [{"exercise": {"name": "x"}, "sets": [{}]}]}]}},
        "body.history",
    ),
    Refusal("a load beyond people", {"history": {"workouts": benched(4000)}}, "load_kg"),
    Refusal("a weight beyond people", {"history": {"metrics": [{"metric": "weight", "value": 900, "unit": "kg"}]}}, "history.metrics.0: "),
)


async def post(person: Person, path: str, body: dict[str, Any]) -> Any:
    return await person.client.post(f"/api/v1{path}", json=body, headers=person.headers)


@pytest.mark.parametrize("case", REFUSED, ids=lambda one: one.name)
async def test_what_nobody_can_have_is_refused_with_what_to_do(person: Person, house: House, case: Refusal) -> None:
    for words in case.before:
        await person.say(words)
    before = await row_counts(house)
    answer = await post(person, PLAN, case.body)
    problem = answer.json()
    told = [problem["detail"], *(f"{one['field']}: {one['message']}" for one in problem.get("errors", ()))]
    assert answer.status_code == 422, answer.text
    assert any(case.names in one for one in told), told
    assert added(before, await row_counts(house)) == {}
    said = (await person.say(case.said))["reply"] if case.said else case.names
    assert case.names in said


class Sound(NamedTuple):
    """A history or wishes that look odd and lead to a sound plan: the reasons that say so, and what must not be in it."""

    name: str
    body: dict[str, Any]
    reasons: set[str]
    goal: str
    never: frozenset[str] = frozenset()


SOUND = (
    Sound("no history at all", {"history": {}}, {"find_loads", "checked"}, "general"),
    Sound(
        "a jump to 400 kg",
        {"history": {"workouts": benched(80, 82.5, 400)}, "include": ["bench press"]},
        {"jump_doubted", "checked"},
        "general",
    ),
    Sound(
        "only cardio",
        {"only_cardio": True},
        {"add_strength_days", "checked"},
        "endurance",
        frozenset({"bench_press", "back_squat", "deadlift"}),
    ),
    Sound("fifteen years old", {"goal": "strength", "history": {"profile": {"age": 15}}}, {"minor", "checked"}, "general"),
    Sound(
        "pregnant",
        {"goal": "strength", "history": {"conditions": ["pregnancy"]}},
        {"pregnancy", "checked"},
        "general",
        frozenset({"box_jump", "burpee"}),
    ),
    Sound(
        "strong pain",
        {"history": {"injuries": [{"region": "knee", "severity": 8}]}},
        {"pain_respected", "checked"},
        "general",
        frozenset({"back_squat"}),
    ),
    Sound("seven days", {"days_per_week": 7}, {"one_rest_day_kept", "checked"}, "general"),
    Sound("back after months", {"history": {"workouts": [benched(80)[0] | {"date": "2025-10-01"}]}}, {"return_ramp", "checked"}, "general"),
)


@pytest.mark.parametrize("case", SOUND, ids=lambda one: one.name)
async def test_what_looks_odd_gets_a_sound_plan_that_says_so(person: Person, case: Sound) -> None:
    answer = await post(person, PLAN, case.body)
    assert answer.status_code == 200, answer.text
    result = answer.json()["result"]
    assert case.reasons <= {one["code"] for one in result["reasons"]}
    assert result["goal"] == case.goal
    planned = [one for day in result["days"] for one in day["exercises"]]
    assert planned
    assert not case.never & {one["exercise"]["key"] for one in planned}
    assert all(float(one["load_kg"] or 0) < 200 for one in planned)
