"""`spotter trace`: a turn step by step, read beside a running server without a lock."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import typer

from spotter.clock import SystemClock
from spotter.errors import NotFound
from spotter.settings import load_settings
from spotter.store.opening import build_store
from spotter.store.queries.ledger import TracedTurn, traced_turn


def show_trace(turn_id: str) -> None:
    """Print a turn's steps, calls and outcome; `last` is the newest turn of anybody."""
    typer.echo(trace_in_words(asyncio.run(_read(turn_id))))


async def _read(turn_id: str) -> TracedTurn:
    database = build_store(load_settings(), SystemClock()).database
    try:
        async with database.read() as session:
            found = await traced_turn(session, None if turn_id == "last" else turn_id)
    finally:
        await database.close()
    if found is None:
        raise NotFound("There is no such turn. Use the turn_id of a reply, or `last`.")
    return found


def trace_in_words(traced: TracedTurn) -> str:
    """The trace as lines of text."""
    turn = traced.turn
    lines = [
        f"turn      {turn.id}  {turn.status}, attempt {turn.attempt}, {turn.channel}",
        f"message   {traced.text!r}",
        f"outcome   path {turn.path or '-'}, safety {turn.safety_level or '-'}",
    ]
    steps: list[dict[str, Any]] = turn.trace or []
    lines += [f"step      {one['ms']:>8.2f} ms  {one['name']:<16} {one['file']}  {one['note']}".rstrip() for one in steps]
    if steps:
        lines.append(f"steps     {sum(one['ms'] for one in steps):>8.2f} ms  in all")
    lines += [
        f"call      {call.call_id:<12} {call.tool} ({call.kind}) {json.dumps(call.args, ensure_ascii=False)}" for call in traced.calls
    ]
    lines.append(f"reply     {(turn.reply or {}).get('reply', '-')!r}")
    return "\n".join(lines)
