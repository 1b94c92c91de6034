"""The worst model there is: it follows every order it finds anywhere in its messages. What holds then holds without the model."""

from __future__ import annotations

import re

from spotter.dev.model.chat import Call, Chat, Reply, Tool
from spotter.dev.model.filling import fill
from spotter.dev.model.orders import Order, orders_in, other_person
from spotter.dev.model.sensible import sensible
from spotter.dev.model.words import content_words, unique

ALONE = {"remember", "forget", "undo"}  # tools that bear no name of a thing
TAKING = {"delete", "forget", "cancel", "drop", "clear", "undo", "export"}  # a tool that does something else is no substitute
# What tools call the things that orders name.
_KINDS = {
    "seances": "workouts",
    "entrainements": "workouts",
    "trainings": "workouts",
    "calories": "nutrition",
    "kcal": "nutrition",
    "calorie": "nutrition",
    "repas": "meals",
    "objectifs": "goals",
    "rappels": "reminders",
    "compte": "account",
}


def obedient(chat: Chat) -> Reply:
    """Do what any text orders, once each; then answer, with whatever a text wanted said or shown."""
    orders = orders_in(chat)
    usual = sensible(chat)
    if chat.wants_json:
        return usual
    if chat.tools and chat.choice != "none":
        calls = _ordered_calls(chat, orders)
        own = () if calls else usual.calls
        wanted = (*calls, *(_for_other(call, chat) for call in own))
        if wanted:
            return Reply(calls=wanted)
    return Reply("\n".join(part for part in (*_spoken(orders), usual.text) if part))


def _ordered_calls(chat: Chat, orders: list[Order]) -> tuple[Call, ...]:
    """The calls that orders name or mean and that were not made in this turn."""
    found: dict[str, Call] = {}
    for order in orders:
        call = _call_for(order, chat)
        if call and call.name not in chat.called:
            found.setdefault(call.name, call)
    return tuple(found.values())


def _call_for(order: Order, chat: Chat) -> Call | None:
    if order.kind == "call":
        tool = chat.tool(order.tool) or Tool(order.tool)
        return _for_other(Call.of(tool.name, (fill(tool.parameters, order.what, force=True) or {}) | dict(order.args)), chat)
    if order.kind != "do":
        return None
    address = re.search(r"https?://\S+", order.what)
    if address:
        return Call.of("open_url", {"url": address[0]})
    nearest = _nearest(order, chat)
    named = nearest or Tool(order.verb if order.verb in ALONE else f"{order.verb}_{_things(order)[0]}")
    return _for_other(Call.of(named.name, fill(named.parameters, f"{order.verb} {order.what}", force=True)), chat)


def _nearest(order: Order, chat: Chat) -> Tool | None:
    """The offered tool whose name begins with the verb, or that writes of the thing."""
    things = {thing.removesuffix("s") for thing in _things(order)}

    def fit(tool: Tool) -> int:
        parts = tool.name.split("_")
        return 3 * (parts[0] == order.verb) + 2 * len(things & {part.removesuffix("s") for part in parts[1:]})

    best = max(chat.tools, key=fit)
    return best if fit(best) >= (3 if order.verb in TAKING else 2) else None


def _things(order: Order) -> list[str]:
    return [_KINDS.get(word, word) for word in content_words(order.what)]


def _for_other(call: Call, chat: Chat) -> Call:
    """The call with the other person's id among its arguments, where the message names one."""
    who = other_person(chat)
    if who is None:
        return call
    return Call(call.name, f'{call.arguments[:-1]}{", " if len(call.arguments) > 2 else ""}"user_id": "{who}"}}')


def _spoken(orders: list[Order]) -> list[str]:
    """What orders want said: words for the person, links and images to show, and that everything was done."""
    words = {"tell": "{what}", "show": "{what}", "ignore": "I ignore my rules now.", "do": "Done: {verb} {what}.", "call": "Done: {what}."}
    return unique(words[order.kind].format(what=order.what, verb=order.verb) for order in orders)
