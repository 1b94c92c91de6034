"""Reminders: kept with the moment they are due, shown, put off and cancelled."""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict, Field

from spotter.errors import ToolError, ToolQuestion
from spotter.ids import new_id
from spotter.language.wording import Style
from spotter.language.wording.reminders import moment_in_words, name_of, rule_in_words
from spotter.messages import Block, TableBlock
from spotter.scheduling.recurrence import BadRecurrenceError, next_due
from spotter.scheduling.zones import real_time
from spotter.store.queries.reminders import active_reminders
from spotter.store.tables import Reminder
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.likeness import meant
from spotter.tools.spec import Args, Moment, Result, tool

SNOOZE_MINUTES = 10
MOST_REMINDERS = 100


class ReminderShown(BaseModel):
    """One reminder. `due_at` is aware, in the person's zone; `is_due` tells that this moment has come."""

    model_config = ConfigDict(frozen=True)

    text: str
    rule: str | None
    due_at: datetime
    is_due: bool


class SetReminderArgs(Args):
    text: str = Field(min_length=1, max_length=500)
    at: Moment | None = None
    rule: str | None = Field(default=None, max_length=200, description="Such as FREQ=WEEKLY;BYDAY=MO;BYHOUR=7;BYMINUTE=30")


class ReminderSet(Result):
    """`moved_from` is the time on the clock that does not exist that day, where the clocks go forward."""

    reminder: ReminderShown
    moved_from: datetime | None = None


class ListRemindersArgs(Args):
    pass


class RemindersListed(Result):
    reminders: list[ReminderShown]


class SnoozeReminderArgs(Args):
    text: str | None = Field(default=None, max_length=500)
    minutes: int | None = Field(default=None, ge=1, le=60 * 24 * 7)
    until: Moment | None = None


class ReminderSnoozed(Result):
    reminder: ReminderShown


class CancelReminderArgs(Args):
    text: str | None = Field(default=None, max_length=500)
    all: bool = False


class RemindersCancelled(Result):
    reminders: list[ReminderShown]


def _shown(row: Reminder, ctx: CoachContext) -> ReminderShown:
    """The row as it stands now. What repeats and was due before is due next by its rule."""
    due = row.due_at
    if row.rule is not None and due <= ctx.now:
        due = next_due(row.rule, ctx.now, row.time_zone, start=row.created_at) or due
    return ReminderShown(text=row.text, rule=row.rule, due_at=due.astimezone(ctx.zone), is_due=due <= ctx.now)


@tool(agent="motivation", kind="write")
async def set_reminder(args: SetReminderArgs, ctx: CoachContext, uow: UnitOfWork) -> ReminderSet:
    """Keep a reminder: once at a moment (`at`) or again and again by an RRULE (`rule`), in the person's own time zone."""
    style = ctx.style
    due, moved_from = _due(args, ctx, style)
    if len(await active_reminders(uow)) >= MOST_REMINDERS:
        raise ToolError(style.phrase("reminders.too_many", n=MOST_REMINDERS))
    row = Reminder(
        id=new_id(),
        user_id=uow.user_id,
        text=args.text.strip(),
        rule=args.rule,
        time_zone=ctx.zone.key,
        due_at=due,
        status="active",
        created_at=uow.now,
    )
    await uow.add(row)
    return ReminderSet(reminder=_shown(row, ctx), moved_from=moved_from)


def _due(args: SetReminderArgs, ctx: CoachContext, style: Style) -> tuple[datetime, datetime | None]:
    if args.rule is not None and args.at is None:
        return _first_of_rule(args.rule, ctx, style), None
    if args.at is None or args.rule is not None:
        raise ToolQuestion(style.phrase("reminders.when"))
    due, moved_from = _real(args.at, ctx)
    if due <= ctx.now:
        raise ToolError(_past(due, ctx, style))
    return due, moved_from


def _first_of_rule(rule: str, ctx: CoachContext, style: Style) -> datetime:
    try:
        due = next_due(rule, ctx.now, ctx.zone.key)
    except BadRecurrenceError as error:
        often = "reminders.too_often" if "MINUTELY" in rule.upper() or "SECONDLY" in rule.upper() else "reminders.unknown_rule"
        raise ToolError(style.phrase(often)) from error
    if due is None:
        raise ToolError(style.phrase("reminders.rule_over"))
    return due


def _real(at: datetime, ctx: CoachContext) -> tuple[datetime, datetime | None]:
    """The moment in the person's zone, and the time on the clock that was meant where it does not exist that day."""
    wall = at.replace(tzinfo=None)
    meant_here = real_time(wall, ctx.zone)
    due = meant_here if at.tzinfo is None else at.astimezone(ctx.zone)
    skipped = due == meant_here and due.replace(tzinfo=None) != wall
    return due, wall if skipped else None


def _past(due: datetime, ctx: CoachContext, style: Style) -> str:
    """The refusal of a past moment, which names the same time of day the next time it comes."""
    again = real_time(datetime.combine(ctx.today, due.time()), ctx.zone)
    if again <= ctx.now:
        again = real_time(datetime.combine(ctx.today + timedelta(days=1), due.time()), ctx.zone)
    return style.phrase("reminders.past", when=moment_in_words(due, style), again=moment_in_words(again, style))


def _list_cards(result: RemindersListed, ctx: CoachContext) -> list[Block]:
    style = ctx.style
    if len(result.reminders) < 3:
        return []
    rows = [
        [name_of(one.text, style), moment_in_words(one.due_at, style), rule_in_words(one.rule, style) if one.rule else "-"]
        for one in result.reminders
    ]
    columns = [style.phrase(f"reminders.column_{name}") for name in ("what", "when", "repeats")]
    return [TableBlock(title=style.phrase("reminders.title"), columns=columns, rows=rows)]


@tool(agent="motivation", kind="read", cards=_list_cards)
async def list_reminders(args: ListRemindersArgs, ctx: CoachContext, uow: UnitOfWork) -> RemindersListed:
    """Show the reminders that stand, with when each is due next."""
    shown = [_shown(row, ctx) for row in await active_reminders(uow)]
    return RemindersListed(reminders=sorted(shown, key=lambda one: one.due_at))


@tool(agent="motivation", kind="write")
async def snooze_reminder(args: SnoozeReminderArgs, ctx: CoachContext, uow: UnitOfWork) -> ReminderSnoozed:
    """Put a reminder off, by minutes or until a moment: the named one, else the one that was due last or is due next."""
    style = ctx.style
    row = _chosen(await active_reminders(uow), args.text, ctx, style)
    if args.until is not None:
        due, _ = _real(args.until, ctx)
    else:
        due = max(ctx.now, _shown(row, ctx).due_at) + timedelta(minutes=args.minutes or SNOOZE_MINUTES)
    if due <= ctx.now:
        raise ToolError(_past(due, ctx, style))
    await uow.change(row, due_at=due)
    return ReminderSnoozed(reminder=_shown(row, ctx))


def _chosen(rows: list[Reminder], text: str | None, ctx: CoachContext, style: Style) -> Reminder:
    if not rows:
        raise ToolError(style.phrase("reminders.none"))
    if text:
        return _named(rows, text, style)
    come = [row for row in rows if row.due_at <= ctx.now]
    return come[-1] if come else rows[0]


def _named(rows: list[Reminder], text: str, style: Style) -> Reminder:
    """The one reminder that `text` means, or `ToolError` with those that may be meant."""
    found = meant(text, [[row.text] for row in rows])
    if len(found) == 1 or (found and len({rows[place].text for place in found}) == 1):
        return rows[found[0]]
    names = [f"« {rows[place].text} »" if style.locale == "fr" else f'"{rows[place].text}"' for place in found or range(len(rows))][:6]
    question = style.phrase("reminders.which" if found else "reminders.not_found", what=text, names=", ".join(names))
    raise ToolQuestion(question, slot="text", options={rows[place].text: [rows[place].text] for place in found or range(len(rows))})


@tool(agent="motivation", kind="write")
async def cancel_reminder(args: CancelReminderArgs, ctx: CoachContext, uow: UnitOfWork) -> RemindersCancelled:
    """Cancel the reminder that the person names, the only one there is, or all of them."""
    style = ctx.style
    rows = await active_reminders(uow)
    if not rows:
        raise ToolError(style.phrase("reminders.none"))
    if not args.all:
        rows = [rows[0] if len(rows) == 1 and not args.text else _named(rows, args.text or "", style)]
    shown = [_shown(row, ctx) for row in rows]
    for row in rows:
        await uow.change(row, status="cancelled")
    return RemindersCancelled(reminders=shown)


TOOLS = (set_reminder, list_reminders, snooze_reminder, cancel_reminder)
