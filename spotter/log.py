"""Structured logs. Events are named `noun.verb_past`; no message text, no health value, persons only as a hash."""

from __future__ import annotations

import hashlib
import logging
import sys
from typing import Any

import structlog
from structlog.contextvars import bind_contextvars

__all__ = ["bind_contextvars", "configure_logging", "get_logger", "person_hash"]


def configure_logging(level: str = "info") -> None:
    """Send structured lines to standard error: coloured for a terminal, JSON otherwise."""
    terminal = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
            if terminal
            else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(message)s")


def get_logger(room: str) -> Any:
    """Return the logger of a room."""
    return structlog.get_logger(room=room)


def person_hash(user_id: str) -> str:
    """A short name for a person in logs that does not lead back to the row."""
    return hashlib.sha256(user_id.encode()).hexdigest()[:12]
