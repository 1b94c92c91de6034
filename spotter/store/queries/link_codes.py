"""One-time codes that prove who somebody is, and what becomes of those who show one."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from spotter.ids import new_id
from spotter.store.queries.identities import identity_at, take_address
from spotter.store.queries.merging import merge_people
from spotter.store.queries.pending import close_questions
from spotter.store.rows import insert_rows, table_of
from spotter.store.tables import LinkCode, LinkTry, Turn, User
from spotter.store.uow import UnitOfWork

SIGNS = "CDFGHJKMNPQRTVWXY34679"  # no vowels, which make words, and nothing that looks like something else
DIGITS = "34679"
LENGTH = 8
LIFETIME = timedelta(minutes=10)
MOST_TRIES, TRIES_WITHIN = 5, timedelta(hours=1)

Followed = Literal["open", "linked", "used", "expired", "taken", "wait"]
Linked = Literal["linked", "same", "busy", "two_accounts", "other_way", "wrong", "wait", "ask_joining", "apart"]


async def make_code(uow: UnitOfWork, channel: str | None = None, address: str | None = None) -> str:
    """A new code of this person; an earlier one for the same is void. With an address it proves that address, else whoever shows it."""
    earlier = (LinkCode.user_id == uow.user_id, LinkCode.channel.is_not_distinct_from(channel), LinkCode.used_at.is_(None))
    await uow.session.execute(delete(LinkCode).where(*earlier, LinkCode.address.is_not_distinct_from(address)))
    signs = [secrets.choice(SIGNS) for _ in range(LENGTH - 1)]
    signs.insert(secrets.randbelow(LENGTH), secrets.choice(DIGITS))  # with a digit it is never read as a word
    code = "".join(signs)
    row = {"id": new_id(), "user_id": uow.user_id, "code_hash": code_hash(code), "channel": channel, "address": address}
    await insert_rows(uow.session, LinkCode, row | {"created_at": uow.now, "expires_at": uow.now + LIFETIME})
    return code


def code_hash(code: str) -> str:
    """What is kept of a code, however it was typed."""
    return hashlib.sha256(re.sub(r"[\W_]", "", code).upper().encode()).hexdigest()


async def show_code(uow: UnitOfWork, code: str, *, in_app: bool) -> tuple[Linked, str]:
    """What comes of a code that this person shows, and who they are from now on. It works once.

    Who made it stays who they are and what the other wrote becomes theirs; in the app it is the other way round, because its sessions name
    their person. Somebody with an account is never merged into a guest, and two accounts never into each other.
    Outside the app whoever has written before is asked first ("ask_joining"): a code may be somebody else's trap, and one tap shows it. In
    the app the tool asks.
    """
    if await _has_to_wait(uow):
        return "wait", uow.user_id
    row = await uow.session.scalar(_valid(uow, code).with_for_update())
    if row is None or (row.address is not None and row.user_id != uow.user_id):
        await insert_rows(uow.session, LinkTry, {"id": new_id(), "user_id": uow.user_id, "tried_at": uow.now})
        return "wrong", uow.user_id
    if row.address is not None:
        return await prove_address(uow, row), row.user_id
    if row.user_id == uow.user_id:
        return "same", uow.user_id
    if in_app or not await _has_written(uow):
        return await _join(uow, row, in_app=in_app)
    table = table_of(LinkCode)
    await uow.session.execute(update(table).where(table.c.shown_by == uow.user_id).values(shown_by=None))
    shower = await uow.session.get_one(User, uow.user_id)
    row.shown_by, row.shown_at, row.shown_after = uow.user_id, uow.now, shower.turn_count
    await close_questions(uow, "replaced")
    return "ask_joining", uow.user_id


async def _join(uow: UnitOfWork, row: LinkCode, *, in_app: bool) -> tuple[Linked, str]:
    maker, shower = [await uow.session.get_one(User, one) for one in (row.user_id, uow.user_id)]
    if in_app and shower.kind == "guest" and maker.kind != "guest":
        return "other_way", uow.user_id  # the turn that shows it is of the guest, who can't go while it runs
    first, second = (shower, maker) if in_app else (maker, shower)
    done = await unite(uow, first, second)
    if done != "linked":
        return done, uow.user_id
    return done, first.id if second.kind == "guest" else second.id


async def joins_what_was_written(uow: UnitOfWork, code: str, turn_id: str) -> bool:
    """Whether showing this code in the app, in this turn, makes one of two people of whom this one has written before."""
    row = await uow.session.scalar(_valid(uow, code))
    is_for_others = row is not None and row.address is None and row.user_id != uow.user_id
    return is_for_others and await _has_written(uow, turn_id)


async def joining_asked(uow: UnitOfWork) -> LinkCode | None:
    """The code that this person showed and was asked about, where nothing else was said since and there is time to answer."""
    asked = select(LinkCode).join(User, User.id == LinkCode.shown_by).where(*waits_for_answer(uow.user_id, uow.now - LIFETIME))
    return await uow.session.scalar(asked.with_for_update(of=LinkCode))


def waits_for_answer(user_id: Any, since: Any) -> tuple[ColumnElement[bool], ...]:
    """Of a code and who was asked about it after showing it: that it was since then, and that they have said nothing after it."""
    is_last = User.turn_count == LinkCode.shown_after
    return LinkCode.shown_by == user_id, LinkCode.used_at.is_(None), LinkCode.shown_at > since, is_last


async def answer_joining(uow: UnitOfWork, row: LinkCode, *, is_yes: bool) -> tuple[Linked, str]:
    """Join the person who showed a code and was asked, or leave both as they are; and who they are from now on."""
    if is_yes:
        return await _join(uow, row, in_app=False)
    row.shown_by = None
    return "apart", uow.user_id


async def _has_written(uow: UnitOfWork, but_turn_id: str = "") -> bool:
    """Whether the person has ever said or done anything here; what the coach wrote first is nothing of theirs."""
    wanted = select(Turn.id).where(Turn.user_id == uow.user_id, Turn.kind != "nudge", Turn.id != but_turn_id)
    return await uow.session.scalar(wanted.limit(1)) is not None


async def token_shown(uow: UnitOfWork, other_id: str) -> Linked:
    """What comes of the signed token of a guest that this person shows: what the guest wrote becomes theirs."""
    other = await uow.session.get(User, other_id)
    if other is None:
        return "wrong"
    if other.id == uow.user_id:
        return "same"
    if other.kind != "guest":
        return "two_accounts"
    return "linked" if await merge_people(uow.session, uow.user_id, other.id, uow.now) else "busy"


async def unite(uow: UnitOfWork, first: User, second: User) -> Linked:
    """Make one person of two: the first stays, unless only the second has an account."""
    if second.kind != "guest":
        first, second = second, first
    if second.kind != "guest":
        return "two_accounts"
    if not await merge_people(uow.session, first.id, second.id, uow.now):
        return "busy"
    codes = table_of(LinkCode)
    of_any_channel = (codes.c.user_id == first.id, codes.c.address.is_(None), codes.c.used_at.is_(None))
    await uow.session.execute(update(codes).where(*of_any_channel).values(used_at=uow.now))
    return "linked"


async def prove_address(uow: UnitOfWork, row: LinkCode) -> Linked:
    """The code that was sent to an address came back: it is its person's, and so is what was written from there before."""
    channel, address = row.channel or "", row.address or ""
    done: Linked = "linked"
    # Whoever takes it between these two has it by the second look.
    is_theirs = await identity_at(uow.session, channel, address) is None and await take_address(
        uow.session, row.user_id, channel, address, uow.now, None
    )
    known = None if is_theirs else await identity_at(uow.session, channel, address)
    if known is None:
        done = "linked" if is_theirs else "busy"
    elif known.user_id == row.user_id:
        known.verified_at = uow.now
    else:
        mine, other = [await uow.session.get_one(User, one) for one in (row.user_id, known.user_id)]
        done = await unite(uow, mine, other) if other.kind == "guest" else "two_accounts"
    if done == "linked":
        await uow.session.execute(update(table_of(LinkCode)).where(LinkCode.id == row.id).values(used_at=uow.now))
        person = await uow.session.get_one(User, row.user_id)
        person.expires_at = None if person.kind == "guest" else person.expires_at
    return done


async def code_row(session: AsyncSession, code: str) -> LinkCode | None:
    """The row of a code, whether it still holds or not."""
    return await session.scalar(select(LinkCode).where(LinkCode.code_hash == code_hash(code)))


async def state_of(uow: UnitOfWork, row: LinkCode) -> Followed:
    """What following the link of this person's code would come to: "open" where it may be done.

    An address that is somebody else's stays theirs ("taken"): a link is opened by one tap, and who taps need not be whoever wrote from
    there. The code itself, which has to be told by hand, joins the two.
    """
    if row.used_at is not None:
        return "used"
    if row.expires_at <= uow.now:
        return "expired"
    if await _has_to_wait(uow):
        return "wait"
    known = await identity_at(uow.session, row.channel or "", row.address) if row.address is not None else None
    return "open" if known is None or known.user_id == uow.user_id else "taken"


async def follow_link(uow: UnitOfWork, code_id: str) -> Followed:
    """Do what the link of this person's code is for: it proves its address, or who holds it. It works once."""
    await uow.session.execute(select(User.id).where(User.id == uow.user_id).with_for_update())  # before the code, as at the door
    row = await uow.session.scalar(select(LinkCode).where(LinkCode.id == code_id, LinkCode.user_id == uow.user_id).with_for_update())
    if row is None:
        return "expired"
    state = await state_of(uow, row)
    if state != "open":
        return state
    if row.address is not None:
        return "linked" if await prove_address(uow, row) == "linked" else "taken"
    row.used_at = uow.now
    return "linked"


def _valid(uow: UnitOfWork, code: str) -> Select[LinkCode]:
    return select(LinkCode).where(LinkCode.code_hash == code_hash(code), LinkCode.used_at.is_(None), LinkCode.expires_at > uow.now)


async def _has_to_wait(uow: UnitOfWork) -> bool:
    since = uow.now - TRIES_WITHIN
    wanted = select(func.count()).select_from(LinkTry).where(LinkTry.user_id == uow.user_id, LinkTry.tried_at > since)
    return bool((await uow.session.scalar(wanted) or 0) >= MOST_TRIES)
