"""Twilio's forms as ours: a message that arrived, and what became of one that was sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from spotter.channels.receipts import Receipt, StatusUpdate
from spotter.channels.sms.codes import GONE, OPTED_OUT
from spotter.language.phone_numbers import e164, whereabouts
from spotter.messages import Arrived

Media = Literal["photo", "voice", "video", "document", "other"]

RECEIPTS: dict[str, Receipt] = {
    **dict.fromkeys(("accepted", "scheduled", "queued", "sending"), "queued"),
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    **dict.fromkeys(("undelivered", "failed", "canceled"), "failed"),
}
MEDIA: dict[str, Media] = {"image": "photo", "audio": "voice", "video": "video", "application": "document", "text": "document"}
GONE_TOLD = frozenset(map(str, GONE))
# Short codes and names cannot be answered. A number that Twilio vouches for is taken even where our tables do not know its range yet.
_NUMBER = re.compile(r"\+[1-9]\d{7,14}")


def parse_message(form: Mapping[str, str]) -> Arrived | None:
    """A message that arrived; None for what is no text message of somebody who can be answered."""
    sender, sid = form.get("From", "").strip(), form.get("MessageSid") or form.get("SmsSid", "")
    if not _NUMBER.fullmatch(sender) or not sid or sender == form.get("To"):
        return None
    address = e164(sender) or sender
    country, time_zone = whereabouts(address)
    text, opt_out = form.get("Body", ""), form.get("OptOutType", "")
    is_media = form.get("NumMedia", "0") not in ("", "0")
    return Arrived(
        channel="sms",
        address=address,
        dedupe_key=sid[:200],
        text=text if text.strip() else opt_out,
        kind="media" if is_media else "text",
        media=MEDIA.get(form.get("MediaContentType0", "").partition("/")[0], "other") if is_media else None,
        provider_ref=sid,
        country=country,
        time_zone=time_zone,
        is_answered=bool(opt_out),
    )


def parse_status(form: Mapping[str, str]) -> StatusUpdate | None:
    """What became of a message; None for a status that tells nothing of one of ours."""
    sid = form.get("MessageSid") or form.get("SmsSid", "")
    receipt = RECEIPTS.get(form.get("MessageStatus") or form.get("SmsStatus", ""))
    if not sid or receipt is None:
        return None
    error = form.get("ErrorCode", "")[:80]
    return StatusUpdate(sid, receipt, error or None, is_gone=error in GONE_TOLD, has_opted_out=error == str(OPTED_OUT))
