"""Runs a case: the past, the turns through the real coach, and what they left behind."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter
from typing import Any

from spotter.evals.case import Case, Layer, ToolFault
from spotter.evals.moments import moment, span
from spotter.evals.projection import Projection, project
from spotter.evals.record import Record, TurnRecord, turn_record
from spotter.evals.talk import turns_of
from spotter.evals.trainees.trainee import new_trainee
from spotter.evals.world import People, World
from spotter.llm.asking import LanguageModels
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.spec import Result, ToolSpec

TURN_S = 60.0  # a turn that hangs longer than every deadline of the house


class ToolCrash(Exception):
    """A tool that fails because the case says so."""


async def solve(world: World, case: Case, layer: Layer, trial: int = 0, voices: LanguageModels | None = None) -> Record:
    """Run a case once; `trial` is the seed of a trainee, `voices` word what it says. Whatever is wrong with the case itself is raised."""
    people = await world.prepare(case)
    world.think_with(case, layer)
    before = _state(world, case, people)
    records: list[TurnRecord] = []
    trainee = new_trainee(case, trial, voices, people.person) if case.trainee else None
    with _failing(world, case):
        async for turn in turns_of(case, trainee, records):
            if turn.at is not None:
                world.clock.move_to(moment(turn.at, case.now))
            elif records:
                world.clock.advance(span(turn.after))
            channel = turn.channel or case.person.channel
            began = perf_counter()
            async with asyncio.timeout(TURN_S):
                turn_id, reply = await world.say(people.person, turn.say, channel, turn.deliveries)
            records.append(turn_record(world.rows, turn_id, turn.say, reply, (perf_counter() - began) * 1000))
    after = _state(world, case, people)
    return Record(tuple(records), before[0], after[0], before[1], after[1], trainee.diary if trainee else None)


def _state(world: World, case: Case, people: People) -> tuple[Projection, dict[str, Projection]]:
    """The person's database, and those of the others by name."""
    others = {name: project(world.rows, user_id, case.now) for name, user_id in people.others.items()}
    return project(world.rows, people.person, case.now), others


@contextmanager
def _failing(world: World, case: Case) -> Iterator[None]:
    """The tools that fail in this case, for as long as it runs."""
    whole = dict(world.tools)
    world.tools.update({fault.tool: _faulty(whole[fault.tool], fault) for fault in case.faults.tools})
    try:
        yield
    finally:
        world.tools.clear()
        world.tools.update(whole)


def _faulty(spec: ToolSpec, fault: ToolFault) -> ToolSpec:
    left = fault.times

    async def run(args: Any, ctx: CoachContext, uow: UnitOfWork) -> Result:
        nonlocal left
        result = await spec.run(args, ctx, uow)  # what it wrote is rolled back with its transaction
        if left > 0:
            left -= 1
            raise ToolCrash(f"{spec.name} fails on purpose")
        return result

    return replace(spec, run=run)
