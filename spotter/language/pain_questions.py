"""Questions about what hurts: "can I squat with a sore knee?", "is bench, dips and rows ok for my shoulder?", "how is my knee doing?"."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from spotter.language.body_parts import REGION_WORDS, find_region, region_spans, side_of
from spotter.language.calendar_words import level
from spotter.language.pain import exercise_in
from spotter.language.slots import named_exercise
from spotter.language.understanding import Call, Parse, Reading


def parse_exercise_check(text: str, reading: Reading) -> Parse | None:
    """ "Can I squat with a sore knee?", "is deadlift ok for my back?": a look at what an exercise does to a region."""
    flat = level(text).replace("’", "'")
    if (
        (place := find_region(flat))
        and _phrases()["which"].search(flat)
        and not exercise_in(flat.replace(flat[place[1] : place[2]], " "), reading)
    ):
        return Parse((Call("check_injury_risk", "injury", text.strip(), 0.85, {"region": place[0]}),))
    if len(flat.split()) > 24 or not (
        _phrases()["check"].search(flat) or _phrases()["check_behind"].search(flat) or _phrases()["check_list"].search(flat)
    ):
        return None
    region = find_region(flat)
    several = _listed(flat, reading)
    if region is not None and len(several) > 1:
        return Parse((Call("check_injury_risk", "injury", text.strip(), 0.88, {"exercises": several, "region": region[0]}),))
    exercise = exercise_in(flat, reading)
    if region is None or exercise is None:
        return None
    return Parse((Call("check_exercise", "injury", text.strip(), 0.85, {"exercise": exercise, "region": region[0]}),))


_COMMAS = re.compile(r"\s*(?:[,;/&]|\b(?:and|or|plus|et|ou)\b)\s*")


def _listed(flat: str, reading: Reading) -> list[dict[str, str]]:
    """The exercises of a list, where every one of them is known; else nothing."""
    inner = _phrases()["end_of_list"].sub("", _phrases()["of_a_list"].sub("", flat)).strip(" ?.!,")
    names = [re.sub(r"^(?:(?:my|the|some|les?|la|des|du|mes) |l')", "", name) for name in _COMMAS.split(inner) if name]
    found = [named_exercise(name, reading.locale) for name in names]
    return [one for one in found if one] if len(names) > 1 and None not in found else []


def parse_pain_course(text: str, reading: Reading) -> Parse | None:  # noqa: ARG001 - the signature of every grammar
    """ "How is my left knee doing?", "où en est mon épaule ?": the course of a pain."""
    flat = level(text).replace("’", "'").strip(" ?.!")
    regions = region_spans(flat)
    if not regions or not _phrases()["course"].match(flat):
        return None
    place = regions[0]
    side = side_of(flat, place.start, place.end)
    args: dict[str, Any] = {"region": place.name} | ({"side": side} if side in ("left", "right") else {})
    return Parse((Call("show_pain_course", "injury", text.strip(), 0.9, args),))


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    """The expressions of `data/pain_questions.json`; `<region>` in them is any part of the body."""
    words: dict[str, str] = json.loads((files("spotter.language") / "data" / "pain_questions.json").read_text("utf-8"))
    return {name: re.compile(text.replace("<region>", REGION_WORDS)) for name, text in words.items()}
