"""Words for the end of a session: what was written down, what was planned and what was asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spotter.language.wording.house import entry_in_words
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]
MOST_TOLD = 8
PLANS = ("propose_plan", "choose_program")


def session_in_words(writes: Sequence[Facts], subjects: Sequence[str], style: Style) -> str:
    """Logged: a workout (Mon 2 Mar: Bench Press, 3 sets). Planned: Full body. Asked about: nutrition.

    `writes` are calls that still stand, each with `tool` and `result`, oldest first; `subjects` are the agents that were asked.
    """
    planned = [str(call["result"]["name"][style.locale]) for call in writes if call["tool"] in PLANS]
    logged = [entry_in_words(call, style) for call in writes if call["tool"] not in PLANS]
    asked = [style.phrase(f"recommendations.agent_{subject}") for subject in subjects]
    said = [_told(name, words, style) for name, words in (("logged", logged), ("planned", planned), ("asked", asked)) if words]
    return " ".join(said) or style.phrase("house.session_nothing")


def _told(name: str, words: Sequence[str], style: Style) -> str:
    distinct = list(dict.fromkeys(words))
    more = len(distinct) - MOST_TOLD
    shown = [*distinct[:MOST_TOLD], style.phrase("house.session_more", n=more)] if more > 0 else distinct
    return style.phrase(f"house.session_{name}", what=style.listed(shown))
