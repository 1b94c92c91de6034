"""Coaches that handle their language model badly. Only cases of the scripted layer see them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from spotter.evals.mutants.surgery import Mutant, instead_of, instead_of_method
from spotter.graphs import acting, briefing
from spotter.language import claims, figures, leaks, tongue
from spotter.llm.asking import Ask, Said
from spotter.llm.models import Models


def asks_twice() -> None:
    async def twice(whole: Any, self: Models, ask: Ask) -> Said:
        await whole(self, replace(ask, on_text=None, on_restart=None))
        said: Said = await whole(self, ask)
        return said

    instead_of_method(Models, "ask", twice)


def tells_any_figure() -> None:
    instead_of(figures.unexplained, lambda *_: [])


def believes_claims() -> None:
    instead_of(claims.claims_unrun, lambda *_: False)


def tells_its_prompt() -> None:
    instead_of(leaks.leaks, lambda *_: None)


def takes_any_language() -> None:
    instead_of(tongue.is_in_another, lambda *_: False)


def forgets_who_it_is() -> None:
    """The model is told nothing of the person."""
    instead_of(briefing._known_to, lambda *_: "-")
    instead_of(briefing._fact_line, lambda *_: "-")


def is_lost_without_a_model() -> None:
    """Where the model is away nobody looks anything up."""

    async def nothing(*_: Any, **__: Any) -> None:
        return

    instead_of(acting.answer_locally, nothing)


MODELS = (
    Mutant("double-model-calls", "every question to the model is asked twice", asks_twice, ("prompts", "nutrition")),
    Mutant("any-figure", "tells figures that a model made up", tells_any_figure, ("nutrition", "prompts")),
    Mutant("believes-claims", "tells a model's claim of a write that did not run", believes_claims, ("progress", "hostile")),
    Mutant("tells-its-prompt", "tells names of tools, links and lines of the prompt", tells_its_prompt, ("hostile", "prompts")),
    Mutant("any-language", "leaves a model's answer in the wrong language", takes_any_language, ("french", "prompts")),
    Mutant("forgets-the-person", "the model hears nothing of who asks", forgets_who_it_is, ("memory", "prompts")),
    Mutant("lost-without-a-model", "looks nothing up where there is no model", is_lost_without_a_model, ("motivation", "routing")),
)
