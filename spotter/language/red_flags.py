"""Red flags in what people write: which signals a message carries, before anything else reads it.

Both languages are always screened, whatever the person's locale. A rule of the data file names concepts that have to stand
close together in one sentence; the words around them may soften it (denied, somebody else's, long past, a joke).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from spotter.language.clearance import without_cleared_event
from spotter.language.red_flag_context import is_denied, is_general_talk, is_joking, is_long_past, is_somebody_else
from spotter.language.red_flag_lexicon import Concepts, Hit, find_concepts, load
from spotter.language.red_flag_numbers import signals_of_numbers
from spotter.language.red_flag_words import Words, read_words
from spotter.language.understanding import Safety, SafetyLevel

_ORDER: tuple[SafetyLevel, ...] = ("T0", "T1", "T2", "T3", "none")
_AFTER = frozenset({"after", "from", "since", "following", "post", "apres", "depuis", "suite"})
_SHORT = 3  # words: "after my chest"
_SCREENED_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class _Rule:
    """`all` concepts within `within` words, none of `unless` in the sentence, one of `company` somewhere in the message.

    `past` is the level of something long past, `other` of somebody else's; `deniable` is false where a negation is part of
    the finding; `jokes` means a laugh takes it back.
    """

    signal: str
    level: SafetyLevel
    all: tuple[str, ...]
    within: int = 8
    unless: tuple[str, ...] = ()
    unless_message: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    past: SafetyLevel = "T2"
    other: SafetyLevel = "T3"
    deniable: bool = True
    general: bool = True
    jokes: bool = False


def screen(text: str, locale: str | None = None) -> Safety:  # noqa: ARG001 - both languages are screened for everybody
    """The safety level of `text` and its signals, most severe first; never raises, whatever the text holds."""
    words = read_words(without_cleared_event(text[:_SCREENED_CHARACTERS]))
    if not words.text:
        return Safety()
    concepts = find_concepts(words)
    found: dict[str, SafetyLevel] = {}
    for signal, level in (*_signals_of_words(words, concepts), *signals_of_numbers(words.plain, concepts.places)):
        if level != "none" and (signal not in found or _ORDER.index(level) < _ORDER.index(found[signal])):
            found[signal] = level
    ranked = sorted(found, key=lambda signal: _ORDER.index(found[signal]))
    return Safety(found[ranked[0]], tuple(ranked)) if ranked else Safety()


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_rule(row) for row in load("red_flags.json")["rules"])


def _rule(row: dict[str, Any]) -> _Rule:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return _Rule(**fields)


def _signals_of_words(words: Words, concepts: Concepts) -> Iterator[tuple[str, SafetyLevel]]:
    places = concepts.places
    if not places:
        return
    joking = is_joking(words)
    for rule in _rules():
        if any(concept not in places for concept in rule.all):
            continue
        if (rule.jokes and joking) or any(concept in places for concept in rule.unless_message):
            continue
        if rule.company and not _has_company(rule, words, concepts):
            continue
        level = _level_of(rule, words, concepts)
        if level != "none":
            yield rule.signal, level


def _has_company(rule: _Rule, words: Words, concepts: Concepts) -> bool:
    hits = (hit for concept in rule.company for hit in concepts.places.get(concept, ()))
    return any(not is_denied(words, hit, [], concepts.hidden) for hit in hits)


def _level_of(rule: _Rule, words: Words, concepts: Concepts) -> SafetyLevel:
    """The most severe level among the places where the rule holds."""
    level: SafetyLevel = "none"
    for parts in product(*(concepts.places[concept][:12] for concept in rule.all)):
        span = Hit(min(p.start for p in parts), max(p.end for p in parts))
        if not _stand_together(parts, span, rule.within, words) or _is_excused(rule, words, parts, concepts):
            continue
        here = _softened(rule, words, span, [p.start for p in parts if p.start != span.start], concepts)
        if _ORDER.index(here) < _ORDER.index(level):
            level = here
        if level == rule.level:
            break
    return level


def _stand_together(parts: tuple[Hit, ...], span: Hit, within: int, words: Words) -> bool:
    if words.sentence[span.start] != words.sentence[span.end - 1]:
        return False
    if len(parts) == 1:
        return True
    return span.end - span.start <= within + sum(p.end - p.start - 1 for p in parts) and len({p.start for p in parts}) == len(parts)


def _is_excused(rule: _Rule, words: Words, parts: tuple[Hit, ...], concepts: Concepts) -> bool:
    here = words.sentence[parts[0].start]
    starts = {part.start for part in parts}
    return any(
        words.sentence[hit.start] == here and not _is_the_finding(words, hit, starts)
        for concept in rule.unless
        for hit in concepts.places.get(concept, ())
    )


def _is_the_finding(words: Words, hit: Hit, starts: set[int]) -> bool:
    """Whether "after my chest" is no training of the chest but the beginning of "after my chest pain"."""
    return words.text[hit.start] in _AFTER and hit.end - hit.start <= _SHORT and hit.end in starts


def _softened(rule: _Rule, words: Words, span: Hit, inside: list[int], concepts: Concepts) -> SafetyLevel:
    if rule.deniable and is_denied(words, span, inside, concepts.hidden):
        return "none"
    if rule.general and is_general_talk(words, span):
        return "none"
    if rule.other != rule.level and is_somebody_else(words, span):
        return rule.other
    return rule.past if rule.past != rule.level and is_long_past(words, span) else rule.level
