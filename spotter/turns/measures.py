"""What the operator watches, for `GET /metrics`."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

finished_turns = Counter("spotter_turns_finished", "Turns that ended with an answer, by the path they took.", ["path"])
buried_turns = Counter("spotter_turns_buried", "Turns given up after the last attempt: the person got an apology. Alert on any.")
turn_seconds = Histogram(
    "spotter_turn_seconds",
    "From the moment a message was accepted to its answer, by path.",
    ["path"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
queue_age = Gauge("spotter_queue_age_seconds", "How long the oldest turn that nobody runs has been waiting.")
unsent_age = Gauge("spotter_outbox_age_seconds", "How long the oldest message that is due has been waiting to be sent.")
