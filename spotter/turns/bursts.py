"""How long a turn waits for another message of a person who may still be typing."""

from __future__ import annotations

from datetime import datetime

from spotter.channel_settings import BurstSettings
from spotter.language.bursts import speaks_for_itself
from spotter.language.tongue import language_of
from spotter.language.understanding import Reading
from spotter.messages import InboundMessage


def burst_s(inbound: InboundMessage, burst: BurstSettings, now: datetime) -> float:
    """Seconds to wait before a message is answered; 0 for what is complete in itself."""
    waits = {"app": burst.app_s, "telegram": burst.telegram_s, "sms": burst.sms_s}.get(inbound.channel, 0.0)
    if waits == 0 or inbound.kind != "chat":
        return 0.0
    reading = Reading(locale=language_of(inbound.text) or "en", units="metric", now=now)
    return 0.0 if speaks_for_itself(inbound.text, reading, is_cheap=inbound.channel == "app") else waits
