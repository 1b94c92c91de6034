"""A second opinion beside the red-flag rules: how much a sentence nobody foresaw reads like an alarm.

Logistic regression over pieces of letters, words, and what the rules' own lexicon finds, with weights made by `make train`
(`red_flag_training.py`). It sees the sentence as a whole and no grammar, so it is asked only where the rules are silent, and
where they alone made an alarm of little; see `red_flags.screen`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import chain, pairwise
from typing import NamedTuple, cast
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from spotter.language.red_flag_context import cues_in, is_denied
from spotter.language.red_flag_frames import frames_in
from spotter.language.red_flag_lexicon import Concepts, load
from spotter.language.red_flag_words import Words
from spotter.language.understanding import SafetyLevel

SIZE = 1 << 17  # columns of the alarm
KIND_SIZE = 1 << 12  # columns of which alarm it is: the same ones, folded
_PIECES = (2, 3, 4, 5)  # letters in a piece
_STEP = np.uint64(1_000_003)
_SQUARE = np.uint64(998_244_353)
_SPREAD = np.uint64(0x9E37_79B9_7F4A_7C15)  # 2^64 over the golden ratio: Fibonacci hashing, its upper bits are used
_SHIFT = np.uint64(64 - 17)
_PLACES = [np.triu_indices(count, 1) for count in range(40)]
_LONGEST = 40  # words read as one; a longer message is read sentence by sentence
_MOST_WORDS = 400
ALARM_SHARE = 0.8  # of a sentence that is taken for an alarm: chosen in cross-validation, see docs/benchmarks.md
_SURE_SHARE = 0.98  # of a longer piece or message: what it learned from is short, and many words that each weigh a little add up
_SHORT = 14  # words
_SHARES = {"letters": 1.0, "words": 1.0, "signs": 1.5, "kinds": 1.5}  # lengths of the parts of the vector
NO_ALARM = "none calm"
ANOTHER = "another"  # the signal of an emergency of somebody beside the writer


class Opinion(NamedTuple):
    """How likely it is an alarm, 0 to 1, and the level and signal of the likeliest one."""

    share: float
    level: SafetyLevel
    signal: str


class _Model(NamedTuple):
    alarm: NDArray[np.float32]
    alarm_bias: float
    kinds: NDArray[np.float32]
    kind_bias: NDArray[np.float32]
    labels: tuple[str, ...]


def opinion(words: Words, concepts: Concepts, findings: Sequence[tuple[str, int]]) -> Opinion | None:
    """The strongest opinion on any piece of the message that is sure of an alarm; None where none is.

    `findings` are what the rules say ("T2 fever", "none fainting" for what they took back) and the place of the word they say it of.
    """
    model = _model()
    best = None
    wanted = ALARM_SHARE if len(words.text) <= _SHORT else _SURE_SHARE
    for begin, end in pieces(words):
        columns, values = features(words, concepts, findings, begin, end)
        share = 1 / (1 + math.exp(-model.alarm_bias - float(model.alarm[columns] @ values)))
        if share >= wanted and (best is None or share > best[0]):
            best = share, columns, values
    if best is None:
        return None
    share, columns, values = best
    kinds = model.kind_bias + values @ model.kinds[columns % KIND_SIZE]
    level, signal = model.labels[int(kinds.argmax())].split()
    return Opinion(share, cast(SafetyLevel, level), signal)


def pieces(words: Words) -> Iterator[tuple[int, int]]:
    """The message as it is read, as word places: whole where it is short, else sentence by sentence, a long one in halves that overlap."""
    count = min(len(words.text), _MOST_WORDS)
    if count <= _LONGEST:
        if count:
            yield 0, count
        return
    starts = [0, *(at for at in range(1, count) if words.sentence[at] != words.sentence[at - 1]), count]
    for begin, end in pairwise(starts):
        for at in range(begin, max(begin + 1, end - _LONGEST // 2), _LONGEST // 2):
            yield at, min(at + _LONGEST, end)


def features(
    words: Words, concepts: Concepts, findings: Sequence[tuple[str, int]], begin: int, end: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Columns below `SIZE` and their weights, for the words from `begin` up to, not including, `end`."""
    tokens = ["0" if word[0].isdigit() else word for word in words.text[begin:end]]
    text = " ".join(tokens)
    classes = [_classes(word) for word in tokens]
    signs = {*_signs(words, concepts, begin, end), *cues_in(text, tokens), *frames_in(text)}
    ruled = {part for name, start in findings if begin <= start < end for part in (f"rule {name}", f"rule {name.split()[0]}")}
    row = _codes(["^", *tokens, "$"])
    kinds = _codes({*chain.from_iterable(classes)})
    in_a_row = _codes([each[0] for each in classes if each])
    coded = _codes(signs)
    parts = [
        _weighed(_letters(f" {text} "), _SHARES["letters"]),
        _weighed([row[1:-1], _joined(row[:-1], row[1:])], _SHARES["words"]),
        _weighed([coded, _pairs(coded), _codes(ruled)], _SHARES["signs"]),
        _weighed([kinds, _pairs(kinds), _joined(in_a_row[:-1], in_a_row[1:])], _SHARES["kinds"]),
    ]
    return np.concatenate([columns for columns, _ in parts]), np.concatenate([values for _, values in parts])


def _signs(words: Words, concepts: Concepts, begin: int, end: int) -> Iterator[str]:
    """The concepts of the rules' lexicon that stand there, said or denied."""
    for concept, hits in concepts.places.items():
        for hit in hits:
            if begin <= hit.start < end:
                yield f"not {concept}" if is_denied(words, hit, [], concepts.hidden) else concept


@lru_cache(maxsize=20_000)
def _classes(word: str) -> tuple[str, ...]:
    """What kind of word it is (a part of the face, something that presses, a laugh): words never learned stand for their like."""
    whole, begun = _word_classes()
    found = {*whole.get(word, ()), *chain.from_iterable(begun.get(word[:length], ()) for length in range(2, len(word) + 1))}
    return tuple(sorted(found))


@lru_cache(maxsize=1)
def _word_classes() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The classes by whole word and by how a word begins, as in the lexicon ("press*")."""
    whole: dict[str, list[str]] = {}
    begun: dict[str, list[str]] = {}
    for name, words in load("red_flags/word_classes.json").items():
        for word in words.split():
            (begun if word.endswith("*") else whole).setdefault(word.rstrip("*"), []).append(f"class {name}")
    return whole, begun


def _letters(text: str) -> list[NDArray[np.uint64]]:
    """A code for every piece of 2 to 5 letters."""
    letters = np.frombuffer(text.encode("ascii", "replace"), dtype=np.uint8).astype(np.uint64)
    found, rolling = [], letters
    for length in _PIECES[: max(0, len(letters) - 1)]:
        rolling = rolling[:-1] * _STEP + letters[length - 1 :]
        found.append(rolling)
    return found


def _codes(names: Collection[str]) -> NDArray[np.uint64]:
    return np.fromiter(map(_code, names), dtype=np.uint64, count=len(names))


@lru_cache(maxsize=20_000)
def _code(name: str) -> int:
    return crc32(name.encode())


def _joined(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A code for each two names that follow each other."""
    return first * _STEP + second


def _pairs(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A code for each two names that stand in one piece, whichever comes first."""
    ordered = np.sort(codes)
    one, two = _PLACES[len(ordered)] if len(ordered) < len(_PLACES) else np.triu_indices(len(ordered), 1)
    return ordered[one] * _SQUARE + ordered[two]


def _weighed(codes: Sequence[NDArray[np.uint64]], length: float) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The column of each code once, weighed by the logarithm of how often it came, the whole of Euclidean length `length`."""
    columns, counts = np.unique((np.concatenate(codes) * _SPREAD) >> _SHIFT, return_counts=True)
    values = 1 + np.log(counts)
    return columns.astype(np.int64), (values * (length / max(np.sqrt(values @ values), 1e-9))).astype(np.float32)


@lru_cache(maxsize=1)
def _model() -> _Model:
    data = files("spotter.language").joinpath("data", "red_flags", "classifier.npz").read_bytes()
    with np.load(BytesIO(data)) as stored:
        return _Model(
            stored["alarm"].astype(np.float32),
            float(stored["alarm_bias"]),
            np.ascontiguousarray(stored["kinds"].astype(np.float32).T),
            stored["kind_bias"].astype(np.float32),
            tuple(stored["labels"].tolist()),
        )
