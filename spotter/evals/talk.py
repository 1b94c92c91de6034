"""Who speaks in a case: the turns that it writes down, or a simulated trainee."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from spotter.evals.case import Case, Turn
from spotter.evals.record import TurnRecord
from spotter.evals.trainees.trainee import Trainee


async def turns_of(case: Case, trainee: Trainee | None, so_far: Sequence[TurnRecord]) -> AsyncIterator[Turn]:
    """The turns of a case in order. `so_far` is filled while they are taken: a trainee answers what it sees there."""
    if trainee is None:
        for turn in case.turns:
            yield turn
        return
    while (said := await trainee.next_turn(so_far)) is not None:
        yield said
