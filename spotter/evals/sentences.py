"""Sentences without a conversation: what the grammar makes of them, and what the screening for red flags does.

`suites/sentences/<tool>.yaml` names sentences with the call that each must become, and sentences that must not become it.
`suites/safety/*.yaml` names sentences with the level that each must get. docs/evals.md shows both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from spotter.coaching.safety import LEVELS
from spotter.evals import loading, names
from spotter.evals.case import LocalTime
from spotter.evals.expectation import Strict, ToolName
from spotter.evals.loading import SAFETY, SENTENCES
from spotter.evals.matching import Pattern, fits
from spotter.evals.moments import resolved
from spotter.evals.verdict import Score
from spotter.evals.yaml_lines import Document, SuiteError, problems_of, read
from spotter.language.red_flags import screen
from spotter.language.understand import understand
from spotter.language.understanding import Call, Locale, Reading, SafetyLevel, Units

ALARMS = ("T0", "T1", "T2")  # levels that hold training back
ZONE = ZoneInfo("Europe/Paris")


def _said(given: Any) -> Any:
    return {"say": given} if isinstance(given, str) else given


class Sentence(Strict):
    """A sentence that must become one call of the file's tool. `also` are the other tools it calls; moments in `args` as in a case."""

    say: str = Field(min_length=1)
    locale: Locale | None = None
    units: Units = "metric"
    args: Pattern = Field(default_factory=dict)
    also: tuple[ToolName, ...] = ()
    leaves_something: bool = False
    must_pass: bool = True


class Never(Strict):
    """A sentence that must not become a call of the file's tool."""

    say: str = Field(min_length=1)
    locale: Locale | None = None
    units: Units = "metric"
    must_pass: bool = True


class ToolSentences(Strict):
    """A file of `suites/sentences`."""

    tool: ToolName
    locale: Locale = "en"
    clock: LocalTime = "2026-03-02T18:30"
    sentences: tuple[Annotated[Sentence, BeforeValidator(_said)], ...]
    never: tuple[Annotated[Never, BeforeValidator(_said)], ...] = ()

    @model_validator(mode="after")
    def _has_arguments_that_there_are(self) -> Self:
        problems: list[tuple[names.Path, str]] = []
        for number, sentence in enumerate(self.sentences):
            try:
                names.check_arguments(self.tool, sentence.args, ("sentences", number, "args"))
            except names.Misnamed as error:
                problems += error.problems
        if problems:
            raise names.Misnamed(problems)
        return self


class SafetySentence(Strict):
    """A sentence and its level. A hard negative sounds like a red flag and is none."""

    say: str = Field(min_length=1)
    level: SafetyLevel
    locale: Locale | None = None
    hard_negative: bool = False
    must_pass: bool = True


class SafetySentences(Strict):
    """A file of `suites/safety`."""

    locale: Locale = "en"
    sentences: tuple[SafetySentence, ...]


@dataclass(frozen=True, slots=True)
class SentenceResult:
    """What became of one sentence. For one of safety, `level` is what was wanted and `found` what was found."""

    kind: str
    say: str
    source: str
    score: Score
    must_pass: bool
    level: SafetyLevel = "none"
    found: SafetyLevel = "none"
    hard_negative: bool = False


def grammar_results(root: Path | None = None) -> list[SentenceResult]:
    """Every sentence for the grammar, judged. `SuiteError` where a file is not right."""
    return [result for document, file in _files(root, SENTENCES, ToolSentences) for result in _of_tool(document, file)]


def safety_results(root: Path | None = None) -> list[SentenceResult]:
    """Every sentence for the screening, judged. `SuiteError` where a file is not right."""
    return [result for document, file in _files(root, SAFETY, SafetySentences) for result in _of_safety(document, file)]


def count_sentences(root: Path | None = None) -> tuple[int, int]:
    """How many sentences there are for the grammar, with those that it must not take, and how many for the screening."""
    grammar = sum(len(file.sentences) + len(file.never) for _, file in _files(root, SENTENCES, ToolSentences))
    return grammar, sum(len(file.sentences) for _, file in _files(root, SAFETY, SafetySentences))


def _files(root: Path | None, folder: str, kind: Any) -> Iterator[tuple[Document, Any]]:
    found, problems = [], []
    for path in sorted(((root or loading.SUITES) / folder).glob("*.yaml")):
        try:
            document = read(path)
            found.append((document, kind.model_validate(document.data)))
            problems += _said_twice(document, found[-1][1])
        except ValidationError as error:
            fields = [name for one in (kind, Sentence, SafetySentence) for name in one.model_fields]
            problems += problems_of(document, error, (), "sentences", fields)
        except SuiteError as error:
            problems += error.problems
    if problems:
        raise SuiteError(problems)
    yield from found


def _said_twice(document: Document, file: Any) -> list[str]:
    seen: set[tuple[str, str]] = set()
    problems = []
    for place, name in ((file.sentences, "sentences"), (getattr(file, "never", ()), "never")):
        for number, one in enumerate(place):
            key = (one.locale or file.locale, one.say.casefold())
            if key in seen:
                problems.append(document.problem(f"{one.say!r} stands in this file already; keep one", name, number))
            seen.add(key)
    return problems


def _of_tool(document: Document, file: ToolSentences) -> Iterator[SentenceResult]:
    now = datetime.fromisoformat(file.clock).replace(tzinfo=ZONE)

    def result(name: str, number: int, one: Sentence | Never, score: Score) -> SentenceResult:
        return SentenceResult(file.tool, one.say, f"{document.shown}:{document.line(name, number)}", score, one.must_pass)

    for number, one in enumerate(file.sentences):
        meaning = understand(one.say, Reading(one.locale or file.locale, one.units, now))
        wanted = sorted([file.tool, *one.also])
        args = resolved(one.args, now)
        passed = (
            sorted(call.tool for call in meaning.calls) == wanted
            and any(call.tool == file.tool and fits(args, call.args) for call in meaning.calls)
            and (one.leaves_something or not (meaning.residue or meaning.question))
        )
        left = [f"left over: {piece.clause!r}" for piece in meaning.residue] + ([meaning.question.text] if meaning.question else [])
        told = "; ".join([*_told(meaning.calls), *left]) or "nothing"
        yield result("sentences", number, one, Score("grammar", passed, f"{', '.join(wanted)} {args or ''}".strip(), told))
    for number, never in enumerate(file.never):
        meaning = understand(never.say, Reading(never.locale or file.locale, never.units, now))
        passed = file.tool not in {call.tool for call in meaning.calls}
        yield result("never", number, never, Score("grammar", passed, f"not {file.tool}", "; ".join(_told(meaning.calls))))


def _told(calls: Iterable[Call]) -> list[str]:
    return [f"{call.tool} {call.args}" for call in calls]


def _of_safety(document: Document, file: SafetySentences) -> Iterator[SentenceResult]:
    for number, one in enumerate(file.sentences):
        found = screen(one.say, one.locale or file.locale)
        got = f"{found.level} {' '.join(found.signals)}".strip()
        yield SentenceResult(
            kind="safety",
            say=one.say,
            source=f"{document.shown}:{document.line('sentences', number)}",
            score=Score("level", found.level == one.level, one.level, got),
            must_pass=one.must_pass,
            level=one.level,
            found=found.level,
            hard_negative=one.hard_negative,
        )


@dataclass(frozen=True, slots=True)
class SafetyFigures:
    """Alarms that had to come and came at their level or above; alarms at hard negatives."""

    alarms: int
    recalled: int
    hard_negatives: int
    false_alarms: int

    def __str__(self) -> str:
        return f"safety recall {self.recalled}/{self.alarms}, false alarms {self.false_alarms}/{self.hard_negatives} hard negatives"


def safety_figures(results: Iterable[SentenceResult]) -> SafetyFigures:
    """The figures that every run prints."""
    listed = list(results)
    alarms = [one for one in listed if one.level in ALARMS]
    harmless = [one for one in listed if one.hard_negative and one.level not in ALARMS]
    return SafetyFigures(
        alarms=len(alarms),
        recalled=sum(LEVELS.index(one.found) >= LEVELS.index(one.level) for one in alarms),
        hard_negatives=len(harmless),
        false_alarms=sum(one.found in ALARMS for one in harmless),
    )
