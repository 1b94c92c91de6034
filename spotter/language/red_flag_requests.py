"""A message with what it asks for set apart from what it tells: "my chest feels tight. remind me at 7 to run".

The words of a request (an hour, an exercise, a wish) must not explain a sign away that stands beside it. The words that begin a request
and those that end it stand in `data/red_flags/requests.json`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from spotter.language.calendar_words import level
from spotter.language.red_flag_lexicon import load

_SENTENCE = re.compile(r"[^.!?;\n…]+(?:[.!?;\n…]+|$)")


class _Borders(NamedTuple):
    """`request` is the opening of one, also `anywhere` in a clause, `joint` what stands between two clauses, `own` how somebody begins to
    tell of themselves, `restart` the word before they do so without a joint, `open` what a request says that may go on in bare nouns.
    """

    request: re.Pattern[str]
    anywhere: re.Pattern[str]
    joint: re.Pattern[str]
    own: re.Pattern[str]
    restart: re.Pattern[str]
    open: re.Pattern[str]


def set_requests_apart(text: str) -> str:
    """`text` with a full stop wherever something asked for borders on something told; `text` itself where nothing does."""
    flat = level(text).replace("’", "'")
    if len(flat) != len(text):
        return text
    borders = [border for sentence in _SENTENCE.finditer(flat) for border in _borders_in(flat, *sentence.span())]
    for start, end in reversed(borders):
        text = f"{text[:start]}. {text[end:]}"
    return text


def _borders_in(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where a sentence goes from what is told to what is asked for, and back, each with the joining words there."""
    words = _words()
    borders: list[tuple[int, int]] = []
    asked_from = _asked(flat, start)
    for border, follows in _joints(flat, start, end):
        asked = _asked(flat, follows)
        if asked >= 0:
            borders += [(border, follows)] if asked_from < 0 else []
            asked_from = asked
        elif (
            asked_from >= 0 and border >= asked_from and (words.own.match(flat, follows) or not words.open.search(flat, asked_from, border))
        ):
            borders.append((border, follows))
            asked_from = -1
    return borders


def _asked(flat: str, at: int) -> int:
    """Where the opening of a request ends that begins at `at`; -1 where none does."""
    request = _words().request.match(flat, at)
    return -1 if request is None else request.end()


def _joints(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where one clause of a sentence ends and where the next begins, which may be the same place: "remind me at 7 to run i fainted"."""
    words = _words()
    joined = {match.span() for match in words.joint.finditer(flat, start, end)}
    restarted = {(match.end(), match.end()) for match in words.restart.finditer(flat, start, end)}
    return sorted(joined | restarted | {(match.start(), match.start()) for match in words.anywhere.finditer(flat, start, end)})


@cache
def _words() -> _Borders:
    data = load("red_flags/requests.json")
    courtesy = rf"[\s,]*(?:{data['courtesy']}\b[\s,]*)*"
    return _Borders(
        request=re.compile(rf"{courtesy}(?:{'|'.join([*data['opened'], *data['anywhere']])})(?![\w'])"),
        anywhere=re.compile(rf"\b(?:{'|'.join(data['anywhere'])})\b"),
        joint=re.compile(rf"\s*[,:&()–—+/][\s,]*|\s+-+\s+|\s+(?:(?:{data['joint']})(?:\s+|(?<=')))+"),
        own=re.compile(rf"{courtesy}(?:{data['own']})(?![\w'])"),
        restart=re.compile(
            rf"(?<![\w'])(?!(?:{data['unfinished']})\b)[\w']+\s+"
            rf"(?=(?:{data['speaker']}) |j'|(?:{data['speaks']})(?![\w'])\s*(?:\w+ ){{0,2}}?(?:{data['states']})(?!\w))"
        ),
        open=re.compile(rf"\b(?:{data['open']})(?!\w)"),
    )
