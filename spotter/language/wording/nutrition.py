"""Words for meals and what was eaten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from spotter.catalogue.foods import foods
from spotter.coaching.nutrition import FIGURES
from spotter.language.wording.style import Style
from spotter.messages import TableBlock

Facts = Mapping[str, Any]
MEASURED = frozenset({"g", "kg", "ml", "cl", "dl", "l", "oz", "lb", "fl oz"})
MACROS = ("protein", "carbs", "fat", "fiber")


def food_name(food: Facts, style: Style) -> str:
    """The catalogue's name in the person's language, else the person's own words."""
    known = foods().get(food["key"]) if food["key"] else None
    return known.name[style.locale] if known else str(food["name"])


def amount(one: Facts, style: Style) -> str:
    """Behind a food's name: ", 200 g", " × 2 (100 g)", ", 2 slices (50 g)", " (118 g)"."""
    quantity, unit = one["quantity"], one["unit"]
    if one["grams"] is None:
        return ""
    grams = f"{style.number(one['grams'], 0)} g"
    if unit == "g":
        return f", {grams}"
    if unit in MEASURED:
        return f", {style.number(quantity, 2)} {unit} ({grams})"
    if unit not in (None, "piece", "some"):
        return f", {style.number(quantity, 2)} {unit_word(unit, quantity, style)} ({grams})"
    times = "" if quantity == 1 else f" × {style.number(quantity, 2)}"
    return f"{times} ({grams})"


def unit_word(unit: str, quantity: float, style: Style) -> str:
    """slice or slices, tranche or tranches; a unit without a phrase stays as it is."""
    try:
        return style.phrase(f"nutrition.unit_{unit.replace(' ', '_')}", n=quantity)
    except KeyError:
        return unit


def log_meal(facts: Facts, style: Style) -> str:
    """Logged for today, lunch: the foods with grams and kcal, their sum, and what is left of the target."""
    names = [food_name(one["food"], style) for one in facts["items"]]
    day = style.day(facts["eaten_on"])
    when = style.phrase("nutrition.when_kind", day=day, kind=kind_word(facts["kind"], style)) if facts["kind"] else day
    if facts["is_hidden"]:
        return style.phrase("nutrition.logged_hidden", when=when, foods=style.listed(names)) + _care(facts, style)
    lines = [f"{name}{amount(one, style)}" for name, one in zip(names, facts["items"], strict=True)]
    figures = style.phrase(
        "nutrition.sum", kcal=style.number(facts["meal"]["kcal"], 0), protein=style.number(facts["meal"]["protein_g"], 0)
    )
    if all(one["protein_g"] is None for one in facts["items"]):  # only the kcal were told
        figures = f"{style.number(facts['meal']['kcal'], 0)} kcal"
    if len(lines) == 1:
        text = style.phrase("nutrition.logged_one", when=when, food=lines[0], sum=figures)
    else:
        listed = [
            f"- {style.phrase('nutrition.line', food=line, kcal=_kcal(one, style))}"
            for line, one in zip(lines, facts["items"], strict=True)
        ]
        text = "\n".join([style.phrase("nutrition.logged_many", when=when), *listed, style.phrase("nutrition.in_all", sum=figures)])
    doubtful = [name for name, one in zip(names, facts["items"], strict=True) if one["is_doubtful"]]
    if doubtful:
        text += " " + style.phrase("nutrition.doubtful", food=style.listed(doubtful))
    return text + _not_taken_off(facts["items"], style) + _standing(facts, style)


def _not_taken_off(items: Sequence[Facts], style: Style) -> str:
    """What the person left out of a dish of which only the usual figures are known."""
    dishes = [(food_name(one["food"], style), style.listed(one["without"])) for one in items if one.get("without")]
    return "".join(" " + style.phrase("nutrition.not_taken_off", food=food, part=part) for food, part in dishes)


def _kcal(one: Facts, style: Style) -> str:
    return "?" if one["kcal"] is None else f"{style.number(one['kcal'], 0)} kcal"


def kind_word(kind: str, style: Style) -> str:
    """breakfast, lunch, dinner, snack."""
    return style.phrase(f"nutrition.kind_{kind}")


def _standing(facts: Facts, style: Style) -> str:
    """Where the day stands after a meal: what is left of the target, else the sum so far."""
    day, is_today = facts["day"], facts["eaten_on"] == style.today
    if facts["target"] and is_today:
        return f" {left_of(facts['target'], day, style)}"
    if day["kcal"] == facts["meal"]["kcal"]:
        return ""
    figures = style.phrase("nutrition.sum", kcal=style.number(day["kcal"], 0), protein=style.number(day["protein_g"], 0))
    return " " + style.phrase("nutrition.so_far" if is_today else "nutrition.that_day", sum=figures)


def left_of(target: Facts, eaten: Facts, style: Style, names: Sequence[str] = ("kcal", "protein_g")) -> str:
    """Left today: 960 kcal and 52 g protein; or by how much the target is passed."""
    left = {name: round(target[name] - eaten[name]) for name in names if target[name] is not None}
    if not left:
        return ""
    parts = [style.phrase(f"nutrition.left_{name}", n=n) for name, n in left.items() if n > 0]
    text = style.phrase("nutrition.left", parts=style.listed(parts)) if parts else style.phrase("nutrition.reached")
    if left.get("kcal", 0) < 0:
        over = style.phrase("nutrition.past_kcal", n=-left["kcal"], target=target["kcal"])
        return f"{over} {text}" if parts else over
    return text


def _care(facts: Facts, style: Style) -> str:
    return " " + style.phrase("nutrition.low_intake") if facts["signals"] else ""


def show_nutrition(facts: Facts, style: Style) -> str:
    """Today so far: 1240 of 2200 kcal; for a week the average of the logged days, and how many those were."""
    if not facts["foods"] and not facts["days"]:
        left = left_of(facts["target"], dict.fromkeys(FIGURES, 0), style) if facts["target"] and facts["period"] == "today" else ""
        nothing = style.phrase(f"nutrition.nothing_{facts['period']}")
        return f"{nothing} {left}".rstrip()
    if facts["is_hidden"]:
        names = list(dict.fromkeys(food_name(one["food"], style) for one in facts["foods"]))
        return style.phrase(f"nutrition.hidden_{facts['period']}", foods=style.listed(names[:12])) + _care(facts, style)
    head = style.phrase(f"nutrition.head_{facts['period']}", n=len(facts["days"]))
    text = f"{head} {_amounts(facts, style)}."
    if facts["period"] == "today" and facts["target"] and facts["focus"] in (None, "kcal", "protein"):
        names = [name for name in ("kcal", "protein_g") if name.split("_")[0] == (facts["focus"] or name.split("_")[0])]
        return f"{text} {left_of(facts['target'], facts['figures'], style, names)}".rstrip()
    return text + _compared(facts, style)


def _amounts(facts: Facts, style: Style) -> str:
    wanted = [facts["focus"]] if facts["focus"] else ["kcal", *MACROS]
    return ", ".join(_one_amount(name, facts, style) for name in wanted)


def _one_amount(name: str, facts: Facts, style: Style) -> str:
    column = "kcal" if name == "kcal" else f"{name}_g"
    value = style.number(facts["figures"][column], 0)
    goal = (facts["target"] or {}).get(column)
    if goal:
        value = style.phrase("nutrition.of_target", value=value, target=goal)
    return (
        f"{value} kcal" if name == "kcal" else style.phrase("nutrition.macro", value=value, macro=style.phrase(f"nutrition.macro_{name}"))
    )


def _compared(facts: Facts, style: Style) -> str:
    if facts["usual"] is None:
        return ""
    name = facts["focus"] or "kcal"
    column, unit = ("kcal", "kcal") if name == "kcal" else (f"{name}_g", "g")
    if facts["period"] == "week":
        change = round(facts["figures"][column] - facts["usual"][column])
        key = "same_week" if change == 0 else "more_week" if change > 0 else "less_week"
        return " " + style.phrase(f"nutrition.{key}", amount=f"{abs(change)} {unit}", n=facts["usual_days"])
    return " " + style.phrase("nutrition.usual", amount=f"{style.number(facts['usual'][column], 0)} {unit}", n=facts["usual_days"])


def day_table(facts: Facts, style: Style) -> TableBlock:
    """The foods of a day with their amount, kcal and protein."""
    rows = []
    for kind, eaten in groupby(facts["foods"], key=lambda one: one["kind"]):
        title = kind_word(kind, style).capitalize() if kind else ""
        for place, one in enumerate(eaten):
            name = food_name(one["food"], style) + amount(one, style)
            protein = "?" if one["protein_g"] is None else style.number(one["protein_g"], 0)
            rows.append([title if place == 0 else "", name, _kcal(one, style).removesuffix(" kcal"), protein])
    return TableBlock(
        title=style.phrase(f"nutrition.title_{facts['period']}"),
        columns=[style.phrase(f"nutrition.column_{name}") for name in ("meal", "food", "kcal", "protein")],
        rows=rows,
    )


def week_table(facts: Facts, style: Style) -> TableBlock:
    """The days that have a log with their figures."""
    return TableBlock(
        title=style.phrase("nutrition.title_week"),
        columns=[style.phrase(f"nutrition.column_{name}") for name in ("day", "kcal", *MACROS)],
        rows=[
            [style.day(day["day"]), *(style.number(day["figures"][name], 0) for name in FIGURES)]
            for day in sorted(facts["days"], key=lambda one: one["day"], reverse=True)
        ],
    )


SAY = {"log_meal": log_meal, "show_nutrition": show_nutrition}
