"""The words of a message as the red-flag screening reads them: plain ASCII tokens with sentence and clause borders."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from spotter.language.red_flag_spelling import correct

_LAUGH = re.compile("[\U0001f602\U0001f923\U0001f606\U0001f605\U0001f639\U0001f61c\U0001f92a\U0001f480\u2620]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00]")
_LOOK_ALIKE = str.maketrans("авекмнорстухіѕј", "abekmhopctyxisj")
_APOSTROPHE = re.compile("[’‘ʼ´`′]")
_ENGLISH_ENDING = re.compile(r"(?<=[a-z])'(?=(?:t|s|m|re|ve|ll|d)\b)")
_FULL_NOT = re.compile(r"\b(do|does|did|is|was|are|were|have|has|had|could|would|should|can)(?: not\b|not\b)")
_NOT_ABLE = re.compile(r"\b(?:am |im |are |is |was |were )?(?:not|no longer) able to\b|\b(?:cannot|can no longer|can hardly)\b")
_FRENCH_I = re.compile(r"\bj(?=[bcdflmnprstvx][a-z]{2})(?!peg|query|son\b)")  # "jpeux", "jsens", "jveux"
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[a-z]+|[.!?\n;…]+|[,:()\u2013\u2014]| - ")
_SENTENCE_END = frozenset(".!?\n;…")


class Words(NamedTuple):
    """Tokens in reading order; `sentence[i]` numbers the sentence of token i, `clause[i]` the stretch between two commas.

    `asked` are the sentences that end on a question mark.
    """

    text: tuple[str, ...]
    sentence: tuple[int, ...]
    clause: tuple[int, ...]
    plain: str
    asked: frozenset[int]


def plain_text(text: str) -> str:
    """`text` in lower-case ASCII without accents, invisible characters or look-alikes; laughing faces become "lol"."""
    text = _LAUGH.sub(" lol ", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFKD", _APOSTROPHE.sub("'", text)).lower().replace("œ", "oe").replace("æ", "ae")
    text = "".join(c for c in text if not unicodedata.combining(c)).translate(_LOOK_ALIKE)
    text = _FRENCH_I.sub("je ", _ENGLISH_ENDING.sub("", text).replace("'", " "))
    text = _NOT_ABLE.sub("cant", text)
    return _STRETCHED.sub(r"\1", _FULL_NOT.sub(_short_not, text))


def _short_not(match: re.Match[str]) -> str:
    return "cant" if match[1] == "can" else f"{match[1]}nt"


def read_words(text: str) -> Words:
    """Split `text` into words, with their usual misspellings put right."""
    plain = plain_text(text)
    words: list[str] = []
    sentences: list[int] = []
    asked: set[int] = set()
    clauses: list[int] = []
    sentence = clause = 0
    for token in _TOKEN.findall(plain):
        if token[0] in _SENTENCE_END:
            if "?" in token:
                asked.add(sentence)
            sentence, clause = sentence + 1, clause + 1
        elif token[0].isalnum():
            for word in correct(token).split():
                words.append(word)
                sentences.append(sentence)
                clauses.append(clause)
        else:
            clause += 1
    return Words(tuple(words), tuple(sentences), tuple(clauses), plain, frozenset(asked))
