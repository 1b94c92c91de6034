"""Words for personal records and the estimated one-repetition maximum."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording.style import Style
from spotter.language.wording.workouts import exercise_name, quantity, sentences
from spotter.messages import TableBlock

Facts = Mapping[str, Any]
ROWS_SHOWN = 12


def show_records(facts: Facts, style: Style) -> str:
    """Bench Press: estimated 1RM 96.2 kg (Mon 2 Mar), best set 5 reps at 82.5 kg."""
    if not facts["lifts"]:
        if facts["exercise"]:
            return style.phrase("records.none_of", what=exercise_name(facts["exercise"], style))
        return style.phrase("records.none")
    lines = [
        f"{exercise_name(lift['exercise'], style)}{_colon(style)} {_bests(lift, facts, style)}." for lift in facts["lifts"][:ROWS_SHOWN]
    ]
    if len(lines) == 1:
        return sentences(lines[0])
    if len(facts["lifts"]) > ROWS_SHOWN:
        lines.append(style.phrase("records.more", n=len(facts["lifts"]) - ROWS_SHOWN))
    return sentences("\n".join([style.phrase("records.head"), *(f"- {line}" for line in lines)]))


def record_table(facts: Facts, style: Style) -> TableBlock:
    """What the words say, to look at: all records of one exercise, or the main ones of each."""
    columns = [style.phrase(f"records.column_{name}") for name in ("what", "best", "day")]
    if len(facts["lifts"]) == 1:
        lift = facts["lifts"][0]
        rows = [[_kind(one, style), _value(one, style), style.day(one["day"])] for one in _told(lift, facts)]
        return TableBlock(title=exercise_name(lift["exercise"], style), columns=columns, rows=rows)
    rows = []
    for lift in facts["lifts"][:ROWS_SHOWN]:
        name = exercise_name(lift["exercise"], style)
        rows += [[name, f"{_kind(one, style)} {_value(one, style)}", style.day(one["day"])] for one in _told(lift, facts)]
    return TableBlock(title=style.phrase("records.title"), columns=columns, rows=rows)


def estimate_1rm(facts: Facts, style: Style) -> str:
    """Your 1RM is about 93.5 kg (formulas say 90 to 94 kg), from 5 reps at 80 kg on Monday 23 Feb."""
    what = exercise_name(facts["exercise"], style) if facts["exercise"] else None
    reps = quantity("reps", facts["reps"], style)
    source = style.phrase("records.from_set" if facts["load_kg"] else "records.from_body", reps=reps, load=style.load(facts["load_kg"]))
    if facts["day"] is not None:
        source += f" ({style.day(facts['day'])})"
    about = {name: style.load(round(facts[f"{name}_kg"] * 2) / 2) for name in ("e1rm", "low", "high")}
    key = "records.estimate_of" if what else "records.estimate"
    text = style.phrase(key, what=what, kg=about["e1rm"], low=about["low"], high=about["high"], source=source)
    if facts["is_added"]:
        text += " " + style.phrase("records.added")
    return text + (" " + style.phrase("records.rough") if facts["is_rough"] else "")


def _main(lift: Facts) -> list[Facts]:
    """The records worth saying: the e1RM and its like, else most repetitions, time or distance."""
    records = [one for one in lift["records"] if one["kind"] != "volume"] or list(lift["records"])
    e1rm = [one for one in records if one["kind"] == "e1rm"]
    loads = sorted((one for one in records if one["kind"] == "load_for_reps"), key=lambda one: (-one["value"], -one["reps"]))
    rest = [one for one in records if one["kind"] in ("reps", "distance", "duration", "volume")]
    return [*e1rm, *loads[:1], *rest][:2]


def _told(lift: Facts, facts: Facts) -> list[Facts]:
    """The records that are said and shown: all of one exercise, the main ones of several."""
    return list(lift["records"][:ROWS_SHOWN]) if len(facts["lifts"]) == 1 else _main(lift)


def _bests(lift: Facts, facts: Facts, style: Style) -> str:
    return ", ".join(f"{_kind(one, style)} {_value(one, style)} ({style.day(one['day'])})" for one in _told(lift, facts))


def _kind(one: Facts, style: Style) -> str:
    return style.phrase(f"records.kind_{one['kind']}", reps=quantity("reps", one["reps"] or 0, style))


def _value(one: Facts, style: Style) -> str:
    kind = "load" if one["kind"] in ("e1rm", "load_for_reps", "volume") else one["kind"]
    return quantity(kind, one["value"], style)


def _colon(style: Style) -> str:
    return " :" if style.locale == "fr" else ":"


SAY = {"show_records": show_records, "estimate_1rm": estimate_1rm}
