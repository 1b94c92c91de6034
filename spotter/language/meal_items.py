"""From the pieces of a meal to the foods themselves: what belongs to a dish, what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from spotter.catalogue.food import Food
from spotter.catalogue.food_search import FoodResolution, resolve_food, search_foods
from spotter.catalogue.food_words import is_light, plain, stem, take_apart
from spotter.language.meal_amounts import Amount, grams_of
from spotter.language.meal_cuts import Piece, cut
from spotter.language.meal_without import leave_out
from spotter.language.meal_words import COMPOSITES, TOPPINGS
from spotter.language.understanding import Locale

_CARRIERS = frozenset({"bread", "bun", "roll", "crust", "tortilla", "pain", "shell", "baguette"})
_FLOURS = frozenset({"wholewheat", "wheat", "white", "rye", "sourdough", "wholegrain", "multigrain", "brioche", "ciabatta"})
_PRONOUNS = frozenset(
    {"them", "it", "those", "that", "these", "same", "each", "one", "anything", "something", "nothing", "rien", "more", "autre", "autres"}
)
_MORE = re.compile(r"\b(?:more|autres?|de plus)\b")
_LINKED = re.compile(r"\b(?:and|n|et|with|avec|au|aux|a la|in|on|de)\b|&|,|-")
_ON_FRENCH = re.compile(r" (?:au|aux|a la|a l') ?")
_COUNTED = frozenset({"piece", "slice", "medium", "small", "large"})
_SURE_NAME, _FULL_NAME = 0.8, 0.95
_JOINS = frozenset({"and", "with", "et", "avec", "&", "of", "de", "n", "some", "a", "an"})
_CARRIED = frozenset({"sandwich", "submarine", "hamburger", "cheeseburger", "pizza", "dog", "wrap", "taco", "burrito", "blt"})


@dataclass(slots=True)
class Item:
    """A food of the meal with its amount. `food` is None where only the person's own figures are known."""

    name: str
    food: Food | None
    amount: Amount
    grams: float | None
    score: float
    figures: dict[str, float] = field(default_factory=dict)
    dish: bool = False  # stands on or in the dish before it
    open: bool = False  # its own "with ..." has begun, so that more may follow
    weighed: bool = False
    without: tuple[str, ...] = ()  # left out by the person, and perhaps still in the figures


@dataclass(slots=True)
class Reading:
    """What the list came to: foods, words no food was found for, and text that is not about food."""

    items: list[Item]
    unknown: list[str]
    leftover: list[str]
    locale: Locale


OTHER = re.compile(
    r"\d ?x ?\d|\b(?:km|reps?|sets?|bench|squat\w*|deadlift\w*|ran|run|jogged|walked|slept|weigh(?:ed|t)?|workout|trained|lifted|"
    r"remind|steps|feel|feeling|sore\w*|session|minutes?|min|hours?|weeks?|days?|miles?|mi|\w*lifted|weakness|severe|"
    r"(?<!hot )(?<!corn )(?<!chili )dogs?|training|worked|headache|(?:knee|shoulder|back|neck|hip|elbow|wrist|ankle|chest|leg|arm|foot|bad|"
    r"sharp|no|some|less|more) pains?|hurts?|pushups?|what|how|should|couru|dormi|pese)\b"
)


def read_items(text: str, locale: Locale) -> Reading:
    """The foods that the text lists, with amounts in grams."""
    found = Reading([], [], [], locale)
    pieces = cut(text)
    at = 0
    total: dict[str, float] = {}
    while at < len(pieces):
        piece = pieces[at]
        if not piece.name and piece.figures:
            _attach(found.items, piece, total)
            at += 1
            continue
        if _told_late(found, piece):
            at += 1
            continue
        size = _joined(pieces, at, locale)
        _take(found, pieces[at : at + size])
        at += size
    if total:
        _scale(found.items, total)
    _drop_restated(found)
    return found


def _drop_restated(found: Reading) -> None:
    """Leave out what is told again with its amounts: "chicken and rice for lunch, 200g chicken 150g rice" is one plate."""
    for place, item in reversed(list(enumerate(found.items))):
        after = {word for later in found.items[place + 1 :] if later.amount.measured is not None for word in _words_of(later)}
        if item.amount.measured is None and (item.amount.count or 1.0) == 1.0 and not item.figures and _words_of(item) <= after:
            found.items.pop(place)


def _words_of(item: Item) -> set[str]:
    """The words of a food as it was told, and at least one."""
    return {stem(word) for word in item.name.split() if word not in _JOINS} or {item.name}


def _told_late(found: Reading, piece: Piece) -> bool:
    """An amount told after the food ("soup, 2 cups"), more of it ("then 2 more") or a word for it ("2 of them")."""
    if piece.name and piece.name not in _PRONOUNS:
        return False
    base = found.items[-1] if found.items else None
    if base is None or base.food is None:
        return bool(piece.name)
    if piece.amount.given and _MORE.search(piece.text) and base.grams is not None:
        amount = piece.amount if piece.amount.unit else replace(piece.amount, unit=base.amount.unit, size=base.amount.size)
        base.grams += grams_of(amount, base.food)
        base.amount.count = (base.amount.count or 1.0) + (piece.amount.count or 1.0)
    elif not piece.name and not base.amount.given and (piece.amount.given or piece.amount.size):
        base.amount, base.grams = piece.amount, grams_of(piece.amount, base.food)
        base.weighed = piece.amount.measured is not None
    return True


def _joined(pieces: list[Piece], at: int, locale: Locale) -> int:
    """How many pieces from here name one food: "macaroni and cheese", "tuna, light, canned in water"."""
    first = pieces[at]
    single = resolve_food(first.name, locale=locale)
    first_known = single is not None and single.score > _FULL_NAME
    is_counted = (first.amount.count or 1.0) > 1 and first.amount.unit is None and first_known
    best = 1
    for size in range(2, min(5, len(pieces) - at + 1)):
        later = pieces[at + 1 : at + size]
        if any(piece.joint == "strong" or piece.amount.given or not piece.name for piece in later):
            break
        if is_counted and not _naming(later[-1].name) & COMPOSITES:
            continue  # "two eggs and bacon" are two eggs, not two plates of both
        text = " ".join(piece.name for piece in pieces[at : at + size])
        whole = search_foods(text, limit=1, locale=locale)
        if not whole or whole[0].score < 0.7:
            continue
        alias = set(take_apart(whole[0].alias).words)
        if {word for word in alias if not is_light(word)} - _naming(text):
            continue
        if later[0].joint == "top" and single and single.score > 0.9 and take_apart(whole[0].alias).head not in _naming(first.name):
            continue
        if first_known and all(_is_full_name(piece.name, locale) for piece in later) and not _is_pair(whole[0].food, text):
            continue  # "steak and fries" are no steak fries
        covered = all(_naming(piece.name) & alias or not _naming(piece.name) for piece in pieces[at : at + size])
        if covered and (single is None or whole[0].score >= 0.8 or whole[0].score >= single.score - 0.1):
            best = size
    return best


def _is_pair(food: Food, text: str) -> bool:
    """Whether a name of the food joins these words as people do: "mac and cheese"."""
    told = set(take_apart(text).words)
    names = [*food.name.values(), *(alias for aliases in food.aliases.values() for alias in aliases)]
    return any(_LINKED.search(plain(name)) and told <= set(take_apart(name).words) for name in names)


def _naming(name: str) -> set[str]:
    return {word for word in take_apart(name).words if not is_light(word)}


def _take(found: Reading, pieces: list[Piece]) -> None:
    first, name = pieces[0], " ".join(piece.name for piece in pieces)
    if not name:
        return
    base = found.items[-1] if found.items else None
    topping = base is not None and not first.amount.given and _is_topping(found, first, base)
    if base is not None and _is_carrier(first, base):
        _put_in_bun(base)
        return
    if len(pieces) == 1 and (row := _row(first, found.locale)):
        for piece in row:
            _take(found, [piece])
        return
    match = resolve_food(name, locale=found.locale)
    if match is None and len(name.split()) > 2:
        match = resolve_food(_last_words(name), locale=found.locale)
    if match is None:
        _leave(found, first, name, topping)
        return
    if first.amount.measured is None and OTHER.search(first.text):
        found.leftover.append(first.text)
        return
    item = _measured(found, first, name, match, topping)
    if item is None:
        return
    leave_out(item, tuple(part for piece in pieces for part in piece.without), found.locale)
    item.open = any(piece.joint == "top" for piece in pieces[1:])
    found.items.append(item)


def _measured(found: Reading, piece: Piece, name: str, match: FoodResolution, topping: bool) -> Item | None:
    """The food with its weight, its weight taken from the dish it stands on; None where it is in the dish's own name."""
    grams = grams_of(_of_many(piece.amount, name, match.food), match.food)
    base = (_dish(found) or found.items[-1]) if topping else None
    if base is not None:
        if _rename(base, name, found.locale):
            return None
        grams = _topping_grams(name, base, grams)
        if base.weighed and base.grams:
            grams = min(grams, base.grams * 0.25)
            base.grams -= grams
    on_top = piece.joint == "top" or topping
    weighed = piece.amount.measured is not None and not topping
    return Item(name, match.food, piece.amount, grams, match.score, piece.figures, on_top, weighed=weighed)


def _row(piece: Piece, locale: Locale) -> list[Piece]:
    """The foods of a row without commas: "chicken rice broccoli". A weighed row is one dish, whatever its name."""
    match = resolve_food(piece.name, locale=locale)
    if piece.amount.measured is not None or (match and match.score >= _SURE_NAME):
        return []
    names, joint = _side_by_side(piece.name, locale), "weak"
    if not names and len(halves := _ON_FRENCH.split(piece.name)) == 2 and all(_is_full_name(half, locale) for half in halves):
        names, joint = halves, "top"
    return [
        Piece(one, joint if at else piece.joint, Amount() if at else piece.amount, one, {}, () if at else piece.without)
        for at, one in enumerate(names)
    ]


def _side_by_side(name: str, locale: Locale) -> list[str]:
    """The names in the row; empty where a stretch of it is no food's full name."""
    words = name.split()
    if not 2 <= len(words) <= 7:
        return []
    for size in range(min(3, len(words) - 1), 0, -1):
        if not _is_full_name(" ".join(words[:size]), locale):
            continue
        rest = " ".join(words[size:])
        tail = [rest] if _is_full_name(rest, locale) else _side_by_side(rest, locale)
        if tail:
            return [" ".join(words[:size]), *tail]
    return []


def _is_full_name(name: str, locale: Locale) -> bool:
    found = None if is_light(stem(name)) else resolve_food(name, locale=locale)
    return found is not None and found.score >= _FULL_NAME


def _of_many(amount: Amount, name: str, food: Food) -> Amount:
    """ "Eggs" without a number are two, where the food is counted in pieces."""
    if amount.given or amount.unit or food.default_portion not in _COUNTED:
        return amount
    head = take_apart(name).head
    return replace(amount, count=2.0) if any(stem(word) == head != word for word in name.split()) else amount


def _is_carrier(piece: Piece, base: Item) -> bool:
    """The bread of a sandwich, the bun of a burger, the crust of a pizza: part of the dish as the table has it."""
    phrase = take_apart(piece.name)
    return (
        piece.joint == "top"
        and (phrase.head in _CARRIERS or set(phrase.words) <= _FLOURS)
        and piece.amount.measured is None
        and bool(set(take_apart(base.name).words) & _CARRIED)
    )


def _put_in_bun(base: Item) -> None:
    bun = resolve_food("hot dog on a bun", locale="en") if "dog" in take_apart(base.name).words else None
    if bun is not None:
        base.food, base.grams = bun.food, grams_of(base.amount, bun.food)


def _last_words(name: str) -> str:
    return " ".join(name.split()[-2:])


def _leave(found: Reading, piece: Piece, name: str, topping: bool) -> None:
    if piece.figures.get("kcal"):
        found.items.append(Item(name, None, piece.amount, None, 0.8, piece.figures))
    elif OTHER.search(piece.text):
        found.leftover.append(piece.text)
    elif (
        not topping
        and piece.joint != "top"
        and _naming(name)
        and not (piece.joint == "weak" and found.items and not piece.amount.given and len(name) < 4)
    ):
        found.unknown.append(name)


def _is_topping(found: Reading, piece: Piece, base: Item) -> bool:
    """Whether this goes on or into the dish before it: after "with" on a dish, or going on such a list."""
    if piece.joint in ("strong", "start"):
        return False
    dish = _dish(found)
    if piece.joint == "top":
        return dish is not None or bool(_naming(piece.name) & set(TOPPINGS))
    return (base.dish or base.open) and dish is not None


def _dish(found: Reading) -> Item | None:
    for item in reversed(found.items):
        if not item.dish:
            return item if set(take_apart(item.name).words) & COMPOSITES else None
    return None


def _rename(base: Item, name: str, locale: Locale) -> bool:
    """Try "peanut butter sandwich" for "sandwich with peanut butter"."""
    if base.dish or base.food is None:
        return False
    words = _naming(name)
    tried = search_foods(f"{name} {base.name}", limit=1, locale=locale)
    if not tried or tried[0].score < 0.8:
        return False
    told = set(take_apart(tried[0].alias).words)
    if not words <= told or (not _naming(base.name) and not told & set(take_apart(base.name).words)):
        return False  # "toast" weighs little in a name and is a food all the same: "toast with peanut butter" is both
    base.food, base.name, base.score = tried[0].food, f"{base.name} with {name}", tried[0].score
    base.grams, base.open = grams_of(base.amount, base.food), True
    return True


def _topping_grams(name: str, base: Item, default: float) -> float:
    phrase = take_apart(name)
    known = TOPPINGS.get(phrase.head) or next((TOPPINGS[word] for word in reversed(phrase.words) if word in TOPPINGS), None)
    if "milk" in phrase.words or "lait" in phrase.words:
        known = 30.0 if set(take_apart(base.name).words) & {"coffee", "tea", "cafe", "the", "espresso"} else 122.0
    count = max(1.0, base.amount.count or 1.0) if base.amount.unit is None or base.amount.unit == "slice" else 1.0
    return min(default, (known if known is not None else min(default, 50.0)) * min(count, 6.0)) if default else 0.0


def _attach(items: list[Item], piece: Piece, total: dict[str, float]) -> None:
    if len(items) > 1 and piece.joint == "strong":
        total.update(piece.figures)
    elif len(items) == 1 or total == {}:
        if items and not (len(items) > 1 and total):
            items[-1].figures.update(piece.figures)
    else:
        total.update(piece.figures)


def _scale(items: list[Item], total: dict[str, float]) -> None:
    """Spread figures that the person gave for the whole meal over its foods, by each food's share."""
    for name, value in total.items():
        parts = [max(figure_of(item, name), 0.0) for item in items]
        whole = sum(parts)
        for item, part in zip(items, parts, strict=True):
            item.figures[name] = value * (part / whole if whole else 1.0 / len(items))


def figure_of(item: Item, name: str) -> float:
    """The figure (kcal, protein_g ...) of the item: stated by the person, else from the table."""
    if name in item.figures:
        return item.figures[name]
    if item.food is None or item.grams is None:
        return 0.0
    return float(getattr(item.food, name)) * item.grams / 100.0
