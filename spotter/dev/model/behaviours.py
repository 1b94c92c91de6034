"""How a model behaves when no rule says what to answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spotter.dev.model.chat import Chat, Reply
from spotter.dev.model.literal import literal
from spotter.dev.model.obedient import obedient
from spotter.dev.model.sensible import sensible

Behaviour = Callable[[Chat], Reply]


def echo(chat: Chat) -> Reply:
    """Say the person's message again."""
    return Reply(chat.said)


BEHAVIOURS: Mapping[str, Behaviour] = {"sensible": sensible, "literal": literal, "obedient": obedient, "echo": echo}
