"""Invented people by the hundred: nobody gets a plan that the check forbids, and who gets none is told why."""

from __future__ import annotations

from bench.profiles import profiles
from spotter.catalogue.exercises import exercises
from spotter.coaching.planning.check import errors_of, validate_plan
from spotter.coaching.planning.generation import generate_plan
from spotter.coaching.planning.request import Infeasible, PlanDraft

EXERCISES = list(exercises().values())


def test_two_hundred_people_get_a_sound_plan_or_a_reason() -> None:
    asked = list(profiles(200))
    found = [generate_plan(request, EXERCISES) for request in asked]
    plans = [one for one in found if isinstance(one, PlanDraft)]
    wrong = [error for one in plans for error in errors_of(validate_plan(one.weeks, one.request, EXERCISES))]
    refusals = [[reason.code for reason in one.reasons] for one in found if isinstance(one, Infeasible)]
    assert wrong == []
    assert all(refusals)
    assert "rejected" not in {code for codes in refusals for code in codes}
    assert len(plans) > 100
