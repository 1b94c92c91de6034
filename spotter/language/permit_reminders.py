"""What a write about somebody's reminders rests on: None where the words bear it out, else what they do not say.

Which reminder is theirs to say: by what it is about or when it comes, never by an id that a model found somewhere.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from spotter.language.calendar_words import level
from spotter.language.channel_words import find_channel, find_sending
from spotter.language.permit_figures import Args, Said, Verdict, days_named, figures
from spotter.language.permit_names import share_of_words
from spotter.language.permit_wishes import wants_them_kept
from spotter.language.remainder import only_of, word_set
from spotter.language.reminder_kinds import kind_of
from spotter.language.told import said_for

_DAY_HOUR = 9  # what a day without a time of day stands for, as in `moments`
_MENTION = 0.5  # share of words that must be the person's
_THING = r"(?:reminders?|alarms?|alerts?|rappels?|alarmes?|alertes?)"
_REMINDER = rf"\b(?:{_THING}|remind\w*|rappel\w*|snooz\w*|nudge|ping)\b"
_NEUTRAL = (
    r"(?:the|my|that|this|your|those|these|all|any|every|of|next|last|same|one|a|an|daily|weekly|today'?s|tonight'?s|tomorrow'?s"
    r"|morning|evening"
    r"|more|no|to|and|new|other|old|existing|current|annoying|stupid|\d[\w:]*|(?:mon|tues|wednes|thurs|fri|satur|sun)day'?s?|am|pm"
    r"|set|snooze|skip|cancel"
    r"|stop|move|push|delete|drop|out|off|remove|please|kill|le|la|les|mon|ma|mes|ton|tes|ce|cet|cette|ces|tous|toutes|du|des|de|un"
    r"|une|aux?|pour"
    r"|prochain|dernier|premier|quotidien|saute|repousse|annule|supprime|decale|autre|plus|que|your|for|on|about)"
)
_AFTER = (
    r"(?:today|tonight|tomorrow|now|later|once|this|the (?:next|rest)|me|it|\d|half|noon|midnight|an?\b|(?:mon|tues|wednes|thurs"
    r"|fri|satur|sun)day"
    r"|demain|aujourd|ce\b|cette|midi|minuit|un|une|plus|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|la semaine|l'heure)"
)
# A reminder that is called by what it is about: "the water reminder", "le rappel pour l'eau", "remind me about water".
_CALLED = (
    rf"\b(?!{_NEUTRAL}\b)[a-z][a-z-]+ {_THING}\b|\b{_THING} (?:about|of|for|to (?:take|do|drink|eat|go|log|stretch|train)) (?!{_AFTER})"
    rf"|\brappels? (?:pour|du|des|de|d') ?(?:la |le |les |l'|mon |ma |mes )?(?!{_AFTER}|matin|soir|\d)[a-z]"
    rf"|\b(?:remind\w*|rappel\w*) (?:me|moi) (?:about|of|de) (?!it|that|this|them)"
)
_BOTHER = r"(?:bother\w*|disturb\w*|nag\w*|embet\w*|derang\w*|reveill\w*)"
_SAYS_IT = rf"(?:{_THING}|remind\w*|rappel\w*|notif\w*|{_BOTHER})"
# Words that end a reminder, and that it is needed no more.
_ENDS = (
    r"\b(?:cancel|stop|delete|remove|turn off|disable|no more|drop|kill|clear|scrap|ditch|get rid of|forget about|quit|annul\w*"
    r"|supprim\w*|arret\w*"
    rf"|enlev\w*|desactiv\w*|efface\w*|retir\w*|coup\w*|vire\w*|plus de|plus besoin d\w*|veux plus)\b[^,.;!?\n]*\b{_SAYS_IT}\b"
    r"|\b(?:\w+n't|dont|do not|no longer|never)\b (?:[a-z]+ ){0,3}?(?:(?:need|want)\b(?: [\w']+){0,6}? "
    + rf"{_SAYS_IT}|remind\w* me|{_BOTHER})\b"
    rf"|\b(?:ne|n')\b[^,.;!?\n]*\b(?:rappel\w*|{_BOTHER})\b|\b{_SAYS_IT}\b[^,.;!?\n]*\b(?:can|could|peut|peux) (?:go|stop"
    rf"|be (?:cancell?ed|deleted|removed)|sauter)\b"
)
_NO_END = (
    r"\b(?:do ?n'?t|do not)(?: let me)? forget\b|\bn'oublie pas\b|\bj'ai (?:\w+ ){0,2}(?:annul|supprim|arret|enlev|desactiv|coup"
    r"|retir)e\w*\b"
)
_ALL = r"\b(?:all|every\w*|any|reminders|tous|toutes|tout|rappels)\b"
_ANSWER = (
    r"\b(?:skip\w*|leave (?:it|that|this) out|not (?:today|tonight|now|this time)|pass|saut\w*|pass\w+|pas (?:aujourd'?hui|ce soir"
    r"|maintenant)|snooz\w*"
    r"|later|postpone|push|delay|put (?:\w+ )?off|repousse\w*|reporte\w*|plus tard|decale\w*|retarde\w*|done|did it|finished"
    r"|took it|c'est fait|fini\w*"
    r"|(?:in |dans |de |d'|for |by )(?:\d+|an?|une?|half an|[a-z]+) ?(?:min\w*|mn|h|hours?|heures?)|\d+ ?(?:min\w*|h|hours?|heures?)"
    r"|tomorrow|demain)\b"
)
# What may stand beside such an answer, and why somebody gives it.
_WHY = "busy meeting driving work away call office bed commute reunion boulot voiture occupe occupee bureau route travail train"
_IT = "it that one time once please can could would will you me i later moment fois le la peux tu moi this do"
_BESIDE = word_set("words") | frozenset(f"{_IT} {_WHY}".split())
_DONE = r"\b(?:done|did|finished|took|taken|ticked|fait\w*|fini\w*|pris\w*|bon)\b"
_LEFT = r"\b(?:skip\w*|not|\w+n't|dont|wont|cannot|no|leav\w*|left|miss\w*|saut\w*|pas|rate\w*)\b"
_EARLIER = r"\b(?:earlier|sooner|forward|before|plus tot|avanc\w*|avant)\b"
_SPELL = (
    r"\b(?:in|dans) (?:\d+|an?|une?|[a-z]+) (?:days?|weeks?|months?|jours?|semaines?|mois)\b|\b(?:next|this) (?:week|month|year|weekend)\b"
    r"|\bweek ?-?ends?\b|\b(?:semaine|mois) prochaine?\b|\b(?:of|du|de) (?:the )?(?:month|mois)\b|\b\d{1,2}[/.]\d{1,2}\b|\bcette semaine\b"
)
_SOON = r"\b(?:in|dans|for) (?:about )?(?:half an|une demi[- ]?|an?|une?|\w+|\d+) ?(?:and a half )?(?:min\w*|h|hours?|heures?)\b"
_NEAR = r"\b(?:today|tonight|tomorrow|tmrw|aujourd'?hui|demain|ce soir)\b"
_CLOCK = r"\d ?(?:h\b|:|[ap]\.?m\b|o'?clock|heures?\b)|\b(?:at|a|vers|by|until|till|to) \d|\b(?:noon|midday|midnight|midi|minuit)\b"
_DAILY = (
    r"\b(?:every ?day|daily|each day|every|each|tous les|toutes les|chaque|quotidien\w*|weekly|hebdo\w*|weekdays?"
    r"|weekends?|semaine)\b"
)
_HOURLY = r"\b(?:hour\w*|heures?)\b|\d ?(?:h|hrs?)\b"
_WEEKDAYS = r"\b(?:weekdays?|week ?ends?|every ?day|daily|semaine|tous les jours)\b"
_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_KINDS = {
    "workout": r"\b(?:train\w*|work ?outs?|gym|lift\w*|exercis\w*|sessions?|seances?|entrain\w*|sport|muscu\w*|salle|day)\b",
    "meal": r"\b(?:meals?|eat\w*|breakfast|lunch|dinner|supper|food|repas|mange\w*|dejeuner|diner|souper|petit[- ]dej\w*)\b",
    "check_in": r"\b(?:check(?:ing)?[- ]?(?:in|up)|ask\w*|how (?:i|am i)|demand\w*|point|bilan|nouvelles)\b",
    "weigh_in": r"\b(?:weigh\w*|weight|scales?|pes\w+|poids|balance)\b",
}
_SENT = {"sms": r"\b(?:text|sms) me\b|\btextos?\b", "email": r"\be?-?mail me\b", "telegram": r"\btelegram\b", "app": r"\bapp(?:li\w*)?\b"}


def reminder(args: Args, said: Said) -> Verdict:
    """What to be reminded of, when, how often and where, as asked."""
    channel, kind = args.get("channel"), args.get("kind")
    if channel and not _names_channel(str(channel), said):
        return "the person did not name this channel"
    if kind and kind != "custom" and kind != kind_of(str(args.get("text") or "")) and not said.has(_KINDS[str(kind)]):
        return f"this is no reminder of the kind {kind}"
    return _rule(args, said) or _moment(args.get("at"), said) or _text(args, said)


def snoozed(args: Args, said: Said) -> Verdict:
    """Which one, and by how long or until when, as stated."""
    return _which(args, said) or figures(args, {"minutes": "min"}, said) or _moment(args.get("until"), said)


def skipped(args: Args, said: Said) -> Verdict:
    """Which one, and on which day, as stated."""
    return _which(args, said) or _day(args.get("on"), said)


def moved(args: Args, said: Said) -> Verdict:
    """Which one and to when, as stated; later is not earlier."""
    if not said.has(_REMINDER):
        return "the person does not speak of a reminder"
    told, minutes = str(args.get("time") or ""), args.get("minutes")
    if told and not said.states_time(*map(int, told.split(":"))):
        return "the person did not name this time"
    if minutes is not None and (int(minutes) < 0) != said.has(_EARLIER):
        return "the person asked for the other direction"
    when = _rule(args, said) or _moment(args.get("at"), said) or _day(args.get("on"), said)
    return _which(args, said) or figures(args, {"minutes": "min"}, said) or when


def finished(args: Args, said: Said) -> Verdict:
    """What was done or left is what the reminder is about, or the reminder itself."""
    if not args.get("is_done", True):
        return _which(args, said, by_thing=True) if said.has(_LEFT) else "the person did not say that they leave it"
    done = said_for(said.text, "done")
    if not re.search(_DONE, level(done)):
        return "the person did not say that it was done"
    if args.get("text") and share_of_words(str(args["text"]), done) < _MENTION:
        return "the person did not say that this was done"
    return _which(args, said, by_thing=True)


def cancelled(args: Args, said: Said) -> Verdict:
    """Which one, as the person calls it; all of them only where all are meant."""
    if wants_them_kept(said.text) or not re.search(_ENDS, re.sub(_NO_END, " ", said.flat)):
        return "the person did not ask to end a reminder"
    if args.get("all"):
        return None if said.has(_ALL) and not said.has(_CALLED) else "the person did not ask to cancel all reminders"
    return _which(args, said, by_thing=True)


def _which(args: Args, said: Said, *, by_thing: bool = False) -> Verdict:
    """The reminder that is meant. `by_thing`: what it is about says enough, without a word of reminders ("took my creatine")."""
    if args.get("entry"):
        return "name the reminder by its words or its time, as the person does, and leave entry out"
    wall = str(args.get("from_time") or "")
    if wall and not said.states_time(*map(int, wall.split(":"))):
        return "the person did not name a reminder at this time"
    wrong = _text(args, said)
    if wrong:
        return wrong
    is_named = bool(args.get("text")) or bool(wall)
    if not is_named and said.has(_CALLED):
        return "the person named which reminder: say so in text"
    is_meant = said.has(_REMINDER) or (by_thing and args.get("text")) or _is_answer(said)
    return None if is_meant else "the person does not speak of a reminder"


def _is_answer(said: Said) -> bool:
    """Whether the message says what becomes of a reminder and nothing else: "skip it this time", "in 20 minutes, I'm driving"."""
    rest, count = re.subn(_ANSWER, " ", said.flat)
    return bool(count) and only_of(rest, _BESIDE)


def _text(args: Args, said: Said) -> Verdict:
    text = str(args.get("text") or "").strip()
    return "the text is not in the person's words" if text and share_of_words(text, said.text) < _MENTION else None


def _names_channel(channel: str, said: Said) -> bool:
    found = [one[0] for one in (find_channel(said.flat), find_sending(said.flat)) if one]
    return channel in found or (not found and said.has(_SENT[channel]))


def _rule(args: Args, said: Said) -> Verdict:
    """How often, on which days and at what hours, as asked."""
    rule = str(args.get("rule") or "").upper()
    if not rule:
        return None
    parts = dict(part.split("=", 1) for part in rule.removeprefix("RRULE:").split(";"))
    if not (said.has(_DAILY) or days_named(said)):
        return "the person did not ask for a repeated reminder"
    if parts["FREQ"] not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") and not said.has(_HOURLY):
        return "the person did not ask for it so often"
    wanted = {_DAYS[day] for day in parts.get("BYDAY", "").split(",") if day in _DAYS}
    if wanted and not wanted <= days_named(said) and not said.has(_WEEKDAYS):
        return "the person did not name these days"
    counts = [int(parts[name]) for name in ("INTERVAL", "COUNT") if parts.get(name, "1") != "1"]
    if not all(said.states(count) or said.has(rf"\b{count}\b") or (count == 2 and said.has(r"\bother\b|\bdeux\b")) for count in counts):
        return "the person did not state this number"
    minute = int(parts.get("BYMINUTE", "0").split(",")[0])
    hours = [int(hour) for hour in parts["BYHOUR"].split(",")] if "BYHOUR" in parts else []
    is_day_only = hours == [_DAY_HOUR] and not said.has(_CLOCK)
    return None if is_day_only or all(said.states_time(hour, minute) for hour in hours) else "the person did not name this time"


def _moment(value: object, said: Said) -> Verdict:
    """A day as named and an hour as stated. "In 20 minutes" names none: the tool works from the moment, which the person sees back."""
    if not value:
        return None
    moment = datetime.fromisoformat(str(value))
    if said.has(_SOON):
        return None if moment.date() - said.today <= timedelta(days=1) else "the person did not name this day"
    if said.has(_CLOCK) and not said.states_time(moment.hour, moment.minute):
        return "the person did not name this time"
    if not (said.has(_CLOCK) or said.states_time(moment.hour, moment.minute) or said.has(_NEAR) or days_named(said) or said.has(_SPELL)):
        return "the person did not name this time"
    return _day(moment.date().isoformat(), said)


def _day(value: object, said: Said) -> Verdict:
    """A day that is named; where none is, today or tomorrow."""
    if not value:
        return None
    day = date.fromisoformat(str(value)[:10])
    if said.names_day(day) or said.has(_SPELL):
        return None
    is_other = bool(days_named(said)) or said.has(_NEAR)
    is_near = timedelta(0) <= day - said.today <= timedelta(days=1)
    return None if is_near and not is_other else "the person did not name this day"
