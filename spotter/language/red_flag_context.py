"""What the words around a finding make of it: denied, somebody else's, long past, only asked about in general, a joke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from spotter.language.red_flag_lexicon import Hit, load
from spotter.language.red_flag_words import Words

_REACH = 7  # words before a finding within which "no" or "without" still speaks about it
_LIST_REACH = 12
_LISTS = 7  # of the cues are lists of words, the others patterns
_FOR_ME = re.compile(r"\b(?:explain\b.*\bto me|(?:tell|teach) me|(?:parle|dis|explique|apprends) moi)\b")  # who asks, not who is ill


class _Cues(NamedTuple):
    negators: frozenset[str]
    not_negating: frozenset[str]
    borders: frozenset[str]
    first_person: frozenset[str]
    kin: frozenset[str]
    others: frozenset[str]
    laughs: frozenset[str]
    acute: re.Pattern[str]
    over: re.Pattern[str]
    past: re.Pattern[str]
    present: re.Pattern[str]
    general: re.Pattern[str]
    general_after: re.Pattern[str]
    worry: re.Pattern[str]


@cache
def _cues() -> _Cues:
    data = load("red_flags/cues.json")
    words = (frozenset(data[name]) for name in _Cues._fields[:_LISTS])
    patterns = (re.compile(rf"(?:\b|^)(?:{'|'.join(data[name])})\b") for name in _Cues._fields[_LISTS:])
    return _Cues(*words, *patterns)  # type: ignore[arg-type]


def cues_in(sentence: str, words: Sequence[str]) -> list[str]:
    """The names of the cues (a laugh, a relative, years ago, a question of knowledge ...) that stand in `sentence` of `words`."""
    cues = _cues()
    lists, patterns = cues[:_LISTS], cues[_LISTS:]
    found = [name for name, wanted in zip(_Cues._fields, lists, strict=False) if not wanted.isdisjoint(words)]  # type: ignore[union-attr]
    found += [name for name, wanted in zip(_Cues._fields[_LISTS:], patterns, strict=True) if wanted.search(sentence)]  # type: ignore[union-attr]
    return [f"cue {name}" for name in found]


def sentence_text(words: Words, at: int) -> str:
    """The sentence of token `at` as plain words with single spaces."""
    return " ".join(word for word, number in zip(words.text, words.sentence, strict=True) if number == words.sentence[at])


def is_denied(words: Words, span: Hit, inside: list[int], hidden: frozenset[int]) -> bool:
    """Whether the finding is negated before it ("no chest pain") or within it ("my chest doesn't hurt").

    `inside` are the starts of the parts of the finding after the first one.
    """
    if any(_negates(words, at, hidden) for part in inside for at in range(max(span.start + 1, part - 3), part)):
        return True
    listed = any(word in {"or", "nor", "ou", "ni"} for word in words.text[max(0, span.start - 3) : span.end + 4])
    for distance, at in enumerate(range(span.start - 1, -1, -1)):
        if words.sentence[at] != words.sentence[span.start] or distance >= (_LIST_REACH if listed else _REACH):
            return False
        if words.clause[at] != words.clause[span.start] and not listed:
            return False
        if _negates(words, at, hidden):
            return True
        if words.text[at] in _cues().borders:
            return False
    return False


def _negates(words: Words, at: int, hidden: frozenset[int]) -> bool:
    word = words.text[at]
    if word not in _cues().negators or at in hidden:
        return False
    if at + 1 < len(words.text) and words.text[at + 1] in _cues().not_negating:
        return False
    if word in {"never", "jamais"}:
        return not re.search(r"\b(?:like this|this bad|so bad|before|aussi|autant|comme ca|pareil)\b", " ".join(words.text[at : at + 14]))
    if word in {"without", "sans"}:
        before = words.text[max(0, at - 7) : at]
        return not any(w in {"cant", "couldnt", "impossible", "unable", "peux", "plus"} for w in before)
    return True


def is_somebody_else(words: Words, span: Hit) -> bool:
    """Whether the finding belongs to a relative, a friend, "he" or "she" and is over, so that nobody needs help right now."""
    cues = _cues()
    if cues.acute.search(" ".join(words.text)) or not cues.over.search(sentence_text(words, span.start)):
        return False
    for distance, at in enumerate(range(span.start - 1, -1, -1)):
        if words.sentence[at] != words.sentence[span.start] or distance > 14:
            return False
        word = words.text[at]
        if word in cues.kin or (word in cues.others and distance < 5):
            return True
        if word in cues.first_person and not (word in {"my", "mon", "ma", "mes"} and words.text[at + 1] in cues.kin):
            return False
    return False


def is_past(words: Words, span: Hit) -> bool:
    """Whether the sentence puts the finding years back."""
    return bool(_cues().past.search(sentence_text(words, span.start)))


def is_long_past(words: Words, span: Hit) -> bool:
    """Whether the clause puts the finding years back, with nothing in the sentence that says it goes on."""
    cues = _cues()
    clauses = set(words.clause[span.start : span.end])
    clause = " ".join(word for word, number in zip(words.text, words.clause, strict=True) if number in clauses)
    return bool(cues.past.search(clause)) and not cues.present.search(sentence_text(words, span.start))


def is_general_talk(words: Words, span: Hit) -> bool:
    """Whether it is a question of knowledge or a worry ("signs of a stroke", "so I don't faint"), not a report."""
    cues = _cues()
    here = [i for i, number in enumerate(words.sentence) if number == words.sentence[span.start]]
    before, after = words.text[here[0] : span.start], words.text[span.end : here[-1] + 1]
    worry = cues.worry.search(" ".join(before[-6:]))
    if worry and not cues.first_person.intersection([*worry.string[worry.end() :].split(), *words.text[slice(*span)], *after]):
        return True
    if cues.first_person.intersection(_FOR_ME.sub(" ", " ".join(words.text)).split()):
        return False
    return bool(cues.general.search(" ".join(before)) or cues.general_after.search(" ".join(after)))


def is_joking(words: Words) -> bool:
    """Whether the writer laughs."""
    return any(word in _cues().laughs or word.startswith(("haha", "hihi", "lmao", "mdr", "ptdr")) for word in words.text)
