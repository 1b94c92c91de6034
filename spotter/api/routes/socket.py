"""`/ws`: the chat as a WebSocket."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import cast

from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect

from spotter.api.deps import House, check_person, token_in
from spotter.api.socket import Auth, Conversation, problem_frame, read_frame
from spotter.api.tokens import person_of
from spotter.errors import NotAuthenticated, SpotterError, TooMany

router = APIRouter(tags=["chat"])
AUTH_S = 10.0
MOST_SOCKETS = 8  # of one person in one process
CLOSED_WITH = {401: 4401, 413: 1009, 422: 4401, 429: 1013, 503: 1013}  # by the status of the problem; 1011 for the rest


@router.websocket("/ws")
async def socket(socket: WebSocket) -> None:
    """Talk over a WebSocket: authenticate by bearer header or first frame, then send messages and hear the events of their turns."""
    house = cast(House, socket.app.state.house)
    await socket.accept()
    with suppress(WebSocketDisconnect):
        try:
            house.limiter.check("address", socket.client.host if socket.client else "unknown")
            user_id = await _person(socket, house)
            with _place(socket.app.state.sockets, user_id):
                await Conversation(socket, house, user_id).run()
        except SpotterError as error:
            await socket.send_text(problem_frame(error))
            await socket.close(CLOSED_WITH.get(error.status, 1011))


async def _person(socket: WebSocket, house: House) -> str:
    """Who talks: by the header where there is one, else by the first frame, which must come soon."""
    header = socket.headers.get("authorization")
    token = token_in(header) if header else await _first_frame(socket, house.settings.body_limit_bytes)
    user_id = person_of(house.secret, token)
    house.limiter.check("person", user_id)
    await check_person(house, user_id)
    return user_id


async def _first_frame(socket: WebSocket, limit: int) -> str:
    try:
        async with asyncio.timeout(AUTH_S):
            frame = await read_frame(socket, limit)
    except TimeoutError as error:
        raise NotAuthenticated("No token came. Send one in the first frame.") from error
    if not isinstance(frame, Auth):
        raise NotAuthenticated('Send {"type": "auth", "token": ...} first (get one with POST /api/v1/users).')
    return frame.token


@contextmanager
def _place(sockets: Counter[str], user_id: str) -> Iterator[None]:
    if sockets[user_id] >= MOST_SOCKETS:
        raise TooMany("You are connected many times already. Close one first.", retry_after_s=5)
    sockets[user_id] += 1
    try:
        yield
    finally:
        sockets[user_id] -= 1
        if not sockets[user_id]:
            del sockets[user_id]
