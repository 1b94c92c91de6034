"""What is put right once all foods of a meal are read: told twice, told as parts of a dish, known by what stands beside it."""

from __future__ import annotations

from spotter.catalogue.food_words import is_light, stem, take_apart
from spotter.catalogue.foods import foods
from spotter.language.meal_amounts import grams_of
from spotter.language.meal_item import Item, figure_of
from spotter.language.meal_words import COMPANY, MADE_OF

_JOINS = frozenset({"and", "with", "et", "avec", "&", "of", "de", "n", "some", "a", "an"})


def review(items: list[Item], total: dict[str, float]) -> None:
    """Leave out what was told twice, tell words of two meanings apart, and spread figures of the whole meal over its foods."""
    _drop_restated(items)
    _drop_made_of(items)
    _know_by_company(items)
    _spread(items, total)


def _drop_restated(items: list[Item]) -> None:
    """Leave out what is told again with its amounts: "chicken and rice for lunch, 200g chicken 150g rice" is one plate."""
    for place, item in reversed(list(enumerate(items))):
        later_items = [later for later in items[place + 1 :] if later.amount.measured is not None or later.amount.unit]
        after = {word for later in later_items for word in _words_of(later)}
        if item.amount.measured is None and (item.amount.count or 1.0) == 1.0 and not item.figures and _words_of(item) <= after:
            items.pop(place)


def _drop_made_of(items: list[Item]) -> None:
    """Leave out a dish whose parts are told with their amounts: "shake with 2 scoops whey and milk", "omelette with 3 eggs"."""
    for place, item in reversed(list(enumerate(items))):
        parts = {part for word in take_apart(item.name).words for part in MADE_OF.get(word, ())}
        told = []
        for later in items[place + 1 :]:
            if not later.dish:
                break
            told.append(later)
        if not item.amount.measured and any(part.amount.given and set(take_apart(part.name).words) & parts for part in told):
            for part in told:
                part.grams = grams_of(part.amount, part.food) if part.amount.given and part.food else part.grams
            items.pop(place)


def _know_by_company(items: list[Item]) -> None:
    """Which food a word of two meanings is, by what stands beside it: chips with guacamole are of corn, beans on toast are baked."""
    words = {word for item in items for word in _words_of(item)}
    for item in items:
        for name, company, key in COMPANY:
            if item.name == name and words & company:
                item.food = foods()[key]
                item.grams = grams_of(item.amount, item.food)


def _words_of(item: Item) -> set[str]:
    """The words of a food as it was told, and at least one."""
    words = {stem(word) for word in item.name.split() if word not in _JOINS}
    return {word for word in words if not is_light(word)} or words or {item.name}


def _spread(items: list[Item], total: dict[str, float]) -> None:
    """Spread figures that the person gave for the whole meal over its foods, by each food's share."""
    for name, value in total.items():
        parts = [max(figure_of(item, name), 0.0) for item in items]
        whole = sum(parts)
        for item, part in zip(items, parts, strict=True):
            item.figures[name] = value * (part / whole if whole else 1.0 / len(items))
