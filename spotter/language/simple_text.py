"""A clause stripped to its words: lower case, no accents, no punctuation, no courtesy; with the way back to the original."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from spotter.language.calendar_words import level

_KEPT = re.compile(r"[a-z0-9%/]+(?:[.,:][0-9]+)*")
_BEFORE = (
    r"hi|hey|hello|yo|ok|okay|so|well|um|uh|hmm|please|pls|plz|coach|spotter|and|then|also|now|but|oh|actually|just|"
    r"slt|bjr|cc|salut|bonjour|coucou|bonsoir|alors|bon|bah|ben|stp|svp|s il te plait|s il vous plait|dis|dis moi|et|puis|ensuite|"
    r"aussi|mais|en fait|"
    r"(?:(?:can|could|would|may) (?:you|u|i|we)|will (?:you|u)) (?:please )?(?:also |just )?|(?:tu peux|peux tu|pourrais tu|"
    r"tu pourrais|pourriez vous|pouvez vous|vous pouvez|est ce que tu peux) (?:aussi )?|"
    r"(?:i would|i d|id) (?:like|love) (?:you )?to (?:know |see )?|i (?:want|need|wanna|wanted) (?:you )?to "
    r"(?:know|see)|i wanna (?:know|see)|"
    r"do you (?:know|think)|any idea|je (?:veux|voudrais|souhaite) (?:savoir|voir|connaitre)|j aimerais "
    r"(?:savoir|voir|connaitre)|according to my [a-z ]{3,20} (?:app|tracker|watch)"
)
_AFTER = (
    r"please|pls|plz|thanks|thank you|thx|stp|svp|s il te plait|s il vous plait|merci|coach|spotter|then|mate|"
    r"bro|man|lol|haha|alors|du coup|too|as well|for me"
)
_SHORT = {
    "u": "you",
    "r": "are",
    "ur": "your",
    "goin": "going",
    "wat": "what",
    "wut": "what",
    "msg": "message",
    "msgs": "messages",
    "pq": "pourquoi",
}
_ASKED = re.compile(r"^y(?= (?:did|do|are|you|r|u|this|that)\b)")  # "y did you"
_HEAD = re.compile(rf"^(?:(?:{_BEFORE}) *\b *)+(?=\S)")
_TAIL = re.compile(rf"(?: (?:{_AFTER}))+$")


@dataclass(frozen=True, slots=True)
class SimpleText:
    """`words` is the clause in simple form; `places[i]` is where its i-th character stands in the original."""

    words: str
    places: tuple[int, ...]
    original: str

    def source(self, start: int, end: int) -> str:
        """The original wording of `words[start:end]`."""
        return self.original[self.places[start] : self.places[end - 1] + 1] if end > start else ""


@lru_cache(maxsize=64)  # phrases and subjects read the same clause
def simplify(text: str, *, courtesy: bool = False) -> SimpleText:
    """The clause in simple form, with its words of courtesy only on request. "Can you show me my PRs, please?" gives "show me my prs"."""
    characters: list[str] = []
    places: list[int] = []
    for match in _KEPT.finditer(level(text)):
        if characters:
            characters.append(" ")
            places.append(match.start())
        word = _SHORT.get(match[0], match[0])
        characters += word
        places += [*range(match.start(), match.end() - 1), *[match.end() - 1] * (len(word) - len(match[0]) + 1)]
    words = "".join(characters)
    if _ASKED.match(words):
        words, places = f"why{words[1:]}", [places[0], places[0], *places]
    if courtesy:
        return SimpleText(words, tuple(places), text)
    head = _HEAD.match(words)
    start = head.end() if head else 0
    tail = _TAIL.search(words, start)
    end = tail.start() if tail and tail.start() > start else len(words)
    return SimpleText(words[start:end], tuple(places[start:end]), text)
