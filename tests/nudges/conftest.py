"""A person beside whom the coach ticks."""

from __future__ import annotations

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from tests.conftest import Person
from tests.nudges.life import Life


@pytest.fixture
async def life(house: House, clock: FixedClock, person: Person) -> Life:
    """An English-speaking person in Paris who stays; it is Monday evening, 2 March 2026."""
    return await Life.of(house, clock, person)
