"""From a message to its meaning: safety first, then tool calls, questions and what is left over."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from spotter.language.normalise import normalise
from spotter.language.understanding import Call, Parse, Question, Reading, Residue, Safety, Understanding


def _grammar(module: str, name: str) -> Callable[..., Any] | None:
    try:
        found: Callable[..., Any] = getattr(import_module(f"spotter.language.{module}"), name)
    except (ModuleNotFoundError, ImportError, AttributeError):
        return None
    return found


def understand(text: str, reading: Reading) -> Understanding:
    """What the message means."""
    clean = normalise(text)
    screen = _grammar("red_flags", "screen")
    safety: Safety = screen(clean, reading.locale) if screen else Safety()
    if not clean:
        return Understanding(text, reading.locale, safety, chat="empty")
    calls: list[Call] = []
    question: Question | None = None
    clauses = [clean]
    for module, name in (("workouts", "parse_workout"), ("meals", "parse_meal")):
        parse = _grammar(module, name)
        if parse is None:
            continue
        rest: list[str] = []
        for clause in clauses:
            found: Parse | None = parse(clause, reading)
            if found is None:
                rest.append(clause)
                continue
            calls += found.calls
            rest += found.leftover
            question = question or found.question
        clauses = rest
    residue = tuple(Residue(clause, "planner", 0.2) for clause in clauses)
    agents = tuple(dict.fromkeys([c.agent for c in calls if c.agent] + [r.agent for r in residue]))
    return Understanding(text, reading.locale, safety, tuple(calls), residue, agents, question)
