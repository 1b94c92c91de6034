"""What the operator watches, for `GET /metrics`."""

from __future__ import annotations

from prometheus_client import Counter

finished_turns = Counter("spotter_turns_finished", "Turns that ended with an answer, by the path they took.", ["path"])
buried_turns = Counter("spotter_turns_buried", "Turns given up after the last attempt: the person got an apology. Alert on any.")
