"""What is counted of nudges."""

from __future__ import annotations

from prometheus_client import Counter

nudges = Counter("spotter_nudges", "Nudges that went out or did not, by kind and fate.", ["kind", "fate"])
