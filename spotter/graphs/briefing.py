"""What an agent is told before it thinks: fixed rules first, then what is known of the person, then the talk, then its task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from spotter.coaching.ages import known_age
from spotter.graphs.state import Scope
from spotter.graphs.thought import Task
from spotter.language.generated import SafetyFacts
from spotter.language.understanding import AgentName
from spotter.language.wording import say
from spotter.memory import FactShown, Recollection
from spotter.store.queries.holds import active_holds, rules_of
from spotter.store.queries.people import profile_of
from spotter.store.queries.turns import last_agents
from spotter.store.queries.workouts import usual_loads
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.registry import tools


class Briefing(NamedTuple):
    """What every agent of the turn is told."""

    about: str
    recollection: Recollection
    facts: SafetyFacts
    last_agent: AgentName | None


async def brief(scope: Scope, text: str) -> Briefing:
    """Read what is known, in the person's own language and units: the same words that "what do you know about me" shows."""
    ctx = scope.ctx
    recollection = await scope.the_mind.memory.recall(ctx.user_id, ctx.conversation_id, text)
    known = tools()["show_memory"]
    async with ctx.store.read(ctx.user_id) as uow:
        memory = await known.run(known.args(), ctx, uow)
        facts = await _facts_of(uow, ctx)
        agents = await last_agents(uow, ctx.conversation_id)
    return Briefing(say(known.name, memory.model_dump(), ctx.style), recollection, facts, agents[0] if agents else None)


def _fact_line(fact: FactShown) -> str:
    """A fact with when it was said and when it holds: "next week" means nothing without."""
    spans = [f"said {fact.said_on.isoformat()}"]
    spans += [f"from {fact.starts.isoformat()}"] if fact.starts else []
    spans += [f"until {fact.until.isoformat()}"] if fact.until else []
    return f"- {fact.text} ({', '.join(spans)})"


async def safety_facts(scope: Scope) -> SafetyFacts:
    """What a generated text has to respect in this person, as it stands now: an earlier call of the turn may have changed it."""
    async with scope.ctx.store.read(scope.ctx.user_id) as uow:
        return await _facts_of(uow, scope.ctx)


async def _facts_of(uow: UnitOfWork, ctx: CoachContext) -> SafetyFacts:
    profile, holds = await profile_of(uow), await active_holds(uow)
    return SafetyFacts(
        sex=cast(Literal["male", "female"] | None, profile.sex),
        age_years=known_age(profile.birth_date, profile.conditions, ctx.today),
        conditions=frozenset(str(one) for one in profile.conditions or ()),
        best_loads_kg=await usual_loads(uow),
        hold_level=rules_of(holds[0]).level if holds else "none",
    )


def threads_for(tasks: Sequence[Task], scope: Scope, briefing: Briefing, receipts: Sequence[str]) -> dict[str, list[BaseMessage]]:
    """The messages that each agent starts from."""
    return {task.agent: _thread(task, scope, briefing, receipts) for task in tasks}


def _thread(task: Task, scope: Scope, briefing: Briefing, receipts: Sequence[str]) -> list[BaseMessage]:
    ctx, prompts = scope.ctx, scope.the_mind.prompts
    style, talk = ctx.style, briefing.recollection
    changing = prompts["house"].changing_filled(
        today=f"{style.day(ctx.today)} ({ctx.today.isoformat()}), {style.time(ctx.now)}",
        language="French" if ctx.locale == "fr" else "English",
        units=ctx.units,
        about=briefing.about,
        facts="\n".join(_fact_line(fact) for fact in talk.facts) or "-",
        summary=talk.summary or "-",
        done="\n".join(receipts) or "-",
    )
    fixed = f"{prompts['house'].fixed}\n\n{prompts[task.agent].fixed}"
    lines: list[BaseMessage] = [HumanMessage(line.text) if line.role == "person" else AIMessage(line.text) for line in talk.lines]
    return [SystemMessage(fixed), *lines, HumanMessage(f"{changing}\n\n{task.task}")]
