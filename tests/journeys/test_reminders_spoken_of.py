"""Reminders spoken of as people do: "move it to 8", "skip today's", "cancel the stretch", "décale la course à 20h"."""

from __future__ import annotations

import pytest

from tests.conftest import Person


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("move it to 8", "every day at 08:00"),
        ("skip today's", "Left out: train"),
        ("skip todays", "Left out: train"),
        ("cancel it", "Cancelled: train."),
        ("move it 30 min later", "every day at 21:30"),
        ("skip the next one", "Left out: train"),
        ("cancel that", "Cancelled: train."),
        ("move it to friday", "Moved: train now comes Friday 6 Mar, at 21:00."),
        ("snooze it 20 minutes", "Put off: train"),
        ("shift it to 22:30", "every day at 22:30"),
        ("cancel that one pls", "Cancelled: train."),
        ("skip tonights", "Left out: train"),
        ("make it 22:00", "every day at 22:00"),
        ("actually make it every monday at 9pm", "Moved: train, every Monday at 21:00."),
        ("delete the water one", "Cancelled: drink water."),
        ("no, 22:15", "every day at 22:15"),
        ("oops i meant 8pm", "every day at 20:00"),
        ("actually 10pm please", "every day at 22:00"),
    ],
)
async def test_the_reminder_just_set_is_it(person: Person, said: str, words: str) -> None:
    await person.say("remind me to drink water every day at 20:00")
    await person.say("remind me every day at 21:00 to train")
    assert words in (await person.say(said))["reply"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("saute celui d'aujourd'hui", "Sauté : courir"),
        ("saute le prochain", "Sauté : courir"),
        ("décale-le à 22h", "tous les jours à 22 h 00"),
        ("annule-le", "courir."),
        ("repousse-le de 15 minutes", "courir"),
        ("mets-le à 22h", "tous les jours à 22 h 00"),
        ("saute celui de ce soir", "Sauté : courir"),
        ("annule courir", "courir."),
        ("finalement plutôt à 22h", "tous les jours à 22 h 00"),
        ("non, 19h30", "tous les jours à 19 h 30"),
    ],
)
async def test_the_reminder_just_set_is_it_in_french(person: Person, said: str, words: str) -> None:
    await person.say("rappelle-moi tous les jours à 20h de boire de l'eau")
    await person.say("rappelle-moi tous les jours à 21h de courir")
    reply = (await person.say(said))["reply"]
    assert words in reply
    assert "boire" not in reply


@pytest.mark.parametrize(
    ("kept", "said", "words"),
    [
        ("remind me to stretch every day at 20:00", "cancel the stretch", "Cancelled: stretch."),
        ("remind me to do yoga tomorrow at 18:00", "move the yoga reminder to friday", "do yoga now comes Friday 6 Mar, at 18:00"),
        ("remind me to do yoga tomorrow at 18:00", "actually make yoga 7pm", "do yoga now comes tomorrow, Tuesday 3 Mar, at 19:00"),
        ("remind me to swim tomorrow at 18:00", "push the swim back 20 min", "swim is now due tomorrow, Tuesday 3 Mar, at 18:20"),
        ("rappelle-moi demain à 18h de courir", "décale la course à 20h", "courir"),
        ("rappelle-moi demain à 18h d'aller à la salle", "reporte la salle de 15 minutes", "aller à la salle"),
        ("rappelle-moi demain à 18h d'aller courir", "recule la course d'une heure", "aller courir"),
    ],
)
async def test_a_reminder_is_named_by_what_it_is_about(person: Person, kept: str, said: str, words: str) -> None:
    await person.say(
        "remind me to drink water tonight at 20:00" if kept.startswith("remind") else "rappelle-moi ce soir à 20h de boire de l'eau"
    )
    await person.say(kept)
    await person.say("bench 3x5 80kg" if kept.startswith("remind") else "développé couché 3x5 80kg")
    reply = (await person.say(said))["reply"]
    assert words in reply
    assert "water" not in reply
    assert "boire" not in reply


async def test_what_no_reminder_is_called_moves_none(person: Person) -> None:
    await person.say("rappelle-moi ce soir à 20h de boire de l'eau")
    reply = (await person.say("décale le yoga à 21h"))["reply"]
    assert "Je ne trouve pas ce rappel" in reply


async def test_two_of_one_name_are_asked_about(person: Person) -> None:
    await person.say("remind me every monday at 7am to train")
    await person.say("remind me every friday at 6pm to train")
    asked = (await person.say("cancel the train reminder"))["reply"]
    assert '"train, every Friday at 18:00", "train, every Monday at 07:00"' in asked
    assert "Cancelled: train." in (await person.say("the friday one"))["reply"]
    assert "every Monday at 07:00" in (await person.say("my reminders"))["reply"]


@pytest.mark.parametrize("said", ["cancel reminder 2", "delete the 2nd reminder", "cancel the second one", "cancel number 2"])
async def test_a_reminder_is_named_by_its_place_in_the_list(person: Person, said: str) -> None:
    await person.say("remind me tomorrow at 7am to stretch")
    await person.say("remind me tomorrow at 9am to walk")
    await person.say("my reminders")
    assert "Cancelled: walk." in (await person.say(said))["reply"]


async def test_another_subject_does_not_end_up_in_a_reminder(person: Person) -> None:
    assert "When" in (await person.say("remind me to walk"))["reply"]
    await person.say("i love walking every monday")
    assert "love" not in (await person.say("my reminders"))["reply"]


@pytest.mark.parametrize("answer", ["7", "at 7", "tomorrow at 7am", "every monday at 7"])
async def test_the_moment_asked_for_completes_the_reminder(person: Person, answer: str) -> None:
    await person.say("remind me to walk")
    assert "Reminder kept: walk" in (await person.say(answer))["reply"]


@pytest.mark.parametrize("said", ["no, 12", "no, 80", "sorry, 72.5", "wait 10", "actually 45"])
async def test_a_bare_figure_is_no_time_of_a_reminder(person: Person, said: str) -> None:
    await person.say("remind me every day at 21:00 to train")
    await person.say(said)
    assert "every day at 21:00" in (await person.say("my reminders"))["reply"]


@pytest.mark.parametrize("said", ["cancel it", "move it to 8", "skip it", "no, 9pm"])
async def test_it_is_no_reminder_where_something_else_was_spoken_of(person: Person, said: str) -> None:
    await person.say("remind me every day at 21:00 to train")
    await person.say("bench 3x5 80kg")
    assert "train" not in (await person.say(said))["reply"].replace("training", "")


@pytest.mark.parametrize("said", ["cancel my stretch reminder", "cancel the stretch one"])
async def test_which_of_two_alike_is_asked(person: Person, said: str) -> None:
    await person.say("remind me on wednesday at 7am to stretch my hips")
    await person.say("remind me on friday at 5pm to stretch my calves")
    assert '"stretch my hips", "stretch my calves"?' in (await person.say(said))["reply"]
    assert "Cancelled: stretch my calves." in (await person.say("the calves one"))["reply"]
