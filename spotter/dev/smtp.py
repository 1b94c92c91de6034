"""A mail server on this machine that keeps what it is given. It needs the development libraries (aiosmtpd)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from spotter.dev.serving import HOST


@dataclass
class Mailbox:
    """What arrived. `refuse_recipient` and `refuse_message` are said instead of OK ("550 5.1.1 No such user"); `cuts` hangs up."""

    messages: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)  # the same as they came
    recipients: list[str] = field(default_factory=list)
    refuse_recipient: str | None = None
    refuse_message: str | None = None
    cuts: bool = False
    on_message: Callable[[EmailMessage], None] = lambda _message: None

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802  its name in aiosmtpd
        """A recipient is named."""
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  its name in aiosmtpd
        """A message is handed over."""
        if self.cuts:
            server.transport.close()
        if self.refuse_message:
            return self.refuse_message
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.raw.append(envelope.content)
        self.recipients.extend(envelope.rcpt_tos)
        self.on_message(message)
        return "250 OK"


@asynccontextmanager
async def mail_server(mailbox: Mailbox, port: int = 0) -> AsyncIterator[int]:
    """Serve on a free port where none is named, and tell it."""
    from aiosmtpd.smtp import SMTP

    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(mailbox, enable_SMTPUTF8=True, loop=loop), HOST, port)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()
