"""Repetitions that did not come: "3x5 but failed the last rep of set 3", "only got 4 on the last one", "raté la dernière"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from spotter.language.workout_exercises import NamedExercise
from spotter.language.workout_groups import SetGroup
from spotter.language.workout_sets import SetReader

_ORDINALS = (
    ("first|1st|premi[èe]re", 1),
    ("second|2nd|deuxi[èe]me|seconde|2e", 2),
    ("third|3rd|troisi[èe]me|3e", 3),
    ("fourth|4th|quatri[èe]me|4e", 4),
    ("fifth|5th|cinqui[èe]me|5e", 5),
    ("last|final|derni[èe]re", -1),
)
_ORDINAL = "|".join(words for words, _ in _ORDINALS)
_SET = rf"(?:(?:set|s[ée]rie) (?:n[o°]? ?)?(?P<set>\d{{1,2}})|(?:the |my |la |ma )?(?P<nth>{_ORDINAL})(?: (?:sets?|s[ée]ries?|one|1))?)"
_SET0 = _SET.replace("<set>", "<set0>").replace("<nth>", "<nth0>")
_START = r"(?:[\s,;.(–-]+(?:but|and|mais|et|though))*[\s,;.(–-]+(?:i |j'ai |j'en ai |on |just )*"
_END = r"(?=\s*(?:[,;.!)\n]|$|\b(?:and|then|but|et|puis|mais)\b))"
_FAILED = (
    r"(?:failed|failing|missed|fail|miss|(?<!heart )rat[ée]e?s?|loup[ée]e?s?|[ée]chou[ée]e?s?|manqu[ée]e?s?|"
    r"(?:couldn'?t|could not|didn'?t|did not) (?:get|finish|complete|make|lock out)|pas (?:r[ée]ussi|fini|pass[ée]e?))"
)
_ARTICLE = r"(?:on |at |à |a |sur )?(?:the |my |la |les |mes |ma )?"
_MISSED = re.compile(
    rf"{_START}{_FAILED} {_ARTICLE}(?:(?:(?P<n>\d|couple of) )?(?:last|final|derni[èe]re?s?)(?: (?P<m>\d|couple of))? "
    rf"(?:reps?|r[ée]p[ée]titions?|r[ée]ps?)|(?P<only>last|final|derni[èe]re)|rep (?P<at>\d{{1,2}})|{_SET0})"
    rf"(?:,? (?:of|on|in|from|de|dans|à|sur|du) (?:the |la |ma )?{_SET})?{_END}",
    re.IGNORECASE,
)
_MISSED_LOAD = re.compile(
    rf"{_START}{_FAILED} {_ARTICLE}(?P<load>\d{{2,3}}(?:[.,]\d{{1,2}})? ?(?:kgs?|lbs?|kilos?)?){_END}(?! ?x)", re.IGNORECASE
)
_ONLY = re.compile(
    rf"{_START}(?:(?:only|just|seulement|juste|que|got|did|managed|made|hit|fait|eu) )*(?P<reps>\d{{1,2}})(?: reps?| r[ée]p[ée]titions?)? "
    rf"(?:on|in|for|sur|à|a|dans|pour) (?:the |la |ma |my )?{_SET}{_END}",
    re.IGNORECASE,
)
_HINT = re.compile(
    rf"\b{_FAILED}\b|\d (?:reps? )?(?:on|in|for|sur|à|a|dans|pour) (?:the |la |ma |my )?(?:set|s[ée]rie|{_ORDINAL})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Miss:
    """Told at `start`: the set (from 1, -1 the last), how many repetitions are missing of it or were done, and the words."""

    start: int
    place: int
    words: str
    lacking: int | None = None
    done: int | None = None
    is_failure: bool = True


def find_misses(text: str) -> tuple[str, list[Miss]]:
    """The text with blanks in place of what did not come, and what that was."""
    found: list[Miss] = []
    if not _HINT.search(text):
        return text, found
    for pattern, read in ((_MISSED, _missed), (_MISSED_LOAD, _missed_load), (_ONLY, _only)):
        found += [read(match) for match in pattern.finditer(text)]
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text, found


def _missed(match: re.Match[str]) -> Miss:
    place = _place(match["set"] or match["set0"], match["nth"] or match["nth0"])
    done = int(match["at"]) - 1 if match["at"] else None
    number = match["n"] or match["m"] or "1"
    names_no_rep = match["only"] or match["set0"] or match["nth0"] or done is not None
    return Miss(match.start(), place, _said(match), None if names_no_rep else int(number) if number.isdigit() else 2, done)


def _missed_load(match: re.Match[str]) -> Miss:
    return Miss(match.start(), 0, _said(match))


def _only(match: re.Match[str]) -> Miss:
    return Miss(match.start(), _place(match["set"], match["nth"]), "", done=int(match["reps"]), is_failure=False)


def _said(match: re.Match[str]) -> str:
    return re.sub(r"^(?:[\s,;.(–-]|\b(?:but|and|mais|et|though|i|j'ai|j'en ai|on|just)\b)+", "", match[0], flags=re.IGNORECASE).strip()


def _place(number: str | None, ordinal: str | None) -> int:
    if number:
        return int(number)
    return next((place for words, place in _ORDINALS if re.fullmatch(words, ordinal or "", re.IGNORECASE)), -1)


def mark_misses(misses: Sequence[Miss], readers: Sequence[tuple[NamedExercise, SetReader]]) -> None:
    """Write each miss on the set of the exercise before it; a load that failed is but a note.

    "3x5" is what was tried, so what is lacking is taken off; in "5 5 4" the repetitions stand as they were told.
    """
    for miss in misses:
        before = [reader for exercise, reader in readers if exercise.start <= miss.start and reader.groups]
        if not before:
            continue
        groups = before[-1].groups
        if miss.words:
            groups[0].note = "; ".join(filter(None, (groups[0].note, miss.words)))
        if miss.place:
            _mark(groups, miss)


def _mark(groups: list[SetGroup], miss: Miss) -> None:
    total = int(sum(group.count for group in groups))
    at = total if miss.place == -1 else miss.place
    if at == total + 1 and miss.done and not miss.is_failure:
        groups.append(replace(groups[-1], count=Decimal(1), reps=Decimal(miss.done), kind="work"))  # one more than was announced
    if at > total:
        return
    for i, group in enumerate(groups):
        if at <= group.count:
            alone = replace(group, count=Decimal(1), reps=_reps(group, miss), kind="failure" if miss.is_failure else group.kind)
            after = group.count - at
            parts = [replace(group, count=Decimal(at - 1)), alone, replace(group, count=after)]
            groups[i : i + 1] = [part for part in parts if part.count]
            return
        at -= int(group.count)


def _reps(group: SetGroup, miss: Miss) -> Decimal | None:
    if group.reps is None:
        return None
    if miss.done is not None:
        return Decimal(miss.done) if miss.done > 0 and (miss.done <= group.reps or not miss.is_failure) else group.reps
    if miss.lacking and group.counted and group.reps > miss.lacking:
        return group.reps - miss.lacking
    return group.reps
