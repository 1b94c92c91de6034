"""The commands of the bot's menu, and what a person says with them."""

from __future__ import annotations

from datetime import date

from spotter.language.understanding import Locale
from spotter.language.wording import Style

MENU = ("today", "plan", "week", "progress", "undo", "help", "stop")
# What is obeyed or answered before any turn runs.
OF_THE_HOUSE = frozenset({"start", "help", "stop"})


def in_words(name: str, rest: str, language_code: str | None) -> str | None:
    """What somebody says with a command, as the coach understands it; None for those that the house answers itself.

    What is in no menu is taken as plain words without the slash.
    """
    if name in OF_THE_HOUSE:
        return None
    if Style.knows(f"telegram.said_{name}"):
        return f"{_style(locale_of(language_code)).phrase(f'telegram.said_{name}')} {rest}".rstrip()
    return f"{name.replace('_', ' ')} {rest}".rstrip()


def menu(locale: Locale) -> list[tuple[str, str]]:
    """The commands with what they do, for the list that Telegram shows."""
    return [(name, _style(locale).phrase(f"telegram.{name}")) for name in MENU]


def locale_of(language_code: str | None) -> Locale:
    """The language of ours for the one that Telegram tells."""
    return "fr" if (language_code or "").startswith("fr") else "en"


def _style(locale: Locale) -> Style:
    return Style(locale, "metric", date.min)
