"""Text as Telegram counts it: in UTF-16 code units, cut where a reader sees the end of a character."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from wcwidth import iter_graphemes

MOST_UNITS = 4096
_BREAKS = ("\n\n", "\n", ". ", " ")  # where a long text is best cut, the best first


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that looks different, by the places of its characters."""

    kind: Literal["bold", "pre"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: Marked) -> Marked:
        moved = (replace(mark, start=mark.start + len(self.text), end=mark.end + len(self.text)) for mark in other.marks)
        return Marked(self.text + other.text, (*self.marks, *moved))

    def cut(self, start: int, end: int) -> Marked:
        """The stretch between two places, without blanks around it."""
        part = self.text[start:end]
        end = start + len(part.rstrip())
        blanks = len(part) - len(part.lstrip())
        if blanks and start + blanks < end and not _ends_character(self.text, start + blanks):
            blanks -= 1  # the last one carries an accent
        start += blanks
        clipped = (Mark(mark.kind, max(mark.start, start) - start, min(mark.end, end) - start) for mark in self.marks)
        return Marked(self.text[start:end], tuple(mark for mark in clipped if mark.start < mark.end))


def units(text: str) -> int:
    """How long a text is for Telegram."""
    return len(text) + sum(char > "\uffff" for char in text)


def parts_of(marked: Marked, most: int = MOST_UNITS) -> list[Marked]:
    """The text in parts that Telegram takes: cut between paragraphs, lines, sentences or words, never within a character or, if it can be
    helped, a mark.
    """
    parts = []
    start = 0
    while start < len(marked.text):
        end = _reach(marked.text, start, most)
        if end < len(marked.text):
            end = _nicer(marked, start, end)
        part = marked.cut(start, end)
        if part.text:
            parts.append(part)
        start = end
    return parts


def _reach(text: str, start: int, most: int) -> int:
    """How far a part may go: to the end of the last whole character that fits, or of its last code point where a single one does not."""
    end, used = start, 0
    for grapheme in iter_graphemes(text[start : start + most + 1]):  # so many never fit: a character that the slice cuts is left out
        used += units(grapheme)
        if used > most:
            return end if end > start else start + _code_points(grapheme, most)
        end += len(grapheme)
    return end


def _code_points(grapheme: str, most: int) -> int:
    used = 0
    for place, char in enumerate(grapheme):
        used += units(char)
        if used > most:
            return place
    return len(grapheme)


def _nicer(marked: Marked, start: int, end: int) -> int:
    """A better place to cut at or before `end`: before a mark that would be cut, and behind a paragraph, line, sentence or word."""
    over = next((mark for mark in marked.marks if mark.start < end < mark.end), None)
    if over is not None and over.start > start:
        end = over.start
    for gap in _BREAKS:
        place = marked.text.rfind(gap, start + (end - start) // 2, end)
        behind = place + len(gap)
        if place >= 0 and _ends_character(marked.text, behind) and not any(m.start < behind < m.end for m in marked.marks if m != over):
            return behind
    return end


def _ends_character(text: str, place: int) -> bool:
    """Whether nothing at `place` belongs to the character before it, as an accent behind a blank would."""
    return next(iter_graphemes(text[place - 1 : place + 1])) == text[place - 1]
