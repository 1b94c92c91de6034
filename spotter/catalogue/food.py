"""A food of the catalogue, as loaded from `data/foods/*.jsonl`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Food:
    """One food, figures per 100 g (kcal, g).

    `portions` maps a portion's name to its grams: piece, slice, cup, tbsp, tsp, glass, can, bottle, bar, bag, scoop, handful,
    serving, small, medium, large ... `default_portion` is what "a ..." or "some ..." means. `density_g_per_ml` turns millilitres
    and fluid ounces into grams. `fdc_id` and `ndb_no` name the row of USDA FoodData Central the figures come from, null where unknown.
    `alcohol_g` is needed to check kcal against Atwater factors. `rank` orders foods that share an alias: the lower is what people usually
    mean.
    """

    key: str
    name: dict[str, str]
    aliases: dict[str, tuple[str, ...]]
    kcal: float
    protein_g: float
    carbs_g: float
    fat_g: float
    fiber_g: float
    portions: dict[str, float]
    default_portion: str
    density_g_per_ml: float | None = None
    alcohol_g: float = 0.0
    fdc_id: int | None = None
    ndb_no: str | None = None
    rank: int = 100
