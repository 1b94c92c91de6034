"""Corrections of what was eaten: "actually 3 eggs", "no, 200 g of rice", "en fait j'en ai mangé 2", "it was 650 kcal"."""

from __future__ import annotations

import re
from typing import Any

from spotter.language.calendar_words import level
from spotter.language.meal_cuts import read_figures
from spotter.language.meal_item import Item
from spotter.language.meal_items import OTHER, read_items
from spotter.language.meal_speech import language_of, spelled
from spotter.language.understanding import Call, Parse, Reading

_CUES = (
    r"(?:no|nope|non|nan|actually|in fact|en fait|sorry|pardon|oops|oups|correction|i mean|i meant|je voulais dire|make (?:it|that|them)|"
    r"rather|plutot|it (?:was|should be)|that (?:was|should be)|should be|c'etait|there were|il y avait|change (?:it|that) to|corrige|"
    r"wait|mets(?: plutot)?)"
)
_CUE = re.compile(rf"^(?:(?:oh|ah|ok|hmm|euh|er)[\s,]+)*(?:{_CUES}[\s,:.-]+)+(?:(?:to|en|a|only|just|seulement|que)\s+)*")
_ATE = re.compile(
    r"^(?:i (?:actually )?(?:only |just )?(?:had|ate|drank)|j'ai (?:juste |seulement )?(?:mange|pris|bu)|(?:j'en|j'ai) n'ai que)\s+"
    r"(?:only |just |juste |seulement |que )*"
)
_OF_THEM = re.compile(
    r"^(?:i (?:actually )?(?:only |just )?(?:had|ate|drank) (?:only |just )?(?P<n>\d+(?:[.,]\d+)?) of (?:them|those)"
    r"|j'en ai (?:juste |seulement )?(?:mange|pris|bu) (?:que |juste |seulement )?(?P<m>\d+(?:[.,]\d+)?))"
    r"(?: (?:only|seulement|in fact|en fait|finalement|actually))?[ .!]*$"
)
_TAKEN_BACK = re.compile(
    r"^j'en ai (?:mange|pris|bu) \d+(?:[.,]\d+)?[ ,.]*(?:enfin|non|en fait|pardon|plutot)[ ,]*(?P<n>\d+(?:[.,]\d+)?)[ .!]*$"
    r"|^i (?:had|ate|drank) \d+(?:[.,]\d+)? of (?:them|those)[ ,.]*(?:well|no|actually|sorry|i mean)[ ,]*(?P<m>\d+(?:[.,]\d+)?)[ .!]*$"
)
_KCAL_ONLY = re.compile(r"^[\s,]*(?:around|about|environ|plutot|more like|kcal)?[\s,.!]*$")
_AMOUNT = re.compile(r"(?:about |around |environ )?(?P<n>\d{1,4}(?:[.,]\d)?) ?(?P<unit>g|gr|grams?|grammes?|ml)[ .!]*")
_HINT = re.compile(rf"\W*(?:(?:oh|ah|ok|hmm|euh|er)\W+)*(?:{_CUES}|j'en ai|i (?:had|ate|drank))\b")
_LONGEST = 80
_SURE = 0.85


def parse_food_correction(text: str, reading: Reading) -> Parse | None:
    """How much of a food of the last meal it really was, or how many kcal; None unless the clause says that and no more.

    A food without an amount ("no, chicken") is none: it may be another food of the same meal.
    """
    if len(text) > _LONGEST or not _HINT.match(level(text)) or text.rstrip().endswith("?"):
        return None
    flat = spelled(text, language_of(text, reading.locale))
    if back := _TAKEN_BACK.match(flat):
        return _call(text, {"value": _number(back["n"] or back["m"])})
    cue = _CUE.match(flat)
    if cue is None:
        return None
    rest = flat[cue.end() :]
    if of_them := _OF_THEM.match(rest):
        return _call(text, {"value": _number(of_them["n"] or of_them["m"])})
    return _figure(rest, text) or _foods(_ATE.sub("", rest).strip(" .!"), text, reading)


def _figure(rest: str, text: str) -> Parse | None:
    """A correction of the kcal or the amount of the one food that was logged."""
    figures, left = read_figures(rest)
    if figures.keys() == {"kcal"} and _KCAL_ONLY.match(left):
        return _call(text, {"kcal": figures["kcal"]})
    amount = _AMOUNT.fullmatch(rest)
    return _call(text, {"quantity": _number(amount["n"]), "unit": "ml" if amount["unit"] == "ml" else "g"}) if amount else None


def _foods(told: str, text: str, reading: Reading) -> Parse | None:
    """A correction for each food, where every one is known and has its own amount."""
    if OTHER.search(told) or not re.match(r"(?:\d|an? |une? |half|demi)", told):
        return None
    found = read_items(told, language_of(text, reading.locale))
    if not found.items or found.unknown or found.leftover or any(item.dish or item.figures for item in found.items):
        return None
    if any(item.food is None or item.score < _SURE or not item.amount.given or item.amount.count is None for item in found.items):
        return None
    return Parse(tuple(_of_food(item, text) for item in found.items))


def _of_food(item: Item, text: str) -> Call:
    assert item.food is not None
    args: dict[str, Any] = {"food": {"key": item.food.key, "name": item.food.name["en"]}, "quantity": item.amount.count}
    if item.amount.unit:
        args["unit"] = item.amount.unit
    return Call("correct_entry", "nutrition", text.strip(), 0.9, {"target": "meal"} | args)


def _call(text: str, args: dict[str, Any]) -> Parse:
    return Parse((Call("correct_entry", "nutrition", text.strip(), 0.88, {"target": "meal"} | args),))


def _number(digits: str) -> float:
    return float(level(digits).replace(",", "."))
