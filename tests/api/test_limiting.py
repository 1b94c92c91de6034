"""How often one may ask: at most so many requests in any minute, then again."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from spotter.api.limiting import Limiter
from spotter.errors import TooMany


def answers(moments: Iterable[tuple[float, str]]) -> list[float | None]:
    """What requests at these seconds by these people are told: 0 or how long to wait."""
    seconds = [0.0]
    limiter = Limiter(2, lambda: seconds[0])
    told: list[float | None] = []
    for at, who in moments:
        seconds[0] = at
        try:
            limiter.check("person", who)
            told.append(0)
        except TooMany as refused:
            told.append(refused.retry_after_s)
    return told


@pytest.mark.parametrize(
    ("moments", "told"),
    [
        ([(0, "a"), (40, "a"), (40, "a"), (59.5, "a"), (60, "a"), (60, "a"), (100, "a")], [0, 0, 20, 1, 0, 40, 0]),
        ([(0, "a"), (0, "a"), (0, "b"), (0, "b"), (0, "a"), (0, "b")], [0, 0, 0, 0, 60, 60]),
        ([(0, "a"), (0, "a"), (30, "b"), (600, "b"), (600, "a"), (600, "a"), (600, "a")], [0, 0, 0, 0, 0, 0, 60]),
    ],
    ids=["any minute", "each for themselves", "after a long pause"],
)
def test_a_request_waits_until_the_oldest_of_the_last_minute_is_a_minute_old(moments: list[tuple[float, str]], told: list[int]) -> None:
    assert answers(moments) == told
