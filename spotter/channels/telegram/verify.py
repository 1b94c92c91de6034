"""Whether an update comes from Telegram: it shows the secret that we gave it with the webhook."""

from __future__ import annotations

import hashlib
import hmac

from spotter.channel_settings import TelegramSettings


def webhook_secret(settings: TelegramSettings, house_secret: str) -> str:
    """The secret that Telegram has to show: the one that is set, else one made of the secret of the house and the token."""
    given = settings.secret.get_secret_value()
    if given:
        return given
    about = f"telegram webhook {settings.token.get_secret_value()}"
    return hmac.new(house_secret.encode(), about.encode(), hashlib.sha256).hexdigest()


def is_genuine(shown: str | None, secret: str) -> bool:
    """Whether the secret that came with an update is ours, in a time that tells nothing about it."""
    return hmac.compare_digest((shown or "").encode(), secret.encode())
