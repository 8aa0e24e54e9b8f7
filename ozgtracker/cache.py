"""The shared cache: Redis or Valkey, so that sign-in throttling holds over all web processes."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.redis import RedisCache


class SharedCache(RedisCache):
    """Django's Redis cache that also understands the broker's socket URL (redis+socket://)."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server.replace("redis+socket://", "unix://").replace("virtual_host=", "db="), params)
