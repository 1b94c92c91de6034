"""Workouts of some days that shall be otherwise: "hotel this week", "only bands until sunday", "rack is taken", "move thursday to friday".

A clause is one only where every word of it belongs to the days, to what is different, or to the frame around them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from spotter.language.calendar_words import WEEKDAYS, level
from spotter.language.dates import find_date
from spotter.language.equipment import EQUIPMENT_WORDS, find_equipment
from spotter.language.numbers import words_to_digits
from spotter.language.slots import is_exercise, named_exercise
from spotter.language.understanding import Call, Parse, Reading

_LONGEST = 140
_WEEK = 7
_MOVES = ("move", "move_asked", "move_instead", "move_fr", "move_fr_asked", "move_fr_instead", "move_fr_done")


@dataclass(frozen=True, slots=True)
class _Days:
    """The days that a stretch of the text names."""

    first: date
    last: date
    start: int
    end: int


def parse_adjustment(text: str, reading: Reading) -> Parse | None:
    """A call that changes the workouts of some days, or moves one; None for anything else."""
    flat = " ".join(level(words_to_digits(text, reading.locale)).replace("’", "'").split()).strip(" .!?")
    table = _table()
    if len(flat) > _LONGEST or not table["gate"].search(flat) or table["told"].search(flat):
        return None
    moved = _moved(flat, reading)
    if moved is not None:
        return Parse((Call("move_workout", "planner", text.strip(), 0.9, moved),))
    args = (
        _back(flat)
        or _swapped(flat, reading)
        or _without_exercise(flat, reading)
        or _circumstances(table["because"].sub("", flat), reading)
    )
    return None if args is None else Parse((Call("adjust_workouts", "planner", text.strip(), 0.9, args),))


def _moved(flat: str, reading: Reading) -> dict[str, Any] | None:
    today = reading.now.date()
    for pattern in _MOVES:
        match = _table()[pattern].fullmatch(flat)
        if match is None:
            continue
        planned, to = (named_day(match[side], today) for side in ("from", "to"))
        if planned is None or to is None or planned == to:
            return None
        if to < planned and match["to"].split()[-1] in WEEKDAYS and planned.weekday() > to.weekday() and (planned - to).days >= _WEEK - 1:
            to += timedelta(days=_WEEK)
        return {"planned_on": planned.isoformat(), "to": to.isoformat()}
    return None


def named_day(words: str, today: date) -> date | None:
    """A coming day by its name: today, tomorrow, or the next weekday of that name."""
    if re.search(r"\b(?:today|tonight|aujourd'?hui|ce soir)", words):
        return today
    if re.search(r"\b(?:after tomorrow|apres-demain|apres demain)", words):
        return today + timedelta(days=2)
    if re.search(r"\b(?:tomorrow|tomorow|tommorow|tmrw|tmr|demain)", words):
        return today + timedelta(days=1)
    weekday = next((WEEKDAYS[word] for word in re.findall(r"[a-z]+", words.replace("'s", "")) if word in WEEKDAYS), None)
    return None if weekday is None else today + timedelta(days=(weekday - today.weekday()) % _WEEK)


def _back(flat: str) -> dict[str, Any] | None:
    return {"as_planned": True} if _table()["back"].fullmatch(flat) else None


def _swapped(flat: str, reading: Reading) -> dict[str, Any] | None:
    """ "Swap squats for leg press today", "leg press au lieu du squat aujourd'hui"."""
    days = _days_named(flat, reading)
    if days is None:
        return None
    rest = _without(flat, days)
    for pattern in ("swap", "instead"):
        match = _table()[pattern].fullmatch(rest)
        if match is None:
            continue
        old, new = named_exercise(match["old"].strip(), reading.locale), match["new"]
        wanted = None if new is None or _table()["anything"].fullmatch(new.strip()) else named_exercise(new.strip(), reading.locale)
        if old is None or (wanted is None and new is not None and not _table()["anything"].fullmatch(new.strip())):
            return None
        old = old | {"name": match["old"].strip()}
        return _over(days, reading) | {"exercise": old} | ({"instead": wanted} if wanted else {})
    return None


def _without_exercise(flat: str, reading: Reading) -> dict[str, Any] | None:
    """ "No bench today", "skip the squats tomorrow", "pas de développé aujourd'hui"; "no bench" of a room speaks of the thing."""
    days = _days_named(flat, reading) if reading.has_plan else None
    match = _table()["without"].fullmatch(_without(flat, days)) if days else None
    if days is None or match is None or not is_exercise(match["old"].strip()):
        return None
    old = named_exercise(match["old"].strip(), reading.locale)
    return None if old is None else _over(days, reading) | {"exercise": old | {"name": match["old"].strip()}, "leave_out": True}


def _circumstances(flat: str, reading: Reading) -> dict[str, Any] | None:
    """What is there, what is not, how long and how hard, with the days."""
    table = _table()
    taken = table["taken"].fullmatch(flat)
    if taken is not None:
        things = find_equipment(taken["what"] or taken["what2"])
        return {"missing": things} if things and set(things) - {"full_gym", "bodyweight"} else None
    days = _days_named(flat, reading)
    if days is None:
        return None
    rest, args = _without(flat, days), dict[str, Any]()
    away = table["away"].search(rest)
    if away:
        rest = _blank(rest, away)
    if (easy := table["lighter"].search(rest)) is not None:
        args["lighter"], rest = True, _blank(rest, easy)
    if (minutes := table["minutes"].search(rest)) is not None and table["cut"].search(rest):
        args["minutes"], rest = int(minutes["n"]), _blank(rest, minutes)
        rest = table["cut"].sub(" ", rest)
    rest, told = _equipment(rest)
    args |= told
    if away and not args and "hot" in away[0]:
        args["equipment"] = ["bodyweight"]  # a hotel room: what else it has is told next; a holiday says nothing of that
    if not args or any(word not in table["frame"] for word in re.findall(r"[a-z]+", rest)):
        return None
    if args.get("equipment") == ["bodyweight"] and days.first == days.last and table["no_gym"].search(flat):
        return None  # "no gym today" is a workout that is skipped
    if set(args) == {"equipment"} and not away and days.first == days.last == reading.now.date():
        return None  # "only dumbbells today" is answered by today's workout
    return _over(days, reading) | args


def _equipment(rest: str) -> tuple[str, dict[str, Any]]:
    """What the words say is there or not, and what is left of them."""
    table = _table()
    missing = [thing for match in table["none_of"].finditer(rest) for thing in find_equipment(match["what"]) or ["full_gym"]]
    left = table["none_of"].sub(" ", rest)
    there = find_equipment(left)
    left = re.sub(rf"\b(?:{EQUIPMENT_WORDS})\b", " ", left)
    if there and "bodyweight" not in there and table["only"].search(rest):
        return table["only"].sub(" ", left), {"equipment": there}
    if "bodyweight" in there or "full_gym" in missing:
        kept = [thing for thing in there if thing not in ("full_gym", "bodyweight")]
        return table["only"].sub(" ", left), {"equipment": kept or ["bodyweight"]}
    if there:
        return left, {"equipment": there}
    return left, {"missing": missing} if missing else {}


def _days_named(flat: str, reading: Reading) -> _Days | None:
    """The days that are named, from today on; None where none are."""
    table, today = _table(), reading.now.date()
    stretch = _from_to(flat, today) or _until(flat, reading)
    if stretch is not None:
        return stretch if stretch.last >= today else None
    if (match := table["for_days"].search(flat)) is not None:
        number = 1 if match["n"] in ("a", "an", "one", "une", "un") else int(match["n"])
        days = number * (_WEEK if match["unit"][0] in "ws" else 1)
        return _Days(today, today + timedelta(days=days - 1), *match.span())
    sunday = today + timedelta(days=_WEEK - 1 - today.weekday())
    if (match := table["this_week"].search(flat)) is not None:
        return _Days(today, sunday, *match.span())
    if (match := table["next_week"].search(flat)) is not None:
        return _Days(sunday + timedelta(days=1), sunday + timedelta(days=_WEEK), *match.span())
    if (match := table["one_day"].search(flat)) is not None:
        day = named_day(match[0], today)
        return None if day is None else _Days(day, day, *match.span())
    easy = table["easy_week"].search(flat)  # "semaine légère" names the week by itself: seven days from today on
    return None if easy is None else _Days(today, today + timedelta(days=_WEEK - 1), easy.end(), easy.end())


def _from_to(flat: str, today: date) -> _Days | None:
    """ "From Thursday to Sunday", "de jeudi à dimanche"."""
    match = _table()["from_to"].search(flat)
    first, last = (named_day(match[side], today) if match else None for side in ("from", "to"))
    if match is None or first is None or last is None:
        return None
    return _Days(first, last + timedelta(days=_WEEK if last < first else 0), *match.span())


def _until(flat: str, reading: Reading) -> _Days | None:
    """ "Until Friday"; `last` is before today where the words name no day to come."""
    match = _table()["until"].search(flat)
    if match is None:
        return None
    today = reading.now.date()
    last = named_day(match["day"], today) or _date(match["day"], reading) or date.min
    return _Days(today, last, *match.span())


def _date(words: str, reading: Reading) -> date | None:
    found = find_date(words, reading)
    return found.date if found is not None and found.problem in (None, "future") else None


def _over(days: _Days, reading: Reading) -> dict[str, Any]:
    today = reading.now.date()
    first = {} if days.first == today else {"first": days.first.isoformat()}
    return first | ({} if days.last == days.first == today else {"last": days.last.isoformat()})


def _without(flat: str, days: _Days) -> str:
    return " ".join(f"{flat[: days.start]} {flat[days.end :]}".split()).strip(" ,.;:")


def _blank(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


@cache
def _table() -> dict[str, Any]:
    """The expressions of `data/plan_adjustments.json`; `frame` is a list of words. `{name}` is an earlier expression."""
    raw: dict[str, str] = json.loads((files("spotter.language") / "data" / "plan_adjustments.json").read_text("utf-8"))
    words: dict[str, str] = {"weekday": "|".join(sorted(WEEKDAYS, key=len, reverse=True)), "thing": EQUIPMENT_WORDS}
    found: dict[str, Any] = {}
    for name, source in raw.items():
        for known, expression in words.items():
            source = source.replace(f"{{{known}}}", expression)  # noqa: PLW2901
        words[name] = source
        found[name] = frozenset(source.split()) if name == "frame" else re.compile(source)
    return found
