"""What a model writes is told sentence by sentence.

Left out is one with a figure that nothing explains, one that is not safe to say, one that claims a write that did not run, and one that
shows an address or the inside of the house.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from prometheus_client import Counter

from spotter.graphs.state import Scope, Voice
from spotter.language.claims import claims_unrun
from spotter.language.figures import Known, figures_in, unexplained
from spotter.language.generated import SafetyFacts, unsafe_sentences
from spotter.language.leaks import leaks
from spotter.language.sentences import SentenceStream, sentences
from spotter.language.tongue import is_in_another, language_of
from spotter.language.understanding import Locale
from spotter.log import get_logger
from spotter.messages import Action
from spotter.tools.registry import tools

log = get_logger("graphs")
told_sentences = Counter("spotter_model_sentences", "Sentences that a model wrote, by what became of them.", ["fate"])

PREAMBLE = 1  # "Let me look at your log." is not told before it is clear that more follows and no call
MARKS_ONLY = re.compile(r"[\s.,;:!?…\u200b-\u200f\ufeff-]*")  # what is left of an answer of nothing
MOST_CHARS = 4000  # of one answer: people text, and rule R1 asks for a few sentences
MOST_SHOWN = 300  # characters of a sentence that the model is asked to mend


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an answer may say: figures that are `known`, nothing against `facts`, only writes by tools in `wrote`, and nothing of `prompt`:
    whatever the model was told that is not for people.

    `wrote` is None where others may still write in the same step: what is claimed is then judged when all is done, see `told_of`.
    """

    known: Callable[[], Known]
    locale: Locale
    facts: SafetyFacts
    wrote: Collection[str] | None
    prompt: str

    def objection(self, sentence: str) -> str | None:
        """Why a sentence may not be told."""
        found = unsafe_sentences(sentence, self.locale, self.facts)
        if found:
            return found[0].kind
        leak = leaks(sentence, tools(), self.prompt)
        if leak is not None:
            return leak
        if self.wrote is not None and claims_unrun(sentence, self.wrote):
            return "unrun_claim"
        if not figures_in(sentence, self.locale):
            return None
        return "unexplained_figure" if unexplained(sentence, self.known(), self.locale) else None


class Gate:
    """Hears a model's pieces of text and passes on the sentences that may be told.

    With `tongue` nothing is told before it is clear that the answer is in that language.
    """

    def __init__(self, bounds: Bounds, voice: Voice | None, tongue: Locale | None = None) -> None:
        self._bounds = bounds
        self._voice = voice
        self._tongue = tongue
        self._chars = 0
        self._told = 0
        self._stream = SentenceStream()
        self._kept: list[str] = []
        self.dropped: list[str] = []
        self.notes: list[str] = []

    def hear(self, piece: str) -> None:
        """Take the next piece as it streams."""
        for sentence in self._stream.feed(piece):
            self._judge(sentence)

    def restart(self) -> None:
        """The stream broke and starts again: what was heard so far is void."""
        self._stream, self.dropped, self.notes = SentenceStream(), [], []
        self._chars = 0
        self.void()

    def void(self) -> None:
        """What was heard so far is no part of the reply."""
        if self._voice is not None and self._told:
            self._voice.again()
        self._kept, self._told = [], 0

    def finish(self) -> str:
        """Everything that was passed on, as one text."""
        for sentence in self._stream.end():
            self._judge(sentence)
        if not self.is_foreign:
            self._tell()
        return "".join(self._kept).strip()

    @property
    def is_foreign(self) -> bool:
        """Whether what was heard so far is clearly in another language than it has to be."""
        return self._tongue is not None and is_in_another("".join(self._kept), self._tongue)

    def _judge(self, sentence: str) -> None:
        if not MARKS_ONLY.fullmatch(sentence):
            self._judge_words(sentence)

    def _judge_words(self, sentence: str) -> None:
        was_full = self._chars > MOST_CHARS
        self._chars += len(sentence)
        if was_full:
            return
        why = "too_long" if self._chars > MOST_CHARS else self._bounds.objection(sentence)
        told_sentences.labels(why or "told").inc()
        if why is None:
            self._kept.append(sentence)
            if len(self._kept) > PREAMBLE and self._is_clear():
                self._tell()
            return
        log.info("sentence.dropped", why=why)
        self.dropped.append(sentence.strip()[:MOST_SHOWN])
        self.notes.append(f"left out a sentence: {why}")

    def _is_clear(self) -> bool:
        if self._tongue is None or self._told:
            return True
        return language_of("".join(self._kept)) is not None and not self.is_foreign

    def _tell(self) -> None:
        if self._voice is not None:
            for sentence in self._kept[self._told :]:
                self._voice.tell(sentence)
        self._told = len(self._kept)


def told_of(text: str, wrote: Collection[str]) -> str:
    """The text without the sentences that claim a write which none of the tools `wrote` did."""
    return "".join(sentence for sentence in sentences(text) if not claims_unrun(sentence, wrote)).strip()


def known_of(actions: Iterable[Action], texts: Sequence[str], scope: Scope) -> Callable[[], Known]:
    """The figures that may be told: what tools returned in this turn, and what stands in the texts that it read, the fixed one first.

    Found when the first figure has to be judged: most sentences hold none.
    """

    @cache
    def found() -> Known:
        known = Known.of([action.result for action in actions], texts[1:], scope.ctx.zone)
        return Known(known.amounts | _of_fixed(texts[0]).amounts)

    return found


@lru_cache(maxsize=32)
def _of_fixed(text: str) -> Known:
    return Known.of(texts=[text])
