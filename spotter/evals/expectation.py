"""What must come of a turn or of a whole case. What could not fail is refused where it is read: it would prove nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from spotter.evals.matching import Pattern
from spotter.evals.names import check_arguments, check_rows
from spotter.evals.nouns import Noun
from spotter.evals.patterns import Saying
from spotter.evals.suggestions import suggestion
from spotter.language.understanding import AgentName, Locale, SafetyLevel
from spotter.tools.registry import tools


class Strict(BaseModel):
    """Data of a suite: frozen, and a field that is not known is a mistake of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _known_tool(name: str) -> str:
    if name not in tools():
        raise ValueError(f"there is no tool {name!r}; {suggestion(name, tools())}")
    return name


def _not_empty(given: Any) -> Any:
    if not given:
        raise ValueError("nothing stands here, so it could not fail; name something, or leave it out")
    return given


SOME = AfterValidator(_not_empty)
ToolName = Annotated[str, AfterValidator(_known_tool)]


class WantedCall(Strict):
    """A call of a tool, its arguments as patterns (`evals/matching.py`)."""

    tool: ToolName
    args: Pattern = {}

    @model_validator(mode="after")
    def _has_arguments_that_there_are(self) -> Self:
        check_arguments(self.tool, self.args, ("args",))
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
        if self.superset == ():
            raise ValueError("any calls are at least none; name one, or write `strict: []` for no calls")
        return self

    @property
    def mode(self) -> str:
        return next(iter(self.model_fields_set))

    @property
    def wanted(self) -> tuple[WantedCall, ...]:
        return getattr(self, self.mode) or ()


class Demand(Strict):
    """A part of what is expected that names something: with no field at all it could never fail."""

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError(f"nothing is expected here; name one of {', '.join(type(self).model_fields)}, or leave it out")
        return self


class Safety(Demand):
    """The level of safety, between two ends."""

    at_least: SafetyLevel = "none"
    at_most: SafetyLevel = "T0"

    @model_validator(mode="after")
    def _shuts_a_level_out(self) -> Self:
        if (self.at_least, self.at_most) == ("none", "T0"):
            raise ValueError("every level is between none and T0; leave it out")
        return self


class Limits(Demand):
    """Upper bounds. Of a turn, or over all turns of a case; lengths and times of a case hold for each of its replies."""

    model_calls: int | None = Field(default=None, ge=0)
    tool_calls: int | None = Field(default=None, ge=0)
    input_tokens: int | None = Field(default=None, ge=0)
    output_tokens: int | None = Field(default=None, ge=0)
    cost_usd: float | None = Field(default=None, ge=0)
    chars: int | None = Field(default=None, ge=0)
    sms_segments: int | None = Field(default=None, ge=1)
    ms: int | None = Field(default=None, ge=1)


Rows = Annotated[dict[Noun, tuple[Pattern, ...]], SOME]  # of a noun there may be none
SomeRows = Annotated[dict[Noun, Annotated[tuple[Pattern, ...], SOME]], SOME]


class NamedCheck(Strict):
    """A check in Python, by its name in `evals/checks.py`, with what it is to be told."""

    name: str
    args: dict[str, Any] = {}

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        from spotter.evals.checks import CHECKS

        if self.name not in CHECKS:
            raise ValueError(f"there is no check {self.name!r}; {suggestion(self.name, CHECKS)}")
        return self


def _named_check(given: Any) -> Any:
    return {"name": given} if isinstance(given, str) else given


class Database(Demand):
    """What the person's rows are after the last turn, as the projection tells them.

    `added` and `removed` are the whole difference of the nouns they name, `equals` all rows of a noun, `contains` some of them, `lacks`
    rows that must not be there. With `added` or `removed` everything else stays as it was, unless `rest` is `any`.
    """

    added: Rows = {}
    removed: Rows = {}
    equals: Rows = {}
    contains: SomeRows = {}
    lacks: SomeRows = {}
    rest: Literal["unchanged", "any"] | None = None
    checks: Annotated[tuple[Annotated[NamedCheck, BeforeValidator(_named_check)], ...], SOME] = ()

    @model_validator(mode="after")
    def _is_no_lone_any(self) -> Self:
        if self.model_fields_set == {"rest"} and self.rest == "any":
            raise ValueError("`rest: any` allows everything; say what must be there, or leave the database out")
        return self

    @field_validator("added", "removed", "equals", "contains", "lacks", mode="before")
    @classmethod
    def _has_names_that_there_are(cls, rows: Any) -> Any:
        if isinstance(rows, Mapping):
            check_rows(rows)
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
    never_calls: Annotated[tuple[ToolName, ...], SOME] = ()
    must_say: Annotated[tuple[Saying, ...], SOME] = ()
    must_not_say: Annotated[tuple[Saying, ...], SOME] = ()
    language: Locale | None = None
    asks: Literal["nothing", "confirm", "slot"] | None = None
    safety: Annotated[Safety, BeforeValidator(_safety)] | None = None
    limits: Limits | None = None

    @property
    def names_something(self) -> bool:
        """Whether anything could be missed, by the coach alone."""
        return any(getattr(self, name) is not None for name in self.model_fields_set - {"judge"})


def _known_rubric(name: str) -> str:
    from spotter.evals.judging.rubrics import rubrics

    if name not in rubrics():
        raise ValueError(f"there is no rubric {name!r}; {suggestion(name, rubrics())}")
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
