"""What somebody wants of the coach's own messages: why one came, less or none of them, of one kind, for a while.

"less of this", "stop nudging me about my weight", "pas de messages cette semaine". It is a wish only where every word of the clause
belongs to it: a change, what is sent, what it is about, for how long, or the frame around them. The words stand in
`data/nudge_wishes.json`, over simple text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from spotter.language.dates import find_date
from spotter.language.simple_text import simplify
from spotter.language.understanding import Call, Parse, Reading

_LONGEST = 16  # words
_COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "un": 1,
    "une": 1,
    "two": 2,
    "deux": 2,
    "three": 3,
    "trois": 3,
    "four": 4,
    "quatre": 4,
    "couple of": 2,
}
_SPANS = {"day": 1, "jour": 1, "week": 7, "semaine": 7, "month": 30, "moi": 30}
_FOR = re.compile(
    rf"\b(?:(?:for|pendant|pour|over) )?(?:the )?(?:next |les )?(?P<n>\d{{1,3}}|{'|'.join(_COUNTS)}) (?:prochains? )?"
    r"(?P<span>day|week|month|jour|semaine|moi)s?(?: prochaine?s?)?\b"
)
_THIS_WEEK = re.compile(r"\b(?:for )?(?:the rest of (?:this|the) week|this week|(?:le reste de la|cette) semaine)\b")
_TODAY = re.compile(r"\b(?:for )?(?:today|tonight|aujourd hui|ce soir)\b")
_WEEKEND = re.compile(r"\b(?:for |during |pendant )?(?:the (?:whole |rest of the )?|this |ce |le |tout le )?week ?end\b")
_MUTED = re.compile(r"\b(?:muted?|shush|hush|quiet|silence|sourdine|tais toi|silencieux)\b")  # nothing but messages
_UNTIL = re.compile(r"\b(?:until|till|til|before|jusqu(?: a| au)?|avant|d ici)(?: le)? (?P<day>[a-z0-9/ ]{3,24})$")
_WRITTEN = re.compile(
    r"\b(?:messages?|nudg\w*|text(?:s|ing|ed)?|messag\w*|writ\w+|wrote|ping\w*|notif\w*|ecri\w*|relanc\w*|recu|recois|"
    r"g[eo]t(?:ting)? th\w+)\b"
)
_OF_THIS = re.compile(r"\b(?:of|like) (?:this|these|those|that|them|it)\b|\b(?:comme|de) (?:ca|cela)\b|\bde ce (?:genre|type)\b")
_BARE = re.compile(
    r"(?:much |a bit |a little |un peu |beaucoup |bien )?(?:more|less|not so|not as|plus|moins|pas si) (?:often|frequently|souvent)"
)
_REMINDED = re.compile(r"\b(?:remind\w*|rappel\w*)\b")
# "Supprime tous mes rappels": reminders that somebody set, which are none of these.
_OWN_REMINDERS = re.compile(r"\b(?:my|mes|tous les|all (?:the|of my)) (?:reminders?|rappels?)\b")
_CHANGES = ("less", "more", "usual", "pause", "off")  # in this order: "not so often" is less, "plus souvent" is more


@dataclass(frozen=True, slots=True)
class _Words:
    why: re.Pattern[str]
    changes: dict[str, re.Pattern[str]]
    subjects: dict[str, re.Pattern[str]]
    messages: re.Pattern[str]
    this: re.Pattern[str]
    themselves: frozenset[str]
    beside: frozenset[str]


def parse_nudge_wish(text: str, reading: Reading) -> Parse | None:
    """A call that explains, tunes or pauses what the coach writes of its own; None for anything else."""
    words = simplify(text).words
    if not words or words.count(" ") >= _LONGEST or not _gate().search(words):
        return None
    known = _words()
    return _why(words, text, known) if known.why.match(words) else _wish(words, text, reading, known)


def _wish(words: str, text: str, reading: Reading, known: _Words) -> Parse | None:
    until, rest = _period(words, reading)
    changes, rest = _changes(rest, known)
    subjects, rest = _subjects(rest, known)
    messages, rest = _without(known.messages, rest)
    this, rest = _without(known.this, rest)
    is_bare = _BARE.fullmatch(words) is not None
    named = (
        messages
        or bool(_MUTED.search(words))
        or is_bare
        or bool(_OF_THIS.search(words))
        or (bool(subjects) and known.themselves.issuperset(subjects))
    )
    if not subjects and _OWN_REMINDERS.search(words):
        return None
    if not changes or not named or not known.beside.issuperset(rest.replace(".", " ").split()):
        return None
    change = next(one for one in _CHANGES if one in changes)
    if change == "pause" or (change == "off" and until is not None):
        again = until or reading.now.date() + timedelta(weeks=1)
        return None if subjects else _call("pause_nudges", text, {"until": again.isoformat()})
    if until is not None:
        return None
    args: dict[str, Any] = {"change": change, "kinds": subjects, "this": not subjects and (this or is_bare)}
    return _call("tune_nudges", text, args | ({"said": text.strip()} if subjects and _REMINDED.search(words) else {}))


def kinds_named(words: str) -> frozenset[str]:
    """The kinds of messages that simple text speaks of, by what they are about."""
    return frozenset(_subjects(words, _words())[0])


def _why(words: str, text: str, known: _Words) -> Parse | None:
    if not _WRITTEN.search(words):
        return None
    rest = known.why.sub(" . ", words, count=1)
    _, rest = _subjects(rest, known)
    for pattern in (known.messages, known.this):
        _, rest = _without(pattern, rest)
    return _call("explain_nudge", text, {}) if known.beside.issuperset(rest.replace(".", " ").split()) else None


def _call(tool: str, text: str, args: dict[str, Any]) -> Parse:
    return Parse((Call(tool, "motivation", text.strip(), 0.93, args),))


def _changes(words: str, known: _Words) -> tuple[set[str], str]:
    found = set()
    for name in _CHANGES:
        has, words = _without(known.changes[name], words)
        if has:
            found.add(name)
    return found, words


def _subjects(words: str, known: _Words) -> tuple[list[str], str]:
    found = []
    for kind, pattern in known.subjects.items():
        has, words = _without(pattern, words)
        if has:
            found.append(kind)
    return found, words


def _without(pattern: re.Pattern[str], words: str) -> tuple[bool, str]:
    rest, count = pattern.subn(".", words)
    return bool(count), rest


def _period(words: str, reading: Reading) -> tuple[date | None, str]:
    """The first day on which the coach may write again, and the words without what tells it."""
    today = reading.now.date()
    if found := _FOR.search(words):
        count = int(found["n"]) if found["n"].isdigit() else _COUNTS[found["n"]]
        return today + timedelta(days=count * _SPANS[found["span"]]), _cut(words, found)
    if found := _THIS_WEEK.search(words):
        return today + timedelta(days=7 - today.weekday()), _cut(words, found)
    if found := _TODAY.search(words):
        return today + timedelta(days=1), _cut(words, found)
    if found := _WEEKEND.search(words):
        return today + timedelta(days=7 - today.weekday()), _cut(words, found)
    if (found := _UNTIL.search(words)) and (day := _day(found["day"], reading)) is not None:
        return day, _cut(words, found)
    return None, words


def _day(words: str, reading: Reading) -> date | None:
    """The coming day that is named, where nothing else is."""
    found = find_date(words, reading)
    if found is None or words[: found.start].strip() or words[found.end :].strip():
        return None
    return found.date if found.date > reading.now.date() else found.date + timedelta(weeks=1)


def _cut(words: str, found: re.Match[str]) -> str:
    return f"{words[: found.start()]} . {words[found.end() :]}"


@cache
def _gate() -> re.Pattern[str]:
    """A quick look: without one of these there is no wish."""
    known = _data()
    return re.compile(
        rf"\b(?:{known['messages']}|{known['subjects']['weekly_review']}|{known['this']}|often|souvent)\b|\bg[eo]t th|recu|"
        rf"{_MUTED.pattern}"
    )


@cache
def _words() -> _Words:
    data = _data()
    return _Words(
        why=re.compile(rf"(?:{data['why']})\b"),
        changes={name: _whole(data[name]) for name in _CHANGES},
        subjects={kind: _whole(source) for kind, source in data["subjects"].items()},
        messages=_whole(data["messages"]),
        this=_whole(data["this"]),
        themselves=frozenset(data["themselves"].split()),
        beside=frozenset(data["frame"].split()),
    )


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files("spotter.language") / "data" / "nudge_wishes.json").read_text("utf-8"))
    return loaded


def _whole(source: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{source})\b")
