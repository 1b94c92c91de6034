"""A case as its file writes it: who talks, what was there before, what is said, and what must come of it.

docs/evals.md shows every field with an example. A field that is not known is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, Self, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, field_validator, model_validator

from spotter.dev.model.faults import Faults as ModelFaults
from spotter.dev.model.rules import Rule
from spotter.evals.expectation import SOME, Expect, Strict, ToolName, TurnExpect
from spotter.evals.moments import Moment, Span
from spotter.evals.names import check_arguments
from spotter.evals.suggestions import suggestion
from spotter.language.understanding import Locale, Units
from spotter.messages import Channel
from spotter.tools.registry import tools

Layer = Literal["code", "prompt", "scripted", "replay", "live"]
TRAINEES_BEGIN = "2026-03-02T06:00"  # every trainee's first Monday, local time
LAYERS: tuple[Layer, ...] = get_args(Layer)


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
    profile: dict[str, Any] = Field(default_factory=dict)

    @field_validator("profile")
    @classmethod
    def _has_arguments_that_there_are(cls, profile: dict[str, Any]) -> dict[str, Any]:
        check_arguments("update_profile", profile)
        return profile


class Repeat(Strict):
    """The same step again, so often in all, each so long after the one before."""

    every: Span
    times: int = Field(ge=2, le=400)


class Step(Strict):
    """Something that happened before the case: a message to the coach without a model, or a call of a tool, in a turn of its own."""

    at: Moment
    say: str = ""
    tool: ToolName | None = None
    args: dict[str, Any] = Field(default_factory=dict)
    repeat: Repeat | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if bool(self.say) == bool(self.tool) or (self.say and self.args):
            raise ValueError("a step has either say, or tool with its args")
        if self.tool and tools()[self.tool].kind != "write":
            raise ValueError(f"{self.tool} only reads: nothing would be there afterwards; name a tool that writes")
        if self.tool:
            check_arguments(self.tool, self.args, ("args",))
        return self


class Other(Strict):
    """Somebody else in the same database, whose rows must stay as they are."""

    name: Name
    person: Person = Person()
    before: tuple[Step, ...] = ()


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
    """A tool that crashes inside its transaction, at its first calls."""

    tool: ToolName
    times: int = Field(default=1, ge=1)


class FaultPlan(Strict):
    """What goes wrong on purpose: calls of the model, tools."""

    model: ModelFaults | None = None
    tools: tuple[ToolFault, ...] = ()


def _played(given: Mapping[str, Any]) -> dict[str, Any]:
    """A trainee's case with the person of its persona, from the trainees' first day on."""
    from spotter.evals.trainees.persona import persona, persona_names  # a persona is written with this module's types

    name, own = given["trainee"], given.get("person") or {}
    if not isinstance(own, Mapping):
        return dict(given)  # refused with the other fields
    if name not in persona_names():
        raise ValueError(f"there is no trainee {name!r}; {suggestion(str(name), persona_names())}")
    return {**given, "clock": TRAINEES_BEGIN, "person": persona(name).person.model_dump() | dict(own)}


class Case(Strict):
    """One case. `suite`, `source` and `world_before` are filled in by the loader; `weeks` are how long a trainee trains."""

    id: Name
    about: str = ""
    tags: tuple[Name, ...] = ()
    layers: Annotated[tuple[Layer, ...], SOME] = ("code",)
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
    def can_fail(self) -> bool:
        """Whether it expects anything: of a turn, of the whole, of other people's rows, or what is expected of every trainee."""
        return bool(self.trainee or self.others) or any(one.names_something for one in (self.expect, *(turn.expect for turn in self.turns)))

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
        if self.faults.model is not None and "scripted" not in self.layers:
            raise ValueError("only the model of the layer scripted can be made to fail: add the layer, or leave the fault out")
        if self.expect.judge and not self.can_fail:
            raise ValueError("a judge is never alone: expect something else too, like the calls, the rows or what must not be said")
        if len({other.name for other in self.others}) < len(self.others):
            raise ValueError("two of the others have the same name")
        return self
