"""What somebody does not eat is left out of what is suggested to them."""

from __future__ import annotations

import pytest

from spotter.catalogue.foods import foods
from spotter.catalogue.meal_ideas import food_groups, meal_ideas
from spotter.language.left_out import left_out

MEATLESS = {"meat", "fish", "shellfish"}


@pytest.mark.parametrize(
    ("told", "groups"),
    [
        ("i am vegetarian", MEATLESS),
        ("I'm vegan", MEATLESS | {"dairy", "egg", "honey"}),
        ("je suis végétarienne", MEATLESS),
        ("i'm allergic to nuts", {"nuts"}),
        ("i am allergic to shellfish and peanuts", {"shellfish", "peanut"}),
        ("je suis allergique aux arachides", {"peanut"}),
        ("je ne mange pas de poisson", {"fish"}),
        ("i can't eat dairy or eggs", {"dairy", "egg"}),
        ("i'm lactose intolerant", {"dairy"}),
        ("i am coeliac", {"gluten"}),
        ("i am not vegetarian anymore", set()),
        ("i love eggs", set()),
        ("my sister is vegan", set()),
        ("i work nights", set()),
    ],
)
def test_ways_of_eating_and_allergies_are_read_from_what_was_told(told: str, groups: set[str]) -> None:
    assert left_out([told]) == groups


def test_groups_hold_foods_of_the_catalogue_and_leave_something_to_everybody() -> None:
    grouped = food_groups()
    assert set().union(*grouped.values()) <= foods().keys()
    vegan = set().union(*(grouped[name] for name in left_out(["i am vegan"])))
    assert len([idea for idea in meal_ideas() if not vegan & idea.foods.keys()]) >= 3
