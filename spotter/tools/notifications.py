"""When, where and how often somebody wants to be written to."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from spotter.coaching.limits import LIMITS
from spotter.errors import ToolQuestion
from spotter.messages import Channel
from spotter.store.queries.notifications import preference_of
from spotter.store.queries.unprompted import reachable
from spotter.store.tables import NotificationPreference
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.reminder_choice import Wall
from spotter.tools.spec import Args, Moment, Result, tool

LEAST, MOST = LIMITS["nudges_per_week"].low, LIMITS["nudges_per_week"].high
Wanted = Literal["off", "less", "more", "normal"]
KindName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{2,40}$")]


class SetNotificationPreferenceArgs(Args):
    quiet_from: Wall | None = Field(default=None, description="From when on nothing shall come unasked.")
    quiet_until: Wall | None = Field(default=None, description="Until when. The same as quiet_from: never quiet.")
    weekly_budget: int | None = Field(default=None, ge=LEAST, le=MOST, description="Messages a week at most, reminders not counted.")
    channel: Channel | Literal["last"] | None = Field(default=None, description="'last' is where the person wrote last.")
    kinds: dict[KindName, Wanted] | None = Field(default=None, max_length=40)
    paused_until: Moment | None = None


class ShowNotificationPreferencesArgs(Args):
    pass


class NotificationPreferences(Result):
    """What holds now. Quiet hours are by the clock on the person's wall, None where there are none; reminders pass them.

    `channel` is None where messages go to where the person wrote last; `is_linked` is False where nothing can be sent there yet.
    """

    quiet_from: str | None
    quiet_until: str | None
    weekly_budget: int
    channel: Channel | None
    is_linked: bool
    kinds: dict[str, Wanted]
    paused_until: datetime | None


@tool(agent="motivation", kind="write")
async def set_notification_preference(args: SetNotificationPreferenceArgs, ctx: CoachContext, uow: UnitOfWork) -> NotificationPreferences:
    """Change when, where and how often the coach writes first: quiet hours, messages a week, channel. What is not named stays."""
    told = _told(args, ctx)
    if not told:
        raise ToolQuestion(ctx.style.phrase("notifications.which"))
    row = await preference_of(uow)
    if row is None:
        row = NotificationPreference(user_id=uow.user_id, kinds={}, updated_at=uow.now)
        await uow.add(row)
    if args.kinds is not None:
        changed = {**row.kinds, **args.kinds}
        told["kinds"] = {name: wanted for name, wanted in changed.items() if wanted != "normal"}
    await uow.change(row, **told, updated_at=uow.now)
    return await _shown(row, ctx, uow)


def _told(args: SetNotificationPreferenceArgs, ctx: CoachContext) -> dict[str, Any]:
    """What the arguments name, as columns."""
    told: dict[str, Any] = {name: getattr(args, name) for name in ("weekly_budget", "kinds") if getattr(args, name) is not None}
    told |= {name: time.fromisoformat(wall) for name in ("quiet_from", "quiet_until") if (wall := getattr(args, name)) is not None}
    if args.channel is not None:
        told["channel"] = None if args.channel == "last" else args.channel
    if args.paused_until is not None:
        until = args.paused_until
        told["paused_until"] = until if until.tzinfo else until.replace(tzinfo=ctx.zone)
    return told


@tool(agent="motivation", kind="read")
async def show_notification_preferences(
    args: ShowNotificationPreferencesArgs, ctx: CoachContext, uow: UnitOfWork
) -> NotificationPreferences:
    """Show when, where and how often the coach may write first."""
    defaults = NotificationPreference(
        user_id=uow.user_id, quiet_from=time(22), quiet_until=time(7), weekly_budget=4, channel=None, kinds={}, paused_until=None
    )
    return await _shown(await preference_of(uow) or defaults, ctx, uow)


async def _shown(row: NotificationPreference, ctx: CoachContext, uow: UnitOfWork) -> NotificationPreferences:
    is_quiet = row.quiet_from != row.quiet_until
    is_paused = row.paused_until is not None and row.paused_until > ctx.now
    open_ones = {one.channel for one in await reachable(uow, "nudge")} | {"app", None}
    return NotificationPreferences(
        quiet_from=row.quiet_from.strftime("%H:%M") if is_quiet else None,
        quiet_until=row.quiet_until.strftime("%H:%M") if is_quiet else None,
        weekly_budget=row.weekly_budget,
        channel=row.channel,
        is_linked=row.channel in open_ones,
        kinds=dict(row.kinds),
        paused_until=row.paused_until.astimezone(ctx.zone) if is_paused and row.paused_until else None,
    )


TOOLS = (set_notification_preference, show_notification_preferences)
