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
from spotter.language.red_flags import screen_by_rules
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


def _body_numbers(sentence: _Sentence, facts: SafetyFacts) -> str | None:
    kcal = sentence.amounts("energy", "kcal")
    lowers = words.DEFICIT.search(sentence.flat) or words.EATS_LESS.search(sentence.flat)
    tells = kcal or (lowers and not words.DENIES.search(sentence.flat))
    is_hidden = facts.hides_body_numbers and tells and words.LOSING.search(sentence.flat)
    return "no calorie numbers and no deficit for this person" if is_hidden else None


def _long_fast(sentence: _Sentence, _facts: SafetyFacts) -> str | None:
    is_long = words.LONG_TIME.search(sentence.flat) or any(hours > LONGEST_FAST_H for hours in sentence.amounts("time", "h"))
    advises = is_long and words.FASTING.search(sentence.flat) and not words.WARNS_OF_FASTING.search(sentence.flat)
    return f"no fasting for more than {LONGEST_FAST_H} hours" if advises else None


def _purging(sentence: _Sentence, _facts: SafetyFacts) -> str | None:
    """Vomiting and losing water for the scale are signs of disordered eating (SCOFF, Morgan 1999), never advice."""
    flat = sentence.flat
    advises = words.PURGES.search(flat) and not (words.DENIES.search(flat) or words.WARNS.search(flat))
    return "no vomiting and no loss of water for the scale" if advises or words.DRIES.search(flat) else None


def _below_floor(sentence: _Sentence, facts: SafetyFacts) -> str | None:
    flat, kcal = sentence.flat, sentence.amounts("energy", "kcal")
    if words.DENIES.search(flat):
        return None
    is_deficit = words.DEFICIT.search(flat)
    if words.SHARE_OF_NEED.search(flat) or (is_deficit and any(each > MAX_DEFICIT_KCAL for each in kcal)):
        return f"a deficit is at most {MAX_DEFICIT_KCAL:.0f} kcal a day"
    if is_deficit or words.LOOKS_BACK.search(flat):
        return None
    advises = words.ADVISES.search(flat) or words.EATS.search(flat) or any(each >= words.WHOLE_DAY_KCAL for each in kcal)
    is_daily = words.A_DAY.search(flat) or (advises and not words.PART_OF_A_DAY.search(flat))
    is_low = is_daily and any(each < facts.floor_kcal for each in (*kcal, *_bare_intakes(sentence)))
    return f"no daily intake below {facts.floor_kcal:.0f} kcal" if is_low else None


def _bare_intakes(sentence: _Sentence) -> list[float]:
    """Numbers without a unit that are an intake by the words before them: "drop to 1500"."""
    bare = [figure for figure in sentence.figures if figure.unit is None and int(figure.value) in words.DAILY_KCAL]
    return [float(figure.value) for figure in bare if words.DOWN_TO.search(sentence.flat[: figure.start])]


def _dose(sentence: _Sentence, _facts: SafetyFacts) -> str | None:
    is_dose = words.DOSE.search(sentence.flat) or words.COUNTED_DOSE.search(sentence.flat)
    is_drug = words.DRUG.search(sentence.flat) or not words.SUPPLEMENT.search(sentence.flat)
    return "no doses of medicines or drugs" if is_dose and is_drug else None


def _drug(sentence: _Sentence, _facts: SafetyFacts) -> str | None:
    """A drug that is named is advised, unless the sentence warns, refers, tells of its effect on training or only asks."""
    flat = sentence.flat
    if not words.DRUG.search(flat) or words.REFERS.search(flat) or words.TOLD_BY_PERSON.search(flat):
        return None
    is_harmless = words.DENIES.search(flat) or words.WARNS.search(flat) or words.EFFECT_OF_DRUG.search(flat)
    only_asks = sentence.asks and not words.CHANGES_A_DRUG.search(flat)
    if words.NEEDS_NO_DRUG.search(flat) or not (is_harmless or only_asks):
        return "never start, stop or change a medicine: that is for a doctor or a pharmacist"
    return None


def _diagnosis(sentence: _Sentence, _facts: SafetyFacts) -> str | None:
    flat = sentence.flat
    is_told = (
        words.DIAGNOSIS.search(flat)
        or words.ILL_ALONE.search(flat)
        or words.HURT_YOURSELF.search(flat)
        or (words.ILL_OF_YOU.search(flat) and not words.PREVENTS.search(flat))
    )
    if sentence.asks or not is_told or words.TOLD_BY_PERSON.search(flat):
        return None
    if words.OPEN_QUESTION.search(flat) or (words.REFERS.search(flat) and words.DENIES.search(flat)):
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
    loads = [*part.amounts("mass", "kg"), *_bare_loads(part)]
    named = find_exercise_mention(part.text.split()) if loads else None
    best = facts.best_loads_kg.get(named.exercise.key) if named else None
    if best is None:
        return None
    raised = max(best * float(MAX_RAISE), SMALLEST_STEP_KG)
    is_added = words.ADDS.search(part.flat) and max(loads) < best
    return f"at most {best + raised:.1f} kg of this exercise now" if max(loads) > (raised if is_added else best + raised) + 0.01 else None


def _bare_loads(part: _Sentence) -> list[float]:
    """Numbers without a unit that stand on a bar: "put 90 on the bar"."""
    bare = [figure for figure in part.figures if figure.unit is None]
    return [float(one.value) for one in bare if words.BARE_LOAD.match(part.flat, one.end) or words.LOADS_IT.search(part.flat[: one.start])]


def _promise(sentence: _Sentence, _facts: SafetyFacts) -> str | None:
    flat = sentence.flat
    if words.CERTAIN.search(flat) and not sentence.asks:
        return "promise no outcome"
    if words.DENIES.search(flat) and not words.WILL_CHANGE.search(flat):
        return None
    goes_away = words.GOES_AWAY.search(flat) and not words.SORENESS.search(flat)
    changes = (goes_away or words.PLAN_DOES.search(flat) or words.WILL_CHANGE.search(flat) or words.FUTURE_CHANGE.search(flat)) and (
        sentence.amounts("mass", "kg") or words.IN_A_TIME.search(flat)
    )
    return "promise no outcome" if words.PROMISES.search(flat) or changes or words.CURES.search(flat) else None


def _sign(sentence: _Sentence, _facts: SafetyFacts) -> str | None:
    flat = sentence.flat
    through = words.THROUGH_PAIN.search(flat)
    if words.NO_GAIN.search(flat) or (through and not words.DENIES.search(flat[: through.start()])):
        return "nobody trains through pain"
    is_sign = words.SIGN.search(flat) or screen_by_rules(sentence.text).level in ("T0", "T1")
    if not is_sign or words.REFERS.search(flat) or words.STOPS.search(flat):
        return None
    if words.PLAYS_DOWN.search(flat):
        return "a warning sign is never played down"
    is_careful = sentence.asks or words.TOLD_BY_PERSON.search(flat) or words.CAREFUL.search(flat)
    return None if is_careful else "a warning sign is named with what to do about it"


def _on_hold(sentence: _Sentence, facts: SafetyFacts) -> str | None:
    flat = sentence.flat
    if not vigorous_training_allowed(facts.hold_level) and words.ALL_OUT.search(flat) and not words.DENIES.search(flat):
        return "nothing vigorous while a hold is open"
    if training_allowed(facts.hold_level):
        return None
    if words.CLEARS.search(flat):
        return "a hold is lifted by the house alone"
    trains = any(words.TRAINS.search(clause) and not words.RESTS.search(clause) for clause in words.CLAUSES.split(flat))
    is_told = (sentence.asks and not words.SUGGESTS.search(flat)) or words.LOOKS_BACK.search(flat)
    makes_light = words.MAKES_LIGHT.search(flat) and words.TRAINS.search(flat)
    return "no training advice while training is stopped" if makes_light or (trains and not is_told) else None


_RULES: tuple[tuple[Kind, Callable[[_Sentence, SafetyFacts], str | None]], ...] = (
    ("below_floor", _body_numbers),
    ("below_floor", _long_fast),
    ("below_floor", _purging),
    ("below_floor", _below_floor),
    ("dose", _dose),
    ("dose", _drug),
    ("diagnosis", _diagnosis),
    ("load_cap", _load_cap),
    ("promise", _promise),
    ("red_flag_advice", _sign),
    ("red_flag_advice", _on_hold),
)
