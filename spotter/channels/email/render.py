"""What goes out as e-mail: plain text and the same as simple HTML, with a link that ends it."""

from __future__ import annotations

from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from html import escape
from typing import NamedTuple

from spotter.language.wording.style import Style
from spotter.messages import Outgoing

# RFC 5322: a line may have 998 characters. Folded at 78, a link would be written in encoded words, which mail programs do not follow.
IN_ONE_LINE = SMTP.clone(max_line_length=998, cte_type="7bit")


class Envelope(NamedTuple):
    """From whom, to whom, under which name, and the address that ends it where there is one."""

    sender: Address
    recipient: Address
    message_id: str
    unsubscribe_url: str | None


def letter(outgoing: Outgoing, envelope: Envelope) -> EmailMessage:
    """The message to send. Nothing that somebody wrote stands in a header."""
    style = Style(outgoing.locale, "metric", date.min)
    message = EmailMessage(policy=IN_ONE_LINE)
    message["From"] = envelope.sender
    message["To"] = envelope.recipient
    message["Subject"] = style.phrase(f"email.subject_{outgoing.kind}")
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = f"<{envelope.message_id}>"
    message["Auto-Submitted"] = "auto-generated"
    url = envelope.unsubscribe_url
    footer = f"{style.phrase('email.footer')}\n{url}" if url else ""
    if url:  # RFC 8058: one click in the mail program, without a page
        message["List-Unsubscribe"] = f"<{url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content("\n\n-- \n".join(filter(None, (outgoing.text, footer))) + "\n")
    message.add_alternative(_html(outgoing.text, style, url), subtype="html")
    message["Content-Language"] = outgoing.locale  # at the end: it would go with the text into its part
    return message


def _html(text: str, style: Style, url: str | None) -> str:
    paragraphs = "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>\n" for part in text.split("\n\n") if part.strip())
    footer = f'<p><small>{escape(style.phrase("email.footer"))} <a href="{escape(url)}">{escape(url)}</a></small></p>\n' if url else ""
    return f'<!doctype html>\n<html lang="{style.locale}"><head><meta charset="utf-8"></head><body>\n{paragraphs}{footer}</body></html>\n'
