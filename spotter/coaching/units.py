"""Units people use and the SI units of the house: exact factors, conversions both ways, display."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

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


def kg_to_lb(kg: Decimal | float | str) -> Decimal:
    """Kilograms in pounds, rounded to 0.01."""
    return round_load(Decimal(str(kg)) / KG_PER_LB)


def stone_to_kg(stone: Decimal | float | str, lb: Decimal | float | str = 0) -> Decimal:
    """Stones and pounds in kg, rounded to 0.01."""
    return lb_to_kg(Decimal(str(stone)) * LB_PER_STONE + Decimal(str(lb)))


def feet_to_cm(feet: Decimal | float | str, inches: Decimal | float | str = 0) -> Decimal:
    """Feet and inches in cm, rounded to 0.01."""
    return round_load((Decimal(str(feet)) * 12 + Decimal(str(inches))) * CM_PER_INCH)


def miles_to_m(miles: Decimal | float | str) -> Decimal:
    """Miles in metres, rounded to 0.01."""
    return round_load(Decimal(str(miles)) * M_PER_MILE)


def kj_to_kcal(kj: Decimal | float | str) -> Decimal:
    """Kilojoules in kcal, rounded to 0.01."""
    return round_load(Decimal(str(kj)) / KJ_PER_KCAL)


def round_load(value: Decimal) -> Decimal:
    """A quantity rounded half up to 0.01, the resolution in which loads are kept."""
    return value.quantize(_CENT, rounding=ROUND_HALF_UP)


def show_load(kg: Decimal | float, units: Literal["metric", "imperial"], locale: Literal["en", "fr"] = "en") -> str:
    """A load for reading: "82.5 kg", "82,5 kg" in French, "185 lb" (to the half pound)."""
    if units == "metric":
        return f"{_number(Decimal(str(kg)).quantize(_CENT, ROUND_HALF_UP), locale)} kg"
    halves = (Decimal(str(kg)) / KG_PER_LB * 2).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{_number(halves / 2, locale)} lb"


def show_distance(metres: Decimal | float, units: Literal["metric", "imperial"], locale: Literal["en", "fr"] = "en") -> str:
    """A distance for reading: "400 m", "5.2 km", "3.11 mi"."""
    value = Decimal(str(metres))
    if units == "imperial" and value >= 800:
        return f"{_number((value / M_PER_MILE).quantize(_CENT, ROUND_HALF_UP), locale)} mi"
    if value < 1000:
        return f"{_number(value.quantize(Decimal(1), ROUND_HALF_UP), locale)} m"
    return f"{_number((value / 1000).quantize(_CENT, ROUND_HALF_UP), locale)} km"


def show_duration(seconds: float) -> str:
    """A duration for reading: "45 s", "27:30", "1:34:20"."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{rest:02}"
    return f"{minutes}:{rest:02}" if minutes else f"{rest} s"


def _number(value: Decimal, locale: Literal["en", "fr"]) -> str:
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if locale == "fr" else text
