"""Which figures belong to which exercise: those behind its name, and those before it that nothing else claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spotter.language.workout_exercises import NamedExercise, is_filler
from spotter.language.workout_tokens import Token

FIGURES = "nkltdqbp"
BOUNDARY = "\n.;|,N+"
_PARTING = re.compile(r".*(?:[,;|\n&+]|\.(?!\d)|\b(?:and|then|plus|et|puis|ensuite)\b)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_COUNTING = re.compile(  # "12 reps of", "3 sets of 8 on the", "2 séries de 11 au": what stands before it counts the next name
    r"\s*(?:sets?|s[ée]ries?)\s*|\s*(?:x|reps?|r[ée]p[ée]titions?|r[ée]ps?)?\s*(?:of|on|at|de|d'|du|des|au|aux|"
    r"à)(?:\s+(?:the|my|la|le|les|mes|"
    r"l'))?\s*",
    re.IGNORECASE,
)
_OWN = re.compile(r"[X:@F(-]*[nkldqtp]")  # figures right behind a name
_WHOLE = re.compile(r"(?:nx?[ntd]|nSo?[nt]|n|t|d)[RoXe]*")  # one group of sets that has no load: "3x15", "3 sets of 15"
_LOAD_THEN_COUNT = re.compile(r"[lk][Xo]*[ntd][RoXe]*")
_OWN_LIST = re.compile(r"[X:@F(,-]*(?:[lkn]?[X:@R(-]*n[,/+-]?n|[ln],n[,/+-]?n)")


_OF_ALL = re.compile(r"\b(?:all|each|both|tous|toutes|chacune?|partout)\b", re.IGNORECASE)


@dataclass(slots=True)
class Share:
    """An exercise with the signs that belong to it."""

    exercise: NamedExercise
    tokens: list[Token] = field(default_factory=list)


def share_out(text: str, tokens: Sequence[Token], exercises: Sequence[NamedExercise]) -> list[Share]:
    """Gives every sign to its exercise: those behind it, and those before it where nothing else claims them."""
    shares = [Share(exercise) for exercise in exercises]
    if not shares:
        return shares
    free = [t for t in tokens if not any(one.start <= t.start < one.end for one in exercises)]
    runs = [[t for t in free if t.start < shares[0].exercise.start]]
    for i, share in enumerate(shares):
        until = shares[i + 1].exercise.start if i + 1 < len(shares) else 10**9
        runs.append([t for t in free if share.exercise.end <= t.start < until])
    carried = runs[0] if any(t.code in FIGURES for t in runs[0]) else [t for t in runs[0] if t.code != "S"]  # "my best set of dips"
    counts_first = _is_count(carried)
    comes_first = any(t.code in FIGURES for t in carried) and not any(t.code in FIGURES for t in runs[-1])
    lists_first = re.search(r"n[,+]?n", _codes(carried)) is not None
    for i, share in enumerate(shares):
        run = runs[i + 1]
        if i + 1 == len(shares):
            cut = len(run)
        elif counts_first and _is_count(run):
            cut = 0
        elif comes_first and (head := _before_name(run, is_counted=_is_count(carried))) is not None:
            cut = head
        elif not lists_first and _is_parted(text, run, runs[i + 2], shares[i + 1].exercise.start):
            cut = len(run)
        else:
            cut = _cut(run, runs[i + 2], keeps_lists=lists_first, counts_next=_is_counting(text, run, shares[i + 1].exercise.start))
        own = run[:cut]
        if cut < len(run) and not any(t.code in FIGURES for t in [*carried, *own]):
            own, cut = run, len(run)
        share.tokens = [*_as_reps(carried, own), *own]
        carried = run[cut:]
    return _merged(shares)


def give_to_all(shares: Sequence[Share], text: str) -> None:
    """Gives what is said of all at the end to each exercise: "squat 140, bench 100, deadlift 180 for singles", "..., all 3x5"."""
    loads = [[t for t in share.tokens if t.code in FIGURES] for share in shares]
    if len(shares) < 2 or not loads[-1] or any(len(own) != 1 or own[0].code not in "nl" for own in loads[:-1]):
        return
    first = loads[-1][0]
    tail = [t for t in shares[-1].tokens if t.start >= first.end]
    is_of_all = _OF_ALL.search(text, first.end) or any(t.code == "p" and t.unit == "s" for t in tail)
    if first.code not in "nl" or not is_of_all or not any(t.code in "ntdp" for t in tail):
        return
    tail = [t for t in tail if t.code != "e"]
    shares[-1].tokens = [t for t in shares[-1].tokens if t.start < first.end] + tail
    for share in shares[:-1]:
        share.tokens = [*share.tokens, *tail]


def _merged(shares: Sequence[Share]) -> list[Share]:
    """One share where an exercise is named twice, with its load and then with its sets: "pulled 180 kg on deadlift today, 2 reps"."""
    out: list[Share] = []
    for share in shares:
        before = out[-1] if out else None
        same = before is not None and before.exercise.key == share.exercise.key is not None
        loads = {t.code for t in before.tokens if t.code in FIGURES} if before else set()
        if before and same and loads and loads <= set("lk") and not any(t.code in "lk" for t in share.tokens):
            before.tokens += share.tokens
        else:
            out.append(share)
    return out


def _before_name(run: Sequence[Token], *, is_counted: bool) -> int | None:
    """Where the figures begin that count the next name, where every name stands behind its figures; None where that is not clear.

    Behind a name that `is_counted` a load is its own: "12 thrusters 30 kg 8 pull-ups".
    """
    last = next((i for i in reversed(range(len(run))) if _is_boundary(run, i) and any(t.code in FIGURES for t in run[i:])), None)
    if last is not None:
        return last + 1
    figures = [i for i, token in enumerate(run) if token.code in FIGURES]
    codes = "".join(token.code for token in run[figures[0] :]) if figures else ""
    if is_counted and _LOAD_THEN_COUNT.fullmatch(codes):
        return figures[1]
    return figures[0] if _WHOLE.fullmatch(codes) else None


def _codes(run: Sequence[Token]) -> str:
    return "".join(token.code for token in run if token.code not in "Xo")


def _is_count(run: Sequence[Token]) -> bool:
    """Whether there is but one figure before an exercise, as in "12 push-ups, 15 squats, 30 s plank"."""
    return re.fullmatch(r"[,N.;:]*[ntd]", _codes(run)) is not None


def _as_reps(before: list[Token], own: Sequence[Token]) -> list[Token]:
    """The lone number right before an exercise counts it: "15 kettlebell swings 16 kg"."""
    figures = [token for token in before if token.code not in "X,N"]
    if [token.code for token in figures] != ["n"] or figures[0].value > 30 or any(token.code in "xSRpF" for token in own):
        return before
    return [*before, Token("R", figures[0].end, figures[0].end)]


def _is_parted(text: str, run: Sequence[Token], following: Sequence[Token], name: int) -> bool:
    """Whether a comma or an "and" stands between the last figure and the next name: "5,5,4,4 and row 60kg", not "5,5,4 and 10 rows"."""
    figures = [token for token in run if token.code in FIGURES]
    if not figures:
        return False
    parting = _PARTING.fullmatch(text, figures[-1].end, name)
    if parting is None or not all(is_filler(word) for word in re.findall(r"[^\W\d_]+", parting["rest"])):
        return False
    ends_in_list = re.search(r"n[,/+-]?nR?$", _codes([token for token in run if token.start <= figures[-1].start])) is not None
    return ends_in_list or _OWN.match("".join(token.code for token in following)) is not None


def _is_counting(text: str, run: Sequence[Token], name: int) -> bool:
    figures = [token for token in run if token.code in FIGURES]
    return bool(figures) and _COUNTING.fullmatch(text, figures[-1].end, name) is not None


def _cut(run: Sequence[Token], following: Sequence[Token], *, keeps_lists: bool, counts_next: bool) -> int:
    """How many signs between two exercises belong to the first: those before the last boundary, if the second has none of its own."""
    codes = "".join(token.code for token in following)
    lines = [i for i, token in enumerate(run) if token.code == "\n"]
    if lines:
        return lines[-1] + 1 if any(token.code in FIGURES for token in run[lines[-1] :]) else len(run)
    head = re.split(r"[\n.;|]", codes.lstrip(":(,-X "))[0]
    is_whole = (re.match(r"[X:@(-]*[nkldqtp]", head) and re.search(r"x|S|R|F[nX]|p|[td]", head)) or _OWN_LIST.match(codes)
    if is_whole and not keeps_lists and not counts_next:
        return len(run)
    in_list = keeps_lists or _OWN.match(codes)
    for i in reversed([i for i in range(len(run)) if _is_boundary(run, i) and not (in_list and _is_tight(run, i))]):
        if any(token.code in FIGURES for token in run[i + 1 :]):
            return i + 1
    return len(run)


def _is_boundary(run: Sequence[Token], i: int) -> bool:
    return run[i].code in BOUNDARY or (run[i].code == "X" and i + 1 < len(run) and run[i + 1].code in FIGURES)


def _is_tight(run: Sequence[Token], i: int) -> bool:
    """Whether a sign stands between two numbers without a blank: those are one list."""
    around = run[max(0, i - 1) : i + 2]
    return [token.code for token in around] in (["n", ",", "n"], ["n", "+", "n"]) and around[0].end == around[1].start == around[
        2
    ].start - 1
