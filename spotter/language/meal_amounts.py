"""How much of a food: the amount in front of its name, and what that weighs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spotter.catalogue.food import Food
from spotter.language.meal_words import ALIKE, DECOR, FALLBACK, GRAMS, MILLILITRES, SIZE_NAMES, SIZES, UNITS

_NUMBER = r"\d+(?:[.,]\d+)?"
_COUNT = re.compile(
    rf"^(?:(?P<whole>\d+) (?:and )?)?(?P<a>\d+) ?/ ?(?P<b>\d+)(?!\d)\s*|^(?P<n>{_NUMBER})(?: ?(?:-|to|"
    rf"a) ?(?P<to>{_NUMBER}))?\s*(?:x\s+|x(?=\d))?"
)
_FEW = re.compile(r"^(?:an? |my )?(?:few|several|handful or so|quelques)\b(?: of)?\s*")
_INCHES = re.compile(r"^(\d+)[- ]?(?:inch(?:es)?|\")\s+(?=(?:[\w-]+ ){0,3}(?:sub|sandwich|hoagie))")
_ARTICLE = re.compile(r"^(?:an?|one|une?|the|some|my|du|de la|des|le|la|les|l'|de l'|d'|another|du)\b ?'?")
_UNIT = re.compile(rf"^(?:{'|'.join(sorted((re.escape(word) for word in UNITS), key=len, reverse=True))})(?![\w%])\.?\s*")
_SIZE = re.compile(rf"^(?:{'|'.join(sorted(SIZES, key=len, reverse=True))})(?:[- ]sized?)?\b[\s,]*")
_NO_SIZE = re.compile(r"(?:crust|grain|curd|egg white|mac\b|tasty\b|suisse|pois|beurre|pain|ecolier|marnier|wheats)")
_SKIPPED = re.compile(
    rf"^(?:{'|'.join(sorted((re.escape(w) for w in DECOR), key=len, reverse=True))}|of|full|worth|single[- ]serving|[\w]+-sized|"
    rf"(?!(?:philly|jelly|belly|family)\b)[\w-]+ly)\b[\s,]*|^d'"
)
_EXTRA = re.compile(
    r"^(?:some )?(?:extra|double|a lot of|lots of) (?=[a-z])"
    r"(?!large|virgin|lean|light|firm|dark|dry|cheeseburger|cream|espresso|whopper|quarter|patty|stack|decker|chocolate)"
)
_WHOLE_FOOD = re.compile(r"(?:milk|wheat|grain|meal|fat|oats?|greek|yogh?urt|bean|egg)\b")
_WHOLE = re.compile(r"^whole (?=(?:\w+ )(?:of|de)\b)")
_HALF = 0.5
_FEW_SMALL, _SMALL_G = 10.0, 3.0  # "a few" nuts are more than a few cookies


@dataclass(slots=True)
class Amount:
    """`count` times `unit` (None: pieces) of `size`; `weight_g` or `volume_ml` where the person measured it."""

    count: float | None = None
    unit: str | None = None
    size: str | None = None
    measured: float | None = None
    given: bool = False
    few: bool = False


def read_amount(text: str) -> tuple[Amount, str]:
    """The amount at the beginning of the text and the rest of it."""
    amount, rest = Amount(), text.strip()
    for _ in range(12):
        shorter = _step(amount, rest)
        if shorter is None or shorter == rest:
            break
        rest = shorter
    return amount, rest.strip(" ,.;:-")


def _step(amount: Amount, rest: str) -> str | None:  # noqa: PLR0911
    if amount.count is None and (match := _FEW.match(rest) or _EXTRA.match(rest)):
        amount.few = match.re is _FEW
        amount.count, amount.given = 3.0 if amount.few else 2.0 if match[0].strip() == "double" else 1.0, True
        return rest[match.end() :]
    if match := _INCHES.match(rest):
        amount.count, amount.given = float(match[1]) // 12 or 1.0, True
        return rest[match.end() :]
    if match := _COUNT.match(rest):
        value, after = _value(match), rest[match.end() :]
        unit = _UNIT.match(after.lstrip("- "))
        if re.match(r"%|st\b|nd\b|rd\b|th\b", after) or (not unit and re.match(r"[a-z]\d|(?:mg|mm)\b|-(?!\d|inch)", after)):
            return None
        if unit:
            return _measured(amount, value, UNITS[_bare(unit[0])], after.lstrip("- ")[unit.end() :])
        amount.count = value * (amount.count or 1)
        amount.given = True
        return after
    if match := _ARTICLE.match(rest):
        if amount.count is None and match[0].strip() in ("a", "an", "one", "un", "une", "another"):
            amount.count, amount.given = 1.0, True
        return rest[match.end() :]
    if (match := _SIZE.match(rest)) and amount.size is None and not _NO_SIZE.match(rest[match.end() :]):
        amount.size = re.sub(r"[- ]sized?$", "", match[0].strip(" ,"))
        return rest[match.end() :]
    if (
        (match := _UNIT.match(rest))
        and amount.unit is None
        and rest[match.end() :].strip()
        and _is_unit_here(match[0], rest[match.end() :])
    ):
        amount.unit = UNITS[_bare(match[0])]
        amount.given = True
        return re.sub(r"^(?:of|de|d'|du)\b\s*'?", "", rest[match.end() :])
    match = _SKIPPED.match(rest) or _WHOLE.match(rest)
    return rest[match.end() :] if match else None


def _is_unit_here(unit: str, after: str) -> bool:
    word = _bare(unit)
    if word in ("g", "l", "kg", "oz", "part", "half", "once", "order", "drop", "spread", "touch") and not re.match(r"of\b|de\b|d'", after):
        return word == "half"
    if word in (
        "roll",
        "bar",
        "patty",
        "filet",
        "fillet",
        "barre",
        "barres",
        "bars",
        "leaf",
        "bowl",
        "strip",
        "link",
        "pot",
        "whole",
        "bit",
        "little",
        "pat",
    ):
        is_bare = word in ("whole", "little") and not _UNIT.match(after) and not _WHOLE_FOOD.match(after)
        return is_bare or bool(re.match(r"of\b|de\b|d'", after))
    return True


def _bare(unit: str) -> str:
    word = unit.strip()
    return word if word in UNITS else word.strip(". ")


def _measured(amount: Amount, value: float, unit: str, rest: str) -> str:
    if unit in GRAMS or unit in MILLILITRES:
        amount.measured, amount.unit = value * (amount.count or 1.0), unit
        amount.count = value
    else:
        amount.count, amount.unit = value * (amount.count or 1.0), amount.unit if amount.measured else unit
    amount.given = True
    rest = re.sub(r"^(?:of|de|d'|du)\b\s*'?", "", rest)
    if amount.measured and (container := _UNIT.match(rest)) and _is_unit_here(container[0], rest[container.end() :]):
        rest = re.sub(r"^(?:of|de|d')\b\s*'?", "", rest[container.end() :])
    return rest


def _value(match: re.Match[str]) -> float:
    if match["a"]:
        return float(match["whole"] or 0) + float(match["a"]) / max(float(match["b"]), 1.0)
    low = float(match["n"].replace(",", "."))
    high = float(match["to"].replace(",", ".")) if match["to"] else low
    return (low + high) / 2 if high > low else low


def grams_of(amount: Amount, food: Food) -> float:
    """What the amount of this food weighs; the food's usual portion where nothing is said."""
    if amount.measured is not None and amount.unit in GRAMS:
        if amount.unit == "oz" and _is_drink(food):
            return amount.measured * 29.57 * (food.density_g_per_ml or 1.0)
        return amount.measured * GRAMS[amount.unit]
    if amount.measured is not None and amount.unit in MILLILITRES:
        return amount.measured * MILLILITRES[amount.unit] * (food.density_g_per_ml or 1.0)
    one, count = _one(amount, food), 1.0 if amount.count is None else amount.count
    return one * (_FEW_SMALL if amount.few and amount.unit is None and one < _SMALL_G else count)


def _is_drink(food: Food) -> bool:
    return "glass" in food.portions or food.default_portion in ("glass", "can", "bottle", "fl oz")


def _one(amount: Amount, food: Food) -> float:  # noqa: PLR0911
    portions, size = food.portions, amount.size and SIZE_NAMES.get(amount.size, amount.size)
    if amount.unit in MILLILITRES:
        return MILLILITRES[amount.unit] * (food.density_g_per_ml or 1.0)
    if amount.unit in GRAMS:
        return GRAMS[amount.unit]
    factor = SIZES.get(amount.size or "", 1.0)
    if amount.unit is None:
        return _piece(amount, food, size, factor)
    if size in portions and size is not None and amount.unit in ("serving", "package", "container"):
        return portions[size]
    names = [amount.unit, *ALIKE.get(amount.unit, [])]
    for name in ([f"{size} {name}" for name in names] if size else []) + names:
        if name in portions:
            return portions[name] * (factor if size and not name.startswith(size) else 1.0)
    if amount.unit in ("piece", "serving", "half"):
        return _piece(amount, food, size, factor) * (0.5 if amount.unit == "half" else 1.0)
    grams = FALLBACK.get(amount.unit, portions.get(food.default_portion, 100.0))
    if amount.unit == "cup" and food.protein_g > 15:
        grams = 135.0  # meat, fish and cheese in pieces
    if amount.unit in ("cup", "glass", "mug", "can", "bottle", "bowl") and food.density_g_per_ml:
        grams = {"cup": 240, "glass": 240, "mug": 240, "can": 355, "bottle": 500, "bowl": 350}[amount.unit] * food.density_g_per_ml
    return grams * factor


def _piece(amount: Amount, food: Food, size: str | None, factor: float) -> float:
    portions = food.portions
    if size and size in portions:
        return portions[size]
    if amount.size in portions:
        return portions[amount.size]
    default = portions.get(food.default_portion, 100.0)
    if amount.count == _HALF and "half" in portions:
        return 2 * portions["half"] * factor
    if amount.count is not None and amount.count < 1 and food.default_portion in ("piece", "slice", "wedge", "serving", "cup", "quarter"):
        whole = next((portions[name] for name in ("whole", "medium") if name in portions), default)
        default = max(default, whole)  # half a melon is no half slice
    if amount.given and amount.count is not None and amount.count <= 1 and "pizza" in portions:
        return portions.get(f"{size} pizza", portions["pizza"])
    if (
        amount.count is not None
        and amount.count != 1
        and food.default_portion in ("cup", "serving", "handful", "bowl", "tbsp", "plate", "glass")
    ):
        default = next((portions[name] for name in ("piece", "medium", "slice", food.key.rsplit("_", 1)[-1]) if name in portions), default)
    elif amount.count == 1 and food.default_portion in ("cup", "handful"):
        default = next((portions[name] for name in ("piece", "medium") if name in portions), default)
    return default * factor
