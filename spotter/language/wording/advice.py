"""Short general answers, kept as data; their figures come from the constants that the coaching rules use."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from spotter.coaching import body, energy, gap, heart, injury, nutrition, plateau, progression, volume
from spotter.coaching.planning.cardio import WEEKLY_GROWTH
from spotter.coaching.units import KG_PER_LB
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]
# Minutes and seconds of rest: heavy 180 to 300 s, compound 120 to 180 s, isolation 60 to 90 s; as programs have it, no study
_REST = {"rest_heavy": (3, 5), "rest_compound": (2, 3), "rest_small": (60, 90)}


@cache
def advice() -> Mapping[str, Mapping[str, Any]]:
    """Every topic: its agent, its source, whether it speaks of body numbers or is for adults only, and its words in English and French."""
    loaded: dict[str, dict[str, Any]] = json.loads(files("spotter.language.wording").joinpath("advice.json").read_text("utf-8"))
    return loaded


def give_advice(facts: Facts, style: Style) -> str:
    """The topic's words, and what they come to for this person where their weight is known."""
    text = str(advice()[facts["topic"]][style.locale]).format(**_figures(style))
    if facts["own"] is None:
        return text
    low, high = (style.number(end, 1 if facts["own"]["unit"] == "kg" else 0) for end in facts["own"]["range"])
    own = style.phrase(f"advice.own_{facts['topic']}", weight=style.load(facts["own"]["weight_kg"]), low=low, high=high)
    return f"{text} {own}"


def _figures(style: Style) -> dict[str, str]:
    def number(value: float | Decimal) -> str:
        return style.number(value)

    figures = {
        "protein": _protein(style),
        "pain_go": number(injury.GO_UP_TO),
        "pain_modify": number(injury.MODIFY_UP_TO),
        "frequency": number(volume.MIN_FREQUENCY),
        "sets_max": number(volume.MAX_WEEKLY_SETS),
        "reps_low": number(volume.REPS_THAT_COUNT.start),
        "reps_high": number(volume.REPS_THAT_COUNT.stop - 1),
        "warm_up": number(volume.WARM_UP_S // 60),
        "deload_days": number(plateau.DELOAD_DAYS),
        "deload_weeks": number(plateau.WEEKS_UNTIL_DELOAD),
        "deload_cut": number((1 - plateau.DELOAD_LOAD_FACTOR) * 100),
        "plateau_sessions": number(plateau.RECENT_EXPOSURES),
        "plateau_days": number(plateau.MIN_DAYS),
        "raise_max": number(progression.MAX_RAISE * 100),
        "aerobic_low": number(heart.AEROBIC_MINUTES_ADULT),
        "aerobic_high": number(heart.AEROBIC_MINUTES_UPPER),
        "strength_days": number(heart.STRENGTH_DAYS),
        "run_growth": style.number((WEEKLY_GROWTH - 1) * 100, 0),
        "loss_percent": number(body.FASTEST_LOSS_PERCENT),
        "deficit": number(energy.DEFICIT_KCAL),
        "deficit_max": number(energy.MAX_DEFICIT_KCAL),
        "floor_female": number(energy.FLOOR_KCAL["female"]),
        "floor_male": number(energy.FLOOR_KCAL["male"]),
        "gain": number(energy.GAIN_KCAL),
        "easy_days": number(gap.EASY_DAYS_AFTER_ILLNESS),
        **{name: f"{low}-{high}" for name, (low, high) in _REST.items()},
    }
    return figures | _gaps(style)


def _gaps(style: Style) -> dict[str, str]:
    """From when on a pause costs load, and how much after two and after four weeks, as the rule of `coaching.gap` has it."""
    cuts = {days: back.load_factor for days in range(29) if isinstance(back := gap.return_after_gap(days), gap.Return)}
    free = max(days for days, factor in cuts.items() if factor == 1)
    return {"gap_free": style.number(free), "gap_two": style.number((1 - cuts[14]) * 100), "gap_four": style.number((1 - cuts[28]) * 100)}


def _protein(style: Style) -> str:
    low, high = nutrition.PROTEIN_RANGE_G_PER_KG
    if style.units == "imperial":
        per_lb = [style.number(Decimal(str(end)) * KG_PER_LB) for end in (low, high)]
        return style.phrase("advice.per_lb", low=per_lb[0], high=per_lb[1])
    return style.phrase("advice.per_kg", low=style.number(low), high=style.number(high))


SAY = {"give_advice": give_advice}
