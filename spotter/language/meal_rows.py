"""Foods in a row without commas: "chicken rice broccoli", "2 sausages 2 eggs beans", "chicken 200g rice 150g", "soup 1 can"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from spotter.catalogue.food_search import resolve_food
from spotter.catalogue.food_words import is_light, stem, take_apart
from spotter.language.meal_amounts import Amount, read_amount
from spotter.language.meal_cuts import Piece, read_piece
from spotter.language.meal_words import BUILT, MILLILITRES, ROW_HEADS, UNITS
from spotter.language.understanding import Locale

_ON_FRENCH = re.compile(r" (?:au|aux|a la|a l') ?")
_VESSELS = (
    r"bowls?|plates?|cups?|glass(?:es)?|boxe?s?|cans?|tins?|bottles?|slices?|pieces?|portions?|servings?|bags?|packets?|tubs?|assiettes?|"
    r"bols?|verres?|boites?|parts?|tranches?|poignees?|handfuls?|scoops?|pots?"
)
_SIZE = r"(?:big|large|small|medium|huge|grande?|petite?|grosse?|full|takeout|takeaway) "
_INNER = re.compile(
    r"(?<=[a-z%])\s+(?=(?:x ?)?\d+(?:[.,/]\d+)?(?!\d|[.,/]\d| ?%|[a-z]*\d)|(?:small|medium|large) [a-z]{3})|"
    rf"(?<=[a-z%])\s+(?:an? |une? )?(?:{_SIZE})?(?:{_VESSELS})(?= ?$| (?:et|and)\b)"
)
_PLACE = re.compile(r" (?:from|at|chez) .+$")
_CUT_AS = re.compile(
    r" (?P<unit>slices?|spears?|sticks?|wedges?|cubes?|pieces?|chunks?|squares?|strips?|tranches?|morceaux?|carres?|bowl|cup|can|packet|"
    r"pouch|serving|portion|portions)$"
)
_TAKEN_OUT = re.compile(r"\b(?:takeout|takeaway|whole|full) ")
_SURE_NAME, _FULL_NAME, _EXACT_NAME = 0.8, 0.95, 0.985
_LONGEST_ROW = 8


def parts_of(piece: Piece, locale: Locale) -> list[Piece]:
    """The foods that a piece names, each with its amount: one, or several in a row."""
    parts = [told_simply(part, locale) for part in _at_numbers(piece, locale)] or [piece]
    return [food for part in parts for food in _in_row(part, locale)]


def _in_row(piece: Piece, locale: Locale) -> list[Piece]:
    match = resolve_food(piece.name, locale=locale)
    if piece.amount.measured is not None or (match and match.score >= _FULL_NAME):
        return [piece]
    names, joint = _side_by_side(piece.name, locale), "weak"
    if match and match.score >= _SURE_NAME and len(names) < 3:
        return [piece]
    if not names and _is_on_french(piece.name, locale):
        names, joint = _ON_FRENCH.split(piece.name), "top"
    if len({food.food.key for name in names if (food := resolve_food(name, locale=locale))}) < 2:
        names, joint = [] if match and match.full else built_of(piece.name, locale), "top"
    elif set(take_apart(names[0]).words) & BUILT:
        joint = "top"  # "poke bowl salmon avocado"
    if not names:
        return [piece]  # "krispy kreme glazed donut" is one
    return [
        Piece(one, joint if at else piece.joint, Amount() if at else piece.amount, one, {}, () if at else piece.without)
        for at, one in enumerate(names)
    ]


def built_of(name: str, locale: Locale) -> list[str]:
    """A dish nobody keeps and what is in it beside the name it has: "turkey avocado sandwich" as a turkey sandwich and avocado."""
    words = name.split()
    if not 2 <= len(words) <= _LONGEST_ROW or stem(words[-1]) not in BUILT or not is_full_name(words[-1], locale):
        return []
    before = " ".join(words[:-1])
    parts = [before] if is_full_name(before, locale) else _side_by_side(before, locale)
    for part in parts:
        dish = resolve_food(f"{part} {words[-1]}", locale=locale)
        if dish is not None and dish.full and dish.score >= _SURE_NAME:
            return [f"{part} {words[-1]}", *(other for other in parts if other != part)]
    return [words[-1], *parts] if parts else []


def is_full_name(name: str, locale: Locale) -> bool:
    """Whether the words are a food's name and no less: no size, no descriptor alone."""
    found = None if not name or is_light(stem(name)) else resolve_food(name, locale=locale)
    return found is not None and found.score >= _FULL_NAME


def is_sure_name(name: str, locale: Locale) -> bool:
    """Whether the words name a food, descriptors aside."""
    found = resolve_food(name, locale=locale)
    return found is not None and (found.score >= _SURE_NAME or found.full)


def told_simply(piece: Piece, locale: Locale) -> Piece:
    """The piece without the place it is from and with "spears" of "pickle spears" as its unit, where it names no food as it stands."""
    for pattern in (_PLACE, _CUT_AS):
        found = pattern.search(piece.name)
        if found and not is_sure_name(piece.name, locale) and is_sure_name(piece.name[: found.start()], locale):
            amount = piece.amount
            if pattern is _CUT_AS and amount.unit is None and amount.measured is None:
                amount = replace(amount, unit=UNITS[found["unit"]])
            piece = replace(piece, name=piece.name[: found.start()], amount=amount)
    return piece


def decorated_name(name: str) -> str:
    """The last two words of a name whose words before them are no food: "grandmas famous potato salad"; else empty."""
    words = name.split()
    before = [word for word in take_apart(" ".join(words[:-2])).words if not is_light(word)]
    return " ".join(words[-2:]) if len(words) > 2 and not any(resolve_food(word) for word in before) else ""


def _at_numbers(piece: Piece, locale: Locale) -> list[Piece]:
    """The piece cut at the numbers inside it, where every stretch is food; amounts stand before the names or behind them."""
    bounds = [0, *(match.start() for match in _INNER.finditer(piece.text)), len(piece.text)]
    if len(bounds) < 3:
        return []
    exact = resolve_food(piece.name, locale=locale)
    if exact is not None and exact.score >= _EXACT_NAME:
        return []  # "pizza 4 fromages"
    parts = [_part(piece.text[start:end].strip()) for start, end in pairwise(bounds)]
    parts[0].joint = piece.joint
    if not parts[0].name or any(part.figures for part in parts):
        return []
    if len(parts) == 2 and not parts[1].name and is_sure_name(parts[0].name, locale):
        return [replace(parts[0], text=piece.text, amount=_late(parts[0].amount, parts[1].amount), without=piece.without)]
    whole = " ".join(part.name for part in parts if part.name)
    one = resolve_food(whole, locale=locale)
    is_one = one is not None and (one.full or (is_sure_name(whole, locale) and not _is_row(parts[1].name, locale)))
    if len(parts) == 2 and parts[1].name and not parts[0].amount.given and is_one:
        return [replace(piece, text=whole, amount=parts[1].amount, name=whole)]
    if not parts[0].amount.given and (not parts[-1].name or parts[1].amount.measured is not None):
        behind = [replace(part, amount=after.amount) for part, after in pairwise(parts)] + ([parts[-1]] if parts[-1].name else [])
        behind[-1] = replace(behind[-1], amount=Amount()) if parts[-1].name else behind[-1]
        parts = behind if not parts[-1].name or _may_pour(behind, locale) else parts
    return parts if len(parts) > 1 and all(_is_row(told_simply(part, locale).name, locale) for part in parts) else []


def _may_pour(parts: list[Piece], locale: Locale) -> bool:
    """Whether what is measured in millilitres can be poured: "muesli 60g milk 150ml berries" tells its amounts behind the names."""
    poured = [resolve_food(part.name, locale=locale) for part in parts if part.amount.unit in MILLILITRES]
    return all(found is not None and found.food.density_g_per_ml is not None for found in poured)


def _part(text: str) -> Piece:
    """A stretch of the row; of "a big bowl" and "1 takeout box" only the amount."""
    amount, rest = read_amount(f"{_TAKEN_OUT.sub('', text)} of x")
    return Piece(text, "weak", amount, "", {}) if rest == "x" else read_piece(text, "weak")


def _late(first: Amount, late: Amount) -> Amount:
    """The amount told behind the name; a number in front of it stays: "2 chicken fried rice, large boxes"."""
    return replace(late, size=late.size or first.size) if not first.given or first.count == 1 else first


def _is_row(name: str, locale: Locale) -> bool:
    return any(not is_light(word) for word in take_apart(name).words) and (
        is_sure_name(name, locale) or bool(_side_by_side(name, locale)) or _is_on_french(name, locale)
    )


def _is_on_french(name: str, locale: Locale) -> bool:
    halves = _ON_FRENCH.split(name)
    return len(halves) == 2 and all(is_full_name(half, locale) for half in halves)


def _side_by_side(name: str, locale: Locale) -> list[str]:
    """The names in the row; empty where a stretch of it is no food's full name."""
    words = name.split()
    if not 2 <= len(words) <= _LONGEST_ROW:
        return []
    for size in range(min(3, len(words) - 1), 0, -1):
        if not is_full_name(" ".join(words[:size]), locale):
            continue
        rest = " ".join(words[size:])
        if stem(rest) in ROW_HEADS:
            continue
        tail = [rest] if is_full_name(rest, locale) else _side_by_side(rest, locale)
        if tail:
            return [" ".join(words[:size]), *tail]
    return []
