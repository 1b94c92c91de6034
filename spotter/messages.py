"""What comes in, what goes out, and the blocks that a face can draw. Shared by graphs, channels and clients."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

Channel = Literal["app", "telegram", "sms", "email"]
OutKind = Literal["reply", "reminder", "nudge", "check_in", "notice", "code", "service"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ToolRequest(Frozen):
    """A call of a tool that a program asks for, with its arguments and whether what it would ask about is agreed to."""

    tool: str
    args: dict[str, Any]
    confirmed: bool = False


class PlanRequested(Frozen):
    """A plan to be made in the background from `wishes`, or with `generation` one to be gone on with."""

    wishes: dict[str, Any] = {}
    generation: str | None = None


class InboundMessage(Frozen):
    """One message as a channel received it. `dedupe_key` is the channel's own name for it, scoped by person.

    `address` is where on the channel it came from, which is where the reply goes; None in the app. `provider_ref` is what the channel
    calls it when it is edited later.
    The text of a message of kind `api` is a `ToolRequest` as JSON, that of a `job` a `PlanRequested`; they belong to no conversation.
    """

    user_id: str
    channel: Channel
    dedupe_key: str
    text: str
    address: str | None = None
    provider_ref: str | None = None
    conversation_id: str | None = None
    kind: Literal["chat", "api", "job"] = "chat"

    @field_validator("text")
    @classmethod
    def storable(cls, text: str) -> str:
        """Drop what no database keeps: NUL and lone surrogates."""
        return text.replace("\0", "").encode("utf-8", "ignore").decode()


class Arrived(Frozen):
    """One message as a provider delivered it, before it is known whose it is.

    `address` is the chat, number or mailbox it came from; `dedupe_key` the provider's name for what was delivered, `provider_ref` that
    of the message: of an `edit` the one that it changes, of a `tap` the one of ours with the button, whose word is the text. A `command`
    has its slash ("/start abc"). What cannot be understood yet comes as `media` with the caption as text; `left` tells that the person
    blocked us. `is_answered` marks an opt-out word that the provider has answered already. `country` (ISO 3166) and `time_zone` are what
    the address tells of somebody new.
    """

    channel: Channel
    address: str
    dedupe_key: str
    text: str = ""
    kind: Literal["text", "command", "tap", "edit", "media", "location", "left"] = "text"
    media: Literal["photo", "voice", "video", "document", "sticker", "other"] | None = None
    provider_ref: str | None = None
    locale: str | None = None
    country: str | None = None
    time_zone: str | None = None
    is_answered: bool = False


class TableBlock(Frozen):
    """A small table; every cell is text that is ready to be shown."""

    type: Literal["table"] = "table"
    title: str
    columns: list[str]
    rows: list[list[str]]


class ChartPoint(Frozen):
    x: str
    y: float


class ChartSeries(Frozen):
    """A further line of a chart, over the same dates."""

    name: str
    points: list[ChartPoint]


class ChartBlock(Frozen):
    """One series over time, called `name` where `others` are compared with it. `x` is an ISO date, `y` is in `unit`."""

    type: Literal["chart"] = "chart"
    title: str
    kind: Literal["line", "bar"]
    unit: str
    points: list[ChartPoint]
    name: str = ""
    others: list[ChartSeries] = []


class ProgressBlock(Frozen):
    """How much of something is reached, for bars: kcal today, sets this week."""

    type: Literal["progress"] = "progress"
    title: str
    unit: str
    value: float
    target: float


class SuggestionsBlock(Frozen):
    """Sentences that the person may send next with one tap."""

    type: Literal["suggestions"] = "suggestions"
    texts: list[str]


Block = Annotated[TableBlock | ChartBlock | ProgressBlock | SuggestionsBlock, Field(discriminator="type")]


class Action(Frozen):
    """A tool call that ran in a turn, with its receipt in words."""

    call_id: str
    tool: str
    agent: str | None
    kind: Literal["read", "write"]
    args: dict[str, Any]
    result: dict[str, Any]
    receipt: str


class Pending(Frozen):
    """What the coach waits for: a yes or no, or a missing piece."""

    kind: Literal["confirm", "slot"]
    text: str
    options: list[str] = []
    expires_at: datetime


class Usage(Frozen):
    model_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0


class Reply(Frozen):
    """The finished turn, as every face gets it."""

    turn_id: str
    conversation_id: str
    reply: str
    agents: list[str]
    actions: list[Action]
    cards: list[Block]
    pending: Pending | None
    usage: Usage
    path: Literal["local", "model", "rules", "safety"]


class Outgoing(Frozen):
    """What goes out to a channel: the text as the coach says it, what else a face may draw, and the answers that a button may give.

    `options` are words of the person's language ("yes", "undo"); a channel without buttons leaves them to the text. `kind` is set by the
    outbox, which it is put into.
    """

    text: str
    kind: OutKind = "reply"
    cards: list[Block] = []
    options: list[str] = []
    locale: Literal["en", "fr"] = "en"


class TurnEvent(Frozen):
    """One step of a turn as its listeners see it. Its id is `attempt.sequence`, which a lost stream resumes from."""

    attempt: int
    sequence: int
    kind: str
    data: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.attempt}.{self.sequence}"
