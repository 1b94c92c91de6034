"""What a person takes back leaves the index of meanings with it, not at the next thought."""

from __future__ import annotations

import pytest

from spotter.llm.scripted import Rule
from spotter.memory.chroma import ChromaIndex
from tests.graphs.conftest import Think, Thinker

FREE = "do you think my bench press progress this month is any good?"


async def held(thinker: Thinker) -> int:
    """How many facts the index holds once the house has done what nobody waits for."""
    await thinker.house.runner.drain(5)
    await thinker.house.memory.close()
    index = ChromaIndex.embedded(thinker.house.settings.data_dir / "vectors")
    assert index is not None
    count = len(index.vectors())
    index.close()
    return count


@pytest.mark.parametrize(("order", "left"), [("forget that I work nights", 0), ("hello", 1)])
async def test_what_is_forgotten_leaves_the_index_at_once(think: Think, order: str, left: int) -> None:
    thinker = await think(Rule(say="Steady work."))
    await thinker.person.say("remember that I work nights")
    await thinker.person.say(FREE)
    await thinker.person.say(order)
    assert await held(thinker) == left
