"""Words for rehab: what was given, what was done of it, and that no promise hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]
DAILY = 7


def rehab_name(one: Facts, style: Style) -> str:
    """The catalogue's name of a rehab exercise, else the person's own words."""
    known = exercises().get(one["exercise"]["key"] or "")
    return known.name[style.locale] if known else str(one["exercise"]["name"])


def rehab_dose(one: Facts, style: Style) -> str:
    """3 x 15 with 5 kg, twice a day."""
    amount = str(one["reps"]) if one["reps"] else style.duration(one["duration_s"]) if one["duration_s"] else ""
    dose = f"{one['sets']} x {amount}" if one["sets"] and amount else amount
    load = style.phrase("rehab.with_load", load=style.load(one["load_kg"])) if one["load_kg"] else ""
    return " ".join(piece for piece in (dose, load) if piece)


def how_often(per_week: int, style: Style) -> str:
    """every day, twice a day, 3 times a week."""
    if per_week % DAILY == 0:
        times = per_week // DAILY
        return style.phrase("rehab.daily") if times == 1 else style.phrase("rehab.times_a_day", n=times)
    return style.phrase("rehab.times_a_week", n=per_week)


def rehab_line(one: Facts, style: Style) -> str:
    """External rotation 3 x 15, every day: 9 of 12 done in the last days, today's done. Its name alone while training is stopped."""
    if one["rests"]:
        return rehab_name(one, style)
    head = " ".join(piece for piece in (rehab_name(one, style), rehab_dose(one, style)) if piece)
    said = [f"{head}, {how_often(one['per_week'], style)}"]
    if one["due"]:
        said.append(style.phrase("rehab.done_of", done=one["done"], due=one["due"]))
    if one["done_today"] >= one["due_today"]:
        said.append(style.phrase("rehab.done_today"))
    if one["until"]:
        said.append(style.phrase("rehab.until", day=style.day(one["until"])))
    return "; ".join(said)


def rehab_lines(found: Sequence[Facts], style: Style) -> list[str]:
    """The rehab that is due, a line each."""
    return [style.phrase("rehab.title"), *(f"- {rehab_line(one, style)}" for one in found), *_rests(found, style)] if found else []


def _rests(found: Sequence[Facts], style: Style) -> list[str]:
    """That nothing of it is due while training is stopped."""
    return [style.phrase("rehab.rests")] if any(one["rests"] for one in found) else []


def set_rehab(facts: Facts, style: Style) -> str:
    """What was kept, and on whose word."""
    lines = [style.phrase(f"rehab.kept_{facts['told_by']}"), *(f"- {rehab_line(one, style)}" for one in facts["exercises"])]
    if resting := _rests(facts["exercises"], style):
        return "\n".join([*lines, *resting])
    if facts["painful"]:
        lines.append(style.phrase("rehab.painful", list=style.listed([rehab_name({"exercise": one}, style) for one in facts["painful"]])))
    return "\n".join([*lines, style.phrase("rehab.stop_rule")])


def log_rehab(facts: Facts, style: Style) -> str:
    """What was ticked off, and how it goes."""
    names = style.listed([rehab_name(one, style) for one in facts["done"]])
    lines = [style.phrase("rehab.logged", list=names, day=style.day(facts["date"]))] if facts["done"] else []
    if facts["already"]:
        again = style.listed([rehab_name(one, style) for one in facts["already"]])
        lines.append(style.phrase("rehab.already", list=again, day=style.day(facts["date"])))
    if resting := _rests([*facts["done"], *facts["already"]], style):
        return "\n".join([*lines, *resting])
    return "\n".join([*lines, *(f"- {rehab_line(one, style)}" for one in facts["done"] if one["due"])])


def stop_rehab(facts: Facts, style: Style) -> str:
    """What is over."""
    return style.phrase("rehab.stopped", list=style.listed([rehab_name(one, style) for one in facts["stopped"]]))


SAY = {"set_rehab": set_rehab, "log_rehab": log_rehab, "stop_rehab": stop_rehab}
