"""Plans in the making, with their steps."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import CursorResult, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.errors import Fenced, NotFound
from spotter.store.queries.turns import Lease
from spotter.store.rows import insert_rows, table_of
from spotter.store.tables import Generation, GenerationStep, Turn
from spotter.store.uow import UnitOfWork

OVER = ("done", "refused", "cancelled")


async def generation_of(uow: UnitOfWork, generation_id: str) -> Generation:
    """The person's generation, or `NotFound`."""
    row = await uow.session.scalar(select(Generation).where(Generation.id == generation_id, Generation.user_id == uow.user_id))
    if row is None:
        raise NotFound("There is no such plan in the making.")
    return row


async def latest_generations(uow: UnitOfWork, limit: int) -> list[Generation]:
    """The person's generations, newest first."""
    wanted = select(Generation).where(Generation.user_id == uow.user_id)
    return list(await uow.session.scalars(wanted.order_by(Generation.id.desc()).limit(limit)))


async def steps_of(uow: UnitOfWork, generation_id: str) -> list[GenerationStep]:
    """The steps so far, in order."""
    mine = (GenerationStep.user_id == uow.user_id, GenerationStep.generation_id == generation_id)
    return list(await uow.session.scalars(select(GenerationStep).where(*mine).order_by(GenerationStep.position)))


async def begin(uow: UnitOfWork, turn_id: str, wishes: dict[str, Any]) -> None:
    """Write down a generation with the turn that starts it, in the same transaction."""
    same = {"id": turn_id, "turn_id": turn_id, "user_id": uow.user_id, "wishes": wishes, "status": "running"}
    await insert_rows(uow.session, Generation, same | {"outcome": None, "state": None, "created_at": uow.now, "updated_at": uow.now})


async def go_on(uow: UnitOfWork, generation_id: str, turn_id: str) -> bool:
    """Give a paused generation to another turn; False where it is not paused (any more)."""
    mine = (Generation.id == generation_id, Generation.user_id == uow.user_id, Generation.status == "paused")
    return await _changed(uow.session, mine, status="running", turn_id=turn_id, updated_at=uow.now)


async def set_aside(uow: UnitOfWork, generation_id: str, status: str) -> bool:
    """Pause or cancel a generation; False where it is over, or paused already."""
    open_ones = ("running",) if status == "paused" else ("running", "paused")
    mine = (Generation.id == generation_id, Generation.user_id == uow.user_id, Generation.status.in_(open_ones))
    return await _changed(uow.session, mine, status=status, updated_at=uow.now)


async def keep_state(uow: UnitOfWork, lease: Lease, generation_id: str, blob: bytes, steps: list[dict[str, Any]]) -> None:
    """Keep where the graph stands, with the steps that it made since. Raises `Fenced` where somebody else has it, or it was set aside."""
    if not await _changed(uow.session, _held(lease, generation_id), state=blob, updated_at=uow.now):
        raise Fenced("This plan is in other hands, or was set aside.")
    there = {row.position for row in await steps_of(uow, generation_id)}
    own = {"generation_id": generation_id, "user_id": lease.user_id, "created_at": uow.now}
    await insert_rows(uow.session, GenerationStep, *(own | one for one in steps if one["position"] not in there))


async def kept_state(uow: UnitOfWork, generation_id: str) -> bytes | None:
    """Where the graph stood last."""
    return await uow.session.scalar(select(Generation.state).where(Generation.id == generation_id, Generation.user_id == uow.user_id))


async def end(uow: UnitOfWork, lease: Lease, generation_id: str, status: str, outcome: dict[str, Any]) -> None:
    """Write down what came of it. Raises `Fenced` like `keep_state`."""
    if not await _changed(uow.session, _held(lease, generation_id), status=status, outcome=outcome, state=None, updated_at=uow.now):
        raise Fenced("This plan is in other hands, or was set aside.")


def _held(lease: Lease, generation_id: str) -> tuple[Any, ...]:
    turn = exists().where(Turn.id == lease.turn_id, Turn.attempt == lease.attempt, Turn.status == "running")
    return Generation.id == generation_id, Generation.turn_id == lease.turn_id, Generation.status == "running", turn


async def _changed(session: AsyncSession, where: tuple[Any, ...], **values: Any) -> bool:
    done = await session.execute(update(table_of(Generation)).where(*where).values(values))
    return cast(CursorResult[Any], done).rowcount > 0
