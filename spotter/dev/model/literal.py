"""A model that does what the numbered rule lines of its prompt say (`- [R3] Answer in one sentence.`), so that an edited prompt shows.

It understands a small set of forms, listed in docs/model-server.md, and passes over rules it cannot read. Where no rule speaks it
is the sensible one.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace

from spotter.dev.model.chat import Call, Chat, Reply
from spotter.dev.model.filling import fill
from spotter.dev.model.phrases import NEXT_QUESTION, NEXT_STEP, UNKNOWN
from spotter.dev.model.reading import Request, request_of
from spotter.dev.model.rule_lines import Guide, guide_of
from spotter.dev.model.sensible import likest_reading, sensible
from spotter.dev.model.words import fold, sentences, subjects, unique

_FIGURE = re.compile(r"\d")


def literal(chat: Chat) -> Reply:
    """The sensible reply, bent to the rules of the prompt."""
    guide = guide_of(chat)
    if guide.language:
        chat = _in_language(chat, guide.language)
    usual = sensible(chat)
    if chat.wants_json:
        return Reply(_rerouted(usual.text, guide))
    if chat.tools and chat.choice != "none":
        calls = _calls(chat, usual, guide)
        if calls:
            return Reply(calls=calls)
        usual = usual if usual.text else sensible(replace(chat, tools=()))
    return Reply(_bent(usual.text, chat, guide))


def _in_language(chat: Chat, language: str) -> Chat:
    """The request with the language said right before what the person wants."""
    last = max((index for index, message in enumerate(chat.messages) if message.role == "user"), default=0)
    before, blank, text = chat.messages[last].text.rpartition("\n\n")
    told = replace(chat.messages[last], text=f"{before}{blank}Answer in {language}.\n\n{text}")
    return replace(chat, messages=(*chat.messages[:last], told, *chat.messages[last + 1 :]))


def _calls(chat: Chat, usual: Reply, guide: Guide) -> tuple[Call, ...]:
    """The calls that rules order, then those of the sensible model that no rule forbids."""
    text = request_of(chat).text
    subjects_read = guide.habits.subjects_of(text)
    if guide.habits.reads_first and not (subjects_read or usual.calls or chat.called):
        subjects_read = [text]
    looked = [tool.name for what in subjects_read if (tool := likest_reading(chat.tools, what))]
    named = unique((*guide.first, *guide.tools_when(text), *looked))
    ordered = [name for name in named if name not in chat.called and name not in guide.barred]
    calls = [Call.of(tool.name, fill(tool.parameters, text, force=True)) for name in ordered if (tool := chat.tool(name))]
    calls += [call for call in usual.calls if call.name not in guide.barred and call.name not in ordered]
    return tuple(calls if guide.most_calls is None else calls[: max(guide.most_calls - len(chat.called), 0)])


def _bent(text: str, chat: Chat, guide: Guide) -> str:
    """The text as the rules want it: sentences left out, then its length, then its beginning and end."""
    request = request_of(chat)
    kept = [one for one in _all_that_is_told(text, request, guide) if not _is_unwanted(one, request.text, guide)]
    kept = kept[: guide.most_sentences]
    if guide.most_words is not None:
        kept = [" ".join(" ".join(kept).split()[: guide.most_words])]
    kept = [*guide.start, *guide.texts_when(request.text), *kept, *(one for one in guide.always if fold(one) not in fold(text)), *guide.end]
    if guide.ends_with_question and not (kept and kept[-1].endswith("?")):
        kept.append(NEXT_QUESTION[request.language])
    return "\n".join(f"- {one}" for one in kept) if guide.as_list else " ".join(kept)


def _all_that_is_told(text: str, request: Request, guide: Guide) -> list[str]:
    """What the rules want told, the usual text, no more questions than the rules allow, and what is next."""
    habits, language = guide.habits, request.language
    usual = [one for one in sentences(text) if not one.endswith("?")]
    asked = [*(one for one in sentences(text) if one.endswith("?")), *habits.questions][: habits.most_questions]
    told = habits.texts_for(request.text)
    told += [UNKNOWN[language]] if habits.lacks_a_figure(request.text, text) else []
    return [*told, *usual, *asked, *([NEXT_STEP[language]] if habits.says_next_step else [])]


def _is_unwanted(sentence: str, said: str, guide: Guide) -> bool:
    flat = fold(sentence)
    return (
        any(re.search(rf"\b{re.escape(word)}", flat) for word in guide.never)
        or ((guide.no_figures or guide.habits.is_delicate(said)) and bool(_FIGURE.search(sentence)))
        or (guide.no_questions and sentence.endswith("?"))
    )


def _rerouted(answer: str, guide: Guide) -> str:
    """A router's answer with the agents that rules name for a word."""
    body = json.loads(answer)
    name, tasks = next(((key, value) for key, value in body.items() if isinstance(value, list)), ("", []))
    if guide.habits.leaves_small_talk:
        body[name] = tasks = [task for task in tasks if subjects(" ".join(map(str, task.values())))] or tasks
    for task in tasks:
        agent_key = next(iter(task))
        said = fold(" ".join(str(value) for key, value in task.items() if key != agent_key))
        task[agent_key] = next((agent for word, agent in guide.routes if re.search(rf"\b{re.escape(word)}", said)), task[agent_key])
    return json.dumps(body, ensure_ascii=False)
