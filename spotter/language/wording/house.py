"""Words of the house itself: undo, small talk, questions that no tool answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.understanding import ChatKind
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]


def undo(facts: Facts, style: Style) -> str:
    """Name what was taken back."""
    if not facts["tools"]:
        return style.phrase("house.nothing_to_undo")
    names = style.listed([tool_name(name, style) for name in facts["tools"]])
    return style.phrase("house.undone", what=names)


def tool_name(name: str, style: Style) -> str:
    """What a write is called when it is spoken of: "your workout"."""
    key = f"house.of_{name}"
    try:
        return style.phrase(key)
    except KeyError:
        return style.phrase("house.of_entry")


def chat(kind: ChatKind, style: Style) -> str:
    """A short answer to what asks for nothing."""
    return style.phrase(f"house.chat_{kind}")


SAY = {"undo": undo}
