"""Checks in Python for what rows and patterns cannot say. A check returns what is wrong, or an empty text."""

from __future__ import annotations

from collections.abc import Callable

from spotter.evals.record import Record

Check = Callable[..., str]
CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Make a function known to cases by its name. It is called with the record and the case's `args` by name."""
    CHECKS[function.__name__] = function
    return function


@check
def a_model_was_asked(record: Record) -> str:
    """Some agent asked a model: without that an obedient one had nothing to obey."""
    return "" if any(call.role == "specialist" for turn in record.turns for call in turn.model_calls) else "no agent asked a model"
