"""Whether a request comes from Twilio: its signature covers the URL that Twilio was given and every field of the form."""

from __future__ import annotations

from collections.abc import Mapping

from spotter.channel_settings import TwilioSettings

MESSAGE_PATH = "/channels/sms"
STATUS_PATH = "/channels/sms/status"
# Behind an address given to Twilio: five more tries, also where we answered that something is wrong.
OVERRIDES = "#rc=5&rp=all"


def is_signed(settings: TwilioSettings, url: str, form: Mapping[str, str], signature: str) -> bool:
    """Whether `signature` is Twilio's for a form sent to `url`, given to Twilio with `OVERRIDES` or without. Without a token nothing is."""
    token = settings.auth_token.get_secret_value()
    if not token or not signature:
        return False
    from twilio.request_validator import RequestValidator

    validator = RequestValidator(token)
    return any(validator.validate(given, form, signature) for given in (url, url + OVERRIDES))
