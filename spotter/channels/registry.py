"""The channels that the settings turn on. A provider's client is loaded only where its channel is on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from spotter.channels.base import Adapter
from spotter.messages import Channel
from spotter.settings import Settings, secret_key

if TYPE_CHECKING:
    from spotter.channels.email.unsubscribing import Unsubscription


def public_address(settings: Settings, path: str) -> str | None:
    """The address of a path as the world reaches it; None where no public URL is set."""
    return f"{settings.public_url.rstrip('/')}{path}" if settings.public_url else None


def _end_of_mail(settings: Settings) -> Callable[[Unsubscription], str] | None:
    """Makes the links that end e-mails; None where the world cannot reach us."""
    from spotter.channels.email.unsubscribing import PATH, unsubscribe_url

    page = public_address(settings, PATH)
    return partial(unsubscribe_url, page, secret_key(settings)) if page else None


def adapters(settings: Settings) -> dict[Channel, Adapter]:
    """An adapter for every channel outside the app that is set up."""
    found: dict[Channel, Adapter] = {}
    if settings.telegram.is_on:
        from spotter.channels.telegram.adapter import TelegramAdapter

        found["telegram"] = TelegramAdapter(settings.telegram)
    if settings.twilio.is_on:
        from spotter.channels.sms.adapter import SmsAdapter
        from spotter.channels.sms.verify import OVERRIDES, STATUS_PATH

        found["sms"] = SmsAdapter(settings.twilio, public_address(settings, STATUS_PATH + OVERRIDES))
    if settings.smtp.is_on:
        from spotter.channels.email.adapter import EmailAdapter

        found["email"] = EmailAdapter(settings.smtp, _end_of_mail(settings))
    return found
