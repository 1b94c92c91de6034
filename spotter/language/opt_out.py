"""Whether somebody wants no more messages here, wants them again, or asks what this is: before anything else is understood.

"Stop", "please don't text me anymore", "désabonne-moi". Less of something ("stop reminding me to weigh in", "no texts before 9") and what
else can be stopped ("stop my plan") is no opting out. The words stand in `data/opt_out.json`, over simple text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from rapidfuzz.distance import OSA

from spotter.language.normalise import normalise
from spotter.language.simple_text import simplify

OptWord = Literal["stop", "start", "help"]

_LONGEST = 300  # characters: nobody opts out in a letter, and the door has no time for one
_CLAUSES = re.compile(r"[.!?;,\n:()\"]+|\s-\s|\b(?:and|et|or i|ou je|because|parce que|i said|j ai dit)\b", re.IGNORECASE)
_SPELT_OUT = re.compile(r"(?:[a-z0] ){3,}[a-z0]")
_REPEATED = re.compile(r"([a-z])\1{2,}")


@dataclass(frozen=True, slots=True)
class _Table:
    """`plain` says whom not to write to, and may go on in any words; `closed` names no one, and nothing else may stand beside it."""

    keywords: dict[str, re.Pattern[str]]
    plain: re.Pattern[str]
    closed: re.Pattern[str]
    closed_on_phone: re.Pattern[str]
    bare: re.Pattern[str]
    start: re.Pattern[str]
    less: re.Pattern[str]
    how: re.Pattern[str]
    another: re.Pattern[str]
    addressed: re.Pattern[str]
    lead: frozenset[str]
    tail: frozenset[str]
    known: tuple[str, ...]
    as_they_stand: frozenset[str]


def opt_word(text: str, *, on_phone: bool = True, is_answer: bool = False) -> OptWord | None:
    """What the whole message or a clause of it says about getting messages at all; None for everything else.

    `on_phone` where the channel is SMS: there "remove my number" means the channel itself. With `is_answer` something is open that
    "cancel", "end" and "quit" may be about, and they are no word of this kind.
    """
    words = _simple(text) if len(text) <= _LONGEST else ""
    if not words or len(words) > _LONGEST:  # one sign may stand for a whole phrase
        return None
    table = _table()
    bare = simplify(words).words  # "stop please"
    for name, pattern in table.keywords.items():
        if pattern.fullmatch(bare):
            if name == "cancel":
                return None if is_answer else "stop"
            return name  # type: ignore[return-value]
    clauses = [words, *(_simple(clause) for clause in _CLAUSES.split(normalise(text)))]
    for clause in dict.fromkeys(clauses):
        found = _opts_out(clause, table.closed_on_phone if on_phone else table.closed)
        if found is not None:
            return found
    return "start" if table.start.fullmatch(words) else None


def _opts_out(clause: str, closed: re.Pattern[str]) -> OptWord | None:
    """Whether a clause is an order to write no more, or a question how that is done."""
    table = _table()
    for pattern in (table.plain, closed, table.bare):
        for match in pattern.finditer(clause):
            before, after = clause[: match.start()], clause[match.end() :]
            if table.less.search(after):
                continue
            if table.how.match(before):
                return "help"
            if pattern is table.plain:
                is_meant = not table.another.search(table.addressed.sub("", before))
            else:
                is_meant = table.lead.issuperset(before.split()) and table.tail.issuperset(after.split())
            if is_meant and not (pattern is table.bare and "i" in before.split()):
                return "stop"
    return None


def _simple(text: str) -> str:
    """The words of a text with letters spelt out joined, letters held down let go, and slips of the keyboard put right."""
    words = simplify(normalise(text), courtesy=True).words
    if _SPELT_OUT.fullmatch(words):
        words = words.replace(" ", "")
    words = _REPEATED.sub(r"\1", words.replace("st0p", "stop"))
    return " ".join(_respelt(word) for word in words.split())


@lru_cache(maxsize=1024)
def _respelt(word: str) -> str:
    """The word, or the one that was meant: two letters that changed places, in longer words one that is wrong or missing."""
    table = _table()
    if sorted(word) == sorted("stop") and OSA.distance(word, "stop") == 1:
        return "stop"
    if word in ("sttop", "stoop", "stopp", "sstop"):
        return "stop"
    if len(word) < 6 or word in table.as_they_stand or word in table.known:
        return word
    slips = 1 if len(word) < 9 else 2
    near = [one for one in table.known if len(one) > 6 and one[0] == word[0] and OSA.distance(word, one) <= slips]
    return min(near, key=lambda one: OSA.distance(word, one), default=word)


@cache
def _table() -> _Table:
    data: dict[str, Any] = json.loads((files("spotter.language") / "data" / "opt_out.json").read_text("utf-8"))

    def filled(source: str) -> str:
        for name, expression in data["words"].items():
            source = source.replace(f"<{name}>", expression)
        return source

    def any_of(sources: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(rf"(?:\b(?:{filled(source)})(?= |$))" for source in sources))

    def one_of(words: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{words})\b")

    spelt = " ".join([*data["opt_out"], *data["closed"], *data["words"].values(), *data["keywords"].values()])
    whole_words = re.findall(r"(?<![a-z])[a-z]{5,}(?![a-z(?\[])", re.sub(r"\?:|<\w+>", " ", spelt))
    return _Table(
        keywords={name: re.compile(filled(source)) for name, source in data["keywords"].items()},
        plain=any_of(data["opt_out"]),
        closed=any_of(data["closed"]),
        closed_on_phone=any_of(data["closed"] + data["on_phone"]),
        bare=any_of(data["bare"]),
        start=any_of(data["start"]),
        less=re.compile(rf"{data['less_at_once']}|\b(?:{data['less']})\b"),
        how=re.compile(rf"(?:{data['how']})\b"),
        another=one_of(data["another"]),
        addressed=one_of(data["addressed"]),
        lead=frozenset(data["lead"].replace("|", " ").split()),
        tail=frozenset(data["tail"].split("|")),
        known=tuple(sorted(set(whole_words))),
        as_they_stand=frozenset(data["as_they_stand"].split("|")),
    )
