"""What holds training back: a safety hold."""

from __future__ import annotations

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
