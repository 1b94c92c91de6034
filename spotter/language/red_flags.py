"""Red flags in what people write: which signals a message carries, before anything else reads it.

Both languages are always screened, whatever the person's locale. A rule of the data file names concepts that have to stand
close together in one sentence; the words around them may soften it (denied, somebody else's, long past, a joke).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Any, NamedTuple

from spotter.coaching.safety import CRISIS_SIGNALS
from spotter.language.clearance import is_clearance, without_cleared_event
from spotter.language.red_flag_classifier import ANOTHER, opinion
from spotter.language.red_flag_context import is_denied, is_general_talk, is_joking, is_long_past, is_past, is_somebody_else
from spotter.language.red_flag_frames import is_answered_no, is_closed, is_likeness, is_moved, is_over, is_story, is_supposed
from spotter.language.red_flag_lexicon import Concepts, Hit, find_concepts, load
from spotter.language.red_flag_numbers import signals_of_numbers
from spotter.language.red_flag_requests import set_requests_apart
from spotter.language.red_flag_words import Words, read_words
from spotter.language.understanding import Safety, SafetyLevel
from spotter.language.whose import is_anothers

_ORDER: tuple[SafetyLevel, ...] = ("T0", "T1", "T2", "T3", "none")
_AFTER = frozenset({"after", "from", "since", "following", "post", "apres", "depuis", "suite"})
_SHORT = 3  # words: "after my chest"
_AROUND = 20  # words before and after a finding that may say whose it is
_SCREENED_CHARACTERS = 20_000
_LONGEST_WITH_REQUESTS = 2_000  # characters
EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class _Rule:
    """`all` concepts within `within` words, none of `unless` in the sentence, one of `company` somewhere in the message.

    `past` is the level of something long past, `other` of somebody else's; `deniable` is false where a negation is part of
    the finding; `jokes` means a laugh takes it back. A sign that `moves` is also told of a sight ("I nearly fainted at the price"),
    what `ends` is nothing once it is over, a `state` may be a likeness ("I look pregnant"), and what `lasts` counts however long ago.
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
    moves: bool = False
    ends: bool = False
    state: bool = False
    lasts: bool = False


class Finding(NamedTuple):
    """What a rule found: "none" is the level of what it took back (denied, a story, trained muscles). `start` is its first word."""

    signal: str
    level: SafetyLevel
    is_own: bool
    start: int


def screen(text: str, locale: str | None = None) -> Safety:  # noqa: ARG001 - both languages are screened for everybody
    """The safety level of `text` and its signals, most severe first; never raises, whatever the text holds.

    The rules decide. Where they hear nothing, the second opinion may raise an alarm of its own.
    """
    return _screened(text[:_SCREENED_CHARACTERS])


@lru_cache(maxsize=16)  # one turn asks for the same message several times
def _screened(text: str) -> Safety:
    apart = set_requests_apart(text) if len(text) <= _LONGEST_WITH_REQUESTS else text
    return _heard(text) if apart == text else _gravest(_heard(apart), screen_by_rules(text))


def _gravest(first: Safety, second: Safety) -> Safety:
    """The graver of two verdicts on one message, with the signals of both."""
    grave, other = sorted((first, second), key=lambda safety: _ORDER.index(safety.level))
    signals = tuple(dict.fromkeys([*grave.signals, *other.signals]))
    own = [signal for safety in (grave, other) for signal in safety.signals if signal not in safety.others]
    others = tuple(signal for signal in signals if signal not in own)
    return Safety(grave.level, signals, others, min(first.own_level, second.own_level, key=_ORDER.index))


def _heard(text: str) -> Safety:
    words = read_words(without_cleared_event(text))
    if not words.text:
        return Safety()
    concepts = find_concepts(words)
    findings = findings_of(words, concepts)
    found = _safety_of(findings)
    is_silent = found.level in ("none", "T3") and not found.others and not is_clearance(text)
    return _with_second_opinion(found, words, concepts, findings) if is_silent else found


def _with_second_opinion(found: Safety, words: Words, concepts: Concepts, findings: list[Finding]) -> Safety:
    """What the rules `found`, or the alarm that the classifier raises where they heard nothing of T2 or above."""
    heard = opinion(words, concepts, told_findings(findings))
    taken_back = {finding.signal for finding in findings if finding.level == "none"}
    if heard is None or heard.signal in taken_back:
        return found
    if heard.signal == ANOTHER:
        return Safety(heard.level, (EMERGENCY, *found.signals), (EMERGENCY,), found.own_level)
    return Safety(heard.level, (heard.signal, *(s for s in found.signals if s != heard.signal)), (), heard.level)


def screen_by_rules(text: str) -> Safety:
    """What the rules alone find in `text`."""
    words = read_words(without_cleared_event(text[:_SCREENED_CHARACTERS]))
    return _safety_of(findings_of(words, find_concepts(words)))


def findings_of(words: Words, concepts: Concepts) -> list[Finding]:
    """What the rules find, and what they take back."""
    numbers = (Finding(signal, level, is_own, 0) for signal, level, is_own in signals_of_numbers(words.plain, concepts.places))
    return [*_findings_of_words(words, concepts), *numbers]


def told_findings(findings: Iterable[Finding]) -> list[tuple[str, int]]:
    """Findings as the classifier reads them."""
    return [(f"{finding.level} {finding.signal}", finding.start) for finding in findings]


def _safety_of(findings: Iterable[Finding]) -> Safety:
    own: dict[str, SafetyLevel] = {}
    others: dict[str, SafetyLevel] = {}
    for signal, level, is_own, _ in findings:
        found, here = (own, level) if is_own or level == "T3" else (others, level if level == "T0" else "T3")
        if level != "none" and (signal not in found or _ORDER.index(here) < _ORDER.index(found[signal])):
            found[signal] = here
    return _verdict(own, {signal: level for signal, level in others.items() if signal not in own})


def _verdict(own: dict[str, SafetyLevel], others: dict[str, SafetyLevel]) -> Safety:
    """Everything that was found, most severe first; somebody else's sign counts only while it is an emergency."""
    found = own | others
    ranked = sorted(found, key=lambda signal: _ORDER.index(found[signal]))
    if not ranked:
        return Safety()
    return Safety(found[ranked[0]], tuple(ranked), tuple(others), min(own.values(), key=_ORDER.index, default="none"))


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_rule(row) for row in load("red_flags/rules.json")["rules"])


def _rule(row: dict[str, Any]) -> _Rule:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return _Rule(**fields)


def _findings_of_words(words: Words, concepts: Concepts) -> Iterator[Finding]:
    places = concepts.places
    if not places:
        return
    joking = is_joking(words)
    for rule in _rules():
        if any(concept not in places for concept in rule.all):
            continue
        if (rule.jokes and joking) or any(concept in places for concept in rule.unless_message):
            yield Finding(rule.signal, "none", True, places[rule.all[0]][0].start)
            continue
        for is_own in (True, False):
            if not rule.company or _has_company(rule, words, concepts, is_own=is_own):
                yield from _findings_of_rule(rule, words, concepts, is_own=is_own)


def _has_company(rule: _Rule, words: Words, concepts: Concepts, *, is_own: bool) -> bool:
    """Whether what makes the finding worse is said as well; what my dad has makes nothing of mine worse."""
    hits = [hit for concept in rule.company for hit in concepts.places.get(concept, ())]
    if is_own:
        hits = [hit for hit in hits if not is_somebody_elses(words, hit)]
    return any(not is_denied(words, hit, [], concepts.hidden) for hit in hits)


def _findings_of_rule(rule: _Rule, words: Words, concepts: Concepts, *, is_own: bool) -> Iterator[Finding]:
    """What the rule finds of the person's own, or of somebody else's: places up to the most severe one."""
    for parts in product(*(concepts.places[concept][:12] for concept in rule.all)):
        span = Hit(min(p.start for p in parts), max(p.end for p in parts))
        if not _stand_together(parts, span, rule.within, words):
            continue
        level: SafetyLevel = "none"
        if not _is_excused(rule, words, parts, concepts):
            if _is_own(rule, words, span) is not is_own:
                continue
            level = _softened(rule, words, span, [p.start for p in parts if p.start != span.start], concepts)
        yield Finding(rule.signal, level, is_own, span.start)
        if level == rule.level:
            return


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


def _is_own(rule: _Rule, words: Words, span: Hit) -> bool:
    """Whether the finding is the person's. Violence at home is always theirs: "my wife hits me"."""
    return rule.signal == "abuse" or not is_somebody_elses(words, span, strict=rule.level in ("T0", "T1"))


def is_somebody_elses(words: Words, span: Hit, *, strict: bool = False) -> bool:
    """Whether the words of `span` tell of somebody else than the writer."""
    here = words.sentence[span.start]
    before: list[str] = []
    for at in range(max(0, span.start - _AROUND), span.start):
        if words.sentence[at] == here:
            before.append(words.text[at])
            before += [","] * (words.clause[at] != words.clause[at + 1])
    after = [words.text[at] for at in range(span.end, min(span.end + _AROUND, len(words.text))) if words.sentence[at] == here]
    return is_anothers(before, words.text[span.start : span.end], after, strict=strict)


def _softened(rule: _Rule, words: Words, span: Hit, inside: list[int], concepts: Concepts) -> SafetyLevel:
    if rule.deniable and is_denied(words, span, inside, concepts.hidden):
        return "none"
    if (rule.general and is_general_talk(words, span)) or _is_no_report(rule, words, span):
        return "none"
    if rule.other != rule.level and is_somebody_else(words, span):
        return rule.other
    return rule.past if rule.past != rule.level and is_long_past(words, span) else rule.level


def _is_no_report(rule: _Rule, words: Words, span: Hit) -> bool:
    """Whether the finding is supposed, of a story, a likeness, over, or the like. What may cost a life now is always a report."""
    if rule.signal in CRISIS_SIGNALS:
        return rule.general and is_story(words, span)
    return (
        is_supposed(words, span)
        or is_story(words, span)
        or is_answered_no(words, span)
        or (rule.moves and is_moved(words, span))
        or (rule.state and is_likeness(words, span))
        or (rule.ends and is_over(words, span))
        or (not rule.lasts and is_past(words, span) and is_closed(words, span))
    )
