"""Events of a turn: whoever listens gets all of them in order, however late, and a stream goes on where it broke off."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from hypothesis import given
from hypothesis import strategies as st

from spotter.api.sse import _position, after
from spotter.messages import TurnEvent
from spotter.turns.bus import EventBus

EVENTS = st.lists(st.tuples(st.integers(1, 99), st.integers(1, 9999)), unique=True, max_size=20).map(sorted)


def _event(attempt: int, sequence: int) -> TurnEvent:
    return TurnEvent(attempt=attempt, sequence=sequence, kind="text.delta", data={"text": "x"})


async def _heard(bus: EventBus) -> list[str]:
    return [event.id async for event in bus.listen("turn")]


async def test_early_and_late_listeners_hear_the_same() -> None:
    bus = EventBus()
    bus.open("turn")
    early = asyncio.create_task(_heard(bus))
    await asyncio.sleep(0)
    bus.publish("turn", _event(1, 1))
    late = asyncio.create_task(_heard(bus))
    await asyncio.sleep(0)
    bus.publish("turn", _event(1, 2))
    bus.publish("turn", _event(2, 1))
    bus.close("turn")
    assert await early == await late == ["1.1", "1.2", "2.1"]
    assert await _heard(bus) == []  # from now on they are rows


async def test_nothing_stays_behind_when_a_turn_ends() -> None:
    bus = EventBus()
    for place in range(100):
        bus.publish(f"turn-{place}", _event(1, 1))
        bus.close(f"turn-{place}")
    assert bus._channels == {}


@given(EVENTS, st.data())
def test_a_stream_resumed_anywhere_misses_nothing_and_repeats_nothing(positions: list[tuple[int, int]], data: st.DataObject) -> None:
    events = [_event(*position) for position in positions]
    cut = data.draw(st.integers(0, len(events)))
    last_seen = events[cut - 1].id if cut else None

    async def resumed() -> list[str]:
        async def again() -> AsyncIterator[TurnEvent]:
            for event in events:
                yield event

        return [sent.id async for sent in after(again(), last_seen)]

    assert asyncio.run(resumed()) == [event.id for event in events[cut:]]


@given(st.text(max_size=40))
def test_any_last_event_id_is_a_position(text: str) -> None:
    attempt, sequence = _position(text)
    assert attempt >= 0
    assert sequence >= 0
