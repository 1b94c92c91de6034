"""Rehab in a clause: "physio gave me 3x15 external rotations daily", "did my rehab", "arrête ma rééduc".

Only what is told to be rehab or a professional's is taken: a bare "3x15 external rotations" is a workout.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spotter.language.body_parts import find_region
from spotter.language.calendar_words import level
from spotter.language.dates import find_date
from spotter.language.goals import deadline_of
from spotter.language.numbers import words_to_digits
from spotter.language.slots import named_exercise
from spotter.language.understanding import Call, Parse, Reading

_LONGEST = 40  # words
_JOINTS = re.compile(r"\s*(?:[,;+&]|\b(?:and|plus|et|puis|then)\b)\s*")
_FILLERS = re.compile(
    r"^(?:(?:of|de|d'|des|du|the|some|my|les|le|la|a|an|un|une|reps?|sur|on|each|for) ?)+"
    r"|(?: (?:of|de|a|each|each side|per side|par cote|for my|for|pour))+$"
)
_NO_NAME = re.compile(r"^(?:(?:my|mes|ma|les|the|all|tous) )*(?:exercices?|exos|seance|exercises?|work)$")  # "mes exos de kiné"
_FOR = re.compile(r"\b(?:for|pour) (?:my |the |mon |ma |le |la |l')?(?:left |right )?(?P<place>[a-z ]+?)(?: gauche| droite?)?$")


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The expressions of `data/rehab_words.json`; `<rehab>`, `<work>` and `<giver>` in them are expressions of their own.

    `often` are how often a week something is due, with their words.
    """

    rehab: str
    work: str
    gave: re.Pattern[str]
    is_: re.Pattern[str]
    add: re.Pattern[str]
    done: tuple[re.Pattern[str], ...]
    stop: tuple[re.Pattern[str], ...]
    show: re.Pattern[str]
    often: tuple[tuple[int, re.Pattern[str]], ...]
    often_a_week: re.Pattern[str]
    until: re.Pattern[str]
    dose: re.Pattern[str]
    load: re.Pattern[str]


@cache
def _phrases() -> _Phrases:
    words = json.loads((files("spotter.language") / "data" / "rehab_words.json").read_text("utf-8"))

    def pattern(text: str) -> re.Pattern[str]:
        work = text.replace("<work>", words["work"])
        return re.compile(work.replace("<rehab>", words["rehab"]).replace("<giver>", words["giver"]))

    single = ("gave", "add", "show", "often_a_week", "until", "dose", "load")
    return _Phrases(
        rehab=words["rehab"],
        work=words["work"],
        **{name: pattern(words[name]) for name in single},
        is_=pattern(words["is"]),
        done=tuple(map(pattern, words["done"])),
        stop=tuple(map(pattern, words["stop"])),
        often=tuple((times, pattern(rf"[\s,]*\b(?:{text})\b")) for times, text in words["often"]),
    )


def parse_rehab(text: str, reading: Reading) -> Parse | None:
    """A rehab that is kept, ticked off, ended or asked about; None for anything else."""
    flat = level(words_to_digits(text, reading.locale)).replace("’", "'").strip(" .!")
    if len(flat.split()) > _LONGEST:
        return None
    phrases = _phrases()
    if phrases.show.match(flat):
        return _one("show_injuries", text, {})
    if "?" in text:
        return None
    for tool, patterns, read in (("stop_rehab", phrases.stop, _stopped), ("log_rehab", phrases.done, _done)):
        for pattern in patterns:
            match = pattern.match(flat)
            args = read(match, reading) if match else None
            if args is not None:
                return _one(tool, text, args)
    return _given(text, flat, reading)


def _one(tool: str, text: str, args: dict[str, Any]) -> Parse:
    return Parse((Call(tool, "injury", text.strip(), 0.92, args),))


def _stopped(match: re.Match[str], reading: Reading) -> dict[str, Any] | None:
    named = re.sub(r" (?:from|off|of|de)\s*$", "", match["named"]).strip()
    if not named or _is_rehab(named):
        return {}
    found = _names(named, reading)
    return {"exercises": found} if found else None


def _is_rehab(named: str) -> bool:
    phrases = _phrases()
    return re.fullmatch(phrases.work.replace("<rehab>", phrases.rehab), named) is not None


def _done(match: re.Match[str], reading: Reading) -> dict[str, Any] | None:
    groups = match.groupdict()
    named = re.sub(r" (?:for|pour|de)\s*$", "", groups.get("named") or "").strip()
    named = _NO_NAME.sub("", named)
    found = _names(named, reading) if named else []
    rest = (groups.get("rest") or "").strip(" ,.!")
    span = find_date(rest, reading) if rest else None
    left = f"{rest[: span.start]} {rest[span.end :]}" if span else rest
    if found is None or re.sub(r"\b(?:for|on|the|this|today|aujourd'hui|ce|matin|morning|soir|evening|pour|too|aussi)\b", "", left).strip(
        " ,.!"
    ):
        return None
    args: dict[str, Any] = {"exercises": found} if found else {}
    return args | ({"date": span.date.isoformat()} if span else {})


def _names(text: str, reading: Reading) -> list[dict[str, str]] | None:
    """The exercises that a list names; None where one of them is none."""
    found = [named_exercise(re.sub(r"^(?:my|the|les|mes|la|le) ", "", name), reading.locale) for name in _JOINTS.split(text) if name]
    return None if None in found else [one for one in found if one]


def _given(text: str, flat: str, reading: Reading) -> Parse | None:
    phrases = _phrases()
    gave = phrases.gave.match(flat)
    match = gave or phrases.is_.match(flat) or phrases.add.match(flat)
    if match is None:
        return None
    what = match["what"] + (match.groupdict().get("rest") or "")
    args: dict[str, Any] = {"told_by": "physio" if gave else "self"}
    what, args["per_week"] = how_often(what)
    if until := phrases.until.search(what):
        deadline = deadline_of(f"by {until['when']}", reading) or deadline_of(until[0], reading)
        if deadline:
            args["until"] = deadline["deadline"]
            what = what[: until.start()]
    if (place := _FOR.search(what.strip(" ,."))) and (region := find_region(place["place"])):
        args["region"] = region[0]
        what = what[: place.start()]
    doses = [_dose(item, reading) for item in _JOINTS.split(what.strip(" ,.:")) if item.strip(" ,.")]
    if not doses or any(dose is None for dose in doses):
        return None
    return _one("set_rehab", text, {name: value for name, value in args.items() if value is not None} | {"exercises": doses})


def how_often(what: str) -> tuple[str, int | None]:
    """The text without how often a week something is due, and that number; None where it is not told."""
    for times, pattern in _phrases().often:
        if pattern.search(what):
            return pattern.sub(" ", what).strip(), times
    if match := _phrases().often_a_week.search(what):
        return (what[: match.start()] + what[match.end() :]).strip(" ,"), {"once": 1, "twice": 2}.get(match["n"]) or int(match["n"])
    return what, None


def _dose(item: str, reading: Reading) -> dict[str, Any] | None:
    """One exercise with its dose; None where there is neither a known name nor a dose."""
    dose: dict[str, Any] = {}
    load = _phrases().load.search(item)
    if load:
        kg = float(load["kg"].replace(",", ".")) * (0.45359237 if load["unit"][0] in "lp" else 1)
        dose["load_kg"] = round(kg, 3)
        item = item[: load.start()] + item[load.end() :]
    match = _phrases().dose.search(item)
    if match:
        amount, unit = int(match["n"] or match["only"]), match["unit"] or match["only_unit"] or "reps"
        dose["sets"] = int(match["sets"]) if match["sets"] else None
        dose |= {"reps": amount} if unit.startswith("r") else {"duration_s": amount * (60 if unit.startswith("m") else 1)}
        item = item[: match.start()] + " " + item[match.end() :]
    name = _FILLERS.sub("", re.sub(r"\s+", " ", item).strip(" ,.:-")).strip()
    known = named_exercise(name, reading.locale)
    if not name or re.search(r"\d", name) or (known is None and match is None):
        return None
    return {"exercise": known or {"key": None, "name": name}, **{key: value for key, value in dose.items() if value is not None}}
