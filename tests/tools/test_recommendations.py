"""What the coach suggests is kept, what becomes of it is noticed, and nothing that was turned down for good comes again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.store.queries.recommendations import SoughtAdvice, recommendations, taste
from spotter.store.queries.runs import RunEnd, end_run, start_run
from tests.conftest import Person

FEEDBACK = "/api/v1/ai/feedback"
MINE = "/api/v1/ai/recommendations"


async def shown(person: Person, house: House, **sought: Any) -> list[tuple[str, str, str]]:
    """Kind, subject and outcome of the person's recommendations, oldest first."""
    async with house.store.read(person.user_id) as uow:
        rows = await recommendations(uow, SoughtAdvice(limit=100, **sought))
    return [(row.kind, row.subject, row.outcome) for row in rows[::-1]]


async def rate(person: Person, turn: dict[str, Any], rating: str, text: str | None = None) -> None:
    body = {"turn_id": turn["turn_id"], "rating": rating, "text": text}
    assert (await person.client.post(FEEDBACK, json=body, headers=person.headers)).status_code == 204


def ideas(turn: dict[str, Any]) -> list[str]:
    return [idea["key"] for idea in turn["actions"][0]["result"]["ideas"]]


@pytest.mark.parametrize(
    ("before", "text", "kinds"),
    [
        ([], "what should I eat after training?", {"meal"}),
        (["make me a 3 day plan"], "what's my workout today?", {"workout"}),
        ([], "make me a 3 day plan", {"program"}),
        ([], "show me programs", {"program"}),
        ([], "exercises for chest", {"exercise"}),
        ([], "what can I do instead of bench press?", {"exercise"}),
        (["my left shoulder hurts 4/10"], "can I bench press?", {"exercise"}),
        ([], "no motivation today", {"habit"}),
        ([], "how long should I rest between sets?", {"habit"}),
    ],
)
async def test_something_concrete_becomes_a_row_with_its_reasons(
    person: Person, house: House, before: list[str], text: str, kinds: set[str]
) -> None:
    for earlier in before:
        await person.say(earlier)
    turn = await person.say(text)
    async with house.store.read(person.user_id) as uow:
        rows = await recommendations(uow, SoughtAdvice(turn_id=turn["turn_id"]))
    assert {row.kind for row in rows} == kinds
    assert all(row.content and row.reasons and 0 < row.confidence <= 1 and row.outcome == "open" for row in rows)


async def test_what_is_only_a_receipt_recommends_nothing(person: Person, house: House) -> None:
    for text in ("bench 3x5 80kg", "two eggs and a banana", "show my records", "hello"):
        await person.say(text)
    assert await shown(person, house) == []


async def test_a_log_that_follows_a_suggestion_takes_it_up(person: Person, house: House) -> None:
    found = await person.say("exercises for chest")
    name = found["actions"][0]["result"]["found"][0]["name"]["en"]
    await person.say(f"{name} 3x8 40kg")
    outcomes = [outcome for _kind, _subject, outcome in await shown(person, house)]
    assert outcomes[0] == "taken"
    assert set(outcomes[1:]) == {"open"}


async def test_the_workout_of_today_is_taken_up_when_half_of_it_is_done(person: Person, house: House) -> None:
    await person.say("make me a 3 day plan")
    today = (await person.say("what's my workout today?"))["actions"][0]["result"]["exercises"]
    loaded = [one["exercise"]["name"] for one in today if one["reps_min"]]
    await person.say(f"{loaded[0]} 1x5 20kg")
    assert ("workout", "open") in [(kind, outcome) for kind, _, outcome in await shown(person, house)]
    await person.say(", ".join(f"{name} 3x8 20kg" for name in loaded))
    assert {outcome for kind, _, outcome in await shown(person, house) if kind in ("workout", "program")} == {"taken"}


async def test_a_meal_is_taken_up_when_its_main_food_is_eaten(person: Person, house: House) -> None:
    turn = await person.say("what should I eat after training?")
    first = turn["actions"][0]["result"]["ideas"][0]
    await person.say(f"I ate 150 g of {first['foods'][0]['food']['name']}")
    assert ("meal", first["key"], "taken") in await shown(person, house)


async def test_a_program_is_taken_up_when_it_is_started(person: Person, house: House) -> None:
    shown_first = (await person.say("show me programs"))["actions"][0]["result"]["programs"][0]
    await person.say(f"start the {shown_first['name']['en']} program")
    assert ("program", shown_first["key"], "taken") in await shown(person, house)


@pytest.mark.parametrize(("answer", "outcome"), [("yes", "taken"), ("no", "declined")])
async def test_the_answer_to_an_offered_plan_settles_it(person: Person, house: House, answer: str, outcome: str) -> None:
    await person.say("make me a 3 day plan")
    offered = await person.say("make me a 4 day plan")
    assert offered["pending"]["kind"] == "confirm"
    await person.say(answer)
    assert [one[2] for one in await shown(person, house, turn_id=offered["turn_id"])] == [outcome]


async def test_a_plain_no_turns_down_what_was_suggested_just_before(person: Person, house: House) -> None:
    first = await person.say("what should I eat?")
    await person.say("no")
    assert {one[2] for one in await shown(person, house)} == {"declined"}
    again = await person.say("what should I eat?")
    assert ideas(again)[0] not in ideas(first)
    await person.say("bench 3x5 80kg")
    await person.say("no")
    assert {one[2] for one in await shown(person, house, turn_id=again["turn_id"])} == {"open"}


@pytest.mark.parametrize(
    ("locale", "ask", "verdict", "outcome"),
    [
        ("en", "what should I eat?", "something else", "declined"),
        ("en", "what should I eat?", "I don't like those", "disliked"),
        ("fr", "qu'est-ce que je peux manger ?", "j'aime pas ça", "disliked"),
        ("fr", "qu'est-ce que je peux manger ?", "une autre idée ?", "declined"),
        ("en", "exercises for chest", "I like that one", "liked"),
    ],
)
async def test_a_verdict_in_words_is_kept_and_can_be_taken_back(
    new_person: Any, house: House, locale: str, ask: str, verdict: str, outcome: str
) -> None:
    person: Person = await new_person(locale=locale)
    await person.say(ask)
    told = await person.say(verdict)
    assert told["actions"][0]["tool"] == "judge_suggestion"
    assert {one[2] for one in await shown(person, house)} == {outcome}
    await person.say("undo" if locale == "en" else "annule")
    assert {one[2] for one in await shown(person, house)} == {"open"}


async def test_a_verdict_on_nothing_is_asked_back(person: Person) -> None:
    assert "not suggested anything" in (await person.say("I don't like that"))["reply"]


async def test_another_exercise_wanted_in_its_place_turns_a_suggested_one_down(person: Person, house: House) -> None:
    found = (await person.say("exercises for chest"))["actions"][0]["result"]["found"][0]
    swapped = await person.say(f"what can I do instead of {found['name']['en']}?")
    assert swapped["reply"].startswith(f"Instead of {found['name']['en']}: ")
    assert (await shown(person, house))[0] == ("exercise", found["key"], "declined")


async def test_disliked_meals_are_never_suggested_again_and_liked_ones_come_first(person: Person, house: House) -> None:
    first = await person.say("what should I eat?")
    await rate(person, first, "down")
    second = await person.say("what should I eat?")
    assert not set(ideas(first)) & set(ideas(second))
    last = ideas(second)[-1]
    name = second["actions"][0]["result"]["ideas"][-1]["name"]["en"]
    await rate(person, second, "up", f"I liked {name}")
    async with house.store.read(person.user_id) as uow:
        assert (await taste(uow, "meal")).liked == {last}
    third = await person.say("what should I eat?")
    assert ideas(third)[0] == last
    assert "you liked it before" in (await person.say("why?"))["reply"]


async def test_a_day_in_which_everything_is_disliked_says_so(person: Person) -> None:
    turn = await person.say("what should I eat?")
    while turn["actions"]:
        await rate(person, turn, "down")
        turn = await person.say("what should I eat?")
    assert "turned down every meal" in turn["reply"]


async def test_disliked_exercises_are_left_out_of_lists_alternatives_and_plans(person: Person) -> None:
    first = await person.say("what can I do instead of bench press?")
    names = [one["key"] for one in first["actions"][0]["result"]["like_it"]]
    await rate(person, first, "down")
    again = await person.say("what can I do instead of bench press?")
    assert not set(names) & {one["key"] for one in again["actions"][0]["result"]["like_it"]}
    listed = await person.say("exercises for chest")
    assert not set(names) & {one["key"] for one in listed["actions"][0]["result"]["found"]}
    plan = (await person.say("make me a 3 day plan"))["actions"][0]["result"]
    assert not set(names) & {one["exercise"]["key"] for day in plan["days"] for one in day["exercises"]}


async def test_disliked_programs_are_not_shown_again(person: Person) -> None:
    first = await person.say("show me programs")
    keys = {one["key"] for one in first["actions"][0]["result"]["programs"]}
    await rate(person, first, "down")
    again = await person.say("show me programs")
    assert not keys & {one["key"] for one in again["actions"][0]["result"]["programs"]}


async def test_the_newest_rating_counts(person: Person, house: House) -> None:
    turn = await person.say("what should I eat?")
    await rate(person, turn, "down")
    await rate(person, turn, "up")
    async with house.store.read(person.user_id) as uow:
        found = await taste(uow, "meal")
    assert found.liked == set(ideas(turn))
    assert not found.disliked


async def test_what_nothing_came_of_expires(person: Person, house: House, clock: FixedClock) -> None:
    old = await person.say("show me programs")
    async with house.store.database.write() as session:
        from spotter.store.queries.people import user_of

        (await user_of(session, person.user_id)).expires_at = None
    clock.advance(timedelta(days=15))
    await person.say("what should I eat?")
    assert {one[2] for one in await shown(person, house, turn_id=old["turn_id"])} == {"expired"}


async def test_why_tells_the_reasons_of_a_suggestion_and_of_the_agents(person: Person, house: House) -> None:
    turn = await person.say("what should I eat after training?")
    decisions = ["chosen by rule", "left out a sentence: 500 kcal is nowhere", "log_meal not run: nobody said so"]
    async with house.store.write(person.user_id) as uow:
        run_id = await start_run(uow, turn_id=turn["turn_id"], agent="nutrition", task="eat", prompt="nutrition@1:0")
        await end_run(uow, run_id, RunEnd("done", model="small", decisions=decisions))
    told = (await person.say("why?"))["reply"]
    assert "it suits the time after training" in told
    assert "A language model (small)" in told
    assert "It was a matter of nutrition." in told
    assert "I left out a sentence" in told
    assert "was left undone" in told
    assert "500 kcal" not in told


async def test_why_quotes_a_suggestion_that_is_sentences(person: Person) -> None:
    await person.say("bench 3x5 80kg")
    await person.say("idk if i can do this")
    assert "I suggested “" in (await person.say("why?"))["reply"]


async def test_why_tells_it_in_french(new_person: Any) -> None:
    person: Person = await new_person(locale="fr")
    await person.say("quels exercices pour les pectoraux ?")
    told = (await person.say("pourquoi ?"))["reply"]
    assert "J'ai proposé" in told
    assert "tu cherchais" in told


async def test_what_is_taken_back_was_not_taken_up(person: Person, house: House) -> None:
    first = (await person.say("what should I eat after training?"))["actions"][0]["result"]["ideas"][0]
    await person.say(f"I ate 150 g of {first['foods'][0]['food']['name']}")
    assert ("meal", first["key"], "taken") in await shown(person, house)
    await person.say("undo")
    assert ("meal", first["key"], "open") in await shown(person, house)


async def test_in_place_of_a_lift_comes_no_stretch_and_nothing_that_is_above_the_person(person: Person) -> None:
    await person.say("I'm a beginner with dumbbells, a bench and a pull-up bar at home")
    told = await person.say("what can I do instead of pull-ups?")
    assert "Chin-Up" in told["reply"]
    assert "Muscle-Up" not in told["reply"]
    assert "Child" not in told["reply"]
