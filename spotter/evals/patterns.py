"""What must, or must not, be found in a reply.

A plain text is searched without regard to case, to the kind of spaces and to typographic quotes. `re` is a regular expression, `figure` a
number wherever it stands and however it is written (82.5, 82,5), with `unit` right after it; `any` fits where one of its patterns does.
"""

from __future__ import annotations

import math
import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, model_validator

from spotter.evals.matching import compiled

_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_NARROW = "\u00a0\u202f\u2009"  # the spaces that stand within a number
_FIGURE = re.compile(rf"(?<![\d.,])[-−]?\d+(?:[{_NARROW},.]\d{{3}})*(?:[.,]\d+)?(?!\d)")
_GROUPED = re.compile(rf"(?<=\d)[{_NARROW},.](?=\d{{3}}(?!\d))")


def plain(text: str) -> str:
    """The text with plain spaces, quotes and dashes, in lower case."""
    return re.sub(r"[ \t]+", " ", text.translate(_PLAIN)).casefold()


def _regex(text: str) -> str:
    compiled(text)
    return text


class SayingPattern(BaseModel):
    """One pattern for a reply; exactly one of `text`, `re`, `figure` and `any`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = ""
    re: Annotated[str, AfterValidator(_regex)] = ""
    figure: float | None = None
    unit: str = ""
    any: tuple[Saying, ...] = ()

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        if bool(self.text) + bool(self.re) + (self.figure is not None) + bool(self.any) != 1:
            raise ValueError("write a text, or one of re, figure and any")
        if self.unit and self.figure is None:
            raise ValueError("a unit belongs to a figure")
        return self

    def is_in(self, reply: str) -> bool:
        """Whether the reply says this."""
        said = plain(reply)
        if self.any:
            return any(one.is_in(reply) for one in self.any)
        if self.re:
            return compiled(self.re).search(said) is not None
        if self.figure is not None:
            return any(
                math.isclose(value, self.figure, abs_tol=1e-6) and after.startswith(plain(self.unit)) for value, after in figures(reply)
            )
        return plain(self.text) in said

    def __str__(self) -> str:
        if self.any:
            return " or ".join(map(str, self.any))
        if self.figure is not None:
            return f"the figure {self.figure:g} {self.unit}".strip()
        return f"/{self.re}/" if self.re else repr(self.text)


def figures(reply: str) -> list[tuple[float, str]]:
    """Every number of a text, in each way it can be read (1,500 is 1500 and 1.5), with the plain text that follows it."""
    found = []
    for match in _FIGURE.finditer(reply):
        written, after = match[0].replace("−", "-"), plain(reply[match.end() :]).lstrip(" ")
        readings = {written.replace(",", "."), _GROUPED.sub("", written).replace(",", ".")}
        found += [(float(reading), after) for reading in readings if re.fullmatch(r"-?\d+(\.\d+)?", reading)]
    return found


def _from_text(given: Any) -> Any:
    return {"text": given} if isinstance(given, str) else given


Saying = Annotated[SayingPattern, BeforeValidator(_from_text)]
SayingPattern.model_rebuild()
