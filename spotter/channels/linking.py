"""Links that carry a one-time code to where it is shown, so that nobody has to type it."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from spotter.channels.base import Adapter
from spotter.channels.registry import public_address
from spotter.messages import Channel
from spotter.settings import Settings, secret_key
from spotter.store.queries.link_codes import LENGTH
from spotter.tools.context import Links

if TYPE_CHECKING:
    from spotter.channels.telegram.adapter import TelegramAdapter

PATH = "/channels/link"
SIGNATURE_BYTES = 16  # short, for a link has to fit into a text message; no more can be guessed of it than of a key of 128 bits


def links(settings: Settings, adapters: Mapping[Channel, Adapter]) -> Links:
    """The links that can be made here: to our bot where it is on, to our page where the world reaches it."""
    telegram, page, secret = adapters.get("telegram"), public_address(settings, PATH), secret_key(settings)
    made = Links(adapters.keys(), settings.codes)
    if page is not None:
        made = replace(made, to_page=lambda user_id, code: f"{page}?{urlencode({'token': signed(secret, user_id, code)})}")
    return made if telegram is None else replace(made, to_chat=cast("TelegramAdapter", telegram).link_to)


def signed(secret: str, user_id: str, code: str) -> str:
    """A code as a link holds it: bound to the person who asked for it. How long it holds, and that it does once, stands in its row."""
    made = hmac.new(secret.encode(), f"link {user_id} {code}".encode(), hashlib.sha256).digest()[:SIGNATURE_BYTES]
    return code + urlsafe_b64encode(made).decode().rstrip("=")


def code_of(token: str) -> str:
    """The code that a link holds, whoever signed it."""
    return token[:LENGTH]


def is_of(secret: str, user_id: str, token: str) -> bool:
    """Whether we made this link for this person, in a time that tells nothing about it."""
    return hmac.compare_digest(token.encode(), signed(secret, user_id, code_of(token)).encode())
