"""One program to look at, by who looks."""

from __future__ import annotations

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.language.understanding import Locale
from spotter.tools.executor import Done, Refused
from tests.tools.desk import Desk


@pytest.mark.parametrize("locale", ["en", "fr"])
async def test_a_minor_is_not_shown_what_they_may_not_follow(house: House, clock: FixedClock, locale: Locale) -> None:
    desk = await Desk.open(house.store, clock, locale=locale)
    assert isinstance((await desk.run("show_program", program="steady_fives")).outcome, Done)
    await desk.run("update_profile", birth_date="2010-05-05")
    shown = await desk.run("show_program", program="steady_fives")
    chosen = await desk.run("choose_program", program={"key": "steady_fives", "name": "Steady Fives"})
    assert isinstance(shown.outcome, Refused)
    assert shown.words == chosen.words
    assert shown.cards == []
