"""When, where and how often to write first: "quiet hours 22 to 8", "ne m'écris pas avant 9h", "at most 2 messages a week"."""

from __future__ import annotations

import re
from typing import Any

from spotter.language.calendar_words import level
from spotter.language.channel_words import ANY, channel_of
from spotter.language.numbers import words_to_digits
from spotter.language.remainder import only_fillers, word_set
from spotter.language.understanding import Call, Parse, Reading

_HOUR = (
    r"(?:(?P<{0}>\d{{1,2}})(?:\s?[:h.]\s?(?P<{0}m>\d{{2}}))?\s?(?P<{0}half>[ap]\.?m\b\.?|h(?:eures?)?\b|o'?clock)?|(?P<{0}word>noon"
    r"|midnight|midi|minuit))"
)
_FROM, _UNTIL = _HOUR.format("a"), _HOUR.format("b")
_WRITE = (
    r"(?:text|message|msg|write(?: to)?|ping|contact|disturb|notify|bother|call|buzz|nudge|send (?:me )?(?:anything|messages?|texts?"
    r"|stuff)|"
    r"ecri\w*|envoi\w*|contact\w*|derang\w*|notifi\w*|parl\w*|embet\w*)"
)
_MESSAGES = r"(?:messages?|texts?|notifications?|notifs?|pings?|nudges?|sms|e?-?mails?|rien|textos?|msgs?|relances?)"
_NOT = (
    rf"(?:(?:don'?t|do not|never|please don'?t|no|stop)\b.{{0,12}}?\b(?:{_WRITE}|{_MESSAGES})"
    rf"|(?:pas de|(?<!veux )(?<!voudrais )plus de|ne (?:veux|voudrais) plus de|(?:plus )?aucun\w*) {_MESSAGES}"
    rf"|ne (?:m'|me )?{_WRITE}|(?:m'|me )?{_WRITE}[- ]?(?:moi )?(?:pas|rien)|nothing|rien|silence|quiet)"
)
_BETWEEN = re.compile(
    rf"\b(?:quiet|silent|silence|do not disturb|dnd|heures? (?:calmes?|de silence|silencieuses?)|mode silencieux"
    rf"|{_NOT})\b.*?(?:\b(?:from|between|de|entre|is|are|:)\s+)?"
    rf"{_FROM}\s*(?:-|–|to|till|until|and|a|et|jusqu'?a)\s*{_UNTIL}"
)
_ONLY_BETWEEN = re.compile(
    rf"\b(?:only {_WRITE}|{_WRITE}(?: to)?(?:[- ](?:me|moi))? only|{_WRITE}[- ]?moi (?:seulement|uniquement))\b.*?\b(?:between|from"
    rf"|entre|de)\s+{_FROM}\s*(?:-|–|to|till|until|and|a|et)\s*{_UNTIL}"
)
_BEFORE = re.compile(rf"\b{_NOT}\b.*?\b(?:before|until|till|earlier than|avant|jusqu'a)\s+{_UNTIL}")
_AFTER = re.compile(rf"\b{_NOT}\b.*?\b(?:after|past|later than|from|apres|a partir de|des)\s+{_FROM}(?!\s*(?:-|to|until|a)\s*\d)")
_NEVER_QUIET = re.compile(
    r"\b(?:no|without|remove (?:the |my )?|pas d'|sans|plus d'|supprime (?:les |mes )?)\s?(?:quiet hours|heures? (?:calmes?|de silence))\b|"
    r"\b(?:you can |tu peux )?(?:write|text|message|m'ecrire)(?: to)?(?: me)? (?:at )?(?:any ?time|around the clock|a (?:toute heure"
    r"|n'importe quelle heure))\b"
)
_WEEK = r"(?:an?|per|each|every|par|la|chaque|/)\s?(?:week|semaine)|weekly|hebdo\w*"
_MOST = r"(?:at most|max(?:imum|i)?|no more than|not more than|up to|only|au plus|au max(?:imum)?|pas plus de|maxi)"
_BUDGET = re.compile(rf"\b(?P<n>\d)\s*(?:{_MESSAGES}|times?|fois)\b|\b(?P<times>once|twice)\b")
_TIMES = {"once": 1, "twice": 2}
_TO_ME = re.compile(
    rf"\b(?:(?:write|text|message|send|reach|contact|notify|ping|ecri[sz]?|envoie[sz]?|contacte[sz]?|joins)(?: to)?(?:[- ](?:me|moi"
    rf"|everything|it|them|tout|your messages|"
    rf"les messages|reminders|les rappels|my reminders|mes rappels))*(?: (?:rather|instead|plutot|always|toujours))* (?:on|by|via"
    rf"|through|over|in|per|par|sur|dans|en) "
    rf"|(?:use|utilise[sz]?|prefer|prefere|passe[sz]? (?:par|sur)|switch to) (?:les |la |le )?)(?P<name>{ANY})\b"
)
_INSTEAD = re.compile(
    rf",? (?:(?:instead of|rather than|not|and not|au lieu de|plutot que|(?:et )?pas) (?:on |by |via |par |sur )?(?:{ANY}))$"
)
_SHOW = re.compile(
    r"\b(?:what|which|show|when|see|quels?|quelles?|montre|voir|c'est quoi|mes|my)\b.*\b(?:quiet hours|(?:notification|message"
    r"|nudge)s? (?:settings?|"
    r"preferences?|prefs)|heures? (?:calmes?|de silence)|(?:reglages?|preferences?|parametres?) (?:de |des |d')?(?:notifications?"
    r"|notifs?|messages?))\b"
)
_HINT = re.compile(
    r"quiet|silen|disturb|dnd|text|messag|msg|writ|ping|contact|notif|bother|nudge|calme|ecri|envo|derang|embet|sms|telegr|mail|app"
    r"|semaine|week"
)
_EXTRA = word_set("notifications")


def parse_notification_wish(text: str, reading: Reading) -> Parse | None:
    """A call that changes or shows when, where and how often to write first; None for anything else."""
    flat = level(words_to_digits(text, reading.locale)).strip(" .!")
    if not _HINT.search(flat):
        return None
    if re.search(r"\bremind|\brappel", flat) and not _SHOW.search(flat):  # of reminders only where they go is chosen here
        args = None if flat.endswith("?") else _channel(flat)
        return Parse((Call("set_notification_preference", "motivation", text.strip(), 0.9, args),)) if args else None
    if _SHOW.search(flat) and not re.search(r"\d", flat):
        return Parse((Call("show_notification_preferences", "motivation", text.strip(), 0.9, {}),))
    if flat.endswith("?"):
        return None
    args = _hours(flat) or _budget(flat) or _channel(flat)
    return Parse((Call("set_notification_preference", "motivation", text.strip(), 0.9, args),)) if args else None


def _hours(flat: str) -> dict[str, Any] | None:
    if _NEVER_QUIET.search(flat):
        return {"quiet_from": "00:00", "quiet_until": "00:00"}
    if (match := _ONLY_BETWEEN.search(flat)) and _ends(flat, match):
        return {"quiet_from": _wall(match, "b", late=True), "quiet_until": _wall(match, "a")}
    if (match := _BETWEEN.search(flat)) and _ends(flat, match):
        return {"quiet_from": _wall(match, "a", late=True), "quiet_until": _wall(match, "b")}
    found: dict[str, Any] = {}
    if match := _BEFORE.search(flat):
        found["quiet_until"] = _wall(match, "b")
    after = re.search(rf"\b(?:after|past|apres|a partir de)\s+{_FROM}", flat) if found else _AFTER.search(flat)
    if after:
        found["quiet_from"] = _wall(after, "a", late=True)
    return found if found and not re.search(r"\b(?:workout|training|lunch|dinner|seance|entrainement)\b", flat) else None


def _ends(flat: str, match: re.Match[str]) -> bool:
    """Whether nothing but little words stand behind the hours: "quiet hours 22 to 8 please"."""
    return only_fillers(flat[match.end() :], _EXTRA)


def _wall(match: re.Match[str], name: str, *, late: bool = False) -> str:
    """22:30. A bare hour of an evening that begins (`late`) is one after noon."""
    if word := match[f"{name}word"]:
        return "12:00" if word in ("noon", "midi") else "00:00"
    hour, half = int(match[name]) % 24, match[f"{name}half"] or ""
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a"):
        hour %= 12
    elif late and 6 <= hour < 12:
        hour += 12
    return f"{hour:02d}:{min(int(match[f'{name}m'] or 0), 59):02d}"


def _budget(flat: str) -> dict[str, Any] | None:
    number = _BUDGET.search(flat)
    if number is None or not re.search(_WEEK, flat) or not re.search(rf"\b{_MOST}\b|limit|\b{_WRITE}|\bmessages?\b", flat):
        return None
    rest = re.sub(rf"{_WEEK}|\b{_MOST}\b|\b{_WRITE}\b|\b{_MESSAGES}\b", " ", flat[: number.start()] + " " + flat[number.end() :])
    count = _TIMES.get(number["times"] or "") or int(number["n"])
    return {"weekly_budget": count} if count <= 7 and only_fillers(rest, _EXTRA) else None


def _channel(flat: str) -> dict[str, Any] | None:
    flat = _INSTEAD.sub("", flat)
    match = _TO_ME.search(flat)
    if match is None or not only_fillers(flat[: match.start()] + " " + flat[match.end() :], _EXTRA):
        return None
    return {"channel": channel_of(match["name"])}
