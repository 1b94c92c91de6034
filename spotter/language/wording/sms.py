"""Replies for SMS: letters that the network carries cheaply, one heading told once, and two messages at most.

What is left out goes in this order: explanations without a figure, later sentences, the ends of lists, the ends of sentences. Words of
safety are never cut.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial
from math import ceil

from spotter.language.understanding import Locale

MOST_SEGMENTS = 2
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€")  # two places each
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚′", "'"),
        **dict.fromkeys("“”„″«»", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("•·", "-"),
        "×": "x",
        "œ": "oe",
        "Œ": "Oe",
        "≥": ">=",
        "≤": "<=",
        "→": "->",
    }
)
_TIMES = re.compile(r"(?<=\d) x (?=\d)")
_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-ZÀ-Ý\"])|\n+")
_HEAD = re.compile(r"^(?P<head>[^:\n.]{4,40}:) (?P<rest>.+?)\.?$", re.DOTALL)
# Emoji and what belongs to them: one of them makes every letter of a message cost more than twice as much.
_PICTURES = re.compile(r" ?[\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3\U0001f000-\U0001faff]+")
_AND_SO_ON = "..."
_MORE = {"en": "+{n} more", "fr": "+{n} autres"}


def segments(text: str) -> int:
    """How many SMS a text takes: 160 letters of the GSM alphabet or 70 others in one, 153 or 67 in each of several (3GPP TS 23.038)."""
    if set(text) <= _BASIC | _EXTENDED:
        length, alone, joined = sum(2 if one in _EXTENDED else 1 for one in text), 160, 153
    else:
        length, alone, joined = len(text.encode("utf-16-be")) // 2, 70, 67
    return ceil(length / alone) if length <= alone else ceil(length / joined)


def sms_text(fixed: Sequence[str], told: Sequence[str], question: Sequence[str], locale: Locale) -> str:
    """The pieces of a reply as one SMS text: `fixed` (words of safety) and `question` stay whole, `told` is cut where it must be."""
    pieces = _merged([_in_one_line(fold(text)) for text in told])
    around = [fold(text) for text in fixed], [fold(text) for text in question]

    def joined(middle: Sequence[str]) -> str:
        return "\n".join(text for text in (*around[0], *middle, *around[1]) if text)

    def fits(middle: Sequence[str]) -> bool:
        return segments(joined(middle)) <= MOST_SEGMENTS

    for shorter in (_without_explanations, _without_later_sentences):
        if fits(pieces):
            return joined(pieces)
        pieces = [shorter(piece) for piece in pieces]
    pieces = _with_shorter_lists(pieces, fits, locale)
    for place in sorted(range(len(pieces)), key=lambda at: -len(pieces[at])):
        pieces[place] = _beginning(pieces[place], partial(_fits_at, pieces, place, fits))
    if not fixed and not fits(pieces):  # a question that is too long itself: its end is what is asked
        return _end(joined([]))
    return joined(pieces)


def _with_shorter_lists(pieces: list[str], fits: Callable[[Sequence[str]], bool], locale: Locale) -> list[str]:
    """The pieces with the ends of their lists left out, one by one and those of the longest first, until they fit."""
    lists = [piece.split("; ") for piece in pieces]
    told_of = [len(items) for items in lists]
    while not fits(pieces) and any(len(items) > 1 for items in lists):
        place = max(range(len(lists)), key=lambda at: (len(lists[at]) > 1, len(pieces[at])))
        lists[place].pop()
        more = _MORE[locale].format(n=told_of[place] - len(lists[place]))
        pieces = [*pieces[:place], "; ".join([*lists[place], more]), *pieces[place + 1 :]]
    return pieces


def _fits_at(pieces: Sequence[str], place: int, fits: Callable[[Sequence[str]], bool], text: str) -> bool:
    return fits([*pieces[:place], text, *pieces[place + 1 :]])


def _beginning(text: str, fits: Callable[[str], bool]) -> str:
    """As much of the beginning as fits, in whole words where it has several."""
    if fits(text):
        return text
    length = bisect_left(range(1, len(text)), True, key=lambda end: not fits(text[:end] + _AND_SO_ON))
    kept = text[:length].rpartition(" ")[0] or text[:length]
    return kept.rstrip(",;: ") + _AND_SO_ON if kept else ""


def _end(text: str) -> str:
    """As much of the end as the segments of a reply hold, in whole words where it has several."""
    length = bisect_left(range(1, len(text)), True, key=lambda size: segments(_AND_SO_ON + text[-size:]) > MOST_SEGMENTS)
    return _AND_SO_ON + (text[-length:].partition(" ")[2] or text[-length:])


def fold(text: str) -> str:
    """The text in letters of the GSM alphabet, as far as they have a like: curly quotes, dashes, "×", "œ", "ê". Pictures are left out."""
    folded = "".join(_plain(char) for char in _PICTURES.sub("", text).translate(_FOLDED))
    return _TIMES.sub("x", folded)


def _plain(char: str) -> str:
    if char in _BASIC or char in _EXTENDED:
        return char
    if unicodedata.category(char) == "Zs":
        return " "
    bare = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
    return bare or char


def _in_one_line(text: str) -> str:
    """A list as one line: "Today:\\n- a\\n- b" is "Today: a; b"."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    out = ""
    for line in lines:
        item = line.removeprefix("- ")
        if not out:
            out = item
        elif item != line:
            out += f"{'' if out[-1] in ':.' else ';'} {item}"
        else:
            out += f"\n{item}"
    return out


def _merged(pieces: list[str]) -> list[str]:
    """Pieces with the same heading as one: "Logged for today: a. Logged for today: b." tells its heading once."""
    out: list[str] = []
    for piece in pieces:
        match, before = _HEAD.match(piece), _HEAD.match(out[-1]) if out else None
        if match and before and match["head"] == before["head"] and "\n" not in piece:
            out[-1] = f"{out[-1].rstrip('.')}; {match['rest']}."
        else:
            out.append(piece)
    return out


def _without_explanations(piece: str) -> str:
    """The first sentence and those with a figure."""
    first, *others = _SENTENCE.split(piece)
    return " ".join([first, *(one for one in others if any(char.isdigit() for char in one))])


def _without_later_sentences(piece: str) -> str:
    """The first sentence, and the list behind it where it only opens one."""
    sentences = _SENTENCE.split(piece)
    keep = 1 + (len(sentences) > 1 and "; " in sentences[1])
    return " ".join(sentences[:keep])
