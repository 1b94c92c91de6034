"""What newcomers write in their first days, in a hurry and with slips of the keyboard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from spotter.clock import FixedClock
from tests.conftest import Person


def done(reply: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(action["tool"], {name: value for name, value in action["args"].items() if value is not None}) for action in reply["actions"]]


def tools(reply: dict[str, Any]) -> list[str]:
    return [name for name, _ in done(reply)]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("my right shoulder hurts a little when i bench, about 5 of 10", 5),
        ("elbow pain 3 over 10 on curls", 3),
        ("un peu mal au genou gauche, 4 sur 10", 4),
    ],
)
async def test_a_pain_in_figures_counts_more_than_a_bit(person: Person, text: str, severity: int) -> None:
    reply = await person.say(text)
    assert [args["severity"] for name, args in done(reply) if name == "report_pain"] == [severity]


async def test_a_lower_pain_is_taken_over(person: Person) -> None:
    await person.say("my left knee hurts 6/10")
    assert "left knee 4/10, down from 6" in (await person.say("knee pain 4 of 10 on squats"))["reply"]


@pytest.mark.parametrize(
    ("locale", "again", "words"), [("en", "my knee hurts", "still 3/10"), ("fr", "j'ai mal au genou", "toujours à 3/10")]
)
async def test_no_update_is_claimed_where_no_new_figure_was_told(new_person: Any, locale: str, again: str, words: str) -> None:
    person: Person = await new_person(locale=locale)
    await person.say({"en": "my knee hurts 3/10", "fr": "mal au genou 3/10"}[locale])
    assert words in (await person.say(again))["reply"]


@pytest.mark.parametrize(
    ("text", "about", "at"),
    [
        ("rapelle moi mardi à 18h30 d'aller nager", "aller nager", "2026-03-03T18:30"),
        ("rappelle-moi demian à 8h d'appeler papa", "appeler papa", "2026-03-03T08:00"),
        ("remnd me tomrrow at 8 to call dad", "call dad", "2026-03-03T08:00"),
    ],
)
async def test_a_reminder_is_set_in_spite_of_slips(person: Person, text: str, about: str, at: str) -> None:
    (set_one,) = done(await person.say(text))
    assert (set_one[0], set_one[1]["text"], set_one[1]["at"][:16]) == ("set_reminder", about, at)


async def test_a_time_on_the_clock_is_no_duration(person: Person) -> None:
    reply = await person.say("gainage 3x40s et rapelle moi mardi à 18h30 d'aller nager")
    assert tools(reply) == ["log_workout", "set_reminder"]
    assert [one["duration_s"] for one in done(reply)[0][1]["entries"][0]["sets"]] == [40, 40, 40]
    alone = await person.say("planche 2x30s à 18h30")
    assert [one["duration_s"] for one in done(alone)[0][1]["entries"][0]["sets"]] == [30, 30]


async def test_a_demi_squat_is_no_dislocated_joint(person: Person) -> None:
    assert tools(await person.say("demi squat 3x5 80 kg")) == ["log_workout"]


@pytest.mark.parametrize(
    ("locale", "text", "words"), [("en", "cycling", "than earlier today"), ("fr", "vélo", "que plus tôt dans la journée")]
)
async def test_a_record_beaten_the_same_day_says_so(new_person: Any, locale: str, text: str, words: str) -> None:
    person: Person = await new_person(locale=locale)
    await person.say(f"{text} 15 min")
    assert words in (await person.say(f"{text} 25 min"))["reply"]


async def test_an_introduction_in_french_is_answered_in_french(person: Person) -> None:
    reply = (await person.say("salut, moi c'est Zoé, 31 ans, 64 kg, débutante, je veux perdre du gras"))["reply"]
    assert "tu t'appelles Zoé" in reply
    assert "Noted" not in reply


@pytest.mark.parametrize(
    ("locale", "text", "args"),
    [
        ("en", "i only got 25 mins and a pair of dumbells", {"minutes": 25, "equipment": ["dumbbell"]}),
        ("en", "only have bands today", {"equipment": ["band"]}),
        ("fr", "j'ai que 25 min et deux haltères", {"minutes": 25, "equipment": ["dumbbell"]}),
    ],
)
async def test_how_today_is_changes_todays_workout_and_not_the_profile(
    new_person: Any, locale: str, text: str, args: dict[str, Any]
) -> None:
    person: Person = await new_person(locale=locale)
    await person.say({"en": "I have a full gym, 60 min a session", "fr": "j'ai une salle de sport, 60 min par séance"}[locale])
    await person.say({"en": "make me a plan 3 days a week", "fr": "fais-moi un programme 3 jours par semaine"}[locale])
    reply = await person.say(text)
    assert done(reply) == [("today_workout", args)]
    exercises = reply["actions"][0]["result"]["exercises"]
    assert exercises
    assert not any("Barbell" in one["exercise"]["name"] or "Machine" in one["exercise"]["name"] for one in exercises)
    profile = (await person.say({"en": "show my profile", "fr": "montre mon profil"}[locale]))["actions"][0]["result"]
    assert (profile["minutes"], profile["equipment"]) == (60, ["gym"])


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("from now on I only have 25 minutes", {"minutes": 25}),
        ("at home I only have dumbbells", {"equipment": ["dumbbell"], "workout_style": "home"}),
        ("désormais je n'ai que des haltères", {"equipment": ["dumbbell"]}),
    ],
)
async def test_what_lasts_goes_to_the_profile(person: Person, text: str, args: dict[str, Any]) -> None:
    assert done(await person.say(text)) == [("update_profile", args)]


@pytest.mark.parametrize(
    ("locale", "sign", "cleared", "between", "yes"),
    [
        ("en", "I get chest pain when I train", "my doctor cleared me", "bench 3x5 60kg", "yes, she said I can train again"),
        ("fr", "j'ai mal à la poitrine quand je cours", "mon médecin est d'accord", "merci !", "oui il a dit que je peux reprendre"),
    ],
)
async def test_a_clearance_is_confirmed_by_name_after_one_message_between(
    new_person: Any, locale: str, sign: str, cleared: str, between: str, yes: str
) -> None:
    person: Person = await new_person(locale=locale)
    await person.say(sign)
    assert (await person.say(cleared))["pending"]["kind"] == "confirm"
    await person.say(between)
    assert tools(await person.say(yes)) == ["clear_hold"]


async def test_an_old_question_is_asked_again(person: Person) -> None:
    await person.say("I get chest pain when I train")
    await person.say("my doctor cleared me")
    for weight in (60, 65):
        await person.say(f"bench 3x5 {weight}kg")
    again = await person.say("yes, he said I can train again")
    assert again["actions"] == []
    assert again["pending"]["kind"] == "confirm"


async def test_a_bare_yes_does_not_answer_what_was_turned_away_from(person: Person) -> None:
    await person.say("I get chest pain when I train")
    await person.say("my doctor cleared me")
    await person.say("bench 3x5 60kg")
    assert (await person.say("yes"))["actions"] == []


async def test_a_talk_in_french_stays_french(person: Person) -> None:
    await person.say("salut, moi c'est Zoé")
    replies = [(await person.say(text))["reply"] for text in ("ok", "développé 3x5 40 kg", "anule", "pk ?")]
    assert replies[1].startswith("Noté")
    assert replies[2].startswith("C'est fait")
    assert replies[3].startswith("Tu as écrit")
    assert "lundi 9 mars" in (await person.say("rappelle-moi lundi à 8h de courir"))["reply"]


async def test_an_english_speaker_is_answered_in_english_again(person: Person) -> None:
    await person.say("merci !")
    assert (await person.say("thanks"))["reply"] == "You're welcome."


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("change my goal to lose weight", "weight_loss"),
        ("my goal is now to get stronger", "strength"),
        ("mon objectif est maintenant de perdre du poids", "weight_loss"),
    ],
)
async def test_a_goal_is_changed(person: Person, text: str, goal: str) -> None:
    await person.say("I want to gain muscle")
    assert done(await person.say(text)) == [("update_profile", {"goal": goal})]


@pytest.mark.parametrize("text", ["i want to train on tues n thurs instead", "je veux m'entraîner le mardi et le jeudi plutôt"])
async def test_training_days_are_changed(person: Person, text: str) -> None:
    assert done(await person.say(text)) == [("update_profile", {"days_per_week": 2, "weekdays": [1, 3]})]


@pytest.mark.parametrize(
    ("text", "tool"),
    [("tu peux me faire un programme stp", "propose_plan"), ("c koi la prochaine séance", "today_workout"), ("pk ?", "why")],
)
async def test_short_french_is_understood(person: Person, text: str, tool: str) -> None:
    assert tools(await person.say(text)) == [tool]


@pytest.mark.parametrize("text", ["cancel the reminder", "annule le rappel", "cancel my reminder please"])
async def test_the_only_reminder_is_cancelled(person: Person, text: str) -> None:
    await person.say("remind me to stretch tomorrow at 9")
    assert (await person.say(text))["actions"][0]["result"]["reminders"][0]["text"] == "stretch"


async def test_a_reminder_is_cancelled_by_a_name_behind_it(person: Person) -> None:
    await person.say("remind me to stretch tomorrow at 9")
    await person.say("remind me to take the bus tomorrow at 8")
    assert (await person.say("cancel the reminder bus"))["actions"][0]["result"]["reminders"][0]["text"] == "take the bus"


@pytest.mark.parametrize(
    ("locale", "week", "words"),
    [
        ("en", "show my week", "You logged this week: today Bench Press, Back Squat"),
        ("fr", "ma semaine", "Noté cette semaine : aujourd'hui Développé couché, Squat"),
    ],
)
async def test_a_week_shows_what_was_logged_beside_a_plan(new_person: Any, locale: str, week: str, words: str) -> None:
    person: Person = await new_person(locale=locale)
    await person.say({"en": "bench 3x5 60kg", "fr": "développé couché 3x5 60 kg"}[locale])
    await person.say("squat 3x5 80kg")
    assert words in (await person.say(week))["reply"]
    await person.say({"en": "make me a plan 3 days a week", "fr": "fais-moi un programme 3 jours par semaine"}[locale])
    assert words in (await person.say(week))["reply"]


@pytest.mark.parametrize(
    ("logged", "said", "sets"),
    [
        (("bench 3x5 40kg", "squat 3x5 80kg"), "actually make the bench 42.5", [(5, "42.5")] * 3),
        (("squat 3x5 80kg", "bench 3x5 40kg"), "oops the second squat set was only 3", [(5, "80.0"), (3, "80.0"), (5, "80.0")]),
        (("squat 3x5 80kg",), "non, la deuxième série de squat c'était 3", [(5, "80.0"), (3, "80.0"), (5, "80.0")]),
    ],
)
async def test_a_named_exercise_is_set_right(person: Person, logged: tuple[str, ...], said: str, sets: list[tuple[int, str]]) -> None:
    for line in logged:
        await person.say(line)
    reply = await person.say(said)
    assert tools(reply) == ["correct_entry"]
    after = reply["actions"][0]["result"]["after"]["sets"]
    assert [(one["reps"], f"{float(one['load_kg']):.1f}") for one in after] == sets


@pytest.mark.parametrize("said", ["my plank was 3x40s, not 15:30", "le gainage c'était 3x40s pas 15:30"])
async def test_what_was_and_what_was_not_is_a_correction(person: Person, said: str) -> None:
    await person.say("plank 2x15:30")
    reply = await person.say(said)
    assert tools(reply) == ["correct_entry"]
    assert [one["duration_s"] for one in reply["actions"][0]["result"]["after"]["sets"]] == [40, 40, 40]


@pytest.mark.parametrize(
    ("locale", "told", "why", "words"),
    [
        ("en", "I get chest pain when I train", "why do you leave the numbers out?", "Once a health professional has cleared you"),
        ("en", "I have an eating disorder", "why do you hide the numbers?", "the professional who helps you"),
        (
            "fr",
            "j'ai mal à la poitrine quand je cours",
            "pourquoi tu caches les chiffres ?",
            "un professionnel de santé a donné son accord",
        ),
    ],
)
async def test_why_numbers_stay_out_is_told_with_the_way_back(new_person: Any, locale: str, told: str, why: str, words: str) -> None:
    person: Person = await new_person(locale=locale)
    await person.say(told)
    await person.say({"en": "how many calories in an egg?", "fr": "combien de calories dans un œuf ?"}[locale])
    reply = (await person.say(why))["reply"]
    assert words in reply
    assert "You wrote" not in reply


async def test_the_language_is_the_one_chosen_or_told_last(person: Person, clock: FixedClock) -> None:
    async def choose(locale: str) -> None:
        clock.advance(timedelta(minutes=1))
        answer = await person.client.put("/api/v1/users/me", json={"locale": locale}, headers=person.headers)
        assert answer.status_code == 200
        clock.advance(timedelta(minutes=1))

    await person.say("thanks a lot, that was great")
    await choose("fr")
    assert (await person.say("squat 3x5 40kg"))["reply"].startswith("Noté")
    await person.say("thank you, what should I do next?")
    assert (await person.say("squat 3x5 50kg"))["reply"].startswith("Logged")
    await choose("fr")
    assert (await person.say("squat 3x5 60kg"))["reply"].startswith("Noté")
