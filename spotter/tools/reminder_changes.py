"""What becomes of a reminder: put off, left out once, moved, done."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from pydantic import Field

from spotter.errors import ToolError, ToolQuestion
from spotter.language.wording.reminders import moment_in_words
from spotter.scheduling.recurrence import next_due
from spotter.scheduling.zones import real_time
from spotter.store.tables import Reminder
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.reminder_choice import (
    ReminderShown,
    Wall,
    WhichReminder,
    chosen,
    first_of_rule,
    real,
    refuse_past,
    rule_parts,
    shown,
    walls_of,
)
from spotter.tools.spec import Moment, Result, tool

SNOOZE_MINUTES = 10
A_DAY = 24 * 60
Day = date


class SnoozeReminderArgs(WhichReminder):
    minutes: int | None = Field(default=None, ge=1, le=A_DAY * 7)
    until: Moment | None = None


class ReminderSnoozed(Result):
    reminder: ReminderShown


class SkipReminderArgs(WhichReminder):
    on: Day | None = Field(default=None, description="The day on which it shall not come; else the next time only.")


class ReminderSkipped(Result):
    """`skipped` is when it would have come, `reminder` as it stands now; `is_over` where it came once only."""

    skipped: datetime
    reminder: ReminderShown
    is_over: bool


class MoveReminderArgs(WhichReminder):
    """Where to: another time of day (`time`), moment (`at`), day (`on`), rule (`rule`), or later by `minutes` (earlier where below 0)."""

    time: Wall | None = None
    at: Moment | None = None
    on: Day | None = None
    rule: str | None = Field(default=None, max_length=200)
    minutes: int | None = Field(default=None, ge=-A_DAY, le=A_DAY)


class ReminderMoved(Result):
    """`is_once` where only the next time of what repeats was moved."""

    reminder: ReminderShown
    is_once: bool


class FinishReminderArgs(WhichReminder):
    is_done: bool = Field(default=True, description="False where the person leaves it this time.")


class ReminderFinished(Result):
    reminder: ReminderShown
    is_done: bool


@tool(agent="motivation", kind="write")
async def snooze_reminder(args: SnoozeReminderArgs, ctx: CoachContext, uow: UnitOfWork) -> ReminderSnoozed:
    """Put a reminder off, by minutes or until a moment: the named one, else the one that came last or is due next."""
    row = await chosen(args, ctx, uow)
    if args.until is not None:
        due, _ = real(args.until, ctx)
    else:
        come = row.told_at is not None and row.told_at > ctx.now - timedelta(hours=12)
        due = ctx.now if come else max(ctx.now, shown(row, ctx).due_at)
        due += timedelta(minutes=args.minutes or SNOOZE_MINUTES)
    refuse_past(due, ctx)
    await uow.change(row, due_at=due, status="active")
    return ReminderSnoozed(reminder=shown(row, ctx))


@tool(agent="motivation", kind="write")
async def skip_reminder(args: SkipReminderArgs, ctx: CoachContext, uow: UnitOfWork) -> ReminderSkipped:
    """Leave a reminder out once: the next time, or on a day; what repeats goes on after that."""
    row = await chosen(args, ctx, uow)
    coming = shown(row, ctx).due_at
    if row.rule is None:
        await uow.change(row, status="cancelled" if row.status == "active" else row.status)
        return ReminderSkipped(skipped=coming, reminder=shown(row, ctx), is_over=True)
    if args.on is not None and coming.date() != args.on:
        style = ctx.style
        raise ToolError(style.phrase("reminders.not_that_day", day=style.day(args.on), when=moment_in_words(coming, style)))
    after = coming if args.on is None else real_time(datetime.combine(args.on, time(23, 59, 59)), ctx.zone)
    following = next_due(row.rule, after, row.time_zone, start=row.created_at)
    await uow.change(row, due_at=following or row.due_at, status="active" if following else "done")
    return ReminderSkipped(skipped=coming, reminder=shown(row, ctx), is_over=following is None)


@tool(agent="motivation", kind="write")
async def move_reminder(args: MoveReminderArgs, ctx: CoachContext, uow: UnitOfWork) -> ReminderMoved:
    """Move a reminder to another time of day, moment, day or rule. With a moment or a day, only the next time of what repeats is moved."""
    row = await chosen(args, ctx, uow)
    if args.rule is not None:
        await uow.change(row, rule=args.rule, due_at=first_of_rule(args.rule, ctx), status="active", time_zone=ctx.zone.key)
        return ReminderMoved(reminder=shown(row, ctx), is_once=False)
    is_for_good = row.rule is not None and args.at is None and args.on is None
    if is_for_good and row.rule is not None:
        rule = _moved_rule(row, args, ctx)
        await uow.change(row, rule=rule, due_at=first_of_rule(rule, ctx), status="active", time_zone=ctx.zone.key)
    else:
        due = _moved_once(shown(row, ctx).due_at, args, ctx)
        refuse_past(due, ctx)
        await uow.change(row, due_at=due, status="active")
    return ReminderMoved(reminder=shown(row, ctx), is_once=row.rule is not None and not is_for_good)


def _moved_once(due: datetime, args: MoveReminderArgs, ctx: CoachContext) -> datetime:
    if args.at is not None:
        return real(args.at, ctx)[0]
    if args.minutes is not None:
        return due + timedelta(minutes=args.minutes)
    if args.on is None and args.time is None:
        raise ToolQuestion(ctx.style.phrase("reminders.move_where"))
    wall = time.fromisoformat(args.time) if args.time else due.time()
    moved = real_time(datetime.combine(args.on or due.date(), wall), ctx.zone)
    is_past = moved <= ctx.now and args.on is None
    return moved if not is_past else real_time(datetime.combine(ctx.today + timedelta(days=1), wall), ctx.zone)


def _moved_rule(row: Reminder, args: MoveReminderArgs, ctx: CoachContext) -> str:
    """The rule with another time of day: that of `from_time` where it has several."""
    walls = walls_of(row, ctx)
    parts = rule_parts(row.rule or "")
    if parts["FREQ"] == "HOURLY" or (args.time is None and args.minutes is None):
        raise ToolQuestion(ctx.style.phrase("reminders.move_where"))
    kept = [wall for wall in walls if args.from_time is not None and not _is_at(wall, args.from_time)]
    moved = [wall for wall in walls if wall not in kept]
    new = [time.fromisoformat(args.time)] if args.time else [_later(wall, args.minutes or 0) for wall in moved]
    times = sorted({*kept, *new})
    if len({wall.minute for wall in times}) > 1:
        raise ToolError(ctx.style.phrase("reminders.one_minute"))
    parts |= {"BYHOUR": ",".join(str(wall.hour) for wall in times), "BYMINUTE": str(times[0].minute)}
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _is_at(wall: time, told: str) -> bool:
    hour, minute = map(int, told.split(":"))
    return wall.minute == minute and wall.hour % 12 == hour % 12


def _later(wall: time, minutes: int) -> time:
    total = (wall.hour * 60 + wall.minute + minutes) % A_DAY
    return time(total // 60, total % 60)


@tool(agent="motivation", kind="write")
async def finish_reminder(args: FinishReminderArgs, ctx: CoachContext, uow: UnitOfWork) -> ReminderFinished:
    """Note that what a reminder was about is done, or left this time. What repeats comes again."""
    row = await chosen(args, ctx, uow)
    if row.rule is None and row.status == "active":
        await uow.change(row, status="done")
    return ReminderFinished(reminder=shown(row, ctx), is_done=args.is_done)


TOOLS = (snooze_reminder, skip_reminder, move_reminder, finish_reminder)
