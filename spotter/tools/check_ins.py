"""A check-in: short questions, one at a time, each answered by a digit or a word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast, get_args

from pydantic import Field

from spotter.language.check_in_answers import TOPICS, Topic
from spotter.store.queries.holds import is_training_stopped
from spotter.store.queries.metrics import are_body_numbers_hidden
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.spec import Args, Result, tool

MOST = len(get_args(Topic))


class CheckInArgs(Args):
    topics: list[Topic] = Field(default_factory=lambda: list(TOPICS), max_length=MOST)


class CheckInAsked(Result):
    """What is asked now, and what comes after it. Nothing where all was asked."""

    topic: Topic | None
    then: list[Topic]


def topics_of(text: str) -> list[Topic]:
    """What a check-in that somebody set asks about: "check-in: sleep, energy"."""
    told = [one.strip() for one in text.partition(":")[2].split(",")]
    return [cast(Topic, one) for one in told if one in get_args(Topic)] or list(TOPICS)


def awaited_answer(topic: Topic, left: Sequence[Topic]) -> dict[str, Any]:
    """How an answer to a question about `topic` goes on."""
    return {"slot": "check_in", "topic": topic, "left": list(left), "options": [], "repeats": False}


def _awaits(result: CheckInAsked) -> dict[str, Any] | None:
    return None if result.topic is None else awaited_answer(result.topic, result.then)


@tool(agent="motivation", kind="read", awaits=_awaits)
async def check_in(args: CheckInArgs, ctx: CoachContext, uow: UnitOfWork) -> CheckInAsked:
    """Ask how the person is, one question at a time: sleep, energy, soreness, stress, pain, weight, or whether they trained."""
    topics = await askable(args.topics, ctx.today, uow) if args.topics else []
    return CheckInAsked(topic=topics[0] if topics else None, then=topics[1:])


async def askable(topics: Sequence[Topic], today: date, uow: UnitOfWork) -> list[Topic]:
    """The topics without a weight whose figures harm and training that has to wait; where nothing is left, the usual ones."""
    left_out: set[Topic] = set()
    if "weight" in topics and await are_body_numbers_hidden(uow, today):
        left_out.add("weight")
    if "done" in topics and await is_training_stopped(uow):
        left_out.add("done")
    return [topic for topic in dict.fromkeys(topics) if topic not in left_out] or list(TOPICS)


TOOLS = (check_in,)
