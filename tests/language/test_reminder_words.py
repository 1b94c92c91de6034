"""What people say of reminders, of when they train and eat, and of when they want to be written to."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from spotter.language.calendar_words import level
from spotter.language.understand import understand
from spotter.language.understanding import Call, Locale, Reading

NOW = datetime(2026, 3, 2, 19, 30, tzinfo=ZoneInfo("Europe/Paris"))


def calls(text: str, locale: Locale) -> list[Call]:
    return list(understand(text, Reading(locale, "metric", NOW)).calls)


def told(call: Call, wanted: dict[str, Any]) -> dict[str, Any]:
    """What a call says of the arguments that are wanted: moments to the minute, words without accents."""
    said = {name: call.args.get(name) for name in wanted}
    return {name: str(one)[:16] if name in ("at", "until") else level(str(one)) if name == "text" else one for name, one in said.items()}


@pytest.mark.parametrize(
    ("text", "locale", "tool", "wanted"),
    [
        ("remind me to train Mon Wed Fri at 7", "en", "set_reminder", {"rule": "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYHOUR=7;BYMINUTE=0"}),
        ("in 20 minutes tell me to get up and stretch", "en", "set_reminder", {"at": "2026-03-02T19:50"}),
        ("set an alarm for 5:15 tomorrow", "en", "set_reminder", {"at": "2026-03-03T05:15"}),
        ("remind me to stretch at 5:15 tomorrow", "en", "set_reminder", {"at": "2026-03-03T17:15"}),
        ("every day at 21:00 log dinner", "en", "set_reminder", {"rule": "FREQ=DAILY;BYHOUR=21;BYMINUTE=0"}),
        ("could u remind me tmrw at 6:45 am to pack my gym bag", "en", "set_reminder", {"at": "2026-03-03T06:45"}),
        ("remnd me to drink water every 2 hours", "en", "set_reminder", {"rule": "FREQ=HOURLY;INTERVAL=2"}),
        ("remind me about creatine at 8 and 20 every day", "en", "set_reminder", {"rule": "FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0"}),
        ("text me at 9pm to take magnesium", "en", "set_reminder", {"at": "2026-03-02T21:00"}),
        ("remind me by text on thursday at noon to book physio", "en", "set_reminder", {"at": "2026-03-05T12:00", "channel": "sms"}),
        (
            "remind me on telegram every sunday 6pm to plan my week",
            "en",
            "set_reminder",
            {"rule": "FREQ=WEEKLY;BYDAY=SU;BYHOUR=18;BYMINUTE=0", "channel": "telegram"},
        ),
        (
            "by email please remind me the 1st of every month to measure my waist",
            "en",
            "set_reminder",
            {"rule": "FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=9;BYMINUTE=0", "channel": "email"},
        ),
        ("rappelle-moi de courir mardi et jeudi a 18h30", "fr", "set_reminder", {"rule": "FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=18;BYMINUTE=30"}),
        ("rapelle moi dans une heure de sortir le poulet du congélo", "fr", "set_reminder", {"at": "2026-03-02T20:30"}),
        ("tous les soirs à 22h rappelle-moi de noter mon dîner", "fr", "set_reminder", {"rule": "FREQ=DAILY;BYHOUR=22;BYMINUTE=0"}),
        ("envoie moi un sms demain à 7h pour ma séance", "fr", "set_reminder", {"at": "2026-03-03T07:00", "channel": "sms"}),
        (
            "par telegram rappelle moi vendredi à midi d'appeler le kiné",
            "fr",
            "set_reminder",
            {"at": "2026-03-06T12:00", "channel": "telegram"},
        ),
        ("rappel à 8h et à 20h chaque jour : créatine", "fr", "set_reminder", {"rule": "FREQ=DAILY;BYHOUR=8,20;BYMINUTE=0"}),
        ("rappel tlj 7h30 créatine", "fr", "set_reminder", {"text": "creatine", "rule": "FREQ=DAILY;BYHOUR=7;BYMINUTE=30"}),
        ("remind me in an hr to foam roll plz", "en", "set_reminder", {"text": "foam roll", "at": "2026-03-02T20:30"}),
        ("plus de messages apres 22h stp", "fr", "set_notification_preference", {"quiet_from": "22:00"}),
        ("envoie moi les rappels par telegram", "fr", "set_notification_preference", {"channel": "telegram"}),
        ("text me on sms instead of telegram", "en", "set_notification_preference", {"channel": "sms"}),
        ("skip today's reminder", "en", "skip_reminder", {}),
        ("skip my 7am reminder tomorrow", "en", "skip_reminder", {}),
        ("skip the water reminder today", "en", "skip_reminder", {"text": "water"}),
        ("not today for the stretching reminder", "en", "skip_reminder", {}),
        ("saute le rappel de demain", "fr", "skip_reminder", {}),
        ("pas de rappel d'eau aujourd'hui", "fr", "skip_reminder", {}),
        ("move my 7am reminder to 8", "en", "move_reminder", {"time": "08:00", "from_time": "07:00"}),
        ("move the creatine reminder to 9pm", "en", "move_reminder", {"text": "creatine", "time": "21:00"}),
        (
            "change my training reminder to tuesdays and fridays at 18:00",
            "en",
            "move_reminder",
            {"rule": "FREQ=WEEKLY;BYDAY=TU,FR;BYHOUR=18;BYMINUTE=0"},
        ),
        ("can you make the dinner reminder an hour later", "en", "move_reminder", {"minutes": 60}),
        ("décale mon rappel de 7h à 8h30", "fr", "move_reminder", {"time": "08:30", "from_time": "07:00"}),
        ("mets le rappel du soir à 21h plutot", "fr", "move_reminder", {"time": "21:00"}),
        ("snooze for 45 min", "en", "snooze_reminder", {"minutes": 45}),
        ("snooze it till tomorrow at 9", "en", "snooze_reminder", {"until": "2026-03-03T09:00"}),
        ("repousse le rappel d'une demi-heure", "fr", "snooze_reminder", {"minutes": 30}),
        ("i dont need the creatine reminder anymore", "en", "cancel_reminder", {"text": "creatine"}),
        ("delete all reminders pls", "en", "cancel_reminder", {"all": True}),
        ("supprime le rappel de créatine", "fr", "cancel_reminder", {"text": "creatine"}),
        ("j'ai plus besoin du rappel d'eau", "fr", "cancel_reminder", {"text": "eau"}),
        ("which reminders do i have", "en", "list_reminders", {}),
        ("what are you going to remind me of tomorrow", "en", "list_reminders", {}),
        ("c'est quoi mes rappels", "fr", "list_reminders", {}),
        (
            "I train at 18:00 on mon wed fri",
            "en",
            "set_reminder",
            {"kind": "workout", "rule": "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYHOUR=18;BYMINUTE=0"},
        ),
        (
            "my workouts are at 6:30 am tuesdays and thursdays",
            "en",
            "set_reminder",
            {"kind": "workout", "rule": "FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=6;BYMINUTE=30"},
        ),
        ("dinner is at 8pm", "en", "set_reminder", {"kind": "meal", "rule": "FREQ=DAILY;BYHOUR=20;BYMINUTE=0"}),
        ("i usually have lunch at 12:30", "en", "set_reminder", {"kind": "meal"}),
        (
            "je m'entraîne le lundi et le jeudi à 19h",
            "fr",
            "set_reminder",
            {"kind": "workout", "rule": "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=19;BYMINUTE=0"},
        ),
        ("je dîne à 20h", "fr", "set_reminder", {"kind": "meal"}),
        ("check in with me every morning", "en", "set_reminder", {"kind": "check_in", "rule": "FREQ=DAILY;BYHOUR=8;BYMINUTE=0"}),
        ("ask me how i slept every day at 7:30", "en", "set_reminder", {"kind": "check_in"}),
        ("demande-moi chaque matin comment je me sens", "fr", "set_reminder", {"kind": "check_in"}),
        ("check on my energy and soreness before training every mon and thu at 5pm", "en", "set_reminder", {"kind": "check_in"}),
        (
            "fais le point avec moi tous les matins à 7h",
            "fr",
            "set_reminder",
            {"kind": "check_in", "rule": "FREQ=DAILY;BYHOUR=7;BYMINUTE=0"},
        ),
        ("quiet hours 22 to 8", "en", "set_notification_preference", {"quiet_from": "22:00", "quiet_until": "08:00"}),
        ("dont text me before 9", "en", "set_notification_preference", {"quiet_until": "09:00"}),
        ("no messages after 9:30 pm please", "en", "set_notification_preference", {"quiet_from": "21:30"}),
        ("ne m'écris pas avant 9h", "fr", "set_notification_preference", {"quiet_until": "09:00"}),
        ("ne m'envoie rien entre 23h et 7h30", "fr", "set_notification_preference", {"quiet_from": "23:00", "quiet_until": "07:30"}),
        ("write to me on telegram from now on", "en", "set_notification_preference", {"channel": "telegram"}),
        ("écris-moi plutôt par sms", "fr", "set_notification_preference", {"channel": "sms"}),
        ("at most 2 messages a week", "en", "set_notification_preference", {"weekly_budget": 2}),
        ("maximum 3 messages par semaine stp", "fr", "set_notification_preference", {"weekly_budget": 3}),
        ("what are my quiet hours", "en", "show_notification_preferences", {}),
        ("quels sont mes réglages de notifications", "fr", "show_notification_preferences", {}),
        ("bench 3x5 80kg and remind me to stretch at 21:00", "en", "set_reminder", {"at": "2026-03-02T21:00"}),
        ("slept 6h, remind me friday at 5pm to deload", "en", "set_reminder", {"at": "2026-03-06T17:00"}),
        ("cancel the water reminder and remind me at 8 to walk", "en", "cancel_reminder", {"text": "water"}),
        (
            "pls remind me to do my knee rehab every other day at 7.30am",
            "en",
            "set_reminder",
            {"rule": "FREQ=DAILY;INTERVAL=2;BYHOUR=7;BYMINUTE=30"},
        ),
        ("remind me in half an hour to take the rice off", "en", "set_reminder", {"at": "2026-03-02T20:00"}),
        ("remind me at 7 and 19 every day to take omega 3", "en", "set_reminder", {"rule": "FREQ=DAILY;BYHOUR=7,19;BYMINUTE=0"}),
        (
            "reming me to foam roll tuesdays and saturdays at 8pm",
            "en",
            "set_reminder",
            {"rule": "FREQ=WEEKLY;BYDAY=TU,SA;BYHOUR=20;BYMINUTE=0"},
        ),
        (
            "shoot me an email on friday at 4pm to send my coach the log",
            "en",
            "set_reminder",
            {"at": "2026-03-06T16:00", "channel": "email"},
        ),
        ("send me a text at 8:30pm to log my dinner", "en", "set_reminder", {"at": "2026-03-02T20:30", "channel": "sms"}),
        (
            "each weekday at 12 remind me to go for a walk",
            "en",
            "set_reminder",
            {"rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=12;BYMINUTE=0"},
        ),
        ("every sunday at 10 prep meals", "en", "set_reminder", {"rule": "FREQ=WEEKLY;BYDAY=SU;BYHOUR=10;BYMINUTE=0"}),
        ("remind me via telegram tmrw at noon to drink", "en", "set_reminder", {"at": "2026-03-03T12:00", "channel": "telegram"}),
        ("tell me to stop working at 18:30 tomorrow", "en", "set_reminder", {"at": "2026-03-03T18:30"}),
        ("can you ping me wednesday morning about the physio", "en", "set_reminder", {"at": "2026-03-04T08:00"}),
        ("rappelle-moi de prendre ma créatine tous les matins à 8h15", "fr", "set_reminder", {"rule": "FREQ=DAILY;BYHOUR=8;BYMINUTE=15"}),
        ("fais-moi penser à m'étirer dans 45 minutes", "fr", "set_reminder", {"at": "2026-03-02T20:15"}),
        ("previens moi par sms jeudi a 17h pour la seance", "fr", "set_reminder", {"at": "2026-03-05T17:00", "channel": "sms"}),
        (
            "rappel tous les dimanches à 18h : préparer la semaine",
            "fr",
            "set_reminder",
            {"rule": "FREQ=WEEKLY;BYDAY=SU;BYHOUR=18;BYMINUTE=0"},
        ),
        ("toutes les 3 heures rappelle moi de boire", "fr", "set_reminder", {"rule": "FREQ=HOURLY;INTERVAL=3"}),
        (
            "envoie-moi un mail vendredi à 9h pour commander des protéines",
            "fr",
            "set_reminder",
            {"at": "2026-03-06T09:00", "channel": "email"},
        ),
        ("tous les jours à 22h30 préparer mon sac", "fr", "set_reminder", {"rule": "FREQ=DAILY;BYHOUR=22;BYMINUTE=30"}),
        ("please skip tomorrow's reminder", "en", "skip_reminder", {}),
        ("skip the walk reminder on wednesday", "en", "skip_reminder", {"text": "walk", "on": "2026-03-04"}),
        ("no creatine reminder today pls", "en", "skip_reminder", {"text": "creatine"}),
        ("leave out my 8pm alarm tonight", "en", "skip_reminder", {"from_time": "20:00"}),
        ("zappe mon rappel de 18h ce soir", "fr", "skip_reminder", {"from_time": "18:00"}),
        ("pas besoin du rappel demain, saute-le", "fr", "skip_reminder", {}),
        ("passe le rappel de créatine aujourd'hui", "fr", "skip_reminder", {"text": "creatine"}),
        ("reschedule my 6pm reminder to 7:15", "en", "move_reminder", {"from_time": "18:00", "time": "19:15"}),
        ("change the rehab reminder to 6 in the morning", "en", "move_reminder", {"text": "rehab", "time": "06:00"}),
        ("push the walk reminder back 20 minutes", "en", "snooze_reminder", {"minutes": 20}),
        ("move my stretching alarm 30 min earlier", "en", "move_reminder", {"minutes": -30}),
        ("change my weigh in reminder to every sunday at 8", "en", "move_reminder", {"rule": "FREQ=WEEKLY;BYDAY=SU;BYHOUR=8;BYMINUTE=0"}),
        ("avance mon rappel de 30 minutes", "fr", "move_reminder", {"minutes": -30}),
        ("passe le rappel étirements à 19h45", "fr", "move_reminder", {"time": "19:45"}),
        ("snooze 20", "en", "snooze_reminder", {"minutes": 20}),
        ("remind me again in 15", "en", "snooze_reminder", {"minutes": 15}),
        ("repousse d'une heure", "fr", "snooze_reminder", {"minutes": 60}),
        ("stop the walk reminder", "en", "cancel_reminder", {"text": "walk"}),
        ("i no longer need my rehab reminder", "en", "cancel_reminder", {"text": "rehab"}),
        ("turn off the 8pm alarm", "en", "cancel_reminder", {"from_time": "20:00"}),
        ("enlève le rappel de 22h30", "fr", "cancel_reminder", {"from_time": "22:30"}),
        ("je veux plus du rappel créatine", "fr", "cancel_reminder", {"text": "creatine"}),
        ("do i have any reminders tomorrow", "en", "list_reminders", {}),
        ("liste mes rappels", "fr", "list_reminders", {}),
        (
            "i usually train at 6pm on tuesdays and fridays",
            "en",
            "set_reminder",
            {"kind": "workout", "rule": "FREQ=WEEKLY;BYDAY=TU,FR;BYHOUR=18;BYMINUTE=0"},
        ),
        (
            "my gym sessions are mon thu at 7 am",
            "en",
            "set_reminder",
            {"kind": "workout", "rule": "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=7;BYMINUTE=0"},
        ),
        ("we eat dinner at 7:30", "en", "set_reminder", {"kind": "meal", "rule": "FREQ=DAILY;BYHOUR=19;BYMINUTE=30"}),
        ("breakfast is at 7", "en", "set_reminder", {"kind": "meal", "rule": "FREQ=DAILY;BYHOUR=7;BYMINUTE=0"}),
        (
            "mes séances sont le mardi et le samedi à 10h",
            "fr",
            "set_reminder",
            {"kind": "workout", "rule": "FREQ=WEEKLY;BYDAY=TU,SA;BYHOUR=10;BYMINUTE=0"},
        ),
        ("le déjeuner est à 13h", "fr", "set_reminder", {"kind": "meal"}),
        ("check up on me every evening", "en", "set_reminder", {"kind": "check_in"}),
        (
            "can you ask me about my sleep and energy every morning at 7",
            "en",
            "set_reminder",
            {"kind": "check_in", "text": "check-in: sleep, energy"},
        ),
        ("prends de mes nouvelles chaque soir à 21h", "fr", "set_reminder", {"kind": "check_in"}),
        ("please do a check-in with me every monday at 8", "en", "set_reminder", {"kind": "check_in"}),
        ("my quiet hours are 10pm to 7am", "en", "set_notification_preference", {"quiet_from": "22:00", "quiet_until": "07:00"}),
        (
            "please never message me between 21:30 and 8",
            "en",
            "set_notification_preference",
            {"quiet_from": "21:30", "quiet_until": "08:00"},
        ),
        ("no texts before 8am or after 9pm", "en", "set_notification_preference", {"quiet_from": "21:00", "quiet_until": "08:00"}),
        ("only write me between 9 and 20", "en", "set_notification_preference", {"quiet_from": "20:00", "quiet_until": "09:00"}),
        ("pas de messages après 22h stp", "fr", "set_notification_preference", {"quiet_from": "22:00"}),
        ("heures calmes de 21h à 8h", "fr", "set_notification_preference", {"quiet_from": "21:00", "quiet_until": "08:00"}),
        ("max 3 messages per week please", "en", "set_notification_preference", {"weekly_budget": 3}),
        ("don't write more than twice a week", "en", "set_notification_preference", {"weekly_budget": 2}),
        ("pas plus de 2 messages par semaine", "fr", "set_notification_preference", {"weekly_budget": 2}),
        ("send your messages by email instead", "en", "set_notification_preference", {"channel": "email"}),
        ("contacte-moi sur telegram", "fr", "set_notification_preference", {"channel": "telegram"}),
        ("show my notification settings", "en", "show_notification_preferences", {}),
        ("squat 5x5 100kg, and skip tonight's reminder", "en", "skip_reminder", {}),
        ("j'ai couru 5 km, rappelle-moi demain à 8h de m'étirer", "fr", "set_reminder", {"at": "2026-03-03T08:00"}),
        ("quiet hours 23 to 7 and remind me at 9am to walk", "en", "set_reminder", {}),
    ],
)
def test_what_is_wanted_is_understood(text: str, locale: Locale, tool: str, wanted: dict[str, Any]) -> None:
    assert wanted in [told(call, wanted) for call in calls(text, locale) if call.tool == tool]


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("i trained at 18:00 on monday", "set_reminder"),
        ("had dinner at 8pm", "set_reminder"),
        ("skip leg day today", "skip_reminder"),
        ("move bench to friday", "move_reminder"),
        ("check my form on squats", "set_reminder"),
        ("i skipped lunch", "set_reminder"),
        ("we had dinner at 8 with friends", "set_reminder"),
        ("i trained every day at 7 last week", "set_reminder"),
        ("no pain today", "skip_reminder"),
        ("don't let me train before 9", "set_notification_preference"),
        ("i text between sets", "set_notification_preference"),
        ("check my bench progress every week", "set_reminder"),
        ("change my goal to 100 kg", "move_reminder"),
        ("how many messages did i send this week", "set_notification_preference"),
    ],
)
def test_what_sounds_alike_is_left_alone(text: str, tool: str) -> None:
    assert tool not in [call.tool for call in calls(text, "en")]
