"""Reminders as people type them: with slips, without marks, several at once; what is asked where a part cannot be read."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from spotter.language.calendar_words import level
from spotter.language.understand import understand
from spotter.language.understanding import Locale, Reading, Understanding
from spotter.language.wording import Style
from spotter.language.wording.reminders import rule_in_words

NOW = datetime(2026, 3, 2, 19, 30, tzinfo=ZoneInfo("Europe/Paris"))  # a Monday
SET: list[tuple[str, Locale, list[dict[str, str]]]] = [
    (
        "rappelle-moi lundi mercredi et vendredi à 7h30 de m'entraîner",
        "fr",
        [{"text": "m'entraîner", "rule": "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYHOUR=7;BYMINUTE=30"}],
    ),
    (
        "rappelle-moi lundi et jeudi à 18h30 d'aller à la salle",
        "fr",
        [{"text": "aller à la salle", "rule": "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=18;BYMINUTE=30"}],
    ),
    (
        "rappelle-moi chaque lundi, mercredi et vendredi à 7h de courir",
        "fr",
        [{"text": "courir", "rule": "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYHOUR=7;BYMINUTE=0"}],
    ),
    ("remind me to take creatine evry morning at 730", "en", [{"text": "take creatine", "rule": "FREQ=DAILY;BYHOUR=7;BYMINUTE=30"}]),
    ("remind me to take creatine every morning at 730", "en", [{"text": "take creatine", "rule": "FREQ=DAILY;BYHOUR=7;BYMINUTE=30"}]),
    ("remind me to strech evry day at 7am", "en", [{"text": "strech", "rule": "FREQ=DAILY;BYHOUR=7;BYMINUTE=0"}]),
    ("remind me at 6 30 pm to lift", "en", [{"text": "lift", "at": "2026-03-03T18:30"}]),
    ("remind me 2morrow at 6 30 pm leg day", "en", [{"text": "leg day", "at": "2026-03-03T18:30"}]),
    ("remind me 3/12 at 17:00 to buy protein", "en", [{"text": "buy protein", "at": "2026-12-03T17:00"}]),
    (
        "remind me first of every month to take photos",
        "en",
        [{"text": "take photos", "rule": "FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=9;BYMINUTE=0"}],
    ),
    ("rappelle moi tt les jours a 7h de boire de leau", "fr", [{"rule": "FREQ=DAILY;BYHOUR=7;BYMINUTE=0"}]),
    (
        "remind me mondays 7am chest and wednesdays 6pm legs",
        "en",
        [
            {"text": "chest", "rule": "FREQ=WEEKLY;BYDAY=MO;BYHOUR=7;BYMINUTE=0"},
            {"text": "legs", "rule": "FREQ=WEEKLY;BYDAY=WE;BYHOUR=18;BYMINUTE=0"},
        ],
    ),
    (
        "remind me to run on monday at 6:30am and on thursday at 7pm",
        "en",
        [{"text": "run", "at": "2026-03-09T06:30"}, {"text": "run", "at": "2026-03-05T19:00"}],
    ),
    ("remind me to squat at 7 for the next 2 weeks", "en", [{"text": "squat", "rule": "FREQ=DAILY;UNTIL=20260316;BYHOUR=7;BYMINUTE=0"}]),
    ("set a reminder to drink every day at 15:00", "en", [{"text": "drink", "rule": "FREQ=DAILY;BYHOUR=15;BYMINUTE=0"}]),
    ("remind me on the 3rd at 5pm to buy protein", "en", [{"text": "buy protein", "at": "2026-03-03T17:00"}]),
    ("rappelle-moi le 3 à 17h d'acheter de la whey", "fr", [{"text": "acheter de la whey", "at": "2026-03-03T17:00"}]),
    ("rappelle-moi un jour sur deux de marcher", "fr", [{"text": "marcher", "rule": "FREQ=DAILY;INTERVAL=2;BYHOUR=9;BYMINUTE=0"}]),
    ("fais un point avec moi tous les matins", "fr", [{"kind": "check_in"}]),
    (
        "remind me 7am and 7pm to take pills",
        "en",
        [{"text": "take pills", "at": "2026-03-03T07:00"}, {"text": "take pills", "at": "2026-03-03T19:00"}],
    ),
    ("did bench 3x8 60kg and remind me tmrw at 7 to run also whats next", "en", [{"text": "run", "at": "2026-03-03T07:00"}]),
    ("remind me to foam roll evry evening at 845", "en", [{"text": "foam roll", "rule": "FREQ=DAILY;BYHOUR=20;BYMINUTE=45"}]),
    ("remind me at 615 am evry weekday to swim", "en", [{"text": "swim", "rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=6;BYMINUTE=15"}]),
    ("remnid me 2morow at 7 15 am to pack my shoes", "en", [{"text": "pack my shoes", "at": "2026-03-03T07:15"}]),
    ("remind me 14/3 at 10am to book the race", "en", [{"text": "book the race", "at": "2026-03-14T10:00"}]),
    ("remind me on the 1st at 9 am to pay the gym", "en", [{"text": "pay the gym", "at": "2026-04-01T09:00"}]),
    (
        "remind me the first of each month to measure my waist",
        "en",
        [{"text": "measure my waist", "rule": "FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=9;BYMINUTE=0"}],
    ),
    (
        "remind me the last day of every month at 8pm to review my log",
        "en",
        [{"text": "review my log", "rule": "FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=20;BYMINUTE=0"}],
    ),
    (
        "remind me every first saturday of the month at 10 to take photos",
        "en",
        [{"text": "take photos", "rule": "FREQ=MONTHLY;BYDAY=SA;BYSETPOS=1;BYHOUR=10;BYMINUTE=0"}],
    ),
    (
        "remind me tuesdays 6am intervals and saturdays 9am long run",
        "en",
        [
            {"text": "intervals", "rule": "FREQ=WEEKLY;BYDAY=TU;BYHOUR=6;BYMINUTE=0"},
            {"text": "long run", "rule": "FREQ=WEEKLY;BYDAY=SA;BYHOUR=9;BYMINUTE=0"},
        ],
    ),
    (
        "remind me to do mobility on tuesday at 7am and on friday at 6:30pm",
        "en",
        [{"text": "do mobility", "at": "2026-03-03T07:00"}, {"text": "do mobility", "at": "2026-03-06T18:30"}],
    ),
    (
        "remind me every monday at 7am and every thursday at 6pm to lift",
        "en",
        [
            {"text": "lift", "rule": "FREQ=WEEKLY;BYDAY=MO;BYHOUR=7;BYMINUTE=0"},
            {"text": "lift", "rule": "FREQ=WEEKLY;BYDAY=TH;BYHOUR=18;BYMINUTE=0"},
        ],
    ),
    (
        "remind me to take antibiotics at 8am and 8pm for the next 7 days",
        "en",
        [{"text": "take antibiotics", "rule": "FREQ=DAILY;UNTIL=20260309;BYHOUR=8,20;BYMINUTE=0"}],
    ),
    (
        "remind me to ice my ankle every 4 hours until friday",
        "en",
        [{"text": "ice my ankle", "rule": "FREQ=HOURLY;INTERVAL=4;UNTIL=20260306"}],
    ),
    (
        "remind me every day except sunday at 6:30 am to get up",
        "en",
        [{"text": "get up", "rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA;BYHOUR=6;BYMINUTE=30"}],
    ),
    (
        "remind me every other tuesday at 6pm to deload",
        "en",
        [{"text": "deload", "rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=18;BYMINUTE=0"}],
    ),
    ("remind me to stretch every morning and every evening", "en", [{"text": "stretch", "rule": "FREQ=DAILY;BYHOUR=8,19;BYMINUTE=0"}]),
    ("set up a reminder to eat breakfast every day at 0730", "en", [{"text": "eat breakfast", "rule": "FREQ=DAILY;BYHOUR=7;BYMINUTE=30"}]),
    ("set an alarm to stretch at 9:15 pm", "en", [{"text": "stretch", "at": "2026-03-02T21:15"}]),
    (
        "make a reminder to weigh myself every friday at 7",
        "en",
        [{"text": "weigh myself", "rule": "FREQ=WEEKLY;BYDAY=FR;BYHOUR=7;BYMINUTE=0"}],
    ),
    (
        "9am and 930pm remind me to take my meds",
        "en",
        [{"text": "take my meds", "at": "2026-03-03T09:00"}, {"text": "take my meds", "at": "2026-03-02T21:30"}],
    ),
    ("remind me thrusday at 6pm to buy chalk", "en", [{"text": "buy chalk", "at": "2026-03-05T18:00"}]),
    ("remind me to swim wensday at 6 am", "en", [{"text": "swim", "at": "2026-03-04T06:00"}]),
    ("ran 5k and remind me tmrw at 6 to stretch also how am i doing", "en", [{"text": "stretch", "at": "2026-03-03T06:00"}]),
    ("remind me at 8 to cook, what did i lift yesterday", "en", [{"text": "cook", "at": "2026-03-02T20:00"}]),
    ("squat 5x5 100kg then remind me in 2 hours to eat", "en", [{"text": "eat", "at": "2026-03-02T21:30"}]),
    ("remind me to do legs every mon n thu 630pm", "en", [{"text": "do legs", "rule": "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=18;BYMINUTE=30"}]),
    ("remind me nxt monday 7 am to start the new program", "en", [{"text": "start the new program", "at": "2026-03-09T07:00"}]),
    ("remind me dec 24 at noon to rest", "en", [{"text": "rest", "at": "2026-12-24T12:00"}]),
    ("remind me to go for a walk daily 1230", "en", [{"text": "go for a walk", "rule": "FREQ=DAILY;BYHOUR=12;BYMINUTE=30"}]),
    (
        "remind me mon-fri at 7 to do my back exercises",
        "en",
        [{"text": "do my back exercises", "rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=7;BYMINUTE=0"}],
    ),
    (
        "rappelle-moi mardi jeudi et samedi à 6h45 d'aller nager",
        "fr",
        [{"text": "aller nager", "rule": "FREQ=WEEKLY;BYDAY=TU,TH,SA;BYHOUR=6;BYMINUTE=45"}],
    ),
    (
        "rappelle moi chaque mardi, jeudi et dimanche a 9h de faire du gainage",
        "fr",
        [{"text": "faire du gainage", "rule": "FREQ=WEEKLY;BYDAY=TU,TH,SU;BYHOUR=9;BYMINUTE=0"}],
    ),
    (
        "rapelle moi mercredi et vendredi à 19h15 la séance",
        "fr",
        [{"text": "la séance", "rule": "FREQ=WEEKLY;BYDAY=WE,FR;BYHOUR=19;BYMINUTE=15"}],
    ),
    ("rappelle-moi tt les soirs a 21h30 de metirer", "fr", [{"text": "m'etirer", "rule": "FREQ=DAILY;BYHOUR=21;BYMINUTE=30"}]),
    (
        "rappelle-moi ts les matins à 6h30 de prendre ma créatine",
        "fr",
        [{"text": "prendre ma créatine", "rule": "FREQ=DAILY;BYHOUR=6;BYMINUTE=30"}],
    ),
    ("rappelle-moi un jour sur trois à 18h de marcher", "fr", [{"text": "marcher", "rule": "FREQ=DAILY;INTERVAL=3;BYHOUR=18;BYMINUTE=0"}]),
    (
        "rappelle-moi une semaine sur deux le lundi à 8h de faire mes mesures",
        "fr",
        [{"text": "faire mes mesures", "rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;BYHOUR=8;BYMINUTE=0"}],
    ),
    ("rappelle-moi le 15 à 18h de payer la salle", "fr", [{"text": "payer la salle", "at": "2026-03-15T18:00"}]),
    ("rappelle-moi le 1er à 10h de prendre mes mensurations", "fr", [{"text": "prendre mes mensurations", "at": "2026-04-01T10:00"}]),
    (
        "rappelle-moi le premier de chaque mois de faire des photos",
        "fr",
        [{"text": "faire des photos", "rule": "FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=9;BYMINUTE=0"}],
    ),
    (
        "rappelle-moi tous les jours sauf le dimanche à 7h de courir",
        "fr",
        [{"text": "courir", "rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA;BYHOUR=7;BYMINUTE=0"}],
    ),
    (
        "rappelle-moi de glacer mon genou toutes les 3 heures jusqu'à vendredi",
        "fr",
        [{"text": "glacer mon genou", "rule": "FREQ=HOURLY;INTERVAL=3;UNTIL=20260306"}],
    ),
    (
        "rappelle-moi de courir à 7h pendant deux semaines",
        "fr",
        [{"text": "courir", "rule": "FREQ=DAILY;UNTIL=20260316;BYHOUR=7;BYMINUTE=0"}],
    ),
    (
        "rappelle-moi lundi à 18h les pecs et mercredi à 19h les jambes",
        "fr",
        [{"text": "les pecs", "at": "2026-03-09T18:00"}, {"text": "les jambes", "at": "2026-03-04T19:00"}],
    ),
    (
        "rappelle-moi de boire à 10h et à 16h30 tous les jours",
        "fr",
        [{"text": "boire", "rule": "FREQ=DAILY;BYHOUR=10;BYMINUTE=0"}, {"text": "boire", "rule": "FREQ=DAILY;BYHOUR=16;BYMINUTE=30"}],
    ),
    ("mets un rappel pour boire tous les jours à 15h", "fr", [{"text": "boire", "rule": "FREQ=DAILY;BYHOUR=15;BYMINUTE=0"}]),
    ("rappelle-moi demain à 6h de courir et c'est quoi ma séance", "fr", [{"text": "courir", "at": "2026-03-03T06:00"}]),
    ("j'ai fait squat 5x5 100 kg et rappelle moi demain a 8h de m'étirer", "fr", [{"text": "m'étirer", "at": "2026-03-03T08:00"}]),
    (
        "remind me evryday at 550 am to wake up my brother",
        "en",
        [{"text": "wake up my brother", "rule": "FREQ=DAILY;BYHOUR=5;BYMINUTE=50"}],
    ),
    ("reminder friday 1145 call the physio", "en", [{"text": "call the physio", "at": "2026-03-06T11:45"}]),
    ("remind me sat and sun 9 30 am to hike", "en", [{"text": "hike", "rule": "FREQ=WEEKLY;BYDAY=SA,SU;BYHOUR=9;BYMINUTE=30"}]),
    ("remind me tue thu sat at 0615 row", "en", [{"text": "row", "rule": "FREQ=WEEKLY;BYDAY=TU,TH,SA;BYHOUR=6;BYMINUTE=15"}]),
    ("can u remind me tonite at 10 to take magnesium", "en", [{"text": "take magnesium", "at": "2026-03-02T22:00"}]),
    ("remind me on the 28th at 6 pm to test my max", "en", [{"text": "test my max", "at": "2026-03-28T18:00"}]),
    ("remind me on 5 april at 8am race day", "en", [{"text": "race day", "at": "2026-04-05T08:00"}]),
    (
        "remind me the last friday of every month at 5pm to take a progress photo",
        "en",
        [{"text": "take a progress photo", "rule": "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1;BYHOUR=17;BYMINUTE=0"}],
    ),
    ("every other day at 8pm remind me to do rehab", "en", [{"text": "do rehab", "rule": "FREQ=DAILY;INTERVAL=2;BYHOUR=20;BYMINUTE=0"}]),
    (
        "remind me every weekday except wednesday at noon to walk",
        "en",
        [{"text": "walk", "rule": "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR;BYHOUR=12;BYMINUTE=0"}],
    ),
    (
        "remind me to take creatine every day at 8 until april 15",
        "en",
        [{"text": "take creatine", "rule": "FREQ=DAILY;UNTIL=20260415;BYHOUR=8;BYMINUTE=0"}],
    ),
    (
        "remind me to foam roll at 9pm for the next 10 days",
        "en",
        [{"text": "foam roll", "rule": "FREQ=DAILY;UNTIL=20260312;BYHOUR=21;BYMINUTE=0"}],
    ),
    (
        "remind me mon 6am push, wed 6am pull, fri 6am legs",
        "en",
        [
            {"text": "push", "at": "2026-03-09T06:00"},
            {"text": "pull", "at": "2026-03-04T06:00"},
            {"text": "legs", "at": "2026-03-06T06:00"},
        ],
    ),
    (
        "remind me tomorrow at 8 to eat and at 9 to train",
        "en",
        [{"text": "eat", "at": "2026-03-03T08:00"}, {"text": "train", "at": "2026-03-03T09:00"}],
    ),
    (
        "remind me at 7:30am and 7:30pm every day to do my ankle drills",
        "en",
        [{"text": "do my ankle drills", "rule": "FREQ=DAILY;BYHOUR=7,19;BYMINUTE=30"}],
    ),
    ("create a reminder for my physio appointment on thursday at 3pm", "en", [{"text": "my physio appointment", "at": "2026-03-05T15:00"}]),
    (
        "add a reminder every sunday at 8pm to prep meals",
        "en",
        [{"text": "prep meals", "rule": "FREQ=WEEKLY;BYDAY=SU;BYHOUR=20;BYMINUTE=0"}],
    ),
    (
        "deadlift 3x5 140kg and remind me friday 6pm to squat and how much protein today",
        "en",
        [{"text": "squat", "at": "2026-03-06T18:00"}],
    ),
    ("remind me at 9 to log dinner and show my plan", "en", [{"text": "log dinner", "at": "2026-03-02T21:00"}]),
    ("tmrw 6am remind me run", "en", [{"text": "run", "at": "2026-03-03T06:00"}]),
    ("ohp 5x5 at 45, remind me in an hour to eat", "en", [{"text": "eat", "at": "2026-03-02T20:30"}]),
    (
        "rappelle moi tous les jour a 8h15 de prendre mes vitamines",
        "fr",
        [{"text": "prendre mes vitamines", "rule": "FREQ=DAILY;BYHOUR=8;BYMINUTE=15"}],
    ),
    (
        "rappelle-moi le mardi et le jeudi à 12h30 d'aller nager",
        "fr",
        [{"text": "aller nager", "rule": "FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=12;BYMINUTE=30"}],
    ),
    (
        "rappelle-moi du lundi au vendredi à 6h de courir",
        "fr",
        [{"text": "courir", "rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=6;BYMINUTE=0"}],
    ),
    ("rappelle-moi demain 18h30 jambes", "fr", [{"text": "jambes", "at": "2026-03-03T18:30"}]),
    (
        "mercredi 19h et samedi 10h rappelle-moi d'aller grimper",
        "fr",
        [{"text": "aller grimper", "at": "2026-03-04T19:00"}, {"text": "aller grimper", "at": "2026-03-07T10:00"}],
    ),
    ("rappelle-moi un lundi sur deux à 20h de me mesurer", "fr", [{"rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;BYHOUR=20;BYMINUTE=0"}]),
    (
        "rappelle-moi le dernier jour du mois à 20h de faire le bilan",
        "fr",
        [{"text": "faire le bilan", "rule": "FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=20;BYMINUTE=0"}],
    ),
    ("rappelle-moi le 25/12 à 10h de souffler", "fr", [{"text": "souffler", "at": "2026-12-25T10:00"}]),
    ("rappelle-moi le 20 à 9h d'appeler le kiné", "fr", [{"text": "appeler le kine", "at": "2026-03-20T09:00"}]),
    (
        "rappelle-moi tous les jours à 8h et à 20h30 de mettre de la glace",
        "fr",
        [
            {"text": "mettre de la glace", "rule": "FREQ=DAILY;BYHOUR=8;BYMINUTE=0"},
            {"text": "mettre de la glace", "rule": "FREQ=DAILY;BYHOUR=20;BYMINUTE=30"},
        ],
    ),
    (
        "crée un rappel tous les vendredis à 17h pour faire mes courses",
        "fr",
        [{"text": "faire mes courses", "rule": "FREQ=WEEKLY;BYDAY=FR;BYHOUR=17;BYMINUTE=0"}],
    ),
    (
        "rappelle-moi de marcher à 13h pendant 10 jours",
        "fr",
        [{"text": "marcher", "rule": "FREQ=DAILY;UNTIL=20260312;BYHOUR=13;BYMINUTE=0"}],
    ),
    ("rappelle moi mecredi a 7h30 le squat et comment va mon programme", "fr", [{"text": "le squat", "at": "2026-03-04T07:30"}]),
]
ASKED: list[tuple[str, Locale]] = [
    ("remind me 3 times a week to stretch", "en"),
    ("remind me before every workout to warm up", "en"),
    ("rappelle-moi 3 fois par jour de boire", "fr"),
    ("remind me to eat every 3 hours between 9 and 18", "en"),
    ("remind me every hour to stand up until 6pm", "en"),
    ("remind me 2x a day to drink", "en"),
    ("remind me after each run to stretch", "en"),
    ("remind me 4 times a week to train", "en"),
    ("rappelle-moi avant chaque séance de m'échauffer", "fr"),
]


def meaning(text: str, locale: Locale) -> Understanding:
    return understand(text, Reading(locale, "metric", NOW))


def simple(args: dict[str, Any]) -> dict[str, Any]:
    """Arguments to compare: moments to the minute, rules without an order of their parts, words without accents."""
    made = {"at": lambda told: told[:16], "rule": lambda told: frozenset(told.split(";")), "text": level}
    return {name: made[name](told) if name in made else told for name, told in args.items() if told is not None}


@pytest.mark.parametrize(("text", "locale", "wanted"), SET)
def test_a_reminder_is_read_whole(text: str, locale: Locale, wanted: list[dict[str, str]]) -> None:
    found = [simple(call.args) for call in meaning(text, locale).calls if call.tool == "set_reminder"]
    assert len(found) == len(wanted)
    for one in map(simple, wanted):
        assert any(one.items() <= told.items() for told in found), found


@pytest.mark.parametrize(("text", "locale"), ASKED)
def test_what_cannot_be_read_is_asked(text: str, locale: Locale) -> None:
    found = meaning(text, locale)
    assert found.question is not None
    assert not found.calls


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("did bench 3x8 60kg and remind me tmrw at 7 to run also whats next", {"log_workout", "set_reminder"}),
        ("squat 5x5 100kg then remind me in 2 hours to eat", {"log_workout", "set_reminder"}),
        ("bench at 7 rpe", set()),
        ("bench 5 at 730 lbs every set felt heavy", set()),
        ("every day i do 20 pushups at 7", set()),
    ],
)
def test_a_log_beside_a_reminder_stays_a_log(text: str, tools: set[str]) -> None:
    found = {call.tool for call in meaning(text, "en").calls}
    assert tools <= found
    assert "set_reminder" in tools or "set_reminder" not in found


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY;UNTIL=20260316;BYHOUR=7;BYMINUTE=0", "every day at 07:00 until Monday 16 Mar"),
        ("FREQ=MONTHLY;BYDAY=SA;BYSETPOS=1;BYHOUR=10;BYMINUTE=0", "on the first Saturday of each month at 10:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=20;BYMINUTE=0", "on the last day of each month at 20:00"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=18;BYMINUTE=0", "every 2 weeks on Tuesday at 18:00"),
    ],
)
def test_a_rule_is_told_as_it_is(rule: str, words: str) -> None:
    assert rule_in_words(rule, Style("en", "metric", NOW.date())) == words
