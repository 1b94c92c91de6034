"""Protein, fat and carbohydrate targets, and whether a food's figures can be true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spotter.coaching.unknown import Provenance, Unknown

MacroGoal = Literal["lose", "maintain", "gain"]

FIGURES = ("kcal", "protein_g", "carbs_g", "fat_g", "fiber_g")  # what is known of a food, a meal and a day

# Morton 2018: gains level off at 1.62 g/kg (interval 1.03 to 2.20)
PROTEIN_G_PER_KG: dict[MacroGoal, float] = {"lose": 2.0, "maintain": 1.6, "gain": 1.8}
PROTEIN_RANGE_G_PER_KG = (1.6, 2.2)
PROTEIN_FOR_LEAN_DIETING_G_PER_KG_FFM = (2.3, 3.1)  # Helms 2014
FAT_SHARE = 0.28  # of kcal; 20 to 35 % is acceptable
LOWEST_FAT_SHARE = 0.20
BMI_FOR_ADJUSTED_WEIGHT = 30.0
HEALTHY_BMI = 25.0

KCAL_PER_G_PROTEIN, KCAL_PER_G_CARBS, KCAL_PER_G_FAT, KCAL_PER_G_ALCOHOL, KCAL_PER_G_FIBER = 4.0, 4.0, 9.0, 7.0, 2.0
# A row is doubted where it is off by both: a house rule
ATWATER_TOLERANCE = 0.25
ATWATER_TOLERANCE_KCAL = 50.0


@dataclass(frozen=True, slots=True)
class Macros:
    """Grams a day that add up to the kcal; `protein_range_g` is what is sensible either side of the target."""

    kcal: float
    protein_g: float
    fat_g: float
    carbs_g: float
    protein_range_g: tuple[float, float]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class AtwaterCheck:
    """What the macros would give in kcal, and whether the stated kcal can be true."""

    expected_kcal: float
    is_plausible: bool


@dataclass(frozen=True, slots=True)
class FoodFigures:
    """kcal and grams of one amount of food; `carbs_g` includes fibre, as USDA counts it."""

    kcal: float
    protein_g: float
    carbs_g: float
    fat_g: float
    fiber_g: float = 0.0
    alcohol_g: float = 0.0


def macro_targets(
    kcal: float,
    weight_kg: float,
    height_cm: float,
    goal: MacroGoal,
    *,
    protein_g: float | None = None,
    has_kidney_disease: bool = False,
) -> Macros | Unknown:
    """Protein 1.6 to 2.2 g/kg by goal (Morton 2018), fat 28 % of kcal, carbohydrates the rest.

    From BMI 30 on the weight at BMI 25 plus a quarter of the rest counts. Unknown with kidney disease (ask a doctor) and
    where nothing is left for carbohydrates.
    """
    if has_kidney_disease:
        return Unknown("kidney_disease")
    weight = _weight_for_protein(weight_kg, height_cm)
    low, high = (round(rate * weight, 1) for rate in PROTEIN_RANGE_G_PER_KG)
    protein = protein_g if protein_g is not None else PROTEIN_G_PER_KG[goal] * weight
    for share in (FAT_SHARE, LOWEST_FAT_SHARE):
        fat = share * kcal / KCAL_PER_G_FAT
        carbs = (kcal - protein * KCAL_PER_G_PROTEIN - fat * KCAL_PER_G_FAT) / KCAL_PER_G_CARBS
        if carbs >= 0:
            inputs = {"kcal": kcal, "weight_kg": weight_kg, "goal": goal, "protein_weight_kg": round(weight, 1)}
            return Macros(kcal, protein, fat, carbs, (low, high), Provenance("macro_targets", 1, inputs))
    return Unknown("no_room_for_carbs")


def protein_for_lean_dieting(fat_free_kg: float) -> tuple[float, float]:
    """The protein range in g a day for lean people in a deficit: 2.3 to 3.1 g per kg of fat-free mass (Helms 2014)."""
    low, high = PROTEIN_FOR_LEAN_DIETING_G_PER_KG_FFM
    return low * fat_free_kg, high * fat_free_kg


def atwater_check(food: FoodFigures) -> AtwaterCheck:
    """4 P + 4 C (fibre 2) + 9 F + 7 alcohol against the stated kcal: implausible when off by more than 25 % and 50 kcal."""
    fiber = min(food.fiber_g, food.carbs_g)
    expected = (
        KCAL_PER_G_PROTEIN * food.protein_g
        + KCAL_PER_G_CARBS * (food.carbs_g - fiber)
        + KCAL_PER_G_FIBER * fiber
        + KCAL_PER_G_FAT * food.fat_g
        + KCAL_PER_G_ALCOHOL * food.alcohol_g
    )
    off = abs(food.kcal - expected)
    return AtwaterCheck(expected, not (off > ATWATER_TOLERANCE * max(expected, food.kcal) and off > ATWATER_TOLERANCE_KCAL))


def _weight_for_protein(weight_kg: float, height_cm: float) -> float:
    square = (height_cm / 100) ** 2
    if weight_kg / square < BMI_FOR_ADJUSTED_WEIGHT:
        return weight_kg
    healthy = HEALTHY_BMI * square
    return healthy + 0.25 * (weight_kg - healthy)
