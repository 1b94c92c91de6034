"""What was computed from a person's log, kept until a row of it changes.

The key holds `user.log_revision`, which every write to workouts renews in its own transaction: nothing kept is ever older than the rows.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

from spotter.store.queries.bests import distinct_sets, log_revision
from spotter.store.queries.workouts import DoneSet
from spotter.store.uow import UnitOfWork

Found = TypeVar("Found")
MOST_KEPT = 64

_kept: OrderedDict[tuple[str, Hashable], Any] = OrderedDict()


async def whole_log(uow: UnitOfWork) -> list[DoneSet]:
    """Every set that differs from the others, on the first day it was done."""
    return await kept(uow, "whole_log", lambda: distinct_sets(uow))


async def kept(uow: UnitOfWork, what: Hashable, compute: Callable[[], Awaitable[Found]]) -> Found:
    """What `compute` finds in the log as it stands now. The revision is read first: a write in between makes the result newer, never older.

    A unit that has written computes afresh and keeps nothing, since nobody else may see its rows yet.
    """
    revision = None if uow.touched else await log_revision(uow)
    if revision is None:
        return await compute()
    key = (revision, what)
    if key in _kept:
        _kept.move_to_end(key)
        found: Found = _kept[key]
        return found
    found = _kept[key] = await compute()
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return found
