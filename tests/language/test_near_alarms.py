"""Everyday sentences in the words of an alarm raise none; their neighbours, which are one, still do."""

from __future__ import annotations

import pytest

from spotter.language.red_flags import screen

HARMLESS = (
    "i sit too long and my lower back hurts",
    "je suis assis toute la journée et j'ai mal au bas du dos",
    "i have no swelling and no pain anymore",
    "je n'ai plus ni douleur ni gonflement",
    "douleur au coude quand je serre la barre",
    "la barre me serre les mains, il me faut des gants",
    "j'ai gonflé des biceps depuis un mois",
    "physio said i can stop the external rotations",
    "le kiné dit que je peux arrêter les élastiques",
    "two tacos with ground beef, cheese and salsa",
    "my friend benched 140kg",
    "you suck",
    "c'est nul",
    "asdf",
)
ALARMS = (
    ("i sit at my desk and my chest is tight and my arm aches", "T0"),
    ("je suis assis et ça serre dans la poitrine", "T0"),
    ("my lower back hurts and i can't feel when i wipe", "T0"),
    ("i don't want to be here anymore", "T0"),
    ("ma gorge se serre après les cacahuètes", "T0"),
    ("my throat is closing up after the peanuts", "T0"),
    ("mon mollet a gonflé d'un coup et il est chaud", "T1"),
    ("physio said i must stop squatting", "T2"),
    ("le kiné m'a dit d'arrêter les tractions", "T2"),
)


@pytest.mark.parametrize("text", HARMLESS)
def test_everyday_words_raise_no_alarm(text: str) -> None:
    assert screen(text).level in ("none", "T3")


@pytest.mark.parametrize(("text", "level"), ALARMS)
def test_their_neighbours_are_heard(text: str, level: str) -> None:
    assert screen(text).level == level
