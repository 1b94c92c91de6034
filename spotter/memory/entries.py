"""A row that can be found by meaning."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Its id, whose it is, what kind of row, and its text."""

    id: str
    user_id: str
    kind: str
    text: str
