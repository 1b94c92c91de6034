"""Every error that Spotter raises on purpose.

SpotterError                    code, HTTP status, retryable, a text that may be shown
├── BadInput                    422  what was sent cannot be used, and why
│   ├── ToolError               422  a tool refuses; the text goes back to the person (or the model)
│   │   ├── ToolQuestion        422  one more piece is missing: the answer completes the call
│   │   └── NoSuchEntry         404  the entry that is named by its id is nobody's, or somebody else's
│   └── IdempotencyMismatch     422  the same key with another body
├── NeedsConfirmation           409  a tool asks before it goes on; send it again, confirmed
├── AtRest                      409  what shall be changed is over, or is so already
├── NotAuthenticated            401
├── NotAllowed                  403
├── NotFound                    404  also for what belongs to somebody else
├── TooLarge                    413
├── TooMany                     429  with seconds to wait
├── Fenced                      409  a worker whose turn was given to another may not write any more
├── Unavailable                 503  the database or another need is away; with seconds to wait
├── ModelAway                   503  no language model answers in time: the local coach does
│   └── OverBudget              503  the person's day is used up: the local coach answers
└── ConfigError                 500  the settings cannot work; one line that says what to do
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class SpotterError(Exception):
    """The root. `text` may be shown to a person; it never holds a secret or somebody else's data."""

    code = "error"
    status = 500
    retryable = False

    def __init__(self, text: str, *, retry_after_s: float | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.retry_after_s = retry_after_s


class BadInput(SpotterError):
    code = "bad_input"
    status = 422


class ToolError(BadInput):
    code = "tool_refused"


class ToolQuestion(ToolError):
    """A refusal that asks for one more piece.

    With `slot` the answer is one of `options`, by the value that fills that argument: what people may call it. With `repeats` the answer is
    written down by itself ("I'm 34") and the call runs again; `lead` goes before a bare figure ("I weigh"). Otherwise it is read together
    with the first words ("make it 90" + "kg"); `tail` goes behind a bare figure ("60" + " kg").
    """

    def __init__(
        self,
        text: str,
        *,
        slot: str | None = None,
        options: Mapping[str, Sequence[str]] | None = None,
        repeats: bool = False,
        lead: str = "",
        tail: str = "",
    ) -> None:
        super().__init__(text)
        self.awaited: dict[str, Any] = {
            "slot": slot,
            "options": [[value, list(names)] for value, names in (options or {}).items()],
            "repeats": repeats,
            "lead": lead,
            "tail": tail,
        }


class NoSuchEntry(ToolError):
    code = "not_found"
    status = 404


class IdempotencyMismatch(BadInput):
    code = "idempotency_mismatch"


class NeedsConfirmation(SpotterError):
    """A call over the API that would ask first in a talk. The text is the question."""

    code = "needs_confirmation"
    status = 409


class AtRest(SpotterError):
    code = "at_rest"
    status = 409


class NotAuthenticated(SpotterError):
    code = "not_authenticated"
    status = 401


class NotAllowed(SpotterError):
    code = "not_allowed"
    status = 403


class NotFound(SpotterError):
    code = "not_found"
    status = 404


class TooLarge(SpotterError):
    code = "too_large"
    status = 413


class TooMany(SpotterError):
    code = "too_many"
    status = 429
    retryable = True


class Fenced(SpotterError):
    code = "fenced"
    status = 409


class Unavailable(SpotterError):
    code = "unavailable"
    status = 503
    retryable = True


class ModelAway(SpotterError):
    code = "model_away"
    status = 503
    retryable = True


class OverBudget(ModelAway):
    code = "over_budget"
    retryable = False


class ConfigError(SpotterError):
    code = "bad_config"
