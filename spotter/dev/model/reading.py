"""Who said what in a request: the person's words, what the house tells about them, and what tools answered."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spotter.dev.model.chat import Chat
from spotter.dev.model.phrases import Language
from spotter.dev.model.words import content_words, is_french, sentences, subjects

_LANGUAGE = re.compile(r"\b(?:in|language:?|locale:?|langue :?)\s+(?P<name>french|fr|français|english|en)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n\s*\n")
_EARLIER = re.compile(r"(?:summary|earlier|before that|so far)\b[^:]*:\s*(.*)", re.IGNORECASE)
_DONE = re.compile(r"^.*\b(?:done|logged|déjà fait)\b.*:\s*$", re.IGNORECASE)
_LEAD = re.compile(r"^(?:\[\d{4}-\d\d-\d\d\]\s*)?(?:(?:The person|La personne) [\w ]{3,30}: ?)?")  # what was told, without who and when
_LABEL = re.compile(r"(?:[\w']+ ){0,2}[\w']+ ?: ")
_REFUSAL = re.compile(r"(?:not done|error|tool error)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked now. `text` is the person's own words; `context` is what stands before them in the same message."""

    text: str
    context: str
    language: Language


def request_of(chat: Chat) -> Request:
    """Read the request: the last paragraph of the newest message of the person is what they want.

    A message that follows another one of the person, or a tool's result, is the house that asks again: the one before it counts.
    """
    asked = _asked(chat)
    paragraphs = _PARAGRAPH.split(asked.strip())
    context, text = "\n\n".join(paragraphs[:-1]), paragraphs[-1]
    named = _LANGUAGE.findall(f"{chat.system}\n{context}")
    french = named[-1].lower().startswith("fr") if named else is_french(text)
    return Request(text, context, "fr" if french else "en")


def _asked(chat: Chat) -> str:
    users = [index for index, message in enumerate(chat.messages) if message.role == "user"]
    if not users:
        return ""
    last = users[-1]
    again = last > 0 and chat.messages[last - 1].role in ("user", "tool") and not chat.tools
    return chat.messages[users[-2] if again and len(users) > 1 else last].text


def results_of(chat: Chat) -> list[str]:
    """What tools answered: in this turn, or earlier where the house asks again without offering tools."""
    found = [text for _name, text in chat.results]
    if found or chat.tools:
        return found
    return [message.text for message in chat.messages if message.role == "tool"]


def refused_why(result: str) -> str | None:
    """Why a call was not done; None for a result."""
    match = _REFUSAL.match(result)
    return result[match.end() :].strip() if match else None


def fact_for(request: Request) -> str | None:
    """What the house knows of the person that has most to do with their words."""
    wanted, about = set(content_words(request.text)), set(subjects(request.text))

    def nearness(fact: str) -> int:
        return 2 * len(wanted & set(content_words(fact))) + len(about & set(subjects(fact)))

    facts = _facts(request.context)
    best = max(facts, key=nearness, default=None)
    return best.rstrip(".") if best and nearness(best) > 0 else None


def _facts(context: str) -> list[str]:
    """The listed lines of the context that carry no label, and the sentences of a summary of earlier talk."""
    found = []
    for line in context.splitlines():
        if _DONE.match(line):  # receipts of this message follow
            break
        earlier = _EARLIER.search(line)
        if line.lstrip().startswith(("- ", "* ")) and not re.match(r"\s*[-*] \[[A-Z]\d", line):
            found.append(line.strip()[2:].strip())
        elif earlier:
            found += sentences(earlier[1])
    found = [_LEAD.sub("", fact) for fact in found]
    return [fact for fact in found if len(fact) > 3 and not _LABEL.match(fact)]
