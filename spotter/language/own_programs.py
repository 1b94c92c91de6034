"""What people say of their own programs: one pasted ("my program: Mon bench 3x5 ..."), kept, shared, paused, brought back.

The expressions of the commands stand in `data/own_programs.json`, over simple text; a title keeps the person's own letters.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spotter.language.calendar_words import level
from spotter.language.program_names import named_program
from spotter.language.program_text import day_labels
from spotter.language.requests import PROGRAM_NAMES
from spotter.language.simple_text import SimpleText, simplify
from spotter.language.understanding import Call, Parse

_LONGEST = 140
_SURE = 0.93
# "my program: ...", "voici mon programme Garage : ...", "save my program as Garage: ..."
_OPENS = (
    r"(?:hi|hey|hello|ok|coach|please|so|here(?: i|')?s|here is|this is|i want to (?:follow|use|do)|i follow"
    r"|i(?:'m| am) (?:on|doing|following)"
    r"|use|follow|add|import|load|create|set up|take|start|salut|bonjour|voici|voila|utilise|suis|ajoute|importe|cree|prends"
    r"|je (?:suis|veux suivre)|(?P<keep>save|keep|store|enregistre|sauvegarde|garde))"
)
_TITLE = r"(?: ?(?:called|named|as|nomme|appele|sous(?: le nom)?)? ?[\"']?(?P<title>[^:\n\"]{2,60}?)[\"']?)?"
_PASTED = re.compile(
    rf"^\W*(?:{_OPENS}\b\W*)*(?:my|mon|this|ce|the|le|a|un|our|notre)? ?"
    r"(?:(?:own|new|current|custom|training|workout|gym|weekly|strength|nouveau|propre) )*"
    r"(?:program(?:me)?|routine|plan|split|training plan)\b(?: (?:perso(?:nnel)?|d'entrainement|actuel))?"
    rf"(?: (?:is|est))?{_TITLE} ?(?:[:\n]|(?<= is)|(?<= est))"
)
_FIGURES = re.compile(r"\d ?x ?\d|\d (?:sets?|s[eé]ries?)|\d ?(?:min|km)\b")
# What was done is a log, what asks is a question, and a plan may be told of in other ways.
_NO_PROGRAM = re.compile(r"\b(?:did|done|today|yesterday|finished|completed|was|went|hier|aujourd'hui|fait|fini|why|pourquoi|too|trop)\b")
_FEWEST_LABELS = 2
_NOT_A_TITLE = re.compile(r"(?:for|pour|sur|is|est|of|with|avec|\d+ (?:weeks?|days?|semaines?|jours?)|\d ?x).*")
_SAYS_PROGRAM = re.compile(r"\b(?:program|programme)\b(?! \w+ (?:today|tomorrow))")
_OF_A_TIME = re.compile(r"\b(?:week|today|tonight|tomorrow|semaine|jour|aujourd hui|demain|soir)\b")  # "c'est quoi le programme du jour"
_LINK = re.compile(r"shared-plans/(?P<code>[0-9A-Za-z-]{16,23})")


@dataclass(frozen=True, slots=True)
class _Command:
    tool: str
    args: dict[str, Any]
    phrases: tuple[re.Pattern[str], ...]


def parse_own_program(text: str) -> Parse | None:
    """A call about a program of the person's own, or one of the house to look at; None for anything else."""
    call = _pasted(text) or _linked(text) or _commanded(text)
    return None if call is None else Parse((call,))


def _pasted(text: str) -> Call | None:
    """A program written down with its days. What was done today is none."""
    flat = level(text)
    if not _FIGURES.search(flat) or len(flat) != len(text):
        return None
    match = _PASTED.match(flat)
    opening = flat[: match.end()] if match else flat.partition("\n")[0].partition(":")[0]
    if _NO_PROGRAM.search(opening):
        return None
    if match is None:
        if len(set(day_labels(text))) < _FEWEST_LABELS or _NO_PROGRAM.search(flat):
            return None
        return _create(text, {"text": text})
    args: dict[str, Any] = {"text": text[match.end() :]}
    if match["title"] and not _NOT_A_TITLE.fullmatch(match["title"].strip()):
        args["title"] = text[match.start("title") : match.end("title")].strip()
    elif match["title"]:
        args["text"] = text[match.start("title") :]
    if match["keep"] and "title" in args:
        args["follow"] = False
    return _create(text, args)


def _create(text: str, args: dict[str, Any]) -> Call:
    return Call("create_program", "planner", text.strip(), _SURE, args | {"text": args["text"].strip()})


def _linked(text: str) -> Call | None:
    """The link of a shared plan, whatever stands beside it."""
    match = _LINK.search(text)
    return None if match is None else Call("use_shared_plan", "planner", text.strip(), _SURE, {"code": match["code"]})


def _commanded(text: str) -> Call | None:
    if len(text) > _LONGEST:
        return None
    simple = simplify(text)
    for command in _commands():
        for phrase in command.phrases:
            match = phrase.fullmatch(simple.words)
            args = None if match is None else _slots(command.tool, match, simple)
            if args is not None:
                return Call(command.tool, "planner", simple.original.strip(), _SURE, command.args | args)
    return None


def _slots(tool: str, match: re.Match[str], simple: SimpleText) -> dict[str, Any] | None:
    """The arguments in the person's own letters; None where a word of them names nothing."""
    args: dict[str, Any] = {}
    for name, value in match.groupdict().items():
        if value is None:
            continue
        said = simple.source(match.start(name), match.end(name)).strip(" \"'.!?")
        if name == "version":
            args["version"] = int(value)
        elif name == "code":
            args["code"] = said
        elif name == "own":
            args["program"] = {"key": None, "name": said}
        elif name == "named":
            says_program = _SAYS_PROGRAM.search(simple.words) and not _OF_A_TIME.search(value)
            if named_program(value) is None and not PROGRAM_NAMES.search(value) and not says_program:
                return None
            args["program"] = said
        else:
            args[name] = said
    return None if tool == "use_shared_plan" and named_program(args["code"]) else args


@cache
def _commands() -> tuple[_Command, ...]:
    data: dict[str, Any] = json.loads(files("spotter.language").joinpath("data", "own_programs.json").read_text("utf-8"))
    words = data["words"] | {"code": data["code"]}
    return tuple(
        _Command(row["tool"], row.get("args", {}), tuple(_compiled(one, words) for one in row["phrases"])) for row in data["commands"]
    )


def _compiled(source: str, words: dict[str, str]) -> re.Pattern[str]:
    for name, expression in words.items():
        source = source.replace(f"{{{name}}}", expression)
    return re.compile(source)
