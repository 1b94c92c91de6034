"""Reminders: "remind me tomorrow at 7 to stretch", "set an alarm for 6 am", "rappelle-moi de boire dans 20 minutes"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from spotter.language.calendar_words import level
from spotter.language.moments import MomentSpan, find_moment
from spotter.language.numbers import words_to_digits
from spotter.language.remainder import only_fillers
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
    rf"rapp?ell?e?[sz]?[- ]?(?:moi|le moi|nous)\b|me rapp?ell?er\b|fai(?:s|tes)[- ]moi penser\b|prev(?:iens|enez)[- ]moi\b|"
    rf"(?:mets|met|cree|ajoute|programme|regle|active|place|envoie)(?:[- ]moi)?(?: un| une| le| mon| l')? ?(?:nouveau |"
    rf"nouvelle )?{_THING}\b|{_THING}(?= (?:to|for|at|in|every|tomorrow|a|dans|pour|demain|tous|chaque)\b)"
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
    r"(?P<rest> (?:again )?(?:in|dans) (?:an? |une? |\d{1,3} ?)(?:more )?(?:min(?:ute)?s?|mn|h|hours?|heures?)(?: (?:again|encore|"
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
    r"ping|nudge|text me|message me|wake|buzz|poke|calendar|agenda|diary|penser|previens"
)
_LOG_BESIDE = re.compile(
    r"(?:\s*,)?\s+(?:(?:and|then|also|plus|et|puis|aussi|&) )*(?:log|add|record|track|note|enregistre|ajoute|marque) (?=[^,.]*\d)"
)
_JOINERS = re.compile(
    r"^(?:[\s,:;-]|\b(?:to|that|about|of|for|de|d'|que|qu'|pour|a|i (?:have|need) to|je dois|il faut que je|me|"
    r"and|on|at|by|called|named|saying|labeled)\b)+"
)
_UNTIL = re.compile(r"\b(?:to|until|till|tomorrow|jusqu'au?|demain|a(?= \d)|au(?= \w))\b")
_AND = re.compile(r"\s*(?:,|;|\b(?:and|et|then|puis)\b)\s*")
_TO = re.compile(r"\s*(?:to|about|de|d'|pour|que)\b")
_TAIL = re.compile(r"(?:[\s,.:;!?-]|\b(?:please|thanks|thank you|stp|merci|at|for|by|a|le|to|starting|from now on|and|et)\b)+$")


def parse_reminder(text: str, reading: Reading) -> Parse | None:
    """A call to set, cancel or snooze a reminder; a question where the moment is missing; None for anything else."""
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
    if (beside := _LOG_BESIDE.search(flat)) and (first := parse_reminder(text[: beside.start()], reading)) and first.calls:
        return None  # two requests: each is read by itself
    match = _SET.match(flat) or _after_its_moment(flat, reading)
    return _one_or_two(match, spoken, text, reading) if match else None


def _one_or_two(match: re.Match[str], spoken: str, text: str, reading: Reading) -> Parse | None:
    flat = level(spoken)
    second = _second(flat, match.end(), reading)
    if second is None:
        return _set(match, spoken, flat, reading)
    each = [parse_reminder(part, reading) for part in (spoken[: second[0]], f"{spoken[: match.end()].strip()} {spoken[second[1] :]}")]
    calls = [call for parse in each if parse for call in parse.calls]
    return Parse(tuple(replace(call, clause=text.strip()) for call in calls)) if len(calls) > 1 else None


def _second(flat: str, begin: int, reading: Reading) -> tuple[int, int] | None:
    """Where a second reminder of the same command stands: "... at 7 to weigh in and on friday at 5 to call"; its "and", from, to."""
    for joint in _AND.finditer(flat, begin):
        first, tail = find_moment(flat[begin : joint.start()], reading), flat[joint.end() :]
        moment = find_moment(tail, reading)
        if first and moment and only_fillers(tail[: moment.start]) and _TO.match(tail, moment.end):
            return joint.span()
    return None


def _after_its_moment(flat: str, reading: Reading) -> re.Match[str] | None:
    """The command where nothing but a moment stands before it, else None."""
    match = _SET_LATER.search(flat)
    moment = find_moment(flat[: match.start()], reading) if match else None
    if match is None or moment is None:
        return None
    lead = flat[: match.start()]
    for start, end in moment.spans:
        lead = lead[:start] + " " * (end - start) + lead[end:]
    return match if only_fillers(lead) else None


def _set(match: re.Match[str], text: str, flat: str, reading: Reading) -> Parse | None:
    moment = find_moment(flat, reading)
    what = _what(match, text, moment)
    if moment is None:
        if re.search(r"\?\s*$", flat) and re.match(r"(?:what|which|how|do)\b", flat):
            return None
        return Parse(question=Question(text.strip(), _when_question(reading), "set_reminder"))
    when: dict[str, Any] = {"rule": moment.rule} if moment.rule else {"at": moment.at.isoformat() if moment.at else None}
    return Parse((Call("set_reminder", "motivation", text.strip(), 0.95 if moment.timed else 0.85, {"text": what, **when}),))


def _what(match: re.Match[str], text: str, moment: MomentSpan | None) -> str:
    """What to be reminded of, in the person's own words: all that is neither the command nor the moment."""
    taken = [match.span(), *(moment.spans if moment else ())]
    if match["event"]:
        return text[match.start("event") : match.end("event")].strip()
    kept = "".join("\0" if any(start <= place < end for start, end in taken) else char for place, char in enumerate(text))
    parts = [_TAIL.sub("", _JOINERS.sub("", part)) for part in re.split("\0+", kept)]
    what = " ".join(part for part in parts if part).strip()
    if what:
        return what
    head = level(match[0])
    return next((name for name in ("timer", "alarm", "alarme", "minuteur", "rappel") if name in head), "reminder")


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
    if minutes and not _UNTIL.search(rest):
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


def _when_question(reading: Reading) -> str:
    return "When shall I remind you?" if reading.locale == "en" else "Quand veux-tu que je te le rappelle ?"
