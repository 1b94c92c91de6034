"""What a look at a plan finds, each with where it is, how bad it is and whose rule it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]

# Whose rule a finding rests on; what is not named here is a rule of the house.
SOURCES = {
    "no_recovery": "ACSM 2009: 48 h between sessions of the same muscles",
    "volume_below": "Pelland 2024; bands of program design",
    "volume_above": "Baz-Valle 2022: 12 to 20 sets a week",
    "volume_far_above": "Baz-Valle 2022: 12 to 20 sets a week",
    "trained_once": "ACSM 2026: every muscle twice a week",
    "sets_jump": "no more than 20 % more sets from week to week",
    "load_jump": "ACSM 2009: raise by 2 to 10 %",
    "too_heavy": "Epley 1985, read with Reynolds 2006",
    "beyond_anybody": "the heaviest raw lifts on record",
    "percent_too_heavy": "Epley 1985, read with Reynolds 2006",
    "rest_too_short": "ACSM 2009: two to three minutes between heavy sets",
    "cardio_jump": "running distance grows by a tenth a week",
    "deload_missing": "Rogerson / Bell 2024: every 5.6 +- 2.3 weeks",
    "deload_not_easier": "Bell 2023 (Delphi): half of the sets, 10 to 20 % less load",
    "taper_not_easier": "taper: 40 to 60 % less volume, intensity kept",
    "sore_region": "Silbernagel 2007: above 5 of 10 stop the movement",
    "sore_region_loaded": "Silbernagel 2007: 3 to 5 of 10 lighter or swapped",
    "not_while_on_hold": "PAR-Q+: training stops until cleared",
    "too_hard_while_light": "PAR-Q+: light to moderate until answered",
    "too_young": "an account from 13 years on",
    "minor_too_heavy": "AAP 2020: technique, 8 to 15 repetitions, no maxima under 18",
    "minor_goal": "AAP 2016 and 2020: no weight loss, no maxima under 18",
    "minor_too_many_days": "AAP 2020: strength on two to four days under 18",
    "not_in_pregnancy": "ACOG Committee Opinion 804",
    "too_hard_in_pregnancy": "ACOG Committee Opinion 804",
    "balance_work_missing": "WHO 2020: balance on three days from 65 on",
    "strength_days_missing": "WHO 2020: every large muscle on two days a week",
}
HOUSE = "rule of the house"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong (`error`: the plan must not be offered) or worth saying (`warning`), with where it is."""

    severity: Severity
    code: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """Where the rule comes from."""
        return SOURCES.get(self.code, HOUSE)


def error(code: str, **params: object) -> Finding:
    """A finding that forbids the plan."""
    return Finding("error", code, {name: str(value) for name, value in params.items()})


def warning(code: str, **params: object) -> Finding:
    """A finding worth saying."""
    return Finding("warning", code, {name: str(value) for name, value in params.items()})
