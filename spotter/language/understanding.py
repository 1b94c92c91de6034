"""What one message means: safety, tool calls, what is left over and what has to be asked.

The types of this module are the border between the language room and everybody above it. They hold plain values
only: an argument dictionary is JSON, all quantities are SI (kg, m, s, kcal, g), dates are ISO 8601 strings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Locale = Literal["en", "fr"]
Units = Literal["metric", "imperial"]
AgentName = Literal["planner", "progress", "nutrition", "injury", "motivation"]
SafetyLevel = Literal["none", "T3", "T2", "T1", "T0"]
ChatKind = Literal[
    "greeting",
    "thanks",
    "goodbye",
    "small_talk",
    "identity",
    "insult",
    "unclear",
    "out_of_scope",
    "of_another",
    "not_done",
    "empty",
    "yes",
    "no",
]


@dataclass(frozen=True, slots=True)
class Underway:
    """A workout goes on: the exercise whose set is due (None where none is), by its English name, and the repetitions that it asks for."""

    exercise: str | None
    reps: int | None = None


@dataclass(frozen=True, slots=True)
class Reminders:
    """The reminders that stand or came lately, by what they are about. `are_spoken_of` where the last words were about one of them: then
    `last` is its id, None where it was about several."""

    names: tuple[str, ...]
    last: str | None = None
    are_spoken_of: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How a message is to be read: who writes it, in which language and units, and when.

    `now` is aware and carries the person's own zone, so that "yesterday" is their yesterday.
    `usual_loads_kg` maps exercise keys to the person's usual work load, for "benched 225" by somebody who thinks in kg.
    `underway` is set while a workout goes on: then "5 at 80" and "next" are about it.
    `told_last` is the English name of the exercise logged last, a short while ago, where none goes on: "85 x 3" is another set of it.
    `waits_for_load` is set where that one is done with a weight and was told without: then "80 kg" is its load.
    `has_plan` is set where a plan runs: then "5 sets of squats" is a wish for it. `equipment` is all that the person said they have, None
    where they said nothing of it. `reminders` is set where the message may mean one without saying so ("move it to 8").
    """

    locale: Locale
    units: Units
    now: datetime
    usual_loads_kg: dict[str, float] = field(default_factory=dict)
    underway: Underway | None = None
    told_last: str | None = None
    waits_for_load: bool = False
    has_plan: bool = False
    equipment: frozenset[str] | None = None
    reminders: Reminders | None = None


@dataclass(frozen=True, slots=True)
class Safety:
    """The screening's verdict: the level and the signals that gave it, most severe first.

    `others` are those of `signals` that belong to somebody else ("my dad has chest pain right now"): words are said about them, nothing is
    held against the person or written down of them. `own_level` is what is left without them.
    """

    level: SafetyLevel = "none"
    signals: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    own_level: SafetyLevel = "none"

    @property
    def own(self) -> Safety:
        """What the message means for the person themselves."""
        if not self.others:
            return self
        return Safety(self.own_level, tuple(signal for signal in self.signals if signal not in self.others))


@dataclass(frozen=True, slots=True)
class Call:
    """One tool call that the local grammar is sure of. `confidence` is 0 to 1."""

    tool: str
    agent: AgentName | None
    clause: str
    confidence: float
    args: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Residue:
    """A clause that no local grammar could take, with the agent that most likely should."""

    clause: str
    agent: AgentName
    confidence: float


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be asked before `clause` can be acted on.

    `clause` is kept so that the answer can be read together with it ("bench 80kg" + "3x5").
    """

    clause: str
    text: str
    tool: str | None = None


@dataclass(frozen=True, slots=True)
class Parse:
    """What one grammar made of one piece of text.

    `leftover` is the text that the grammar did not use, as clauses for the other grammars; a grammar that took
    everything leaves it empty. A grammar that does not recognise the text returns None instead of a Parse.
    """

    calls: tuple[Call, ...] = ()
    leftover: tuple[str, ...] = ()
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """The meaning of a whole message. `agents` is in order of first need; empty for small talk and out of scope."""

    text: str
    locale: Locale
    safety: Safety
    calls: tuple[Call, ...] = ()
    residue: tuple[Residue, ...] = ()
    agents: tuple[AgentName, ...] = ()
    question: Question | None = None
    chat: ChatKind | None = None
