"""Words for logged workouts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.language.wording.goals import celebrations
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]
_SHOWN = ("reps", "load_kg", "rpe", "rir", "duration_s", "distance_m", "kind")


def exercise_name(ref: Facts, style: Style) -> str:
    """The catalogue's name in the person's language, else their own words."""
    known = exercises().get(ref["key"] or "")
    return known.name[style.locale] if known else str(ref["name"])


def log_workout(facts: Facts, style: Style) -> str:
    """Logged for today: Bench press 3 × 5 at 80 kg, 2.5 kg more than on Monday 23 Feb. While a workout goes on: what comes next."""
    if facts["guidance"] is not None:
        return _within(facts, style)
    entries = facts["entries"]
    gains = {_identity(gain["exercise"]): gain for gain in facts["gains"]}
    day = style.day(facts["date"])
    if len(entries) == 1:
        gain = gains.get(_identity(entries[0]["exercise"]))
        told = (
            "" if gain is None or facts["records"] else style.phrase("workouts.more_than", more=_more(gain, style), when=since(gain, style))
        )
        lines = [style.phrase("workouts.logged_one", day=day, entry=entry(entries[0], style) + told)]
    else:
        listed = [f"- {entry(one, style)}{_in_brackets(gains.get(_identity(one['exercise'])), style)}" for one in entries]
        lines = [style.phrase("workouts.logged_many", day=day), *listed]
    lines += records(facts["records"], style, named=len(entries) > 1)
    lines += celebrations(facts["reached"], style)
    if facts["repeats_min"] is not None:
        key = "repeated" if facts["repeats_min"] >= 1 else "repeated_now"
        lines.append(style.phrase(f"workouts.{key}", minutes=facts["repeats_min"]))
    elif facts["without_load"]:
        names = style.listed([exercise_name(ref, style) for ref in facts["without_load"]])
        lines.append(style.phrase("workouts.without_load", names=names, example=style.load(40 if style.units == "metric" else 40.8233)))
    return sentences("\n".join(lines))


def _within(facts: Facts, style: Style) -> str:
    """Noted: Back Squat 1 × 5 at 80 kg. Rest 3 min. Then set 2 of 3: 5 reps at 80 kg."""
    lines = [style.phrase("guided.noted", entry="; ".join(entry(one, style) for one in facts["entries"]))]
    lines += records(facts["records"], style, named=len(facts["entries"]) > 1)
    lines += celebrations(facts["reached"], style)
    return sentences("\n".join([*lines, set_ahead(facts["guidance"], style)]))


def set_ahead(guidance: Facts, style: Style, *, rest: bool = True) -> str:
    """What comes in a workout that goes on: why it is so, the rest before it, the set, its ramp."""
    coming = guidance["coming"]
    if coming is None:
        return _nothing_ahead(guidance, style)
    said = []
    if style.knows(f"guided.because_{coming['reason']}"):
        said.append(style.phrase(f"guided.because_{coming['reason']}"))
    if rest and coming["rest_s"]:
        said.append(style.phrase("guided.rest", rest=style.duration(coming["rest_s"])))
    facts = {"what": exercise_name(coming["exercise"], style), "n": coming["number"], "of": coming["of"], "dose": dose_ahead(coming, style)}
    said.append(style.phrase(f"guided.{_lead(guidance, coming)}", **facts))
    if coming["lacks_load"]:
        said.append(style.phrase("guided.find_load"))
    if coming["ramp"]:
        said.append(style.phrase("guided.ramp", steps=ramp_in_words(coming["ramp"], style)))
    if coming["instead_of"]:
        said.append(style.phrase("guided.instead_of", what=exercise_name(coming["instead_of"], style)))
    if coming["percent_for_pain"] < 100:
        said.append(style.phrase("guided.for_pain"))
    return " ".join(said)


def _nothing_ahead(guidance: Facts, style: Style) -> str:
    """Everything planned is done, nothing was planned, or nothing more is proposed of what was done."""
    kept_off = guidance["kept_off"]
    if kept_off:
        why = style.phrase(f"plans.finding_{kept_off['why']}")
        return style.phrase("guided.kept_off", what=exercise_name(kept_off["exercise"], style), why=why)
    return style.phrase("guided.nothing_left" if guidance["planned"] else "guided.nothing_planned")


def _lead(guidance: Facts, coming: Facts) -> str:
    if coming["of"] is None:
        return "next_free"
    if not guidance["done"]:
        return "first"
    return "next" if coming["is_other"] else "same"


def dose_ahead(coming: Facts, style: Style) -> str:
    """What one set asks for: 8-10 reps at 60 kg, 2 in reserve."""
    if coming["reps"] is None:
        return style.duration(coming["duration_s"]) if coming["duration_s"] is not None else style.distance(coming["distance_m"] or 0)
    text = style.phrase("workouts.reps", n=coming["reps"])
    if coming["reps_max"]:
        text = text.replace(str(coming["reps"]), f"{coming['reps']}-{coming['reps_max']}", 1)
    if coming["load_kg"]:
        text += " " + style.phrase("workouts.at_load", load=style.load(coming["load_kg"]))
    return text + (", " + style.phrase("plans.reserve", n=coming["rir"]) if coming["rir"] is not None else "")


def ramp_in_words(ramp: Sequence[Facts], style: Style) -> str:
    """The steps to a work load, without their unit: "20 × 8, 40 × 5, 60 × 3"."""
    return ", ".join(f"{style.load(one['load_kg']).split()[0]} × {one['reps']}" for one in ramp)


def sentences(text: str) -> str:
    """One full stop where an abbreviated month ends a sentence."""
    return text.replace("..", ".")


def entry(facts: Facts, style: Style) -> str:
    """One exercise with its sets: "Bench press 3 × 5 at 80 kg, 1 × 8 at 60 kg"."""
    return f"{exercise_name(facts['exercise'], style)} {sets(facts['sets'], style)}"


def sets(done: Sequence[Facts], style: Style) -> str:
    """Sets in words, equal ones in a row joined: "3 × 5 at 80 kg, 1 × 8 at 60 kg"."""
    shown = [{name: one[name] for name in _SHOWN} for one in done]
    runs = [(len(list(same)), one) for one, same in groupby(shown)]
    return ", ".join(_run(count, one, style) for count, one in runs)


def records(facts: Sequence[Facts], style: Style, *, named: bool) -> list[str]:
    """One line for each exercise that beat its own best."""
    lines = []
    for _identity_of, group in groupby(facts, key=lambda fact: _identity(fact["exercise"])):
        beaten = list(group)
        told = [fact for fact in beaten if fact["kind"] != "e1rm"][-1:] + [fact for fact in beaten if fact["kind"] == "e1rm"]
        line = " ".join(_record(fact, style, is_first=place == 0) for place, fact in enumerate(told))
        colon = " :" if style.locale == "fr" else ":"
        lines.append(f"{exercise_name(beaten[0]['exercise'], style)}{colon} {line[:1].lower()}{line[1:]}" if named else line)
    return lines


def since(facts: Facts, style: Style) -> str:
    """The day of a comparison: "earlier today", "yesterday", "on Monday 23 Feb"."""
    day = facts["than_on"]
    if day == style.today:
        return style.phrase("workouts.earlier_today")
    return style.day(day) if abs((day - style.today).days) <= 1 else style.phrase("workouts.on_day", day=style.day(day))


def quantity(kind: str, value: float, style: Style) -> str:
    """An amount of load, repetitions, time or distance."""
    match kind:
        case "reps":
            return style.phrase("workouts.reps", n=int(value))
        case "duration":
            return style.duration(int(value))
        case "distance":
            return style.distance(value)
    return style.load(round(value, 1))


def _identity(ref: Facts) -> str:
    return str(ref["key"] or ref["name"])


def _more(gain: Facts, style: Style) -> str:
    return quantity(gain["kind"], gain["more"], style)


def _in_brackets(gain: Facts | None, style: Style) -> str:
    return "" if gain is None else f" (+{_more(gain, style)})"


def _record(fact: Facts, style: Style, *, is_first: bool) -> str:
    kind = "load" if fact["kind"] in ("e1rm", "load_for_reps") else fact["kind"]
    value, more = quantity(kind, fact["value"], style), quantity(kind, round(fact["value"] - fact["before"], 3), style)
    when = since({"than_on": fact["before_on"]}, style)
    if fact["kind"] == "e1rm" and not is_first:
        return style.phrase("workouts.record_e1rm_too", value=value, more=more)
    return style.phrase(f"workouts.record_{fact['kind']}", value=value, more=more, when=when, n=fact["reps"])


def _run(count: int, one: Facts, style: Style) -> str:
    parts = [_amount(count, one, style)]
    if one["load_kg"]:
        parts.append(style.phrase("workouts.at_load", load=style.load(one["load_kg"])))
    if one["rpe"] is not None:
        parts.append(f"RPE {style.number(one['rpe'])}")
    if one["rir"] is not None:
        parts.append(f"RIR {style.number(one['rir'])}")
    if one["kind"] != "work":
        parts.append(style.phrase(f"workouts.kind_{one['kind']}"))
    return " ".join(parts)


def _amount(count: int, one: Facts, style: Style) -> str:
    amounts = []
    if one["reps"] is not None:
        return f"{count} × {one['reps']}"
    if one["distance_m"] is not None:
        amounts.append(style.distance(one["distance_m"]))
    if one["duration_s"] is not None:
        joint = style.phrase("workouts.in_time") if amounts else ""
        amounts.append(joint + style.duration(one["duration_s"]))
    text = " ".join(amounts)
    return text if count == 1 else f"{count} × {text}"


SAY = {"log_workout": log_workout, "log_sets": log_workout}
