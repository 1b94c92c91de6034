"""Nudges: never in quiet hours, one a day whatever the clocks do, and what learning the hour is worth on invented people.

`python -m bench.nudges`. (a) random zones, moments and preferences against a second reading of the clock; days around both clock changes.
(b) People with hidden habits are written to at 9:00, at a random hour, and by what was learnt.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo, available_timezones

from spotter.scheduling.send_time import Habits, Slot, Tried, choose, minute_of
from spotter.scheduling.send_windows import SMS_FROM, SMS_UNTIL, Openings

ZONES = (
    "Europe/Paris",
    "America/New_York",
    "America/Santiago",
    "Africa/Casablanca",
    "Asia/Jerusalem",
    "Pacific/Auckland",
    "Australia/Lord_Howe",
)
FIRST, LAST = 8, 20
PEOPLE, WEEKS, A_WEEK = 300, 26, 3
SEEDS = range(1, 6)
Chooser = Callable[[list[datetime], list[Tried], Habits, str], datetime]


def is_forbidden(at: datetime, zone: ZoneInfo, quiet: tuple[time, time], *, by_sms: bool) -> bool:
    """A second reading of the rules: minutes on a round wall of 1,440."""
    local = at.astimezone(zone)
    minute = local.hour * 60 + local.minute
    begins, ends = (clock.hour * 60 + clock.minute for clock in quiet)
    closed = by_sms and not SMS_FROM.hour * 60 <= minute < SMS_UNTIL.hour * 60
    return (minute - begins) % 1440 < (ends - begins) % 1440 or closed


def quiet_cases(count: int, seed: int) -> tuple[int, int, int]:
    """Moments that were chosen or waited for, those in forbidden hours, and cases in which nothing was open."""
    draw, names = Random(seed), sorted(available_timezones())
    chosen = wrong = closed = 0
    for _ in range(count):
        zone = ZoneInfo(draw.choice(names))
        now = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=draw.randrange(3 * 365 * 86_400))
        quiet = time(draw.randrange(24), draw.choice((0, 15, 30, 45))), time(draw.randrange(24), draw.choice((0, 15, 30, 45)))
        by_sms = draw.random() < 0.5
        openings = Openings(zone, *quiet, by_sms=by_sms)
        first = draw.randrange(24)
        moments = openings.hours_of(now.astimezone(zone).date(), first, draw.randrange(first, 24), draw.randrange(60))
        told = [draw.choice(moments)] if moments else []
        waited = openings.from_(now)
        told += [waited] if waited is not None else []
        closed += not told
        chosen += len(told)
        wrong += sum(is_forbidden(at, zone, quiet, by_sms=by_sms) for at in told)
    return chosen, wrong, closed


def days_around_changes(zone: ZoneInfo, year: int) -> list[date]:
    """Three days on either side of every change of the clocks in a year."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    noon = [datetime.combine(day, time(12), tzinfo=zone).utcoffset() for day in days]
    changes = [days[n] for n in range(1, len(days)) if noon[n] != noon[n - 1]]
    return sorted({change + timedelta(days=n) for change in changes for n in range(-3, 4)})


def clock_changes(kinds: Sequence[str] = ("day", "night", "early")) -> tuple[int, int]:
    """Local days and kinds around both changes, and those that did not get exactly one message.

    A tick every ten minutes sends what is due; a row stands for a kind on a day, as the table's UNIQUE has it.
    """
    hours = {"day": (FIRST, LAST), "night": (0, 4), "early": (1, 3)}
    total = wrong = 0
    for name in ZONES:
        zone = ZoneInfo(name)
        openings = Openings(zone, time(0), time(0))
        for day in days_around_changes(zone, 2026):
            for kind in kinds:
                sent: dict[tuple[str, date], int] = {}
                begin = datetime.combine(day, time(0), tzinfo=zone).astimezone(UTC) - timedelta(hours=3)
                due: dict[tuple[str, date], datetime] = {}
                for step in range(6 * 31):
                    now = begin + step * timedelta(minutes=10)
                    today = now.astimezone(zone).date()
                    moments = [at for at in openings.hours_of(today, *hours[kind], 5) if at > now]
                    if (kind, today) not in due and moments:
                        due[kind, today] = choose(moments, [], Habits(), f"{name} {today} {kind}")
                    if (kind, today) in due and due[kind, today] <= now and (kind, today) not in sent:
                        sent[kind, today] = sent.get((kind, today), 0) + 1
                total += 1
                wrong += sent.get((kind, day), 0) != 1
    return total, wrong


@dataclass(frozen=True)
class Somebody:
    """The hidden chance of an answer within ten minutes, by slot."""

    name: str
    chances: dict[Slot, float]

    @classmethod
    def born(cls, name: str, draw: Random) -> Somebody:
        """Somebody with a low floor, one or two hours on workdays at which they look at their phone, and others at the weekend."""
        floor = draw.uniform(0.04, 0.12)
        hours = (7, 8, 12, 13, 17, 18, 19, 20, 21)
        peaks = [[(draw.choice(hours), draw.uniform(0.25, 0.6)) for _ in range(draw.choice((1, 2)))] for _ in (0, 1)]
        chances = {}
        for weekday in range(7):
            for hour in range(24):
                near = max(top * (1.0, 0.5, 0.15)[min(2, abs(hour - at))] * (abs(hour - at) <= 2) for at, top in peaks[weekday >= 5])
                chances[Slot(weekday, hour)] = max(floor, near)
        return cls(name, chances)


def at_nine(moments: list[datetime], _own: list[Tried], _habits: Habits, _seed: str) -> datetime:
    return next(at for at in moments if at.hour == 9)


def at_random(moments: list[datetime], _own: list[Tried], _habits: Habits, seed: str) -> datetime:
    return Random(seed).choice(moments)


CHOOSERS: dict[str, Chooser] = {"fixed 9:00": at_nine, "random hour": at_random, "learnt": choose}


def live(people: Sequence[Somebody], chooser: Chooser, seed: int) -> list[list[bool]]:
    """The answers of every person, in order."""
    draw, zone = Random(seed), ZoneInfo("UTC")
    openings = Openings(zone)
    own: dict[str, list[Tried]] = {one.name: [] for one in people}
    monday = date(2026, 1, 5)
    for week in range(WEEKS):
        habits = Habits.of(own.values())
        for one in people:
            for weekday in sorted(draw.sample(range(7), A_WEEK)):
                day = monday + timedelta(days=7 * week + weekday)
                moments = openings.hours_of(day, FIRST, LAST, minute_of(one.name, day))
                at = chooser(moments, own[one.name], habits, f"{seed} {one.name} {day}")
                slot = Slot.of(at)
                own[one.name].append(Tried(slot, draw.random() < one.chances[slot]))
    return [[tried.was_receptive for tried in own[one.name]] for one in people]


def mean_and_interval(shares: Sequence[float], seed: int) -> tuple[float, float, float]:
    """The mean over people and its 95 % bootstrap interval."""
    draw = Random(seed)
    means = sorted(statistics.fmean(draw.choices(shares, k=len(shares))) for _ in range(1000))
    return statistics.fmean(shares), means[25], means[974]


def learning(seeds: Sequence[int]) -> list[str]:
    """Lines of the report: the reply rate of each way over all weeks and in the last eight, and the gain over 9:00."""
    rates: dict[str, list[float]] = {name: [] for name in CHOOSERS}
    late: dict[str, list[float]] = {name: [] for name in CHOOSERS}
    for seed in seeds:
        people = [Somebody.born(f"p{seed}-{n}", Random(f"{seed} {n}")) for n in range(PEOPLE)]
        for name, chooser in CHOOSERS.items():
            for answers in live(people, chooser, seed):
                rates[name].append(statistics.fmean(answers))
                late[name].append(statistics.fmean(answers[-8 * A_WEEK :]))
    lines = []
    for name in CHOOSERS:
        told = [mean_and_interval(found[name], 7) for found in (rates, late)]
        lines.append(f"{name:<12}" + "".join(f"  {mean:6.1%} [{low:.1%}, {high:.1%}]" for mean, low, high in told))
    gain = mean_and_interval([a - b for a, b in zip(late["learnt"], late["fixed 9:00"], strict=True)], 7)
    return [*lines, f"gain of learning over 9:00 in the last eight weeks: {gain[0]:+.1%} [{gain[1]:+.1%}, {gain[2]:+.1%}] of messages"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cases", type=int, default=100_000)
    given = options.parse_args()
    chosen, wrong, closed = quiet_cases(given.cases, 20260302)
    print(f"{given.cases} cases: {chosen} moments, {wrong} in quiet or unlawful hours, {closed} cases with nothing open")
    total, off = clock_changes()
    print(f"{len(ZONES)} zones, both changes: {total} local days and kinds, {off} without exactly one message")
    print(f"{len(SEEDS)} x {PEOPLE} people, {A_WEEK} messages a week for {WEEKS} weeks; answered within 10 min: all weeks, last eight")
    print("\n".join(learning(SEEDS)))


if __name__ == "__main__":
    main()
