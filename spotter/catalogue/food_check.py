"""What is wrong with the foods of the catalogue: doubtful figures, missing names, ambiguous aliases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from spotter.catalogue.food import Food
from spotter.catalogue.foods import foods

LOCALES = ("en", "fr")
MOST_KCAL = 902
"""Pure fat, kcal per 100 g, as USDA figures it."""
OWN_FACTORS = frozenset({"oat_bran", "wheat_bran", "baking_powder", "cocoa_powder", "erythritol"})
"""Foods the table figures with factors of their own, because much of their carbohydrate is not digested."""


def problems(catalogue: Iterable[Food] | None = None) -> list[str]:
    """One sentence for each thing wrong with `catalogue`, by default the foods of the house; empty when all is well."""
    rows = list(foods().values() if catalogue is None else catalogue)
    found = [f"{food.key}: {wrong}" for food in rows for wrong in _of_one(food)]
    return found + list(_repeated_keys(rows)) + list(_tied_aliases(rows))


def atwater_kcal(food: Food) -> float:
    """The kcal that the macronutrients of 100 g amount to (4 protein, 4 carbohydrate, 2 fibre, 9 fat, 7 alcohol)."""
    digestible = max(0.0, food.carbs_g - food.fiber_g)
    return 4 * food.protein_g + 4 * digestible + 2 * food.fiber_g + 9 * food.fat_g + 7 * food.alcohol_g


def _of_one(food: Food) -> Iterator[str]:
    for locale in LOCALES:
        if not food.name.get(locale, "").strip():
            yield f"no name in {locale}"
    off = abs(food.kcal - atwater_kcal(food))
    if off > 50 and off > 0.25 * food.kcal and food.key not in OWN_FACTORS:
        yield f"{food.kcal:g} kcal, but its macronutrients amount to {atwater_kcal(food):.0f}"
    yield from _ranges(food)
    if food.default_portion not in food.portions:
        yield f"its default portion {food.default_portion!r} is not among its portions"


def _ranges(food: Food) -> Iterator[str]:
    parts = {"protein": food.protein_g, "carbs": food.carbs_g, "fat": food.fat_g, "fiber": food.fiber_g, "alcohol": food.alcohol_g}
    yield from (f"{name} of {grams:g} g per 100 g" for name, grams in parts.items() if not 0 <= grams <= 100)
    if not 0 <= food.kcal <= MOST_KCAL:
        yield f"{food.kcal:g} kcal per 100 g"
    # Carbohydrate by difference and rounding leave the sum a little above 100 g in dry foods.
    if food.protein_g + food.carbs_g + food.fat_g + food.alcohol_g > 104:
        yield "more than 100 g of macronutrients in 100 g"
    if food.fiber_g > food.carbs_g:
        yield "more fibre than carbohydrate"
    yield from (f"a {name} of {grams:g} g" for name, grams in food.portions.items() if not 0 < grams <= 3000)
    if food.density_g_per_ml is not None and not 0.5 <= food.density_g_per_ml <= 1.6:
        yield f"a density of {food.density_g_per_ml:g} g/ml"


def _repeated_keys(rows: list[Food]) -> Iterator[str]:
    seen: set[str] = set()
    for food in rows:
        if food.key in seen:
            yield f"{food.key}: the key comes twice"
        seen.add(food.key)


def _tied_aliases(rows: list[Food]) -> Iterator[str]:
    """Two foods may share an alias only where their ranks say which one people mean."""
    meant: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for food in rows:
        for locale in LOCALES:
            for alias in (food.name.get(locale, ""), *food.aliases.get(locale, ())):
                meant[locale, alias.casefold(), food.rank].add(food.key)
    for (locale, alias, rank), keys in sorted(meant.items()):
        if len(keys) > 1:
            yield f"{' and '.join(sorted(keys))}: {alias!r} ({locale}) means both at rank {rank}"
