"""A sensible coach without weights: routes by words, looks up what was asked with the tools it is given, and says what they found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from spotter.dev.model.chat import Call, Chat, Reply, Tool
from spotter.dev.model.filling import fill, invent
from spotter.dev.model.phrases import IN_WORDS, KEPT_IN_MIND, TALK
from spotter.dev.model.reading import Request, fact_for, request_of, results_of
from spotter.dev.model.telling import tell
from spotter.dev.model.words import THANKS, clauses, content_words, fold, likenesses, sentences, stems, subjects, unique

READING = re.compile(r"(?:show|find|list|suggest|check|give|get|search|look|read|today|weekly|estimate|motivate|why|help|explain)(?:_|$)")
# How a supervisor of agents hands a talk over; its agents see that call before their own.
HANDOFF = re.compile(r"transfer_(?:back_)?to_(?P<agent>\w+)|hand_?off_to_(?P<other>\w+)")
TAKING_AWAY = re.compile(r"(?:delete|drop|cancel|forget|undo|clear|remove)(?:_|$)")
MOST_CALLS = 3
MOST_TASKS = 3
MOST_SUMMED = 6
_JOINS = re.compile(r"\b(?:join|joins|joined|compose|combine|merge|weave|one (?:text|reply|answer|message))\b", re.IGNORECASE)
_SUMS_UP = re.compile(r"\b(?:summar\w+|sum up|shorten\w*|résume\w*|condense\w*)\b", re.IGNORECASE)
_SPEAKER = re.compile(r"^\W*(?:person|user|athlete|human|personne)\W*:\s*", re.IGNORECASE)


def sensible(chat: Chat) -> Reply:
    """The next message: a structured answer, tool calls, or one or two sentences."""
    request = request_of(chat)
    if chat.wants_json:
        return Reply(json.dumps(structured(chat, request), ensure_ascii=False))
    calls = wanted_calls(chat, request)
    return Reply(calls=calls) if calls else Reply(spoken(chat, request))


def wanted_calls(chat: Chat, request: Request) -> tuple[Call, ...]:
    """The read tools that fit the clauses of the message, each once; nothing when tools were used already."""
    made = [name for name in chat.called if chat.tool(name) or not HANDOFF.fullmatch(name)]
    if not chat.tools or chat.choice == "none" or (made and chat.choice == "auto"):
        return ()
    forced = chat.tool(chat.choice)
    if forced:
        return (Call.of(forced.name, fill(forced.parameters, request.text, force=True)),)
    found: dict[str, Call] = {}
    for clause in clauses(request.text):
        call = best_call(chat.tools, clause)
        if call:
            found.setdefault(call.name, call)
    if not found and chat.choice == "required":
        tool = _by_likeness(chat.tools, request.text)[0][1]
        return (Call.of(tool.name, fill(tool.parameters, request.text, force=True)),)
    return tuple(found.values())[:MOST_CALLS]


def best_call(tools: Sequence[Tool], clause: str) -> Call | None:
    """The tool that a clause is most like and whose arguments it gives; what writes only where its name is the order itself.

    Nothing is taken away.
    """
    order = (content_words(clause) or [""])[0]
    named = [tool for tool in tools if tool.name.partition("_")[0] == order and not TAKING_AWAY.match(tool.name)]
    usable = [tool for tool in tools if READING.match(tool.name) or HANDOFF.fullmatch(tool.name)] + named
    for likeness, tool in _by_likeness(usable, clause):
        args = fill(tool.parameters, clause)
        if args is not None and likeness > 0:
            return Call.of(tool.name, args)
    return None


def likest_reading(tools: Sequence[Tool], what: str) -> Tool | None:
    """The tool that bears the name of this, else the one that reads what is most like it; None where no tool reads."""
    reading = [tool for tool in tools if READING.match(tool.name)]
    bare = {tool.name: stems(READING.sub("", tool.name).replace("_", " ")) for tool in reading}
    named = [tool for tool in reading if bare[tool.name] and bare[tool.name] <= stems(what)]
    return next(iter(named or (tool for _, tool in _by_likeness(reading, what))), None)


def _by_likeness(tools: Sequence[Tool], text: str) -> list[tuple[float, Tool]]:
    """The tools with how like a text they are, the likest first; one that finds its arguments in the text is likelier."""
    names = [tool.name.replace("_", " ") for tool in tools]
    by_name = likenesses(text, names)
    by_all = likenesses(text, [f"{name} {tool.description}" for name, tool in zip(names, tools, strict=True)])
    scored = []
    for tool, likeness in zip(tools, map(sum, zip(by_name, by_all, strict=True)), strict=True):
        args = fill(tool.parameters, text) if likeness else None
        scored.append((likeness + 0.5 * len(args or ()), tool))
    return sorted(scored, key=lambda pair: -pair[0])


def spoken(chat: Chat, request: Request) -> str:
    """A text: of tool results, of answers to join, of a talk to sum up, or of nothing but good will."""
    heard = next((message.text for message in reversed(chat.turn) if message.role == "assistant" and message.text), "")
    if heard and any(HANDOFF.fullmatch(name) for name in chat.called):
        return heard
    results = results_of(chat)
    if results:
        text = tell(results, request)
        return text if not _asks_again(chat) else _without_figures(text) or IN_WORDS[request.language]
    if not chat.tools and _SUMS_UP.search(chat.system):
        return summed_up(chat.said)
    if not chat.tools and request.context and _JOINS.search(chat.system):
        return joined(chat.said)
    thanks = "thanks" if THANKS.search(fold(request.text)) else ""
    subject = next(iter(subjects(request.text)), thanks)
    fact = fact_for(request)
    kept = f" {KEPT_IN_MIND[request.language].format(fact=fact)}" if fact else ""
    return TALK[subject][request.language] + kept


def _asks_again(chat: Chat) -> bool:
    """Whether the house wants the answer once more: its message follows a tool's result."""
    before_last = chat.messages[-2].role if len(chat.messages) > 1 else ""
    return chat.messages[-1].role == "user" and before_last == "tool"


def _without_figures(text: str) -> str:
    return " ".join(sentence for sentence in sentences(text) if not re.search(r"\d", sentence))


def joined(said: str) -> str:
    """Several answers as one: what stands after the person's message, no sentence twice."""
    seen: set[str] = set()
    paragraphs = []
    for paragraph in re.split(r"\n\s*\n", said.strip())[1:]:
        kept = [one for one in sentences(paragraph) if fold(one) not in seen]
        seen |= {fold(one) for one in kept}
        paragraphs.append(" ".join(kept))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def summed_up(said: str) -> str:
    """The first sentence of each line of the person, or of every line where no speakers are named."""
    lines = [line for line in said.splitlines() if line.strip()]
    own = [_SPEAKER.sub("", line) for line in lines if _SPEAKER.match(line)] or lines
    return " ".join(unique(sentences(line)[0] for line in own if sentences(line))[:MOST_SUMMED])


def structured(chat: Chat, request: Request) -> Any:
    """An answer in the form of the schema: tasks for agents where it is a router's, else a value for every field."""
    schema = chat.schema or {"type": "object"}
    route = next(_routes(schema, schema), None)
    if route is None:
        about = summed_up(chat.said) if _SUMS_UP.search(chat.system) else request.text
        return invent(schema, about)
    name, agent, task, choices, most = route
    return {name: [{agent: one, task: text} for one, text in routed(chat, request, choices)[:most]]}


def routed(chat: Chat, request: Request, choices: Sequence[str]) -> list[tuple[str, str]]:
    """Each clause for the agent whose description it is most like; clauses for the same agent go together."""
    left = request.text.partition(": ")[2] if request.context else ""
    found: dict[str, list[str]] = {}
    handles = [_handles(chat.system, choice) for choice in choices]
    for clause in clauses(left or request.text):
        likeness, best = max(zip(likenesses(clause, handles), choices, strict=True), key=itemgetter(0))
        agent = best if likeness else next(reversed(found), choices[0])
        found.setdefault(agent, []).append(clause.rstrip(" ,;"))
    glue = " et " if request.language == "fr" else " and "
    return [(agent, glue.join(parts)) for agent, parts in found.items()]


def _handles(system: str, agent: str) -> str:
    """What the instructions say about an agent."""
    lines = re.findall(rf"^\W*{re.escape(agent)}\W+(.+)$", system, re.IGNORECASE | re.MULTILINE)
    return f"{agent} {' '.join(lines)}"


def _routes(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[tuple[str, str, str, list[str], int]]:
    """The field that lists who does what: its name, the names of agent and task in it, the agents, and how many it takes."""
    for name, field in schema.get("properties", {}).items():
        items = field.get("items", {})
        if "$ref" in items:
            items = root.get("$defs", {})[items["$ref"].rpartition("/")[2]]
        properties = items.get("properties", {})
        agents = [key for key, one in properties.items() if "enum" in one]
        tasks = [key for key, one in properties.items() if one.get("type") == "string" and "enum" not in one]
        if agents and tasks:
            yield name, agents[0], tasks[0], list(properties[agents[0]]["enum"]), field.get("maxItems", MOST_TASKS)
