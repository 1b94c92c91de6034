"""The stand-in of the layers: it behaves as a case says, plays what was recorded of it, or records what somebody answers.

It is asked over the provider's protocol in each of them, so that the coach and its client library work as they do with a provider.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from spotter.dev.model.chat import Chat, Reply
from spotter.dev.model.double import ModelDouble
from spotter.dev.model.faults import Mode
from spotter.evals.recording import Exchange, Question, Recording, exchange_of, question_of, why_stale

NO_ANSWER: Mode = "too_long"  # refused as a fault of the question: asked once, and no breaker opens


class NotAnswered(Exception):
    """Who is recorded did not answer. `how` is the fault that the coach then sees."""

    def __init__(self, how: Mode, why: str) -> None:
        super().__init__(why)
        self.how: Mode = how


Source = Callable[[Mapping[str, Any]], Reply]


class Tape(ModelDouble):
    """A double with a recording in it, or none."""

    def __init__(self) -> None:
        self._playing: dict[Question, Exchange] | None = None
        self._source: Source | None = None
        super().__init__("sensible")

    def reset(self) -> None:
        """Take the recording out."""
        super().reset()
        self._playing = self._source = None
        self._heard: set[Question] = set()
        self.missed: dict[Question, str] = {}

    def play(self, recording: Recording | None) -> None:
        """Answer what is recorded, and nothing else."""
        self.reset()
        self._playing = {one.question: one for one in (recording.exchanges if recording else ())}

    def record(self, source: Source) -> None:
        """Answer as the source does, and keep it."""
        self.reset()
        self._playing, self._source = {}, source

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """What was recorded, or is played."""
        return tuple((self._playing or {}).values())

    @property
    def why_stale(self) -> str:
        """What of a recording does not fit what the coach asked: questions without an answer, else answers that nobody asked for."""
        if self.missed:
            return "; ".join(dict.fromkeys(self.missed.values()))
        idle = [one for one in self.exchanges if one.question not in self._heard]
        return f"not asked any more: {'; '.join(f'{one.role} {one.asked!r}' for one in idle)}" if idle else ""

    def reply_to(self, body: Mapping[str, Any], chat: Chat) -> tuple[Reply, Mode | None]:
        """The answer of the tape; of the behaviour where none is in."""
        if self._playing is None:
            return super().reply_to(body, chat)
        asked = question_of(body)
        self._heard.add(asked)
        if asked not in self._playing and self._source is not None:
            return self._recorded(self._source, asked, body, chat)
        found = self._playing.get(asked)
        if found is None:
            self.missed.setdefault(asked, why_stale(asked, self.exchanges))
            return Reply(), NO_ANSWER
        return found.reply, "no_schema" if found.refuses_schema else None

    def _recorded(self, source: Source, asked: Question, body: Mapping[str, Any], chat: Chat) -> tuple[Reply, Mode | None]:
        try:
            reply = source(body)
        except NotAnswered as failure:
            if failure.how == "no_schema":
                self._keep(asked, exchange_of(body, chat, None))
            else:
                self.missed[asked] = str(failure)
            return Reply(), failure.how
        self._keep(asked, exchange_of(body, chat, reply))
        return reply, None

    def _keep(self, asked: Question, exchange: Exchange) -> None:
        if self._playing is not None:
            self._playing[asked] = exchange
        self.missed.pop(asked, None)
