"""Reads the numbered rule lines of a prompt into what a literal model can do about them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from spotter.dev.model.chat import Chat
from spotter.dev.model.rule_habits import Habits, read_habit
from spotter.dev.model.words import fold, sentences

_LINE = re.compile(r"^\s*[-*]\s*\[[A-Z]\d+\]\s*(.+?)\s*$", re.MULTILINE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "a single": 1}
_COUNT = rf"(?P<count>\d+|{'|'.join(_NUMBERS)})"
_UP_TO = rf"(?:(?:in|with) )?(?:(?:at most|no more than|only) )?(?:(?:\d+|{'|'.join(_NUMBERS)}) (?:to|or) )?"
_QUOTED = r"[\"“«'](?P<text>[^\"”»]+?)[\"”»']"
_TOOL = r"`?(?P<tool>[a-z]+(?:_[a-z0-9]+)*)`?"


@dataclass
class Guide:
    """What the rules of a prompt come to. Words are folded; texts stand as they are to be said."""

    most_sentences: int | None = None
    most_words: int | None = None
    most_calls: int | None = None
    start: list[str] = field(default_factory=list)
    end: list[str] = field(default_factory=list)
    always: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    first: list[str] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)
    when: list[tuple[str, str, str]] = field(default_factory=list)
    routes: list[tuple[str, str]] = field(default_factory=list)
    ends_with_question: bool = False
    no_questions: bool = False
    no_figures: bool = False
    as_list: bool = False
    language: str = ""
    habits: Habits = field(default_factory=Habits)

    def tools_when(self, text: str) -> list[str]:
        """The tools that a word of the message calls for."""
        return [what for word, kind, what in self.when if kind == "call" and word in fold(text)]

    def texts_when(self, text: str) -> list[str]:
        """The texts that a word of the message calls for."""
        return [what for word, kind, what in self.when if kind == "say" and word in fold(text)]


Apply = Callable[[Guide, re.Match[str]], None]


def guide_of(chat: Chat) -> Guide:
    """Read every rule line of the request's instructions; of two rules on one thing the later counts."""
    guide = Guide()
    for rule in rules_of(chat):
        _read(rule, guide)
    return guide


def rules_of(chat: Chat) -> list[str]:
    """The texts of the rule lines, in the order of the prompt."""
    return [str(text) for text in _LINE.findall(f"{chat.system}\n{chat.said}")]


def is_readable(rule: str) -> bool:
    """Whether a literal model can do anything about a rule."""
    return _read(rule, Guide())


def _read(rule: str, guide: Guide) -> bool:
    """Read a rule as a whole, else each of its sentences, else the pieces of a sentence; False where nothing of it can be read."""
    whole = rule.rstrip(". ")
    found = next(((apply, match) for pattern, apply in _FORMS if (match := pattern.fullmatch(whole))), None)
    if found:
        apply, match = found
        apply(guide, match)
        return True
    pieces = sentences(rule)
    if len(pieces) == 1:
        if read_habit(whole, guide.habits):
            return True
        pieces = whole.split("; ")
    return len(pieces) > 1 and sum(_read(piece, guide) for piece in pieces) > 0


def _count(match: re.Match[str]) -> int:
    said = match["count"].lower()
    return _NUMBERS.get(said) or int(said)


def _words(match: re.Match[str]) -> list[str]:
    """The things of a list: `calories, kilojoules or "diet"`."""
    return [fold(word.strip(" \"'`“”")) for word in re.split(r",|\bor\b|\band\b", match["what"]) if word.strip()]


def _sentences(guide: Guide, match: re.Match[str]) -> None:
    guide.most_sentences = _count(match)


def _length(guide: Guide, match: re.Match[str]) -> None:
    guide.most_words = _count(match)


def _calls(guide: Guide, match: re.Match[str]) -> None:
    guide.most_calls = 0 if match["count"].lower() == "no" else _count(match)


def _never(guide: Guide, match: re.Match[str]) -> None:
    guide.never += _words(match)


def _no_figures(guide: Guide, _match: re.Match[str]) -> None:
    guide.no_figures = True


def _no_questions(guide: Guide, _match: re.Match[str]) -> None:
    guide.no_questions = True


def _question(guide: Guide, _match: re.Match[str]) -> None:
    guide.ends_with_question = True


def _list(guide: Guide, _match: re.Match[str]) -> None:
    guide.as_list = True


def _language(guide: Guide, match: re.Match[str]) -> None:
    guide.language = match["name"].capitalize()


def _start(guide: Guide, match: re.Match[str]) -> None:
    guide.start.append(match["text"])


def _end(guide: Guide, match: re.Match[str]) -> None:
    guide.end.append(match["text"])


def _always(guide: Guide, match: re.Match[str]) -> None:
    guide.always.append(match["text"])


def _first(guide: Guide, match: re.Match[str]) -> None:
    guide.first.append(match["tool"])


def _barred(guide: Guide, match: re.Match[str]) -> None:
    guide.barred.append(match["tool"])


def _when_call(guide: Guide, match: re.Match[str]) -> None:
    guide.when += [(word, "call", match["tool"]) for word in _words(match)]


def _when_say(guide: Guide, match: re.Match[str]) -> None:
    guide.when += [(word, "say", match["text"]) for word in _words(match)]


def _route(guide: Guide, match: re.Match[str]) -> None:
    guide.routes += [(word, match["agent"]) for word in _words(match)]


_WHEN = r"(?:when|if) (?:the person|the message|they|somebody) (?:mentions?|says?|asks? (?:about|for)|talks? about|names?) (?P<what>.+?), "
_FORMS: tuple[tuple[re.Pattern[str], Apply], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), apply)
    for pattern, apply in (
        (
            rf"(?:(?:answer|reply|speak|write) ?)?{_UP_TO}{_COUNT} (?:short |plain )?sentences?(?: at most)?(?:(?:[,;]| and) [^.]*)?",
            _sentences,
        ),
        (rf"(?:(?:answer|reply|write|use) ?)?{_UP_TO}{_COUNT} words?(?: at most)?", _length),
        (r"(?:answer|reply) (?:as a list|in bullet points|with bullet points)", _list),
        (r"(?:answer|reply|write|speak) (?:only )?in (?P<name>french|english)", _language),
        (r"(?:end|close|finish) with (?:a|one) question", _question),
        (rf"(?:end|close|finish) with {_QUOTED}", _end),
        (rf"(?:start|begin|open) with {_QUOTED}", _start),
        (rf"always (?:say|mention|add|include|write) {_QUOTED}", _always),
        (r"(?:ask no questions|never ask(?: a)? questions?|do not ask questions)", _no_questions),
        (r"(?:use|say|give) no (?:figures|numbers|digits)|never (?:use|say|give|mention) (?:figures|numbers|digits)", _no_figures),
        (rf"call (?:at most )?(?P<count>no|\d+|{'|'.join(_NUMBERS)}) tools?", _calls),
        (rf"(?:never|do not|don't) call {_TOOL}", _barred),
        (rf"(?:always )?call {_TOOL}(?: first| before (?:you answer|answering))?", _first),
        (rf"{_WHEN}(?:always )?call {_TOOL}(?: first)?", _when_call),
        (rf"{_WHEN}(?:say|answer|add) {_QUOTED}", _when_say),
        (r"(?:send|route|give|hand) (?P<what>.+?) to (?:the )?(?P<agent>[a-z]+)(?: agent)?", _route),
        (r"(?:never|do not|don't) (?:mention|say|use|write|praise|speak of|talk about) (?P<what>.+)", _never),
    )
)
