"""Meals in sentences: "two eggs, toast with butter and a large latte" to `log_meal`."""

from __future__ import annotations

import re
from typing import Any

from spotter.catalogue.food_words import plain
from spotter.language.meal_frame import Frame, read_frame
from spotter.language.meal_items import OTHER, Item, figure_of, read_items
from spotter.language.normalise import normalise
from spotter.language.numbers import words_to_digits
from spotter.language.understanding import Call, Locale, Parse, Question, Reading

_FIGURES = ("kcal", "protein_g", "carbs_g", "fat_g", "fiber_g")
_FRENCH = re.compile(r"\b(?:j'ai|mange|bu|pris|une?|des|du|de|avec|et|ce midi|tranches?|oeufs?|verre|midi|soir)\b")
_QUESTION = {
    "en": "I don't know {name}. About how many calories did it have, or what was in it?",
    "fr": "Je ne connais pas {name}. Combien de calories environ, ou qu'y avait-il dedans ?",
}
_BARE_SURE = 0.8
_TOLD_SURE = 0.65  # "I had ..." is said of many things


def parse_meal(text: str, reading: Reading) -> Parse | None:
    """The meal that the text tells of as a `log_meal` call; None where nobody ate anything.

    A food that nobody knows is never guessed: the rest of the meal is logged and one question asks for it.
    """
    flat = _spelled(normalise(text), reading.locale)
    frame = read_frame(flat, reading)
    if frame is None or not frame.food_text:
        return None
    found = read_items(frame.food_text)
    if not found.items and not (frame.told and found.unknown):
        return None
    if not frame.told and not _is_clearly_food(found.items, found.unknown, found.leftover):
        return None
    if found.items and not frame.meal and max(item.score for item in found.items) < (_BARE_SURE if OTHER.search(flat) else _TOLD_SURE):
        return None
    question = _ask(found.unknown, text, reading.locale) if found.unknown else None
    if not found.items:
        return Parse((), tuple(found.leftover), question) if frame.meal and not OTHER.search(flat) else None
    return Parse((_call(frame, found.items, text),), tuple(found.leftover), question)


def _spelled(text: str, locale: Locale) -> str:
    flat = plain(text)
    french = locale == "fr" or len(_FRENCH.findall(flat)) >= 2
    for sign, digits in {"1⁄2": "1/2", "1⁄4": "1/4", "3⁄4": "3/4", "1⁄3": "1/3", "2⁄3": "2/3"}.items():
        flat = flat.replace(sign, digits)
    return words_to_digits(flat, "fr" if french else "en")


def _is_clearly_food(items: list[Item], unknown: list[str], leftover: list[str]) -> bool:
    """A bare list: every word group is a food, and amounts or several foods show that it is a meal."""
    if unknown or leftover or not items:
        return False
    sure = all(item.score >= _BARE_SURE for item in items)
    measured = sum(item.amount.given or bool(item.figures) for item in items)
    return sure and (measured >= 1 or len(items) >= 2)


def _ask(unknown: list[str], text: str, locale: Locale) -> Question:
    return Question(text, _QUESTION[locale].format(name=unknown[0]), "log_meal")


def _call(frame: Frame, items: list[Item], text: str) -> Call:
    args = {"eaten_at": frame.eaten_at.isoformat(), "meal": frame.meal, "items": [_as_item(item) for item in items]}
    confidence = min(0.98, 0.6 + 0.4 * min(item.score for item in items))
    return Call("log_meal", "nutrition", text, round(confidence, 2), args)


def _as_item(item: Item) -> dict[str, Any]:
    food = {"key": item.food.key if item.food else None, "name": item.food.name["en"] if item.food else item.name}
    known = item.food is not None
    figures = {name: round(figure_of(item, name), 1) if known or name in item.figures else None for name in _FIGURES}
    grams = None if item.grams is None else round(item.grams, 1)
    count = 1.0 if item.amount.count is None else round(item.amount.count, 3)
    return {"food": food, "quantity": count, "unit": item.amount.unit or "piece", "grams": grams} | figures
