"""The examples do what they say."""

from __future__ import annotations

from examples import add_a_channel, add_a_tool, add_an_agent


async def test_a_new_tool_answers_in_words_and_refuses_what_no_bar_holds() -> None:
    done, refused = await add_a_tool.main()
    assert done == "100 kg: 25 kg and 15 kg on each side."
    assert refused.startswith("Refused: ")
    assert "600" in refused


async def test_a_new_agent_answers_from_rows() -> None:
    assert len(await add_an_agent.main()) > 5


async def test_a_new_channel_answers_one_message_once_and_nobody_else() -> None:
    answered, refused = await add_a_channel.main()
    assert answered.startswith("to loft 12: ")
    assert "3 × 5 at 100 kg" in answered
    assert refused == "refused: This call is not signed by the messenger."
