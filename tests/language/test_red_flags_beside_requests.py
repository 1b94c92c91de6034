"""A sign of danger is heard beside whatever else is said in one breath: before it or behind it, with any joining word or none."""

from __future__ import annotations

from itertools import cycle, product
from typing import Literal

import pytest

from spotter.language.red_flags import screen

Language = Literal["en", "fr"]

SIGNS: dict[Language, dict[str, str]] = {
    "en": {
        "chest_pain": "my chest feels tight",
        "fainting": "i fainted this morning",
        "near_fainting": "i nearly passed out",
        "stroke_signs": "my face is drooping on one side",
        "sudden_headache": "i have the worst headache of my life",
        "breathing": "i can't breathe lying down",
        "coughing_blood": "i coughed up blood",
        "blood_in_stool": "there is blood in my stool",
        "palpitations": "my heart keeps skipping beats",
        "dark_urine": "my pee is brown like cola",
        "blood_in_urine": "there is blood in my pee",
        "saddle_numbness": "i lost control of my bladder and my back hurts",
        "allergic_shock": "my throat is swelling",
        "serious_injury": "my shin bone is sticking out",
        "head_injury": "i think i have a concussion",
        "vision_loss": "i went blind in one eye",
        "blood_clot": "my calf is swollen and hot",
        "severe_pain": "i have severe stomach pain",
        "overdose": "i took a whole box of pills",
        "seizure": "i had a seizure last night",
        "nerve_signs": "my foot is numb",
        "joint_unstable": "my knee gives way",
        "fracture": "my wrist is broken",
        "tear": "i tore my hamstring",
        "loss_of_function": "i can't put weight on my ankle",
        "suicide": "i want to kill myself",
        "self_harm": "i cut myself again",
        "abuse": "my husband hits me",
    },
    "fr": {
        "chest_pain": "ça serre dans la poitrine",
        "fainting": "j'ai perdu connaissance ce matin",
        "stroke_signs": "ma bouche est de travers",
        "sudden_headache": "j'ai le pire mal de tête de ma vie",
        "breathing": "j'arrive plus à respirer allongé",
        "coughing_blood": "j'ai craché du sang",
        "blood_in_stool": "j'ai du sang dans les selles",
        "palpitations": "j'ai des palpitations",
        "dark_urine": "mes urines sont couleur coca",
        "blood_in_urine": "j'ai du sang dans les urines",
        "saddle_numbness": "je ne sens plus mon entrejambe",
        "allergic_shock": "ma gorge gonfle",
        "head_injury": "j'ai une commotion",
        "vision_loss": "je ne vois plus d'un œil",
        "blood_clot": "mon mollet est gonflé et chaud",
        "overdose": "j'ai avalé une boîte de médicaments",
        "seizure": "j'ai fait une crise d'épilepsie",
        "joint_unstable": "mon genou se dérobe",
        "fracture": "je me suis cassé le poignet",
        "tear": "je me suis déchiré les ischios",
        "suicide": "je veux me suicider",
        "self_harm": "je me suis scarifié",
        "abuse": "mon mari me frappe",
    },
}
BESIDE: dict[Language, tuple[str, ...]] = {
    "en": (
        "remind me at 7 to run",
        "remind me tomorrow at 8 to stretch",
        "i need a reminder at 9 to train",
        "cancel my reminders",
        "ate 2 eggs and toast",
        "log 500 ml of water",
        "slept 7 hours",
        "make me a plan for 3 days a week",
        "give me a leg workout",
        "skip today's workout",
        "can you move my run to 8",
        "stop texting me",
        "no messages this weekend",
        "mute for 3 days",
        "link my telegram",
    ),
    "fr": (
        "rappelle-moi à 7h de courir",
        "rappelle moi demain à 8h de m'étirer",
        "mets un rappel à 6h pour courir",
        "annule mes rappels",
        "j'ai mangé 2 œufs et du pain",
        "note 500 ml d'eau",
        "dormi 7 heures",
        "fais-moi un programme de 3 jours",
        "donne-moi une séance jambes",
        "saute la séance d'aujourd'hui",
        "tu peux décaler ma course à 8h",
        "arrête de m'écrire",
        "pas de messages ce week-end",
        "coupe les messages pendant 3 jours",
        "relie mon telegram",
    ),
}
JOINTS: dict[Language, tuple[str, ...]] = {
    "en": (" and ", ", ", " but ", " also ", ". ", " ", " because ", " n ", ", also ", " & ", " so ", " btw ", " - ", " then ", " plus "),
    "fr": (" et ", ", ", " mais ", " aussi ", ". ", " ", " parce que ", " & ", ", mais ", " car ", " du coup ", " sinon ", " - ", " puis "),
}
ROWS = [(language, signal, sign) for language, signs in SIGNS.items() for signal, sign in signs.items()]


@pytest.mark.parametrize(("language", "signal", "sign"), ROWS, ids=lambda value: value)
def test_a_sign_is_heard_beside_a_request_in_every_order(language: Language, signal: str, sign: str) -> None:
    joints = cycle(JOINTS[language])
    messages = [
        said
        for beside, _ in product(BESIDE[language], range(3))
        for joint in [next(joints)]
        for said in (f"{beside}{joint}{sign}", f"{sign}{joint}{beside}")
    ]
    alone = screen(sign).level
    assert alone in ("T0", "T1")
    assert [said for said in messages if screen(said).level not in {alone, "T0"} or signal not in screen(said).signals] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_requests_that_stand_together_raise_no_alarm(language: Language) -> None:
    joints = cycle(JOINTS[language])
    messages = [f"{first}{next(joints)}{second}" for first, second in product(BESIDE[language], repeat=2)]
    assert [said for said in messages if screen(said).level in ("T0", "T1", "T2")] == []


@pytest.mark.parametrize(
    "text",
    [
        "no chest pain and remind me at 7 to run",
        "remind me at 7 to run, no chest pain, dizziness or fainting today",
        "my dad had a stroke in 2015 and remind me at 7 to call him",
        "remind me what to do if i ever faint, and make me a plan",
        "log 2 eggs n toast, legs are dead after squats",
        "my chest is sore from bench yesterday and remind me at 7 to stretch",
        "pas de douleur dans la poitrine et rappelle-moi à 7h de courir",
        "note 2 œufs, j'ai les jambes mortes",
        "rappelle-moi à 7h de courir et j'ai 32 ans",
        "remind me to do my chest press at 7 and my chest fly at 8",
    ],
)
def test_what_alone_is_no_alarm_is_none_beside_a_request(text: str) -> None:
    assert screen(text).level in ("none", "T3")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("bench 5x5 80kg and everyday i think about dying", "T0"),
        ("bench 5x5 80kg. lately i keep thinking about dying", "T0"),
        ("i think about dying all the time, squat 5x5 100", "T0"),
        ("thought about dying during set 3 of squats 5x5", "none"),
        ("every set i thought i was dying lol 5x5 squats", "none"),
    ],
)
def test_a_thought_of_death_that_comes_back_is_no_talk_of_the_gym(text: str, level: str) -> None:
    assert screen(text).level == level
