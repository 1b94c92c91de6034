"""From the signs behind one exercise to its sets, whatever the notation: 3x5 @ 80, 80x5x3, 80: 8,8,7, 3 sets of 5 ..."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from spotter.language.workout_groups import Load, SetGroup, Sort, as_load, as_loads, coded, per_side
from spotter.language.workout_marks import (
    added,
    bare_time,
    blank_list,
    climb,
    counted_list,
    effort_or_sides,
    in_pairs,
    laps,
    last_set,
    mark,
    pairs,
    ramp,
    reps_at_loads,
    reps_then_load,
    sets_by_time,
    sets_of_pairs,
    skip,
    span,
    total,
    two_loads,
    unclear,
    warmups,
)
from spotter.language.workout_tokens import Token

_I = "[nkl]"


class SetReader:
    """Reads one exercise's signs from left to right; `groups` holds the sets found, `load` is left over when it had no reps."""

    def __init__(self, tokens: Sequence[Token], sort: Sort) -> None:
        self.sort = sort
        self.tokens = per_side([coded(token, sort) for token in tokens if token.code not in "Xo!m"])
        self.has_clock = any(token.code == "t" and token.unit == "clock" for token in self.tokens)  # "3:00" is minutes or hours
        self.is_record = any(token.code == "m" for token in tokens)
        self.codes = "".join(token.code for token in self.tokens)
        self.groups: list[SetGroup] = []
        self.load: Load | None = None  # written, and waiting for its reps
        self.count: Decimal | None = None  # "3 sets", waiting for its reps
        self.loads: list[Load] = []  # "60/80/100", waiting for their reps
        self.kind = "work"
        self.progress = False  # "from X to Y"
        self.ramp: list[Load] = []  # "start X end Y"
        self.lost: Load | None = None  # a load that never got its reps while others did
        self.unclear = False  # has to be asked about
        self.ambiguous = next(((token.value, token.other) for token in tokens if token.other is not None), None)

    def read(self) -> SetReader:
        """Itself, after reading everything."""
        position = 0
        while position < len(self.codes):
            position = self._step(position)
        self._finish()
        return self

    def _step(self, position: int) -> int:
        for pattern, act in _RULES:
            match = pattern.match(self.codes, position)
            if match and (end := act(self, match)) is not None:
                return end
        return position + 1

    def values(self, start: int, end: int) -> list[Token]:
        """The numbers among the signs of a span."""
        return [token for token in self.tokens[start:end] if token.code in "nklbtd"]

    def time_unit(self, position: int) -> Decimal:
        """The seconds that a bare number counts by the last duration before it: 60 behind minutes."""
        unit = next((token.unit for token in reversed(self.tokens[:position]) if token.code == "t"), None)
        return Decimal(60 if unit == "min" else 1)

    def add(self, *, count: Decimal | None = None, **what: Decimal | Load | None) -> SetGroup:
        """A new group, which takes the load and the number of sets that wait."""
        group = SetGroup(**what, kind=self.kind)  # type: ignore[arg-type]
        if group.load is None and self.load is not None:
            group.load, self.load = self.load, None
        if count is not None or self.count is not None:
            group.count, group.counted = count if count is not None else self.count or Decimal(1), True
            self.count = None
        if self.progress and self.groups:
            self.groups.pop()
        self.progress = False
        self.groups.append(group)
        return group

    def set_load(self, load: Load) -> None:
        """Gives a load to the sets just read that lack one, or keeps it for the next ones."""
        lacking = 0
        while lacking < len(self.groups) and self.groups[-1 - lacking].load is None:
            lacking += 1
        if lacking and self.load is None and self.count is None:
            for group in self.groups[-lacking:]:
                group.load = load
        else:
            self.lost = self.load if self.load and self.load != load else self.lost
            self.load = load

    def loads_written(self) -> list[Load]:
        """All loads of the sets, and the one without reps."""
        return [load for load in (*(group.load for group in self.groups), self.load) if load]

    def _finish(self) -> None:
        if self.loads and not self.groups:
            self.load, self.loads = self.loads[-1], []
        known: Load | None = None
        for group in self.groups:
            if group.load is None and group.duration_s is None and group.distance_m is None:
                group.load = known
            known = group.load or known
        if self.count is not None and self.groups and not self.groups[-1].counted:
            self.groups[-1].count = self.count
        if self.load and self.groups and all(group.load != self.load for group in self.groups):
            self.lost = self.load
        climb(self)


def _parallel(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "3x40, 42.5, 45kg 12, 10, 8": so many sets, their loads and their reps."""
    loads, reps = as_loads(reader.values(*match.span(2))), [t.value for t in reader.values(*match.span(3))]
    if reader.tokens[match.start(1)].value != len(reps) or len(loads) not in (1, len(reps)):
        return None
    for i, count in enumerate(reps):
        reader.add(reps=count, load=loads[i % len(loads)])
    return match.end()


def _triple(reader: SetReader, match: re.Match[str]) -> int:
    first, second, third = (reader.tokens[match.start(i)] for i in (1, 2, 3))
    loaded = [t.code != "n" for t in (first, second, third)]
    if second.code == "l" and not loaded[0] and third.code == "n":
        reader.add(count=first.value, reps=third.value, load=as_load(second))  # "3 x BW x 8"
        return match.end()
    if third.code == "l" or (not loaded[0] and third.value >= max(first.value, second.value)):
        reader.add(count=first.value, reps=second.value, load=as_load(third))
    elif loaded[0] or first.value >= max(second.value, third.value):
        sets, reps = (second, third) if third.value > 10 >= second.value else (third, second)
        reader.add(count=sets.value, reps=reps.value, load=as_load(first))
    else:
        reader.add(count=first.value, reps=second.value, load=as_load(third))
    return match.end()


def _pair(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "A x B, C, D" in all its meanings."""
    first, rest = reader.tokens[match.start(1)], reader.values(*match.span(2))
    second = rest[0]
    if first.code == "k" and [token.code for token in rest] == ["n"] and re.match(r"R?@?l(?=$|[,.;\n])", reader.codes[match.end() :]):
        reader.unclear = True  # "500x5 80kg": two loads
    if match[0][1] == "R" and second.code == "n":
        reader.add(count=second.value, reps=first.value)
        return match.end()
    if first.code == "n" and second.code == "n" and not _is_load_by_reps(reader, first, second):
        flip = reader.sort.bodyweight and first.value > 10 >= second.value
        sets, reps = (second, first) if flip else (first, second)
        reader.add(count=sets.value, reps=reps.value)
        reader.count = None
        for token in rest[1:]:
            reader.add(reps=token.value)
        return match.end()
    swapped = first.code == "n" and second.code != "n"
    if swapped and second.code == "k" and re.match(r"R?@?l(?!x)", reader.codes[match.end() :]):
        reader.add(count=first.value, reps=second.value)
        return match.end()
    if swapped or (first.code == "k" and (second.code == "l" or second.value > first.value)):
        for load in as_loads(rest):
            reader.add(reps=first.value, load=load, count=reader.count)
        return match.end()
    if any(token.code == "l" for token in rest):
        return None
    for token in rest:
        reader.add(reps=token.value, load=as_load(first))
    return match.end()


def _is_load_by_reps(reader: SetReader, first: Token, second: Token) -> bool:
    """Whether two small bare numbers are load x reps ("21 x 10") and not sets x reps ("3x10")."""
    if first.value <= 10 or reader.load is not None:
        return False
    follower = reader.codes[reader.tokens.index(second) + 1 :]
    has_own_load = re.match(r"R?@?[kl](?!x)|R?@", follower)
    return not has_own_load and (not reader.sort.bodyweight or second.value > 5) and second.value <= 50


def _sets_by_span(reader: SetReader, match: re.Match[str]) -> int:
    """ "3 x 60 s", "8 x 400 m"."""
    count, span = reader.tokens[match.start(1)], reader.tokens[match.start(2)]
    what = {"duration_s": span.value} if span.code == "t" else {"distance_m": span.value}
    if count.code == "n" or (count.code == "k" and reader.sort.bodyweight):
        reader.add(count=count.value, **what)
    else:
        reader.add(load=as_load(count), **what)
    return match.end()


def _span_by_sets(reader: SetReader, match: re.Match[str]) -> int:
    span = reader.tokens[match.start(1)]
    if span.unit == "s" and reader.sort.measure == "reps":  # "50s x 10" is a pair of 50 lb dumbbells
        reader.add(reps=reader.tokens[match.end() - 1].value, load=Load(span.value))
        return match.end()
    what = {"duration_s": span.value} if span.code == "t" else {"distance_m": span.value}
    reader.add(count=reader.tokens[match.end() - 1].value, **what)
    return match.end()


def _each_load(reader: SetReader, match: re.Match[str]) -> int:
    """ "60/80/100 x 5", and "5,4,3 x 37.5" the other way round."""
    many, one = reader.values(*match.span(1)), reader.tokens[match.end() - 1]
    if one.code != "n" and all(token.code == "n" for token in many):
        for token in many:
            reader.add(reps=token.value, load=as_load(one))
    else:
        for load in as_loads(many):
            reader.add(reps=one.value, load=load)
    return match.end()


def _list(reader: SetReader, match: re.Match[str]) -> int | None:
    tokens = reader.values(*match.span())
    sets = reader.groups[-1] if reader.groups else None
    if all(token.code == "n" for token in tokens):
        if sets and sets.counted and sets.reps is not None and sets.count == len(tokens) and sets.duration_s is None:
            reader.groups.pop()  # "3x10 (10, 9, 8)": what was really done
            reader.load = reader.load or sets.load
        each: list[Load | None] = [*reader.loads] or [reader.load]
        reader.loads, reader.load, reader.count = [], None, None
        for i, token in enumerate(tokens):
            reader.add(reps=token.value, load=each[i % len(each)])
        return match.end()
    if not all(token.code in "kl" for token in tokens[-1:]):
        return None
    loads = as_loads(tokens)
    if sets and sets.load is None and sets.count == len(loads):
        reader.groups.pop()
        for load in loads:
            reader.groups.append(replace(sets, count=Decimal(1), load=load))
    elif len(reader.groups) == len(loads) and all(group.load is None for group in reader.groups):
        for group, load in zip(reader.groups, loads, strict=True):
            group.load = load
    else:
        reader.loads = loads
    return match.end()


def _load_for_reps(reader: SetReader, match: re.Match[str]) -> int | None:
    """ "100 for 5", "65 kg @ 10 reps"; "3x8 100 kg @8" is an RPE."""
    numbers = reader.values(*match.span())
    last = reader.groups[-1] if reader.groups else None
    if "@" in match[0] and not match[0].endswith("R") and last and last.load is None and last.reps and numbers[1].value <= 10:
        return None
    reader.add(reps=numbers[1].value, load=as_load(numbers[0]))
    return match.end()


def _reps_at_load(reader: SetReader, match: re.Match[str]) -> int | None:
    load = reader.tokens[match.end() - 1]
    if load.code == "n" and load.value <= 10 and reader.load is not None:
        return None
    reader.add(reps=reader.tokens[match.start()].value, load=as_load(load))
    return match.end()


def _reps_load_sets(reader: SetReader, match: re.Match[str]) -> int:
    """ "3 reps @ 70 kg x 5 sets"."""
    reps, load, sets = reader.values(*match.span())
    reader.add(count=sets.value, reps=reps.value, load=as_load(load))
    return match.end()


def _at_small(reader: SetReader, match: re.Match[str]) -> int:
    """ "@8" behind a load is an RPE, else a load."""
    token = reader.tokens[match.end() - 1]
    last = reader.groups[-1] if reader.groups else None
    if last and last.load and token.value <= 10:
        last.rpe = token.value
    elif last and last.load is None and (last.reps is not None or last.duration_s is not None):
        reader.set_load(as_load(token))
    else:
        reader.load = as_load(token)
    return match.end()


def _count(reader: SetReader, match: re.Match[str]) -> int:
    number = next(token for token in reader.tokens[match.start() : match.end()] if token.code in "nk")
    last = reader.groups[-1] if reader.groups else None
    goes_on = re.match(r"[,:(x-]*(?:@?n|p|R)", reader.codes[match.end() :])
    if last and not last.counted and last.reps is not None and not goes_on:
        if match[0].startswith("I") and number.value:
            reader.unclear = last.reps % number.value != 0  # "50 push-ups in 4 sets": nobody can tell how many each
            last.reps = last.reps / number.value if not reader.unclear else last.reps  # "50 pull-ups in 5 sets"
        last.count, last.counted = number.value, True
    else:
        reader.count = number.value
    return match.end()


def _reps(reader: SetReader, match: re.Match[str]) -> int:
    tokens = reader.tokens[match.start() : match.end()]
    number = next(token for token in tokens if token.code in "nkp")
    last = reader.groups[-1] if reader.groups else None
    if "x" in match[0] and last and not last.counted and number.code == "n":
        last.count, last.counted = number.value, True
        return match.end()
    if reader.loads:
        for load in reader.loads:
            reader.add(reps=number.value, load=load)
        reader.loads = []
    else:
        reader.add(reps=number.value)
    return match.end()


def _many_triples(reader: SetReader, match: re.Match[str]) -> int:
    tokens = reader.tokens[match.start() : match.end()]
    reader.add(count=tokens[0].value, reps=tokens[-1].value)
    return match.end()


def _alone(reader: SetReader, match: re.Match[str]) -> int:
    token = reader.tokens[match.start()]
    last = reader.groups[-1] if reader.groups else None
    if reader.sort.measure == "time" and token.code in "nk" and last and last.reps is None and last.duration_s and reader.load is None:
        reader.add(duration_s=token.value * reader.time_unit(match.start()))  # "45 sec, then 40, then 30"
        return match.end()
    if token.code == "n" and (reader.sort.bodyweight or reader.load or reader.loads or reader.count or (last and last.load)):
        return _reps(reader, match)
    duplicate = token.code == "l" and reader.codes[max(0, match.start() - 2) : match.start()] == "l("
    if not duplicate:
        reader.set_load(as_load(token))
    return match.end()


_RULES: tuple[tuple[re.Pattern[str], Callable[[SetReader, re.Match[str]], int | None]], ...] = tuple(
    (re.compile(pattern.replace("I_", _I)), act)
    for pattern, act in (
        (r"aI_[,-]?T?zI_", ramp),
        (r"lkx", two_loads),
        (r"[nk]R?InSx?nR?", total),
        (r"(?:L[:,-]?f?|f)[@,:-]?[nkl](?!x|S|[,/]n)R?|L[,:]?[ri](?=$|[^x])", last_set),
        (r"(?:@nx?|nx)[kl](?!x)", in_pairs),
        (r"(n)x(I_(?:[,/]I_(?!x))*)\(?:?(n(?:[,/]n)+)R?\)?", _parallel),
        (r"nxnxt", sets_of_pairs),
        (r"(I_)[SR]?x(I_)R?[(]?x(I_)R?\)?", _triple),
        (r"nx?n-n(?![-nx])", unclear),
        (r"(n|k|l)R?x([td])", _sets_by_span),
        (r"([td])(?:R?x)n", _span_by_sets),
        (r"([kl](?:[,/][kl])+|n(?:,n)+(?=x[kl])|n(?:/n)+(?=x[kl]))(x)I_", _each_load),
        (r"(I_)R?x([kl](?:[,/][kl](?!x))+|I_(?:[,/]x?n(?![xS@]|R?x|R?S))*)(?:R(?!x))?", _pair),
        (r"IF?nS", _count),
        (r"@tF?|tF(?=nS)|[:,]?t(?=[:,]?n[x,/]|[:,]?n{2})", pairs),
        (r"nSt", sets_by_time),
        (r"F?S(?=n(?:[,/]n)+)", skip),
        (r"w@?l(?=[,.;\nN]|$)", warmups),
        (r"nS[:(-]?n{2,}(?![x@RS])", counted_list),
        (r"n,l(?!x)", reps_then_load),
        (r"n/nR?xn(?!x)", effort_or_sides),
        (r"(n{2,})R?(?=/?$|[,.;\nN]|@?[kl](?!x))", blank_list),
        (r"n-?w(?=[FTNX,;.+\n]|$)", warmups),
        (r"n(?:\+n)+(?!x)R?", _list),
        (r"l\+[nkl](?!x)", added),
        (r"[nk]S|S:?[nk](?!x)", _count),
        (r"np", _many_triples),
        (r"nR@[kl]x[nk]S?", _reps_load_sets),
        (r"nRe?@?[kl](?:[,/]?[kl])+(?!x|S|R)", reps_at_loads),
        (r"nR?(?:@|F@)[kl](?!x)|n@n(?!x)", _reps_at_load),
        (r"[nkl]F[nk](?!x|S|p)R?", _load_for_reps),
        (r"[kl]@n(?!x|S|p)R?", _load_for_reps),
        (r"I_(?:[,/-]I_(?!x|S|p|R?x))+R?", _list),
        (r"@n(?!x|S|R|p)", _at_small),
        (r"[(]?x[nk]R?\)?|R:?[nk](?!x|S)|[nk]R|p", _reps),
        (r"[nkl]", _alone),
        (r"t(?:[,/;-]?t)+", laps),
        (r"dI[nk](?![xSR@])", bare_time),
        (r"[td]", span),
        (r"[wDTLrifehN\n;.]", mark),
    )
)
