"""Which of a person's own things do their words mean: "the water one" among their reminders."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from spotter.language.calendar_words import level

ENOUGH = 62.0
CLEAR = 12.0


def meant(text: str, names: Sequence[Sequence[str]]) -> list[int]:
    """The places of what `text` means, best first: one when it is clear, several when they are alike, none when nothing fits.

    Every thing may have several names; the best of them counts.
    """
    wanted = level(text)
    scores = [max((_alike(wanted, level(name)) for name in of_one if name), default=0.0) for of_one in names]
    best = max(scores, default=0.0)
    if best < ENOUGH:
        return []
    found = [place for place, score in enumerate(scores) if score > best - CLEAR and score >= ENOUGH]
    return sorted(found, key=lambda place: -scores[place])


def _alike(wanted: str, name: str) -> float:
    if wanted == name:
        return 200.0
    return max(fuzz.token_set_ratio(wanted, name), 0.95 * fuzz.WRatio(wanted, name))
