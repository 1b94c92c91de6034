"""What lifts a stop: "my doctor cleared me", "je peux reprendre, le médecin est d'accord"; and keeping an account after all.

"Ignore that", "it was a joke" and "I'm fine" alone lift nothing: only somebody's clearance is taken, and it is asked about again.
The phrases stand in `data/clearance_words.json`; `<who>` and `<allows>` are lists of their own.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spotter.language.calendar_words import level
from spotter.language.understanding import Call, Parse, Reading

_LONGEST = 160
_BEFORE = r"(?:(?:please|ok|no|actually|stop|wait|non|stp|attends),? )*"
_AFTER = r"(?: (?:please|stp|s'il te plait|finalement|after all))*"
_EVENT = re.compile(
    r"\b(?:after|following|apres|suite a) (?:my|the|that|this|ma|mon|mes|la|le|les|cette|ces?) "
    r"[^,.;!?]{3,60}?(?=$|[,.;!]| (?:but|and|mais|et)\b)"
)
_HURTS_AGAIN = re.compile(
    r"\b(?:but|although|though|however|yet|mais|pourtant)\b.*\b(?:hurts?|pains?|ach\w+|tight\w*|dizz\w+|faint\w*|again|still|back|"
    r"mal|douleurs?|serre\w*|vertiges?|essouffl\w+|encore|toujours)\b"
)
_GOES_ON = re.compile(
    r"\b(?:now|still|again|currently|today|tonight|right now|came back|comes back|is back|keeps?|getting worse|"
    r"maintenant|encore|toujours|actuellement|aujourd'hui|ce (?:matin|soir)|revenue?|revient|recommence)\b"
)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """`denied` takes a clearance back: a question, a negation, a condition, a time to come."""

    cleared: re.Pattern[str]
    denied: re.Pattern[str]
    keep: re.Pattern[str]


def parse_clearance(text: str, reading: Reading) -> Parse | None:  # noqa: ARG001 - the signature of every grammar
    """A clearance to train again, or staying after all; None for everything else, also for "ignore that"."""
    flat = level(text).replace("’", "'").strip(" .!")
    if not flat or len(flat) > _LONGEST:
        return None
    phrases = _phrases()
    if phrases.keep.fullmatch(flat):
        return Parse((Call("keep_account", None, text.strip(), 0.95, {}),))
    if phrases.cleared.search(flat) and not phrases.denied.search(flat) and not _HURTS_AGAIN.search(flat):
        return Parse((Call("clear_hold", None, text.strip(), 0.9, {}),))
    return None


def without_cleared_event(text: str) -> str:
    """The text without what somebody was cleared after: the chest pain of "my doctor cleared me after my chest pain" is over.

    What goes on beside it ("... but it hurts now") stays and alarms as ever.
    """
    flat = level(text)
    if len(flat) != len(text) or len(flat) > _LONGEST:
        return text
    phrases = _phrases()
    event = _EVENT.search(flat)
    if event is None or not phrases.cleared.search(flat[: event.start()]) or phrases.denied.search(flat) or _GOES_ON.search(flat):
        return text
    return text[: event.start()] + " " + text[event.end() :]


@cache
def _phrases() -> _Phrases:
    words: dict[str, list[str]] = json.loads((files("spotter.language") / "data" / "clearance_words.json").read_text("utf-8"))
    cleared = _either(words["cleared"]).replace("<who>", _either(words["who"])).replace("<allows>", _either(words["allows"]))
    denied = rf"\?|\b{_either(words['denied'])}\b"
    return _Phrases(re.compile(cleared), re.compile(denied), re.compile(_BEFORE + _either(words["keep"]) + _AFTER))


def _either(words: list[str]) -> str:
    return f"(?:{'|'.join(words)})"
