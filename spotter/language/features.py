"""A text as a sparse vector: hashed words, pairs of words and pieces of words; the same for training and for scoring."""

from __future__ import annotations

import math
import re
from collections import Counter
from zlib import crc32

from spotter.language.calendar_words import level

SIZE = 1 << 15
_WORD = re.compile(r"[a-z]+|\d+")
_MOST_WORDS = 220


def features(text: str) -> dict[int, float]:
    """Column to weight, of Euclidean length 1; empty for a text without words."""
    words = ["0" if word.isdigit() else word for word in _WORD.findall(level(text))[:_MOST_WORDS]]
    if not words:
        return {}
    found: Counter[str] = Counter(words)
    found.update(f"{one} {two}" for one, two in zip(["^", *words], [*words, "$"], strict=True))
    for word in words:
        padded = f"<{word}>"
        if len(word) > 3:
            found.update(f"#{padded[place : place + 4]}" for place in range(len(padded) - 3))
    if "?" in text:
        found["?"] += 1
    columns: dict[int, float] = {}
    for name, count in found.items():
        column = crc32(name.encode()) % SIZE
        columns[column] = columns.get(column, 0.0) + (1 + math.log(count)) * (0.5 if name[0] == "#" else 1.0)
    length = math.sqrt(sum(weight * weight for weight in columns.values()))
    return {column: weight / length for column, weight in columns.items()}
