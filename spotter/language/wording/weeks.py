"""Words for the training week and the streak."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording.barriers import question_or_permission
from spotter.language.wording.style import Style
from spotter.language.wording.workouts import records, sentences
from spotter.messages import ProgressBlock, TableBlock

Facts = Mapping[str, Any]
MILESTONE_WEEKS = 4


def show_streak(facts: Facts, style: Style) -> str:
    """4 weeks in a row with 3 workouts. This week 2 of 3 so far."""
    if facts["last_on"] is None:
        return style.phrase("weeks.no_workouts")
    if facts["is_hidden"]:
        return sentences(style.phrase("weeks.hidden", day=style.day(facts["last_on"])))
    lines = [_run(facts, style), _so_far(facts["this_week"], facts["planned"], style)]
    if facts["done_of_due"] is not None:
        done, due = facts["done_of_due"]
        lines.append(style.phrase("weeks.kept", done=done, due=due) + " " + style.phrase(f"weeks.tier_{facts['tier']}"))
    return sentences(" ".join(lines))


def weekly_summary(facts: Facts, style: Style) -> str:
    """This week 3 of 3 workouts: 45 sets, 12,400 kg moved, 1,200 kg more than the week before."""
    totals, before = facts["totals"], facts["before"]
    if totals["days"] == 0:
        return style.phrase(f"weeks.nothing_{facts['week']}")
    text = style.phrase(f"weeks.{facts['week']}") + " " + _days(totals["days"], facts["planned"], style)
    if facts["tier"] is not None:  # a week that still runs, or was missed for a good reason, is not measured
        text += " " + style.phrase("weeks.completion", percent=round(facts["completion"] * 100))
    details = [style.phrase("weeks.exercises", n=totals["exercises"]), style.phrase("weeks.sets", n=totals["sets"])]
    if totals["tonnage_kg"] > 0:
        details.append(style.phrase("weeks.moved", load=_whole_load(totals["tonnage_kg"], style)))
    if totals["minutes"] > 0:
        details.append(style.phrase("weeks.minutes", n=totals["minutes"]))
    lines = [f"{text}, {', '.join(details)}."]
    if before["days"] and (facts["week"] == "last" or totals["tonnage_kg"] > before["tonnage_kg"]):
        lines.append(_compared(totals, before, style))
    if facts["tier"] is not None:
        lines.append(style.phrase(f"weeks.tier_{facts['tier']}"))
    lines += _of_the_week(facts, style)
    return sentences("\n".join([" ".join(lines), *records(facts["records"], style, named=True)[:3]]))


def _of_the_week(facts: Facts, style: Style) -> list[str]:
    """A welcome in the first week, a look back in every fourth."""
    if facts["number"] == 1:
        return [style.phrase("weeks.welcome")]
    if facts["number"] and facts["number"] % MILESTONE_WEEKS == 0:
        return [style.phrase("weeks.milestone", number=facts["number"], n=facts["total_days"])]
    return []


def week_bar(days: int, planned: int | None, style: Style) -> ProgressBlock:
    """Workouts done of those planned."""
    return ProgressBlock(title=style.phrase("weeks.bar"), unit=style.phrase("weeks.bar_unit"), value=days, target=planned or days)


def muscle_table(muscles: Mapping[str, float], style: Style) -> TableBlock:
    """Hard sets for each muscle group; where a muscle helps, a set counts half."""
    rows = [[style.phrase(f"weeks.muscle_{group}"), style.number(sets)] for group, sets in muscles.items()]
    columns = [style.phrase("weeks.column_muscle"), style.phrase("weeks.column_sets")]
    return TableBlock(title=style.phrase("weeks.muscles"), columns=columns, rows=rows)


def _run(facts: Facts, style: Style) -> str:
    if facts["weeks"] == 0:
        return style.phrase("weeks.last_time", day=style.day(facts["last_on"]))
    text = style.phrase("weeks.run", n=facts["weeks"], per_week=facts["planned"] or 1)
    if facts["longest_weeks"] > facts["weeks"]:
        return f"{text} {style.phrase('weeks.longest', n=facts['longest_weeks'])}"
    return text


def _so_far(done: int, planned: int | None, style: Style) -> str:
    return style.phrase("weeks.this") + " " + _days(done, planned, style) + "."


def _days(done: int, planned: int | None, style: Style) -> str:
    return style.phrase("weeks.of_planned" if planned else "weeks.days", n=done, planned=planned)


def _compared(totals: Facts, before: Facts, style: Style) -> str:
    change = totals["tonnage_kg"] - before["tonnage_kg"]
    if totals["tonnage_kg"] > 0 and before["tonnage_kg"] > 0 and change != 0:
        key = "weeks.more" if change > 0 else "weeks.less"
        return style.phrase(key, load=_whole_load(abs(change), style))
    return style.phrase("weeks.before", n=before["days"])


def _whole_load(kg: float, style: Style) -> str:
    number, unit = style.load(kg).split(" ")
    whole = round(float(number.replace(",", ".")))
    return f"{whole:,} {unit}".replace(",", " " if style.locale == "fr" else ",")


SAY = {
    "show_streak": show_streak,
    "show_streak.offer": question_or_permission,
    "weekly_summary": weekly_summary,
    "weekly_summary.offer": question_or_permission,
}
