"""Words for nutrition targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.coaching.nutrition import PROTEIN_RANGE_G_PER_KG
from spotter.language.wording.nutrition import left_of
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]
_COLUMNS = {"kcal": "kcal", "protein": "protein_g"}


def set_nutrition_target(facts: Facts, style: Style) -> str:
    """Your daily target: 2210 kcal and 160 g protein, what it rests on, and what it was before."""
    target, previous = figures(facts["target"], style), facts["previous"]
    text = style.phrase("nutrition.target_set", target=target)
    before = figures(previous, style) if previous else ""
    if before and before != target:
        text += style.phrase("nutrition.target_before", target=before)
    sentences = [f"{text}.", _need(facts, style), _macros(facts, style), _protein_range(facts, style)]
    if facts["is_computed"]:
        sentences += [style.phrase(f"nutrition.reason_{reason}") for reason in facts["reasons"]]
    if facts["is_computed"] and facts["is_activity_assumed"]:
        sentences.append(style.phrase("nutrition.activity_assumed"))
    return " ".join(sentence for sentence in sentences if sentence)


def show_target(facts: Facts, style: Style) -> str:
    """Your daily target and what is left of it today; without a target what the body suggests, and how to get one."""
    target, focus = facts["target"], facts["focus"]
    if target is not None and (focus is None or target[_COLUMNS[focus]]):
        names = [_COLUMNS[focus]] if focus else ["kcal", "protein_g"]
        told = {**dict.fromkeys(("kcal", "protein_g")), **{name: target[name] for name in names}}
        return (
            f"{style.phrase('nutrition.target_is', target=figures(told, style))}. {left_of(target, facts['eaten'], style, names)}".rstrip()
        )
    said = []
    if focus != "protein":
        said.append(_use(facts, style))
    if focus != "kcal":
        said.append(_protein(facts, style))
    return " ".join([*said, style.phrase("nutrition.target_offer")])


def _use(facts: Facts, style: Style) -> str:
    if facts["missing"]:
        wanted = style.listed([style.phrase(f"nutrition.missing_{name}") for name in facts["missing"]])
        return style.phrase("nutrition.need_unknown", wanted=wanted)
    low, high = facts["need_low_kcal"], facts["need_high_kcal"]
    if low is None:
        return style.phrase("nutrition.age_without_formula")
    need = str(low) if low == high else style.phrase("nutrition.range", low=low, high=high)
    return style.phrase("nutrition.need_is", need=need)


def _protein(facts: Facts, style: Style) -> str:
    low, high = (style.number(value, 1) for value in PROTEIN_RANGE_G_PER_KG)
    if facts["protein_low_g"] is None:
        return style.phrase("nutrition.protein_per_kg", low=low, high=high)
    return style.phrase("nutrition.protein_at_weight", low=facts["protein_low_g"], high=facts["protein_high_g"])


def figures(target: Facts, style: Style) -> str:
    """2210 kcal and 160 g protein; one of them where the other is not set."""
    parts = [style.phrase(f"nutrition.left_{name}", n=target[name]) for name in ("kcal", "protein_g") if target[name]]
    return style.listed(parts)


def _need(facts: Facts, style: Style) -> str:
    low, high, kcal = facts["need_low_kcal"], facts["need_high_kcal"], facts["target"]["kcal"]
    if low is None or kcal is None:
        return ""
    need = str(low) if low == high else style.phrase("nutrition.range", low=low, high=high)
    change = round(kcal - (low + high) / 2)
    key = "need_same" if abs(change) <= 10 else "need_above" if change > 0 else "need_below"
    text = style.phrase(f"nutrition.{key}", need=need, change=abs(change))
    return text if low == high else f"{text} {style.phrase('nutrition.sex_unknown')}"


def _macros(facts: Facts, style: Style) -> str:
    target = facts["target"]
    if target["carbs_g"] is None:
        return ""
    return style.phrase("nutrition.target_macros", carbs=target["carbs_g"], fat=target["fat_g"])


def _protein_range(facts: Facts, style: Style) -> str:
    if facts["protein_low_g"] is None or facts["target"]["protein_g"] is None:
        return ""
    return style.phrase("nutrition.protein_range", low=facts["protein_low_g"], high=facts["protein_high_g"])


SAY = {"set_nutrition_target": set_nutrition_target, "show_target": show_target}
