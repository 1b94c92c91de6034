"""Records cases: those whose recording is missing or of other questions than the coach asks now, or all that are named."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Literal, NamedTuple

from spotter.errors import ConfigError
from spotter.evals.case import Case
from spotter.evals.crew import folder_for_worlds
from spotter.evals.endpoint import Double, Endpoint
from spotter.evals.recording import Head, Recording, load_recording, path_of, recorded_names, write_recording
from spotter.evals.runner import Job, quiet, run_case
from spotter.evals.verdict import Result, Verdict
from spotter.evals.world import World, open_world

How = Literal["recorded", "fresh", "kept", "failed"]


class Take(NamedTuple):
    """What became of a case. `fresh`: its recording answers all that is asked; `kept`: it is stale, and somebody else's."""

    case: Case
    how: How
    why: str
    questions: int
    verdict: Verdict


async def record_cases(cases: Sequence[Case], who: Endpoint | Double, *, force: bool) -> AsyncIterator[Take]:
    """Record one case after the other; with `force` also those that are fresh or somebody else's."""
    with quiet(), folder_for_worlds() as folder:
        async with open_world(folder) as world:
            for case in cases:
                yield await take(world, case, who, force=force)


def recordings_of_nothing(cases: Sequence[Case]) -> list[str]:
    """The recordings whose case is gone, or is not of this layer any more."""
    known = {case.name for case in cases if "replay" in case.layers}
    return [name for name in recorded_names() if name not in known]


def delete_recordings(names: Sequence[str]) -> None:
    """Delete these recordings, and their folders where nothing is left in them."""
    for name in names:
        path = path_of(name)
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()


async def take(world: World, case: Case, who: Endpoint | Double, *, force: bool) -> Take:
    """Record one case in this world."""
    if not force and (known := load_recording(case.name)) is not None:
        played = await _play(world, case)
        if played.verdict is not Verdict.STALE:
            return Take(case, "fresh", "", len(known.exchanges), played.verdict)
        if known.head.model != who.name:
            return Take(case, "kept", f"it is of {known.head.model}, and stale: {played.why}", len(known.exchanges), played.verdict)
    world.minds.source = who.source_for
    made = await run_case(world, Job(case, "replay", 0))
    world.minds.source = None
    exchanges, missed = world.minds.tape.exchanges, world.minds.tape.missed
    if missed or made.verdict is Verdict.ERROR:
        return Take(case, "failed", "; ".join(dict.fromkeys(missed.values())) or made.why, 0, made.verdict)
    if not exchanges:
        return Take(case, "failed", "it asks no model: leave the layer replay out", 0, made.verdict)
    write_recording(Recording(Head(case=case.name, model=who.name), exchanges))
    played = await _play(world, case)
    why = f"played at once it asks something else, so something in it is not the same twice: {played.why}"
    return Take(case, "recorded", why if played.verdict is Verdict.STALE else "", len(exchanges), played.verdict)


async def _play(world: World, case: Case) -> Result:
    return await run_case(world, Job(case, "replay", 0))


def to_be_recorded(cases: Sequence[Case], *, named: bool) -> list[Case]:
    """The cases of this layer; `ConfigError` where one was named that is not of it."""
    found = [case for case in cases if "replay" in case.layers]
    others = [case.name for case in cases if "replay" not in case.layers]
    if named and others:
        raise ConfigError(f"{', '.join(others)}: not of the layer replay. Write `layers: [scripted, replay]` in the case first.")
    return found
