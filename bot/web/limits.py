"""Rate limits per conversation and per address, in memory or in Redis."""

from __future__ import annotations

import asyncio
import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from bot.web.errors import WebError

REDIS_TIMEOUTS = {"socket_timeout": 2, "socket_connect_timeout": 2}
"""Seconds: a Redis that hangs must not hold a visitor longer."""
PER_ADDRESS_FACTOR = 10
"""A school or an office shares one address: it may send this many times what one conversation may."""


class RateLimits:
    """Counts messages in a moving window; ``rate`` is written as ``30/minute``, or ``off``."""

    def __init__(self, rate: str, redis_url: str) -> None:
        self._item: RateLimitItem | None = None if rate == "off" else parse(rate)
        self._storage = RedisStorage(redis_url, **REDIS_TIMEOUTS) if redis_url else MemoryStorage()
        self._blocking = bool(redis_url)
        self._limiter = MovingWindowRateLimiter(self._storage)

    async def count(self, conversation_id: str | None, address: str) -> None:
        """Count one message of a conversation, or of an address that begins one.

        Raises:
            WebError: too_many, with the seconds until the next message may come; unavailable without Redis.
        """
        if self._item is None:
            return
        shared = type(self._item)(self._item.amount * PER_ADDRESS_FACTOR, self._item.multiples)
        own = ("conversation", conversation_id) if conversation_id else ("new", address)
        for item, key in ((self._item, own), (shared, ("address", address))):
            try:
                wait = await asyncio.to_thread(self._hit, item, key) if self._blocking else self._hit(item, key)
            except RedisError as error:
                raise WebError("unavailable") from error
            if wait:
                raise WebError("too_many", retry_after=wait)

    def is_ready(self) -> bool:
        """Whether counting works: always in memory, with Redis when it answers."""
        return bool(self._storage.check())

    def _hit(self, item: RateLimitItem, key: tuple[str, str]) -> int:
        """Seconds to wait, 0 when the message may pass."""
        if self._limiter.hit(item, *key):
            return 0
        reset, _ = self._limiter.get_window_stats(item, *key)
        return max(1, math.ceil(float(reset) - time.time()))
