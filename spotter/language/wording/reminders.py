"""Words for reminders: every receipt names the day and the time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from spotter.language.wording.style import MONTHS, WEEKDAYS, Style

Facts = Mapping[str, Any]
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
CHECK_IN = "check-in"  # how a reminder that asks how somebody is begins; what it asks about may follow
_UNNAMED = frozenset({"reminder", "rappel"})


def name_of(text: str, style: Style) -> str:
    """The person's own words, or "reminder" in their language where they gave none."""
    head, _, topics = text.partition(":")
    about = [f"check_ins.topic_{topic.strip()}" for topic in topics.split(",") if topic.strip()]
    if head == CHECK_IN and all(style.knows(topic) for topic in about):
        named = style.listed([style.phrase(topic) for topic in about])
        return style.phrase("check_ins.named", topics=named) if named else style.phrase("check_ins.name")
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
    if count > 1 and parts["FREQ"] == "WEEKLY" and parts.get("BYDAY"):
        text = style.phrase("reminders.each_weekly_on", n=count, days=_named_days(parts["BYDAY"], style))
    if text is None:
        text = style.phrase(
            f"reminders.every_{parts['FREQ'].lower()}" if count == 1 else f"reminders.each_{parts['FREQ'].lower()}", n=count
        )
    return _with_hours(text, parts, style) + _until(parts, style)


def _with_hours(text: str, parts: Mapping[str, str], style: Style) -> str:
    if parts["FREQ"] == "HOURLY" or "BYHOUR" not in parts:
        return text
    minute = int(parts.get("BYMINUTE", "0").split(",")[0])
    times = [style.time(datetime(2026, 1, 1, int(hour), minute)) for hour in parts["BYHOUR"].split(",")]  # noqa: DTZ001 (a wall clock)
    return style.phrase("reminders.rule_at", often=text, time=style.listed(times))


def _until(parts: Mapping[str, str], style: Style) -> str:
    """ " until Sunday 15 Mar" where the rule ends on a day."""
    told = parts.get("UNTIL", "")[:8]
    if not told.isdigit() or len(told) < len("20260315"):
        return ""
    day = date(int(told[:4]), int(told[4:6]), int(told[6:]))
    return " " + style.phrase(
        "reminders.until", day=f"{WEEKDAYS[style.locale][day.weekday()]} {day.day} {MONTHS[style.locale][day.month - 1]}"
    )


def _days_in_words(parts: Mapping[str, str], style: Style) -> str | None:
    days = parts.get("BYDAY", "")
    if parts["FREQ"] == "MONTHLY" and (days in _CODES or parts.get("BYMONTHDAY") == "-1"):
        return _day_of_month(parts, style)
    if days == "MO,TU,WE,TH,FR":
        return style.phrase("reminders.every_weekday")
    if days == "SA,SU":
        return style.phrase("reminders.every_weekend")
    if days and all(day in _CODES for day in days.split(",")):
        return style.phrase("reminders.every_day_of", days=_named_days(days, style))
    if parts["FREQ"] == "MONTHLY" and parts.get("BYMONTHDAY", "").isdigit():
        return style.phrase("reminders.every_month_on", day=parts["BYMONTHDAY"])
    return None


def _named_days(codes: str, style: Style) -> str:
    return style.listed([WEEKDAYS[style.locale][_CODES.index(day)] for day in codes.split(",")])


def _day_of_month(parts: Mapping[str, str], style: Style) -> str | None:
    """On the last day of each month, on the first Saturday of each month; None for what has no words of its own."""
    places = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}
    place = places.get(parts.get("BYSETPOS", parts.get("BYMONTHDAY", "")))
    if place is None:
        return None
    day = _named_days(parts["BYDAY"], style) if parts.get("BYDAY") else style.phrase("reminders.a_day")
    return style.phrase("reminders.every_month_place", place=style.phrase(f"reminders.place_{place}"), day=day)


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
    return text + " " + goes_to(facts, style)


def goes_to(facts: Facts, style: Style) -> str:
    """It comes on Telegram. Where what was asked for is not linked, that first."""
    where = style.phrase(f"reminders.goes_to_{facts['goes_to']}")
    if facts["is_linked"]:
        return where
    asked_for = style.phrase(f"reminders.channel_{facts['reminder']['channel']}")
    return style.phrase("reminders.not_linked", channel=asked_for) + " " + where


def show_reminder(facts: Facts, style: Style) -> str:
    """- stretch: every day at 07:00, next tomorrow, Tuesday 3 Mar, at 07:00."""
    return _line(facts["reminder"], style) + "\n" + goes_to(facts, style)


def list_reminders(facts: Facts, style: Style) -> str:
    """What is due and what comes, one line each."""
    if not facts["reminders"]:
        return style.phrase("reminders.list_empty")
    lines = [_line(one, style) for one in facts["reminders"]]
    lines = [f"{place}. {line[2:]}" for place, line in enumerate(lines, start=1)] if len(lines) > 1 else lines  # "cancel reminder 2"
    return style.phrase("reminders.list", n=len(lines)) + "\n" + "\n".join(lines)


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


def skip_reminder(facts: Facts, style: Style) -> str:
    """Left out: stretch, today, Monday 2 Mar, at 19:40. It comes again tomorrow, Tuesday 3 Mar, at 19:40."""
    one = facts["reminder"]
    text = style.phrase("reminders.skipped", what=name_of(one["text"], style), when=moment_in_words(facts["skipped"], style))
    return text if facts["is_over"] else text + " " + style.phrase("reminders.comes_again", when=moment_in_words(one["due_at"], style))


def move_reminder(facts: Facts, style: Style) -> str:
    """Moved: stretch, every day at 08:00. Next: tomorrow, Tuesday 3 Mar, at 08:00."""
    one = facts["reminder"]
    what, when = name_of(one["text"], style), moment_in_words(one["due_at"], style)
    if one["rule"] and not facts["is_once"]:
        return style.phrase("reminders.moved_rule", what=what, rule=rule_in_words(one["rule"], style), when=when)
    moved = style.phrase("reminders.moved", what=what, when=when)
    return moved + " " + style.phrase("reminders.rule_stays", rule=rule_in_words(one["rule"], style)) if one["rule"] else moved


def finish_reminder(facts: Facts, style: Style) -> str:
    """Done: stretch."""
    return style.phrase("reminders.finished" if facts["is_done"] else "reminders.left", what=name_of(facts["reminder"]["text"], style))


def cancel_reminder(facts: Facts, style: Style) -> str:
    """Cancelled: stretch and drink water."""
    names = [name_of(one["text"], style) for one in facts["reminders"]]
    return style.phrase("reminders.cancelled", what=style.listed(names), n=len(names))


_SUBJECTS = {"workout": "told_workout", "meal": "told_meal", "weigh_in": "told_weigh_in"}


def reminder_told(text: str, kind: str, style: Style, *, was_due: datetime | None = None) -> str:
    """Reminder: stretch. (This was due today, Monday 2 Mar, at 19:40.)"""
    told = style.phrase(f"reminders.{_SUBJECTS.get(kind, 'told')}", what=name_of(text, style))
    return told if was_due is None else style.phrase("reminders.told_late", told=told, when=moment_in_words(was_due, style))


def reminder_missed(text: str, style: Style, was_due: datetime) -> str:
    """I could not remind you in time: stretch, due yesterday, Sunday 1 Mar, at 09:00."""
    return style.phrase("reminders.missed", what=name_of(text, style), when=moment_in_words(was_due, style))


SAY = {
    "set_reminder": set_reminder,
    "list_reminders": list_reminders,
    "show_reminder": show_reminder,
    "snooze_reminder": snooze_reminder,
    "skip_reminder": skip_reminder,
    "move_reminder": move_reminder,
    "finish_reminder": finish_reminder,
    "cancel_reminder": cancel_reminder,
}
