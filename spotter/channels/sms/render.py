"""What goes out as SMS: plain letters, two messages at most where no words of safety ask for more, buttons as words, no cards."""

from __future__ import annotations

from datetime import date

from spotter.language.opt_out import opt_word
from spotter.language.wording.sms import MOST_SEGMENTS, fold, segments, sms_text
from spotter.language.wording.style import Style
from spotter.messages import Outgoing

LONGEST = 1600  # characters that Twilio takes as one message

MAY_HOLD_SAFETY = frozenset({"reply", "service"})  # also the answer to STOP, where an alarm stands beside it


def messages(outgoing: Outgoing) -> list[str]:
    """The texts to send. What may hold words of safety is as short as it may be already; anything else is cut here."""
    text = fold(outgoing.text)
    if outgoing.kind not in MAY_HOLD_SAFETY:
        text = sms_text([], [text], [], outgoing.locale)
    return _split(_with_words(text, outgoing))


def _with_words(text: str, outgoing: Outgoing) -> str:
    """The text and the answers that it waits for, where they cost no further segment or a question would be lost without them.

    What a carrier takes for "never write to me again" is never asked for.
    """
    words = [fold(option.upper()) for option in outgoing.options if opt_word(option, on_phone=True) != "stop"]
    asked = [word for word in words if word not in text]
    if not asked:
        return text
    style = Style(outgoing.locale, "metric", date.min)
    *first, last = words
    named = f"{', '.join(first)} {style.phrase('sms.or')} {last}" if first else last
    longer = f"{text}\n{fold(style.phrase('sms.reply_with', words=named))}"
    allowed = MOST_SEGMENTS if len(words) > 1 else segments(text)
    return longer if segments(longer) <= allowed else text


def _split(text: str) -> list[str]:
    """Parts that Twilio takes, cut between lines or words."""
    parts = []
    while len(text) > LONGEST:
        at = max(text.rfind("\n", 0, LONGEST), text.rfind(" ", 0, LONGEST))
        at = at if at > 0 else LONGEST
        parts.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*parts, text]
