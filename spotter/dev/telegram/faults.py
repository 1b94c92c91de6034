"""The ways in which the Bot API fails, chosen by mode, method, number and rate."""

from __future__ import annotations

import random
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

Mode = Literal[
    "none",
    "rate_limit",
    "blocked",
    "no_chat",
    "bad_request",
    "unauthorized",
    "server_error",
    "bad_gateway",
    "slow",
    "cut",
    "cut_after",
]


class ApiError(Exception):
    """An answer of the Bot API that is no result."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


REFUSALS: dict[str, tuple[int, str]] = {
    "rate_limit": (429, "Too Many Requests: retry after {retry_after_s}"),
    "blocked": (403, "Forbidden: bot was blocked by the user"),
    "no_chat": (400, "Bad Request: chat not found"),
    "bad_request": (400, "Bad Request: can't parse entities"),
    "unauthorized": (401, "Unauthorized"),
    "server_error": (500, "Internal Server Error"),
}


class Faults(BaseModel):
    """How calls fail: of which methods, how often (None: for ever) and at what rate.

    `cut` hangs up before anything is done, `cut_after` once it is.
    """

    model_config = ConfigDict(extra="forbid")

    mode: Mode = "none"
    methods: list[str] = ["sendMessage"]
    times: int | None = None
    rate: float = Field(default=1.0, ge=0, le=1)
    seed: int = 0
    retry_after_s: int = Field(default=1, ge=1)
    delay_s: float = Field(default=2.0, ge=0)
    _dice: random.Random = PrivateAttr(default_factory=random.Random)

    def model_post_init(self, _context: Any) -> None:
        self._dice.seed(self.seed)

    def next_for(self, method: str) -> Mode:
        """How this call fails, `none` where it does not."""
        if self.mode == "none" or method not in self.methods or self.times == 0 or self._dice.random() >= self.rate:
            return "none"
        if self.times is not None:
            self.times -= 1
        return self.mode

    def refusal(self, mode: Mode) -> ApiError:
        """The answer of a mode that refuses."""
        status, description = REFUSALS[mode]
        parameters = {"retry_after": self.retry_after_s} if mode == "rate_limit" else {}
        return ApiError(status, description.format(retry_after_s=self.retry_after_s), **parameters)
