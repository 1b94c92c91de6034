"""Words for what the coach knows about somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spotter.language.wording.injuries import injury
from spotter.language.wording.profile import in_sentence
from spotter.language.wording.style import Style

Facts = Mapping[str, Any]
_NOT_TOLD = frozenset({"birth_date", "units", "locale", "time_zone"})


def remember(facts: Facts, style: Style) -> str:
    """I'll remember: "..."."""
    said = style.phrase("memory.known_already" if facts["known_already"] else "memory.remembered", text=facts["text"])
    if facts["until"] and not facts["known_already"]:
        said += " " + style.phrase("memory.holds_until", day=style.day(facts["until"]))
    if facts["kind"] == "injury" and not facts["known_already"]:
        said += " " + style.phrase("memory.use_the_log")
    return said


def correct_fact(facts: Facts, style: Style) -> str:
    """Noted: "..." instead of "..."."""
    if facts["replaced"] is None:
        return style.phrase("memory.remembered", text=facts["text"])
    return style.phrase("memory.corrected", text=facts["text"], old=facts["replaced"])


def known_lines(facts: Facts, style: Style) -> list[str]:
    """Profile, pains, goals and facts that are known, one line each."""
    profile = facts["profile"]
    known = [name for name in profile if profile[name] is not None and name not in _NOT_TOLD]
    what = {
        "profile": ", ".join(in_sentence(name, profile[name], style) for name in known),
        "pain": "; ".join(injury(one, style) for one in facts["injuries"]),
        "goals": "; ".join(facts["goals"]),
        "facts": "; ".join(f'"{fact["text"]}"' for fact in facts["facts"]),
    }
    return [f"- {style.phrase(f'memory.line_{name}', what=text)}" for name, text in what.items() if text]


def show_memory(facts: Facts, style: Style) -> str:
    """What is known, and how to correct it."""
    lines = known_lines(facts, style)
    if not lines:
        return style.phrase("memory.nothing")
    return "\n".join([style.phrase("memory.shown"), *lines, style.phrase("memory.correct")])


def forget(facts: Facts, style: Style) -> str:
    """Forgotten: "..."."""
    texts = facts["texts"]
    if len(texts) == 1:
        return style.phrase("memory.forgotten", text=texts[0])
    return style.phrase("memory.forgotten_all", n=len(texts))


def ask_before_all(facts: Facts, style: Style) -> str:
    """Shall I forget everything?"""
    return style.phrase("memory.ask_all", n=facts["count"])


SAY = {"remember": remember, "correct_fact": correct_fact, "show_memory": show_memory, "forget": forget, "forget.confirm": ask_before_all}
