"""What shall become of a reminder: "skip today's reminder", "move my 7am reminder to 8", "j'ai plus besoin du rappel d'eau"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from spotter.language.calendar_words import level
from spotter.language.dates import DateSpan, coming_day, find_date
from spotter.language.moments import find_moment
from spotter.language.numbers import words_to_digits
from spotter.language.remainder import only_fillers
from spotter.language.understanding import Call, Parse, Reading

_THING = r"(?:reminders?|remainders?|remider|alarms?|alerts?|notifications?|rappels?|rapels?|alarmes?|reveils?)\b"
_HINT = re.compile(rf"\b{_THING}")
_COURTESY = (
    r"(?:(?:hey|hi|ok|and|also|then|please|pls|coach|et|puis|alors|stp|can|could|would|will|you|u|peux|pourrais|tu|i want you to"
    r"|i'd like to|"
    r"i want to|let'?s|just|je veux|je voudrais|est-ce que|s'il te plait)[ ,]+)*"
)
_NEW = re.compile(  # "set a reminder to drink every day at 15:00" sets one
    rf"^{_COURTESY}(?:set|put|make|mets|met|mettre|add)(?:[- ]?moi)?(?: up| me)? (?:an?|another|some|une?|new|nouveau)"
    rf"(?: \w+){{0,2}} {_THING}"
)
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "premier": 1, "deuxieme": 2, "troisieme": 3, "quatrieme": 4}
_PLACE = re.compile(
    rf"{_THING} (?:number |numero |n° ?|no\.? |#)?(\d{{1,2}})(?! ?(?:[:h]|[ap]\.?m|min|o'?clock)|[\d:.,])\b|"
    rf"(?:(?:the|le) )?(\d{{1,2}})(?:st|nd|rd|th|er?|eme) {_THING}|"
    rf"(?:(?:the|le) )?({'|'.join(_PLACES)}) {_THING}"
)
_SKIP = re.compile(
    rf"^{_COURTESY}(?:skip|leave out|sit out|pass on|drop|miss|ignore|saute[rsz]?|zappe[rsz]?|passe[rsz]?|oublie"
    rf"|ignore[rsz]?)\b(?P<rest>.*)$|"
    rf"^{_COURTESY}(?:not (?:today|tonight|tomorrow)|no|pas (?:aujourd'?hui|ce soir|demain)|pas (?:besoin )?d[eu])\b(?P<none>.*)$"
)
_DROP = re.compile(
    rf"^{_COURTESY}(?:(?:i )?(?:don'?t|do not|no longer) (?:need|want)|(?:je )?(?:n'ai |j'ai )?plus besoin d[eu]"
    rf"|(?:je )?(?:ne )?veux plus d[eu]|"
    rf"get rid of|forget about)\b(?P<rest>.*)$"
)
_MOVE = re.compile(
    rf"^{_COURTESY}(?:move|shift|reschedule|change|push|put|set|make|bring|switch|update|decale[rsz]?|deplace[rsz]?|mets|mettre"
    rf"|passe[rsz]?|"
    rf"avance[rsz]?|recule[rsz]?|repousse[rsz]?|change[rsz]?|modifie[rsz]?)\b(?P<rest>.*)$"
)
_CANCEL = re.compile(
    rf"^{_COURTESY}(?:cancel|delete|remove|stop|turn off|clear|disable|kill|annule[rsz]?|supprime[rsz]?|enleve[rsz]?|efface[rsz]?"
    rf"|coupe[rsz]?)\b(?P<rest>.*)$"
)
_TO = re.compile(r"\s(?:to|until|till|at|for|on|a|au|aux|pour|vers|le)\s")
_WHERE_TO = re.compile(r"\s(?:to|until|till|at|a|pour|vers)\s+$")
_CLOCK = r"(?P<h>\d{1,2})(?:\s?[:h.]\s?(?P<m>\d{2}))?\s?(?P<half>[ap]\.?m\.?|h(?:eures?)?|o'?clock)?"
_OF_TIME = re.compile(
    rf"{_CLOCK}\s+{_THING}|{_THING}\s+(?:de|of|for|from|at|a"
    rf"|d')\s?{_CLOCK.replace('P<h>', 'P<h2>').replace('P<m>', 'P<m2>').replace('P<half>', 'P<half2>')}(?![\w.,:])"
)
_LATER = re.compile(
    r"\b(?:by |of |de |d')?(?P<n>\d{1,3}(?:[.,]\d)?|an?|une?|half an|une demi)[- ]?(?P<unit>min(?:ute)?s?|mn|h|hours?|hrs?|heures?)\s*"
    r"(?P<way>later|earlier|sooner|plus tard|plus tot|apres|avant|back|forward)?(?=\W*(?:please|pls|stp|svp)?\W*$)"
)
_EARLIER = re.compile(r"\b(?:earlier|sooner|plus tot|avance[rsz]?|bring)\b")
_BARE = re.compile(rf"(?:at |a )?{_CLOCK}")
_EDGES = re.compile(
    r"^(?:[\s,:;.!?-]|\b(?:the|my|that|this|les?|la|l'|mon|ma|mes|ce|cet|cette|d'|de|du|des|for|to|about|of|on|pour|from)\b|d'|l')+"
    r"|(?:[\s,:;.!?-]|\b(?:the|my|for|to|about|of|on|de|du|d'|pour|from|please|pls|stp|svp|merci|thanks|anymore|any more|now|plus|once"
    r"|instead|"
    r"rather|plutot|just|only|'s|s|time|this|next|one|prochaine?|fois|une)\b)+$"
)
_HOUR_ONLY = re.compile(rf"(?:at |a )?{_CLOCK} (?:in the |du |de l'|ce )?(?:morning|afternoon|evening|at night|matin|apres-midi|soir)")


def parse_reminder_edit(text: str, reading: Reading) -> Parse | None:
    """A call that skips, moves or cancels a reminder; None for anything else."""
    flat = level(words_to_digits(text, reading.locale)).strip(" .!")
    if not _HINT.search(flat) or (flat.endswith("?") and not flat.startswith(("can", "could", "would", "peux", "tu peux", "pourrais"))):
        return None
    flat = flat.rstrip("? ")
    if _NEW.match(flat):
        return None
    if placed := _PLACE.search(flat):
        return _placed(text, f"{flat[: placed.start()]}reminder{flat[placed.end() :]}", placed, reading)
    for pattern, make in ((_MOVE, _move), (_SKIP, _skip), (_DROP, _cancel), (_CANCEL, _cancel_timed)):
        match = pattern.match(flat)
        found = make(next(group for group in match.groups() if group is not None), match, reading) if match else None
        if found is not None:
            tool, args = found
            return Parse((Call(tool, "motivation", text.strip(), 0.92, args),))
    return None


def _placed(text: str, flat: str, match: re.Match[str], reading: Reading) -> Parse | None:
    """A reminder named by its place in the list: "cancel reminder 2", "move the second alarm to 8"."""
    told = next(group for group in match.groups() if group)
    place = {"text": f"#{int(told) if told.isdigit() else _PLACES[told]}"}
    if _CANCEL.match(flat):
        return Parse((Call("cancel_reminder", "motivation", text.strip(), 0.92, {**place, "all": False}),))
    parse = parse_reminder_edit(flat, reading)
    if parse is None or len(parse.calls) != 1:
        return None
    return Parse((replace(parse.calls[0], clause=text.strip(), args={**parse.calls[0].args, **place}),))


Made = tuple[str, dict[str, Any]] | None


def _skip(rest: str, match: re.Match[str], reading: Reading) -> Made:
    day = find_date(match.string, reading)
    if match.groupdict()["none"] is not None and day is None:
        return None
    if not _HINT.search(rest):
        return None
    args, said = _named(rest)
    subject = _subject(said, reading)
    today = reading.now.date()
    on = (
        {"on": coming_day(day.date, today, match.string[day.start : day.end]).isoformat()}
        if day and day.date > today - timedelta(days=7)
        else {}
    )
    return "skip_reminder", {**args, **({"text": subject} if subject else {}), **on}


def _cancel(rest: str, _match: re.Match[str], reading: Reading) -> Made:
    if not _HINT.search(rest):
        return None
    args, said = _named(rest)
    subject = _subject(said, reading)
    return ("cancel_reminder", {**args, "text": subject or None, "all": False}) if subject or args else None


def _cancel_timed(rest: str, _match: re.Match[str], reading: Reading) -> Made:
    """Only what is named by its time: all else has its own grammar."""
    args, said = _named(rest)
    return ("cancel_reminder", {**args, "text": None, "all": False}) if args and not _subject(said, reading) else None


def _move(rest: str, match: re.Match[str], reading: Reading) -> Made:
    told = _OF_TIME.search(rest)
    if told and told["h2"] and not _TO.search(rest, told.end()):  # "décale le rappel à 22h": where to, not which
        rest = re.sub(rf"({_THING}) (?:a|at|for) ?(?=\d)", r"\1 pour ", rest)
    args, said = _named(rest)
    if not _HINT.search(said):
        return None
    later = _LATER.search(said) if find_date(said, reading) is None else None
    later = None if later and _WHERE_TO.search(said, 0, later.start()) else later  # "à 22h" is a time, "de 2h" how much later
    if later and (later["way"] or re.match(rf"{_COURTESY}(?:decale|repousse|avance|recule|push|move|shift)", match.string)):
        minutes = _minutes(later) * (-1 if _EARLIER.search(match.string) else 1)
        subject = re.sub(r"\W*\bback$", "", _subject(said[: later.start()] + said[later.end() :], reading))
        tool = "move_reminder" if later["way"] or minutes < 0 else "snooze_reminder"  # what is pushed back is pushed back once
        return tool, {**args, **({"text": subject} if subject else {}), "minutes": minutes}
    for to in _TO.finditer(said):
        where = _where(said[to.end() :].strip(), args.get("from_time"), reading)
        day = find_date(said[to.end() - 1 :], reading) if where is None else None
        if day is not None:
            return _to_day(said[: to.start()], said[to.end() - 1 :], day, args, reading)
        if where is not None:
            subject = _subject(said[: to.start()], reading)
            return "move_reminder", {**args, **({"text": subject} if subject else {}), **where}
    return None


def _to_day(said: str, told: str, day: DateSpan, args: dict[str, Any], reading: Reading) -> Made:
    """A move to another day at the same time; a day with its time is read by its own grammar."""
    if not only_fillers(told[: day.start] + told[day.end :]) or day.problem == "impossible":
        return None
    subject = _subject(said, reading)
    on = coming_day(day.date, reading.now.date(), told[day.start : day.end]).isoformat()
    return "move_reminder", {**args, **({"text": subject} if subject else {}), "on": on}


def _where(told: str, was: str | None, reading: Reading) -> dict[str, Any] | None:
    """The new rule or time of day; None where it is a day, which its own grammar reads, or nothing of the kind."""
    told = re.sub(r"\b(?:please|pls|stp|svp|merci|instead|rather|plutot|from now on|desormais)\b", "", told).strip(" ,.")
    bare = _BARE.fullmatch(told)
    if bare is not None:
        return {"time": _wall(bare["h"], bare["m"], bare["half"], like=was)}
    moment = find_moment(f"at {told}" if told[:1].isdigit() else told, reading)
    if moment is None or not moment.timed:
        return None
    if moment.at is not None:
        is_hour = find_date(told, reading) is None and _HOUR_ONLY.fullmatch(told)
        return {"time": moment.at.strftime("%H:%M")} if is_hour else None
    left = "".join(" " if any(start <= place < end for start, end in moment.spans) else char for place, char in enumerate(told))
    return {"rule": moment.rule} if only_fillers(left) else None


def _named(rest: str) -> tuple[dict[str, Any], str]:
    """The time of day that names a reminder ("my 7am reminder"), and the rest without it."""
    match = _OF_TIME.search(rest)
    if match is None:
        return {}, rest
    hour, minute, half = (match[name] or match[f"{name}2"] for name in ("h", "m", "half"))
    if int(hour) > 23 or int(minute or 0) > 59:
        return {}, rest
    thing = _HINT.search(match[0])
    kept = match[0][thing.start() : thing.end()] if thing else ""
    return {"from_time": _wall(hour, minute, half)}, f"{rest[: match.start()]} {kept}{rest[match.end() :]}"


def _wall(hour: str, minute: str | None, half: str | None, like: str | None = None) -> str:
    """07:30; a bare figure is taken as near to the time `like`, which it replaces."""
    value = int(hour) % 24
    if (half or "").startswith("p") and value < 12:
        value += 12
    elif (half or "").startswith("a"):
        value %= 12
    elif half is None and value <= 12 and like is not None:
        was = int(like[:2])
        value = min((value % 12, value % 12 + 12), key=lambda one: abs(one - was))
    return f"{value:02d}:{int(minute or 0):02d}"


def _minutes(match: re.Match[str]) -> int:
    told = match["n"].replace(",", ".")
    count = float(told) if told[0].isdigit() else 0.5 if match["n"].startswith(("half", "une demi")) else 1
    return round(count * (60 if match["unit"].startswith("h") else 1))


def _subject(said: str, reading: Reading) -> str:
    """What the reminder is about: what is left without the thing itself, days and little words."""
    said = re.sub(rf"\b{_THING}", " ", said)
    day = find_date(said, reading)
    if day is not None:
        said = said[: day.start] + said[day.end :]
    said = re.sub(r"\b(?:daily|today|tomorrow|tonight|aujourd'?hui|demain|ce soir|quotidien)(?:'s)?\b", " ", said)
    before = None
    while before != said:
        before, said = said, _EDGES.sub("", re.sub(r"\s+", " ", said).strip())
    return "" if only_fillers(said) else said
