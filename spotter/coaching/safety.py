"""What follows from a red flag: how long training stops, what is left out of replies, and who may lift the hold.

Pure rules. The signals are found elsewhere (`language/red_flags.py` in texts, the functions below in logged values); holds are
stored by the caller. A language model may raise a level and never lower it: see `more_severe`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from spotter.coaching.ages import ADULT_AGE

Level = Literal["none", "T3", "T2", "T1", "T0"]
Signal = tuple[str, Level]
ClearedBy = Literal["medical_clearance", "confirmation_after_a_day", "answers", "nothing"]

LEVELS: tuple[Level, ...] = ("none", "T3", "T2", "T1", "T0")
CRISIS_SIGNALS = frozenset({"suicide", "self_harm", "abuse"})
DISORDERED_EATING_SIGNALS = frozenset(
    {"eating_disorder", "low_calories", "rapid_loss", "long_fast", "dry_fast", "weighing_often", "missed_periods"}
)
# What the profile keeps for good: no clearance to train takes it back.
LASTING_FLAGS = frozenset({"eating_disorder"})
NO_BODY_NUMBERS_CONDITIONS = frozenset({"pregnancy", "eating_disorder"})
DISEASES = frozenset({"heart_disease", "kidney_disease", "metabolic_disease"})
NO_BODY_NUMBERS_SIGNALS = DISORDERED_EATING_SIGNALS | {"minor", "pregnancy", "pregnancy_warning"}
_CRISIS_PAUSE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Profile:
    """The facts about a person that change a level. `known_conditions` are heart, metabolic or kidney diseases they told of."""

    age_years: int | None = None
    pregnant: bool = False
    known_conditions: frozenset[str] = frozenset()
    medically_cleared: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """What stops after a red flag. `until` is the earliest end of a pause; None: it ends by `cleared_by` alone.

    No chat sentence such as "ignore that" clears a hold, nor a new conversation or channel.
    """

    level: Level
    reason: str
    blocks_training: bool
    blocks_vigorous: bool
    drops_body_numbers: bool
    pauses_nudges: bool
    needs_human_review: bool
    cleared_by: ClearedBy
    until: datetime | None = None


def profile_of_facts(age_years: int | None, conditions: Iterable[str]) -> Profile:
    """The profile of what the person told: their age (`ages.known_age`) and the lasting conditions that were written down."""
    told = frozenset(conditions)
    return Profile(age_years=age_years, pregnant="pregnancy" in told, known_conditions=told & DISEASES)


def more_severe(first: Level, second: Level) -> Level:
    """The more severe of two levels; used so that no later reader lowers what the rules found."""
    return max(first, second, key=LEVELS.index)


def level_of(signals: Iterable[Signal], profile: Profile | None = None) -> Level:
    """The level that `signals` mean for this person.

    Raised to T1: two different signs of disordered eating (SCOFF, Morgan 1999: two or more answers), any dizziness or fast
    pulse of somebody with a known heart, metabolic or kidney disease (ACSM 2015, Magal & Riebe 2016), and dizziness, headache,
    swelling or pain in pregnancy (ACOG Committee Opinion 804). Minors, pregnancy and uncleared disease are T2 at least.
    """
    profile = profile or Profile()
    found = dict(signals)
    level: Level = "none"
    for each in found.values():
        level = more_severe(level, each)
    if len(DISORDERED_EATING_SIGNALS & found.keys()) >= 2 and "eating_disorder" in found:
        level = more_severe(level, "T1")
    if profile.known_conditions and found.keys() & {"dizziness", "resting_pulse", "breathlessness", "swelling"}:
        level = more_severe(level, "T1")
    if profile.pregnant and found.keys() & {"dizziness", "swelling", "sudden_headache", "effort_headache", "strong_pain"}:
        level = more_severe(level, "T1")
    return more_severe(level, _level_of_profile(profile))


def _level_of_profile(profile: Profile) -> Level:
    minor = profile.age_years is not None and profile.age_years < ADULT_AGE
    uncleared = bool(profile.known_conditions) and not profile.medically_cleared
    return "T2" if minor or profile.pregnant or uncleared else "none"


def hold_for(level: Level, signals: Sequence[str], now: datetime) -> Hold | None:
    """The hold that a message of `level` with `signals` puts on the person; None when nothing stops.

    T0: everything stops until a professional has cleared the person; after a crisis nudges rest at least 24 hours and a human
    looks at it. T1: training stops until the person confirms medical clearance. T2: light to moderate training only, until
    the follow-up questions are answered (PAR-Q+ follow-up pages).
    """
    if level in ("none", "T3"):
        return None
    crisis = bool(CRISIS_SIGNALS.intersection(signals))
    cleared_by: ClearedBy = "answers" if level == "T2" else "medical_clearance"
    return Hold(
        level=level,
        reason=signals[0] if signals else "unknown",
        blocks_training=not training_allowed(level),
        blocks_vigorous=not vigorous_training_allowed(level),
        drops_body_numbers=not body_numbers_allowed(level, signals),
        pauses_nudges=not nudges_allowed(level),
        needs_human_review=crisis,
        cleared_by="confirmation_after_a_day" if crisis else cleared_by,
        until=now + _CRISIS_PAUSE if crisis else None,
    )


def can_be_cleared(hold: Hold, now: datetime, *, confirmed_clearance: bool) -> bool:
    """Whether `hold` may be lifted: the person confirmed it through the confirmation step and its pause is over."""
    return confirmed_clearance and (hold.until is None or now >= hold.until)


def training_allowed(level: Level) -> bool:
    """Whether training advice may be given at all: not after a stop sign (PAR-Q+ questions 1-3; ACSM, Riebe 2015)."""
    return level not in ("T0", "T1")


def vigorous_training_allowed(level: Level) -> bool:
    """Whether vigorous work may be planned: light to moderate only while a PAR-Q+ answer is open (eparmedx.com)."""
    return level in ("none", "T3")


def nutrition_allowed(level: Level) -> bool:
    """Whether nutrition advice may be given: never in an emergency reply, whose text is fixed."""
    return level != "T0"


def nudges_allowed(level: Level) -> bool:
    """Whether nudges and challenges go on: they rest while training is stopped."""
    return level not in ("T0", "T1")


def body_numbers_allowed(level: Level, signals: Iterable[str]) -> bool:
    """Whether calorie, weight and streak numbers may be shown.

    Not with signs of disordered eating (NEDA/Tessa 2023; Eikey 2021), nor to minors (AAP 2016; REDs 2023) or in pregnancy
    (no deficit: ACOG Committee Opinion 804).
    """
    return level != "T0" and not NO_BODY_NUMBERS_SIGNALS.intersection(signals)


def signals_of_metric(metric: str, value: float | Sequence[float]) -> tuple[Signal, ...]:
    """Signals of one logged value: `glucose` in mmol/L, `blood_pressure` as (systolic, diastolic) mmHg, `resting_hr` in bpm."""
    if not isinstance(value, (int, float)):
        found = signal_of_pressure(value[0], value[1]) if metric == "blood_pressure" and len(value) == 2 else None
    elif metric == "glucose":
        found = signal_of_glucose(value)
    else:
        found = signal_of_resting_pulse(value) if metric == "resting_hr" else None
    return (found,) if found else ()


def signal_of_glucose(mmol_l: float) -> Signal | None:
    """The signal of a blood sugar: below 3.9 treat it first, below 2.9 or above 13.9 no exercise (10.1186/s40798-019-0192-1)."""
    if 0.5 < mmol_l < 3.9:
        return "low_blood_sugar", "T1"
    return ("high_blood_sugar", "T1") if 13.9 < mmol_l <= 60 else None


def signal_of_pressure(systolic: float, diastolic: float) -> Signal | None:
    """The signal of a blood pressure in mmHg: 180/120 is a crisis, 140/90 is a heart question first (PAR-Q+ question 1)."""
    if systolic >= 180 or diastolic >= 120:
        return "high_blood_pressure", "T1"
    return ("raised_blood_pressure", "T2") if systolic >= 140 or diastolic >= 90 else None


def signal_of_resting_pulse(bpm: float) -> Signal | None:
    """The signal of a resting pulse: 120 and more, or below 30, is not a training question (house thresholds)."""
    return ("resting_pulse", "T1") if bpm >= 120 or bpm < 30 else None


def signals_of_intake(
    daily_kcal: Sequence[float], weekly_loss_percent: float | None = None, weigh_ins_today: int = 0
) -> tuple[Signal, ...]:
    """Signals of logged eating and weighing, newest day last: under 800 kcal on three days running, more than 1.5 % of body
    weight lost in a week, more than three weigh-ins a day (house thresholds). Days without any log must be left out.
    """
    found: list[Signal] = []
    if len(daily_kcal) >= 3 and all(kcal < 800 for kcal in daily_kcal[-3:]):
        found.append(("low_calories", "T2"))
    if weekly_loss_percent is not None and weekly_loss_percent > 1.5:
        found.append(("rapid_loss", "T2"))
    if weigh_ins_today > 3:
        found.append(("weighing_often", "T2"))
    return tuple(found)


def signals_of_pain(severity: int, *, known_and_settled: bool = False) -> tuple[Signal, ...]:
    """Signals of pain while moving, 0 to 10: up to 2 go on, 3 to 5 only for a known problem that settles (Silbernagel 2007)."""
    if severity > 5:
        return (("strong_pain", "T2"),)
    return () if severity <= 2 or known_and_settled else (("pain", "T3"),)
