"""What a language model must not say: sentences of a generated text that are screened out before anybody reads them.

The rules and thresholds are those of `coaching`; a model may be more careful than these, never less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from spotter.catalogue.exercise_mention import find_exercise_mention
from spotter.coaching.ages import ADULT_AGE
from spotter.coaching.energy import FLOOR_KCAL, MAX_DEFICIT_KCAL, Sex
from spotter.coaching.progression import MAX_RAISE, ProgressionRule
from spotter.coaching.safety import NO_BODY_NUMBERS_CONDITIONS, Level, training_allowed, vigorous_training_allowed
from spotter.language import generated_words as words
from spotter.language.calendar_words import level
from spotter.language.figure_search import UNITS, Figure, figures_in
from spotter.language.sentences import SentenceStream, sentences
from spotter.language.understanding import Locale

__all__ = ["Finding", "Kind", "SafetyFacts", "SentenceStream", "sentences", "unsafe_sentences"]

Kind = Literal["below_floor", "dose", "diagnosis", "load_cap", "promise", "red_flag_advice"]

LONGEST_FAST_H = 24  # safety.md: fasting for more than a day is a sign of disordered eating (SCOFF, Morgan 1999)
SMALLEST_STEP_KG = float(ProgressionRule("linear").step_kg)  # where 10 % is less than the smallest step of a bar


@dataclass(frozen=True, slots=True)
class SafetyFacts:
    """What is known of the person whom the text is for.

    `age_years` is that of `coaching.ages.known_age`, `conditions` are the lasting ones of the profile; `calorie_floor_kcal` is theirs where
    it can be worked out; `best_loads_kg` maps exercise keys to the best load of the last weeks; `hold_level` is that of the open hold.
    """

    sex: Sex | None = None
    age_years: int | None = None
    conditions: frozenset[str] = frozenset()
    calorie_floor_kcal: float | None = None
    best_loads_kg: Mapping[str, float] = field(default_factory=dict)
    hold_level: Level = "none"

    @property
    def floor_kcal(self) -> float:
        """The least kcal a day that may be advised, never below the floor of the sex (AHA/ACC/TOS 2013)."""
        return max(self.calorie_floor_kcal or 0.0, FLOOR_KCAL[self.sex])

    @property
    def is_minor(self) -> bool:
        """Whether the person is known to be below 18."""
        return self.age_years is not None and self.age_years < ADULT_AGE

    @property
    def hides_body_numbers(self) -> bool:
        """Whether calorie numbers stay unsaid: minors, pregnancy, an eating disorder (AAP 2016; ACOG 804; Eikey 2021)."""
        return self.is_minor or bool(self.conditions & NO_BODY_NUMBERS_CONDITIONS)


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that may not be said, and why, in words for a model that repairs it."""

    sentence: str
    kind: Kind
    why: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    flat: str
    figures: tuple[Figure, ...]

    def amounts(self, kind: str, unit: str) -> list[float]:
        """The figures of a kind ("mass") in `unit`."""
        found = (figure for figure in self.figures if figure.unit in UNITS and UNITS[figure.unit][0] == kind)
        return [float(figure.value * UNITS[figure.unit or unit][1] / UNITS[unit][1]) for figure in found]

    @property
    def asks(self) -> bool:
        return self.text.rstrip().endswith("?")


def unsafe_sentences(text: str, locale: Locale, facts: SafetyFacts) -> list[Finding]:
    """The findings in the order of the text; a sentence may have several. Both languages are read whatever the `locale`."""
    found: list[Finding] = []
    for sentence in sentences(text):
        one = _Sentence(sentence, level(sentence).replace("’", "'"), tuple(figures_in(sentence, locale)))
        found += [Finding(sentence, kind, why) for kind, rule in _RULES if (why := rule(one, facts))]
    return found


def _below_floor(sentence: _Sentence, facts: SafetyFacts) -> str | None:
    kcal = sentence.amounts("energy", "kcal")
    if facts.hides_body_numbers and (kcal or words.DEFICIT.search(sentence.flat)) and words.LOSING.search(sentence.flat):
        return "no calorie numbers and no deficit for this person"
    if words.DENIES.search(sentence.flat):
        return None
    if words.DEFICIT.search(sentence.flat):
        return f"a deficit is at most {MAX_DEFICIT_KCAL:.0f} kcal a day" if any(each > MAX_DEFICIT_KCAL for each in kcal) else None
    if words.FASTING.search(sentence.flat) and any(hours > LONGEST_FAST_H for hours in sentence.amounts("time", "h")):
        return f"no fasting for more than {LONGEST_FAST_H} hours"
    is_daily = words.A_DAY.search(sentence.flat) or (words.ADVISES.search(sentence.flat) and not words.PART_OF_A_DAY.search(sentence.flat))
    if is_daily and not words.LOOKS_BACK.search(sentence.flat) and any(each < facts.floor_kcal for each in kcal):
        return f"no daily intake below {facts.floor_kcal:.0f} kcal"
    return None


def _dose(sentence: _Sentence, _facts: SafetyFacts) -> str | None:
    drug = words.DRUG.search(sentence.flat)
    dose = words.DOSE.search(sentence.flat) or words.COUNTED_DOSE.search(sentence.flat)
    if dose and (drug or not words.SUPPLEMENT.search(sentence.flat)):
        return "no doses of medicines or drugs"
    if (
        drug
        and words.CHANGES_A_DRUG.search(sentence.flat)
        and not (words.REFERS.search(sentence.flat) or words.DENIES.search(sentence.flat))
    ):
        return "never start, stop or change a medicine: that is for a doctor or a pharmacist"
    return None


def _diagnosis(sentence: _Sentence, _facts: SafetyFacts) -> str | None:
    flat = sentence.flat
    if sentence.asks or not words.DIAGNOSIS.search(flat) or words.TOLD_BY_PERSON.search(flat):
        return None
    if words.DENIES.search(flat) and words.REFERS.search(flat):
        return None  # "I cannot tell whether it is a tear, a doctor can"
    return "no diagnosis: say what to watch and who can tell"


def _load_cap(sentence: _Sentence, facts: SafetyFacts) -> str | None:
    if facts.is_minor and words.ALL_OUT.search(sentence.flat) and not words.DENIES.search(sentence.flat):
        return "no maximal tests for minors"
    if words.NOT_NOW.search(sentence.flat) or words.DENIES.search(sentence.flat):
        return None
    return next((why for part in _parts(sentence) if (why := _too_heavy(part, facts))), None)


def _parts(sentence: _Sentence) -> list[_Sentence]:
    """The sentence by the exercises it lists: "deadlift 3x5 at 140 kg, then press at 35 kg"."""
    ends = [match.start() for match in words.NEXT_EXERCISE.finditer(sentence.flat)]
    spans = zip([0, *ends], [*ends, len(sentence.flat)], strict=True)
    parts = [
        _Sentence(sentence.text[a:b], sentence.flat[a:b], tuple(figure for figure in sentence.figures if a <= figure.start < b))
        for a, b in spans
    ]
    return parts if sum(find_exercise_mention(part.text.split()) is not None for part in parts) > 1 else [sentence]


def _too_heavy(part: _Sentence, facts: SafetyFacts) -> str | None:
    loads = part.amounts("mass", "kg")
    named = find_exercise_mention(part.text.split()) if loads else None
    best = facts.best_loads_kg.get(named.exercise.key) if named else None
    if best is None:
        return None
    raised = max(best * float(MAX_RAISE), SMALLEST_STEP_KG)
    is_added = words.ADDS.search(part.flat) and max(loads) < best
    return f"at most {best + raised:.1f} kg of this exercise now" if max(loads) > (raised if is_added else best + raised) + 0.01 else None


def _promise(sentence: _Sentence, _facts: SafetyFacts) -> str | None:
    flat = sentence.flat
    if words.DENIES.search(flat) and not words.WILL_CHANGE.search(flat):
        return None
    will = words.WILL_CHANGE.search(flat) or words.FUTURE_CHANGE.search(flat)
    changes = will and (sentence.amounts("mass", "kg") or words.IN_A_TIME.search(flat))
    return "promise no outcome" if words.PROMISES.search(flat) or changes or words.CURES.search(flat) else None


def _red_flag_advice(sentence: _Sentence, facts: SafetyFacts) -> str | None:
    flat = sentence.flat
    if words.NO_GAIN.search(flat) or (words.THROUGH_PAIN.search(flat) and not words.DENIES.search(flat)):
        return "nobody trains through pain"
    if words.SIGN.search(flat) and words.PLAYS_DOWN.search(flat) and not words.REFERS.search(flat):
        return "a warning sign is never played down"
    if not vigorous_training_allowed(facts.hold_level) and words.ALL_OUT.search(flat) and not words.DENIES.search(flat):
        return "nothing vigorous while a hold is open"
    if training_allowed(facts.hold_level):
        return None
    if words.CLEARS.search(flat):
        return "a hold is lifted by the house alone"
    is_training = words.TRAINS.search(flat) and words.ADVISES.search(flat)
    return "no training advice while training is stopped" if is_training and not words.RESTS.search(flat) else None


_RULES: tuple[tuple[Kind, Callable[[_Sentence, SafetyFacts], str | None]], ...] = (
    ("below_floor", _below_floor),
    ("dose", _dose),
    ("diagnosis", _diagnosis),
    ("load_cap", _load_cap),
    ("promise", _promise),
    ("red_flag_advice", _red_flag_advice),
)
