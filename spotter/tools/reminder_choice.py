"""Which reminder is meant, and how one is shown."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, time, timedelta
from typing import Annotated, Literal, cast

from pydantic import BaseModel, ConfigDict, Field

from spotter.errors import NoSuchEntry, ToolError, ToolQuestion
from spotter.language.calendar_words import level
from spotter.language.wording.reminders import moment_in_words, name_of, rule_in_words
from spotter.scheduling.recurrence import (
    LEAST_GAP,
    MOST_TIMES,
    BadRecurrenceError,
    TooManyTimesError,
    TooOftenError,
    next_due,
    refuse_too_often,
)
from spotter.scheduling.zones import real_time
from spotter.store.queries.reminders import reminders_at_hand
from spotter.store.tables import Reminder
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.likeness import meant
from spotter.tools.spec import Args

_PLACE = re.compile(r"#(\d{1,3})")
TOLD_LATELY = timedelta(hours=12)
ReminderKind = Literal["custom", "workout", "meal", "check_in", "weigh_in"]
Wall = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="A time on the clock, such as 07:30.")]


class ReminderShown(BaseModel):
    """One reminder. `due_at` is aware, in the person's zone; `is_due` tells that this moment has come."""

    model_config = ConfigDict(frozen=True)

    id: str
    text: str
    rule: str | None
    due_at: datetime
    is_due: bool
    kind: ReminderKind = "custom"
    channel: str | None = None


class WhichReminder(Args):
    """Names a reminder: by its id, what it is about, the time of day at which it comes, or its place in the list ("#2"). None of
    these: the one that was told last or comes next."""

    entry: str | None = Field(default=None, max_length=36, description="Its id, for programs.")
    text: str | None = Field(default=None, max_length=500)
    from_time: Wall | None = None


def shown(row: Reminder, ctx: CoachContext) -> ReminderShown:
    """The row as it stands now. What repeats and was due before is due next by its rule."""
    due = row.due_at
    if row.rule is not None and due <= ctx.now:
        due = next_due(row.rule, ctx.now, row.time_zone, start=row.created_at) or due
    return ReminderShown(
        id=row.id,
        text=row.text,
        rule=row.rule,
        due_at=due.astimezone(ctx.zone),
        is_due=due <= ctx.now,
        kind=cast(ReminderKind, row.kind),
        channel=row.channel,
    )


async def chosen(args: WhichReminder, ctx: CoachContext, uow: UnitOfWork) -> Reminder:
    """The one reminder that is meant: of those that stand, and of those that came lately. Raises `ToolError` and `ToolQuestion`."""
    style = ctx.style
    rows = await reminders_at_hand(uow, ctx.now - TOLD_LATELY)
    if args.entry is not None:
        found = next((row for row in rows if row.id == args.entry), None)
        if found is None:
            raise NoSuchEntry(style.phrase("reminders.gone"))
        return found
    if not rows:
        raise ToolError(style.phrase("reminders.none"))
    if args.text and (place := _PLACE.fullmatch(args.text)):
        return _placed(rows, int(place[1]), ctx)
    at_that_time = [row for row in rows if args.from_time is None or comes_at(row, args.from_time, ctx)]
    if args.text:
        return named(at_that_time or rows, args.text, ctx)
    if args.from_time is not None and len(at_that_time) != 1:
        raise _which(at_that_time or rows, args.from_time, ctx, is_known=bool(at_that_time))
    return max(at_that_time, key=lambda row: _nearness(row, ctx))


def _placed(rows: list[Reminder], place: int, ctx: CoachContext) -> Reminder:
    """The one at a place in the list as it is shown."""
    listed = sorted((row for row in rows if row.status == "active"), key=lambda row: shown(row, ctx).due_at)
    if not 0 < place <= len(listed):
        raise _which(listed or rows, str(place), ctx, is_known=False)
    return listed[place - 1]


def _nearness(row: Reminder, ctx: CoachContext) -> tuple[bool, float]:
    """What has come before what comes; of those the newest, of these the next."""
    came = row.told_at or (row.due_at if row.due_at <= ctx.now and row.rule is None else None)
    return (True, came.timestamp()) if came and came > ctx.now - TOLD_LATELY else (False, -shown(row, ctx).due_at.timestamp())


def comes_at(row: Reminder, wall: str, ctx: CoachContext) -> bool:
    """Whether a reminder comes at that time of day; "7" is found at 19:00, too."""
    hour, minute = map(int, wall.split(":"))
    return any(one.minute == minute and one.hour % 12 == hour % 12 for one in walls_of(row, ctx))


def walls_of(row: Reminder, ctx: CoachContext) -> list[time]:
    """The times of day at which it comes."""
    due = shown(row, ctx).due_at
    parts = rule_parts(row.rule) if row.rule else {}
    if "BYHOUR" not in parts:
        return [due.time().replace(second=0, microsecond=0)]
    minutes = [int(one) for one in parts.get("BYMINUTE", "0").split(",")]
    return [time(int(hour), minute) for hour in parts["BYHOUR"].split(",") for minute in minutes]


def rule_parts(rule: str) -> dict[str, str]:
    """An RRULE by the names of its parts."""
    return dict(part.split("=", 1) for part in rule.upper().removeprefix("RRULE:").split(";") if "=" in part)


def named(rows: list[Reminder], text: str, ctx: CoachContext) -> Reminder:
    """The one reminder that `text` means, or `ToolQuestion` with those that may be meant."""
    found = meant(text, [[row.text] for row in rows])
    if len(found) == 1:
        return rows[found[0]]
    raise _which([rows[place] for place in found] or rows, text, ctx, is_known=bool(found) or not text.strip())


def _which(rows: list[Reminder], what: str, ctx: CoachContext, *, is_known: bool) -> ToolQuestion:
    style = ctx.style
    same = Counter(level(row.text) for row in rows)
    texts = [_described(row, ctx) if same[level(row.text)] > 1 else name_of(row.text, style) for row in rows]
    names = [f"« {text} »" if style.locale == "fr" else f'"{text}"' for text in texts][:6]
    question = style.phrase("reminders.which" if is_known else "reminders.not_found", what=what, names=", ".join(names))
    options = {row.id: [text] if same[level(row.text)] > 1 else [row.text] for row, text in zip(rows, texts, strict=True)}
    return ToolQuestion(question, slot="entry", options=options)


def _described(row: Reminder, ctx: CoachContext) -> str:
    """What tells it from others of its name: stretch, every Monday at 07:00."""
    when = rule_in_words(row.rule, ctx.style) if row.rule else moment_in_words(shown(row, ctx).due_at, ctx.style)
    return f"{name_of(row.text, ctx.style)}, {when}"


def first_of_rule(rule: str, ctx: CoachContext) -> datetime:
    """When a rule is due first from now on; `ToolError` where it is none, or over."""
    style = ctx.style
    try:
        refuse_too_often(rule)
        due = next_due(rule, ctx.now, ctx.zone.key)
    except TooOftenError as error:
        raise ToolError(style.phrase("reminders.too_often", n=LEAST_GAP // timedelta(minutes=1))) from error
    except TooManyTimesError as error:
        raise ToolError(style.phrase("reminders.too_many_times", n=MOST_TIMES)) from error
    except BadRecurrenceError as error:
        raise ToolError(style.phrase("reminders.unknown_rule")) from error
    if due is None:
        raise ToolError(style.phrase("reminders.rule_over"))
    return due


def real(at: datetime, ctx: CoachContext) -> tuple[datetime, datetime | None]:
    """The moment in the person's zone, and the time on the clock that was meant where it does not exist that day."""
    wall = at.replace(tzinfo=None)
    meant_here = real_time(wall, ctx.zone)
    due = meant_here if at.tzinfo is None else at.astimezone(ctx.zone)
    skipped = due == meant_here and due.replace(tzinfo=None) != wall
    return due, wall if skipped else None


def refuse_past(due: datetime, ctx: CoachContext) -> None:
    """`ToolError` for a moment that has passed, naming the same time of day the next time it comes."""
    if due > ctx.now:
        return
    style = ctx.style
    again = real_time(datetime.combine(ctx.today, due.time()), ctx.zone)
    if again <= ctx.now:
        again = real_time(datetime.combine(ctx.today + timedelta(days=1), due.time()), ctx.zone)
    raise ToolError(style.phrase("reminders.past", when=moment_in_words(due, style), again=moment_in_words(again, style)))
