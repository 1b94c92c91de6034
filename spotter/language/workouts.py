"""Workout notes to `log_workout`: a whole text, one line or many, several exercises, English and French."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from spotter.language.dates import find_date
from spotter.language.meals import is_food
from spotter.language.normalise import normalise
from spotter.language.numbers import words_to_digits
from spotter.language.understanding import Call, Parse, Question, Reading
from spotter.language.workout_clauses import Clause, is_comment, split_clauses
from spotter.language.workout_entries import Entry, write_entry
from spotter.language.workout_exercises import NamedExercise, find_exercises, implied_run, unknown_exercise
from spotter.language.workout_laps import measure_laps, unmeasured_laps
from spotter.language.workout_misses import find_misses, mark_misses
from spotter.language.workout_questions import ask_date, ask_pool, ask_sets_of_each
from spotter.language.workout_races import with_races
from spotter.language.workout_rounds import find_rounds, repeat
from spotter.language.workout_sets import SetReader
from spotter.language.workout_shares import BOUNDARY, FIGURES, Share, give_to_all, share_out
from spotter.language.workout_tokens import Token, tokenise

_GREETING = re.compile(  # "good morning 3x10" is an exercise
    r"^(?:(?:hi+|hello|hey+|heya|hiya|howdy|yo|salut|slt|bonjour|bjr|coucou|cc|bonsoir|wesh|"
    r"good (?:day|afternoon|evening|morning(?! ?(?:\d|[x@:]|with|at|s\b|barbell|smith))))\b[\s,!.:-]*"
    r"(?:(?:coach|spotter|there|again|everyone|all|man|bro|mate|buddy|dude|mec|toi)\b[\s,!.:-]*)*)+(?=\S)",
    re.IGNORECASE,
)
_ARTICLES = re.compile(r"\b(?:an?|une?) (?=(?:hour|mile|minute|heure|kilom[eè]tre|single|double|triple)\b)", re.IGNORECASE)
_PRESS = re.compile(  # "au couché", "incliné 3x10": the bench press by half its name
    r"(?P<before>^|[,;:.+\n]\s*|\b(?:au|en|du|et|puis|de|le|fait) |\d[\w/*]* )(?P<how>couch[ée]|inclin[ée])\b(?! ?(?:[àa]|"
    r"vers) ?\d{1,2} ?h|[ -]t)",
    re.IGNORECASE,
)
_DEADLIFT = re.compile(r"\bdeads?(?= ?[:@]? ?\d)", re.IGNORECASE)  # "dead 180x3"
_STRONG = re.compile(r"n[SR]?x[nlt]|[nl]x[nt]|nS|[nl]@n|n@l|nR|nxn|lxn|nFn|lFn")
_ONE_LIMB = re.compile(r"\b1(?=[ -](?:arm|leg|hand)(?:ed)?\b)", re.IGNORECASE)  # "one arm row" counts nothing
_TRACK = re.compile(  # "6x800 in 3:10": metres
    r"\b(\d{1,2} ?x ?(?:[1-6]00|800|1000|1200|1500|1600|2000))(?= ?(?:en|in|@|:|at|[àa]) ?\d{1,2}[:'’]\d\d)", re.IGNORECASE
)
_WORDED = re.compile(r"\b(?:single|double|triple|marathon|semi)\b", re.IGNORECASE)  # figures that are words
_PIECE_END = re.compile(r",(?!\d)|;|\n|\b(?:and|then|puis|et)\b|$", re.IGNORECASE)
_MACHINE = re.compile(r"[{}<>$\\`^]")  # signs of a template or a script: nobody names an exercise so
_JOINS = f"{BOUNDARY}XoFe"  # words and marks that make no clause a note of sets


def parse_workout(text: str, reading: Reading) -> Parse | None:
    """The workouts that the text reports as done, or None when it reports none.

    What is missing or implausible for one exercise becomes the question; the others are logged. `leftover` holds the clauses
    that say something else.
    """
    text = _ONE_LIMB.sub("one", _ARTICLES.sub("1 ", words_to_digits(_GREETING.sub("", normalise(text)), reading.locale)))
    text, misses = find_misses(measure_laps(_PRESS.sub(r"\g<before>développé \g<how>", text)))
    text = _DEADLIFT.sub("deadlift", _TRACK.sub(r"\1 m", text))
    if not any(char.isdigit() for char in text) and not _WORDED.search(text):
        return None
    clauses = split_clauses(text)
    if not any(clause.use == "notes" for clause in clauses):
        return None
    day, text_without_day, problem = _day(_notes_only(text, clauses), reading)
    exercises = [one for one in find_exercises(text_without_day, reading.locale) if _is_in(one.start, clauses)]
    clauses = _without_food(text, clauses, exercises, reading)
    rounds, text_without_day, exercises = find_rounds(text_without_day, exercises)
    tokens = [
        token
        for token in tokenise(text_without_day, reading.locale, [(one.start, one.end) for one in exercises])
        if _is_in(token.start, clauses)
    ]
    exercises = _with_unknown(text_without_day, tokens, exercises)
    if not exercises and (run := implied_run(text_without_day, "".join(token.code for token in tokens))):
        exercises = [run]
    tokens = with_races(text_without_day, tokens, exercises)
    laps = unmeasured_laps(_notes_only(text, clauses))
    shares = [share for share in share_out(text_without_day, tokens, exercises) if any(t.code in FIGURES for t in share.tokens)]
    shares = [share for share in shares if not (laps and share.exercise.key == "swimming")]
    give_to_all(shares, text_without_day)
    if not shares:
        if laps is None or problem:
            return None
        left = _leftover(text, clauses, {_clause_at(laps.start(), clauses), _clause_at(laps.end() - 1, clauses)})
        return Parse(leftover=left, question=_pool_question(laps, reading))
    for share in shares:
        share.exercise = _lifted_row(share)
    readers = [(share.exercise, SetReader(share.tokens, share.exercise.sort).read()) for share in shares]
    repeat(rounds, readers)
    mark_misses(misses, readers)
    parse = _parse(text, clauses, shares, readers, reading, day if not problem else None)
    if parse is None or laps is None:
        return parse
    leftover = tuple(piece for piece in parse.leftover if laps[0].strip() not in piece)
    return replace(parse, leftover=leftover, question=parse.question or _pool_question(laps, reading))


def _pool_question(laps: re.Match[str], reading: Reading) -> Question:
    return Question(laps[0].strip(), ask_pool(laps["n"] or laps["n2"], reading.locale), "log_workout")


def _parse(
    text: str,
    clauses: Sequence[Clause],
    shares: Sequence[Share],
    readers: Sequence[tuple[NamedExercise, SetReader]],
    reading: Reading,
    day: date | None,
) -> Parse | None:
    entries = [write_entry(exercise, reader, _units_of([r for _, r in readers], reader, reading), reading) for exercise, reader in readers]
    if all(not entry.sets and not entry.question for entry in entries):
        return None
    used = {
        _clause_at(position, clauses)
        for share in shares
        for position in (share.exercise.start, *(at for t in share.tokens if t.code not in _JOINS for at in (t.start, t.end - 1)))
    }
    good = [(entry, share) for entry, share in zip(entries, shares, strict=True) if entry.sets]
    clause = _said(text, clauses, used)
    question = next(
        (
            Question(entry.asked or _said_of(text, share), entry.question, "log_workout")
            for entry, share in zip(entries, shares, strict=True)
            if entry.question
        ),
        None,
    )
    lacking = [share for entry, share in zip(entries, shares, strict=True) if entry.lacks_sets]
    if len(lacking) > 1 and len(lacking) == len(shares):
        names = [share.exercise.label or share.exercise.name for share in lacking]
        dated = "" if day in (None, reading.now.date()) else f"{day} "
        of_each = dated + ", ".join([_said_of(text, share) for share in lacking]) + ", each"
        question = Question(of_each, ask_sets_of_each(names, reading.locale), "log_workout")
    leftover = _leftover(text, clauses, used)
    if day is None:
        return Parse(leftover=leftover, question=Question(clause, ask_date(reading.locale), "log_workout"))
    if not good:
        return Parse(leftover=leftover, question=question)
    args: dict[str, Any] = {"date": day.isoformat(), "entries": [_entry(entry) for entry, _ in good]}
    confidence = min(entry.confidence for entry, _ in good)
    return Parse((Call("log_workout", "progress", clause, confidence, args),), leftover, question)


def _lifted_row(share: Share) -> NamedExercise:
    """ "Rows 4x10 50 kg" are barbell rows: nobody counts repetitions or loads on the rowing machine."""
    codes = {token.code for token in share.tokens}
    numbers = [token for token in share.tokens if token.code == "n"]
    if share.exercise.key != "rowing" or codes & set("tdq") or not (codes & set("xSRl@") or len(numbers) > 1):
        return share.exercise
    exercise = share.exercise
    return next((replace(row, start=exercise.start, end=exercise.end) for row in find_exercises("barbell row")), exercise)


def _entry(entry: Entry) -> dict[str, Any]:
    out: dict[str, Any] = {"exercise": {"key": entry.key, "name": entry.name}, "sets": entry.sets}
    return out | ({"note": entry.note} if entry.note else {})


def _day(text: str, reading: Reading) -> tuple[date, str, bool]:
    """The day of the workout, the text without it, and whether that day cannot be."""
    today = reading.now.date()
    span = find_date(text, reading)
    if span is None or not re.search(r"[^\W\d_]|\d{4}", text[span.start : span.end]):
        return today, text, False
    rest = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return span.date, rest, span.problem is not None or span.date > today


def _notes_only(text: str, clauses: Sequence[Clause]) -> str:
    """The text with blanks in place of what cannot be notes."""
    for clause in clauses:
        if clause.use == "other":
            text = text[: clause.start] + re.sub(r"[^\n]", " ", text[clause.start : clause.end]) + text[clause.end :]
    return text


def _without_food(text: str, clauses: Sequence[Clause], exercises: Sequence[NamedExercise], reading: Reading) -> list[Clause]:
    """The clauses, those that are food and no notes left to the grammar of meals."""
    with_exercise = {_clause_at(one.start, clauses) for one in exercises}
    return [
        Clause(clause.start, clause.end, "other")
        if clause.use == "notes" and i not in with_exercise and is_food(text[clause.start : clause.end], reading.locale)
        else clause
        for i, clause in enumerate(clauses)
    ]


def _is_in(position: int, clauses: Sequence[Clause]) -> bool:
    index = _clause_at(position, clauses)
    return index is not None and clauses[index].use == "notes"


def _clause_at(position: int, clauses: Sequence[Clause]) -> int | None:
    return next((i for i, clause in enumerate(clauses) if clause.start <= position < clause.end), None)


def _with_unknown(text: str, tokens: Sequence[Token], exercises: list[NamedExercise]) -> list[NamedExercise]:
    """Adds the person's own names at the start of clauses that hold a clear notation and no known exercise."""
    found = list(exercises)
    start = 0
    for cut in _PIECE_END.finditer(text):
        begin, end, start = start, cut.start(), cut.end()
        if any(one.start < end and begin < one.end for one in exercises):
            continue
        if _MACHINE.search(text[begin:end]):
            continue
        signs = [token for token in tokens if begin <= token.start < end and token.code not in "Xo"]
        figures = [token for token in signs if token.code in FIGURES]
        if figures and _STRONG.search("".join(token.code for token in signs)):
            named = unknown_exercise(text[begin:end], begin, figures[0].start - begin)
            found += [named] if named else []
    return sorted(found, key=lambda one: one.start)


def _units_of(readers: Sequence[SetReader], own: SetReader, reading: Reading) -> str | None:
    """The unit of bare loads: the entry's own, else the message's, else the person's; None where both are used side by side."""
    for group in ([own], readers):
        written = {load.unit for reader in group for load in reader.loads_written() if load.unit in ("kg", "lb")}
        if len(written) == 1:
            return written.pop()
        if len(written) > 1 and group == [own]:
            return None
    return "kg" if reading.units == "metric" else "lb"


def _said(text: str, clauses: Sequence[Clause], used: set[int | None]) -> str:
    return "".join(text[clause.start : clause.end] for i, clause in enumerate(clauses) if i in used).strip(" ,;\n")


def _said_of(text: str, share: Share) -> str:
    starts = [share.exercise.start, *(token.start for token in share.tokens if token.code in FIGURES)]
    ends = [share.exercise.end, *(token.end for token in share.tokens if token.code in FIGURES)]
    return text[min(starts) : max(ends)].strip()


def _leftover(text: str, clauses: Sequence[Clause], used: set[int | None]) -> tuple[str, ...]:
    """Neighbouring unused clauses as one text each; remarks on the workout are dropped."""
    pieces: list[list[Clause]] = []
    for i, clause in enumerate(clauses):
        if i in used:
            pieces.append([])
        elif clause.use == "other" or not is_comment(text[clause.start : clause.end]):
            if not pieces:
                pieces.append([])
            pieces[-1].append(clause)
    said = (text[piece[0].start : piece[-1].end] for piece in pieces if piece)
    return tuple(
        cleaned
        for one in said
        if (cleaned := re.sub(r"^\W*(?:and|but|then|et|puis|mais)\b|^[\W_]+", "", one, flags=re.IGNORECASE).strip(" ,;\n"))
    )
