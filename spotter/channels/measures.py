"""What is counted of the channels."""

from __future__ import annotations

from prometheus_client import Counter

sent_messages = Counter("spotter_sent_messages", "Messages that went out or did not, by channel and result.", ["channel", "result"])
