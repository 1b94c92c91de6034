"""Channels as people name them: "by text", "on telegram", "par sms"."""

from __future__ import annotations

import re
from typing import Literal

Named = Literal["app", "telegram", "sms", "email"]

_NAMES: tuple[tuple[Named, str], ...] = (
    ("telegram", r"(?:my |mon )?tele?gramm?e?"),
    ("sms", r"(?:an? |un |mon )?(?:sms|text(?: message)?s?|txt|textos?)|(?:on |my |mon )?(?:phone number|numero(?: de telephone)?)"),
    ("email", r"(?:an? |un |my |mon )?(?:e-?mails?|mails?|courriels?)"),
    ("app", r"(?:the |this |l'|cette )?(?:app(?:li)?|application)"),
)
ANY = "|".join(pattern for _, pattern in _NAMES)
_BY = re.compile(rf"\b(?:by|via|through|over|on|in|per|as|par|sur|dans|avec|en)\s+(?P<name>{ANY})\b(?! (?:mum|mom|her|him|them)\b)")
SEND = rf"(?:send|shoot|drop|write|envoie[sz]?|envoyer|ecri[sz]|balance)(?:[- ](?:me|moi))? (?P<name>{ANY})\b"
_SEND = re.compile(rf"\b{SEND}")


def channel_of(name: str) -> Named:
    """The channel of a name that `ANY` finds."""
    return next(channel for channel, pattern in _NAMES if re.fullmatch(pattern, name))


def find_channel(flat: str) -> tuple[Named, tuple[int, int]] | None:
    """The channel that a text says to use ("by text"), and where it says so; `flat` is in lower case without accents."""
    match = _BY.search(flat)
    return None if match is None else (channel_of(match["name"]), match.span())


def find_sending(flat: str) -> tuple[Named, tuple[int, int]] | None:
    """The channel of "send me an sms"."""
    match = _SEND.search(flat)
    return None if match is None else (channel_of(match["name"]), match.span())
