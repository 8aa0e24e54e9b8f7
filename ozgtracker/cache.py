"""The shared cache: Redis or Valkey, so that sign-in throttling holds over all web processes."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.retry import Retry

# Whoever signs in waits at most two seconds for a server that says nothing; a line that a restart has cut is renewed.
PATIENCE: dict[str, Any] = {"socket_timeout": 1, "socket_connect_timeout": 1, "retry": Retry(NoBackoff(), 1)}


class SharedCache(RedisCache):
    """Django's Redis cache that also understands the broker's socket URL (redis+socket://)."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {**PATIENCE, **params.get("OPTIONS", {})}
        address = server.replace("redis+socket://", "unix://").replace("virtual_host=", "db=")
        super().__init__(address, {**params, "OPTIONS": options})
