"""Units people use and the SI units of the house: exact factors, conversions both ways, display."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

KG_PER_LB = Decimal("0.45359237")  # international pound, 1959
LB_PER_STONE = 14
M_PER_MILE = Decimal("1609.344")
M_PER_YARD = Decimal("0.9144")
M_PER_FOOT = Decimal("0.3048")
CM_PER_INCH = Decimal("2.54")
KJ_PER_KCAL = Decimal("4.184")
ML_PER_FL_OZ = Decimal("29.5735295625")
G_PER_OZ = Decimal("28.349523125")

_CENT = Decimal("0.01")


def lb_to_kg(lb: Decimal | float | str) -> Decimal:
    """Pounds in kg, rounded to 0.01."""
    return round_load(Decimal(str(lb)) * KG_PER_LB)


def round_load(value: Decimal) -> Decimal:
    """A quantity rounded half up to 0.01, the resolution in which loads are kept."""
    return value.quantize(_CENT, rounding=ROUND_HALF_UP)
