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

_LONGEST = 200
_BEFORE = r"(?:(?:please|ok|no|actually|stop|wait|non|stp|attends),? )*"
_AFTER = r"(?: (?:please|stp|s'il te plait|finalement|after all))*"
_EVENT = (
    r"\b(?:after|following|about|regarding|apres|suite a|pour|au sujet de|concernant) (?:my|the|that|this|ma|mon|mes|la|le|les|cette|ces?) "
    r"[^,.;!?]{3,60}?(?=$|[,.;!]| (?:but|and|so|mais|et|donc|that|que|who|qui|i|my|the|mon|ma|le|la)\b)"
)
_COMPLAINT = r"\b(?:hurt(?:s|ing)?|pains?|ach\w+|tight\w*|dizz\w+|faint\w*|mal|douleurs?|serre\w*|vertiges?|essouffl\w+)\b"
_HURTS_AGAIN = re.compile(
    r"\b(?:but|although|though|however|yet|mais|pourtant)\b.*"
    rf"(?:{_COMPLAINT}|\b(?:again|still|back|encore|toujours)\b)"
)
_GOES_ON = re.compile(
    r"\b(?:still|(?:came|comes|is|are) back|keeps?|(?:getting|got|gets) worse|(?:pain|hurts?|tight\w*|dizzy|faint\w*) again|"
    r"encore|toujours|revenue?|revient|recommence)\b"
)
_NOW = re.compile(
    r"\b(?:now|again|currently|today|tonight|since|this (?:morning|afternoon|evening)|maintenant|actuellement|aujourd'hui|depuis|"
    r"ce (?:matin|soir)|cet apres-midi)\b"
)
_YES = re.compile(r"\W*(?:yes|yep|yeah|yup|yea|correct|sure|right|oui|ouais|exact\w*|tout a fait|c'est ca)\b")
_COMPLAINS = re.compile(_COMPLAINT)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """`denied` takes a clearance back: a question, a negation, a condition, a time to come. `over` is what somebody was cleared of."""

    cleared: re.Pattern[str]
    denied: re.Pattern[str]
    numbers: re.Pattern[str]
    numbers_denied: re.Pattern[str]
    over: re.Pattern[str]
    keep: re.Pattern[str]


def parse_clearance(text: str, reading: Reading) -> Parse | None:  # noqa: ARG001 - the signature of every grammar
    """A clearance to train again, or staying after all; None for everything else, also for "ignore that"."""
    flat = level(text).replace("’", "'").strip(" .!")
    if not flat or len(flat) > _LONGEST:
        return None
    phrases = _phrases()
    if phrases.keep.fullmatch(flat):
        return Parse((Call("keep_account", None, text.strip(), 0.95, {}),))
    if phrases.numbers.search(flat) and not phrases.denied.search(flat) and not phrases.numbers_denied.search(flat):
        return Parse((Call("clear_numbers", None, text.strip(), 0.9, {}),))
    rest = phrases.over.sub(" ", flat)
    if phrases.cleared.search(flat) and not phrases.denied.search(rest) and not _HURTS_AGAIN.search(rest):
        return Parse((Call("clear_hold", None, text.strip(), 0.9, {}),))
    return None


def says_yes(text: str) -> bool:
    """Whether the text begins with a yes: "yes he said I can", "oui, il a dit que je peux"."""
    return bool(_YES.match(level(text)))


def is_clearance(text: str) -> bool:
    """Whether the text tells that a professional has cleared somebody, with no complaint beside it."""
    flat = level(text).replace("’", "'").strip(" .!")
    phrases = _phrases()
    return (
        len(flat) <= _LONGEST
        and bool(phrases.cleared.search(flat))
        and not phrases.denied.search(flat)
        and not any(pattern.search(flat) for pattern in (_HURTS_AGAIN, _GOES_ON, _COMPLAINS))
    )


def without_cleared_event(text: str) -> str:
    """The text without what somebody was cleared of: "my doctor cleared me after my chest pain", "... the chest pain was nothing".

    Only a clearance by a professional lets it pass. What goes on beside it ("... but it hurts now") stays and alarms as ever.
    """
    flat = level(text).replace("’", "'")
    if len(flat) != len(text) or len(flat) > _LONGEST:
        return text
    phrases = _phrases()
    rest = phrases.over.sub(lambda event: " " * len(event[0]), flat)
    if rest == flat or not phrases.cleared.search(flat) or phrases.denied.search(rest):
        return text
    if _GOES_ON.search(rest) or _HURTS_AGAIN.search(rest) or (_NOW.search(rest) and _COMPLAINS.search(rest)):
        return text
    return "".join(" " if kept == " " else old for kept, old in zip(rest, text, strict=True))


@cache
def _phrases() -> _Phrases:
    words: dict[str, list[str]] = json.loads((files("spotter.language") / "data" / "clearance_words.json").read_text("utf-8"))
    lists = {f"<{name}>": _either(words[name]) for name in ("who", "allows", "numbers")}

    def pattern(name: str) -> re.Pattern[str]:
        text = _either(words[name])
        for place, choices in lists.items():
            text = text.replace(place, choices)
        return re.compile(text)

    return _Phrases(
        cleared=pattern("cleared"),
        denied=re.compile(rf"\?|\b{_either(words['denied'])}\b"),
        numbers=pattern("numbers_cleared"),
        numbers_denied=re.compile(rf"\b{_either(words['numbers_denied'])}\b"),
        over=re.compile(f"{_EVENT}|{_either(words['resolved'])}"),
        keep=re.compile(_BEFORE + _either(words["keep"]) + _AFTER),
    )


def _either(words: list[str]) -> str:
    return f"(?:{'|'.join(words)})"
