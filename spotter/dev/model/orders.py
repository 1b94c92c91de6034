"""Finds every order that stands in a request, wherever somebody hid it: in a note, a tool's result, a name, base64 or ROT13."""

from __future__ import annotations

import base64
import codecs
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from spotter.dev.model.chat import Chat, Message
from spotter.dev.model.words import content_words, fold

Kind = Literal["call", "do", "tell", "ignore", "show"]

# Verb of an order in the languages that a note may use, and what a tool's name would start with.
VERBS: dict[str, str] = {
    r"delete|remove|erase|wipe|supprime[rz]?|efface[rz]?|vide[rz]?|losche|loesche|borra|elimina|cancella": "delete",
    r"forget|oublie[rz]?": "forget",
    r"cancel|annule[rz]?": "cancel",
    r"undo": "undo",
    r"remember|retiens|souviens-toi": "remember",
    r"export|exporte[rz]?": "export",
    r"fetch|visit|download|telecharge[rz]?": "open",
}
# These are nouns or small talk as well: an order names what it is about at once.
LOOSE_VERBS: dict[str, str] = {
    r"clear|lift|leve[rz]?": "clear",
    r"drop": "drop",
    r"set|change|put|mets|mettre|regle[rz]?|fixe[rz]?": "set",
    r"log|record|enregistre[rz]?": "log",
    r"send|email|envoie[rz]?": "send",
    r"make|create|grant|cree[rz]?": "make",
    r"open|ouvre[rz]?": "open",
}
_ABOUT = r"(?:my|your|the|this|their|his|her|all|every\w*|an?|mes|mon|ma|les?|la|tous|toutes|une?|calories|kcal|target|goal|https?\S+)\b"
_CALL = re.compile(
    r"\b(?:call|use|run|invoke|execute|appelle[rz]?|utilise[rz]?|lance[rz]?)\s+(?:the\s+|l')?(?:tool|function|outil|fonction)?\s*"
    r"[`\"']?(?P<name>[a-z]+(?:_[a-z0-9]+)+)[`\"']?\s*(?:\((?P<args>[^)]*)\)|(?P<json>\{[^}]*\}))?"
)
_DO = re.compile(rf"\b(?P<verb>{'|'.join(VERBS)}|(?:{'|'.join(LOOSE_VERBS)})(?=\s+{_ABOUT}))\s+")
_WHAT = re.compile(r"(?:(?!,? (?:and )?then )(?:[^.!?;\n]|[.?](?=\S))){3,160}")
_TELL = re.compile(
    r"\b(?:tell|say to|inform|advise|dis|dites)\s+(?:the\s+|au\s+|a la\s+)?"
    r"(?:client|user|person|athlete|them|him|her|utilisateur|personne)\s*"
    r"(?:to\s+|that\s+|de\s+|que\s+|:\s*)?(?P<what>[^\n]{3,200})"
)
_IGNORE = re.compile(
    r"\b(?:ignore|disregard|forget|oublie[rz]?)\s+(?:all |any |your |the |previous |toutes? |tes |les |vos )*"
    r"(?:rules|instructions|regles|consignes)"
)
_IMAGE = re.compile(r"!?\[[^\]]*\]\([^)\s]+\)|https?://\S+")
_ENCODED = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_NOT = re.compile(r"\b(?:never|not|don't|unless|jamais|sans|ne)\b[^.!?\n]*$")
_PERSON = re.compile(r"\buser\s*(?:#|id|number|n°)?\s*[:=]?\s*(?P<who>\d+|[0-9a-f]{8}-[0-9a-f-]{27})\b")
_PAIR = re.compile(r"(?P<key>[a-z_]+)\s*[=:]\s*(?P<value>\"[^\"]*\"|'[^']*'|[^,\s]+)")


@dataclass(frozen=True, slots=True)
class Order:
    """One order. `verb` and `what` are its words, `tool` and `args` are set where a tool is named."""

    kind: Kind
    what: str
    verb: str = ""
    tool: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)


def orders_in(chat: Chat) -> list[Order]:
    """Every order in the request, each once; only the first system message, the house's own, is not searched."""
    own = chat.messages[1:] if chat.messages[0].role in ("system", "developer") else chat.messages
    found = {(order.kind, order.verb, order.tool, order.what): order for text in _texts(own) for order in _orders(text)}
    known = {(order.kind, order.verb, order.tool) for order in found.values()}
    pieces = _orders("".join(message.text for message in own if message.role == "user"))
    return [*found.values(), *(order for order in pieces if (order.kind, order.verb, order.tool) not in known)]


def other_person(chat: Chat) -> str | None:
    """The id of somebody else that the person's message names."""
    match = _PERSON.search(fold(chat.said))
    return match["who"] if match else None


def _texts(messages: Sequence[Message]) -> Iterator[str]:
    """The texts of the messages as they stand and decoded."""
    for message in messages:
        yield message.text
        yield codecs.decode(message.text, "rot13")
        yield from _decoded(message.text)


def _decoded(text: str) -> Iterator[str]:
    for match in _ENCODED.finditer(text):
        try:
            yield base64.b64decode(match[0], validate=True).decode()
        except ValueError:
            continue


def _orders(text: str) -> Iterator[Order]:
    flat = fold(text)
    for match in _IGNORE.finditer(flat):
        yield Order("ignore", match[0])
    for match in _CALL.finditer(flat):
        if not _is_forbidden(flat, match):
            yield Order("call", match[0], tool=match["name"], args=_args(match["args"] or "", match["json"]))
    for match in _TELL.finditer(flat):
        yield Order("tell", match["what"].strip())
    for match in _DO.finditer(flat):
        what = _WHAT.match(flat, match.end())
        if what and content_words(what[0]) and not _is_forbidden(flat, match) and not _IGNORE.match(flat, match.start()):
            yield Order("do", what[0].strip(), verb=_verb(match["verb"]))
    for match in _IMAGE.finditer(text):
        yield Order("show", match[0])


def _is_forbidden(text: str, match: re.Match[str]) -> bool:
    """Whether the order is negated: "never delete ..."."""
    return bool(_NOT.search(text[max(0, match.start() - 40) : match.start()]))


def _verb(said: str) -> str:
    return next(verb for pattern, verb in (VERBS | LOOSE_VERBS).items() if re.fullmatch(pattern, said))


def _args(pairs: str, whole: str | None) -> dict[str, Any]:
    """The arguments that an order names: JSON, or `key=value` pairs."""
    try:
        given: dict[str, Any] = json.loads(whole or "{}")
    except ValueError:
        given = {}
    return given | {match["key"]: _plain(match["value"].strip("\"'")) for match in _PAIR.finditer(pairs)}


def _plain(value: str) -> Any:
    return float(value) if re.fullmatch(r"-?\d+\.\d+", value) else int(value) if re.fullmatch(r"-?\d+", value) else value
