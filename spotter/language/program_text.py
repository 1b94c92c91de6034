"""A program as somebody writes it down: days with exercises, sets and repetitions, pasted or in one breath, English and French.

"Mon bench 3x5, row 3x8-12; Wed squat 5x5", "Day A: ...", "Jour 1 : ...". What an exercise asks for is read by the grammar of workouts; what
it does not read is handed back in the person's own words, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from spotter.language.calendar_words import WEEKDAYS, level
from spotter.language.normalise import normalise
from spotter.language.understanding import Reading
from spotter.language.workouts import parse_workout

LONGEST_TEXT = 8000
MOST_LINES = 200
_DAY_WORDS = "|".join(sorted((re.escape(word) for word in WEEKDAYS), key=len, reverse=True))
_SPLITS = (
    "push|pull|legs?|upper(?: body)?|lower(?: body)?|full[ -]?body|arms|chest|back|shoulders|core|cardio|mobility|rest|"
    "pousser|tirer|pousse|tirage|jambes?|haut(?: du corps)?|bas(?: du corps)?|corps entier|bras|pecs|dos|epaules|abdos|mobilite|repos"
)
_FOR = r"(?: ?[(,-]? ?(?P<{name}>{splits})(?: day)?\)?(?= ?[:\n-]))?"
_NUMBERED = r"(?:day|jour|workout|session|seance|entrainement|j) ?(?P<place>[a-g]|1\d|[1-9])(?![a-z0-9]| ?(?:x|kg|lb|min))"
# A heading opens a day: a weekday or "Day A", each with what the day is for; only a letter or what it is for where a colon follows.
_HEADING = re.compile(
    rf"(?<![a-z0-9])(?:(?:on |le |every |chaque )?(?P<weekday>{_DAY_WORDS})s?(?![a-z0-9]){_FOR.format(name='of_weekday', splits=_SPLITS)}"
    rf"|{_NUMBERED}{_FOR.format(name='of_place', splits=_SPLITS)}"
    r"|(?:^|(?<=[\n;]) ?)(?P<letter>[a-g])(?= ?:)"
    rf"|(?:^|(?<=[\n;]) ?)(?P<split>{_SPLITS})(?: day)?(?= ?(?::|\n|- )))"
    r" ?[:=,\n-]? ?"
)
_RANGE = re.compile(
    r"(?P<sets>\d{1,2}) ?(?:x|\*|sets? (?:of )?|s[eé]ries? (?:de )?) ?(?P<low>\d{1,3}) ?(?:-|to|à|a) ?(?P<high>\d{1,3})"
    r"(?![\d:]| ?(?:s|sec|min|m|km|kg|lb)\b)",
    re.IGNORECASE,
)
_TIMED_RANGE = re.compile(r"(?P<sets>\d{1,2}) ?x ?(?P<low>\d{1,3}) ?- ?(?P<high>\d{1,3}) ?(?P<unit>s|secs?|sec|min)\b", re.IGNORECASE)
_PERCENT = re.compile(
    r"(?:@|at|à)? ?(?P<percent>\d{2,3}) ?%(?: ?(?:of|du|de)? ?(?:my |mon )?(?:1 ?rm|e1rm|max|tm)\b)?",
    re.IGNORECASE,
)
_EFFORT = re.compile(
    r"(?:@ ?)?\b(?:(?P<rir>\d) ?rir|rir ?(?P<rir2>\d)|rpe ?(?P<rpe>\d{1,2}(?:[.,]5)?)|(?P<left>\d) (?:in reserve|en r[ée]serve))\b",
    re.IGNORECASE,
)
_REST = re.compile(
    r"[(,]? ?\b(?:rest|repos|r[ée]cup) ?:? ?(?P<n>\d{1,3}) ?(?P<unit>s|secs?|seconds?|min|minutes?|'|m)?\b\)?"
    r"|[(,]? ?(?P<n2>\d{1,3}) ?(?P<unit2>s|secs?|seconds?|min|minutes?) (?:of |de )?(?:rest|repos|r[ée]cup)\b\)?",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(r"(?<![a-z])x ?(?:amrap|max|failure|[ée]chec)\b|\b(?:amrap|to failure|[àa] l'[ée]chec|max reps)\b", re.IGNORECASE)
_WEEKS = re.compile(r"\b(?:for |sur |pendant |over )?(?P<n>\d{1,2}) (?:weeks?|semaines?)\b(?: long)?", re.IGNORECASE)
_ITEM = re.compile(
    r"[,\n;+•]|(?<!\d)/(?!\d)|\.(?=\s|$)|(?<=[\d)a-z]) (?:and|et|then|puis) (?=[^\d\W])",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^ *(?:[-*•>#]+|\d{1,2}[.)]) +", re.MULTILINE)
_JOINS_DAYS = re.compile(r"(?:[\s&,/+:()-]|\b(?:and|et)\b)*", re.IGNORECASE)
_RESTS = re.compile(r"(?:full )?(?:rest|off|repos)(?: day)?|jour de repos", re.IGNORECASE)
_WEEK_HEADING = re.compile(
    r"(?:^|(?<=[\n;])) *(?:week|wk|semaine) ?(?P<n>\d{1,2}(?: ?(?:-|to|à|a) ?\d{1,2})?) ?(?:[:,\n-]|$) *", re.IGNORECASE
)
_PER_WEEK = re.compile(r"\b(?P<n>[1-7]) ?(?:x|times?|days?|fois|jours?) ?(?:a|per|par|/) ?(?:week|wk|semaine)\b", re.IGNORECASE)
_IS_WORD = re.compile(r"[^\W\d_]{2,}")
_ONLY_FIGURES = re.compile(r"\W*(?:\d|rir|rpe|rest|repos|x |@|kg|lb|sets?|reps?|of|de|s[ée]ries?|min|sec|s\b|\W)+\W*", re.IGNORECASE)


class ProgramItem(NamedTuple):
    """An exercise of a day as it was `said`: reps as a range, or s or m; `percent` is a share of the 1RM, `load_kg` as it was given."""

    said: str
    exercise: dict[str, Any]
    sets: int
    reps_min: int | None = None
    reps_max: int | None = None
    duration_s: int | None = None
    distance_m: int | None = None
    load_kg: float | None = None
    percent: float | None = None
    rir: int | None = None
    rest_s: int | None = None


@dataclass(frozen=True, slots=True)
class ProgramDayText:
    """A day as it was written: its weekday (0 = Monday) where one is named, what it is for, its exercises."""

    weekday: int | None
    label: str
    items: tuple[ProgramItem, ...]


@dataclass(frozen=True, slots=True)
class ProgramText:
    """A program as it was understood; `unread` is what was not, in the person's words.

    `weeks` and `days_per_week` only where they were said; `numbered_weeks` how many weeks it tells one by one.
    """

    days: tuple[ProgramDayText, ...]
    unread: tuple[str, ...]
    weeks: int | None = None
    days_per_week: int | None = None
    numbered_weeks: int = 0


class _Piece(NamedTuple):
    weekdays: tuple[int, ...]
    label: str
    body: str


def read_program(text: str, reading: Reading) -> ProgramText:
    """The days of a program with what each asks for. Nothing is logged by it and nothing guessed."""
    text = _BULLET.sub("", "\n".join(normalise(text)[:LONGEST_TEXT].split("\n")[:MOST_LINES]))
    said: dict[str, int] = {"numbered_weeks": len({match["n"] for match in _WEEK_HEADING.finditer(text)})}
    text = _WEEK_HEADING.sub("", text)
    for name, pattern in (("weeks", _WEEKS), ("days_per_week", _PER_WEEK)):
        if match := pattern.search(text):
            said[name] = int(match["n"])
            text = text[: match.start()] + text[match.end() :]
    days: list[ProgramDayText] = []
    unread: list[str] = []
    for piece in _pieces(text):
        read = [(one, _item(one, reading)) for one in _items(piece.body)]
        unread += [one for one, item in read if item is None]
        items = tuple(item for _, item in read if item is not None)
        days += [ProgramDayText(weekday, piece.label, items) for weekday in piece.weekdays or (None,) if items]
    return ProgramText(tuple(days), tuple(unread), **said)


def day_labels(text: str) -> list[str]:
    """The labels of the days that a text opens with "Day A", "Jour 2" and the like."""
    return [match["place"] for match in _HEADING.finditer(level(text)) if match["place"]]


def _pieces(text: str) -> Iterator[_Piece]:
    """The text cut at its headings, those that stand together ("Mon & Thu:") as one; all of it is one day where it has none."""
    flat = level(text)
    found = list(_HEADING.finditer(flat)) if len(flat) == len(text) else []
    if not found:
        yield _Piece((), "", text)
        return
    if before := text[: found[0].start()].strip(" :\n"):
        yield _Piece((), "", before)
    weekdays: tuple[int, ...] = ()
    label = ""
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        body = text[match.end() : end]
        weekdays += (WEEKDAYS[match["weekday"]],) if match["weekday"] else ()
        label = _label(match) or label
        if not _JOINS_DAYS.fullmatch(body):
            yield _Piece(tuple(dict.fromkeys(weekdays)), label, body)
            weekdays, label = (), ""


def _label(match: re.Match[str]) -> str:
    """What a day is called, from a closed list of words: "a", "2", "push"; nothing else of the text becomes a name."""
    return (match["split"] or match["of_weekday"] or match["of_place"] or match["place"] or match["letter"] or "").strip()


def _items(body: str) -> list[str]:
    """The exercises of a day, each with its figures; figures that stand alone belong to the exercise before them."""
    items: list[str] = []
    for part in _ITEM.split(body):
        said = (part or "").strip(" :-")
        if not any(char.isalnum() for char in said) or _RESTS.fullmatch(said):
            continue
        if items and (_ONLY_FIGURES.fullmatch(said) or not _IS_WORD.search(said)):
            items[-1] += f" {said}"
        else:
            items.append(said)
    return items


def _item(said: str, reading: Reading) -> ProgramItem | None:
    """What one exercise asks for; None where it is not understood."""
    text, about = _without_marks(said)
    parse = parse_workout(text, replace(reading, usual_loads_kg={}))
    entries = [entry for call in parse.calls for entry in call.args["entries"]] if parse is not None else []
    if parse is None or parse.question or parse.leftover or len(entries) != 1 or entries[0]["exercise"]["key"] is None:
        return None
    sets = entries[0]["sets"]
    reps = [one["reps"] for one in sets if one["reps"] is not None]
    first = sets[0]
    loads = [one["load_kg"] for one in sets if one["load_kg"]]
    return ProgramItem(
        said=said,
        exercise=entries[0]["exercise"],
        sets=len(sets),
        reps_min=about.get("low") or (min(reps) if reps else None),
        reps_max=about.get("high") or (max(reps) if reps else None),
        duration_s=None if reps or first["duration_s"] is None else int(first["duration_s"]),
        distance_m=None if reps or first["distance_m"] is None else int(first["distance_m"]),
        load_kg=max(loads) if loads else None,
        percent=about.get("percent"),
        rir=about.get("rir"),
        rest_s=about.get("rest_s"),
    )


def _without_marks(said: str) -> tuple[str, dict[str, Any]]:
    """The words of an exercise without what a log has not: a range, a share of the maximum, a reserve, a rest; and what these say."""
    about: dict[str, Any] = {}
    if rest := _REST.search(said):
        count, unit = int(rest["n"] or rest["n2"]), (rest["unit"] or rest["unit2"] or "s").lower()
        about["rest_s"] = count * (60 if unit.startswith(("m", "'")) else 1)
        said = said[: rest.start()] + said[rest.end() :]
    if effort := _EFFORT.search(said):
        rir = effort["rir"] or effort["rir2"] or effort["left"]
        about["rir"] = int(rir) if rir else max(0, int(10 - float(effort["rpe"].replace(",", "."))))
        said = said[: effort.start()] + said[effort.end() :]
    if percent := _PERCENT.search(said):
        about["percent"] = int(percent["percent"]) / 100
        said = said[: percent.start()] + said[percent.end() :]
    if timed := _TIMED_RANGE.search(said):
        said = said[: timed.start()] + f"{timed['sets']}x{timed['low']}{timed['unit']}" + said[timed.end() :]
    elif span := _RANGE.search(said):
        low, high = sorted((int(span["low"]), int(span["high"])))
        about |= {"low": low, "high": high}
        said = said[: span.start()] + f"{span['sets']}x{high}" + said[span.end() :]
    if _OPEN_ENDED.search(said):
        return "", about  # "to failure" has no repetitions to plan by
    return said.strip(), about
