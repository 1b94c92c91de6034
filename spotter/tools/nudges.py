"""What the coach writes of its own: why it did, less or more of it, none of a kind, none for a while."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from spotter.coaching.limits import LIMITS
from spotter.coaching.nudging import KINDS, NudgeKind
from spotter.errors import ToolError, ToolQuestion
from spotter.language.wording.nudges import kind_name
from spotter.scheduling.zones import real_time
from spotter.store.queries import nudges as store
from spotter.store.queries.notifications import stored_wishes, wishes_of
from spotter.store.queries.reminders import active_reminders, last_told
from spotter.store.tables import NotificationPreference
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.likeness import meant
from spotter.tools.spec import Args, Result, tool

Change = Literal["off", "less", "more", "usual"]
EXPLAINED = timedelta(days=14)
THIS = timedelta(days=7)  # how long "this" may still be about the last message


class ExplainNudgeArgs(Args):
    pass


class MatterTold(BaseModel):
    """One matter of a message: its kind, what it was made of, and the rule's reason with the rows that it rests on."""

    model_config = ConfigDict(frozen=True)

    kind: str
    facts: dict[str, Any]
    reason: str
    rows: list[str]


class ReminderTold(BaseModel):
    """A reminder or check-in that went out because the person asked for it, and when they did."""

    model_config = ConfigDict(frozen=True)

    text: str
    kind: str
    asked_at: datetime


class NudgeExplained(Result):
    """The newest message that the coach wrote first: for matters of its own, or for a `reminder` that was asked for; neither where there
    was none lately.
    """

    sent_at: datetime | None
    matters: list[MatterTold]
    weekly_budget: int
    reminder: ReminderTold | None = None


@tool(agent="motivation", kind="read")
async def explain_nudge(args: ExplainNudgeArgs, ctx: CoachContext, uow: UnitOfWork) -> NudgeExplained:
    """Tell why the coach wrote first the last time: what it noticed, from which rows, and how to have less of it."""
    rows = await store.last_sent(uow, uow.now - EXPLAINED)
    sent = rows[0].settled_at if rows else None
    asked_for = await last_told(uow, uow.now - EXPLAINED)
    weekly_budget = (await wishes_of(uow)).weekly_budget
    if asked_for is not None and asked_for.told_at is not None and (sent is None or asked_for.told_at > sent):
        told = ReminderTold(text=asked_for.text, kind=asked_for.kind, asked_at=asked_for.created_at.astimezone(ctx.zone))
        return NudgeExplained(sent_at=asked_for.told_at.astimezone(ctx.zone), matters=[], weekly_budget=weekly_budget, reminder=told)
    return NudgeExplained(
        sent_at=None if sent is None else sent.astimezone(ctx.zone),
        matters=[
            MatterTold(kind=row.kind, facts=row.facts, reason=row.why["reason"], rows=row.why["rows"])
            for row in sorted(rows, key=lambda row: -row.why["priority"])
        ],
        weekly_budget=weekly_budget,
    )


class TuneNudgesArgs(Args):
    """`this` means the message written last; without it and without kinds all of them are meant. `said` are words of a reminder."""

    change: Change
    kinds: list[NudgeKind] = Field(default_factory=list, max_length=len(KINDS))
    this: bool = False
    said: str | None = Field(default=None, max_length=500)


class NudgesTuned(Result):
    """What holds from now on; no kinds where all are meant. `reminders` are the person's own that were cancelled with it."""

    change: Change
    kinds: list[str]
    weekly_budget: int
    reminders: list[str] = Field(default_factory=list)


@tool(agent="motivation", kind="write")
async def tune_nudges(args: TuneNudgesArgs, ctx: CoachContext, uow: UnitOfWork) -> NudgesTuned:
    """Change how often the coach writes first: less, more, nothing or as usual, about some kinds, the last message, or everything."""
    kinds = list(dict.fromkeys(args.kinds)) or (await _of_this(args, ctx, uow) if args.this else [])
    row = await stored_wishes(uow)
    await uow.change(row, updated_at=uow.now, **_changed(row, args.change, kinds))
    if args.change in ("off", "less"):
        await store.cancel_planned(uow, kinds)
    reminders = await _own_reminders(args.said, uow) if args.change == "off" and args.said else []
    return NudgesTuned(change=args.change, kinds=kinds, weekly_budget=row.weekly_budget, reminders=reminders)


async def _of_this(args: TuneNudgesArgs, ctx: CoachContext, uow: UnitOfWork) -> list[NudgeKind]:
    """The kinds of the message that "this" is about; asked where nothing was written lately."""
    sent = await store.last_sent(uow, uow.now - THIS)
    if not sent:
        names = {kind: [kind_name(kind, ctx.style)] for kind in KINDS}
        listed = ", ".join(names[kind][0] for kind in KINDS[:6])
        raise ToolQuestion(ctx.style.phrase("nudges.which", kinds=listed))
    return [kind for kind in KINDS if kind in {row.kind for row in sent}]


def _changed(row: NotificationPreference, change: Change, kinds: list[NudgeKind]) -> dict[str, Any]:
    """The new values of the preference: a word for each kind, or for all; "less" of all is half of the budget."""
    wishes = dict(row.kinds)
    if kinds:
        for kind in kinds:
            wishes.pop(kind, None)
            if change != "usual":
                wishes[kind] = change
        return {"kinds": wishes}
    wishes.pop("all", None)
    most = int(LIMITS["nudges_per_week"].high)
    match change:
        case "off":
            return {"kinds": wishes | {"all": "off"}}
        case "less":
            return {"kinds": wishes, "weekly_budget": max(1, row.weekly_budget // 2)}
        case "more":
            return {"kinds": wishes, "weekly_budget": min(most, row.weekly_budget + 2)}
    columns = NotificationPreference.__table__.c
    return {"kinds": {}, "paused_until": None, "weekly_budget": max(row.weekly_budget, columns.weekly_budget.default.arg)}


async def _own_reminders(said: str, uow: UnitOfWork) -> list[str]:
    """Cancel the person's own reminders that the words are about, too."""
    rows = await active_reminders(uow)
    named = [rows[place] for place in meant(said, [[row.text] for row in rows])]
    for row in named:
        await uow.change(row, status="cancelled")
    return [row.text for row in named]


class PauseNudgesArgs(Args):
    """`until` is the first day on which the coach may write first again; None ends a pause."""

    until: date | None = None


class NudgesPaused(Result):
    until: date | None


@tool(agent="motivation", kind="write")
async def pause_nudges(args: PauseNudgesArgs, ctx: CoachContext, uow: UnitOfWork) -> NudgesPaused:
    """Write nothing unasked until a day; the person's own reminders still come. Without a day a pause is over."""
    if args.until is not None and args.until <= ctx.today:
        raise ToolError(ctx.style.phrase("nudges.pause_past"))
    until = None if args.until is None else real_time(datetime.combine(args.until, time.min), ctx.zone)
    await uow.change(await stored_wishes(uow), paused_until=until, updated_at=uow.now)
    if until is not None:
        await store.cancel_planned(uow)
    return NudgesPaused(until=args.until)


TOOLS = (explain_nudge, tune_nudges, pause_nudges)
