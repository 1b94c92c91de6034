"""What can go wrong with a model, in one word each, and whether trying again may help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import openai

FaultKind = Literal[
    "rate_limited", "server_error", "unreachable", "slow", "stalled", "cut", "garbled", "empty",
    "key_refused", "no_money", "model_unknown", "bad_request", "filtered",
]  # fmt: skip
# Another attempt with the same model may work.
PASSING: frozenset[FaultKind] = frozenset({"rate_limited", "server_error", "unreachable", "slow", "stalled", "cut", "garbled", "empty"})
# So little time is left after these that another model is asked at once, where there is one.
LONG: frozenset[FaultKind] = frozenset({"slow", "stalled"})
# What was asked is to blame, not who was asked.
OF_THE_QUESTION: frozenset[FaultKind] = frozenset({"bad_request", "filtered"})

OF_STATUS: dict[int, FaultKind] = {
    401: "key_refused",
    402: "no_money",
    403: "key_refused",
    404: "model_unknown",
    408: "server_error",
    409: "server_error",
    429: "rate_limited",
}


class Fault(Exception):
    """One attempt that failed. `wait_s` is how long the provider wants to be left alone."""

    def __init__(self, kind: FaultKind, detail: str = "", wait_s: float | None = None) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail
        self.wait_s = wait_s


def fault_of_status(error: openai.APIStatusError, now: datetime) -> Fault:
    """What an HTTP status says. `detail` is the provider's first line."""
    detail = str(error.message).partition("\n")[0][:300]
    wait = retry_after_s(error.response.headers, now)
    if error.code == "insufficient_quota":
        return Fault("no_money", detail)
    if error.status_code >= 500:
        return Fault("server_error", detail, wait)
    return Fault(OF_STATUS.get(error.status_code, "bad_request"), detail, wait)


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that `Retry-After` asks for, as a number or as a date; None without one that can be read."""
    value = headers.get("retry-after", "").strip()
    try:
        wait = float(value) if value.replace(".", "", 1).isdigit() else (parsedate_to_datetime(value) - now).total_seconds()
    except (ValueError, TypeError):  # no date, or one without a zone
        return None
    return max(wait, 0.0)
