"""Words for reminders: every receipt names the day and the time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from spotter.language.wording.style import MONTHS, WEEKDAYS, Style

Facts = Mapping[str, Any]
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNNAMED = frozenset({"reminder", "rappel"})


def name_of(text: str, style: Style) -> str:
    """The person's own words, or "reminder" in their language where they gave none."""
    return style.phrase("reminders.unnamed") if text.lower() in _UNNAMED else text


def moment_in_words(moment: datetime, style: Style) -> str:
    """tomorrow, Tuesday 3 Mar, at 07:00."""
    day = moment.date()
    near = style.day(day) + ", " if abs((day - style.today).days) <= 1 else ""
    year = f" {day.year}" if day.year != style.today.year else ""
    full = f"{WEEKDAYS[style.locale][day.weekday()]} {day.day} {MONTHS[style.locale][day.month - 1]}{year}"
    return style.phrase("reminders.moment", day=f"{near}{full}", time=style.time(moment))


def rule_in_words(rule: str, style: Style) -> str:
    """every Monday and Thursday at 18:00."""
    parts = dict(part.split("=", 1) for part in rule.upper().removeprefix("RRULE:").split(";") if "=" in part)
    count = int(parts.get("INTERVAL", "1"))
    text = _days_in_words(parts, style) if count == 1 else None
    if text is None:
        text = style.phrase(
            f"reminders.every_{parts['FREQ'].lower()}" if count == 1 else f"reminders.each_{parts['FREQ'].lower()}", n=count
        )
    if parts["FREQ"] == "HOURLY" or "BYHOUR" not in parts:
        return text
    minute = int(parts.get("BYMINUTE", "0").split(",")[0])
    times = [style.time(datetime(2026, 1, 1, int(hour), minute)) for hour in parts["BYHOUR"].split(",")]  # noqa: DTZ001 (a wall clock)
    return style.phrase("reminders.rule_at", often=text, time=style.listed(times))


def _days_in_words(parts: Mapping[str, str], style: Style) -> str | None:
    days = parts.get("BYDAY", "")
    if days == "MO,TU,WE,TH,FR":
        return style.phrase("reminders.every_weekday")
    if days == "SA,SU":
        return style.phrase("reminders.every_weekend")
    if days and all(day in _CODES for day in days.split(",")):
        return style.phrase(
            "reminders.every_day_of", days=style.listed([WEEKDAYS[style.locale][_CODES.index(day)] for day in days.split(",")])
        )
    if parts["FREQ"] == "MONTHLY" and parts.get("BYMONTHDAY", "").isdigit():
        return style.phrase("reminders.every_month_on", day=parts["BYMONTHDAY"])
    return None


def set_reminder(facts: Facts, style: Style) -> str:
    """I keep it: stretch, tomorrow, Tuesday 3 Mar, at 07:00."""
    one = facts["reminder"]
    text = style.phrase("reminders.kept", what=name_of(one["text"], style), when=moment_in_words(one["due_at"], style))
    if one["rule"]:
        text = style.phrase(
            "reminders.kept_rule",
            what=name_of(one["text"], style),
            rule=rule_in_words(one["rule"], style),
            when=moment_in_words(one["due_at"], style),
        )
    if facts["moved_from"] is not None:
        text += " " + style.phrase("reminders.clock_change", time=style.time(facts["moved_from"]))
    return text + " " + style.phrase("reminders.shown_here")


def list_reminders(facts: Facts, style: Style) -> str:
    """What is due and what comes, one line each."""
    if not facts["reminders"]:
        return style.phrase("reminders.list_empty")
    lines = [_line(one, style) for one in facts["reminders"]]
    return style.phrase("reminders.list", n=len(lines)) + "\n" + "\n".join(lines) + "\n" + style.phrase("reminders.shown_here")


def _line(one: Facts, style: Style) -> str:
    when = moment_in_words(one["due_at"], style)
    if one["rule"]:
        when = style.phrase("reminders.next", rule=rule_in_words(one["rule"], style), when=when)
    elif one["is_due"]:
        when = style.phrase("reminders.was_due", when=when)
    return f"- {name_of(one['text'], style)}: {when}" if style.locale == "en" else f"- {name_of(one['text'], style)} : {when}"


def snooze_reminder(facts: Facts, style: Style) -> str:
    """Put off: stretch is now due today, Monday 2 Mar, at 19:40."""
    one = facts["reminder"]
    return style.phrase("reminders.snoozed", what=name_of(one["text"], style), when=moment_in_words(one["due_at"], style))


def cancel_reminder(facts: Facts, style: Style) -> str:
    """Cancelled: stretch and drink water."""
    names = [name_of(one["text"], style) for one in facts["reminders"]]
    return style.phrase("reminders.cancelled", what=style.listed(names), n=len(names))


SAY = {
    "set_reminder": set_reminder,
    "list_reminders": list_reminders,
    "snooze_reminder": snooze_reminder,
    "cancel_reminder": cancel_reminder,
}
