"""Words for what somebody told about themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from spotter.coaching.ages import YOUNGEST_AGE
from spotter.coaching.units import CM_PER_INCH
from spotter.language.equipment_names import equipment_name
from spotter.language.wording.style import WEEKDAYS, Style

Facts = Mapping[str, Any]
ASKED_FOR = ("goal", "level", "days_per_week", "minutes", "equipment")
_CODED = frozenset({"sex", "level", "goal", "daily_activity", "units", "locale"})


def update_profile(facts: Facts, style: Style) -> str:
    """Noted: goal strength, 4 days a week."""
    profile = facts["profile"]
    if not facts["changed"]:
        return style.phrase("profile.too_young", age=YOUNGEST_AGE)
    style = replace(style, locale=profile["locale"] if "locale" in facts["changed"] else style.locale, units=profile["units"])
    said = ["age" if name == "birth_date" else name for name in facts["changed"]]
    parts = [in_sentence(name, profile[name], style) for name in dict.fromkeys(said) if profile[name] is not None]
    text = style.phrase("profile.noted", what=", ".join(parts))
    return f"{text} {style.phrase('profile.no_weight_loss')}" if facts["is_goal_refused"] else text


def show_profile(facts: Facts, style: Style) -> str:
    """What is known in one line, and what would help."""
    known = [name for name in facts if facts[name] is not None and name not in ("birth_date", "units", "locale", "time_zone")]
    missing = [label(name, style).lower() for name in ASKED_FOR if facts[name] is None]
    if not known:
        return style.phrase("profile.nothing_known")
    text = style.phrase("profile.known", what=", ".join(in_sentence(name, facts[name], style) for name in known))
    return text + (" " + style.phrase("profile.missing", what=style.listed(missing)) if missing else "")


def label(name: str, style: Style) -> str:
    """What a piece of the profile is called."""
    return style.phrase(f"profile.of_{name}")


def in_sentence(name: str, value: Any, style: Style) -> str:
    """A piece of the profile as part of a sentence: "goal strength", "60 min a workout"."""
    if name == "workout_style" and style.knows(f"profile.style_{value}"):
        return style.phrase("profile.say_place", value=style.phrase(f"profile.style_{value}"))
    return style.phrase(f"profile.say_{name}", value=value_in_words(name, value, style), n=value if isinstance(value, int) else 0)


def value_in_words(name: str, value: Any, style: Style) -> str:
    """A value of the profile: `hypertrophy` is "muscle", 180 cm is 5'11" for those who think in inches."""
    if name == "weekdays":
        return style.listed([WEEKDAYS[style.locale][day] for day in value])
    if name == "equipment":
        return equipment_in_words(value, style)
    if name == "height_cm":
        feet, inches = divmod(round(float(value) / float(CM_PER_INCH)), 12)
        return f"{feet}'{inches}\"" if style.units == "imperial" else f"{style.number(value)} cm"
    if name == "workout_style" and style.knows(f"profile.style_{value}"):
        return style.phrase(f"profile.style_{value}")
    return style.phrase(f"profile.{name}_{value}") if name in _CODED else str(value)


def equipment_in_words(keys: Sequence[str], style: Style) -> str:
    """Equipment as what somebody has: "a bench and dumbbells", "un banc et des haltères"."""
    names = {key: f"profile.have_{key}" for key in keys}
    return style.listed([style.phrase(name) if style.knows(name) else equipment_name(key, style.locale) for key, name in names.items()])


def ask_about_age(facts: Facts, style: Style) -> str:
    """Ask whoever told that they are younger whether they are that old."""
    return style.phrase("profile.ask_age", age=facts["age"], limit=facts["limit"])


SAY = {"update_profile": update_profile, "update_profile.confirm": ask_about_age, "show_profile": show_profile}
