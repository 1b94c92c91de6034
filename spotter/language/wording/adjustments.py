"""Words for workouts of some days that are done otherwise than planned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording.style import Style
from spotter.language.wording.today import adjusted_what, today_workout
from spotter.language.wording.workouts import sentences

Facts = Mapping[str, Any]


def adjust_workouts(facts: Facts, style: Style) -> str:
    """What holds for which days, then the next workout as it is now."""
    head = style.phrase("adjustments.as_planned") if facts["adjusted"] is None else adjusted_in_words(facts["adjusted"], style)
    rest = today_workout(facts["workout"], style) if facts["workout"] else style.phrase("adjustments.no_workout")
    return sentences(f"{head}\n{rest}")


def adjusted_in_words(adjusted: Facts, style: Style) -> str:
    """From today to Sunday 8 Mar: with bands only, at most 30 min."""
    what = adjusted_what(adjusted, style)
    first, last = style.day(adjusted["starts_on"]), style.day(adjusted["ends_on"])
    if adjusted["starts_on"] == adjusted["ends_on"]:
        told = style.phrase("adjustments.only_on", day=first, what=what)
    else:
        told = style.phrase("adjustments.until", first=first, last=last, what=what)
    if adjusted["equipment"] == ["bodyweight"]:
        told += " " + style.phrase("adjustments.more_there")
    return told[:1].upper() + told[1:]


def move_workout(facts: Facts, style: Style) -> str:
    """Full body B moves from Thursday to Friday; then the week as it comes."""
    day, to = style.day(facts["planned_on"]), style.day(facts["to"])
    days = ", ".join(f"{style.day(one['on'])} {one['name'][style.locale]}" for one in facts["week"])
    lines = [style.phrase("adjustments.moved", title=facts["name"][style.locale], day=day, to=to)]
    return sentences(" ".join([*lines, style.phrase("adjustments.week", days=days)] if days else lines))


SAY = {"adjust_workouts": adjust_workouts, "move_workout": move_workout}
