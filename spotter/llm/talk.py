"""Messages for a model, for rooms that do not know its library."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage


def two_messages(fixed: str, changing: str) -> list[BaseMessage]:
    """The rules first, because providers keep what does not change, then what this call is about."""
    from langchain_core.messages import HumanMessage, SystemMessage

    return [SystemMessage(fixed), HumanMessage(changing)]
