"""A plan that somebody shares, open to whoever has its code: by week and day, and nothing of whose it is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel
from starlette.responses import Response

from spotter.api.deps import HouseDep
from spotter.api.routes.workout_plans import WeekView, weeks_view
from spotter.errors import NotFound
from spotter.language.understanding import Locale
from spotter.store.queries.programs import stored_program
from spotter.store.queries.shares import open_share
from spotter.tools.plan_sharing import plain_code

router = APIRouter(prefix="/api/v1/shared-plans", tags=["catalogue"])
NO_SUCH = "This code opens no plan."


class SharedPlanView(BaseModel):
    """A shared plan by week and day."""

    name: str
    goal: str
    level: str
    days_per_week: int
    weeks: int
    plan: list[WeekView]


@router.get("/{code}", summary="A shared plan by week and day", response_model=SharedPlanView)
async def one(house: HouseDep, code: Annotated[str, Path(max_length=40)], lang: Locale = "en") -> Response:
    """The plan of a code. Unknown, revoked and expired codes get the same answer; none of it may be kept on the way."""
    async with house.store.read("") as uow:
        share = await open_share(uow, plain_code(code))
        if share is None:
            raise NotFound(NO_SUCH)
        program = (await stored_program(uow, share.version_id)).program
    same = {name: getattr(program, name) for name in ("goal", "level", "days_per_week", "weeks")}
    view = SharedPlanView(name=program.name[lang], plan=weeks_view(program, lang), **same)
    return Response(view.model_dump_json(), media_type="application/json", headers={"Cache-Control": "no-store"})
