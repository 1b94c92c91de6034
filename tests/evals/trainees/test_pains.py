"""Pain that starts, is provoked, and heals; and the days that are not like the others."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.catalogue.exercises import exercises
from spotter.evals.record import TurnRecord
from spotter.evals.trainees.body import Body
from spotter.evals.trainees.calendar import day_kinds, days_left
from spotter.evals.trainees.diary import Diary
from spotter.evals.trainees.pains import Pains
from spotter.evals.trainees.persona import Hurt, Spell, persona
from spotter.evals.trainees.talking import Talk
from spotter.evals.trainees.training import Asked, train
from spotter.evals.trainees.words import Words
from spotter.language.understanding import Locale

SQUAT, CURL = exercises()["back_squat"], exercises()["barbell_curl"]


def hurting(severity: int) -> Pains:
    pains = Pains(0.0, Random("none"))
    pains.come((Hurt(day=0, region="knee", side="left", severity=severity),))
    return pains


def test_a_rested_knee_heals_in_days_and_is_then_told_to_be_over_once() -> None:
    pains = hurting(4)
    pains.now[0].told = 4
    felt = []
    for _ in range(12):
        pains.after_night()
        felt.append(pains.now[0].felt)
    assert felt == sorted(felt, reverse=True)
    assert felt[-1] == 0
    pains.now[0].told_over = True
    pains.after_night()
    assert pains.now == []


def test_squats_as_usual_provoke_it_and_lighter_ones_do_not() -> None:
    provoked, eased, elsewhere = hurting(4), hurting(4), hurting(4)
    provoked.after_workout([(SQUAT, 1.0)])
    eased.after_workout([(SQUAT, 0.6)])
    elsewhere.after_workout([(CURL, 1.0)])
    assert provoked.now[0].severity > 4
    assert eased.now[0].severity == elsewhere.now[0].severity == 4


@pytest.mark.parametrize(("severity", "share"), [(1, 1.0), (2, 1.0), (3, 0.7), (5, 0.7), (6, 0.0), (8, 0.0)])
def test_somebody_sensible_goes_lighter_from_3_and_stops_above_5(severity: int, share: float) -> None:
    assert hurting(severity).share_allowed(SQUAT) == share
    assert hurting(severity).share_allowed(CURL) == 1.0


def lifted(asked: Asked) -> float | None:
    who = persona("anna")
    return train(Body.of(who, 0), hurting(4), [asked], 60, Random("training")).sets[0].load_kg


def test_what_the_coach_made_lighter_already_is_not_made_lighter_again() -> None:
    assert lifted(Asked("back_squat", 1, 5, load_kg=50)) == 35
    assert lifted(Asked("back_squat", 1, 5, load_kg=35, share=0.7)) == 35
    assert lifted(Asked("back_squat", 1, 5, load_kg=45, share=0.9)) == 35


@pytest.mark.parametrize(
    ("locale", "question", "answer"),
    [
        ("en", "Noted.\n\nHow is your knee this morning, from 0 to 10?", "4"),
        ("fr", "Noté.\n\nComment va ton genou gauche ce matin, de 0 à 10 ?", "4"),
        ("en", "How is your shoulder this morning, from 0 to 10?", "no"),
        ("en", "How often do you squat with that knee?", "no"),
    ],
)
def test_a_question_about_a_place_that_hurts_is_answered_with_what_is_felt(locale: Locale, question: str, answer: str) -> None:
    who, pains = persona("anna").model_copy(update={"locale": locale}), hurting(4)
    talk = Talk(Words(who, Random("words")), Diary(who.name, 1, 0), lambda: pains.now)
    told = talk.say("weigh", "weight 80 kg")
    next(told)
    said = told.send(TurnRecord("weight 80 kg", question, "done", asked="slot"))
    assert said.text == answer
    assert (said.pain is not None) == (answer == "4")


@given(st.integers(0, 1000))
def test_who_is_not_prone_gets_no_pain_and_who_is_gets_one_in_time(seed: int) -> None:
    careful, prone = Pains(0.0, Random(seed)), Pains(1.0, Random(seed))
    for _ in range(150):
        careful.after_workout([(SQUAT, 1.0)])
        prone.after_workout([(SQUAT, 1.0)])
    assert not careful.now
    assert prone.now
    assert all(0 <= pain.severity <= 8 and pain.region in SQUAT.joints for pain in prone.now)


def test_spells_lie_over_the_calendar_and_end_with_it() -> None:
    who = persona("anna").model_copy(update={"spells": (Spell(kind="holiday", first=3, days=9), Spell(kind="busy", first=20, days=9))})
    kinds = day_kinds(who, 28, Random("calendar"))
    assert [day for day, kind in enumerate(kinds) if kind == "holiday"] == list(range(3, 12))
    assert kinds.count("busy") == 8
    assert days_left(kinds, 5) == 7
