"""The double behind the Twilio protocol: what was sent to phones, what phones send, and the signed requests that tell of both."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from email.utils import formatdate
from typing import Any, Literal
from urllib.parse import parse_qs, urldefrag

import httpx
from pydantic import BaseModel, ConfigDict, Field

Mode = Literal["none", "slow", "cut", "garbage", "rate_limit", "forbidden", "server_error", "unavailable", "opted_out", "no_such_number"]

# How a fault answers: HTTP status, Twilio's code, its words.
REFUSALS: dict[str, tuple[int, int, str]] = {
    "rate_limit": (429, 20429, "Too Many Requests"),
    "forbidden": (403, 20003, "Permission Denied"),
    "server_error": (500, 20500, "Internal Server Error"),
    "unavailable": (503, 20503, "Service Unavailable"),
    "opted_out": (400, 21610, "Attempt to send to unsubscribed recipient"),
    "no_such_number": (400, 21211, "Invalid 'To' Phone Number"),
}
STOP_WORDS = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"})
START_WORDS = frozenset({"start", "unstop", "yes"})
STATUSES = ("sent", "delivered")
TRY_AGAIN_S = 0.1


class Faults(BaseModel):
    """How the next `count` messages fail, or all where none is given. `retry_after_s` goes out with 429, `delay_s` is how slow it is."""

    model_config = ConfigDict(extra="forbid")

    mode: Mode = "none"
    count: int | None = Field(default=None, ge=0)
    retry_after_s: int = Field(default=1, ge=0)
    delay_s: float = Field(default=20, ge=0)

    def pick(self) -> Mode:
        """The fault of this message."""
        if self.count == 0:
            return "none"
        if self.count is not None:
            self.count -= 1
        return self.mode


class Said(BaseModel):
    """What a phone sends us. With `opt_out_type` the account has Advanced Opt-Out, and Twilio answers by itself."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    from_: str = Field(alias="from")
    body: str = ""
    media: list[str] = []
    opt_out_type: Literal["STOP", "START", "HELP"] | None = None
    sid: str | None = None


class Phones:
    """An account with one number. `webhook` is where a message that arrives is sent to; `statuses` are told of each that leaves."""

    def __init__(
        self, account_sid: str, auth_token: str, number: str, webhook: str = "", statuses: Sequence[str] = ("sent", "delivered")
    ) -> None:
        self.account_sid, self.auth_token, self.number = account_sid, auth_token, number
        self._start = (webhook, tuple(statuses))
        # One for all: to make one reads the certificates of the machine. Nothing is kept open between requests.
        self._http = httpx.AsyncClient(timeout=15, limits=httpx.Limits(max_keepalive_connections=0))
        self.reset()

    def reset(self) -> None:
        """As it was made: nothing sent, nobody opted out, no faults."""
        self.webhook, self.statuses = self._start
        self.sent: list[dict[str, Any]] = []
        self.callbacks: dict[str, str] = {}
        self.opted_out: set[str] = set()
        self.faults = Faults()

    def take(self, form: Mapping[str, str]) -> dict[str, Any]:
        """Keep a message that leaves; as Twilio's API shows it."""
        now, sid = formatdate(), new_sid()
        message = {
            "account_sid": self.account_sid,
            "api_version": "2010-04-01",
            "body": form["Body"],
            "date_created": now,
            "date_sent": None,
            "date_updated": now,
            "direction": "outbound-api",
            "error_code": None,
            "error_message": None,
            "from": form.get("From"),
            "messaging_service_sid": form.get("MessagingServiceSid"),
            "num_media": "0",
            "num_segments": "1",
            "price": None,
            "price_unit": "USD",
            "sid": sid,
            "status": "queued",
            "to": form["To"],
            "uri": f"/2010-04-01/Accounts/{self.account_sid}/Messages/{sid}.json",
        }
        self.sent.append(message)
        return message

    def arriving(self, said: Said) -> dict[str, str]:
        """The form that tells of a message from a phone; whoever says STOP is not written to until they say START."""
        word = said.body.strip().lower()
        if word in STOP_WORDS or said.opt_out_type == "STOP":
            self.opted_out.add(said.from_)
        elif word in START_WORDS or said.opt_out_type == "START":
            self.opted_out.discard(said.from_)
        sid = said.sid or new_sid()
        form = {
            "ToCountry": "US",
            "SmsMessageSid": sid,
            "NumMedia": str(len(said.media)),
            "SmsSid": sid,
            "SmsStatus": "received",
            "Body": said.body,
            "To": self.number,
            "NumSegments": "1",
            "MessageSid": sid,
            "AccountSid": self.account_sid,
            "From": said.from_,
            "ApiVersion": "2010-04-01",
        }
        for place, kind in enumerate(said.media):
            form |= {f"MediaContentType{place}": kind, f"MediaUrl{place}": f"https://api.twilio.com/{sid}/Media/{place}"}
        return form | ({"OptOutType": said.opt_out_type} if said.opt_out_type else {})

    def receipt(self, message: Mapping[str, Any], status: str, error: int | None) -> dict[str, str]:
        """The form that tells what became of a message."""
        form = {
            "SmsSid": message["sid"],
            "SmsStatus": status,
            "MessageStatus": status,
            "To": message["to"],
            "MessageSid": message["sid"],
            "AccountSid": self.account_sid,
            "From": message["from"] or self.number,
            "ApiVersion": "2010-04-01",
        }
        return form | ({"ErrorCode": str(error)} if error else {})

    async def push(self, url: str, form: Mapping[str, str]) -> int:
        """Send a signed form and return the HTTP status; 0 where nobody answers. `#rc=` behind the URL says how often it is tried again."""
        address, fragment = urldefrag(url)
        tries = 1 + int(parse_qs(fragment).get("rc", ["0"])[0])
        status = 0
        for attempt in range(tries):
            await asyncio.sleep(TRY_AGAIN_S * attempt)
            try:
                status = (await self._http.post(address, data=dict(form), headers=self.signed(address, form))).status_code
            except httpx.HTTPError:
                status = 0
            if 200 <= status < 300:
                break
        return status

    def signed(self, url: str, form: Mapping[str, str]) -> dict[str, str]:
        """The header by which Twilio signs: HMAC-SHA1 over the URL and every field, sorted by name."""
        text = url + "".join(f"{name}{form[name]}" for name in sorted(form))
        mac = hmac.new(self.auth_token.encode(), text.encode(), hashlib.sha1)
        return {"X-Twilio-Signature": base64.b64encode(mac.digest()).decode()}


def new_sid() -> str:
    """A new name for a message."""
    return f"SM{secrets.token_hex(16)}"
