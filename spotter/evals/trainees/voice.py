"""A trainee's words from a model. The facts stay those of the template: where a figure or a name is lost or new, the template stands."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from spotter.errors import ModelAway, OverBudget
from spotter.evals.trainees.diary import Draft
from spotter.evals.trainees.persona import Persona
from spotter.llm.asking import Ask, LanguageModels
from spotter.llm.prompts import Prompt, load_prompts
from spotter.llm.talk import two_messages

WAIT_S = 20.0
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
UNITS = ("kg", "lb", "rpe", "min")
WORDED = frozenset(
    {"report", "weigh", "check_in", "pain", "pain_over", "skip", "away", "review", "ask_today", "ask_plan"}
)  # answers stay bare
LONGER = 3  # times as long as the template, and a line more, is another message


@cache
def voice_prompt() -> Prompt:
    """The prompt that words are asked for with."""
    return load_prompts(Path(__file__).parent / "prompts")["voice"]


class ModelVoice:
    """Asks the composer for the words of each draft."""

    def __init__(self, models: LanguageModels, who: Persona, user_id: str) -> None:
        self.models, self.who, self.user_id = models, who, user_id

    async def __call__(self, draft: Draft) -> str:
        """A model's words, or the template's where nobody answers or a fact is not as it was."""
        if draft.purpose not in WORDED:
            return draft.text
        prompt = voice_prompt()
        filled = prompt.changing_filled(persona=self.who.about, text=draft.text)
        deadline = asyncio.get_running_loop().time() + WAIT_S
        try:
            said = await self.models.ask(Ask("composer", self.user_id, two_messages(prompt.fixed, filled), deadline=deadline))
        except (ModelAway, OverBudget):
            return draft.text
        text = said.text.strip().strip('"«» ')
        return text if keeps_facts(draft.text, text, draft.terms) else draft.text


def keeps_facts(template: str, text: str, terms: Iterable[str]) -> bool:
    """Whether a rewording has the same numbers, so often as before, with the same units, every term, and nothing much beside."""
    was, now = template.lower(), text.lower()
    units = all((unit in now) == (unit in was) for unit in UNITS)
    is_short = len(text) <= LONGER * len(template) + 80
    return bool(now) and is_short and units and _numbers(was) == _numbers(now) and all(term.lower() in now for term in terms)


def _numbers(text: str) -> Counter[str]:
    return Counter(number.replace(",", ".") for number in NUMBER.findall(text))
