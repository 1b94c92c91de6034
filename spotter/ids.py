"""Identifiers: UUID version 7, so that rows made later sort later."""

from __future__ import annotations

import uuid_utils


def new_id() -> str:
    """Return a new time-ordered identifier (36 characters)."""
    return str(uuid_utils.uuid7())
