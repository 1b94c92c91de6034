"""Sentences of a text, also while it is still being written: a cut never falls inside a number, an abbreviation or a list line."""

from __future__ import annotations

import re

_GAP = re.compile(r"\s+(?=\S)")
_AFTER_END = "\"'”’»)]*_"
_LIST_LINE = re.compile(r"\s*(?:[-*+•|]|#{1,6}|\d{1,2}[.)])(?:\s|$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"'])(?:[^\W\d_]|e\.g|i\.e|[ap]\.m|approx|vs|etc|cf|ca|no|nos|nr|fig|vol|dr|mr|mrs|ms|prof|st|jr|sr|incl|excl|min|max|resp"
    r"|ex|p\.ex|env|mme|mlle|art|pp|max|hr|hrs|sec|lb|lbs|oz|ft|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|janv|févr|avr|juil|déc)\.$",
    re.I,
)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}[.…][\"'”’»)\]*_]*$")
_CLOSING = frozenset("»”’)]}")


def sentences(text: str) -> list[str]:
    """The sentences and lines of the text, each with the blanks that follow it; joined they are the text."""
    stream = SentenceStream()
    return [*stream.feed(text), *stream.end()]


class SentenceStream:
    """Takes a text in pieces and gives back its sentences as soon as they are complete, the same ones for any pieces."""

    def __init__(self) -> None:
        self._text = ""
        self._seen = 0  # blanks before this place are no ends

    def feed(self, piece: str) -> list[str]:
        """The sentences that are complete now. A sentence is complete once the next one has begun."""
        self._text += piece
        done: list[str] = []
        start = 0
        for gap in _GAP.finditer(self._text, self._seen):
            if _ends_sentence(self._text[start : gap.start()], gap[0], self._text[gap.end()]):
                done.append(self._text[start : gap.end()])
                start = gap.end()
        self._text = self._text[start:]
        self._seen = len(self._text.rstrip())
        return done

    def end(self) -> list[str]:
        """What is left, at most one piece of text."""
        rest, self._text, self._seen = self._text, "", 0
        return [rest] if rest else []


def _ends_sentence(sentence: str, gap: str, following: str) -> bool:
    if "\n" in gap:
        return True
    bare = sentence.rstrip(_AFTER_END)
    if not bare.endswith((".", "!", "?", "…")) or following in _CLOSING or _LIST_LINE.match(sentence) or _ABBREVIATION.search(sentence):
        return False
    return not following.islower() or not bare.endswith(".") or bool(_LONG_WORD.search(sentence))
