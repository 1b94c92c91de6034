"""What has been found in a message so far: calls and leftovers with their places in its text."""

from __future__ import annotations

from dataclasses import dataclass, field

from spotter.language.advice import asks, asks_what_now
from spotter.language.splitter import split_sentences
from spotter.language.understanding import AgentName, Call, ChatKind, Parse, Question
from spotter.language.whose import is_told_of_another
from spotter.language.workout_hearsay import is_kept_out

# What is written of the person's body is never what they tell of somebody else's.
_OF_ONESELF = frozenset({"log_metric", "report_pain", "log_readiness", "update_profile"})
_LOGS = frozenset({"log_workout", "log_sets", "log_meal", "log_metric", "log_readiness"})


@dataclass(slots=True)
class Findings:
    """Calls and leftovers, each with its place.

    `leans` says for leftovers at a place who takes them where the classifier is less sure than the number beside the name.
    """

    calls: list[tuple[int, Call]] = field(default_factory=list)
    rest: list[tuple[int, str]] = field(default_factory=list)
    question: Question | None = None
    chat: ChatKind | None = None
    leans: dict[int, tuple[AgentName, float]] = field(default_factory=dict)

    def take(self, place: int, parse: Parse, clause: str = "") -> None:
        self.calls += [(place + max(0, clause.find(call.clause)), call) for call in parse.calls]
        self.question = self.question or parse.question

    def join(self, other: Findings, start: int, lean: AgentName | None = None, until: float = 0.0) -> None:
        """Take what was found in a piece of the text that begins at `start`; `lean` and `until` are for its leftovers."""
        self.calls += [(start + place, call) for place, call in other.calls]
        self.rest += [(start + place, clause) for place, clause in other.rest]
        self.leans |= {start + place: lean for place, lean in other.leans.items()}
        if lean:
            self.leans |= {start + place: (lean, until) for place, _ in other.rest}
        self.question = self.question or other.question

    def keep_thoughts(self, clean: str) -> None:
        """Leave a sentence that ends on "... and I feel like quitting" whole, for somebody who answers all of it."""
        for sentence in split_sentences(clean):
            calls = [one for one in self.calls if sentence.start <= one[0] < sentence.end]
            rest = [one for one in self.rest if sentence.start <= one[0] < sentence.end]
            asked = any(asks(clause) and not asks_what_now(clause) for _, clause in rest)
            if not calls or not rest or asked or any(call.tool != "motivate" for _, call in calls):
                continue
            self.calls = [one for one in self.calls if one not in calls]
            self.rest = [one for one in self.rest if one not in rest] + [(sentence.start, clean[sentence.start : sentence.end])]
            self.leans[sentence.start] = ("motivation", 1.0)

    def leave_others(self, clean: str) -> None:
        """Write nothing down for the person of what somebody else has or did, and of what they want kept out."""
        kept_out = is_kept_out(clean)
        told = [
            one
            for one in self.calls
            if (kept_out and one[1].tool in _LOGS) or (one[1].tool in _OF_ONESELF and is_told_of_another(clean[: one[0]], one[1].clause))
        ]
        self.calls = [one for one in self.calls if one not in told]
        self.rest += [(place, call.clause) for place, call in told]
