"""Whether writing first helped: what people did after messages that went out, against those that were left unsent to measure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from spotter.scheduling.send_time import RECEPTIVE_WITHIN
from spotter.store.queries.nudges import Tally, tallies
from spotter.store.uow import Store

DAY = timedelta(days=1)
Z95 = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `count`, with the 95 % interval of Wilson."""

    hits: int
    count: int

    @property
    def interval(self) -> tuple[float, float]:
        if self.count == 0:
            return 0.0, 1.0
        share, n = self.hits / self.count, self.count
        middle = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
        reach = Z95 * math.sqrt(share * (1 - share) / n + Z95**2 / (4 * n * n)) / (1 + Z95**2 / n)
        return max(0.0, middle - reach), min(1.0, middle + reach)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.hits}/{self.count} [{low:.0%}, {high:.0%}]" if self.count else "-"


def difference(sent: Share, held: Share) -> tuple[float, float, float] | None:
    """Sent less held out, with Newcombe's 95 % interval; None where either is empty."""
    if not sent.count or not held.count:
        return None
    one, other = sent.hits / sent.count, held.hits / held.count
    (low, high), (other_low, other_high) = sent.interval, held.interval
    down = math.hypot(one - low, other_high - other)
    up = math.hypot(high - one, other - other_low)
    return one - other, one - other - down, one - other + up


async def outcomes(store: Store, days: int) -> list[Tally]:
    """What followed the matters of the last days that are old enough to tell."""
    now = store.clock.now()
    async with store.database.read() as session:
        return await tallies(session, now - days * DAY, now - 2 * DAY, RECEPTIVE_WITHIN)


def report_lines(found: Sequence[Tally]) -> list[str]:
    """The report, kind by kind and in all: sent against held out."""
    if not found:
        return ["Nothing was written first yet that is two days old."]
    kinds = [None, *sorted({one.kind for one in found})]
    lines = ["what followed: sent | held out | difference, with 95 % intervals"]
    for kind in kinds:
        mine = [one for one in found if kind in (None, one.kind)]
        lines.append(kind or "everything")
        for name in ("replied_at_once", "replied_in_a_day", "trained_in_two_days"):
            sent, held = (_share([one for one in mine if one.was_sent is was], name) for was in (True, False))
            apart = difference(sent, held)
            told = "too few to tell" if apart is None else f"{apart[0]:+.0%} [{apart[1]:+.0%}, {apart[2]:+.0%}]"
            lines.append(f"  {name.replace('_', ' '):<20} {sent!s:<22} {held!s:<22} {told}")
    return lines


def _share(tallied: Sequence[Tally], name: str) -> Share:
    return Share(sum(getattr(one, name) for one in tallied), sum(one.matters for one in tallied))
