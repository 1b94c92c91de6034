"""A hundred mixed messages in five conversations, and the rules by which a model's double answers them, whoever asks it.

Half are plain notes and looks at the log, half are free: doubts, food, a sore shoulder, a bad week, several wishes at once. `wants` is
what a good coach looks up or writes down for each; `words` is where the message says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter

from spotter.language.understanding import AgentName

DATA = Path(__file__).parent / "data" / "mixed_messages.json"
# What the double says once it has looked things up, without figures; about as long as a short text message.
SAYS: dict[str, dict[AgentName, str]] = {
    "en": {
        "planner": "That fits your week. Keep the main lift, leave one accessory out, and stop with a rep in hand. How did it feel?",
        "progress": "Your log shows steady work. Keep the loads where they are until the last set feels easy, then go up a little.",
        "nutrition": "Build the next meal around something with protein and something green. What you like is fine. How hungry are you?",
        "injury": "Train around it: leave out what pulls and keep what feels fine. If it gets sharp or lasts, let somebody look at it.",
        "motivation": "You came back to talk about it, that counts. Do one short session this week, at a time that is easy to keep.",
    },
    "fr": {
        "planner": "Ça tient dans ta semaine. Garde le mouvement principal, enlève un accessoire et garde une répétition en réserve.",
        "progress": "Ton journal montre un travail régulier. Garde ces charges jusqu'à ce que la dernière série passe bien, puis monte.",
        "nutrition": "Construis le prochain repas autour de protéines et de légumes. Ce que tu aimes convient. Tu as faim comment, là ?",
        "injury": "Contourne la gêne : laisse ce qui tire, garde ce qui passe bien. Si ça pique ou si ça dure, montre-la à quelqu'un.",
        "motivation": "Tu es revenu en parler, ça compte. Fais une seule séance courte cette semaine, à une heure facile à tenir.",
    },
}


class Want(BaseModel):
    """One thing to do for a message: which agent, with which tool, and the words that ask for it."""

    words: str
    agent: AgentName
    tool: str
    args: dict[str, Any]


class Line(BaseModel):
    """One message of a person."""

    text: str
    wants: list[Want]


class Talk(BaseModel):
    """The messages of one person, in order."""

    locale: Literal["en", "fr"]
    messages: list[Line]


def talks() -> list[Talk]:
    """The conversations."""
    return TypeAdapter(list[Talk]).validate_json(DATA.read_bytes())


def script() -> list[dict[str, Any]]:
    """Rules for the model server: route or hand over, call each tool once, then speak."""
    return [rule for talk in talks() for line in talk.messages for rule in _rules(line, talk.locale)]


def _rules(line: Line, locale: str) -> Iterator[dict[str, Any]]:
    for want in line.wants:
        tasks = [{"agent": one.agent, "task": line.text if len(line.wants) == 1 else one.words} for one in line.wants]
        yield {"when": {"says": re.escape(want.words), "wants_json": True}, "answer": {"tasks": tasks}}
        said_last = re.escape(want.words) + r"[^\n]*\Z"  # Spotter tells its model what is known before the task, earlier messages too
        handover = f"transfer_to_{want.agent}"
        yield {"when": {"says": said_last, "offers": handover}, "calls": [{"name": handover}]}
        yield {"when": {"says": said_last, "offers": want.tool}, "calls": [{"name": want.tool, "args": want.args}]}
    for want in line.wants:
        said_last = re.escape(want.words) + r"[^\n]*\Z"
        yield {"when": {"says": said_last, "wants_json": False}, "text": SAYS[locale][want.agent]}
