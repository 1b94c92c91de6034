"""What the coach says first: one matter in full, others beside it in a line; why it wrote, and what was set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.coaching.nudging import LESS_DAYS
from spotter.language.wording.sms import MOST_SEGMENTS, fold, segments
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]
Matter = tuple[str, Facts]  # the kind of nudge and what is known of it
MOST_BESIDE = 2
HABIT_DAYS = 14


def nudge_words(matters: Sequence[Matter], style: Style) -> str:
    """The first matter in full and up to two more in a line each, as much as two SMS take in any channel's letters."""
    text = _first(*matters[0], style)
    for kind, facts in matters[1 : 1 + MOST_BESIDE]:
        longer = f"{text}\n{_line(kind, facts, 'also', style)}"
        if segments(fold(longer)) > MOST_SEGMENTS:
            break
        text = longer
    return text


def options_of(names: Sequence[str], style: Style) -> list[str]:
    """The buttons under a message; the last one asks for less."""
    return [style.phrase(f"nudges.option_{name}") for name in (*names, "less")]


def why_words(kind: str, facts: Facts, style: Style) -> str:
    """What made the coach write about a matter."""
    return _line(kind, facts, "why", style)


def kind_name(kind: str, style: Style) -> str:
    """What messages of a kind are about."""
    return style.phrase(f"nudges.kind_{kind}")


def _first(kind: str, facts: Facts, style: Style) -> str:
    known = _told(kind, facts, style)
    name = f"nudges.{kind}{_variant(kind, facts, style)}"
    text = style.phrase(name, **known)
    if kind == "weekly_review" and facts["records"]:
        text += style.phrase("nudges.with_records", n=facts["records"])
    return text[:1].upper() + text[1:]


def _variant(kind: str, facts: Facts, style: Style) -> str:
    match kind:
        case "workout_missed":
            return "_today" if facts["next"] == style.today.isoformat() else "_later"
        case "welcome":
            return f"_{facts['step']}"
        case "health_trend":
            return f"_{facts['metric']}"
        case "workout_due":
            return "_2" if style.today.toordinal() % 2 else ""
    return ""


def _line(kind: str, facts: Facts, what: str, style: Style) -> str:
    text = style.phrase(f"nudges.{kind}_{what}", **_told(kind, facts, style))
    return text[:1].upper() + text[1:]


def _told(kind: str, facts: Facts, style: Style) -> dict[str, Any]:
    """The facts as words: names in the person's language, days as they are said, figures in their units."""
    told = dict(facts)
    if "day_name" in facts:
        told["workout"] = facts["day_name"].get(style.locale) or facts["day_name"]["en"]
    for name in ("on", "last", "next", "monday"):
        if facts.get(name):
            told[name] = style.day(date.fromisoformat(facts[name]))
    if "exercise_key" in facts:
        told["exercise"] = exercises()[facts["exercise_key"]].name[style.locale]
    more = _FIGURES.get(kind)
    return told | more(facts, style) if more else told


def _of_best(facts: Facts, style: Style) -> dict[str, Any]:
    load = facts["load_kg"]
    return {"set": f"{facts['reps']} x {style.load(load)}" if load is not None else style.phrase("nudges.reps", n=facts["reps"])}


def _of_week(facts: Facts, style: Style) -> dict[str, Any]:
    of_plan = style.phrase("nudges.of_plan", planned=facts["planned"]) if facts["planned"] else ""
    return {"of_plan": of_plan, "tier": style.phrase(f"nudges.tier_{facts['tier'] or 'none'}")}


def _of_trend(facts: Facts, style: Style) -> dict[str, Any]:
    digits = 0 if facts["metric"] == "resting_hr" else 1
    figures = {name: style.number(facts[name], digits) for name in ("now", "before")}
    return figures | {"unit": style.phrase(f"nudges.unit_{facts['metric']}")}


def _of_easy_week(facts: Facts, style: Style) -> dict[str, Any]:
    return {"reasons": style.listed([style.phrase(f"nudges.reason_{reason}") for reason in facts["reasons"]])}


_FIGURES: dict[str, Callable[[Facts, Style], dict[str, Any]]] = {
    "workout_due": lambda facts, _style: {"n": facts["exercises"]},
    "pr_possible": _of_best,
    "deload": _of_easy_week,
    "weekly_review": _of_week,
    "health_trend": _of_trend,
    "meal_log": lambda _facts, _style: {"of": HABIT_DAYS},
    "goal_reached": lambda facts, _style: {"text": facts["text"].rstrip(" .!")},
}


def explain_nudge(facts: Facts, style: Style) -> str:
    """Why the coach wrote first, matter by matter, and how to have less of it."""
    if facts.get("reminder"):
        return _explain_reminder(facts, style)
    if not facts["matters"]:
        return style.phrase("nudges.explained_none")
    sent: datetime = facts["sent_at"]
    head = style.phrase("nudges.explained", day=style.day(sent.date()), time=style.time(sent))
    reasons = [why_words(one["kind"], one["facts"], style) for one in facts["matters"]]
    return " ".join([head, *reasons, style.phrase("nudges.explained_how", n=facts["weekly_budget"])])


def _explain_reminder(facts: Facts, style: Style) -> str:
    """When the person asked for the message, and how to end it."""
    sent, told = facts["sent_at"], facts["reminder"]
    head = style.phrase("nudges.explained", day=style.day(sent.date()), time=style.time(sent))
    name = "explained_check_in" if told["kind"] == "check_in" else "explained_reminder"
    return f"{head} {style.phrase(f'nudges.{name}', text=told['text'].strip(' .'), day=style.day(told['asked_at'].date()))}"


def tune_nudges(facts: Facts, style: Style) -> str:
    """What was set about messages of the coach's own."""
    if facts["kinds"]:
        names = style.listed([kind_name(kind, style) for kind in facts["kinds"]])
        told = style.phrase(f"nudges.tuned_{facts['change']}", kinds=names, days=LESS_DAYS)
        own = style.listed(facts["reminders"])
        return f"{told} {style.phrase('nudges.own_reminders', n=len(facts['reminders']), names=own)}" if own else told
    name = {"off": "tuned_all_off", "usual": "tuned_all_usual"}.get(facts["change"], "tuned_budget")
    return style.phrase(f"nudges.{name}", n=facts["weekly_budget"])


def pause_nudges(facts: Facts, style: Style) -> str:
    """Until when the coach stays quiet."""
    return style.phrase("nudges.pause_over") if facts["until"] is None else style.phrase("nudges.paused", day=style.day(facts["until"]))


SAY = {"explain_nudge": explain_nudge, "tune_nudges": tune_nudges, "pause_nudges": pause_nudges}
