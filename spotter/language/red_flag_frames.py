"""How a finding is told: supposed, of a story, as a likeness, over, closed long ago, or taken back by the writer's own answer.

A frame takes a finding back where it is no report of something that is wrong now. Whatever stays in doubt is taken for a report.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from spotter.language.red_flag_lexicon import Hit, load
from spotter.language.red_flag_words import Words

_SHORT_QUESTION = 5  # words: "diabetic? no."


class _Frames(NamedTuple):
    """What is said before or after a finding, as patterns; `*_not` are words that make it a report all the same."""

    supposed: re.Pattern[str]
    supposed_not: re.Pattern[str]
    present: re.Pattern[str]
    story: re.Pattern[str]
    story_not: re.Pattern[str]
    moved_after: re.Pattern[str]
    moved_before: re.Pattern[str]
    moved_not: re.Pattern[str]
    likeness: re.Pattern[str]
    likeness_not: re.Pattern[str]
    over_after: re.Pattern[str]
    over_before: re.Pattern[str]
    goes_on: re.Pattern[str]
    closed: re.Pattern[str]
    no: re.Pattern[str]


class _Around(NamedTuple):
    """The plain words of the sentence before, of and after a finding, and the sentence that follows."""

    before: str
    finding: str
    after: str
    following: str


@cache
def _frames() -> _Frames:
    data = load("red_flags/frames.json")
    return _Frames(*(re.compile("|".join(data[name])) for name in _Frames._fields))


def frames_in(sentence: str) -> list[str]:
    """The names of the frames whose words stand in `sentence`, wherever the finding is."""
    return [f"frame {name}" for name, pattern in zip(_Frames._fields, _frames(), strict=True) if pattern.search(sentence)]


def _around(words: Words, span: Hit) -> _Around:
    here = words.sentence[span.start]
    sentence = [at for at, number in enumerate(words.sentence) if number == here]
    following = next((number for number in words.sentence[sentence[-1] + 1 :]), None)
    return _Around(
        " ".join(words.text[sentence[0] : span.start]),
        " ".join(words.text[span.start : span.end]),
        " ".join(words.text[span.end : sentence[-1] + 1]),
        " ".join(word for word, number in zip(words.text, words.sentence, strict=True) if number == following),
    )


def is_supposed(words: Words, span: Hit) -> bool:
    """Whether it might happen one day: "if I ever get chest pain", "en cas de malaise"; not "what if this is a heart attack"."""
    frames, around = _frames(), _around(words, span)
    cues = list(frames.supposed.finditer(around.before))
    if not cues or frames.present.search(" ".join(words.text)):
        return False
    return not frames.supposed_not.search(f"{around.before[cues[-1].end() :]} {around.finding} {around.after}")


def is_story(words: Words, span: Hit) -> bool:
    """Whether it happens in a film, a book or a song, to somebody there."""
    frames, around = _frames(), _around(words, span)
    cue = frames.story.search(around.before)
    return cue is not None and not frames.story_not.search(f"{around.before[cue.end() :]} {around.finding}")


def is_moved(words: Words, span: Hit) -> bool:
    """Whether a sight moved the writer and no illness: a price, news, somebody they like."""
    frames, around = _frames(), _around(words, span)
    if frames.moved_not.search(f"{around.before} {around.after}"):
        return False
    return bool(frames.moved_after.search(around.after) or frames.moved_before.search(around.before))


def is_likeness(words: Words, span: Hit) -> bool:
    """Whether the writer only looks so: "I look pregnant after that burger"."""
    frames, around = _frames(), _around(words, span)
    return bool(frames.likeness.search(around.before)) and not frames.likeness_not.search(around.before)


def is_over(words: Words, span: Hit) -> bool:
    """Whether it has ended: "the flu is over", "grippe finie"."""
    frames, around = _frames(), _around(words, span)
    if frames.goes_on.search(f"{around.before} {around.after}"):
        return False
    return bool(frames.over_after.search(around.after) or frames.over_before.search(around.before))


def is_closed(words: Words, span: Hit) -> bool:
    """Whether nothing of the kind has come since: "fainted once at school, nothing since". It says nothing of when."""
    around = _around(words, span)
    return bool(_frames().closed.search(f"{around.before} {around.after} {around.following}"))


def is_answered_no(words: Words, span: Hit) -> bool:
    """Whether the writer asks and says no at once: "diabetic? no."."""
    here = words.sentence[span.start]
    if here not in words.asked or words.sentence.count(here) > _SHORT_QUESTION:
        return False
    return bool(_frames().no.match(_around(words, span).following))
