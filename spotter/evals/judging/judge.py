"""Asks a judge for marks and holds them against what it may say.

The talk is data: it is told as JSON, the answer has a schema, and a mark counts only where it rests on words that the coach really said. A
judge that repeats what the person demanded of it quotes the person, and is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median_low

from pydantic import BaseModel, ConfigDict, Field, StrictInt

from spotter.errors import ModelAway, OverBudget
from spotter.evals.expectation import Judge
from spotter.evals.judging.rubrics import HIGHEST, LOWEST, Rubric, rubrics
from spotter.evals.record import TurnRecord
from spotter.evals.verdict import Score
from spotter.llm.asking import Ask, LanguageModels
from spotter.llm.prompts import Prompt, load_prompts
from spotter.llm.talk import two_messages

SPARE = 2  # asks beyond those that are wanted, for answers that cannot be used
WIDEST = 2  # marks further apart than this are no verdict
WORDS = 4  # of a quotation, or a whole reply that is shorter


class Mark(BaseModel):
    """What a judge answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    evidence: str = Field(min_length=1, max_length=600)
    reason: str = Field(max_length=600)
    mark: StrictInt = Field(ge=LOWEST, le=HIGHEST)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The marks of one rubric for one talk. `refused` tells why answers did not count; `skipped` why nobody was asked."""

    rubric: str
    at_least: int
    times: int
    marks: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    skipped: str = ""
    cost_usd: float = 0.0

    @property
    def mark(self) -> int | None:
        """The middle mark, the lower of two; None where there are too few, or they are too far apart."""
        return median_low(self.marks) if len(self.marks) >= self.times and self.spread <= WIDEST else None

    @property
    def spread(self) -> int:
        """How far the highest mark is from the lowest."""
        return max(self.marks) - min(self.marks) if self.marks else 0

    @property
    def score(self) -> Score | None:
        """A part of the case's judgement; None without a verdict."""
        if self.mark is None:
            return None
        return Score(f"judge.{self.rubric}", self.mark >= self.at_least, f"at least {self.at_least} of {HIGHEST}", str(self))

    @property
    def problem(self) -> str:
        """Why a judge who was asked gave no verdict; nothing where it did or was not asked."""
        return "" if self.skipped or self.mark is not None else f"the judge gives no verdict: {self}"

    def __str__(self) -> str:
        if self.skipped:
            return f"{self.rubric} not judged: {self.skipped}"
        told = f"{self.rubric} {', '.join(map(str, self.marks)) or 'no mark'}"
        told += f" (middle {median_low(self.marks)}, spread {self.spread})" if self.marks else ""
        return f"{told}; refused: {'; '.join(dict.fromkeys(self.refused))}" if self.refused else told


@cache
def judge_prompt() -> Prompt:
    """What a judge is told."""
    return load_prompts(Path(__file__).parent / "prompts")["judge"]


async def judge(models: LanguageModels, user_id: str, wanted: Judge, turns: Sequence[TurnRecord]) -> list[Judgement]:
    """Every rubric that a case names. Where no model answers, the judgement says so and is none."""
    return [await _by_rubric(models, user_id, wanted, name, turns) for name in wanted.rubrics]


def not_judged(wanted: Judge, why: str) -> list[Judgement]:
    """The same without anybody to ask."""
    return [Judgement(name, wanted.at_least, wanted.times, skipped=why) for name in wanted.rubrics]


async def _by_rubric(models: LanguageModels, user_id: str, wanted: Judge, name: str, turns: Sequence[TurnRecord]) -> Judgement:
    marks: list[Mark] = []
    refused: list[str] = []
    cost = 0.0
    replies = [turn.reply for turn in turns]
    messages = two_messages(judge_prompt().fixed, _question(rubrics()[name], turns))
    for _ in range(wanted.times + SPARE):
        try:
            said = await models.ask(Ask("judge", user_id, messages, schema=Mark))
        except (ModelAway, OverBudget) as away:
            return Judgement(name, wanted.at_least, wanted.times, skipped=str(away), cost_usd=cost)
        cost += float(said.cost_usd)
        if not isinstance(said.parsed, Mark):
            refused.append(f"no answer by the schema ({said.problem})")
        elif not quotes(said.parsed.evidence, replies):
            refused.append("it rests on words that the coach did not say")
        else:
            marks.append(said.parsed)
        if len(marks) == wanted.times:
            break
    reasons = tuple(f"{one.mark}: {one.reason}" for one in marks)
    return Judgement(
        name, wanted.at_least, wanted.times, tuple(one.mark for one in marks), reasons, tuple(refused), cost_usd=round(cost, 6)
    )


def _question(rubric: Rubric, turns: Sequence[TurnRecord]) -> str:
    lines = [line for turn in turns for line in ({"who": "person", "says": turn.said}, {"who": "coach", "says": turn.reply})]
    return judge_prompt().changing_filled(**rubric.model_dump(), talk=json.dumps(lines, ensure_ascii=False, indent=0))


def quotes(evidence: str, replies: Sequence[str]) -> bool:
    """Whether these words stand in a reply: enough of them in a row, or the whole of a shorter one."""
    words = _words(evidence)
    return any(
        bool(words) and f" {' '.join(words)} " in f" {' '.join(said)} " and (len(words) >= WORDS or words == said)
        for said in map(_words, replies)
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
