"""What a person's coach does, for programs: each route is one tool, its body the tool's arguments, its answer the tool's result.

Writes are turns like messages: in order with them, once for each Idempotency-Key, screened for red flags, and taken back by an undo.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, ConfigDict, Field, create_model

from spotter.api.calling import IdempotencyKey, Ran, advise, read, write
from spotter.api.deps import House, HouseDep, UserDep
from spotter.api.routes.doors import DOORS, EXAMPLES, Door
from spotter.catalogue.exercise_search import resolve_exercise
from spotter.catalogue.exercises import exercises
from spotter.tools.lifts import ExerciseRef
from spotter.tools.registry import tools
from spotter.tools.spec import ToolSpec
from spotter.tools.told_history import History

router = APIRouter(prefix="/api/v1")
ADVICE, HISTORY = "/ai/", "history"
Endpoint = Callable[..., Awaitable[dict[str, Any]]]


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
        body = _with_history(spec.args) if door.path.startswith(ADVICE) else spec.args
        given = Annotated[body, Body(examples=[EXAMPLES[door.tool]])]
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
        told = await _on_history(spec, given, user_id, house)
        return _told(told or await write(house, user_id, spec.name, _args(given), key=idempotency_key, confirmed=confirmed))

    async def at_once(given: Any, user_id: Any, house: Any, idempotency_key: Any = None) -> dict[str, Any]:
        return _told(await write(house, user_id, spec.name, _args(given), key=idempotency_key))

    endpoint = asked_first if spec.confirm is not None else at_once
    endpoint.__annotations__.update(user_id=UserDep, house=HouseDep, idempotency_key=IdempotencyKey)
    if spec.confirm is not None:
        endpoint.__annotations__["confirmed"] = Annotated[bool, Query(description="Whether what it would ask first is agreed to.")]
    return endpoint


def _reading(spec: ToolSpec) -> Endpoint:
    async def endpoint(given: Any, user_id: Any, house: Any) -> dict[str, Any]:
        return _told(await _on_history(spec, given, user_id, house) or await read(house, user_id, spec.name, _args(given)))

    endpoint.__annotations__.update(user_id=UserDep, house=HouseDep)
    return endpoint


async def _on_history(spec: ToolSpec, given: BaseModel, user_id: str, house: House) -> Ran | None:
    """What the tool says of the history in the body; None where none came with it."""
    history = getattr(given, HISTORY, None)
    if history is None:
        return None
    return await advise(house, user_id, spec.name, _args(given), history)


def _with_history(args: type[BaseModel]) -> type[BaseModel]:
    """The arguments of a tool that advises, and what it may rest on in place of the log."""
    about = "What to rest on in place of the log; nothing is kept then, and ids in the answer name nothing."
    fields: dict[str, Any] = {HISTORY: (History | None, Field(default=None, description=about))}
    return create_model(f"{args.__name__}OnHistory", __base__=args, **fields)


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
    args = given.model_dump(mode="json", exclude_unset=True, exclude={HISTORY})
    return args | {"exercise": _named(args["exercise"])} if isinstance(args.get("exercise"), str) else args


def _named(text: str) -> dict[str, Any]:
    found = exercises().get(text)
    if found is None and (meant := resolve_exercise(text)) is not None:
        found = meant.exercise
    return {"key": None, "name": text} if found is None else {"key": found.key, "name": found.name["en"]}


for one in DOORS:
    _open(one)
