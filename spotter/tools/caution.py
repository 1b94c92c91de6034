"""What holds a plan back: a safety hold, a minor's age."""

from __future__ import annotations

from datetime import date

from spotter.coaching.safety import ADULT_AGE
from spotter.store.queries.holds import active_hold
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.holds import refuse_on_hold


async def keep_it_light(ctx: CoachContext, uow: UnitOfWork) -> bool:
    """Whether training has to stay light at present; `ToolError` in the hold's words where it is stopped."""
    hold = await active_hold(uow)
    if hold is not None and hold.blocks_training:
        await refuse_on_hold(ctx, uow)
    return hold is not None and hold.blocks_vigorous


def is_minor(birth_date: date | None, today: date) -> bool:
    """Whether somebody told a birth date that makes them younger than 18."""
    if birth_date is None:
        return False
    return age_on(birth_date, today) < ADULT_AGE


def age_on(birth_date: date, today: date) -> int:
    """Age in whole years."""
    return today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
