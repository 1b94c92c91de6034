"""Words for leaving and staying."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording.style import Style

Facts = Mapping[str, Any]


def ask(facts: Facts, style: Style) -> str:
    """Say what goes and until when it can be stopped."""
    return style.phrase("account.ask", hours=facts["hours"])


def delete_account(facts: Facts, style: Style) -> str:
    """Say when everything goes and how to stay."""
    return style.phrase("account.leaving", day=style.day(facts["at"].date()), time=style.time(facts["at"]))


def keep_account(_facts: Facts, style: Style) -> str:
    """You stay."""
    return style.phrase("account.kept")


SAY = {"delete_account": delete_account, "delete_account.confirm": ask, "keep_account": keep_account}
