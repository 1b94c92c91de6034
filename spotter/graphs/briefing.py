"""What an agent is told before it thinks: fixed rules first, then what is known of the person, then the talk, then its task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple, cast

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from spotter.agents import AgentSpec, agent_named
from spotter.coaching.ages import known_age
from spotter.graphs.state import Scope
from spotter.graphs.thought import Task
from spotter.language.generated import SafetyFacts
from spotter.language.understanding import AgentName
from spotter.language.wording import Style
from spotter.language.wording.memory import known_lines
from spotter.memory import FactShown, Recollection
from spotter.memory.recollection import WINDOW
from spotter.memory.remembering import RANKED
from spotter.store.queries.holds import active_holds, rules_of
from spotter.store.queries.known import all_known
from spotter.store.queries.people import profile_of
from spotter.store.queries.runs import midnight
from spotter.store.queries.workouts import usual_loads
from spotter.store.tables import Profile, SafetyHold
from spotter.tools.context import CoachContext
from spotter.tools.memory import memory_shown


class Briefing(NamedTuple):
    """What is known when a turn begins to think. `about` is what the tool of memory shows; each agent is told its part of it."""

    about: dict[str, Any]
    recollection: Recollection
    facts: SafetyFacts
    last_agent: AgentName | None
    runs_left: int


async def brief(scope: Scope, text: str) -> Briefing:
    """Read what is known, in the person's own language and units: the same words that "what do you know about me" shows."""
    ctx = scope.ctx
    memory = scope.the_mind.memory
    async with ctx.store.read(ctx.user_id) as uow:
        known = await all_known(uow, ctx.conversation_id, lines=WINDOW, summaries=RANKED, midnight=midnight(uow.now))
        past = await memory.past(uow, ctx.conversation_id, known)
    about = memory_shown(ctx, (known.user, known.profile), known.facts, known.injuries, known.goals)
    facts = _facts_of(known.profile, known.holds, known.best_loads_kg, ctx)
    recollection = await memory.recall(ctx.user_id, past, text)
    last_agent = known.last_agents[0] if known.last_agents else None
    return Briefing(about.model_dump(), recollection, facts, last_agent, scope.the_mind.models.runs_left(known.runs_today))


def _known_to(spec: AgentSpec, about: Mapping[str, Any], style: Style) -> str:
    """What an agent is told of the person; facts stand apart, with their days."""
    told = {
        "profile": {name: value if name in spec.knows else None for name, value in about["profile"].items()},
        "injuries": about["injuries"] if "pain" in spec.knows else [],
        "goals": about["goals"] if "goals" in spec.knows else [],
        "facts": [],
    }
    return "\n".join(known_lines(told, style)) or "-"


def _fact_line(fact: FactShown) -> str:
    """A fact with when it was said and when it holds: "next week" means nothing without."""
    spans = [f"said {fact.said_on.isoformat()}"]
    spans += [f"from {fact.starts.isoformat()}"] if fact.starts else []
    spans += [f"until {fact.until.isoformat()}"] if fact.until else []
    return f"- {fact.text} ({', '.join(spans)})"


async def safety_facts(scope: Scope) -> SafetyFacts:
    """What a generated text has to respect in this person, as it stands now: an earlier call of the turn may have changed it."""
    async with scope.ctx.store.read(scope.ctx.user_id) as uow:
        return _facts_of(await profile_of(uow), await active_holds(uow), await usual_loads(uow), scope.ctx)


def _facts_of(profile: Profile, holds: Sequence[SafetyHold], best_loads_kg: dict[str, float], ctx: CoachContext) -> SafetyFacts:
    return SafetyFacts(
        sex=cast(Literal["male", "female"] | None, profile.sex),
        age_years=known_age(profile.birth_date, profile.conditions, ctx.today),
        conditions=frozenset(str(one) for one in profile.conditions or ()),
        best_loads_kg=best_loads_kg,
        hold_level=rules_of(holds[0]).level if holds else "none",
    )


def threads_for(tasks: Sequence[Task], scope: Scope, briefing: Briefing, receipts: Sequence[str]) -> dict[str, list[BaseMessage]]:
    """The messages that each agent starts from."""
    return {task.agent: _thread(task, scope, briefing, receipts) for task in tasks}


def _thread(task: Task, scope: Scope, briefing: Briefing, receipts: Sequence[str]) -> list[BaseMessage]:
    ctx, prompts = scope.ctx, scope.the_mind.prompts
    style, talk, spec = ctx.style, briefing.recollection, agent_named(task.agent)
    changing = prompts["house"].changing_filled(
        today=f"{style.day(ctx.today)} ({ctx.today.isoformat()}), {style.time(ctx.now)}",
        language="French" if ctx.locale == "fr" else "English",
        units=ctx.units,
        about=_known_to(spec, briefing.about, style),
        facts="\n".join(_fact_line(fact) for fact in talk.facts if fact.kind in spec.remembers) or "-",
        summary=talk.summary or "-",
        done="\n".join(receipts) or "-",
    )
    fixed = f"{prompts['house'].fixed}\n\n{prompts[task.agent].fixed}"
    lines: list[BaseMessage] = [HumanMessage(line.text) if line.role == "person" else AIMessage(line.text) for line in talk.lines]
    return [SystemMessage(fixed), *lines, HumanMessage(f"{changing}\n\n{task.task}")]
