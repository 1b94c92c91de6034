"""What stands around sets: spans, marks such as warm-up and failure, ramps, and what is no set at all."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from spotter.language.workout_groups import Load, as_load, as_loads

_SLOWEST_M_S, _FASTEST_M_S = Decimal("0.5"), Decimal("12.5")  # a slow swim, and the top speed of the 100 m record

if TYPE_CHECKING:
    from spotter.language.workout_sets import SetReader


def span(reader: SetReader, match: re.Match[str]) -> int:
    """A duration or a distance on its own; the two belong together where both are given once."""
    token = reader.tokens[match.start()]
    name = "duration_s" if token.code == "t" else "distance_m"
    last = reader.groups[-1] if reader.groups else None
    if reader.sort.measure == "reps":
        is_timed = token.code == "t" and reader.codes[max(0, match.start() - 1) : match.start()] in ("I", "F")
        if is_timed and last and last.reps and last.count == 1:
            last.duration_s = token.value  # "100 burpees in 9:42"
        if token.code == "t" or token.unit in ("in", "cm", "ft"):
            return match.end()
    elif last and last.reps and last.load is None and last.count == 1 and not last.counted:
        last.count, last.counted, last.reps = last.reps, True, None  # "sprints x8 30 seconds each"
    if last and getattr(last, name) is None and last.reps is None:
        setattr(last, name, token.value)
    elif (
        last
        and name == "distance_m"
        and last.distance_m
        and _is_other_unit(reader, match.start())
        and abs(last.distance_m - token.value) < last.distance_m * Decimal("0.03")
    ):
        last.distance_m = token.value  # "3.1 miles (5 km)"
    elif not (last and last.duration_s and last.distance_m):
        reader.add(**{name: token.value})
    return match.end()


def bare_time(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "ran 5 km in 25", "400 m in 58": minutes or seconds, whichever of the two is a speed of people; both are asked about."""
    if reader.sort.measure != "distance":
        return None
    metres, number = reader.tokens[match.start()].value, reader.tokens[match.end() - 1].value
    times = [number * unit for unit in (1, 60) if number and _SLOWEST_M_S < metres / (number * unit) < _FASTEST_M_S]
    if len(times) != 1:
        reader.unclear = True
    reader.add(distance_m=metres, duration_s=times[0] if len(times) == 1 else None)
    return match.end()


def _is_other_unit(reader: SetReader, position: int) -> bool:
    before = next((token.unit for token in reversed(reader.tokens[:position]) if token.code == "d"), None)
    return before != reader.tokens[position].unit


def two_loads(reader: SetReader, _match: re.Match[str]) -> None:
    """ "60 kg 100x100": the bare number is too large for sets and stands behind a load already; the rest is read on, and asked about."""
    reader.unclear = reader.unclear or not reader.groups


def sets_by_time(reader: SetReader, match: re.Match[str]) -> int:
    """ "8 rounds 20 s": so many sets of a time, of any exercise."""
    count, time = reader.values(*match.span())
    reader.add(count=count.value, duration_s=time.value)
    return match.end()


_LAST_FIGURES = {"r": "rpe", "i": "rir", "h": "heart_rate_bpm"}


def mark(reader: SetReader, match: re.Match[str]) -> int:
    """Warm-up, drop set, failure, RPE, RIR, heart rate and "per side", given to the sets that they belong to."""
    token = reader.tokens[match.start()]
    last = reader.groups[-1] if reader.groups else None
    if token.code in "wD":
        reader.kind = {"w": "warmup", "D": "drop"}[token.code]
        if token.code == "w" and last and last.kind == "work" and match.end() == len(reader.codes):
            last.kind = "warmup"
    elif token.code == "T":
        reader.progress = bool(last) and reader.load is None
    elif token.code in "\n;.N" and reader.kind == "warmup":
        reader.kind = "work" if any(group.kind == "warmup" for group in reader.groups) else "warmup"
    elif last and token.code in _LAST_FIGURES:
        setattr(last, _LAST_FIGURES[token.code], token.value)
    elif last and token.code == "f":
        reader.groups[-1] = replace(last, count=last.count - 1) if last.count > 1 else replace(last, kind="failure")
        if last.count > 1:
            reader.groups.append(replace(last, count=Decimal(1), kind="failure"))
    elif last and token.code == "e":
        last.note = "per side"
    return match.end()


def ramp(reader: SetReader, match: re.Match[str]) -> int:
    """ "3x10 start 200 end 250": only the first and the last load are known; the sets may still follow."""
    reader.ramp = as_loads(reader.values(*match.span()))
    return match.end()


def climb(reader: SetReader) -> None:
    """Gives the loads of a ramp to the last sets; those between stay without."""
    last = reader.groups[-1] if reader.groups else None
    if not reader.ramp or last is None or last.count < 2:
        return
    reader.groups[-1] = replace(last, count=Decimal(1), load=reader.ramp[0])
    if last.count > 2:
        reader.groups.append(replace(last, count=last.count - 2, load=Load(Decimal(0), "unknown")))
    reader.groups.append(replace(last, count=Decimal(1), load=reader.ramp[1]))


def added(reader: SetReader, match: re.Match[str]) -> int:
    """ "BW + 20 kg": the load is what is added to the body weight."""
    reader.set_load(as_load(reader.tokens[match.end() - 1]))
    return match.end()


def reps_at_loads(reader: SetReader, match: re.Match[str]) -> int:
    """ "5 reps each at 100, 120, 140 and 150": one set at each load."""
    reps, *loads = reader.values(*match.span())
    for load in as_loads(loads):
        reader.add(reps=reps.value, load=load)
    return match.end()


def unclear(reader: SetReader, match: re.Match[str]) -> int:
    """ "3x8-10" is a plan, not what was done."""
    reader.count = reader.tokens[match.start()].value
    return match.end()


def warmups(reader: SetReader, match: re.Match[str]) -> int:
    """ "2 warm-ups" without reps: nothing that could be logged."""
    reader.kind = "work"
    return match.end()


def pairs(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "with 24s", "30s for 3 sets": a pair of dumbbells, where seconds would be written with a blank or a word."""
    token = next(token for token in reader.tokens[match.start() : match.end()] if token.code == "t")
    if reader.sort.measure != "reps" or token.end - token.start != len(f"{token.value:f}") + 1:
        return None
    reader.set_load(Load(token.value))
    return match.end()


def sets_of_pairs(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "3x12x25s": so many sets and repetitions with a pair of dumbbells."""
    count, reps, pair = reader.values(*match.span())
    if reader.sort.measure != "reps" or pair.end - pair.start != len(f"{pair.value:f}") + 1:
        return None
    reader.add(count=count.value, reps=reps.value, load=Load(pair.value))
    return match.end()


def skip(_reader: SetReader, match: re.Match[str]) -> int:
    """ "for sets of 5, 5, 3": the word counts nothing."""
    return match.end()


def counted_list(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "4 sets 8 7 6 5": so many sets, each with its reps."""
    count, *reps = reader.values(*match.span())
    if count.value != len(reps):
        return None
    load, reader.load = reader.load, None
    for one in reps:
        reader.add(reps=one.value, load=load)
    return match.end()


def blank_list(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "80 kg 8 8 7", "8 8 7 at 80": the reps of each set, with nothing but blanks between them."""
    has_load = reader.load is not None or any(group.load for group in reader.groups)
    if reader.count is not None or not (reader.sort.bodyweight or has_load or match.end() < len(reader.codes)):
        return None
    load, reader.load = reader.load, None
    for token in reader.values(*match.span(1)):
        reader.add(reps=token.value, load=load)
    return match.end()


def reps_then_load(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "4 sets of 10, 160 kg": behind a number of sets the comma parts reps and load."""
    if reader.count is None:
        return None
    reps, load = reader.values(*match.span())
    reader.add(reps=reps.value, load=as_load(load))
    return match.end()


def effort_or_sides(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "8/8 x 3" is eight per side; "10/10 x 5" can as well be an all-out effort, so it is asked about."""
    one, other, sets = reader.values(*match.span())
    if one.value != other.value:
        return None
    if one.value == 10:
        reader.count = sets.value
        reader.unclear = True
    else:
        reader.add(count=sets.value, reps=one.value).note = "per side"
    return match.end()


def last_set(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "3x12, last set 15", "3x12 to failure, 15", "3x8 100 kg, last set RPE 9": what was otherwise in the last of the sets before."""
    last = reader.groups[-1] if reader.groups else None
    figure = next(token for token in reader.tokens[match.start() : match.end()] if token.code in "nklri")
    if last is None or last.count < 2 or last.reps is None:
        return None
    if match[0][0] == "f" and (figure.code != "n" or reader.sort.measure != "reps"):
        return None
    only = replace(last, count=Decimal(1), kind="failure" if "f" in match[0] else last.kind)
    if figure.code in _LAST_FIGURES:
        setattr(only, _LAST_FIGURES[figure.code], figure.value)
    elif figure.code == "l":
        only.load = as_load(figure)
    else:
        only.reps = figure.value
    reader.groups[-1] = replace(last, count=last.count - 1)
    reader.groups.append(only)
    return match.end()


def total(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "100 push-ups in 5 sets of 20": the first number only sums up the sets."""
    whole, sets, reps = reader.values(*match.span())
    if whole.value != sets.value * reps.value:
        return None
    reader.add(count=sets.value, reps=reps.value)
    return match.end()


def in_pairs(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "3x20 with 2x16 kg", "2x16 kg 3x20": a weight in each hand."""
    two, load = reader.values(*match.span())
    last = reader.groups[-1] if reader.groups else None
    lacks = last is not None and last.load is None and last.reps is not None
    near = match[0][0] == "@" or (load.code == "l" and reader.codes[: match.start()].endswith(("e", "R")))
    if two.value != 2 or not ((lacks and near) or re.match(r",?nxn(?![x@]|[kl])", reader.codes[match.end() :])):
        return None
    reader.set_load(as_load(load))
    return match.end()


def laps(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "4 x 500 m, 1:52 1:54 1:55 1:51": as many times as distances, one for each."""
    times = [token.value for token in reader.tokens[match.start() : match.end()] if token.code == "t"]
    last = reader.groups[-1] if reader.groups else None
    if last is None or not last.distance_m or last.duration_s or last.count != len(times):
        return None
    reader.groups.pop()
    reader.groups += [replace(last, count=Decimal(1), duration_s=each) for each in times]
    return match.end()
