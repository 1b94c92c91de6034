"""Whether somebody may still be typing: several short messages within a moment are one."""

from __future__ import annotations

from spotter.language.elisions import elide
from spotter.language.misspelt import mend
from spotter.language.normalise import normalise
from spotter.language.red_flags import screen
from spotter.language.understand import understand
from spotter.language.understanding import Reading

_SHORT = 80  # letters; what is longer was thought out before it was sent
_COMPLETE = (".", "!", "?", "…")


def speaks_for_itself(text: str, reading: Reading, *, is_cheap: bool) -> bool:
    """Whether a message is to be answered at once, before another one comes.

    Always a command and words of danger. Where an answer more costs nothing (`is_cheap`: in the app), also a sentence that ends as one,
    a long one, and what is understood to the last word.
    """
    if text.startswith("/"):
        return True
    if not is_cheap:
        return screen(mend(elide(normalise(text))), reading.locale).level in ("T0", "T1")
    if len(text) > _SHORT or text.rstrip().endswith(_COMPLETE):
        return True
    meant = understand(text, reading)
    if meant.safety.level in ("T0", "T1"):
        return True
    return bool(meant.calls) and not meant.residue and meant.question is None
