"""What people call the programs that they keep: a title that can stand anywhere, and which program is meant by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator, Field
from rapidfuzz import fuzz, process

from spotter.errors import ToolError
from spotter.language.normalise import normalise
from spotter.language.wording import Style
from spotter.store.tables import SavedProgram

LONGEST_TITLE = 60
MOST_KEPT = 50
SURE = 85
_SAYS_NOTHING = re.compile(r"\b(?:my|the|mon|ma|le|la|program(?:me)?|plan|routine)\b")


def _plain(title: str) -> str:
    """Letters of one line, as they were meant: no control characters, no doubled blanks."""
    plain = " ".join(normalise(title).split())
    if not any(char.isalnum() for char in plain):
        raise ValueError("a title has letters or digits")
    return plain


Title = Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE), AfterValidator(_plain)]


def refuse_title(title: str, kept: Sequence[SavedProgram], style: Style, *, but: str | None = None) -> None:
    """`ToolError` where another program has the title, or where there are too many."""
    if any(one.title.casefold() == title.casefold() and one.id != but for one in kept):
        raise ToolError(style.phrase("programs.title_taken", title=title))
    if but is None and len(kept) >= MOST_KEPT:
        raise ToolError(style.phrase("programs.too_many", n=MOST_KEPT))


def meant(said: str, kept: Sequence[SavedProgram]) -> SavedProgram | None:
    """The program of that id or title, or the one whose title is nearly that."""
    exact = next((one for one in kept if one.id == said or one.title.casefold() == said.strip().casefold()), None)
    if exact is not None:
        return exact
    titles = {one.id: _core(one.title) for one in kept}
    found = process.extractOne(_core(said), titles, scorer=fuzz.ratio, score_cutoff=SURE)
    return None if found is None else next(one for one in kept if one.id == found[2])


def known(said: str, kept: Sequence[SavedProgram], style: Style) -> SavedProgram:
    """The program meant; `ToolError` with the titles there are where there is none of them."""
    found = meant(said, kept)
    if found is None:
        names = style.listed([one.title for one in kept[:8]]) if kept else style.phrase("programs.none_kept")
        raise ToolError(style.phrase("programs.no_such_title", title=said[:LONGEST_TITLE], names=names))
    return found


def _core(title: str) -> str:
    flat = title.casefold()
    return " ".join(_SAYS_NOTHING.sub(" ", flat).split()) or flat
