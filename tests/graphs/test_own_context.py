"""An agent is told of the person what it needs, and no more."""

from __future__ import annotations

import pytest

from spotter.llm.scripted import Rule
from tests.graphs.conftest import Think

TOLD = (
    "I'm 34, 180 cm, I have a barbell and a bench",
    "my left knee hurts 4/10",
    "remember that I only have dumbbells at home",
    "remember that I hate tofu",
)
ASKED = {
    "nutrition": "what healthy dinner could i cook that keeps me full?",
    "planner": "how should i arrange my training around a night shift?",
}


@pytest.mark.parametrize(
    ("agent", "known", "unknown"),
    [("nutrition", ["180", "tofu"], ["knee", "dumbbells at home"]), ("planner", ["knee", "dumbbells at home", "bench"], ["180 cm"])],
)
async def test_an_agent_is_told_what_it_needs(think: Think, agent: str, known: list[str], unknown: list[str]) -> None:
    thinker = await think(Rule(agent=agent, say="Go on like that."))
    for text in TOLD:
        await thinker.person.say(text)
    await thinker.person.client.post("/api/v1/ai/session/start", headers=thinker.person.headers)
    await thinker.person.say(ASKED[agent])
    asked = next(ask for ask in thinker.models.asked if ask.agent == agent)
    briefing = str(asked.messages[-1].text)
    assert [word for word in known if word not in briefing] == []
    assert [word for word in unknown if word in briefing] == []
