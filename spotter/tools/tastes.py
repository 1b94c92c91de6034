"""What a person thinks of what was suggested just before: turned down for now, disliked for good, or liked."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from spotter.errors import ToolError
from spotter.messages import Block, SuggestionsBlock
from spotter.store.queries.conversations import rate_turn
from spotter.store.queries.recommendations import SoughtAdvice, newest_recommendations, recommendations, settle
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.likeness import meant
from spotter.tools.spec import Args, Result, tool

JUST_NOW = timedelta(hours=1)
ASKED_AGAIN = ("meal", "program")


class JudgeSuggestionArgs(Args):
    verdict: Literal["declined", "disliked", "liked"]


class SuggestionJudged(Result):
    """What was judged: `names` in the words in which it was suggested, `kind` of the first."""

    verdict: str
    kind: str
    names: list[str]


def _cards(result: SuggestionJudged, ctx: CoachContext) -> list[Block]:
    if result.verdict == "liked" or result.kind not in ASKED_AGAIN:
        return []
    return [SuggestionsBlock(texts=[ctx.style.phrase(f"recommendations.again_{result.kind}")])]


@tool(agent=None, kind="write", cards=_cards)
async def judge_suggestion(args: JudgeSuggestionArgs, ctx: CoachContext, uow: UnitOfWork) -> SuggestionJudged:
    """Keep what the person thinks of your last suggestion: declined (not now), disliked (never again) or liked (more of it)."""
    last = await newest_recommendations(uow, uow.now - JUST_NOW)
    if not last:
        raise ToolError(ctx.style.phrase("recommendations.nothing_before"))
    for one in last:
        await uow.change(one, outcome=args.verdict, outcome_at=uow.now)
    return SuggestionJudged(verdict=args.verdict, kind=last[0].kind, names=[one.content for one in last])


async def rate(uow: UnitOfWork, turn_id: str, rating: Literal["up", "down"], text: str | None) -> None:
    """Keep a rating of an answer, and count it for what the answer suggested; only for what the text names, where it names any of it."""
    await rate_turn(uow, turn_id, rating, text)
    found = (await recommendations(uow, SoughtAdvice(turn_id=turn_id)))[::-1]
    named = meant(text, [[one.content.split(" (")[0]] for one in found]) if text else []
    judged = [found[place] for place in named] or found
    await settle(uow, [one.id for one in judged], "liked" if rating == "up" else "disliked")


TOOLS = (judge_suggestion,)
