"""Meals in sentences: "two eggs, toast with butter and a large latte" to `log_meal`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from spotter.catalogue.exercise_mention import find_exercise_mention
from spotter.coaching.limits import METRICS, is_plausible
from spotter.coaching.nutrition import FIGURES
from spotter.language.meal_amounts import Amount
from spotter.language.meal_frame import MEAL_NAMES, Frame, read_frame
from spotter.language.meal_item import Item, figure_of
from spotter.language.meal_item import Reading as Foods
from spotter.language.meal_items import OTHER, read_items
from spotter.language.meal_parts import meals_told
from spotter.language.meal_speech import language_of, spelled
from spotter.language.meal_totals import stated_meal
from spotter.language.meal_without import leaves_out
from spotter.language.slots import is_exercise
from spotter.language.understanding import Call, Locale, Parse, Question, Reading

_QUESTION = {
    "en": "I don't know {name}. About how many calories did it have, or what was in it?",
    "fr": "Je ne connais pas {name}. Combien de calories environ, ou qu'y avait-il dedans ?",
}
_WHICH_DAY = {"en": "Which day was that meal?", "fr": "C'était quel jour, ce repas ?"}
_NO_LINKS = {
    "en": "I can't open links. What did you eat, in words?",
    "fr": "Je ne peux pas ouvrir de liens. Tu as mangé quoi, avec des mots ?",
}
_MEAL = {"en": "meal", "fr": "repas"}
_IS_MEAL = re.compile(MEAL_NAMES)
_LINK = re.compile(r"https?:/|\bwww\.|\]\(", re.IGNORECASE)
_BARE_SURE = 0.8
_FOOD_SURE = 0.9
_BAR = re.compile(r"(?:the |just |only |empty |\d+ )*(?:bars?|plates?|barre)(?! of| de)\b")  # of the gym
_MEAL_FIRST = re.compile(rf"^(?:{MEAL_NAMES})\s+(?=[a-z])")
_LED_IN = re.compile(
    r"^(?:i'?m|i am|we'?re) (?!mak|cook|buy|crav|think|go|plan|want|need|avoid|skip|miss|cut|giv|try|hop|consider)\w+ing "
    r"(?:on |some )?(?=\d|an?\b)|"
    r"^(?:i|we) (?!need|want|wast|drop|skip|avoid|stopp|crav|lik|lov|hat|plan)\w+ed"
    r"(?: \w+){0,3}? (?:with|on|to|into|down) (?=\d|an?\b|some\b)"
)
_NOT_TAKEN = re.compile(  # in a list without "I had": what was bought, given away, cooked for others or wished for
    r"\b(?:you|he|she|they|need|needs|want|like|love|loves|hate|hates|get|go|going|buy|bought|gave|give|crav\w+|cook|cooking|"
    r"allerg\w+|intoler\w+|out of|tu|il|elle|vous|ils|achete\w*|aime|adore|deteste|veux|envie|courses|groceries|shopping)\b"
)
_SAID = re.compile(
    r"\b(?:i|we|me|my|is|are|am|was|were|been?|do|does|did|can|will|not|got|make|made|this|that|it|it's|to|about|je|j'\w+|nous|est|suis|"
    r"pas|que|qui|ca|ce|mon|ma|mes|rep|set|series?|workout|training|day|days|week|kg|km|min|minutes?|kid|kids|son|daughter|wife|husband)\b"
)
_JOINER = re.compile(r"^(?:[\s,;.+&-]|\b(?:and|then|plus|also|et|puis|ensuite|aussi)\b)+")
_NAMED_SURE = 0.99
_LONG_NAME = 3  # words
_OWNED_SURE = 0.95  # "I have ..." tells what stands around as well as what is on the plate: no slips of a letter
_WATER = "water"
_TOLD_SURE = 0.65  # "I had ..." is said of many things


def parse_meal(text: str, reading: Reading) -> Parse | None:
    """The meals that the text tells of, a `log_meal` call each; None where nobody ate anything.

    A food that nobody knows is never guessed: the rest of the meal is logged and one question asks for it.
    """
    parts = [(clause, _one_meal(clause, told, reading)) for clause, told in meals_told(text) if clause.strip(" .,;")]
    found = [parse for _, parse in parts if parse]
    if len(found) < 2 and len(parts) > 1:
        return _one_meal(text, text, reading)
    if not found:
        return None
    left = [part for part, parse in parts if not parse] + [rest for parse in found for rest in parse.leftover]
    question = next((parse.question for parse in found if parse.question), None)
    return Parse(tuple(call for parse in found for call in parse.calls), tuple(left), question)


def is_food(text: str, locale: Locale) -> bool:
    """Whether words told beside a workout are nothing but food: "80 g of oats", "then a banana"."""
    flat = _JOINER.sub("", spelled(text, language_of(text, locale))).strip(" ,.;!\n")
    if not re.search(r"[a-z]{3}", flat) or OTHER.search(flat) or _BAR.match(flat):
        return False
    found = read_items(flat, locale)
    return bool(found.items) and not found.unknown and not found.leftover and min(item.score for item in found.items) >= _FOOD_SURE


def _one_meal(text: str, told: str, reading: Reading) -> Parse | None:
    flat = spelled(told, language_of(text, reading.locale))
    frame = read_frame(flat, reading)
    if frame is not None and not frame.told and (lead := _LED_IN.match(frame.food_text)):
        frame = replace(frame, food_text=frame.food_text[lead.end() :])  # "I relaxed with 28 g of nuts": any verb, where food alone follows
    if frame is not None and not frame.told and frame.meal and (named := _MEAL_FIRST.match(frame.food_text)):
        frame = replace(frame, food_text=frame.food_text[named.end() :])  # "lunch chicken sandwich and a coke"
    if frame is None or not frame.food_text or (frame.told and not frame.meal and is_exercise(frame.food_text)):
        return None  # the last: "add curls"
    if _LINK.search(text):
        return Parse(question=Question(text, _NO_LINKS[reading.locale], "log_meal")) if frame.ate or (frame.told and frame.meal) else None
    stated = stated_meal(flat)
    parse = _foods(frame, flat, text, reading) if stated is None else Parse((_call(frame, [_meal_of(stated, reading)], text),))
    if parse and parse.calls and frame.no_day:
        return Parse((), parse.leftover, Question(text, _WHICH_DAY[reading.locale], "log_meal"))
    return parse


def _meal_of(figures: dict[str, float], reading: Reading) -> Item:
    """A meal of which only the figures are told."""
    return Item(_MEAL[reading.locale], None, Amount(), None, 0.9, figures)


def _foods(frame: Frame, flat: str, text: str, reading: Reading) -> Parse | None:
    locale = language_of(text, reading.locale)
    found = read_items(frame.food_text, locale)
    if not found.items and not (frame.told and found.unknown):
        return None
    if any(_IS_MEAL.fullmatch(item.name) for item in found.items):
        return None  # "a 600 kcal dinner" names no food
    if not (_is_surely_food(found) if frame.owned else frame.told or _is_clearly_food(found, frame.food_text)):
        return None
    if found.items and not frame.meal and max(item.score for item in found.items) < (_BARE_SURE if OTHER.search(flat) else _TOLD_SURE):
        return None
    question = _ask(found.unknown, text, reading.locale) if found.unknown else None
    if not found.items:
        return (
            Parse((), tuple(found.leftover), question)
            if (frame.meal or (frame.ate and not frame.owned)) and not OTHER.search(flat)
            else None
        )
    return Parse(_calls(frame, found.items, text), tuple(found.leftover), question)


def _is_surely_food(found: Foods) -> bool:
    """Whether what somebody has is food for sure: "I have a sofa" is not."""
    return all(item.score >= _OWNED_SURE for item in found.items)


def _is_clearly_food(found: Foods, text: str) -> bool:
    """A bare list: foods by their full names, with amounts, several foods or a full name ("black coffee") to show that it is a meal.

    Beside a measured or counted food, one that nobody knows may stand, if nothing in it is said rather than eaten.
    """
    items = found.items
    if found.leftover or not items or not all(item.sure for item in items) or _NOT_TAKEN.search(text):
        return False
    if found.unknown and (_SAID.search(text) or any(find_exercise_mention(name.split()) for name in found.unknown)):
        return False
    measured = sum(item.amount.given or bool(item.amount.size or item.figures) or leaves_out(text) for item in items)
    if found.unknown:
        return measured >= len(found.unknown) or len(items) >= 2 * len(found.unknown)
    is_short_name = items[0].name == text and len(text.split()) < _LONG_NAME
    least = _NAMED_SURE if is_short_name else _BARE_SURE
    named = items[0].score >= least and _same_words(items[0].name, text) and " " in text
    return measured >= 1 or len(items) >= 2 or named


def _same_words(name: str, text: str) -> bool:
    return name.split() == [word for word in text.split() if word not in ("and", "et", "with", "avec", "&")]


def _ask(unknown: list[str], text: str, locale: Locale) -> Question:
    return Question(text, _QUESTION[locale].format(name=unknown[0]), "log_meal")


def _calls(frame: Frame, items: list[Item], text: str) -> tuple[Call, ...]:
    """The foods as a meal; water as what was drunk of it."""
    foods = [item for item in items if item.food is None or item.food.key != _WATER]
    millilitres = round(sum(item.grams or 0.0 for item in items if item not in foods))
    meal = (_call(frame, foods, text),) if foods else ()
    if not millilitres or not is_plausible(METRICS["hydration"].limit, millilitres):
        return meal
    args = {
        "metric": "hydration",
        "value": millilitres,
        "unit": METRICS["hydration"].unit,
        "at": frame.eaten_at.isoformat(timespec="seconds"),
    }
    return (*meal, Call("log_metric", "progress", text, 0.95, args))


def _call(frame: Frame, items: list[Item], text: str) -> Call:
    args = {"eaten_at": frame.eaten_at.isoformat(), "meal": frame.meal, "items": [item_args(item) for item in items]}
    confidence = min(0.98, 0.6 + 0.4 * min(item.score for item in items))
    return Call("log_meal", "nutrition", text, round(confidence, 2), args)


def item_args(item: Item) -> dict[str, Any]:
    """A food of a meal as an item of `log_meal`."""
    food = {"key": item.food.key if item.food else None, "name": item.food.name["en"] if item.food else item.name}
    known = item.food is not None
    figures = {name: round(figure_of(item, name), 1) if known or name in item.figures else None for name in FIGURES}
    grams = None if item.grams is None else round(item.grams, 1)
    count = 1.0 if item.amount.count is None else round(item.amount.count, 3)
    left_out = {"without": list(item.without)} if item.without else {}
    return {"food": food, "quantity": count, "unit": item.amount.unit or "piece", "grams": grams} | figures | left_out
