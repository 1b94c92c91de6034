"""What goes on or into the dish before it, and how much of it."""

from __future__ import annotations

from spotter.catalogue.food import Food
from spotter.catalogue.food_search import search_foods
from spotter.catalogue.food_words import is_light, take_apart
from spotter.language.meal_amounts import grams_of
from spotter.language.meal_cuts import Piece
from spotter.language.meal_item import Item, Reading
from spotter.language.meal_words import BESIDE, COMPOSITES, FILLED, PLATED, SIDES, TOPPINGS
from spotter.language.understanding import Locale

_MEATY_G, _MEAT_ON_PLATE_G = 15.0, 85.0  # g of protein in 100 g; three ounces, as USDA counts a serving of meat or fish
_POURED = frozenset({"milk", "lait", "cream", "creme", "creamer", "water", "soup", "sauce", "ice", "yogurt", "broth"})
_SYRUPY_G = 20.0  # g of carbohydrate in 100 g; what is sweeter is poured over something
_ANY_TOPPING_G, _SAUCE_G = 50.0, 30.0
CONDIMENTS = frozenset(word for word, grams in TOPPINGS.items() if grams <= _SAUCE_G)
AS_BOUGHT = frozenset({"raw", "dry"})
"""States of a food that is weighed before it is cooked: nothing else is in that weight."""


def is_topping(found: Reading, piece: Piece, base: Item) -> bool:
    """Whether this goes on or into the dish before it: after "with" on a dish, or going on such a list."""
    if piece.joint in ("strong", "start"):
        return False
    dish = dish_of(found)
    if piece.joint == "top":
        return dish is not None or bool(naming_words(piece.name) & CONDIMENTS)
    return (base.dish or base.open) and dish is not None


def dish_of(found: Reading) -> Item | None:
    for item in reversed(found.items):
        if not item.dish:
            return item if set(take_apart(item.name).words) & COMPOSITES else None
    return None


def take_name_of(base: Item, name: str, locale: Locale) -> bool:
    """Try "peanut butter sandwich" for "sandwich with peanut butter"."""
    if base.dish or base.food is None or take_apart(base.name).descriptors.get("state") in AS_BOUGHT:
        return False
    words = naming_words(name)
    tried = search_foods(f"{name} {base.name}", limit=1, locale=locale)
    if not tried or tried[0].score < 0.8:
        return False
    told = set(take_apart(tried[0].alias).words)
    both = words | set(take_apart(base.name).words)
    if {word for word in told if not is_light(word)} - both:
        return False  # "English muffin with egg" is none with sausage
    if (
        not words <= told
        or not naming_words(base.name) <= told
        or (not naming_words(base.name) and not told & set(take_apart(base.name).words))
    ):
        return False  # "toast" weighs little in a name and is a food all the same: "toast with peanut butter" is both
    base.food, base.name, base.score = tried[0].food, f"{base.name} with {name}", tried[0].score
    base.grams, base.open = grams_of(base.amount, base.food), True
    return True


def topping_grams(name: str, food: Food, base: Item, default: float, locale: Locale) -> float:
    phrase = take_apart(name)
    if phrase.head in BESIDE or _is_drunk(phrase.words, food):
        return default
    if phrase.head in SIDES and not set(take_apart(base.name).words) & FILLED:
        return default
    known = TOPPINGS.get(name, TOPPINGS.get(name.rsplit(maxsplit=1)[-1], TOPPINGS.get(phrase.head)))
    if known is not None and phrase.words != (phrase.head,) and phrase.head not in take_apart(food.name["en"]).words and locale == "en":
        known = None  # "tuna mayo" is a tuna salad, not mayonnaise
    if "milk" in phrase.words or "lait" in phrase.words:
        known = 30.0 if set(take_apart(base.name).words) & {"coffee", "tea", "cafe", "the", "espresso"} else 122.0
    if known is None and food.protein_g > _MEATY_G and food.fat_g < _MEATY_G and set(take_apart(base.name).words) & PLATED:
        known = _MEAT_ON_PLATE_G
    count = max(1.0, base.amount.count or 1.0) if base.amount.unit is None or base.amount.unit == "slice" else 1.0
    return min(default, (known if known is not None else min(default, 50.0)) * min(count, 6.0)) if default else 0.0


def is_of_the_dish(piece: Piece, base: Item) -> bool:
    """Whether the weight behind a sauce is that of the dish: "gnocchi with pesto 250g"."""
    usual = TOPPINGS.get(take_apart(piece.name).head, _ANY_TOPPING_G)
    behind = piece.text.rstrip().endswith(("g", "grams", "ml")) and not piece.text.lstrip()[0].isdigit()
    weight = piece.amount.measured
    return piece.joint == "top" and behind and not base.amount.given and weight is not None and usual <= _SAUCE_G and weight > 5 * usual


def _is_drunk(words: tuple[str, ...], food: Food) -> bool:
    """Whether it stands beside a dish in a glass; milk and cream go into it."""
    return (
        food.default_portion in ("glass", "can", "bottle", "cup")
        and "glass" in food.portions
        and not set(words) & _POURED
        and food.carbs_g < _SYRUPY_G
    )


def naming_words(name: str) -> set[str]:
    """The words of a name that say which food it is."""
    return {word for word in take_apart(name).words if not is_light(word)}
