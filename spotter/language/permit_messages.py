"""What a write about the coach's own messages rests on: None where the words bear each argument out, else what they do not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from spotter.coaching.nudging import KINDS
from spotter.language.calendar_words import level
from spotter.language.numbers import words_to_digits
from spotter.language.permit_figures import TONGUES, Args, Said, Verdict
from spotter.language.permit_names import share_of_words
from spotter.language.permit_wishes import Wish, speaks_of_messages, wishes_in, with_related

_OWN_WORDS = 0.8  # share of words that must be the person's
_WEEK = 7  # days
_CHANGES = {"normal": "usual"}
_REMIND = r"\b(?:remind\w*|rappel\w*)\b"
# What ends a pause, by how many days from today its first day is at the earliest and latest.
_SPANS: tuple[tuple[str, int, int], ...] = (
    (r"(?:today|tonight|this (?:evening|afternoon|morning)|aujourd'?hui|ce (?:soir|matin)|cet apres-midi)", 1, 1),
    (r"(?<!until )(?<!till )(?<!jusqu'a )(?:tomorrow|tmrw|demain)", 2, 2),
    (r"(?:a while|a bit|some time|for now|un moment|un peu|quelque temps|pour l'instant)", 1, 14),
    (r"(?:a few|few|some|quelques) (?:days|jours)", 2, 7),
    (r"(?:a few|few|some|quelques) (?:weeks|semaines)", 14, 35),
)
_COUNTED = re.compile(
    r"\b(?P<n>\d{1,3}|an?|une?|couple of)(?: (?:more|full|whole|next|prochain\w*))? (?P<unit>days?|nights?|weeks?|months?|jours?"
    r"|nuits?|semaines?|mois)\b"
)
_DAYS = {"d": 1, "n": 1, "j": 1, "w": 7, "s": 7}
_NAMED_END = r"\b(?:until|till?|til|before|through|jusqu\w*|avant|d'ici)\b"
_BY_DATE = re.compile(r"\b(?P<a>\d{1,2})[/.](?P<b>\d{1,2})\b")

_PART = re.compile(r"[\n;!?()]+|\.(?!\d)|,(?!\d)")
_CLOCK = r"(?P<{0}>\d{{1,2}})(?:\s?[:h.]\s?(?P<{0}m>\d{{2}}))?\s?(?P<{0}half>[ap]\.?m\b\.?|h(?:eures?)?\b|o'?clock)?(?![\d/%])"
_CLOCK_WORDS = {"midnight": "0h", "minuit": "0h", "noon": "12h", "midi": "12h", "midday": "12h"}
_FIRST, _SECOND = _CLOCK.format("a"), _CLOCK.format("b")
_JOINED = r"\s*(?:-|–|\bto\b|\btill?\b|\buntil\b|\band\b|\ba\b|\bet\b|\bjusqu'?a\b)\s*"
_BETWEEN = re.compile(rf"\b{_FIRST}{_JOINED}{_SECOND}")
_LATEST = re.compile(rf"\b(?:before|until|till?|earlier than|avant|jusqu'?a)\s+(?:like |about )?{_SECOND}")
_EARLIEST = re.compile(rf"\b(?:after|past|later than|from|since|apres|a partir de|des|de)\s+(?:like |about )?{_FIRST}")
_SHUT = re.compile(
    r"\b(?:no|not|\w+n't|dont|never|nothing|quiet|silen\w*|disturb|dnd|stop\w*|ne|n'\w+|pas|rien|aucune?s?|sans|arret\w*|calmes?"
    r"|derang\w*)\b"
)
_ONLY = re.compile(r"\b(?:only|just|except|unless|but between|seulement|uniquement|que entre|sauf|hormis)\b")
_NEVER_QUIET = (
    r"\b(?:any ?time|when(?:so)?ever|around the clock|day (?:and|or) night|all day|24/7|n'importe quand|a (?:toute"
    r"|n'importe quelle) heure|jour et nuit"
    r"|(?:no|not|n't|without|remove|drop|pas|sans|plus|supprime) (?:\w+ |d'|de |les |mes |need |want ){0,3}(?:quiet hours"
    r"|heures? (?:calmes?|de silence)))\b"
)
_QUIET_HOURS = r"\b(?:quiet hours?|do not disturb|dnd|heures? (?:calmes?|de silence)|mode silencieux|silence|quiet)\b"
_GOES_ON = (
    r"^ ?(?:(?:so|and|please|just|ok|alors|donc|et|mais|but) )*(?:nothing|not|never|only|rien|pas|jamais|seulement|max\w*|at most"
    r"|au plus|\d+|one|two|une?|deux)\b"
)
# Hours that a part of the day may stand for: from when, until when.
_QUIET_PARTS = (
    (r"\b(?:nights?|nuits?|asleep|sleep(?:ing)?|dors)\b", range(20, 24), range(5, 11)),
    (r"\b(?:evenings?|soirs?|soirees?)\b", range(17, 23), range(0)),
    (r"\b(?:mornings?|matins?|matinees?)\b", range(0), range(8, 13)),
)
_TRAINING = r"\b(?:train\w*|work ?outs?|gym|lift\w*|run\w*|seances?|entrain\w*|eat\w*|mange\w*|sleep\w*|sets?|reps?)\b"
_TIMES = {"once": 1, "twice": 2, "a": 1, "an": 1, "un": 1, "une": 1}
_BUDGET = re.compile(
    r"\b(?P<n>\d{1,2}|once|twice|an?|une?)(?: (?!messages?\b|times?\b|fois\b)[a-z]+){0,2}? ?(?P<what>messages?|texts?|nudges?"
    r"|pings?|notif\w*|relances?"
    r"|textos?|times?|fois|(?=(?:a|an|per|every|each|par|la|chaque) (?:week|day|semaine|jour)))\b(?P<rest>[^,.;]*)"
)
_PER_DAY = r"\b(?:an?|per|every|each|par|chaque) (?:single )?(?:day|jour)\b|\bdaily\b"
_PER_WEEK = r"\b(?:week|weekly|semaine|hebdo\w*)\b|/ ?week"
_CHANNELS = {
    "app": r"(?:the |l')?(?:app(?:li)?|application)\b",
    "telegram": r"tele?gramm?e?\b",
    "sms": r"(?:sms|textos?|(?<=\bby )texts?|(?<=\bvia )text|(?<=\bas )texts?|texts? (?:messages?|instead|rather)|phone|numero)\b",
    "email": r"(?:e-?)?mails?\b|courriels?\b",
}
_NETWORKS = r"\b(?:sms|textos?|e-?mails?|mails?|courriels?)\b(?! (?:me|moi)\b)"
_NOT_THERE = (
    r"(?:\bno|\bnot|n't|\bdont|\bnever|\bstop\w*|\binstead of|\brather than|\bpas|\bplus|\bau lieu d\w*|\bplutot que|\barret\w*"
    r"|\bsans)\b[^,;]{0,30}$"
)
_MOVES = (
    r"\b(?:(?<!i )(?<!to )use|prefer\w*|switch|rather|instead|move|go through|(?<!j')utilis\w*|passe\w*|plutot|joins|reach me|joindre)\b"
)
_WHERE_LAST = (
    r"\b(?:wherever|where (?:i|we)|same (?:place|channel)|last|default|whichever|la ou|ou (?:j'?|je)|meme (?:canal|endroit)"
    r"|dernier\w*|par defaut)\b"
)


def tuned(args: Args, said: Said) -> Verdict:
    """Less, more, none or as usual, as asked, of the kinds that were named; "this" and all of them only where they are meant."""
    change, kinds, of_this = str(args["change"]), frozenset(map(str, args.get("kinds") or ())), bool(args.get("this"))
    wishes = [wish for wish in wishes_in(said.text) if change in wish.changes]
    if not wishes:
        return f"the person did not ask for the change {change} of your messages"
    named = with_related(frozenset(kind for wish in wishes for kind in wish.kinds))
    if kinds and not kinds <= named:
        return f"the person did not name {', '.join(sorted(kinds - named))}"
    if of_this and not kinds and not any(wish.is_this for wish in wishes):
        return "the person did not speak of the last message"
    if not kinds and not of_this and not any(wish.is_all for wish in wishes):
        return "the person does not mean all messages: say which kinds, or this"
    return _own_reminders(args, said)


def _own_reminders(args: Args, said: Said) -> Verdict:
    """Reminders of the person's own go with it only where they speak of being reminded, in their own words."""
    words = str(args.get("said") or "")
    is_ended = re.search(_REMIND, level(words)) and any("off" in wish.changes for wish in wishes_in(words))
    if words and not (is_ended and share_of_words(words, said.text) >= _OWN_WORDS):
        return "these are not the person's own words about being reminded; leave said out"
    return None


def paused(args: Args, said: Said) -> Verdict:
    """No messages until the day that was told; at most for a week where none was. An end only where they are wanted again."""
    wishes = wishes_in(said.text)
    if args.get("until") is None:
        return None if any("usual" in wish.changes for wish in wishes) else "the person did not ask for messages again"
    return _pause(date.fromisoformat(str(args["until"])), None, wishes, said)


def _pause(until: date, moment: datetime | None, wishes: list[Wish], said: Said) -> Verdict:
    if not any("pause" in wish.changes and wish.is_all for wish in wishes):
        return "the person did not ask for a pause of all messages"
    if moment is not None and moment.date() == said.today:
        return None if said.states_time(moment.hour, moment.minute) else "the person did not name this time"
    about = "\n".join(part for part in _PART.split(said.text) if speaks_of_messages(part))
    near = replace(said, text=about, flat=level(about))
    ends = near if near.has(_NAMED_END) or any(_spans(near)) else said  # "3 times a week" elsewhere is no end of this
    return None if _is_end(until, ends) else "the person did not say until when"


def _is_end(until: date, said: Said) -> bool:
    """Whether this is the first day with messages again, by what was told: "until Friday" is Friday, or the day after."""
    ahead = (until - said.today).days
    spans = list(_spans(said))
    if any(least <= ahead <= most for least, most in spans):
        return True
    if said.has(_NAMED_END) or not spans:
        days = [until, until - timedelta(days=1)]
        if any(_names(day, said) for day in days):
            return True
        return not spans and not said.has(_NAMED_END) and 0 < ahead <= _WEEK
    return False


def _names(day: date, said: Said) -> bool:
    by_figures = any({int(found["a"]), int(found["b"])} == {day.day, day.month} for found in _BY_DATE.finditer(said.flat))
    return by_figures or (day != said.today and said.names_day(day))


def _spans(said: Said) -> Iterator[tuple[int, int]]:
    """How many days from today each stretch of time that is told may end, at the earliest and latest."""
    for pattern, least, most in _SPANS:
        if said.has(rf"\b{pattern}\b"):
            yield least, most
    to_monday = _WEEK - said.today.weekday()
    if said.has(r"\b(?:this week|rest of the week|end of (?:the|this) week|cette semaine|(?:reste|fin) de la semaine|week ?-?ends?)\b"):
        yield to_monday - 2 if said.has(r"\b(?:end|fin|week ?-?ends?)\b") else to_monday, to_monday
    if said.has(r"\b(?:next week|semaine prochaine)\b"):
        yield (to_monday, to_monday) if said.has(_NAMED_END) else (to_monday + _WEEK, to_monday + _WEEK)
    next_month = ((said.today.replace(day=1) + timedelta(days=32)).replace(day=1) - said.today).days
    if said.has(r"\b(?:this month|(?:rest|end) of the month|ce mois|fin (?:du|de) mois|(?:reste|fin) du mois)\b"):
        yield next_month - 1, next_month
    for tongue in TONGUES:
        for found in _COUNTED.finditer(level(words_to_digits(said.text, tongue))):
            count = int(found["n"]) if found["n"].isdigit() else 2 if found["n"] == "couple of" else 1
            days = count * _DAYS.get(found["unit"][0], 30)
            yield days - (days >= 28) * 2, days + 1


def notification(args: Args, said: Said) -> Verdict:
    """Hours, number, channel, kinds and pause, each as stated of messages."""
    wishes = wishes_in(said.text)
    for kind, wanted in (args.get("kinds") or {}).items():
        if not _wants(kind, _CHANGES.get(wanted, wanted), wishes):
            return f"the person did not ask for {wanted} of {kind}"
    told = str(args.get("paused_until") or "")
    if told:
        moment = datetime.fromisoformat(told)
        wrong = _pause(moment.date(), moment, wishes, said)
        if wrong:
            return wrong
    budget, channel = args.get("weekly_budget"), args.get("channel")
    if budget is not None and int(budget) not in set(_budgets(said)):
        return "the person did not state this number of messages"
    if channel and not _is_wanted(str(channel), said):
        return "the person did not ask for this channel"
    return _hours(args, said)


def _wants(kind: str, change: str, wishes: list[Wish]) -> bool:
    meant = [wish for wish in wishes if change in wish.changes]
    if kind == "all":
        return any(wish.is_all for wish in meant)
    return kind in KINDS and any(kind in with_related(wish.kinds) for wish in meant)


def _parts(said: Said) -> Iterator[str]:
    """The sentences and lists in plain lower case that speak of messages, with number words as figures in either language.

    What goes on about them counts, too: "nothing before 10", beside a part that speaks of them.
    """
    parts = [part for part in _PART.split(said.text) if part.strip()]
    about = [speaks_of_messages(part) or re.search(_QUIET_HOURS, level(part)) is not None for part in parts]
    for place, part in enumerate(parts):
        if about[place] or (any(about[max(0, place - 1) : place + 2]) and re.search(_GOES_ON, level(part))):
            yield from {level(words_to_digits(part, tongue)) for tongue in TONGUES}


def _hours(args: Args, said: Said) -> Verdict:
    start, end = args.get("quiet_from"), args.get("quiet_until")
    if start is None and end is None:
        return None
    if start == end:
        return None if any(re.search(_NEVER_QUIET, part) for part in _parts(said)) else "the person did not ask for no quiet hours"
    edges = {edge for part in _parts(said) for edge in _edges(part)}
    wanted = [(name, str(wall)) for name, wall in (("from", start), ("until", end)) if wall is not None]
    is_told = all((name, *map(int, wall.split(":"))) in edges for name, wall in wanted)
    return None if is_told else "the person did not name these hours as quiet"


def _edges(part: str) -> Iterator[tuple[str, int, int]]:
    """When quiet begins ("from") and ends ("until") by these words, as hour and minute, in each way the hour can be meant."""
    for word, figure in _CLOCK_WORDS.items():
        part = re.sub(rf"\b{word}\b", figure, part)
    part = re.sub(r"\b(?:half|0\.5) (?:past )?(\d{1,2})\b", r"\1:30", part)
    is_open = bool(_ONLY.search(part)) or not _SHUT.search(part)  # hours in which messages may come
    begins, ends = ("until", "from") if is_open else ("from", "until")
    rest = part
    for found in _BETWEEN.finditer(part):
        yield from _walls(begins, found, "a")
        yield from _walls(ends, found, "b")
        rest = rest.replace(found[0], " ")
    for pattern, name, group in ((_LATEST, ends, "b"), (_EARLIEST, begins, "a")):
        for found in pattern.finditer(rest):
            yield from _walls(name, found, group)
    for words, firsts, lasts in () if is_open else _QUIET_PARTS:
        if re.search(words, part):
            yield from (("from", hour, 0) for hour in firsts)
            yield from (("until", hour, 0) for hour in lasts)


def _walls(name: str, found: re.Match[str], group: str) -> Iterator[tuple[str, int, int]]:
    hour, minute, half = int(found[group]), int(found[f"{group}m"] or 0), found[f"{group}half"] or ""
    if half[:1] in ("a", "p"):
        yield name, hour % 12 + (12 if half[0] == "p" else 0), minute
        return
    yield name, hour % 24, minute
    if 0 < hour <= 12:
        yield name, (hour + 12) % 24, minute


def _budgets(said: Said) -> Iterator[int]:
    """The numbers of messages a week that were told: "twice a week", "one a day"."""
    for part in _parts(said):
        for found in _BUDGET.finditer(part):
            around = re.split(r"\b(?:and|but|et|mais|so)\b", part[: found.start()])[-1] + found[0]
            count = _TIMES.get(found["n"]) or int(found["n"] if found["n"].isdigit() else 0)
            if re.search(_TRAINING, around) or not count:
                continue
            if re.search(_PER_DAY, found["rest"]):
                yield count * _WEEK
            elif re.search(_PER_WEEK, part):
                yield count


def _is_wanted(channel: str, said: Said) -> bool:
    """Whether messages shall come by this channel: named in a clause about them, and not as the one to leave."""
    parts = [level(part) for part in re.split(r"[\n;!?()]+|\.(?!\d)|,", said.text)]
    about = [part for part in parts if speaks_of_messages(re.sub(_NETWORKS, " ", part)) or re.search(_MOVES, part)]
    if channel == "last":
        return any(re.search(_WHERE_LAST, part) for part in about)
    found = ((part, match) for part in about for match in re.finditer(rf"\b{_CHANNELS[channel]}", part))
    return any(not re.search(_NOT_THERE, part[: match.start()]) for part, match in found)
