"""What a person's coach does, for programs: each route is one tool, its body the tool's arguments, its answer the tool's result.

Writes and advice are turns like messages: in order with them, once for each Idempotency-Key, screened for red flags; what they wrote is
taken back by an undo, and what they suggested is remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from inspect import Parameter, Signature
from typing import Annotated, Any, cast, get_args

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.fields import FieldInfo

from spotter.api.calling import IdempotencyKey, Ran, advise, read, write
from spotter.api.deps import HouseDep, RowId, UserDep
from spotter.api.routes.doors import DOORS, EXAMPLES, Door
from spotter.catalogue.exercise_search import resolve_exercise
from spotter.catalogue.exercises import exercises
from spotter.errors import ToolError
from spotter.tools.lifts import ExerciseRef
from spotter.tools.registry import tools
from spotter.tools.spec import ToolSpec
from spotter.tools.told_history import History

router = APIRouter(prefix="/api/v1")
ADVICE, HISTORY, ENTRY = "/ai/", "history", "{entry_id}"


def _open(door: Door) -> None:
    spec = tools()[door.tool]
    answer = create_model(
        f"{spec.result.__name__}Answer",
        __doc__="The tool's result, the same in the person's words, and the turn of a write.",
        result=(spec.result, ...),
        receipt=(str, ...),
        turn_id=(str | None, None),
    )

    async def endpoint(**given: Any) -> dict[str, Any]:
        ran = await _run(door, spec, given)
        return {"result": ran.result, "receipt": ran.receipt, "turn_id": ran.turn_id or None}

    cast(Any, endpoint).__signature__ = Signature(_parameters(door, spec))
    endpoint.__doc__ = spec.description
    router.add_api_route(
        door.path,
        endpoint,
        methods=[door.method],
        summary=door.summary,
        response_model=answer,
        tags=[spec.agent or "coach"],
        name=f"{door.method} {door.path}",
    )


def _parameters(door: Door, spec: ToolSpec) -> list[Parameter]:
    """What the route is given: the person, the arguments, and for a write its key and whether what it asks first is agreed to."""
    kinds: dict[str, tuple[Any, Any]] = {"user_id": (UserDep, Parameter.empty), "house": (HouseDep, Parameter.empty)}
    if ENTRY in door.path:
        kinds["entry_id"] = (RowId, Parameter.empty)
    if door.method == "POST" and ENTRY in door.path:  # a deed may need no words
        kinds["given"] = (Annotated[_body(door, spec) | None, Body(examples=[EXAMPLES[door.tool]])], None)
    elif door.method in ("POST", "PUT"):
        kinds["given"] = (Annotated[_body(door, spec), Body(examples=[EXAMPLES[door.tool]])], Parameter.empty)
    elif (query := _flat(door, spec.args)) is not None:
        kinds["given"] = (Annotated[query, Query()], Parameter.empty)
    if door.method != "GET":
        kinds["idempotency_key"] = (IdempotencyKey, None)
    if spec.confirm is not None:
        kinds["confirmed"] = (Annotated[bool, Query(description="Whether what it would ask first is agreed to.")], False)
    return [Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind, default=default) for name, (kind, default) in kinds.items()]


async def _run(door: Door, spec: ToolSpec, given: dict[str, Any]) -> Ran:
    house, user_id, told = given["house"], given["user_id"], given.get("given")
    args = {**door.fixed, **(_args(told) if told is not None else {})}
    if ENTRY in door.path:
        args["entry"] = given["entry_id"]
    history = getattr(told, HISTORY, None)
    if history is not None:
        return await advise(house, user_id, spec.name, args, history)
    if door.method == "GET":
        return await read(house, user_id, spec.name, args)
    try:
        return await write(house, user_id, spec.name, args, key=given["idempotency_key"], confirmed=given.get("confirmed", False))
    except ToolError:
        if ENTRY in door.path:  # where it is refused for not being there, the same is said as of a read
            one = _shown_by(door)
            await read(house, user_id, one.tool, {**one.fixed, "entry": given["entry_id"]})
        raise


def _shown_by(door: Door) -> Door:
    """The route that shows the entry which a route is about."""
    return next(one for one in DOORS if one.method == "GET" and one.path.endswith(ENTRY) and door.path.startswith(one.path))


def _body(door: Door, spec: ToolSpec) -> type[BaseModel]:
    """The arguments of a tool as a body; what advises may also be told what to rest on in place of the log."""
    if door.path.startswith(ADVICE):
        about = "What to rest on in place of the log; nothing is kept then, and ids in the answer name nothing."
        fields: dict[str, Any] = {HISTORY: (History | None, Field(default=None, description=about))}
        return create_model(f"{spec.args.__name__}OnHistory", __base__=spec.args, **fields)
    return spec.args if ENTRY not in door.path else _model(f"{spec.args.__name__}Body", _fields(door, spec.args))


def _flat(door: Door, args: type[BaseModel]) -> type[BaseModel] | None:
    """The arguments as a query can hold them: an exercise is named by its key or in words. None where the route takes none."""
    named = (str | None, Field(default=None, max_length=200, description="An exercise, by its id or its name."))
    fields = {
        name: named if ExerciseRef in get_args(field.annotation) else (field.annotation, field)
        for name, field in _fields(door, args).items()
    }
    if not fields and args.model_fields:
        return None
    return create_model(f"{args.__name__}Query", __config__=ConfigDict(extra="forbid"), **cast(Any, fields))


def _fields(door: Door, args: type[BaseModel]) -> dict[str, FieldInfo]:
    """The arguments that are neither fixed by the route nor named in its path."""
    left = {
        name: field for name, field in args.model_fields.items() if name not in door.fixed and not (name == "entry" and ENTRY in door.path)
    }
    return left if door.takes is None else {name: left[name] for name in door.takes}


def _model(name: str, fields: Mapping[str, FieldInfo]) -> type[BaseModel]:
    known: dict[str, Any] = {one: (field.annotation, field) for one, field in fields.items()}
    return create_model(name, __config__=ConfigDict(extra="forbid", allow_inf_nan=False), **known)


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
