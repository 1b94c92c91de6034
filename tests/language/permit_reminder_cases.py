"""What people say of their reminders, with a write that a model may want for it; today is Monday 2 March 2026."""

from __future__ import annotations

from tests.language.permit_cases import Case

SET = "set_reminder"
SKIP = "skip_reminder"
MOVE = "move_reminder"
FINISH = "finish_reminder"
CANCEL = "cancel_reminder"
SNOOZE = "snooze_reminder"

ALLOWED: tuple[Case, ...] = (
    ("en", "skip the stretching reminder tomorrow, I'm away", SKIP, {"text": "stretching", "on": "2026-03-03"}),
    ("en", "can you leave out tonight's reminder", SKIP, {"on": "2026-03-02"}),
    ("fr", "saute le rappel pour la créatine aujourd'hui", SKIP, {"text": "créatine"}),
    ("en", "move my 7am reminder to half past eight please", MOVE, {"from_time": "07:00", "time": "08:30"}),
    ("en", "could the creatine reminder come on friday instead", MOVE, {"text": "creatine", "on": "2026-03-06"}),
    ("fr", "décale le rappel des étirements à 19h", MOVE, {"text": "étirements", "time": "19:00"}),
    ("en", "took my creatine already", FINISH, {"text": "creatine"}),
    ("en", "done with the stretching you reminded me of", FINISH, {"text": "stretching"}),
    ("fr", "c'est bon pour le rappel, j'ai pris mes vitamines", FINISH, {"text": "vitamines"}),
    ("en", "I won't do the stretching you reminded me about today", FINISH, {"text": "stretching", "is_done": False}),
    ("en", "don't remind me about water anymore", CANCEL, {"text": "water"}),
    ("en", "get rid of my 9pm reminder", CANCEL, {"from_time": "21:00"}),
    ("fr", "je n'ai plus besoin du rappel pour l'eau", CANCEL, {"text": "eau"}),
    ("en", "remind me again at 8 tonight, I'm in a meeting", SNOOZE, {"until": "2026-03-02T20:00:00"}),
    ("fr", "repousse le rappel des vitamines à demain 9h", SNOOZE, {"text": "vitamines", "until": "2026-03-03T09:00:00"}),
    ("en", "text me at 6 on friday to pack my gym bag", SET, {"text": "pack my gym bag", "at": "2026-03-06T18:00:00", "channel": "sms"}),
    ("en", "please skip my protein reminder tonight", SKIP, {"text": "protein", "on": "2026-03-02"}),
    ("fr", "laisse tomber le rappel de demain matin", SKIP, {"on": "2026-03-03"}),
    ("en", "make my stretching reminder 20 minutes earlier", MOVE, {"text": "stretching", "minutes": -20}),
    (
        "fr",
        "mets mon rappel de créatine le mardi et le jeudi à 8h",
        MOVE,
        {"text": "créatine", "rule": "FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=8;BYMINUTE=0"},
    ),
    ("en", "I've done my stretching", FINISH, {"text": "stretching"}),
    ("fr", "j'ai bu mon verre d'eau, c'est fait", FINISH, {"text": "verre d'eau"}),
    ("en", "I don't want the vitamins alarm any longer", CANCEL, {"text": "vitamins"}),
    ("fr", "arrête de me rappeler de boire", CANCEL, {"text": "boire"}),
    ("en", "in half an hour please, I'm driving", SNOOZE, {"minutes": 30}),
    (
        "en",
        "please email me every sunday at 6pm to plan my week",
        SET,
        {"text": "plan my week", "rule": "FREQ=WEEKLY;BYDAY=SU;BYHOUR=18;BYMINUTE=0", "channel": "email"},
    ),
)

REFUSED: tuple[Case, ...] = (
    ("en", "cancel the water reminder", CANCEL, {"entry": "0199-abc"}),
    ("en", "cancel the water reminder", CANCEL, {"text": "creatine"}),
    ("en", "cancel my 7am reminder", CANCEL, {"from_time": "21:00"}),
    ("en", "please skip the squats today", SKIP, {}),
    ("en", "skip the water reminder", SKIP, {"text": "creatine"}),
    ("en", "skip the water reminder tomorrow", SKIP, {"text": "water", "on": "2026-03-06"}),
    ("en", "please make the squats heavier", MOVE, {"time": "08:00"}),
    ("en", "move the creatine reminder to 9pm", MOVE, {"text": "vitamins", "time": "21:00"}),
    ("en", "move the creatine reminder to 9pm", MOVE, {"text": "creatine", "on": "2026-04-01"}),
    ("en", "did 3 sets of squats", FINISH, {}),
    ("en", "took my creatine", FINISH, {"text": "vitamins"}),
    ("en", "took my creatine", FINISH, {"text": "creatine", "is_done": False}),
    ("fr", "j'ai fini ma séance", FINISH, {"text": "eau"}),
    ("en", "can you push my squat up later in the plan", SNOOZE, {"minutes": 30}),
    ("en", "snooze the water reminder by 10 minutes", SNOOZE, {"text": "water", "minutes": 600}),
    ("en", "snooze it till tomorrow", SNOOZE, {"until": "2026-05-01T09:00:00"}),
    ("en", "every day at 9 remind me to drink", SET, {"text": "drink", "rule": "FREQ=HOURLY"}),
    ("en", "remind me to stretch at 9", SET, {"text": "stretch", "at": "2026-06-02T09:00:00"}),
    ("en", "don't stop reminding me about water", CANCEL, {"text": "water"}),
    ("en", "I need a reminder for water at 8", CANCEL, {}),
    ("en", "cancel all my water reminders", CANCEL, {"all": True}),
    ("en", "cancel the creatine reminder", CANCEL, {}),
    ("en", "don't remind me at 8 to drink", SET, {"text": "drink", "at": "2026-03-02T20:00:00"}),
    ("en", "move the water reminder an hour later", MOVE, {"text": "water", "minutes": -60}),
    ("en", "move the water reminder to 9", MOVE, {"time": "09:00"}),
    ("en", "will take my creatine tonight", FINISH, {"text": "creatine"}),
    ("fr", "je n'ai pas pris ma créatine", FINISH, {"text": "créatine"}),
    ("fr", "décale mon squat à jeudi", MOVE, {"on": "2026-03-05"}),
    ("en", "remind me by text at 9 to call mum", SET, {"text": "call mum", "at": "2026-03-02T21:00:00", "channel": "telegram"}),
    ("en", "remind me on Friday at 9 to stretch", SET, {"text": "stretch", "at": "2026-03-04T09:00:00"}),
    ("en", "remind me to stretch at 9", SET, {"text": "stretch", "at": "2026-03-02T21:00:00", "kind": "weigh_in"}),
)
