"""HTML out of functions. A plain text is escaped wherever it is put in; only what these functions made is not."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID = frozenset({"input", "link", "meta", "wbr"})
Attribute = str | int | float | bool | None


class Html(str):
    """Markup that is safe to be put in as it is."""

    __slots__ = ()


def html(inside: Iterable[str | None]) -> Html:
    """Several pieces after one another; plain texts are escaped, None is nothing."""
    return Html("".join(one if isinstance(one, Html) else escape(plain(one)) for one in inside if one is not None))


def tag(name: str, /, *inside: str | None, **attributes: Attribute) -> Html:
    """An element. `class_` is the attribute class, `data_suite` is data-suite; True is a bare attribute, False and None are left out."""
    told = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    return Html(f"<{name}{told}>") if name in VOID else Html(f"<{name}{told}>{html(inside)}</{name}>")


def raw(text: str) -> Html:
    """The house's own stylesheet or script, which no escaping may change."""
    return Html(text)


def plain(text: str) -> str:
    """Without control characters, which a document may not hold; a replacement stands where one was."""
    return "".join("\N{REPLACEMENT CHARACTER}" if ord(one) < 32 and one not in "\n\t" else one for one in text.replace("\r\n", "\n"))


def _attribute(key: str, value: Attribute) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(plain(str(value)))}"'
