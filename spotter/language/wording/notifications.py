"""Words for when, where and how often the coach writes first, and for the inbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from spotter.language.wording.nudges import Matter, why_words
from spotter.language.wording.reminders import moment_in_words
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]
_SHOWN = 5


def set_notification_preference(facts: Facts, style: Style) -> str:
    """Noted. I write to you on Telegram, at most 3 times a week, and not between 22:00 and 08:00. Reminders that you set come anyway."""
    return style.phrase("notifications.noted") + " " + show_notification_preferences(facts, style)


def show_notification_preferences(facts: Facts, style: Style) -> str:
    """I write to you on Telegram, at most 3 times a week, and not between 22:00 and 08:00. Reminders that you set come anyway."""
    where = style.phrase(f"notifications.on_{facts['channel'] or 'last'}")
    often = style.phrase(
        "notifications.never" if facts["weekly_budget"] == 0 else "notifications.often", n=facts["weekly_budget"], where=where
    )
    parts = [often]
    if facts["weekly_budget"] and facts["quiet_from"] is not None:
        parts.append(style.phrase("notifications.quiet", start=_wall(facts["quiet_from"], style), end=_wall(facts["quiet_until"], style)))
    elif facts["weekly_budget"]:
        parts.append(style.phrase("notifications.no_quiet"))
    if facts["paused_until"] is not None:
        parts.append(style.phrase("notifications.paused", when=moment_in_words(facts["paused_until"], style)))
    if not facts["is_linked"]:
        parts.append(style.phrase("notifications.not_linked"))
    return " ".join([*parts, style.phrase("notifications.reminders_pass")])


def _wall(told: str, style: Style) -> str:
    return style.time(datetime.combine(style.today, time.fromisoformat(told)))


def show_inbox(facts: Facts, style: Style) -> str:
    """Unread: 2. Then the newest lines."""
    if not facts["notices"]:
        return style.phrase("notifications.inbox_empty")
    lines = [f"- {one['text']}" for one in facts["notices"][:_SHOWN]]
    return style.phrase("notifications.inbox", n=facts["unread"]) + "\n" + "\n".join(lines)


def reason_of(kind: str, due_at: datetime | None, matters: Sequence[Matter], style: Style) -> str:
    """Why the coach wrote a notice of a kind: what it noticed, or what the person had asked for and when it was due."""
    if matters:
        return " ".join(why_words(*matter, style) for matter in matters)
    if kind not in ("reminder", "check_in", "reminder_missed", "reminder_left_out"):
        return ""
    when = style.phrase("notifications.asked_when", when=moment_in_words(due_at, style)) if due_at else ""
    return style.phrase(f"notifications.asked_{'check_in' if kind == 'check_in' else 'reminder'}", when=when)


def show_notice(facts: Facts, style: Style) -> str:  # noqa: ARG001  words as they were written
    """The words as they were written."""
    return str(facts["text"])


def mark_read(facts: Facts, style: Style) -> str:
    """Read."""
    return style.phrase("notifications.read", n=facts["unread"])


SAY = {
    "set_notification_preference": set_notification_preference,
    "show_notification_preferences": show_notification_preferences,
    "show_inbox": show_inbox,
    "show_notice": show_notice,
    "mark_read": mark_read,
}
