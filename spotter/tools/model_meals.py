"""The foods that a language model names, resolved as the grammar of meals resolves those that people name."""

from __future__ import annotations

from typing import Any

from spotter.catalogue.food_words import plain
from spotter.coaching.nutrition import FIGURES
from spotter.language.meal_items import read_items
from spotter.language.meal_speech import language_of, spelled
from spotter.language.meal_words import UNITS
from spotter.language.meals import item_args
from spotter.tools.model_values import Values, refuse

_MOST = 10_000


def foods_of(name: str, amounts: dict[str, Any], values: Values) -> list[dict[str, Any]]:
    """The items of `log_meal` that a name with quantity and unit comes to: one, or several for "rice with beans".

    `amounts` may hold figures for the whole amount: those that the person's own words state are kept, the house works out the rest.
    """
    stated = {
        one: amounts[one] for one in FIGURES if one in amounts and values.is_stated(amounts[one], "energy" if one == "kcal" else "mass")
    }
    locale = language_of(name, values.ctx.locale)
    found = read_items(spelled(_phrase(name, amounts), locale), locale)
    is_known = bool(found.items) and not found.unknown and not found.leftover
    if not is_known or (stated and len(found.items) > 1):
        own: dict[str, Any] = {one: amounts[one] for one in ("quantity", "unit") if one in amounts}
        return [{"food": {"key": None, "name": name}} | own | stated]
    if stated:
        found.items[0].figures.update(stated)
    return [item_args(item) for item in found.items]


def _phrase(name: str, amounts: dict[str, Any]) -> str:
    """The food as somebody would say it; an amount in its name ("2 eggs") goes before the one beside it."""
    quantity, unit = amounts.get("quantity"), amounts.get("unit")
    if unit is not None and plain(unit).strip(" .") not in UNITS:
        raise refuse("unit", "is not known; use g, ml, piece, slice, cup, tbsp, bowl, serving.")
    if quantity is not None and not 0 < quantity <= _MOST:
        raise refuse("quantity", f"should be above 0, at most {_MOST}.")
    if name[0].isdigit() or (quantity is None and unit is None):
        return name
    return f"{1 if quantity is None else quantity} {unit or ''} {name}".replace("  ", " ")
