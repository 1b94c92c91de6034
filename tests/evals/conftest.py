"""A house for cases, and cases written in a line."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from spotter.evals.case import Case
from spotter.evals.runner import Job, run_case
from spotter.evals.verdict import Result
from spotter.evals.world import World, open_world

Run = Callable[..., Any]


@pytest.fixture(scope="session")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with open_world(tmp_path_factory.mktemp("world")) as opened:
        yield opened


@pytest.fixture
def run(world: World) -> Run:
    """Runs a case once: `await run(say="...", expect={...})`; in its first layer."""

    async def once(**written: Any) -> Result:
        case = Case.model_validate({"id": "tried", "suite": "tests"} | written)
        return await run_case(world, Job(case, case.layers[0], 0))

    return once
