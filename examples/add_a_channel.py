"""Add a channel: a messenger that calls a webhook and is sent the answer.

Run it:  python -m examples.add_a_channel

A channel does three things: it checks that the call is genuine, turns its body into an `InboundMessage`, and sends the reply. Order,
retries and "exactly once" are the runner's: the messenger may call as often as it likes.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable

from examples.house import a_house
from spotter.api.deps import House
from spotter.errors import NotAllowed
from spotter.messages import InboundMessage

SECRET = b"shared with the messenger"
Send = Callable[[str, str], Awaitable[None]]


# 1. Genuine or not, before anything is read or stored. Compared in constant time.
def verify(body: bytes, signature: str) -> None:
    if not hmac.compare_digest(hmac.new(SECRET, body, hashlib.sha256).hexdigest(), signature):
        raise NotAllowed("This call is not signed by the messenger.")


# 2. The messenger's own id of the message is the key that makes it one turn. Who writes is looked up, never taken from the text.
def parse(body: bytes, people: dict[str, str]) -> InboundMessage:
    call = json.loads(body)
    return InboundMessage(user_id=people[call["from"]], channel="app", dedupe_key=f"pigeon:{call['id']}", text=call["text"])


# 3. Stored first (after `submit` the messenger may be told 200), answered when the turn is over.
async def receive(house: House, body: bytes, signature: str, people: dict[str, str], send: Send) -> None:
    verify(body, signature)
    inbound = parse(body, people)
    ticket = await house.runner.submit(inbound)
    if not ticket.is_new:  # the messenger calls again: its first call is answered already
        return
    async for event in house.runner.follow(ticket.turn_id, inbound.user_id):
        if event.kind == "turn.finished":
            await send(json.loads(body)["from"], event.data["reply"])


async def main() -> list[str]:
    sent: list[str] = []

    async def send(address: str, text: str) -> None:
        sent.append(f"to {address}: {text}")

    body = json.dumps({"id": 7, "from": "loft 12", "text": "squat 3x5 100kg"}).encode()
    signature = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    async with a_house() as (house, user_id):
        for _ in range(3):  # three deliveries of one message
            await receive(house, body, signature, {"loft 12": user_id}, send)
        try:
            await receive(house, body, "forged", {"loft 12": user_id}, send)
        except NotAllowed as refused:
            sent.append(f"refused: {refused.text}")
    return sent


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
