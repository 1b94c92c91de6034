"""Words for a workout while it goes on: the set just done, the next one, the rest, the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording.style import Style
from spotter.language.wording.workouts import dose_ahead, entry, exercise_name, records, sentences, set_ahead

Facts = Mapping[str, Any]


def start_workout(facts: Facts, style: Style) -> str:
    """Let's go: Full body A, about 50 min: Back Squat, Bench Press. First: Back Squat, set 1 of 3: 5 reps at 80 kg. Ramp: ..."""
    if facts["day_name"] is None:
        return style.phrase("guided.started_free" if facts["is_new"] else "guided.going_on_free") + _then(facts["guidance"], style)
    names = style.listed([exercise_name(one, style) for one in facts["exercises"]])
    key = "started" if facts["is_new"] else "going_on"
    lines = [style.phrase("today.did_today", title=facts["did_today"][style.locale])] if facts["did_today"] else []
    lines += [style.phrase(f"guided.{key}", title=facts["day_name"][style.locale], minutes=facts["minutes"], names=names)]
    lines += [style.phrase(f"today.change_{code}") for code in facts["changes"]]
    return sentences("\n".join([*lines, set_ahead(facts["guidance"], style)]))


def _then(guidance: Facts, style: Style) -> str:
    return "\n" + set_ahead(guidance, style) if guidance["coming"] else ""


def ask_how_it_went(facts: Facts, style: Style) -> str:
    """How was set 2 of Back Squat: 5 reps at 80 kg, as said?"""
    one = facts["coming"]
    return style.phrase("guided.how_was_it", n=one["number"], what=exercise_name(one["exercise"], style), dose=dose_ahead(one, style))


def show_next_set(facts: Facts, style: Style) -> str:
    """The next set, or only the rest before it."""
    coming = facts["guidance"]["coming"]
    if coming is None:
        return set_ahead(facts["guidance"], style)
    if facts["focus"] == "rest":
        if not coming["rest_s"]:
            return style.phrase("guided.no_rest") + " " + set_ahead(facts["guidance"], style)
        return (
            style.phrase("guided.rest_only", rest=style.duration(coming["rest_s"])) + " " + set_ahead(facts["guidance"], style, rest=False)
        )
    return set_ahead(facts["guidance"], style) + " " + style.phrase("guided.say_done")


def skip_exercise(facts: Facts, style: Style) -> str:
    """Left out: Walking Lunge. Next: ..."""
    return style.phrase("guided.skipped", what=exercise_name(facts["exercise"], style)) + " " + set_ahead(facts["guidance"], style)


def finish_workout(facts: Facts, style: Style) -> str:
    """The summary: how long, what was done of what was planned, kilograms, records, what comes next, and how hard it was."""
    if facts["is_rated"]:
        return style.phrase("guided.rated", effort=facts["effort"], load=facts["load"], minutes=_minutes(facts))
    if facts["workout_id"] is None:
        return style.phrase("guided.ended_empty") + _next(facts, style)
    lines = [_headline(facts, style), *(f"- {entry(one, style)}" for one in facts["entries"])]
    if facts["left"]:
        lines.append(style.phrase("guided.left", names=style.listed([exercise_name(one, style) for one in facts["left"]])))
    if facts["tonnage_kg"]:
        lines.append(style.phrase("guided.tonnage", load=style.load(round(facts["tonnage_kg"]))))
    lines += records(facts["records"], style, named=True)
    if facts["effort"] is not None:
        lines.append(style.phrase("guided.load", effort=facts["effort"], load=facts["load"], minutes=_minutes(facts)))
    following = _next(facts, style).strip()
    lines += [following] if following else []
    if facts["effort"] is None:
        lines.append(style.phrase("guided.how_hard"))
    return sentences("\n".join(lines))


def _headline(facts: Facts, style: Style) -> str:
    said = {"minutes": _minutes(facts), "done": facts["done"], "planned": facts["planned"]}
    if facts["day_name"] is None or not facts["planned"]:
        return style.phrase("guided.ended_free", **said)
    return style.phrase("guided.ended", title=facts["day_name"][style.locale], **said)


def _minutes(facts: Facts) -> int:
    return max(1, round(float(facts["duration_s"]) / 60))


def _next(facts: Facts, style: Style) -> str:
    if facts["next_on"] is None:
        return ""
    return " " + style.phrase("guided.following", day=style.day(facts["next_on"]), title=facts["next_name"][style.locale])


def show_warm_up(facts: Facts, style: Style) -> str:
    """Before 80 kg: 5 easy minutes, then 20 kg × 8, 40 kg × 5, 60 kg × 3, a minute between them."""
    said = {"what": exercise_name(facts["exercise"], style), "load": style.load(facts["load_kg"]), "minutes": facts["moving_min"]}
    if not facts["ramp"]:
        return style.phrase("guided.no_ramp", **said)
    steps = ", ".join(f"{style.load(one['load_kg'])} × {one['reps']}" for one in facts["ramp"])
    text = style.phrase("guided.warm_up", steps=steps, rest=style.duration(facts["rest_s"]), **said)
    return text if facts["source"] == "told" else text + " " + style.phrase(f"guided.load_of_{facts['source']}", load=said["load"])


SAY = {
    "start_workout": start_workout,
    "log_sets.confirm": ask_how_it_went,
    "show_next_set": show_next_set,
    "skip_exercise": skip_exercise,
    "finish_workout": finish_workout,
    "show_warm_up": show_warm_up,
}
