"""Words for meal ideas and for the figures of a food."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.coaching.nutrition import FIGURES
from spotter.language.wording.nutrition import MACROS, MEASURED, food_name, left_of, unit_word
from spotter.language.wording.style import Style
from spotter.messages import TableBlock

Facts = Mapping[str, Any]
MOST_PORTIONS = 8


def suggest_meal(facts: Facts, style: Style) -> str:
    """Ideas for after training, each with kcal and protein; what suits a meal, and what is left of the day."""
    if facts["is_hidden"]:
        names = style.listed([idea["name"][style.locale] for idea in facts["ideas"]])
        return style.phrase(f"nutrition.ideas_hidden_{facts['situation']}", ideas=names)
    lines = [f"- {_idea(idea, style)}" for idea in facts["ideas"]]
    text = "\n".join([style.phrase(f"nutrition.ideas_{facts['situation']}"), *lines])
    after = []
    if facts["protein_g"] and facts["situation"] != "before_workout":
        after.append(style.phrase("nutrition.protein_of_meal", n=facts["protein_g"], source=facts["protein_source"]))
    if facts["target"]:
        after.append(left_of(facts["target"], facts["eaten"], style))
    return "\n".join([text, " ".join(after)]) if after else text


def _idea(idea: Facts, style: Style) -> str:
    kcal, protein = (style.number(idea["figures"][name], 0) for name in ("kcal", "protein_g"))
    return style.phrase("nutrition.idea", name_of=idea["name"][style.locale], sum=style.phrase("nutrition.sum", kcal=kcal, protein=protein))


def ideas_table(facts: Facts, style: Style) -> TableBlock:
    """The ideas with their foods in grams."""
    rows = []
    for idea in facts["ideas"]:
        for place, one in enumerate(idea["foods"]):
            rows.append([idea["name"][style.locale] if place == 0 else "", food_name(one["food"], style), style.number(one["grams"], 0)])
    columns = [style.phrase(f"nutrition.column_{name}") for name in ("meal", "food", "grams")]
    return TableBlock(title=style.phrase("nutrition.title_ideas"), columns=columns, rows=rows)


def find_food(facts: Facts, style: Style) -> str:
    """Banana, raw, 100 g: 89 kcal, 1.1 g protein ...; a usual portion; what else it may be."""
    others = style.listed([food_name(one, style) for one in facts["others"]])
    if facts["food"] is None:
        return style.phrase("nutrition.no_food_near" if others else "nutrition.no_food", query=facts["query"], others=others)
    name = food_name(facts["food"], style)
    if facts["is_hidden"]:
        return style.phrase("nutrition.food_hidden", food=name)
    per_100, *portions = facts["portions"]
    text = style.phrase("nutrition.per_100", food=name, figures=_figures(per_100["figures"], style))
    if portions:
        kcal, protein = (style.number(portions[0]["figures"][figure], 0) for figure in ("kcal", "protein_g"))
        text += " " + style.phrase("nutrition.per_portion", portion=_portion(portions[0], style).capitalize(), kcal=kcal, protein=protein)
    return f"{text} {style.phrase('nutrition.also', others=others)}" if others else text


def _figures(figures: Facts, style: Style) -> str:
    macros = [
        style.phrase("nutrition.macro", value=style.number(figures[f"{name}_g"]), macro=style.phrase(f"nutrition.macro_{name}"))
        for name in MACROS
    ]
    return ", ".join([f"{style.number(figures['kcal'], 0)} kcal", *macros])


def _portion(portion: Facts, style: Style) -> str:
    grams = f"{style.number(portion['grams'], 0)} g"
    if portion["name"] == "g":
        return grams
    unit = portion["name"] if portion["name"] in MEASURED else unit_word(portion["name"], portion["quantity"], style)
    return f"{style.number(portion['quantity'], 2)} {unit} ({grams})"


def food_table(facts: Facts, style: Style) -> TableBlock:
    """The food's figures per 100 g and for its portions. A portion without a word in the person's language is left out."""
    shown = [one for one in facts["portions"] if one["name"] in MEASURED or style.locale == "en" or _has_word(one["name"], style)]
    rows = [[_portion(one, style), *(style.number(one["figures"][name]) for name in FIGURES)] for one in shown[:MOST_PORTIONS]]
    columns = [style.phrase(f"nutrition.column_{name}") for name in ("amount", "kcal", *MACROS)]
    return TableBlock(title=food_name(facts["food"], style), columns=columns, rows=rows)


def _has_word(unit: str, style: Style) -> bool:
    return unit_word(unit, 1, style) != unit


SAY = {"suggest_meal": suggest_meal, "find_food": find_food}
