"""The rubrics by name: data in `rubrics.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel

from spotter.evals.yaml_lines import checked

LOWEST, HIGHEST = 1, 5


class Rubric(BaseModel):
    """One question to a judge, and what the lowest, the middle and the highest mark look like."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    asks: str
    one: str
    three: str
    five: str


class Rubrics(RootModel[dict[str, Rubric]]):
    """`rubrics.yaml`."""


@cache
def rubrics() -> Mapping[str, Rubric]:
    """Every rubric that a case can name."""
    return checked(Path(__file__).parent / "rubrics.yaml", Rubrics, "rubrics").root
