"""Where somebody is reached: "link my telegram", "add my email me@example.org", "which channels do you have?", "délie mon numéro"."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from spotter.language.normalise import normalise
from spotter.language.simple_text import simplify
from spotter.language.understanding import Call, Parse, Reading

CODE_LENGTH = 8
_LONGEST = 16  # words
_SURE = 0.95
_CODE = re.compile(
    r"(?:/start|/?(?:link|connect|lier|relier|connecter|relie|connecte))(?: (?:code|with|avec|le code|the code))?[ :]+(?P<a>\S+)"
    r"|(?:here is |here s |voici )?(?:my |the |mon |le )?(?:link |linking )?code(?: (?:is|est|de liaison))?[ :]+(?P<b>\S+)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"\b(?:[A-Z]{4}[- ]?[A-Z]{4}|[a-z]{4}-[a-z]{4})\W*$")  # of a code without figures, which is a wrong one
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<!\w)\+?\d[\d\s().-]{6,18}\d(?!\w)")


def parse_channels(text: str, reading: Reading) -> Parse | None:  # noqa: ARG001  a grammar
    """A call about the channels of a person; None for anything else."""
    code = code_in(text)
    if code is not None:
        return _call("redeem_link_code", text, {"code": code})
    address, rest = _address(normalise(text))
    words = simplify(rest).words
    if words.count(" ") >= _LONGEST:
        return None
    data = _words()
    named = [name for name, expression in data["channels"].items() if _says(expression, words)]
    if len(named) > 1 or (address and named not in ([], [address[0]])):
        return None
    given = {"channel": address[0], "address": address[1]} if address else {"channel": named[0]} if named else {}
    return _meant(words, text, given) if given or _says(data["any"], words) else None


def _meant(words: str, text: str, given: dict[str, str]) -> Parse | None:
    """What is to be done with what was named, where every other word belongs to the asking."""
    data = _words()
    is_any = _says(data["any"], words)
    can_be_added = "address" in given or is_any or _says(data["added_by_name"], words)
    is_asked = is_any or _says(data["held"], words)
    for tool, verbs, is_fit in (
        ("unlink_channel", data["unlink"], True),
        ("link_channel", data["link"], True),
        ("link_channel", data["add"], can_be_added),
        ("list_channels", data["asks"], is_asked),
    ):
        if not is_fit or not _says(verbs, words):
            continue
        known = "|".join([verbs, data["any"], *data["channels"].values(), data["held"]])
        if frozenset(data["frame"].split()).issuperset(re.sub(rf"\b(?:{known})\b", " ", words).split()):
            return _call(tool, text, {} if tool == "list_channels" else given)
    return None


def _says(expression: str, words: str) -> bool:
    return bool(re.search(rf"\b(?:{expression})\b", words))


@cache
def _words() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((files("spotter.language") / "data" / "channels.json").read_text("utf-8"))
    return data


def _call(tool: str, text: str, args: dict[str, Any]) -> Parse:
    return Parse((Call(tool, None, text.strip(), _SURE, args),))


def _address(text: str) -> tuple[tuple[str, str] | None, str]:
    """An e-mail address or a phone number in the text, and the text without it."""
    for channel, pattern in (("email", _MAIL), ("sms", _PHONE)):
        found = pattern.search(text)
        if found is not None:
            return (channel, found[0].strip()), f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def code_in(text: str) -> str | None:
    """The one-time code that a message shows, without what it was spaced with; None where it shows none."""
    match = _CODE.fullmatch(re.sub(r"(?<=\b\w{4})[ -](?=\w{4}$)", "", normalise(text).rstrip(".! ")))
    shown = re.sub(r"[-_.]", "", (match["a"] or match["b"] or "") if match else "")
    looks_so = re.search(r"\d", shown) or _LETTERS.search(text)
    return shown.upper() if len(shown) == CODE_LENGTH and looks_so and shown.isalnum() else None
