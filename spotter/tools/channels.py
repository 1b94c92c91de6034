"""Where the person is reached: channels and addresses linked, listed and let go."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Literal

from pydantic import Field

from spotter.errors import ToolError
from spotter.language.phone_numbers import e164, whereabouts
from spotter.messages import Outgoing
from spotter.store.queries import link_codes, outbox
from spotter.store.queries.code_limits import count_code
from spotter.store.queries.consents import standing
from spotter.store.queries.identities import has_written_in_app, identities_of
from spotter.store.queries.link_codes import Linked
from spotter.store.queries.people import user_of
from spotter.store.tables import ChannelIdentity
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.spec import Args, Result, tool

Outside = Literal["telegram", "sms", "email"]
MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]+\.[^\s@.]{2,63}")
MOST_CODES, CODES_WITHIN = 5, timedelta(hours=1)


class LinkChannelArgs(Args):
    channel: Outside | None = None
    address: str | None = Field(
        default=None, max_length=254, description="Where to send a code that proves it: a phone number or an e-mail address."
    )


class LinkOffered(Result):
    """`code` is to be shown on the other channel; None where it was sent to `address`, from where it comes back.

    `chat_url` opens the Telegram chat with one tap and shows it there; None where the bot's name is not known, or it was asked for there.
    `page_url` opens this talk in another browser. Neither is told of a code that was sent: it has to come from the address itself.
    """

    channel: Outside | None
    address: str | None
    code: str | None
    minutes: int
    chat_url: str | None = None
    page_url: str | None = None


@tool(agent=None, kind="write")
async def link_channel(args: LinkChannelArgs, ctx: CoachContext, uow: UnitOfWork) -> LinkOffered:
    """Make a one-time code that links another channel to this person, or send one to an address that they name."""
    minutes = int(link_codes.LIFETIME.total_seconds() // 60)
    _check_set_up(args.channel, ctx)
    if args.address is None:
        code = await link_codes.make_code(uow)
        return LinkOffered(channel=args.channel, address=None, code=code, minutes=minutes, **_links(args, ctx, code))
    channel, address = _normal(args, ctx)
    _check_set_up(channel, ctx)
    await _check_limits(channel, address, ctx, uow)
    code = await link_codes.make_code(uow, channel, address)
    url = ctx.links.to_page(ctx.user_id, code)
    told = ctx.style.phrase("channels.code_sent", code=code, minutes=minutes)
    await outbox.put(
        uow.session,
        user_id=uow.user_id,
        channel=channel,
        address=address,
        kind="code",
        outgoing=Outgoing(text="\n".join([told, ctx.style.phrase("channels.by_link", url=url)]) if url else told, locale=ctx.locale),
        now=uow.now,
        turn_id=ctx.turn_id,
        dedupe_key=f"code:{ctx.turn_id}",
        expires_at=uow.now + link_codes.LIFETIME,
    )
    return LinkOffered(channel=channel, address=address, code=None, minutes=minutes)


def _check_set_up(channel: Outside | None, ctx: CoachContext) -> None:
    """A channel that this house does not have can't be linked, and says so."""
    if channel is not None and channel not in ctx.links.channels:
        raise ToolError(ctx.style.phrase("channels.not_set_up", channel=ctx.style.phrase(f"channels.name_{channel}")))


async def _check_limits(channel: Outside, address: str, ctx: CoachContext, uow: UnitOfWork) -> None:
    """Count the code, or refuse where this person, this address or the house has had enough of them, or it may not go to that country."""
    if channel == "sms" and not ctx.links.codes.takes(whereabouts(address).country):
        raise ToolError(ctx.style.phrase("channels.country_closed"))
    if await outbox.count_since(uow.session, uow.user_id, "code", uow.now - CODES_WITHIN) >= MOST_CODES:
        raise ToolError(ctx.style.phrase("channels.too_many_codes"))
    spent = await count_code(uow, channel, address, ctx.links.codes.a_day)
    if spent is not None:
        raise ToolError(ctx.style.phrase("channels.address_had_codes" if spent == "address" else "channels.house_sent_codes"))


def _links(args: LinkChannelArgs, ctx: CoachContext, code: str) -> dict[str, str | None]:
    """The links of a code that is shown; one of them over SMS, which has no room for two."""
    page_url = ctx.links.to_page(ctx.user_id, code) if args.channel is None else None
    is_for_chat = args.channel in (None, "telegram") and ctx.channel != "telegram" and not (page_url and ctx.channel == "sms")
    return {"chat_url": ctx.links.to_chat(code) if is_for_chat else None, "page_url": page_url}


def _normal(args: LinkChannelArgs, ctx: CoachContext) -> tuple[Outside, str]:
    """The address as its network writes it, or `ToolError`."""
    address = (args.address or "").strip()
    if "@" in address and args.channel in ("email", None) and MAIL.fullmatch(address):
        return "email", address.lower()
    number = e164(address, ctx.country) if args.channel in ("sms", None) and "@" not in address else None
    if number is None:
        raise ToolError(ctx.style.phrase("channels.bad_address"))
    return "sms", number


class RedeemLinkCodeArgs(Args):
    code: str = Field(max_length=40)


class CodeShown(Result):
    outcome: Linked


async def _confirm_joining(args: RedeemLinkCodeArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    is_joined = ctx.channel == "app" and await link_codes.joins_what_was_written(uow, args.code, ctx.turn_id)
    return {} if is_joined else None


@tool(agent=None, kind="write", confirm=_confirm_joining)
async def redeem_link_code(args: RedeemLinkCodeArgs, ctx: CoachContext, uow: UnitOfWork) -> CodeShown:
    """Take a one-time code that the person got elsewhere: from then on both sides are one person."""
    if ctx.channel != "app":  # outside the app a code is taken at the door, before it becomes a turn of somebody who may be gone then
        return CodeShown(outcome="busy")
    outcome, _ = await link_codes.show_code(uow, args.code, in_app=True)
    return CodeShown(outcome=outcome)


class ListChannelsArgs(Args):
    pass


class LinkedChannel(Result):
    """`address` is None where it means nothing to a person; `is_silent` where nothing is sent to, because they or the provider said so."""

    id: str
    channel: Outside
    address: str | None
    is_silent: bool


class Channels(Result):
    channels: list[LinkedChannel]


@tool(agent=None, kind="read")
async def list_channels(args: ListChannelsArgs, ctx: CoachContext, uow: UnitOfWork) -> Channels:
    """The channels and addresses at which the person can be reached."""
    return Channels(channels=[await _shown(uow, one) for one in await identities_of(uow)])


async def _shown(uow: UnitOfWork, one: ChannelIdentity) -> LinkedChannel:
    at = await standing(uow.session, uow.user_id, one.channel, one.address)
    address = None if one.channel == "telegram" else one.address
    return LinkedChannel.model_validate(
        {"id": one.id, "channel": one.channel, "address": address, "is_silent": at.is_out or one.blocked_at is not None}
    )


class UnlinkChannelArgs(Args):
    channel: Outside | None = None
    address: str | None = Field(default=None, max_length=254)
    id: str | None = Field(default=None, max_length=36)


class ChannelUnlinked(Result):
    channel: Outside
    address: str | None


async def _confirm_unlinking(args: UnlinkChannelArgs, ctx: CoachContext, uow: UnitOfWork) -> dict[str, Any] | None:
    one = await _named(args, ctx, uow)
    return {"channel": one.channel, "address": None if one.channel == "telegram" else one.address}


@tool(agent=None, kind="write", confirm=_confirm_unlinking)
async def unlink_channel(args: UnlinkChannelArgs, ctx: CoachContext, uow: UnitOfWork) -> ChannelUnlinked:
    """Let a channel or an address of the person go. The last way to reach what they wrote is kept."""
    one = await _named(args, ctx, uow)
    await uow.remove(one)
    await outbox.cancel_queued(uow.session, uow.user_id, one.channel, ("reminder", "nudge", "check_in", "notice", "code"))
    return ChannelUnlinked.model_validate({"channel": one.channel, "address": None if one.channel == "telegram" else one.address})


async def _named(args: UnlinkChannelArgs, ctx: CoachContext, uow: UnitOfWork) -> ChannelIdentity:
    """The one that is meant; `ToolError` where there is none, more than one, or no other way in."""
    every = await identities_of(uow)
    wanted = [one for one in every if args.id in (None, one.id) and args.channel in (None, one.channel)]
    if args.address is not None:
        told = (args.address.strip().lower(), e164(args.address, ctx.country))
        wanted = [one for one in wanted if one.address in told]
    if not wanted:
        raise ToolError(ctx.style.phrase("channels.none_such"))
    if len(wanted) > 1:
        names = [one.address if one.channel != "telegram" else "Telegram" for one in wanted]
        raise ToolError(ctx.style.phrase("channels.which_one", names=ctx.style.listed(names)))
    user = await user_of(uow.session, uow.user_id)
    if len(every) == 1 and user.kind == "guest" and not await has_written_in_app(uow):
        raise ToolError(ctx.style.phrase("channels.last_way_in"))
    return wanted[0]


TOOLS = (link_channel, redeem_link_code, list_channels, unlink_channel)
