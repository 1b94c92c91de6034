"""Older lines in short: by the composer model where there is one, else a plain list of what the person wrote down and asked."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from spotter.errors import ModelAway
from spotter.language.figures import Known, unexplained
from spotter.language.understanding import Locale
from spotter.language.wording import Style
from spotter.llm.asking import Ask, LanguageModels
from spotter.store.tables import Message

if TYPE_CHECKING:
    from spotter.llm.prompts import Prompt

SPAN = 10  # lines per summary
QUOTED = 140  # characters of a line in a plain summary
LONGEST = 900  # characters that are kept of what a model says
WAIT_S = 20.0
PLAIN_VERSION = 1
PROMPTS = Path(__file__).parent / "prompts"


class Told(NamedTuple):
    """A summary, the version of what made it, and which model did; None: the house."""

    text: str
    version: int
    model: str | None = None


@cache
def summary_prompt() -> Prompt:
    """The prompt of the room; its version is the version of the summaries that are made with it."""
    from spotter.llm.prompts import load_prompts

    return load_prompts(PROMPTS)["summary"]


async def summarise(lines: Sequence[Message], wrote: Collection[str], style: Style, models: LanguageModels | None) -> Told:
    """The lines in short. A model that is away, over budget or silent leaves the plain list."""
    plain = Told(plain_summary(lines, wrote, style), PLAIN_VERSION)
    if models is None or not models.has("composer"):
        return plain
    from spotter.llm.talk import two_messages

    prompt = summary_prompt()
    talk = "\n".join(f"{line.role}: {line.text}" for line in lines)
    ask = Ask(
        role="composer",
        user_id=lines[0].user_id,
        messages=two_messages(prompt.fixed, prompt.changing_filled(language=_LANGUAGES[style.locale], talk=talk)),
        deadline=asyncio.get_running_loop().time() + WAIT_S,
    )
    try:
        said = await models.ask(ask)
    except ModelAway:
        return plain
    text = shortened(said.text, LONGEST)
    if unexplained(text, Known.of(texts=[line.text for line in lines]), style.locale):
        return plain  # a figure that nobody said would be taken for known from now on
    return Told(text, prompt.version, said.model) if text else plain


def plain_summary(lines: Sequence[Message], wrote: Collection[str], style: Style) -> str:
    """What the person wrote down and what else they said, in their own words, each line cut to a length."""
    own = [line for line in lines if line.role == "person"]
    groups = {
        "logged": [line.text for line in own if line.turn_id in wrote],
        "said": [line.text for line in own if line.turn_id not in wrote],
    }
    told = {name: ", ".join(f'"{shortened(text, QUOTED)}"' for text in texts) for name, texts in groups.items()}
    return " ".join(style.phrase(f"memory.summary_{name}", what=what) for name, what in told.items() if what)


def shortened(text: str, most: int) -> str:
    """The text on one line, cut at a word."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    return flat[: most - 1].rsplit(" ", 1)[0] + "…"


_LANGUAGES: dict[Locale, str] = {"en": "English", "fr": "French"}
