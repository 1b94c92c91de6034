"""Words for a change of the plan: what would be different, why, and the rows that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from spotter.coaching.plateau import DELOAD_LOAD_FACTOR, DELOAD_SETS_FACTOR
from spotter.language.wording.injuries import part, rating
from spotter.language.wording.plans import dose_in_words, reason_in_words, reasons_told
from spotter.language.wording.programs import changed_lines
from spotter.language.wording.style import WEEKDAYS, Style
from spotter.language.wording.workouts import exercise_name, sentences

Facts = Mapping[str, Any]
MOST_LINES = 8
MOST_REASONS = 3


def ask_to_change(facts: Facts, style: Style) -> str:
    """What would be different, why, what it rests on, and the question."""
    lines = [style.phrase("plan_changes.would_change", title=facts["name"][style.locale]), *_told(facts, style)]
    lines += why_in_words(facts["reasons"], facts["evidence"], style)
    if facts["alternatives"]:
        names = style.listed([exercise_name(one, style) for one in facts["alternatives"]])
        lines.append(style.phrase("plan_changes.or_else", names=names))
    return sentences("\n".join([*lines, style.phrase("plan_changes.shall_i")]))


def plan_changed(facts: Facts, style: Style) -> str:
    """What is different now."""
    return sentences("\n".join([style.phrase("plan_changes.changed", title=facts["name"][style.locale]), *_told(facts, style)]))


def _told(facts: Facts, style: Style) -> list[str]:
    lines = [f"- {difference_in_words(one, style)}" for one in facts["differences"]]
    more = len(lines) - MOST_LINES
    if more > 1:
        lines = [*lines[:MOST_LINES], "- " + style.phrase("plans.others", n=more)]
    if facts["easy_weeks"]:
        weeks = style.listed([str(number) for number in facts["easy_weeks"]])
        said = {"sets": round(100 * (1 - DELOAD_SETS_FACTOR)), "load": round(100 * (1 - DELOAD_LOAD_FACTOR))}
        lines.append("- " + style.phrase("plan_changes.easy_weeks", n=len(facts["easy_weeks"]), weeks=weeks, **said))
    if facts["weekdays"] is not None:
        days = style.listed([WEEKDAYS[style.locale][day] for day in facts["weekdays"]])
        lines.append("- " + style.phrase("plan_changes.weekdays", days=days))
    return lines


def difference_in_words(one: Facts, style: Style) -> str:
    """Full body A and Full body C: Barbell Row 3 × 8-10 → Cable Row 3 × 8-10."""
    days = style.listed([day[style.locale] for day in one["days"]])
    if one["kind"] == "minutes":
        return style.phrase("plan_changes.minutes", days=days, before=one["minutes_before"], after=one["minutes_after"])
    before, after = (
        one[side] and f"{exercise_name(one[side]['exercise'], style)} {dose_in_words(one[side], style)}" for side in ("before", "after")
    )
    if one["kind"] == "dose":
        after = dose_in_words(one["after"], style)
    return style.phrase(f"plan_changes.{one['kind']}", days=days, before=before, after=after)


def ask_to_replace(facts: Facts, style: Style) -> str:
    """What would come and what would go, why, what it rests on, and the question."""
    said = {name: facts[name][style.locale] for name in ("current", "name")}
    lines = [
        style.phrase(
            "plan_changes.replace",
            title=said["name"],
            days=facts["days_per_week"],
            weeks=facts["weeks"],
            current=said["current"],
            current_days=facts["current_days"],
        )
    ]
    lines += [style.phrase(f"plan_changes.{side}", names=_names(facts[side], style)) for side in ("new", "gone") if facts[side]]
    lines += changed_lines(facts["fitted"], style) if facts.get("fitted") else []
    told = reasons_told(facts["reasons"], style)
    lines += [style.phrase("plan_changes.why", text=" ".join(told))] if told else []
    lines += why_in_words((), facts["evidence"], style)
    return sentences("\n".join([*lines, style.phrase("plan_changes.switch")]))


def _names(refs: Sequence[Facts], style: Style) -> str:
    names, more = [exercise_name(ref, style) for ref in refs[:MOST_LINES]], len(refs) - MOST_LINES
    return style.listed([*names, style.phrase("plans.others", n=more)] if more > 0 else names)


def why_in_words(reasons: Sequence[Facts], evidence: Sequence[Facts], style: Style) -> list[str]:
    """The reasons as one line, and the rows of the log as another, where there are any."""
    told = [reason_in_words(reason["code"], reason["params"], style) for reason in reasons if not _is_plain(reason)][:MOST_REASONS]
    rows = [evidence_in_words(row, style) for row in evidence]
    lines = [style.phrase("plan_changes.why", text=" ".join(told))] if told else []
    return lines + ([style.phrase("plan_changes.rests_on", rows=", ".join(rows))] if rows else [])


def _is_plain(reason: Facts) -> bool:
    """Whether a reason goes without saying: somebody asked, and the check had nothing to say."""
    return reason["code"] in ("asked", "in_plan_wanted") or (reason["code"] == "checked" and not reason["params"].get("warnings"))


def evidence_in_words(row: Facts, style: Style) -> str:
    """Bench Press 80 kg × 5 (Mon 2 Mar); left knee 4/10; missed Fri 27 Feb (busy)."""
    told = row["params"]
    if row["table"] == "set_log":
        name = exercise_name({"key": told["exercise"], "name": told["exercise"]}, style)
        return f"{name} {style.load(Decimal(told['load_kg']))} × {told['reps']} ({style.day(row['on'])})"
    if row["table"] == "injury":
        return f"{part(told['region'], told['side'], style)} {rating(told['severity'])}".strip()
    return style.phrase("plan_changes.missed", day=style.day(row["on"]), reason=style.phrase(f"plan_changes.reason_{told['reason']}"))


SAY = {
    "change_plan": plan_changed,
    "change_plan.confirm": ask_to_change,
    "propose_plan.confirm": ask_to_replace,
    "choose_program.confirm": ask_to_replace,
    "accept_generation.confirm": ask_to_replace,
}
