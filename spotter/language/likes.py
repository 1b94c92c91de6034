"""Wishes for something like an exercise: "something like a leg press without a machine", "comme la presse, mais avec des haltères"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spotter.catalogue.exercise import Exercise
from spotter.catalogue.exercise_search import find_exercise_mention
from spotter.catalogue.exercises import exercises
from spotter.language.calendar_words import level
from spotter.language.equipment import find_equipment
from spotter.language.understanding import Call, Parse, Reading

# What stands in a hall and hardly anywhere else.
GYM_ONLY = frozenset({"machine", "cable", "smith", "cardio_machine", "rack", "trap_bar", "dip_bars", "barbell", "plate"})
NOTHING = frozenset({"bodyweight", "mat", "wall"})
_LIKE = re.compile(
    r"\b(?:(?:something|anything|exercises?|movements?|lifts?|one|variations?)\s+(?:else )?(?:that(?:'s| is) )?"
    r"(?:like|similar to|close to|comparable to|resembl\w+)|similar (?:exercises? |movements? )?to|"
    r"(?:quelque chose|un truc|exercices?|exos?|mouvements?|variantes?)\s+(?:qui ressemble a|comme|du genre(?: d[eu'])?|"
    r"dans le genre(?: d[eu'])?|proches? d[eu']|similaires? a|semblables? a|equivalents? a)|"
    r"(?P<other>(?:an? |any )?(?:alternatives?|substitutes?|replacements?|equivalents?) (?:to|for|of)|instead of|in place of|"
    r"(?:une? )?(?:alternatives?|equivalents?|remplacants?) (?:au?|aux|a la|pour|d[eu'])|"
    r"a la place (?:d[eu']|des)|au lieu (?:d[eu']|des)))\b"
)
_CUT = re.compile(r"\b(?:without|with no|no|but not|not on|sans|pas de|ni|with|using|avec|at home|a la maison|chez moi|but|mais)\b")
_WITHOUT = re.compile(r"\b(?:without|with no|no|but not(?: on)?|not on|sans|pas de|ni)\s+(?P<what>[^,.;!?]{2,40})")
_WITH = re.compile(r"\b(?:with|using|avec)\s+(?!no\b|out\b)(?P<what>[^,.;!?]{2,40})")
_AT_HOME = re.compile(r"\b(?:at home|a la maison|chez moi|outdoors?|outside|dehors|dans un parc|in the park|in my room)\b")
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Wish:
    """Something like `exercise`: with some of `using` (empty: whatever there is), with none of `without`."""

    exercise: Exercise
    using: frozenset[str]
    without: frozenset[str]


def wish_of(text: str) -> Wish | None:
    """The exercise that something shall be like and what it shall be done with; None where the text wishes nothing of the kind."""
    flat = level(text)
    found = _LIKE.search(flat)
    if found is None or len(flat) > _LONGEST:
        return None
    cut = _CUT.search(flat, found.end())
    if found["other"] and cut is None:
        return None  # "an alternative to squats" has its reasons elsewhere in the message
    mention = find_exercise_mention(text[found.end() : cut.start() if cut else len(text)].split())
    if mention is None:
        return None
    unwanted = _WITHOUT.search(flat, found.end())
    wanted = _WITH.search(flat, found.end())
    without = frozenset(find_equipment(unwanted["what"])) if unwanted else frozenset()
    if "machine" in without:
        without |= {"smith", "cardio_machine"}
    if _AT_HOME.search(flat) or "full_gym" in without:
        without |= GYM_ONLY
    if unwanted and "bodyweight" in find_equipment(unwanted[0]):  # "without equipment" is a kind of equipment
        without |= frozenset(one for row in exercises().values() for one in row.equipment) - NOTHING
    return Wish(mention.exercise, frozenset(find_equipment(wanted["what"])) if wanted else frozenset(), without)


def parse_likeness(text: str, _reading: Reading) -> Parse | None:
    """A search for exercises where the text wishes for something like one."""
    return None if wish_of(text) is None else Parse((Call("find_exercise", "planner", text.strip(), 0.9, {"query": text.strip()[:200]}),))
