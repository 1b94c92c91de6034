"""Words for channels: linked, listed, let go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording.style import Style

Facts = Mapping[str, Any]


def link_channel(facts: Facts, style: Style) -> str:
    """The code and what to do with it, or where it was sent."""
    if facts["code"] is None:
        return style.phrase("channels.sent_to", address=facts["address"], minutes=facts["minutes"])
    code = f"{facts['code'][:4]}-{facts['code'][4:]}"
    url = facts["chat_url"]
    if url and facts["channel"] == "telegram":
        return style.phrase("channels.tap_telegram", code=code, minutes=facts["minutes"], url=url)
    told = style.phrase(f"channels.show_{facts['channel'] or 'anywhere'}", code=code, minutes=facts["minutes"])
    by = {"telegram": url, "page": facts["page_url"]}
    return "\n".join([told, *(style.phrase(f"channels.by_{name}", url=one) for name, one in by.items() if one)])


def redeem_link_code(facts: Facts, style: Style) -> str:
    """What came of a code."""
    return style.phrase(f"channels.{facts['outcome']}")


def confirm_joining(facts: Facts, style: Style) -> str:  # noqa: ARG001  a face's signature
    """Ask before two become one."""
    return style.phrase("channels.ask_joining_in_app")


def list_channels(facts: Facts, style: Style) -> str:
    """Every channel with its address."""
    if not facts["channels"]:
        return style.phrase("channels.none_linked")
    lines = [name_of(one, style) + (style.phrase("channels.silent") if one["is_silent"] else "") for one in facts["channels"]]
    return style.phrase("channels.listed", names=style.listed(lines))


def name_of(one: Facts, style: Style) -> str:
    """Telegram; SMS (+33612345678)."""
    name = style.phrase(f"channels.name_{one['channel']}")
    return f"{name} ({one['address']})" if one["address"] else name


def confirm_unlinking(facts: Facts, style: Style) -> str:
    """Ask before a channel is let go."""
    return style.phrase("channels.ask_unlink", what=name_of(facts, style))


def unlink_channel(facts: Facts, style: Style) -> str:
    """It is gone."""
    return style.phrase("channels.unlinked", what=name_of(facts, style))


SAY = {
    "link_channel": link_channel,
    "redeem_link_code": redeem_link_code,
    "redeem_link_code.confirm": confirm_joining,
    "list_channels": list_channels,
    "unlink_channel": unlink_channel,
    "unlink_channel.confirm": confirm_unlinking,
}
