"""Words for nutrition targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording.style import Style

Facts = Mapping[str, Any]


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


SAY = {"set_nutrition_target": set_nutrition_target}
