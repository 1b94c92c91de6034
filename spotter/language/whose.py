"""Whose a finding is: the person's own, or somebody else's they write about ("my wife is pregnant", "mon père est diabétique").

Only a plain statement counts: a relative, a friend, a client, "he" or "she", linked to the finding by a verb. Whatever stays in doubt is
taken for the person's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from spotter.language.red_flag_lexicon import load
from spotter.language.red_flag_words import plain_text

_SENTENCE_BREAK = re.compile(r"[.!?\n;…](?!\d)")
_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)?|,")
_REACH = 12  # words between somebody and what they have
_HANDED_REACH = 5  # words: "took my dad 's blood pressure" pills


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("somebody_else.json").items()}


def is_anothers(before: Sequence[str], finding: Sequence[str], after: Sequence[str], *, strict: bool = False) -> bool:
    """Whether the words `finding` tell of somebody else; `before` and `after` are the plain words around them in the sentence.

    `strict` is for emergencies: no "and" and no comma may stand between, because "my wife is away and have chest pain" is one's own.
    A comma is a word of its own here.
    """
    if _words()["own"].intersection(finding):
        return False
    if _is_handed_over(before):
        return False
    if _is_adjective(before, after) or (before[-1:] and before[-1] in _words()["possessives"] and any(map(_is_kin, finding))):
        return True
    for distance, at in enumerate(range(len(before) - 1, -1, -1)):
        word = before[at]
        if distance > _REACH or _is_own(before, at):
            break
        if _is_somebody(before, at):
            return _is_linked(word, before[at + 1 :]) and not (strict and _changes_subject([*before[at + 1 :], *finding[:1]]))
    return _is_of_somebody(after)


def _is_handed_over(before: Sequence[str]) -> bool:
    """Whether somebody's thing is taken by the writer: "my dad gave me his pills", "I take my mum's", "ma mère m'a filé les siens"."""
    lists = _words()
    for at, word in enumerate(before):
        if word in lists["gives"] and lists["own"].intersection([*before[max(0, at - 2) : at], *before[at + 1 : at + 2]]):
            return True
        near = len(before) - at <= _HANDED_REACH and before[at + 1 : at + 2] and before[at + 1] in lists["possessives"]
        if word in lists["takes"] and near and lists["own"].intersection(before[max(0, at - 3) : at]):
            return True
    return False


def is_told_of_another(before: str, clause: str) -> bool:
    """Whether `clause`, a piece of a message that comes after `before`, ends on what somebody else did or is: "my wife slept 5 hours"."""
    words = words_of(plain_text(f"{before} {clause}").rstrip(" .!"))[-1]
    return is_anothers(words[:-1], words[-1:], ())


def words_of(plain: str) -> list[list[str]]:
    """The words and commas of each sentence of a plain text."""
    return [_WORD.findall(sentence) for sentence in _SENTENCE_BREAK.split(plain)]


def _is_own(before: Sequence[str], at: int) -> bool:
    """Whether the word is the writer's; not the "mine" of "a friend of mine"."""
    if before[at] == "mine" and at and before[at - 1] == "of":
        return False
    return before[at] in _words()["own"]


def _is_somebody(words: Sequence[str], at: int) -> bool:
    """Whether somebody else is named at `at`: "my wife", "a client", "she"; not the "woman" of "I am a woman"."""
    lists, word = _words(), words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in lists["pronouns"]:
        return following not in lists["impersonal"]
    if word in lists["plural_pronouns"]:
        return any(_is_kin(each) for each in words[:at])
    if not _is_kin(word):
        return False
    if word.removesuffix("s") in lists["names"] and (at == 0 or words[at - 1] in lists["joins"]):
        return True
    return any(_points_at_another(words, place) for place in range(max(0, at - 3), at))


def _is_kin(word: str) -> bool:
    kin = _words()["kin"]
    return word in kin or word.removesuffix("s") in kin


def _points_at_another(words: Sequence[str], at: int) -> bool:
    lists = _words()
    if words[at] in lists["possessives"]:
        return True
    return words[at] in lists["determiners"] and not (at and words[at - 1] in lists["self_description"])


def _is_linked(somebody: str, between: Sequence[str]) -> bool:
    """Whether a verb leads from `somebody` to the finding: "my dad has ...", "her ..."; not "my coach noticed ..."."""
    lists = _words()
    if between[:1] and between[0] in lists["of"]:  # "ma prof de yoga est ..."
        between = between[2:]
    stays = [word for word in between if word not in lists["adverbs"] and word != "," and not word[0].isdigit()]
    if any(word in lists["reports"] for word in stays) and "with" not in stays:
        return False
    if not stays:
        return True
    owns = somebody in lists["their"] or (somebody.endswith("s") and _is_kin(somebody) and somebody not in lists["kin"])
    return stays[0] in lists["links"] or (owns and len(stays) <= 4)


def _changes_subject(between: Sequence[str]) -> bool:
    """Whether "and" or a comma may begin what the writer says of themselves ("and have pain"); not "and was out cold", "and he shakes"."""
    lists = _words()
    return any(before in lists["conjunctions"] and word not in lists["third_person"] for before, word in pairwise(between))


def _is_adjective(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether it is "my pregnant wife", "a diabetic client of mine"; not "I'm a pregnant woman"."""
    if not after or not _is_kin(after[0]):
        return False
    return any(_points_at_another(before, at) for at in range(max(0, len(before) - 3), len(before)))


def _is_of_somebody(after: Sequence[str]) -> bool:
    """Whether it goes on with its owner: "kidney disease of my dad", "le diabète de mon père"."""
    lists = _words()
    if len(after) < 3 or after[0] not in lists["of"] or after[1] not in lists["possessives"]:
        return False
    return any(_is_kin(word) for word in after[2:4])
