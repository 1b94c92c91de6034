"""Add a tool: which plates go on each side of the bar.

Run it:  python -m examples.add_a_tool

In the project the function stands in its subject's module in spotter/tools and is listed in spotter/tools/registry.py, its words stand in
spotter/language/wording (phrases in both languages) and its row in docs/tools.md. Here everything is in one place.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from examples.house import a_house, frame
from spotter.language.wording import Style
from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.executor import Done, Executor, Refused, Request
from spotter.tools.registry import tools
from spotter.tools.spec import Args, Result, tool

BAR_KG = 20
PLATES_KG = (25.0, 20.0, 15.0, 10.0, 5.0, 2.5, 1.25)


# 1. What goes in and what comes out: typed, in SI units, and never a person's id. What is out of range does not reach the function.
class PlatesArgs(Args):
    load_kg: float = Field(ge=BAR_KG, le=600)


class Plates(Result):
    load_kg: float
    each_side_kg: list[float]


# 2. The tool. A model would read the docstring; `kind` says whether it writes; `uow` is one transaction of one person.
@tool(agent="planner", kind="read")
async def load_bar(args: PlatesArgs, ctx: CoachContext, uow: UnitOfWork) -> Plates:
    """Say which plates make up a load on a 20 kg bar."""
    plates, left = [], (args.load_kg - BAR_KG) / 2
    for plate in PLATES_KG:
        while left >= plate:
            plates.append(plate)
            left -= plate
    return Plates(load_kg=args.load_kg, each_side_kg=plates)


# 3. The words, made from the facts of the result and nothing else, in the person's units.
def words(facts: Mapping[str, Any], style: Style) -> str:
    return f"{style.load(facts['load_kg'])}: {style.listed([style.load(plate) for plate in facts['each_side_kg']])} on each side."


async def main() -> list[str]:
    # 4. The executor checks the arguments and opens the transaction, whoever calls: the grammar, the API or a model.
    executor = Executor({**tools(), load_bar.name: load_bar})
    said = []
    async with a_house() as (house, user_id):
        ctx = frame(house, user_id)
        for load in (100, 5000):
            outcome = await executor.run(Request("call-1", "load_bar", {"load_kg": load}), ctx)
            match outcome:
                case Done():
                    said.append(words(outcome.result.model_dump(), ctx.style))
                case Refused():
                    said.append(f"Refused: {outcome.text}")
    return said


if __name__ == "__main__":
    print("\n".join(asyncio.run(main())))
