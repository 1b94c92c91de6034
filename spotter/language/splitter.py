"""Where one request ends and the next begins: sentences, and the clauses inside of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spotter.language.calendar_words import level

_SENTENCE_END = re.compile(
    r"\n+|(?<=[^\d\s.][.!?])[ ]+(?=\S)|(?<=\d[.!?])[ ]+(?=[A-Z]|(?:i|i'?m|i'?ve|my|we|can|je|j'|mon|ma|mes|tu|on)\b)|"
    r"(?<=[!?])[ ]*|\s*;\s*|\s+\.{2,}\s*|\.{3,}\s+"
)
_JOINT = re.compile(
    r"\s*,\s*(?:and then |and also |and |then |also |but |et puis |et aussi |et |puis |mais )?(?!\d)|\s+(?:and "
    r"then|and also|and|n|then|also|plus|but|&|et puis|et aussi|et|puis|ensuite|mais|aussi|\+)\s+(?!\d)|\s+-\s+"
)
_FRESH_START = re.compile(
    r"(?<!n't)(?<!\bdont)(?<!\bnot)(?<!\bnever)\s+(?=(?:what'?s|what (?:is|should|do|did|can)|how (?:much|many|am|do|is|was)"
    r"|remind me|show me|can you|"
    r"could you|log|undo|set (?:a|an|my)|i weigh(?:ed)?|weighed|slept|"
    r"rappelle|montre|qu'est-ce|combien|c'est quoi|je pese)\b)"
    r"|(?:(?<=\d)|(?<=\dh)|(?<=hours)|(?<=hrs)|(?<=heures)|(?<=kg)|(?<=sleep)|(?<=night)|(?<=morning)|(?<=matin)|(?<=nuit))"
    r"\s+(?=(?:feeling|feel|i feel|i'?m|je suis|je me sens)\b)"
)
_MOST = 14


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the message: `start` and `end` in its normalised text."""

    start: int
    end: int


def split_sentences(text: str) -> list[Piece]:
    """The sentences and lines of the text."""
    return _cut(text, 0, len(text), _SENTENCE_END, text)


def split_clauses(text: str, sentence: Piece) -> list[Piece]:
    """The clauses of one sentence, at commas and joining words and where a new request begins; one clause for a long list."""
    flat = level(text)
    parts = [
        piece
        for part in _cut(flat, sentence.start, sentence.end, _JOINT, text)
        for piece in _cut(flat, part.start, part.end, _FRESH_START, text)
    ]
    return parts if len(parts) <= _MOST else [sentence]


def _cut(searched: str, start: int, end: int, joint: re.Pattern[str], text: str) -> list[Piece]:
    pieces: list[Piece] = []
    at = start
    for match in joint.finditer(searched, start, end):
        pieces.append(Piece(at, match.start()))
        at = match.end()
    pieces.append(Piece(at, end))
    trimmed = (_trim(text, piece) for piece in pieces)
    return [piece for piece in trimmed if piece.end > piece.start]


def _trim(text: str, piece: Piece) -> Piece:
    start, end = piece.start, piece.end
    while start < end and text[start] in " \n\t,;":
        start += 1
    while end > start and text[end - 1] in " \n\t,;":
        end -= 1
    return Piece(start, end)
