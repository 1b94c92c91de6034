"""Words of the house itself: undo, small talk, questions that no tool answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.language.understanding import ChatKind
from spotter.language.wording import recommendations
from spotter.language.wording.goals import goal_name
from spotter.language.wording.injuries import part
from spotter.language.wording.metrics import amount, metric_name
from spotter.language.wording.plans import is_of_an_exercise, reasons_by_exercise, reasons_in_words
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]
_QUOTED = 80
_READS = ("show_", "find_", "list_", "weekly_", "estimate_")


def undo(facts: Facts, style: Style) -> str:
    """Name what was taken back, with what it held."""
    if not facts["calls"]:
        return style.phrase("house.nothing_to_undo")
    return style.phrase("house.undone", what=style.listed([entry_in_words(call, style) for call in facts["calls"]]))


def ask_to_undo(facts: Facts, style: Style) -> str:
    """Nothing was changed just now; shall what was done before be taken back?"""
    return style.phrase("house.ask_to_undo", what=style.listed([entry_in_words(call, style) for call in facts["calls"]]))


def entry_in_words(call: Facts, style: Style) -> str:
    """The workout you logged (today: Bench press, 3 sets)."""
    detail = _detail(call["tool"], call["result"], style)
    name = tool_name(call["tool"], style)
    return style.phrase("house.undone_detail", what=name, detail=detail) if detail else name


def _detail(tool: str, result: Facts, style: Style) -> str:
    match tool:
        case "log_workout" | "log_sets":
            return _workout(result, style)
        case "log_meal":
            return style.listed([_food(item) for item in result.get("items", ())])
        case "report_pain" | "resolve_pain":
            return part(result["region"], result.get("side"), style)
        case "log_metric":
            return _metric(result, style)
        case "set_goal" | "drop_goal":
            return goal_name({**result["goal"], "target": Decimal(str(result["goal"]["target"]))}, style)
    return _own_words(tool, result)


def _own_words(tool: str, result: Facts) -> str:
    """What the person had said, where an entry keeps it in their words or as one figure."""
    match tool:
        case "remember" | "correct_fact":
            return str(result.get("text") or "")
        case "set_reminder" | "snooze_reminder" | "skip_reminder" | "move_reminder" | "finish_reminder":
            return str(result["reminder"]["text"] or "")
        case "cancel_reminder":
            return ", ".join(str(one["text"]) for one in result["reminders"])
        case "set_nutrition_target" if result["target"].get("kcal"):
            return f"{result['target']['kcal']} kcal"
    return ""


def _metric(result: Facts, style: Style) -> str:
    """weight 82 kg; a hidden one without its figure."""
    name = metric_name(result["metric"], style)
    return name if result["is_hidden"] else f"{name} {amount(result['metric'], result['value'], result['value_2'], style)}"


def _workout(result: Facts, style: Style) -> str:
    day = style.day(date.fromisoformat(result["date"]))
    entries = [
        f"{_exercise(entry['exercise'], style)}, {style.phrase('house.undone_sets', n=len(entry['sets']))}" for entry in result["entries"]
    ]
    return style.phrase("house.undone_day", day=day, what="; ".join(entries))


def _exercise(named: Facts, style: Style) -> str:
    known = exercises().get(named["key"] or "")
    return known.name[style.locale] if known else str(named["name"])


def _food(item: Facts) -> str:
    food = item.get("food")
    return str(food["name"] if isinstance(food, dict) else item.get("name") or "")


def tool_name(name: str, style: Style) -> str:
    """What a write is called when it is spoken of: "your workout"."""
    key = f"house.of_{name}"
    return style.phrase(key) if style.knows(key) else style.phrase("house.of_entry")


def why(facts: Facts, style: Style) -> str:
    """What the last answer rested on, in the order in which it was decided."""
    if facts["hold"]:
        return style.phrase(f"house.why_hold_{facts['hold']}")
    if facts["text"] is None and not facts["plan_reasons"]:
        return style.phrase("house.why_nothing")
    if facts["plan_reasons"]:
        if is_of_an_exercise(facts["plan_reasons"]):
            return reasons_by_exercise(facts["plan_reasons"], style)
        reasons = " ".join(reasons_in_words(facts["plan_reasons"], style))
        plan = style.phrase("house.why_plan", reasons=reasons)
        return " ".join([plan, *recommendations.suggested(facts["suggested"], style), *recommendations.decided(facts["runs"], style)])
    text = facts["text"] if len(facts["text"]) <= _QUOTED else facts["text"][:_QUOTED].rstrip() + "…"
    said = [style.phrase("house.why_you_wrote", text=text)]
    if facts["safety_level"] in ("T0", "T1", "T2"):
        said.append(style.phrase(f"house.why_safety_{facts['safety_level']}"))
    if facts["path"] == "rules":
        said.append(style.phrase("house.why_rules"))
    said += [_reason(call, style) for call in facts["calls"] if call != "open_hold"]
    if facts["asked"]:
        said.append(style.phrase("house.why_asked", question=facts["asked"]))
    if len(said) == 1:
        said.append(style.phrase("house.why_chat"))
    said += recommendations.suggested(facts["suggested"], style)
    said += recommendations.decided(facts["runs"], style)
    return " ".join(dict.fromkeys(said))


def _reason(call: str, style: Style) -> str:
    key = f"house.why_{call}"
    if style.knows(key):
        return style.phrase(key)
    return style.phrase("house.why_read" if call.startswith(_READS) else "house.why_write")


def help_(facts: Facts, style: Style) -> str:
    """What the coach can do, with five sentences to try."""
    subject = facts["subject"] or "all"
    tries = style.phrase(f"help.try_{subject}").split("|")
    return "\n".join([style.phrase(f"help.say_{subject}"), *(f"- {text}" for text in tries)])


def chat(kind: ChatKind, style: Style) -> str:
    """A short answer to what asks for nothing."""
    return style.phrase(f"house.chat_{kind}")


SAY = {"undo": undo, "undo.confirm": ask_to_undo, "why": why, "help": help_}
