"""Sends e-mail over any SMTP server."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from typing import cast

import aiosmtplib

from spotter.channel_settings import SmtpSettings
from spotter.channels.base import Limits, SendError
from spotter.channels.email.render import Envelope, letter
from spotter.channels.email.unsubscribing import Unsubscription
from spotter.errors import ConfigError
from spotter.messages import Channel, Outgoing

TIMEOUT_S = 20.0
NO_LINK = frozenset({"code"})  # asked for a moment ago; there is nothing to end


class EmailAdapter:
    """Our mail server. `link` makes the address that ends e-mails to somebody; None where we have no public address."""

    channel: Channel = "email"
    limits = Limits(per_second=5, per_address=1)

    def __init__(self, settings: SmtpSettings, link: Callable[[Unsubscription], str] | None, timeout_s: float = TIMEOUT_S) -> None:
        self._settings = settings
        self._link = link
        self._timeout_s = timeout_s
        name, address = parseaddr(settings.from_)
        sender = mailbox(address, name)
        if sender is None:
            raise ConfigError("SPOTTER_SMTP__FROM is not an e-mail address. Write coach@example.org or Coach <coach@example.org>.")
        self._sender = sender

    def parts(self, outgoing: Outgoing) -> list[dict[str, object]]:
        """The whole text as one message; cards and buttons stay in the app."""
        return [{"outgoing": outgoing}]

    async def send(self, address: str, part: dict[str, object]) -> str:
        """Send one e-mail and return its Message-ID."""
        outgoing = cast(Outgoing, part["outgoing"])
        recipient = mailbox(address)
        if recipient is None:
            raise SendError("bad_address", retryable=False, is_gone=True)
        url = self._link(Unsubscription(address, outgoing.locale)) if self._link and outgoing.kind not in NO_LINK else None
        message_id = f"{secrets.token_hex(8)}@{self._sender.domain}"
        raw = letter(outgoing, Envelope(self._sender, recipient, message_id, url)).as_bytes()
        try:
            async with self._server() as server:
                await server.sendmail(self._sender.addr_spec, [address], raw)
        except (aiosmtplib.SMTPException, OSError) as error:
            raise refusal(error) from error
        return message_id[:80]

    async def check(self) -> str:
        """Which server lets us in, asked without sending anything."""
        try:
            async with self._server() as server:
                await server.noop()
        except (aiosmtplib.SMTPException, OSError) as error:
            raise refusal(error) from error
        return f"{self._settings.host}:{self._settings.port} lets us in, sends from {self._sender.addr_spec}"

    def _server(self) -> aiosmtplib.SMTP:
        """The mail server: entered it is connected, encrypted as set and logged in where there is a name; left it is told goodbye."""
        return aiosmtplib.SMTP(
            hostname=self._settings.host,
            port=self._settings.port,
            timeout=self._timeout_s,
            use_tls=self._settings.security == "tls",
            start_tls=self._settings.security == "starttls",
            username=self._settings.username or None,
            password=self._settings.password.get_secret_value() or None,
        )

    async def typing(self, address: str) -> None:
        """Nobody sees typing in e-mail."""

    async def close(self) -> None:
        """No connection is kept."""


def mailbox(address: str, name: str = "") -> Address | None:
    """An address that can stand in a header, one and no more; None for anything else."""
    try:
        found = Address(name, addr_spec=address)
    except (ValueError, IndexError, MessageError):
        return None
    return found if found.username and "." in found.domain else None


def refusal(error: Exception) -> SendError:
    """Why a mail server did not take a message: by its reply (RFC 5321, RFC 3463), or by what went wrong on the way."""
    match error:
        case aiosmtplib.SMTPRecipientsRefused(recipients=[first, *_]):
            return refusal(first)
        case aiosmtplib.SMTPAuthenticationError(code=code):  # whoever runs the house can mend it
            return SendError(str(code), retryable=True)
        case aiosmtplib.SMTPResponseException(code=code, message=said):
            is_gone = code in (550, 551, 553) and not said.startswith(("5.7.", "5.2."))  # not a policy, not a full mailbox
            return SendError(str(code), retryable=400 <= code < 500, is_gone=is_gone)
        case aiosmtplib.SMTPConnectError():
            return SendError("no_connection", retryable=True)
        case OSError():  # it hung up or said nothing: the message may have been taken
            return SendError("unknown", retryable=True)
    return SendError("refused", retryable=True)  # it cannot do what we need, such as STARTTLS; nothing was sent
