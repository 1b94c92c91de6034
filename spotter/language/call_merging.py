"""Calls of one message that say one thing together: what people tell of themselves, of how they feel and of today's workout."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from spotter.language.understanding import Call

_SAYS_NEXT = frozenset({"log_sets", "start_workout", "skip_exercise", "finish_workout"})
_TOLD_TOGETHER = ("update_profile", "log_readiness", "today_workout")


def merged(calls: tuple[Call, ...]) -> tuple[Call, ...]:
    """The calls with those of one tool that belong together as one, where they do not contradict each other."""
    if any(call.tool == "log_workout" for call in calls):
        calls = tuple(call for call in calls if call.tool != "log_as_planned")  # "did my workout, bench 3x5 80": the sets say it
    if any(call.tool in _SAYS_NEXT for call in calls):
        calls = tuple(call for call in calls if call.tool != "show_next_set")  # "5 at 80, what's next": the first answer says it
    for tool in _TOLD_TOGETHER:
        told = [call for call in calls if call.tool == tool]
        args = _together(told)
        if len(told) < 2 or args is None:
            continue
        one = replace(told[0], clause=". ".join(call.clause.strip(" .") for call in told), args=args)
        calls = tuple(one if call is told[0] else call for call in calls if call is told[0] or call not in told)
    return calls


def _together(told: list[Call]) -> dict[str, Any] | None:
    args: dict[str, Any] = {}
    for call in told:
        for name, value in call.args.items():
            if isinstance(value, list):
                args[name] = [*dict.fromkeys([*args.get(name, []), *value])]
                continue
            if call.tool == "today_workout" and args.get(name, value) != value:
                return None  # two days are two looks
            args[name] = value
    return args
