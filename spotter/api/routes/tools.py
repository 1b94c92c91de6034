"""What a person's coach does, for programs: each route is one tool, its body the tool's arguments, its answer the tool's result.

Writes are turns like messages: in order with them, once for each Idempotency-Key, screened for red flags, and taken back by an undo.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal, NamedTuple, get_args

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, ConfigDict, Field, create_model

from spotter.api.calling import IdempotencyKey, Ran, read, write
from spotter.api.deps import HouseDep, UserDep
from spotter.catalogue.exercise_search import resolve_exercise
from spotter.catalogue.exercises import exercises
from spotter.tools.lifts import ExerciseRef
from spotter.tools.registry import tools
from spotter.tools.spec import ToolSpec

router = APIRouter(prefix="/api/v1")
Endpoint = Callable[..., Awaitable[dict[str, Any]]]


class Door(NamedTuple):
    """A route to a tool. A tool that reads takes its arguments from the query of a GET, else from the body."""

    method: Literal["GET", "POST", "DELETE"]
    path: str
    tool: str
    summary: str


DOORS = (
    Door("POST", "/users/me/workout-logs", "log_workout", "Log a workout"),
    Door("GET", "/users/me/workout-logs", "show_history", "What I trained"),
    Door("DELETE", "/users/me/workout-logs", "delete_entry", "Delete the last workout, set or measurement, or that of a date"),
    Door("GET", "/users/me/progress", "show_progress", "How my lifts move"),
    Door("GET", "/users/me/progress/records", "show_records", "My records"),
    Door("GET", "/users/me/progress/week", "weekly_summary", "A week in sum"),
    Door("GET", "/users/me/progress/streak", "show_streak", "My streak"),
    Door("GET", "/users/me/progress/1rm", "estimate_1rm", "An estimated one-repetition maximum"),
    Door("POST", "/users/me/goals", "set_goal", "Set a goal"),
    Door("GET", "/users/me/goals", "show_goals", "My goals, and where I stand"),
    Door("DELETE", "/users/me/goals", "drop_goal", "Drop a goal, named in words"),
    Door("POST", "/users/me/injuries", "report_pain", "Report a pain"),
    Door("GET", "/users/me/injuries", "show_injuries", "My injuries"),
    Door("DELETE", "/users/me/injuries", "resolve_pain", "A pain is over"),
    Door("POST", "/users/me/metrics", "log_metric", "Log a body measurement"),
    Door("GET", "/users/me/metrics", "show_metric", "How a measurement moves"),
    Door("POST", "/users/me/readiness", "log_readiness", "How I feel today"),
    Door("POST", "/users/me/meals", "log_meal", "Log a meal"),
    Door("GET", "/users/me/meals", "show_nutrition", "What I ate, against my target"),
    Door("POST", "/users/me/plans", "propose_plan", "Make me a plan"),
    Door("POST", "/users/me/plans/program", "choose_program", "Train by a program of the house"),
    Door("GET", "/users/me/plans", "show_week_plan", "The week of my plan"),
    Door("POST", "/users/me/undo", "undo", "Take back the last changes"),
    Door("POST", "/ai/agents/generate-plan", "propose_plan", "The planner makes a plan"),
    Door("POST", "/ai/agents/check-injury-risk", "check_exercise", "The injury agent looks at an exercise, or at what loads a place"),
    Door("POST", "/ai/agents/nutrition-guidance", "suggest_meal", "The nutrition agent suggests a meal"),
    Door("POST", "/ai/agents/adaptive-workout", "today_workout", "Today's workout as today allows"),
    Door("POST", "/ai/agents/motivation-boost", "motivate", "The motivation agent encourages, by what was done"),
    Door("POST", "/ai/recommend-workout", "today_workout", "The workout of today or of a date"),
    Door("POST", "/ai/analyze-progress", "show_progress", "How training goes"),
    Door("POST", "/ai/suggest-exercises", "find_exercise", "Exercises for a muscle, or in place of another"),
)


# A call of each tool that takes a body, as it might be sent.
EXAMPLES: dict[str, dict[str, Any]] = {
    "log_workout": {
        "date": "2026-03-02",
        "entries": [{"exercise": {"key": "back_squat", "name": "squat"}, "sets": [{"reps": 5, "load_kg": 100}]}],
    },
    "set_goal": {
        "kind": "load",
        "exercise": {"key": "bench_press", "name": "bench"},
        "target": "100",
        "unit": "kg",
        "text": "bench 100 kg",
    },
    "report_pain": {"region": "knee", "side": "left", "severity": 4, "when": "during"},
    "log_metric": {"metric": "weight", "value": 82.4, "unit": "kg"},
    "log_readiness": {"energy": 4, "soreness": 2, "sleep": 4},
    "log_meal": {"eaten_at": "2026-03-02T12:30:00", "meal": "lunch", "items": [{"food": {"key": "oats_dry", "name": "oats"}, "grams": 60}]},
    "propose_plan": {"goal": "strength", "days_per_week": 3, "minutes": 60, "level": "beginner"},
    "choose_program": {"program": {"key": "first_barbell", "name": "First Barbell"}},
    "undo": {"steps": 1},
    "check_exercise": {"region": "knee"},
    "suggest_meal": {"situation": "after_workout", "focus": "protein"},
    "today_workout": {"minutes": 40},
    "motivate": {"mood": "tired"},
    "show_progress": {"period": "month"},
    "find_exercise": {"query": "chest with dumbbells"},
}


def _open(door: Door) -> None:
    spec = tools()[door.tool]
    answer = create_model(
        f"{spec.result.__name__}Answer",
        __doc__="The tool's result, the same in the person's words, and the turn of a write.",
        result=(spec.result, ...),
        receipt=(str, ...),
        turn_id=(str | None, None),
    )
    endpoint = _writing(spec) if spec.kind == "write" else _reading(spec)
    given: Any = Annotated[_flat(spec.args), Query()]
    if door.method == "POST":
        given = Annotated[spec.args, Body(examples=[EXAMPLES[door.tool]])]
    endpoint.__annotations__["given"] = given
    endpoint.__doc__ = spec.description
    router.add_api_route(
        door.path,
        endpoint,
        methods=[door.method],
        summary=door.summary,
        response_model=answer,
        tags=[spec.agent or "coach"],
        name=door.path,
    )


def _writing(spec: ToolSpec) -> Endpoint:
    async def asked_first(given: Any, user_id: Any, house: Any, idempotency_key: Any = None, confirmed: bool = False) -> dict[str, Any]:
        return _told(await write(house, user_id, spec.name, _args(given), key=idempotency_key, confirmed=confirmed))

    async def at_once(given: Any, user_id: Any, house: Any, idempotency_key: Any = None) -> dict[str, Any]:
        return _told(await write(house, user_id, spec.name, _args(given), key=idempotency_key))

    endpoint = asked_first if spec.confirm is not None else at_once
    endpoint.__annotations__.update(user_id=UserDep, house=HouseDep, idempotency_key=IdempotencyKey)
    if spec.confirm is not None:
        endpoint.__annotations__["confirmed"] = Annotated[bool, Query(description="Whether what it would ask first is agreed to.")]
    return endpoint


def _reading(spec: ToolSpec) -> Endpoint:
    async def endpoint(given: Any, user_id: Any, house: Any) -> dict[str, Any]:
        return _told(await read(house, user_id, spec.name, _args(given)))

    endpoint.__annotations__.update(user_id=UserDep, house=HouseDep)
    return endpoint


def _told(ran: Ran) -> dict[str, Any]:
    return {"result": ran.result, "receipt": ran.receipt, "turn_id": ran.turn_id or None}


def _flat(args: type[BaseModel]) -> type[BaseModel]:
    """The arguments as a query can hold them: an exercise is named by its key or in words."""
    named = (str | None, Field(default=None, max_length=200, description="An exercise, by its id or its name."))
    fields: dict[str, Any] = {
        name: named if ExerciseRef in get_args(field.annotation) else (field.annotation, field) for name, field in args.model_fields.items()
    }
    return create_model(f"{args.__name__}Query", __config__=ConfigDict(extra="forbid"), **fields)


def _args(given: BaseModel) -> dict[str, Any]:
    args = given.model_dump(mode="json", exclude_unset=True)
    return args | {"exercise": _named(args["exercise"])} if isinstance(args.get("exercise"), str) else args


def _named(text: str) -> dict[str, Any]:
    found = exercises().get(text)
    if found is None and (meant := resolve_exercise(text)) is not None:
        found = meant.exercise
    return {"key": None, "name": text} if found is None else {"key": found.key, "name": found.name["en"]}


for one in DOORS:
    _open(one)
