"""Reminders: kept with the moment they are due, shown and cancelled."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from pydantic import Field

from spotter.errors import ToolError, ToolQuestion
from spotter.ids import new_id
from spotter.language.reminder_kinds import kind_of
from spotter.language.reminders import parse_reminder
from spotter.language.understanding import Reading
from spotter.language.wording.reminders import moment_in_words, name_of, rule_in_words
from spotter.messages import Block, Channel, TableBlock
from spotter.store.queries.reminders import active_reminders
from spotter.store.queries.unprompted import chosen_channel, reachable
from spotter.store.tables import Reminder
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.reminder_choice import ReminderKind, ReminderShown, WhichReminder, chosen, first_of_rule, real, refuse_past, shown
from spotter.tools.spec import Args, Moment, Result, tool

MOST_REMINDERS = 100


class SetReminderArgs(Args):
    text: str = Field(min_length=1, max_length=500)
    at: Moment | None = None
    rule: str | None = Field(default=None, max_length=200, description="Such as FREQ=WEEKLY;BYDAY=MO;BYHOUR=7;BYMINUTE=30")
    kind: ReminderKind | None = Field(default=None, description="What it is about, where it is more than its words.")
    channel: Channel | None = Field(default=None, description="Where to send it, if the person said so.")


class ReminderSet(Result):
    """`moved_from` is the time on the clock that does not exist that day, where the clocks go forward.

    `goes_to` is the channel that it comes on; "app" where it is seen in the app only. `is_linked` is False where another was asked for.
    """

    reminder: ReminderShown
    moved_from: datetime | None = None
    goes_to: Channel = "app"
    is_linked: bool = True


class ListRemindersArgs(Args):
    pass


class RemindersListed(Result):
    reminders: list[ReminderShown]


class ShowReminderArgs(Args):
    entry: str = Field(max_length=36)


class CancelReminderArgs(WhichReminder):
    all: bool = False


class RemindersCancelled(Result):
    reminders: list[ReminderShown]


@tool(agent="motivation", kind="write")
async def set_reminder(args: SetReminderArgs, ctx: CoachContext, uow: UnitOfWork) -> ReminderSet:
    """Keep a reminder: once at a moment (`at`) or again and again by an RRULE (`rule`), in the person's own time zone.

    A time that somebody trains, eats, weighs in or wants to be asked how they are is one, too (`kind`).
    """
    style = ctx.style
    args = _told_in_words(args, ctx)
    due, moved_from = _due(args, ctx)
    if len(await active_reminders(uow)) >= MOST_REMINDERS:
        raise ToolError(style.phrase("reminders.too_many", n=MOST_REMINDERS))
    row = Reminder(
        id=new_id(),
        user_id=uow.user_id,
        text=args.text.strip(),
        rule=args.rule,
        time_zone=ctx.zone.key,
        due_at=due,
        kind=args.kind or kind_of(args.text),
        channel=args.channel,
        status="active",
        created_at=uow.now,
    )
    await uow.add(row)
    goes_to = await _goes_to(args.channel, uow)
    return ReminderSet(reminder=shown(row, ctx), moved_from=moved_from, goes_to=goes_to, is_linked=args.channel in (None, goes_to))


def _told_in_words(args: SetReminderArgs, ctx: CoachContext) -> SetReminderArgs:
    """The arguments with the moment that their text names, where they name none: "stretch tomorrow at 7"."""
    if args.at is not None or args.rule is not None:
        return args
    lead = "rappelle-moi de" if ctx.locale == "fr" else "remind me to"
    parse = parse_reminder(f"{lead} {args.text}", Reading(ctx.locale, ctx.units, ctx.now))
    found = [call.args for call in parse.calls if call.tool == "set_reminder"] if parse else []
    return (
        args
        if len(found) != 1
        else SetReminderArgs.model_validate({**found[0], **args.model_dump(include={"kind", "channel"}, exclude_none=True)})
    )


async def _goes_to(wanted: Channel | None, uow: UnitOfWork) -> Channel:
    """Where a reminder comes: to the channel asked for or chosen where it is open, else to where the person wrote last."""
    wished = wanted or await chosen_channel(uow)
    open_ones = [one.channel for one in await reachable(uow, "reminder")]
    if wished == "app" or not open_ones:
        return "app"
    return next((one for one in open_ones if one == wished), open_ones[0])


def _due(args: SetReminderArgs, ctx: CoachContext) -> tuple[datetime, datetime | None]:
    if args.rule is not None and args.at is None:
        return first_of_rule(args.rule, ctx), None
    if args.at is None or args.rule is not None:
        raise ToolQuestion(ctx.style.phrase("reminders.when"))
    due, moved_from = real(args.at, ctx)
    refuse_past(due, ctx)
    return due, moved_from


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
    every = [shown(row, ctx) for row in await active_reminders(uow)]
    return RemindersListed(reminders=sorted(every, key=lambda one: one.due_at))


@tool(agent=None, kind="read")
async def show_reminder(args: ShowReminderArgs, ctx: CoachContext, uow: UnitOfWork) -> ReminderSet:
    """Show one reminder, and where it comes."""
    row = await chosen(WhichReminder(entry=args.entry), ctx, uow)
    goes_to = await _goes_to(cast(Channel | None, row.channel), uow)
    return ReminderSet(reminder=shown(row, ctx), goes_to=goes_to, is_linked=row.channel in (None, goes_to))


@tool(agent="motivation", kind="write")
async def cancel_reminder(args: CancelReminderArgs, ctx: CoachContext, uow: UnitOfWork) -> RemindersCancelled:
    """Cancel the reminder that the person names, the only one there is, or all of them."""
    style = ctx.style
    rows = await active_reminders(uow)
    if not rows:
        raise ToolError(style.phrase("reminders.none"))
    if not args.all:
        is_named = args.text or args.entry or args.from_time
        if not is_named and len(rows) > 1:
            args = args.model_copy(update={"text": " "})  # nothing of many: asked
        rows = [await chosen(args, ctx, uow)]
    told = [shown(row, ctx) for row in rows]
    for row in rows:
        await uow.change(row, status="cancelled")
    return RemindersCancelled(reminders=told)


TOOLS = (set_reminder, list_reminders, show_reminder, cancel_reminder)
