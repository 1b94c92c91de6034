"""Words for exercises that somebody looked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spotter.language.equipment_names import equipment_name
from spotter.language.muscle_names import muscle_name
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]
MOST_SAID = 5


def find_exercise(facts: Facts, style: Style) -> str:
    """How to do one exercise, or the names of those that fit."""
    names = [one["name"][style.locale] for one in facts["found"]]
    if not facts["exact"]:
        return style.phrase("exercises.found", names=style.listed(names[:MOST_SAID]))
    if facts["instead"]:
        others = style.listed([row["name"][style.locale] for row in facts["like_it"]])
        return style.phrase("exercises.instead" if others else "exercises.nothing_instead", title=names[0], names=others)
    one = facts["found"][0]
    lines = [
        *([style.phrase(f"injuries.demand_pregnancy_{facts['pregnancy']}")] if facts["pregnancy"] else []),
        style.phrase("exercises.how", title=names[0], how=one["how"][style.locale]),
        style.phrase("exercises.mistake", what=one["mistake"][style.locale]),
        style.phrase(
            "exercises.trains",
            muscles=style.listed([muscle_name(muscle, style.locale) for muscle in one["muscles"]]),
            equipment=equipment_in_words(one["equipment"], style),
        ),
    ]
    if facts["last"] is not None:
        lines.append(_last(facts["last"], style))
    if facts["like_it"]:
        lines.append(style.phrase("exercises.like_it", names=style.listed([row["name"][style.locale] for row in facts["like_it"]])))
    return "\n".join(lines)


def _last(last: Facts, style: Style) -> str:
    reps = ", ".join(str(count) for count in last["reps"])
    done = f"{style.load(last['load_kg'])} × {reps}" if last["load_kg"] else reps
    return style.phrase("exercises.last", day=style.day(last["on"]), done=done).replace("..", ".")


def equipment_in_words(keys: Sequence[str], style: Style) -> str:
    """What an exercise needs: "dumbbells, a bench"."""
    return ", ".join(equipment_name(key, style.locale) for key in keys)


SAY = {"find_exercise": find_exercise}
