"""From the pieces of a meal to the foods themselves: what belongs to a dish, what stands beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from spotter.catalogue.food import Food
from spotter.catalogue.food_search import FoodResolution, resolve_food, search_foods
from spotter.catalogue.food_words import is_light, plain, stem, take_apart
from spotter.language.meal_amounts import Amount, grams_of
from spotter.language.meal_cuts import Piece, cut
from spotter.language.meal_item import Item, Reading
from spotter.language.meal_review import review
from spotter.language.meal_rows import built_of, decorated_name, is_full_name, is_sure_name, parts_of, told_simply
from spotter.language.meal_toppings import AS_BOUGHT, dish_of, is_of_the_dish, is_topping, naming_words, take_name_of, topping_grams
from spotter.language.meal_without import leave_out
from spotter.language.meal_words import COMPOSITES
from spotter.language.understanding import Locale

_CARRIERS = frozenset({"cone", "bread", "bun", "roll", "crust", "tortilla", "pain", "shell", "baguette"})
_FLOURS = frozenset({"wholewheat", "wheat", "white", "rye", "sourdough", "wholegrain", "multigrain", "brioche", "ciabatta"})
_PRONOUNS = frozenset(
    {"them", "it", "those", "that", "these", "same", "each", "one", "ones", "more", "anything", "something", "nothing"}
    | {"rien", "autre", "autres"}
)
_MORE = re.compile(r"\b(?:more|autres?|de plus)\b")
_LINKED = re.compile(r"\b(?:and|n|et|with|avec|au|aux|a la|in|on|de)\b|&|,|-")
_SHARE = re.compile(
    r"(?:(?:i|but|only|just|ate|had|finished|eaten|shared|split|j'ai|mais|mange|partage|about|around|environ|of|a|la)\s)*"
    r"(?P<part>0\.5|1/[2-6]|2/3|3/4|half|moitie)(?: (?:of )?(?:it|that|them|seulement))?\s*$"
)
_SHARES = {"0.5": 0.5, "half": 0.5, "moitie": 0.5, "2/3": 2 / 3, "3/4": 0.75} | {f"1/{parts}": 1 / parts for parts in range(2, 7)}
_VESSEL = re.compile(
    r"(?:a |an |the |une? )?(?:(?P<size>big|large|small|huge|medium|grande?|petite?) )?(?:takeout |takeaway |whole |full )*"
    r"(?:plate|bowl|container|box|portion|serving|order|assiette|bol|barquette|dish|size)"
)
_COUNTED = frozenset({"piece", "slice", "medium", "small", "large"})
_SMALL_G = 15.0  # of a piece: nobody eats two tater tots
_SURE_NAME, _FULL_NAME, _DECORATED = 0.8, 0.95, 0.75
_CARRIED = frozenset({"cream", "sandwich", "submarine", "hamburger", "cheeseburger", "pizza", "dog", "wrap", "taco", "burrito", "blt"})


OTHER = re.compile(
    r"\d ?x ?\d|\b(?:km|reps?|sets?|bench|squat\w*|deadlift\w*|ran|run|jogged|walked|slept|weigh(?:ed|t)?|workout|trained|lifted|"
    r"remind|steps|feel|feeling|sore\w*|session|minutes?|min|hours?|weeks?|months?|days?|miles?|(?<=\d )mi|\w*lifted|weakness|severe|"
    r"(?<!hot )(?<!corn )(?<!chili )dogs?|training|worked|headache|(?:knee|shoulder|back|neck|hip|elbow|wrist|ankle|chest|leg|arm|foot|bad|"
    r"sharp|no|some|less|more) pains?|hurts?|pushups?|what|how|should|couru|dormi|pese)\b"
)


def read_items(text: str, locale: Locale) -> Reading:
    """The foods that the text lists, with amounts in grams."""
    found = Reading([], [], [], locale)
    pieces = cut(text)
    at = 0
    total: dict[str, float] = {}
    known = (0, 0)  # how many foods and unknown words stood before the last piece
    while at < len(pieces):
        piece = pieces[at]
        if piece.joint == "list" and piece.name:
            del found.items[known[0] :], found.unknown[known[1] :]  # "smoothie: 1 banana, ...": the parts, not the dish
        known = (len(found.items), len(found.unknown))
        if not piece.name and piece.figures:
            _attach(found.items, piece, total)
            at += 1
            continue
        if _told_late(found, piece):
            at += 1
            continue
        if at + 1 < len(pieces) and (dish := _built(piece, pieces[at + 1], locale)):
            _take(found, [dish])
            at += 2
            continue
        size = _joined(pieces, at, locale)
        _take(found, pieces[at : at + size])
        at += size
    review(found.items, total)
    return found


def _told_late(found: Reading, piece: Piece) -> bool:
    """An amount told after the food ("soup, 2 cups"), more of it ("then 2 more") or a word for it ("2 of them")."""
    if share := _SHARE.match(piece.text):
        for item in found.items:
            item.grams = None if item.grams is None else item.grams * _SHARES[share["part"]]
            item.amount.count = (item.amount.count or 1.0) * _SHARES[share["part"]]
            item.amount.given = True
        return True
    if found.items and not piece.figures and (vessel := _VESSEL.fullmatch(piece.text)):
        piece = replace(piece, name="", amount=Amount(size=vessel["size"], given=True))
    if piece.name and piece.name.split()[-1] not in _PRONOUNS:
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


def _built(piece: Piece, after: Piece, locale: Locale) -> Piece | None:
    """ "Turkey and avocado sandwich" in one piece, where no food has the name of its second half."""
    if after.joint != "weak" or after.amount.given or not is_full_name(piece.name, locale) or is_sure_name(after.name, locale):
        return None
    name = f"{piece.name} {after.name}"
    return replace(piece, text=name, name=name, without=after.without) if built_of(name, locale) else None


def _joined(pieces: list[Piece], at: int, locale: Locale) -> int:
    """How many pieces from here name one food: "macaroni and cheese", "tuna, light, canned in water"."""
    first = pieces[at]
    single = resolve_food(first.name, locale=locale)
    first_known = single is not None and single.score > _FULL_NAME
    is_counted = (first.amount.count or 1.0) > 1 and first.amount.unit is None and first_known
    best = 1
    if take_apart(first.name).descriptors.get("state") in AS_BOUGHT:
        return best
    for size in range(2, min(5, len(pieces) - at + 1)):
        later = pieces[at + 1 : at + size]
        if any(piece.joint == "strong" or piece.amount.given or not piece.name for piece in later):
            break
        if is_counted and not naming_words(later[-1].name) & COMPOSITES:
            continue  # "two eggs and bacon" are two eggs, not two plates of both
        text = " ".join(piece.name for piece in pieces[at : at + size])
        whole = search_foods(text, limit=1, locale=locale)
        if not whole or whole[0].score < 0.7:
            continue
        alias = set(take_apart(whole[0].alias).words)
        if {word for word in alias if not is_light(word)} - naming_words(text):
            continue
        if later[0].joint == "top" and single and single.score > 0.9 and take_apart(whole[0].alias).head not in naming_words(first.name):
            continue
        weighed_alone = first.amount.measured is not None and later[0].listed  # "200 g salmon, rice": not 200 g of both
        are_foods = first_known and all(is_full_name(piece.name, locale) for piece in later)
        if are_foods and (weighed_alone or not _is_pair(whole[0].food, text)):
            continue  # "steak and fries" are no steak fries
        covered = all(_is_covered(piece.name, alias, locale) for piece in pieces[at : at + size])
        if covered and (single is None or whole[0].score >= 0.8 or whole[0].score >= single.score - 0.1):
            best = size
    return best


def _is_covered(name: str, alias: set[str], locale: Locale) -> bool:
    """Whether the alias speaks of what the name says; "toast" describes, and is a food all the same."""
    if naming := naming_words(name):
        return bool(naming & alias)
    words = set(take_apart(name).words)
    return words <= alias or resolve_food(name, locale=locale) is None


def _is_pair(food: Food, text: str) -> bool:
    """Whether a name of the food joins these words as people do: "mac and cheese"."""
    told = set(take_apart(text).words)
    names = [*food.name.values(), *(alias for aliases in food.aliases.values() for alias in aliases)]
    return any(_LINKED.search(plain(name)) and told <= set(take_apart(name).words) for name in names)


def _take(found: Reading, pieces: list[Piece]) -> None:
    first = told_simply(pieces[0], found.locale)
    if found.items and _is_carrier(first, found.items[-1]):
        _put_in_bun(found.items[-1])
        return
    row = [[first, *pieces[1:]]] if len(pieces) > 1 else [[piece] for piece in parts_of(first, found.locale)]
    for one in row:
        _take_one(found, one)


def _take_one(found: Reading, pieces: list[Piece]) -> None:
    first, name = pieces[0], " ".join(piece.name for piece in pieces)
    if not name:
        return
    base = found.items[-1] if found.items else None
    topping = base is not None and not first.amount.given and is_topping(found, first, base)
    match = resolve_food(name, locale=found.locale)
    if match is None and (shorter := decorated_name(name)) and (match := resolve_food(shorter, locale=found.locale)):
        match = replace(match, score=min(match.score, _DECORATED), full=False)
    if match is None:
        _leave(found, first, name, topping)
        return
    if first.amount.measured is None and OTHER.search(first.text):
        found.leftover.append(first.text)
        return
    if base is not None and base.food is not None and is_of_the_dish(first, base):
        base.amount, base.grams, base.weighed = first.amount, grams_of(first.amount, base.food), True
        first = replace(first, amount=Amount())
        topping = True
    item = _measured(found, first, name, match, topping)
    if item is None:
        return
    leave_out(item, tuple(part for piece in pieces for part in piece.without), found.locale)
    item.open = any(piece.joint == "top" for piece in pieces[1:])
    found.items.append(item)


def _measured(found: Reading, piece: Piece, name: str, match: FoodResolution, topping: bool) -> Item | None:
    """The food with its weight, its weight taken from the dish it stands on; None where it is in the dish's own name."""
    grams = grams_of(_of_many(piece.amount, name, match.food), match.food)
    base = (dish_of(found) or found.items[-1]) if topping else None
    if base is not None:
        if take_name_of(base, name, found.locale):
            return None
        grams = topping_grams(name, match.food, base, grams, found.locale)
        if base.weighed and base.grams:
            grams = min(grams, base.grams * 0.25)
            base.grams -= grams
    on_top = piece.joint == "top" or topping
    as_bought = take_apart(name).descriptors.get("state") in AS_BOUGHT
    weighed = piece.amount.measured is not None and not topping and not as_bought
    sure = match.score >= _SURE_NAME or match.full
    return Item(name, match.food, piece.amount, grams, match.score, piece.figures, sure, on_top, weighed=weighed)


def _of_many(amount: Amount, name: str, food: Food) -> Amount:
    """ "Eggs" without a number are two, where the food is counted in pieces."""
    if amount.given or amount.unit or food.default_portion not in _COUNTED:
        return amount
    head = take_apart(name).head
    if food.portions[food.default_portion] < _SMALL_G and "serving" in food.portions:
        return replace(amount, unit="serving") if any(stem(word) == head != word for word in name.split()) else amount
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


def _leave(found: Reading, piece: Piece, name: str, topping: bool) -> None:
    if piece.figures.get("kcal"):
        found.items.append(Item(name, None, piece.amount, None, 0.8, piece.figures))
    elif OTHER.search(piece.text):
        found.leftover.append(piece.text)
    elif (
        not topping
        and piece.joint != "top"
        and (naming_words(name) or piece.amount.given)
        and not (piece.joint == "weak" and found.items and not piece.amount.given and len(name) < 4)
    ):
        found.unknown.append(name)


def _attach(items: list[Item], piece: Piece, total: dict[str, float]) -> None:
    if len(items) > 1 and piece.joint == "strong":
        total.update(piece.figures)
    elif len(items) == 1 or total == {}:
        if items and not (len(items) > 1 and total):
            items[-1].figures.update(piece.figures)
    else:
        total.update(piece.figures)
