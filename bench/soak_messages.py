"""What the fault run sends: messages that log two sets of a load that nobody else of theirs logs, in plain notes or for a model to read."""

from __future__ import annotations

from typing import Any

LIGHTEST_KG = 20
MOST_MESSAGES = 40  # of one person


def plain_message(load_kg: int) -> str:
    """Two sets as the local grammar reads them."""
    return f"bench 1x5 {load_kg}kg and squat 1x3 {load_kg}kg"


def message_for_a_model(load_kg: int) -> str:
    """The same two sets in words that the local grammar leaves to a model."""
    return (
        f"would you note the bench press of today, it was a five with {load_kg} kg on it, and the squat, a three with the same {load_kg} kg"
    )


def _rules(load_kg: int) -> list[dict[str, Any]]:
    """What the model does with it: one call, another one after it has seen what the first did, then a word."""
    says = f"with {load_kg} kg on it"
    tasks = [{"agent": "progress", "task": message_for_a_model(load_kg)}]
    rules: list[dict[str, Any]] = [{"when": {"says": says, "wants_json": True}, "answer": {"tasks": tasks}}]
    for step, (exercise, reps) in enumerate((("bench press", 5), ("squat", 3))):
        args = {"entries": [{"exercise": exercise, "sets": [{"reps": reps, "load_kg": load_kg}]}]}
        when = {"says": rf"{says}[^\n]*\Z", "offers": "log_workout", "step": step}
        rules.append({"when": when, "calls": [{"name": "log_workout", "args": args}], "again": True})
    return rules


RULES: list[dict[str, Any]] = [
    *(rule for load_kg in range(LIGHTEST_KG, LIGHTEST_KG + MOST_MESSAGES) for rule in _rules(load_kg)),
    {"text": "It is in your log."},
]
