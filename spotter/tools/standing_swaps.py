"""What each workout of a program will be done with, as the person is now: other exercises where equipment or pain asks for them."""

from __future__ import annotations

from typing import cast

from spotter.catalogue.exercises import exercises
from spotter.catalogue.program import Block, Program, Slot
from spotter.coaching.volume import Level
from spotter.store.queries.people import profile_of
from spotter.store.uow import UnitOfWork
from spotter.tools import plan_edits as edits
from spotter.tools.context import CoachContext
from spotter.tools.day_fitting import Circumstances, Fitted, fit_exercises
from spotter.tools.injury_swaps import equipment_for
from spotter.tools.pain_state import regions_now
from spotter.tools.plan_days import ref_of
from spotter.tools.program_fitting import FittedSwap


async def as_now(program: Program, ctx: CoachContext, uow: UnitOfWork, *, is_light: bool) -> Circumstances:
    """What counts on any day: equipment, level, what hurts, a hold. How today feels does not."""
    profile, planned = await profile_of(uow), [slot.exercise for slot in program.slots()]
    return Circumstances(
        equipment=frozenset(profile.equipment or equipment_for(planned) or ["gym"]),
        level=cast(Level, profile.level or program.level),
        sore=tuple(region.sore for region in await regions_now(ctx, uow)),
        is_light=is_light,
        in_pounds=ctx.in_pounds,
    )


def fitted_program(program: Program, today: Circumstances) -> tuple[Program, list[Fitted]]:
    """The program with what can be done, and how each exercise of its hard weeks was fitted, each once."""
    found: dict[str, Fitted] = {}

    def fit(block: Block, slots: list[Slot]) -> list[Slot]:
        fitted, _ = fit_exercises(slots, today)
        if not block.is_easy:
            found.update({one.slot.exercise: one for one in fitted})
        return [one.slot for one in fitted] or slots[:1]

    return edits.changed(program, fit), list(found.values())


def swaps_of(program: Program, today: Circumstances) -> list[FittedSwap]:
    """The exercises in whose place others will be done, and those for which there is none."""
    after, fitted = fitted_program(program, today)
    swapped = {one.instead_of: one.slot.exercise for one in fitted if one.instead_of is not None}
    kept = edits.keys_of(after.slots())
    return [
        FittedSwap(
            before=ref_of(key),
            after=ref_of(swapped[key]) if key in swapped else None,
            why="pain" if today.has(exercises()[key]) else "equipment",
        )
        for key in edits.keys_of(program.slots())
        if key in swapped or key not in kept
    ]
