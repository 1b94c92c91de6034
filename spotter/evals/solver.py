"""Runs a case: the past, the turns through the real coach, and what they left behind."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter
from typing import Any

from spotter.errors import SpotterError
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
    """Run a case once; `trial` is the seed of a trainee, `voices` word what it says. Whatever is wrong with the case itself is raised.

    So is a fault that was to come and did not: the case would tell what the coach does without it.
    """
    people = await world.prepare(case)
    world.think_with(case, layer)
    before = _state(world, case, people)
    records: list[TurnRecord] = []
    trainee = new_trainee(case, trial, voices, people.person) if case.trainee else None
    with _failing(world, case) as came:
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
    _check_faults(world, case, layer, came)
    after = _state(world, case, people)
    return Record(tuple(records), before[0], after[0], before[1], after[1], trainee.diary if trainee else None)


def _state(world: World, case: Case, people: People) -> tuple[Projection, dict[str, Projection]]:
    """The person's database, and those of the others by name."""
    others = {name: project(world.rows, user_id, case.now) for name, user_id in people.others.items()}
    return project(world.rows, people.person, case.now), others


@contextmanager
def _failing(world: World, case: Case) -> Iterator[Counter[str]]:
    """The tools that fail in this case, for as long as it runs, and how often each of them did."""
    whole, came = dict(world.tools), Counter[str]()
    world.tools.update({fault.tool: _faulty(whole[fault.tool], fault, came) for fault in case.faults.tools})
    try:
        yield came
    finally:
        world.tools.clear()
        world.tools.update(whole)


def _check_faults(world: World, case: Case, layer: Layer, came: Counter[str]) -> None:
    """Refuse a run in which a fault that the case plans never came."""
    silent = [f"the tool {fault.tool}" for fault in case.faults.tools if not came[fault.tool]]
    if layer == "scripted" and case.faults.model and not any(asked["fault"] for asked in world.minds.tape.requests):
        silent.append("the model")
    if silent:
        raise SpotterError(f"{' and '.join(silent)} was to fail and never did: nothing was asked of it in this case")


def _faulty(spec: ToolSpec, fault: ToolFault, came: Counter[str]) -> ToolSpec:
    async def run(args: Any, ctx: CoachContext, uow: UnitOfWork) -> Result:
        result = await spec.run(args, ctx, uow)  # what it wrote is rolled back with its transaction
        if came[spec.name] < fault.times:
            came[spec.name] += 1
            raise ToolCrash(f"{spec.name} fails on purpose")
        return result

    return replace(spec, run=run)
