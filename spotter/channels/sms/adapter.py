"""Sends text messages by Twilio."""

from __future__ import annotations

from functools import cached_property

from twilio.base.exceptions import TwilioRestException, TwilioServiceException
from twilio.rest import Client

from spotter.channel_settings import TwilioSettings
from spotter.channels.base import Limits, SendError
from spotter.channels.sms.client import READ_S, TwilioHttp, new_client
from spotter.channels.sms.codes import FULL, GONE, OPTED_OUT
from spotter.channels.sms.render import messages
from spotter.messages import Channel, Outgoing

# What whoever runs the house can mend while the message waits: credentials, a suspended account, a number that is not ours.
OURS_TO_MEND = frozenset({401, 403})


class SmsAdapter:
    """Our number at Twilio. With `status_url` Twilio tells there what becomes of each message; `read_s` is how long its answer may take."""

    channel: Channel = "sms"

    def __init__(self, settings: TwilioSettings, status_url: str | None, read_s: float = READ_S) -> None:
        self._settings = settings
        self._read_s = read_s
        self._status_url = status_url
        self.limits = Limits(per_second=settings.per_second, per_address=1)

    @cached_property
    def _http(self) -> TwilioHttp:
        return TwilioHttp(self._read_s)

    @cached_property
    def _client(self) -> Client:
        return new_client(self._settings, self._http)

    def parts(self, outgoing: Outgoing) -> list[dict[str, object]]:
        """The text as SMS; see `render`."""
        return [{"text": text} for text in messages(outgoing)]

    async def send(self, address: str, part: dict[str, object]) -> str:
        """Send one text and return Twilio's name of it."""
        ours = self._settings.from_
        sender = {"messaging_service_sid" if ours.startswith("MG") else "from_": ours}
        told = {"status_callback": self._status_url} if self._status_url else {}
        try:
            sent = await self._client.messages.create_async(to=address, body=part["text"], **sender, **told)
        except (TwilioRestException, TwilioServiceException) as error:
            raise refusal(error.status, error.code) from error
        except (ValueError, KeyError) as error:  # an answer that is none, though the message may have been taken
            raise SendError("unknown", retryable=True) from error
        return str(sent.sid)

    async def check(self) -> str:
        """The account's status."""
        try:
            account = await self._client.api.v2010.accounts(self._settings.account_sid).fetch_async()
        except (TwilioRestException, TwilioServiceException) as error:
            raise refusal(error.status, error.code) from error
        except (ValueError, KeyError) as error:
            raise SendError("unknown", retryable=True) from error
        return f"account {account.status}, sends from {self._settings.from_}"

    async def typing(self, address: str) -> None:
        """Nobody sees typing over SMS."""

    async def close(self) -> None:
        """Let go of the connections."""
        if "_http" in self.__dict__:
            await self._http.close()


def refusal(status: int, code: int | None) -> SendError:
    """Why Twilio did not take a message, by the HTTP status and its own code."""
    if code in FULL:
        return SendError("429", retryable=True)
    retryable = status >= 500 or status in OURS_TO_MEND
    return SendError(str(code or status), retryable=retryable and code not in GONE, is_gone=code in GONE, has_opted_out=code == OPTED_OUT)
