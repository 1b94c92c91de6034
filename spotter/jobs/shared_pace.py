"""One pace for all processes that send, kept in Redis: a provider counts what comes from all of them."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from typing import Any

from spotter.channels.base import Limits
from spotter.channels.pacing import OwnPace
from spotter.log import get_logger
from spotter.messages import Channel

log = get_logger("pace")
AGAIN_AFTER_S = 5.0
ANSWER_S = 1.0
# The next free moment of the channel, KEYS[1], and of the address, KEYS[2], by the clock of Redis in microseconds; ARGV are the distances
# between two messages. What lies in the past need not be kept.
NEXT_PLACE = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local free_at = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
local at = math.max(free_at, tonumber(redis.call('GET', KEYS[2]) or 0))
for key, moment in pairs({[KEYS[1]] = free_at + ARGV[1], [KEYS[2]] = at + ARGV[2]}) do
  redis.call('SET', key, string.format('%.0f', moment), 'PX', math.ceil((moment - now) / 1000) + 1000)
end
return string.format('%.0f', at - now)
"""


class SharedPace:
    """The pace of all processes of one house. While Redis is away each keeps its own, and providers' refusals slow them down.

    `house` is the same in every process of one installation, and in no other one on the same Redis.
    """

    def __init__(self, url: str, house: str) -> None:
        self._url = url
        self._prefix = f"spotter:pace:{house}"
        self._client: Any = None
        self._own = OwnPace()
        self._ask_again_at = 0.0

    async def place(self, channel: Channel, address: str, limits: Limits) -> float:
        from redis.exceptions import RedisError

        loop = asyncio.get_running_loop()
        if loop.time() >= self._ask_again_at:
            try:
                return await self._shared(channel, address, limits)
            except (RedisError, OSError) as error:
                log.warning("redis.lost", error=type(error).__name__)
                self._ask_again_at = loop.time() + AGAIN_AFTER_S
        return await self._own.place(channel, address, limits)

    async def _shared(self, channel: Channel, address: str, limits: Limits) -> float:
        import redis.asyncio as redis

        if self._client is None:
            self._client = redis.from_url(self._url, decode_responses=True, socket_connect_timeout=ANSWER_S, socket_timeout=ANSWER_S)
        whose = sha256(address.encode()).hexdigest()[:32]  # no addresses stand in Redis
        keys = f"{self._prefix}:{channel}", f"{self._prefix}:{channel}:{whose}"
        apart = (str(round(1e6 / rate)) for rate in (limits.per_second, limits.per_address))
        return int(await self._client.eval(NEXT_PLACE, len(keys), *keys, *apart)) / 1e6

    async def close(self) -> None:
        """Let go of the connection."""
        if self._client is not None:
            await self._client.aclose()
