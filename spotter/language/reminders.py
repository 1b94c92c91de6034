"""Reminders: "remind me tomorrow at 7 to stretch", "set an alarm for 6 am", "rappelle-moi de boire dans 20 minutes"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from spotter.language.calendar_words import level
from spotter.language.channel_words import SEND, Named, find_channel, find_sending
from spotter.language.moments import find_moment
from spotter.language.numbers import words_to_digits
from spotter.language.remainder import only_fillers
from spotter.language.reminder_parts import ReminderPart, merged_rules, reminder_parts
from spotter.language.understanding import Call, Parse, Question, Reading

_COURTESY = (
    r"(?:(?:hey|hi|ok|and|also|then|so|now|please|pls|coach|et|puis|aussi|alors|stp|can|could|would|will|you|u|"
    r"peux|pourrais|tu|i want you to|i need you to|i need|i'd like|i want|je veux|je voudrais|est-ce que|s'il "
    r"te plait|don't forget to|make sure to|be sure to)[ ,]+)*"
)
_THING = r"(?:reminders?|remainders?|alarms?|timers?|alerts?|notifications?|rappels?|alarmes?|minuteurs?|reveils?)"
_SET = re.compile(
    rf"^{_COURTESY}(?:"
    rf"remind(?:er)?(?: me| us)?(?: also| again)?\b|remeber me\b|(?:don'?t|do not|never) let me (?:forget|miss)(?: about| to)?\b|"
    rf"(?:set|create|make|add|start|schedule|put|new|place|give me|need|have)(?: up| me)?(?: an?| the| another| "
    rf"my| new)?(?: new| daily| weekly| recurring| repeating| quick| \d+ min(?:ute)?s?)? ?{_THING}\b(?: me)?|"
    rf"(?:ping|nudge|alert|notify|text|message|wake|buzz|poke) me(?: up)?\b|"
    rf"(?:add|put|schedule|book|enter|mark|block) (?P<event>[\w' -]{{2,40}}?) (?:to|in|into|on) (?:my |the "
    rf")?(?:calendar|agenda|diary|reminders?)\b|"
    rf"tell me to\b|dis[- ]moi de\b|{SEND.replace('(?P<name>', '(?:')}(?: reminder)?\b|"
    rf"rapp?ell?e?[sz]?[- ]?(?:moi|le moi|nous)\b|me rapp?ell?er\b|fai(?:s|tes)[- ]moi penser\b|prev(?:iens|enez)[- ]moi\b|"
    rf"(?:mets|met|cree|ajoute|programme|regle|active|place|envoie)(?:[- ]moi)?(?: un| une| le| mon| l')? ?(?:nouveau |"
    rf"nouvelle )?{_THING}\b|{_THING}(?= (?:to|for|at|in|every|each|daily|weekdays|tomorrow|a|dans|pour|demain|tous|chaque|tlj)\b)"
    r")[ ,:]*"
)
_SET_LATER = re.compile(_SET.pattern.removeprefix("^"))  # "every monday at 7 remind me to ..."
_CANCEL = re.compile(
    rf"^{_COURTESY}(?:cancel|delete|remove|stop|turn off|clear|disable|kill|drop|dismiss|switch off|get rid of|"
    rf"annule|supprime|efface|enleve|arrete|desactive|coupe)(?:r)? ?(?P<all>all|every|toutes?|tous)?(?: of)?(?: "
    rf"my| the| that| this| les| mes| mon| ma| l'| la| le| ce| cette)? ?"
    rf"(?P<text>[\w' -]{{0,40}}?) ?(?:{_THING})\b(?P<after>.*)$"
)
_CANCEL_OTHER = re.compile(
    rf"^{_COURTESY}(?:stop reminding me|don't remind me|no more reminders|ne me rappelle plus|arrete de me rappeler)\b(?P<text>.*)$"
)
_SNOOZE = re.compile(
    rf"^{_COURTESY}(?:snooze|postpone|delay|push back|remind me (?:again )?later|later|reporte|repousse|decale|"
    rf"rappelle[- ]moi plus tard|plus tard)\b(?: (?:it|that|this|the|my|le|la|mon|ma|ca|{_THING}))*(?P<rest>.*)$"
)
_AGAIN = re.compile(  # an interval and nothing to be reminded of: what is there is put off
    rf"^{_COURTESY}(?:remind me(?: of (?:it|that|this))?(?: again)?|rapp?elle?[sz]?[- ]?(?:le[- ])?(?:moi|nous)(?: ca)?(?: encore)?)"
    r"(?P<rest> (?:again )?(?:in|dans) (?:an? |une? |\d{1,3} ?)(?:more )?(?:min(?:ute)?s?|mn|h|hours?|heures?)?(?: (?:again|encore|"
    r"de nouveau))?[ .!]*)$"
)
_IS_AGAIN = re.compile(r"\b(?:again|encore|de nouveau|more|rappelle[- ]le|of (?:it|that|this))\b")
_MOVE = re.compile(
    rf"^{_COURTESY}(?:push|move|shift|reschedule|change|postpone|delay|reporte|repousse|decale|deplace|change)(?:r)? "
    rf"(?:the |my |le |mon |l')?(?P<text>[\w' -]{{0,40}}?) ?(?:{_THING})(?P<about> (?:(?:to|about|for|de|d'|pour) ?)?[\w' -]{{2,40}}?)? "
    r"(?:back )?(?:to|until|till|a|au|jusqu'au?|pour)(?= )(?P<rest>.+)$"
)
_HINT = re.compile(  # a quick look: without one of these there is nothing to set, cancel or put off
    r"rem[ei]|rapp?el|forget|alar|aler|timer|minuteur|notif|reveil|snooze|postpone|delay|push back|later|plus tard|report|repouss|decal|"
    r"ping|nudge|tell me to|dis[- ]moi de|\bsms|texto|e?-?mail|(?:a|me) text|text me|message me|wake|buzz|poke|calendar|agenda|diary"
    r"|penser|previens"
)
_WEAK = re.compile(rf"^{_COURTESY}(?:tell me to|dis[- ]moi de|{SEND.replace('(?P<name>', '(?:')})\b")  # without a moment it is no reminder
_ASKS_WHICH = re.compile(
    r"^(?:what|which|when|do|are|qu'?est[- ]ce|quels?|quand|est-ce)\b.{0,40}\b(?:remind me|reminding me|reminders|me rappeler|rappels)\b"
    r"(?! to| how| why)"
)
_OPENS_RULE = re.compile(r"^(?:every|each|daily|tous les|toutes les|chaque|on |les? |mondays?|(?:tues|wednes|thurs|fri|satur|sun)days?)")
_NO_ORDER = re.compile(r"(?:i|i'm|i've|we|my|the|it|is|are|was|he|she|je|j'|on|mon|ma|mes|le|la|les|il|elle|c'est)\b|\w+ing\b|\w+ed\b")
_BESIDE = re.compile(  # a request of its own behind a reminder
    r"(?:\s*,)?\s+(?:(?:and|then|also|plus|et|puis|aussi|&) )*(?:log|add|record|track|note|enregistre|ajoute|marque) (?=[^,.]*\d)|"
    r"(?:\s*,\s*|(?:\s*,)?\s+(?:and|then|also|plus|et|puis|aussi|btw|&)\s+)(?:(?:and|then|also|plus|et|puis|aussi|btw|&)\s+)*"
    r"(?=(?:what'?s?|how|why|when|which|who|where|show|undo|am i|do i|did i|can i|should i|tell me (?:what|how|why)|"
    r"i (?:just )?(?:slept|ate|had|did|ran|benched|weigh(?:ed)?|feel|drank)|my (?:knee|back|shoulder)\w* (?:hurts?|is)|"
    r"c'est|comment|combien|pourquoi|"
    r"montre\w*|quel\w*|qu'est|"
    r"j'ai|je (?:pese|suis|me sens)|est-ce|ou en)\b)"
)
_JOINERS = re.compile(
    r"^(?:[\s,:;-]|\b(?:to|that|about|of|for|de|d'|que|qu'|pour|a|i (?:have|need) to|je dois|il faut que je|me|"
    r"and|on|at|by|called|named|saying|labeled)\b)+"
)
_UNTIL = re.compile(r"\b(?:to|until|till|tomorrow|jusqu'au?|demain|a(?= \d)|au(?= \w))\b")
_UNREAD = re.compile(  # words of a moment that nothing was made of: they are asked about, never kept as a name
    r"\b(?:every|each|chaque|tous les|toutes les|(?:between|entre)(?= \d)|except|sauf|"
    r"until|jusqu'|fois par|times an?|(?:once|twice) an?)\b|"
    r"\b\d{1,2}(?:[:.h ]?\d{2})? ?(?:[ap]\.?m\b|o'?clock|heures?\b|h\b)|\b\d{1,2}h\d{2}\b"
)
_TAIL = re.compile(
    r"(?:[\s,.:;!?-]|\b(?:please|pls|plz|thanks|thank you|thx|stp|svp|merci|at|for|by|a|le|to|starting|from now on|and|et)\b)+$"
)


def parse_reminder(text: str, reading: Reading) -> Parse | None:
    """A call to set, list, cancel or snooze a reminder; a question where the moment is missing; None for anything else."""
    flat = level(text)
    if _ASKS_WHICH.match(flat):
        return Parse((Call("list_reminders", "motivation", text.strip(), 0.9, {}),))
    named = find_channel(flat) or find_sending(flat)
    if named is None or not _HINT.search(flat):
        return _parse(text, reading) or _bare_rule(text, reading)
    channel, (start, end) = named
    parse = _parse(text if find_channel(flat) is None else f"{text[:start]} {text[end:]}".strip(), reading)
    return parse and replace(parse, calls=tuple(_sent_by(channel, call) for call in parse.calls))


def _sent_by(channel: Named, call: Call) -> Call:
    return replace(call, args={**call.args, "channel": channel}) if call.tool == "set_reminder" else call


def _bare_rule(text: str, reading: Reading) -> Parse | None:
    """ "Every day at 21:00 log dinner": a rule with its hour, and what to do then in the form of an order."""
    told = text.strip()
    flat = level(told)
    if not _OPENS_RULE.match(flat) or "?" in flat:
        return None
    moment = find_moment(flat, reading)
    if moment is None or moment.rule is None or not moment.timed or not only_fillers(flat[: moment.start]):
        return None
    what = _JOINERS.sub("", flat[moment.end :])
    if not what or _NO_ORDER.match(what) or re.search(r"\d", what):
        return None
    args = {"text": told[len(flat) - len(what) :].strip(" .!"), "rule": moment.rule}
    return Parse((Call("set_reminder", "motivation", told, 0.85, args),))


def _parse(text: str, reading: Reading) -> Parse | None:
    if not _HINT.search(level(text)):
        return None
    spoken = words_to_digits(text, reading.locale) if level(text) == level(words_to_digits(text, reading.locale)) else text
    flat = level(spoken)
    for pattern, build in ((_MOVE, _move), (_CANCEL, _cancel), (_CANCEL_OTHER, _cancel), (_SNOOZE, _snooze)):
        match = pattern.match(flat)
        found = build(match, text, reading) if match else None
        if found:
            return found
    if (again := _AGAIN.match(flat)) and _IS_AGAIN.search(flat):
        return _snooze(again, text, reading)
    if (beside := _BESIDE.search(flat)) and (first := parse_reminder(text[: beside.start()], reading)) and first.calls:
        return None  # two requests: each is read by itself
    match = _SET.match(flat) or _after_its_moment(flat, reading)
    return _set(match, spoken, text, reading) if match else None


def _after_its_moment(flat: str, reading: Reading) -> re.Match[str] | None:
    """The command where nothing but moments stands before it, else None."""
    match = _SET_LATER.search(flat)
    if match is None or not flat[: match.start()].strip():
        return None
    lead = flat[: match.start()]
    for part in reminder_parts(lead, reading):
        if part.moment is None:
            return None
        for start, end in part.moment.spans:
            lead = lead[:start] + " " * (end - start) + lead[end:]
    return match if only_fillers(lead) else None


def _set(match: re.Match[str], text: str, clause: str, reading: Reading) -> Parse | None:
    flat = level(text)
    parts = reminder_parts(flat, reading, match.span())
    if parts[0].moment is None:
        if _WEAK.match(flat) or (re.search(r"\?\s*$", flat) and re.match(r"(?:what|which|how|do)\b", flat)):
            return None
        return Parse(question=Question(_to_be_joined(match, text), _when_question(text, reading), "set_reminder"))
    told = [_what(match, text, part) for part in parts]
    if any(_UNREAD.search(level(what)) for what in told):
        lead = text[: match.end()].strip()
        return Parse(question=Question(lead, _unread_question(reading), "set_reminder"))
    texts = [what or next((one for one in [*told[place:], *reversed(told)] if one), _unnamed(match)) for place, what in enumerate(told)]
    return Parse(tuple(_calls(parts, texts, clause)))


def _calls(parts: list[ReminderPart], texts: list[str], clause: str) -> Iterator[Call]:
    """A call for each reminder; hours of one rule and one text are one reminder."""
    for text in dict.fromkeys(texts):
        moments = [part.moment for part, what in zip(parts, texts, strict=True) if what == text and part.moment]
        sure = 0.95 if all(moment.timed for moment in moments) else 0.85
        for rule in merged_rules([moment.rule for moment in moments if moment.rule]):
            yield Call("set_reminder", "motivation", clause.strip(), sure, {"text": text, "rule": rule})
        for moment in moments:
            if moment.at:
                yield Call("set_reminder", "motivation", clause.strip(), sure, {"text": text, "at": moment.at.isoformat()})


def _what(match: re.Match[str], text: str, part: ReminderPart) -> str:
    """What to be reminded of, in the person's own words: all that is neither the command nor the moment; empty where nothing is."""
    if match["event"]:
        return text[match.start("event") : match.end("event")].strip()
    taken = [match.span(), *(part.moment.spans if part.moment else ())]
    said = range(part.start, part.end)
    kept = "".join("\0" if any(start <= place < end for start, end in taken) else text[place] for place in said)
    parts = [_TAIL.sub("", _JOINERS.sub("", one)) for one in re.split("\0+", kept)]
    return " ".join(one for one in parts if one).strip()


def _unnamed(match: re.Match[str]) -> str:
    head = level(match[0])
    return next((name for name in ("timer", "alarm", "alarme", "minuteur", "rappel") if name in head), "reminder")


def answers_when(text: str, reading: Reading) -> bool:
    """Whether a message tells a moment and nothing else, or with it what to be reminded of: "tomorrow at 7", "every monday at 7 to run"."""
    flat = level(text)
    moment = find_moment(flat, reading)
    if moment is None or not only_fillers(flat[: moment.start]):
        return False
    rest = "".join(" " if any(start <= place < end for start, end in moment.spans) else char for place, char in enumerate(flat)).strip()
    return only_fillers(rest) or bool(re.match(r"(?:to|about|de|d'|pour|and|et)\b", rest))


def _cancel(match: re.Match[str], text: str, _reading: Reading) -> Parse | None:
    about = match.groupdict()
    start, end = match.span("text")
    after = about.get("after") or ""
    subject = _JOINERS.sub("", text[start:end]).strip(" .!?")
    named = re.match(r"\s*(?:to|about|for|de|pour|d')\s+(?P<about>.{2,60})$", after)
    if named:
        place = match.start("after") + named.start("about")
        subject = text[place:].strip(" .!?")
    subject = _ARTICLES.sub("", subject)
    if not named and _ANOTHER_MATTER.match(level(after)):
        return None
    if not subject and not named and (bare := _BARE_SUBJECT.fullmatch(after)) and not only_fillers(bare["about"]):
        subject = bare["about"]
    if _JUST.search(level(subject)):
        subject = ""
    args: dict[str, Any] = {
        "text": subject or None,
        "all": bool(about.get("all")) or (bool(re.search(r"\b(?:reminders|alarms|rappels|alarmes)\b", level(text))) and not subject),
    }
    return Parse((Call("cancel_reminder", "motivation", text.strip(), 0.93, args),))


_ARTICLES = re.compile(r"^(?:(?:the|my|le|la|les|mon|mes|ma|ce|cette)(?: |$)|l')+", re.IGNORECASE)
_ANOTHER_MATTER = re.compile(  # what begins behind a joint or with who speaks is no name of a reminder
    r"(?:[\s,:;&-]+(?:and|but|also|then|because|cause|plus|so|n|et|mais|puis|car|aussi|parce)\b|\s*[,;-]\s*(?:my|mon|ma|mes)\b|[\s,:;-]+(?:i|i'm|it|je|j'|ca)\b)"
)
_BARE_SUBJECT = re.compile(r"[\s:,]+(?P<about>[a-z0-9][\w' -]{1,40}?)[\s.!?]*(?:(?:please|pls|stp|svp|thanks|merci)[\s.!?]*)?")
_JUST = re.compile(r"^(?:last|previous|next|latest|dernier|derniere|that|this|current)$")


def _move(match: re.Match[str], text: str, reading: Reading) -> Parse | None:
    """ "Push the foam roll reminder to tomorrow 8am": until then it waits."""
    moment = find_moment(match["rest"], reading)
    about = "text" if match["text"] else "about"
    if moment is None or moment.at is None or not moment.timed or not match[about]:
        return None
    subject = _ARTICLES.sub("", _JOINERS.sub("", text[match.start(about) : match.end(about)]).strip())
    args = {"text": subject, "until": moment.at.isoformat()}
    return Parse((Call("snooze_reminder", "motivation", text.strip(), 0.9, args),))


def _snooze(match: re.Match[str], text: str, reading: Reading) -> Parse | None:
    rest = match["rest"]
    minutes = re.search(r"\b(\d{1,3}) ?(?:more )?(min|minutes|mins|mn|h|hours?|heures?)\b", rest) or re.search(
        r"(?:\b(an|une)|(?<=d')(une)) (hour|heure)\b", rest
    )
    args: dict[str, Any] = {}
    about = _snoozed_subject(rest, reading)
    if about:
        args["text"] = about
    if bare := re.fullmatch(r"\s*(?:(?:again|encore|for|de|in|dans)\s+)*(\d{1,3})(?:\s+(?:more|again|encore))?[ .!]*", rest):
        args["minutes"] = int(bare[1])
    elif minutes and not _UNTIL.search(rest):
        said = [part for part in minutes.groups() if part]
        count = int(said[0]) if said[0].isdigit() else 1
        args["minutes"] = count * (60 if said[-1].startswith("h") else 1)
    elif rest.strip(" .!?"):
        moment = find_moment(rest, reading)
        if moment is None or moment.at is None:
            return None
        args["until"] = moment.at.isoformat()
    elif level(text).strip(" .!?") in ("later", "plus tard"):
        return None
    return Parse((Call("snooze_reminder", "motivation", text.strip(), 0.9, args),))


def _snoozed_subject(rest: str, reading: Reading) -> str:
    """What is put off, where it is named: "décale la course à 20h"."""
    moment = find_moment(rest, reading)
    for start, end in reversed(moment.spans) if moment else ():
        rest = f"{rest[:start]} {rest[end:]}"
    rest = re.sub(
        r"\b(?:\d+|an?|une?|min\w*|mn|h|hours?|heures?|more|again|encore|for|by|back|later|plus|tard|de|du|d'|dans|to|until|till|jusqu'au?)\b",
        " ",
        rest,
    )
    words = " ".join(re.findall(r"[\w']+", _ARTICLES.sub("", rest.strip())))
    return "" if only_fillers(words) else words


def _to_be_joined(match: re.Match[str], text: str) -> str:
    """The command and what to be reminded of, for the moment to be said behind it: without what is no moment ("3 times a week")."""
    unread = _UNREAD_PART.search(level(text), match.end())
    said = text if unread is None else f"{text[: unread.start()]} {text[unread.end() :]}"
    return re.sub(r"\s+", " ", said).strip()


_UNREAD_PART = re.compile(
    r"\b(?:(?P<days>(?:\w+|\d+) (?:times|fois) (?:an? |per |par )(?:week|semaine)|(?:once|twice) a week)|"
    r"(?P<hours>(?:\w+|\d+) (?:times|fois) (?:an? |per |par )(?:day|jour)|(?:once|twice) a day)|"
    r"(?P<event>(?:before|after|during|avant|apres|pendant) (?:each|every|my|the|chaque|ma|mon|mes|la|le)(?: next)? ?\w*|every time .*|"
    r"(?:chaque|toutes les) fois .*|when(?:ever)? i .*|quand je .*))"
)


def _when_question(text: str, reading: Reading) -> str:
    unread = _UNREAD_PART.search(level(text))
    kind = unread.lastgroup if unread else None
    return _WHEN[kind or "moment"][reading.locale == "fr"]


def _unread_question(reading: Reading) -> str:
    return _WHEN["unread"][reading.locale == "fr"]


_WHEN = {
    "moment": ("When shall I remind you?", "Quand veux-tu que je te le rappelle ?"),
    "days": (
        'On which days, and at what time? Say for example "Mon, Wed and Fri at 7".',
        "Quels jours, et à quelle heure ? Dis par exemple « lundi, mercredi et vendredi à 7h ».",
    ),
    "hours": (
        'At which times? Say for example "every day at 9, 14 and 19".',
        "À quelles heures ? Dis par exemple « tous les jours à 9h, 14h et 19h ».",
    ),
    "event": (
        "I can only remind you at a time on the clock. When shall it be?",
        "Je ne peux te le rappeler qu'à une heure précise. Quand veux-tu ?",
    ),
    "unread": (
        'I did not get all of that. Say it in one sentence with the days and the time, for example "remind me every Monday at 7 to run".',
        "Je n'ai pas tout compris. Redis-le en une phrase, avec les jours et l'heure, "
        "par exemple « rappelle-moi tous les lundis à 7h de courir ».",
    ),
}
