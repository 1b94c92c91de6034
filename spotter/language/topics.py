"""Which general question of training, food or drive a text asks: scored patterns per topic, nothing where it is unclear."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spotter.language.advice import asks
from spotter.language.calendar_words import level
from spotter.language.splitter import split_sentences

_STRONG, _WEAK, _AGAINST = 3.0, 1.0, -4.0
_TOLD = 0.4  # what is only told beside the question weighs less
_ENOUGH, _CLEAR = 3.0, 0.9
_ENOUGH_TOLD = 3.3  # one hint at least beside the topic's own words where no sentence asks about it
_LONGEST = 1500  # what stands behind that in a post is detail


@dataclass(frozen=True, slots=True)
class _Topic:
    key: str
    strong: tuple[re.Pattern[str], ...]
    weak: tuple[re.Pattern[str], ...]
    against: tuple[re.Pattern[str], ...]

    def score(self, text: str) -> float:
        hits = sum(1 for pattern in self.strong if pattern.search(text))
        if not hits:
            return 0.0
        hints = sum(1 for pattern in self.weak if pattern.search(text))
        barred = any(pattern.search(text) for pattern in self.against)
        # A second way of asking the same adds less than the first.
        return _STRONG + 0.5 * (hits - 1) + 0.3 * _WEAK * hints + (_AGAINST if barred else 0.0)


def find_topic(text: str) -> str | None:
    """The topic's key in `wording/advice.json`; None where no topic or no single one fits."""
    asked, told = _asked_and_told(text[:_LONGEST])
    scores = {topic.key: topic.score(asked) for topic in _topics()}
    enough = _ENOUGH
    if any(scores.values()):
        scores = {topic.key: scores[topic.key] + _TOLD * topic.score(told) for topic in _topics()}
    else:  # "any tips?": what is told is what is asked
        scores, enough = {topic.key: topic.score(told) for topic in _topics()}, _ENOUGH_TOLD
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    (best, score), (_, second) = ranked[0], ranked[1]
    return best if score >= enough and score - second >= min(_CLEAR, 0.25 * score) else None


def _asked_and_told(text: str) -> tuple[str, str]:
    """The sentences that ask, and the rest; all of a short text counts as asked."""
    sentences = [text[piece.start : piece.end] for piece in split_sentences(text)]
    asking = [sentence for sentence in sentences if asks(sentence)]
    if not asking or len(text.split()) <= 30:
        return level(text), ""
    return level(" ".join(asking)), level(" ".join(sentence for sentence in sentences if sentence not in asking))


@cache
def _topics() -> tuple[_Topic, ...]:
    data = json.loads(files("spotter.language").joinpath("data", "advice_topics.json").read_text(encoding="utf-8"))
    return tuple(_Topic(key, *(_compiled(row.get(kind, ())) for kind in ("strong", "weak", "not"))) for key, row in data.items())


def _compiled(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<!\w)(?:{pattern})") for pattern in patterns)
