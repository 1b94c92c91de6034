"""Twilio's error codes that mean something to us (twilio.com/docs/api/errors)."""

from __future__ import annotations

# The owner of the number told Twilio or the carrier to stop.
OPTED_OUT = 21610
# Nothing arrives at this number: opted out; no number; no mobile; nowhere to route.
GONE = frozenset({OPTED_OUT, 21211, 21214, 21217, 21614, 21635, 30005, 30006})
# Twilio's own queue for our number is full: nothing was taken.
FULL = frozenset({20429, 21611, 30001})
