"""A case as its file writes it: who talks, what was there before, what is said, and what must come of it.

docs/evals.md shows every field with an example. A field that is not known is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, Self, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from spotter.dev.model.faults import Faults as ModelFaults
from spotter.dev.model.rules import Rule
from spotter.evals.matching import Pattern
from spotter.evals.moments import Moment, Span
from spotter.evals.names import check_arguments, check_columns
from spotter.evals.nouns import Noun
from spotter.evals.patterns import Saying
from spotter.language.understanding import AgentName, Locale, SafetyLevel, Units
from spotter.messages import Channel
from spotter.tools.registry import tools

Layer = Literal["code", "prompt", "scripted", "replay", "live"]
TRAINEES_BEGIN = "2026-03-02T06:00"  # every trainee's first Monday, local time
LAYERS: tuple[Layer, ...] = get_args(Layer)


class Strict(BaseModel):
    """Data of a suite: frozen, and a field that is not known is a mistake of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _known_tool(name: str) -> str:
    if name not in tools():
        raise ValueError(f"there is no tool {name!r}; docs/tools.md lists them")
    return name


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{name!r} is no time zone; write one like Europe/Paris") from error
    return name


def _clock(text: str) -> str:
    try:
        if datetime.fromisoformat(text).tzinfo is None:
            return text
    except ValueError:
        pass
    raise ValueError(f"{text!r} is no local date and time; write it like 2026-03-02T18:30, in the person's zone")


ToolName = Annotated[str, AfterValidator(_known_tool)]
Zone = Annotated[str, AfterValidator(_known_zone)]
LocalTime = Annotated[str, AfterValidator(_clock)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=80)]


class Person(Strict):
    """Who talks. `profile` holds arguments of update_profile, told 60 days before the case."""

    locale: Locale = "en"
    units: Units = "metric"
    zone: Zone = "Europe/Paris"
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$")
    channel: Channel = "app"
    profile: dict[str, Any] = {}


class Repeat(Strict):
    """The same step again, so often in all, each so long after the one before."""

    every: Span
    times: int = Field(ge=2, le=400)


class Step(Strict):
    """Something that happened before the case: a message to the coach without a model, or a call of a tool, in a turn of its own."""

    at: Moment
    say: str = ""
    tool: ToolName | None = None
    args: dict[str, Any] = {}
    repeat: Repeat | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if bool(self.say) == bool(self.tool) or (self.say and self.args):
            raise ValueError("a step has either say, or tool with its args")
        return self


class Other(Strict):
    """Somebody else in the same database, whose rows must stay as they are."""

    name: Name
    person: Person = Person()
    before: tuple[Step, ...] = ()


class WantedCall(Strict):
    """A call of a tool, its arguments as patterns (`evals/matching.py`)."""

    tool: ToolName
    args: Pattern = {}

    @model_validator(mode="after")
    def _has_arguments_that_there_are(self) -> Self:
        check_arguments(self.tool, self.args)
        return self


class Calls(Strict):
    """The calls of tools, in one of four ways.

    `strict`: these, in this order. `unordered`: these, in any order. `subset`: none but these, each once at most. `superset`: these at
    least.
    """

    strict: tuple[WantedCall, ...] | None = None
    unordered: tuple[WantedCall, ...] | None = None
    subset: tuple[WantedCall, ...] | None = None
    superset: tuple[WantedCall, ...] | None = None

    @model_validator(mode="after")
    def _is_one_mode(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("calls are compared in one way: strict, unordered, subset or superset")
        return self

    @property
    def mode(self) -> str:
        return next(iter(self.model_fields_set))

    @property
    def wanted(self) -> tuple[WantedCall, ...]:
        return getattr(self, self.mode) or ()


class Safety(Strict):
    """The level of safety, between two ends."""

    at_least: SafetyLevel = "none"
    at_most: SafetyLevel = "T0"


class Limits(Strict):
    """Upper bounds. Of a turn, or over all turns of a case; lengths and times of a case hold for each of its replies."""

    model_calls: int | None = Field(default=None, ge=0)
    tool_calls: int | None = Field(default=None, ge=0)
    input_tokens: int | None = Field(default=None, ge=0)
    output_tokens: int | None = Field(default=None, ge=0)
    cost_usd: float | None = Field(default=None, ge=0)
    chars: int | None = Field(default=None, ge=0)
    sms_segments: int | None = Field(default=None, ge=1)
    ms: int | None = Field(default=None, ge=1)


Rows = dict[Noun, tuple[Pattern, ...]]


class NamedCheck(Strict):
    """A check in Python, by its name in `evals/checks.py`, with what it is to be told."""

    name: str
    args: dict[str, Any] = {}

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        from spotter.evals.checks import CHECKS

        if self.name not in CHECKS:
            raise ValueError(f"there is no check {self.name!r}; there are {', '.join(sorted(CHECKS))}")
        return self


def _named_check(given: Any) -> Any:
    return {"name": given} if isinstance(given, str) else given


class Database(Strict):
    """What the person's rows are after the last turn, as the projection tells them.

    `added` and `removed` are the whole difference of the nouns they name, `equals` all rows of a noun, `contains` some of them, `lacks`
    rows that must not be there. With `added` or `removed` everything else stays as it was, unless `rest` is `any`.
    """

    added: Rows = {}
    removed: Rows = {}
    equals: Rows = {}
    contains: Rows = {}
    lacks: Rows = {}
    rest: Literal["unchanged", "any"] | None = None
    checks: tuple[Annotated[NamedCheck, BeforeValidator(_named_check)], ...] = ()

    @field_validator("added", "removed", "equals", "contains", "lacks")
    @classmethod
    def _has_columns_that_there_are(cls, rows: Rows) -> Rows:
        for noun, patterns in rows.items():
            check_columns(noun, patterns)
        return rows

    @property
    def rest_is_unchanged(self) -> bool:
        return self.rest == "unchanged" or (self.rest is None and bool(self.added or self.removed))


def _database(given: Any) -> Any:
    return {"rest": "unchanged"} if given == "unchanged" else given


def _safety(given: Any) -> Any:
    return {"at_least": given, "at_most": given} if isinstance(given, str) else given


class TurnExpect(Strict):
    """What must come of a turn, or of all turns of a case together. What is left out does not matter."""

    route: tuple[AgentName, ...] | None = None
    path: Literal["local", "model", "rules", "safety"] | None = None
    calls: Calls | None = None
    never_calls: tuple[ToolName, ...] = ()
    must_say: tuple[Saying, ...] = ()
    must_not_say: tuple[Saying, ...] = ()
    language: Locale | None = None
    asks: Literal["nothing", "confirm", "slot"] | None = None
    safety: Annotated[Safety, BeforeValidator(_safety)] | None = None
    limits: Limits = Limits()


def _known_rubric(name: str) -> str:
    from spotter.evals.judging.rubrics import rubrics

    if name not in rubrics():
        raise ValueError(f"there is no rubric {name!r}; there are {', '.join(rubrics())}")
    return name


class Judge(Strict):
    """A model marks the talk by rubrics (`evals/judging/rubrics.yaml`), each so often; the middle mark has to reach `at_least`."""

    rubrics: tuple[Annotated[str, AfterValidator(_known_rubric)], ...] = Field(min_length=1)
    at_least: int = Field(default=4, ge=2, le=5)
    times: int = Field(default=3, ge=3, le=9)


def _judge(given: Any) -> Any:
    return {"rubrics": given} if isinstance(given, list | tuple) else given


class Expect(TurnExpect):
    """What must come of a whole case."""

    database: Annotated[Database, BeforeValidator(_database)] | None = None
    judge: Annotated[Judge, BeforeValidator(_judge)] | None = None


class Turn(Strict):
    """One message. `after` is the time since the last turn (the first is at the clock), `at` a moment instead of it.

    `deliveries`: how often the channel delivers it, each time under the same key.
    """

    say: str
    after: Span = "1m"
    at: Moment | None = None
    channel: Channel | None = None
    deliveries: int = Field(default=1, ge=1, le=5)
    expect: TurnExpect = TurnExpect()


class ScriptedModel(Strict):
    """What stands in for a model: rules that answer first (docs/model-server.md), then a behaviour.

    `composes`: several agents' answers are joined by the model, as where `SPOTTER_LLM__COMPOSER` is set.
    """

    behaviour: Literal["sensible", "literal", "obedient", "echo"] = "sensible"
    composes: bool = False
    rules: tuple[Rule, ...] = ()


class ToolFault(Strict):
    """A tool that fails at its first calls: it crashes inside its transaction, or the database is away."""

    tool: ToolName
    how: Literal["crash", "database_away"] = "crash"
    times: int = Field(default=1, ge=1)


class FaultPlan(Strict):
    """What goes wrong on purpose: calls of the model, tools."""

    model: ModelFaults | None = None
    tools: tuple[ToolFault, ...] = ()


def _played(given: Mapping[str, Any]) -> dict[str, Any]:
    """A trainee's case with the person of its persona, from the trainees' first day on."""
    from spotter.evals.trainees.persona import persona, persona_names  # a persona is written with this module's types

    name = given["trainee"]
    if name not in persona_names():
        raise ValueError(f"there is no trainee {name!r}; there are {', '.join(persona_names())}")
    return {**given, "clock": TRAINEES_BEGIN, "person": persona(name).person.model_dump() | dict(given.get("person") or {})}


class Case(Strict):
    """One case. `suite`, `source` and `world_before` are filled in by the loader; `weeks` are how long a trainee trains."""

    id: Name
    about: str = ""
    tags: tuple[Name, ...] = ()
    layers: tuple[Layer, ...] = ("code",)
    world: Name | None = None
    person: Person = Person()
    clock: LocalTime = "2026-03-02T18:30"
    before: tuple[Step, ...] = ()
    others: tuple[Other, ...] = ()
    turns: tuple[Turn, ...] = ()
    trainee: Name | None = None
    weeks: int = Field(default=2, ge=1, le=52)
    model: ScriptedModel | None = None
    faults: FaultPlan = FaultPlan()
    trials: int = Field(default=1, ge=1, le=100)
    must_pass: bool = True
    expect: Expect = Expect()
    suite: str = ""
    source: str = ""
    world_before: tuple[Step, ...] = ()

    @property
    def name(self) -> str:
        """The name that a report and `--case` use."""
        return f"{self.suite}/{self.id}"

    @property
    def now(self) -> datetime:
        """The moment of the first turn, aware, in the person's zone."""
        return datetime.fromisoformat(self.clock).replace(tzinfo=ZoneInfo(self.person.zone))

    @model_validator(mode="before")
    @classmethod
    def _one_message(cls, given: Any) -> Any:
        """`say:` at the top is short for one turn; a trainee is a person of its own."""
        if isinstance(given, Mapping) and given.get("trainee"):
            return _played(given)
        if not isinstance(given, Mapping) or "say" not in given:
            return given
        if "turns" in given:
            raise ValueError("a case has either say or turns, not both")
        return {name: value for name, value in given.items() if name != "say"} | {"turns": [{"say": given["say"]}]}

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if bool(self.turns) == bool(self.trainee):
            raise ValueError("a case has either turns (or say) or a trainee")
        if "scripted" in self.layers and self.model is None:
            raise ValueError("a case of the scripted layer needs model, if only `model: {behaviour: sensible}`")
        if "replay" in self.layers and self.faults.model is not None:
            raise ValueError("a recording does not fail: leave the layer replay out, or the faults of the model")
        if self.expect.judge and not (self.expect.model_fields_set - {"judge"} or any(turn.expect.model_fields_set for turn in self.turns)):
            raise ValueError("a judge is never alone: expect something else too, like the calls, the rows or what must not be said")
        if len({other.name for other in self.others}) < len(self.others):
            raise ValueError("two of the others have the same name")
        return self
