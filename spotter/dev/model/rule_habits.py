"""Rule lines that say what to look at, whom to send to and what to ask: the forms of the coach's own prompts, and what they come to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spotter.dev.model.words import fold, stems

_ALTERNATIVES = re.compile(r",\s*(?:or\b|and\b)?|\bor\b|\band\b")
_HOW_MUCH = re.compile(r"\bhow (?:many|much|heavy|long|far|fast)\b|\bcombien\b")
_CANNOT = re.compile(r"\b(?:can't|cannot|unable|no longer do|ne peux pas)\b")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of a message: any of the alternatives, each with all of its words."""

    alternatives: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, text: str) -> Cue:
        """The alternatives of a list: `numbness, pain at rest or at night`."""
        found = (stems(one) for one in _ALTERNATIVES.split(text))
        return cls(tuple(one for one in found if one))

    def is_in(self, text: str) -> bool:
        return any(one <= stems(text) for one in self.alternatives)


@dataclass
class Habits:
    """What the rules want told, asked and looked at.

    What is to be looked at: `before` any answer, `for_words` where the message has them; something at least where it `reads_first`.
    """

    before: list[str] = field(default_factory=list)
    for_words: list[tuple[re.Pattern[str], str]] = field(default_factory=list)
    told: list[tuple[Cue, str]] = field(default_factory=list)
    delicate: list[Cue] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    most_questions: int | None = None
    reads_first: bool = False
    owns_up: bool = False
    says_next_step: bool = False
    leaves_small_talk: bool = False

    def subjects_of(self, text: str) -> list[str]:
        """What is to be looked at before this message is answered, one thing each."""
        wanted = [what for pattern, what in self.for_words if pattern.search(fold(text))] + self.before
        return [one.strip() for what in wanted for one in _ALTERNATIVES.split(what)]

    def texts_for(self, text: str) -> list[str]:
        """What is to be told to this message."""
        return [said for cue, said in self.told if cue.is_in(text)]

    def is_delicate(self, text: str) -> bool:
        """Whether no number may stand in the answer to this message."""
        return any(cue.is_in(text) for cue in self.delicate)

    def lacks_a_figure(self, text: str, answer: str) -> bool:
        """Whether a figure was asked for, none is there, and that has to be said."""
        return self.owns_up and bool(_HOW_MUCH.search(fold(text))) and not re.search(r"\d", answer)


def read_habit(part: str, habits: Habits) -> bool:
    """Read a rule, or a piece of one; False where it is none of these."""
    return _looks(part, habits) or _tells(part, habits) or _asks(part, habits)


def _looks(part: str, habits: Habits) -> bool:
    if found := re.fullmatch(r'for "(?P<cue>[^"]+)" (?:look )?at (?P<what>.+?)(?: first)?(?:, then .+)?', part, re.I):
        habits.for_words.append((re.compile(rf"\b{re.escape(fold(found['cue']))}\b"), found["what"]))
    elif found := re.fullmatch(r"for an? \w+ somebody cannot do, offer .+? that the (?P<what>.+?) returns(?:, .+)?", part, re.I):
        habits.for_words.append((_CANNOT, found["what"]))
    elif found := re.fullmatch(
        r"(?:look at|check|read|start from) (?P<what>.+?)(?: before you \w+(?: it)?|, as the tool shows it)", part, re.I
    ):
        habits.before.append(found["what"])
    elif found := re.fullmatch(r"read before you advise", part, re.I):
        habits.reads_first = True
    return bool(found)


def _tells(part: str, habits: Habits) -> bool:
    if found := re.fullmatch(r"(?P<what>.+?) goes to (?P<whom>an? .+)", part, re.I):
        habits.told.append((Cue.of(found["what"]), f"That goes to {found['whom']}."))
    elif found := re.fullmatch(r"(?P<what>\w+) (?:above|over|beyond) .+ means (?P<do>.+)", part, re.I):
        habits.told.append((Cue.of(found["what"]), f"Above the limit, {found['do']}."))
    elif found := re.fullmatch(r"an? (?P<what>\w+) needs (?P<much>.+?)(?: in the tool's result)?", part, re.I):
        habits.told.append((Cue.of(found["what"]), f"That needs {found['much']}."))
    elif found := re.fullmatch(r"(?:one |an? )?(?P<what>.+?) is (?P<is>.+): say so", part, re.I):
        habits.told.append((Cue.of(found["what"]), f"{part.partition(':')[0]}."))
    elif found := re.fullmatch(r"after an? (?P<what>\w+ \w+) (?P<do>make .+?)(?:: .+)?", part, re.I):
        habits.told.append((Cue.of(found["what"]), _sentence(found["do"])))
    elif found := re.fullmatch(r"when (?P<what>.+?) is short, (?P<do>[^;]+)(?:; .+)?", part, re.I):
        habits.told += [(Cue.of(found["what"]), _sentence(one)) for one in found["do"].split(" and ")]
    elif found := re.fullmatch(r"(?P<what>.+?) is not an? .+? matter: .*?say that (?P<text>[^,;]+).*", part, re.I):
        habits.told.append((Cue.of(found["what"]), _sentence(found["text"])))
    elif found := re.fullmatch(r"signs of (?P<what>.+?): no numbers, .*\b(?P<whom>an? \w+)", part, re.I):
        habits.delicate.append(Cue.of(found["what"]))
        habits.told.append((Cue.of(found["what"]), f"That is for {found['whom']}."))
    return bool(found)


def _asks(part: str, habits: Habits) -> bool:
    if found := re.fullmatch(r"ask for what is missing: (?P<what>.+)", part, re.I):
        habits.questions += [f"{one.strip().capitalize()}?" for one in found["what"].split(",")]
    elif found := re.fullmatch(r"offer (?P<what>an? \w+)(?:, .+)?", part, re.I):
        habits.questions.append(f"Do you want {found['what']}?")
    elif found := re.fullmatch(r"ask at most (?P<count>one|two) questions?(?: when .+)?", part, re.I):
        habits.most_questions = {"one": 1, "two": 2}[found["count"].lower()]
    elif found := re.fullmatch(r"where a figure is missing, .*\bsay that you do not know it", part, re.I):
        habits.owns_up = True
    elif found := re.fullmatch(r"(?:.+: )?say the next step", part, re.I):
        habits.says_next_step = True
    elif found := re.fullmatch(r"leave out what is small talk(?: .+)?", part, re.I):
        habits.leaves_small_talk = True
    return bool(found)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
