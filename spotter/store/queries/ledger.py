"""The ledger of tool calls and the journal of what they changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, Table, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.errors import Fenced
from spotter.store.queries.due_reminders import follow_wall
from spotter.store.queries.turns import Lease
from spotter.store.rows import insert_rows, values_from_json
from spotter.store.tables import Base, Change, ChannelIdentity, Inbound, Message, ToolCall, Turn
from spotter.store.uow import UnitOfWork


async def fenced_call(uow: UnitOfWork, lease: Lease, call_id: str) -> ToolCall | None:
    """The call as it stands in the ledger, when it already ran; `Fenced` unless the lease holds. The turn's row stays locked."""
    wanted = (
        select(Turn.id, ToolCall)
        .outerjoin(ToolCall, and_(ToolCall.turn_id == Turn.id, ToolCall.call_id == call_id))
        .where(Turn.id == lease.turn_id, Turn.attempt == lease.attempt, Turn.status == "running")
        .with_for_update(of=Turn)
    )
    row = (await uow.session.execute(wanted)).one_or_none()
    if row is None:
        raise Fenced("This turn was given to another worker.")
    _, call = row
    return call


async def has_run(uow: UnitOfWork, turn_id: str, call_id: str) -> bool:
    """Whether the call stands in the ledger; nothing is locked."""
    wanted = select(ToolCall.call_id).where(ToolCall.turn_id == turn_id, ToolCall.call_id == call_id, ToolCall.user_id == uow.user_id)
    return await uow.session.scalar(wanted) is not None


async def has_written(uow: UnitOfWork, turn_id: str) -> bool:
    """Whether a call of the turn wrote something."""
    wanted = select(ToolCall.call_id).where(ToolCall.turn_id == turn_id, ToolCall.kind == "write", ToolCall.user_id == uow.user_id)
    return await uow.session.scalar(wanted.limit(1)) is not None


async def tried_in_vain(uow: UnitOfWork, turn_id: str, since: datetime) -> str:
    """What the message before this turn came to, as its step that acts noted it; empty where it wrote something, or is older."""
    seq = select(Turn.seq).where(Turn.id == turn_id).scalar_subquery()
    mine = select(Turn).where(Turn.user_id == uow.user_id, Turn.kind == "chat", Turn.status == "done", Turn.created_at > since)
    before = await uow.session.scalar(mine.where(Turn.seq < seq).order_by(Turn.seq.desc()).limit(1))
    if before is None or await has_written(uow, before.id):
        return ""
    return next((str(step["note"]) for step in before.trace or () if step["name"] == "act"), "")


async def record_calls(uow: UnitOfWork, *calls: dict[str, Any]) -> None:
    """Enter calls in the ledger: a write in its own transaction, reads at the end of their turn."""
    await insert_rows(uow.session, ToolCall, *calls)


class TracedTurn(NamedTuple):
    """A turn with the message that it answered and its calls in order."""

    turn: Turn
    text: str
    calls: list[ToolCall]


async def traced_turn(session: AsyncSession, turn_id: str | None) -> TracedTurn | None:
    """A turn of anybody for the one who runs the house; the newest where no id is given."""
    wanted = _turns_with_text().order_by(Turn.created_at.desc(), Turn.id.desc(), Inbound.id).limit(1)
    if turn_id is not None:
        wanted = wanted.where(Turn.id == turn_id)
    found = (await session.execute(wanted)).first()
    if found is None:
        return None
    calls = select(ToolCall).where(ToolCall.turn_id == found[0].id).order_by(ToolCall.created_at, ToolCall.call_id)
    return TracedTurn(found[0], found[1], list(await session.scalars(calls)))


def _turns_with_text() -> Select[Turn, str]:
    """Turns with what was said in them: a row for each message, all of them with the text of all."""
    line = and_(Message.turn_id == Turn.id, Message.role == "person")
    return select(Turn, func.coalesce(Message.text, Inbound.text)).join(Inbound, Inbound.turn_id == Turn.id).outerjoin(Message, line)


async def recent_writes(uow: UnitOfWork, *, tools: tuple[str, ...] = (), limit: int = 20) -> list[ToolCall]:
    """The person's newest write calls that still stand (at least one change that was not undone), newest first."""
    standing = select(Change.call_id).where(
        Change.turn_id == ToolCall.turn_id, Change.call_id == ToolCall.call_id, Change.undone_at.is_(None)
    )
    wanted = (
        select(ToolCall)
        .join(Turn, Turn.id == ToolCall.turn_id)
        .where(ToolCall.user_id == uow.user_id, ToolCall.kind == "write", standing.exists())
    )
    if tools:
        wanted = wanted.where(ToolCall.tool.in_(tools))
    # The newest change says which call of a turn came last: call ids are names, and "call-10" sorts before "call-2".
    newest = select(func.max(Change.id)).where(Change.turn_id == ToolCall.turn_id, Change.call_id == ToolCall.call_id).scalar_subquery()
    ordered = wanted.order_by(Turn.seq.desc(), newest.desc()).limit(limit)
    return list(await uow.session.scalars(ordered))


async def writes_of_turn(uow: UnitOfWork, turn_id: str) -> list[ToolCall]:
    """The write calls of one turn, in the order in which they ran."""
    mine = (ToolCall.user_id == uow.user_id, ToolCall.turn_id == turn_id, ToolCall.kind == "write")
    return list(await uow.session.scalars(select(ToolCall).where(*mine).order_by(ToolCall.created_at, ToolCall.call_id)))


async def latest_results(uow: UnitOfWork, tools: Collection[str], limit: int) -> list[dict[str, Any]]:
    """What calls of these tools came to, newest turn first."""
    wanted = select(ToolCall.result).join(Turn, Turn.id == ToolCall.turn_id)
    mine = wanted.where(ToolCall.user_id == uow.user_id, ToolCall.tool.in_(tools))
    return list(await uow.session.scalars(mine.order_by(Turn.seq.desc(), ToolCall.call_id).limit(limit)))


async def last_answer(uow: UnitOfWork, *, without: frozenset[str]) -> tuple[Turn, str] | None:
    """The person's newest answered turn with its text, those that only called a tool of `without` left out."""
    wanted = _turns_with_text().where(Turn.user_id == uow.user_id, Turn.status == "done").order_by(Turn.seq.desc(), Inbound.id).limit(5)
    for turn, text in await uow.session.execute(wanted):
        calls = {action["tool"] for action in (turn.reply or {}).get("actions", ())}
        if not calls or not calls <= without:
            return turn, text
    return None


async def changes_of(uow: UnitOfWork, turn_id: str, call_id: str) -> list[Change]:
    """The standing changes of a call, oldest first."""
    rows = select(Change).where(
        Change.user_id == uow.user_id, Change.turn_id == turn_id, Change.call_id == call_id, Change.undone_at.is_(None)
    )
    return list(await uow.session.scalars(rows.order_by(Change.id)))


async def newer_change(uow: UnitOfWork, changes: list[Change]) -> Change | None:
    """A standing change of another call, made later, to one of the same rows or to a child of one of them."""
    rows = {change.row_id for change in changes}
    newer = select(Change).where(
        Change.user_id == uow.user_id,
        Change.undone_at.is_(None),
        Change.id > changes[-1].id,
        Change.row_id.in_(rows) | Change.parent_id.in_(rows),
    )
    return await uow.session.scalar(newer.order_by(Change.id.desc()).limit(1))


async def is_taken(uow: UnitOfWork, changes: list[Change]) -> bool:
    """Whether an address that the changes let go is somebody's by now: it can't be put back."""
    gone = [change.before or {} for change in changes if change.op == "delete" and change.table == ChannelIdentity.__tablename__]
    here = [and_(ChannelIdentity.channel == row["channel"], ChannelIdentity.address == row["address"]) for row in gone]
    return bool(here) and await uow.session.scalar(select(ChannelIdentity.id).where(or_(*here)).limit(1)) is not None


async def reverse(uow: UnitOfWork, changes: list[Change]) -> None:
    """Put every row back to what it was before the changes, newest change first, and mark them undone."""
    for change in reversed(changes):
        await _reverse_one(uow, change)
    ids = [change.id for change in changes]
    await uow.session.execute(update(Change).where(Change.id.in_(ids)).values(undone_at=uow.now))
    if any(change.table == "user" for change in changes):
        await follow_wall(uow.session, uow.user_id, uow.now)


async def _reverse_one(uow: UnitOfWork, change: Change) -> None:
    table = Base.metadata.tables[change.table]
    uow.touched.add(change.table)
    owner = table.c["user_id" if "user_id" in table.c else "id"]
    key = _key(table)
    if change.op == "insert":
        await uow.session.execute(delete(table).where(table.c[key] == change.row_id, owner == uow.user_id))
        return
    before: dict[str, Any] = values_from_json(table, change.before or {})
    if change.op == "delete":
        await uow.session.execute(insert(table).values(before))
        return
    # Only what the change touched: the row of a person also counts their turns, which no undo may set back.
    touched = {name: value for name, value in before.items() if (change.before or {})[name] != (change.after or {})[name]}
    if touched:
        await uow.session.execute(update(table).where(table.c[key] == change.row_id, owner == uow.user_id).values(touched))


def _key(table: Table) -> str:
    return "id" if "id" in table.c else "user_id"
