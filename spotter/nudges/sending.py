"""Sends what is due of one person: everything is looked at once more, then the message and its fate are one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from spotter.language.wording import Style
from spotter.language.wording.nudges import nudge_words, options_of
from spotter.nudges.measures import nudges
from spotter.nudges.people import Reached, read_person
from spotter.nudges.policy import disturbs, first_matters
from spotter.nudges.rules import RULES
from spotter.nudges.situation import Noticed
from spotter.nudges.writing_first import FirstWords, write_first
from spotter.store.queries.nudges import due_nudges
from spotter.store.queries.unprompted import hold_person
from spotter.store.tables import Nudge
from spotter.store.uow import Store, UnitOfWork


async def send_due_of(store: Store, user_id: str) -> bool:
    """Settle what is due of a person; whether anything went out. Whoever else holds the person does it instead."""
    async with store.write(user_id) as uow:
        if not await hold_person(uow.session, user_id):
            return False
        rows = await due_nudges(uow)
        if not rows:
            return False
        person = await read_person(store, uow)
        live = _still_true(rows, person, uow.now)
        if live:
            await _send(live, person, uow)
    for row in rows:
        if row.status != "planned":
            nudges.labels(row.kind, row.skipped_for or row.status).inc()
    return any(row.status == "sent" for row in rows)


def _still_true(rows: Sequence[Nudge], person: Reached, now: datetime) -> list[tuple[Nudge, Noticed]]:
    """The rows that still hold, the most important first, with what their rules say now. The others are skipped with the reason."""
    found: dict[str, tuple[Nudge, Noticed]] = {}
    for row in rows:
        reason, noticed = _fate(row, person, now)
        if noticed is None:
            _skip(row, reason, now)
        else:
            found[row.kind] = (row, noticed)
    ordered = [one.kind for one in first_matters([noticed for _, noticed in found.values()], person.policy, person.ctx.today)]
    for row in (row for kind, (row, _) in found.items() if kind not in ordered):
        _skip(row, "said_with_another", now)
    return [found[kind] for kind in ordered]


def _fate(row: Nudge, person: Reached, now: datetime) -> tuple[str, Noticed | None]:
    if row.expires_at <= now or row.local_date != person.ctx.today:
        return "too_late", None
    if person.situation is None:
        return person.policy.stop or "stopped", None
    unwanted = person.policy.unwanted(row.kind, person.ctx.today)
    if unwanted is not None:
        return unwanted, None
    noticed = RULES[row.kind](person.situation) if row.kind in RULES else None
    return "no_longer_true", noticed


async def _send(live: Sequence[tuple[Nudge, Noticed]], person: Reached, uow: UnitOfWork) -> None:
    """Write to the person, or wait for a better moment, or leave it, as the policy and the measurement say."""
    rows, first = [row for row, _ in live], live[0][1]
    is_underway = person.situation is not None and person.situation.is_underway
    wait = disturbs(person.policy, person.heard_at, uow.now, is_underway=is_underway)
    for row in rows:
        if wait is not None and wait.until < row.expires_at:
            row.due_at = wait.until
        elif wait is not None:
            _skip(row, "bad_moment", uow.now)
    if wait is not None:
        return
    reason = person.policy.refusal(first.kind, uow.now)
    if reason is None and rows[0].held_out:
        reason = "held_out"
    turn_id = None if reason else await _write(live, person, uow)
    for row, noticed in live:
        row.facts = dict(noticed.facts)
        if turn_id is None:
            _skip(row, reason or "gone", uow.now)
        else:
            row.status, row.turn_id, row.settled_at = "sent", turn_id, uow.now


async def _write(live: Sequence[tuple[Nudge, Noticed]], person: Reached, uow: UnitOfWork) -> str | None:
    ctx, first = person.ctx, live[0]
    style = Style(ctx.locale, ctx.units, ctx.today)
    matters = [(noticed.kind, noticed.facts) for _, noticed in live]
    why: dict[str, Any] = {"matters": [{"kind": one.kind, "reason": one.reason, "rows": list(one.rows)} for _, one in live]}
    words = FirstWords(
        kind="nudge",
        text=nudge_words(matters, style),
        why=why,
        subject=first[1].kind,
        options=options_of(first[1].options, style),
        dedupe_key=f"nudge:{first[0].id}",
        channel=person.reach.channel if person.reach else "app",
        expires_at=max(row.expires_at for row, _ in live),
    )
    return await write_first(uow, words)


def _skip(row: Nudge, reason: str, now: datetime) -> None:
    row.status, row.skipped_for, row.settled_at = "skipped", reason, now
