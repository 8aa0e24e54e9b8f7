"""The connection to PostgreSQL: nobody waits for a server that refuses, and everybody for one that is only slow."""

from __future__ import annotations

from time import monotonic
from typing import Any, ClassVar

from django.db.backends.postgresql import base
from psycopg import OperationalError
from psycopg_pool import PoolTimeout

# Seconds.
PATIENCE = 10.0
ASKED_AGAIN_AFTER = 1.0


class DatabaseWrapper(base.DatabaseWrapper):
    """With a pool, the first who waits in vain spares all others of this process the wait for a second."""

    _refused_at: ClassVar[float] = float("-inf")

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection of the pool. Raises OperationalError: soon where the server refuses, else after PATIENCE."""
        if monotonic() - DatabaseWrapper._refused_at < ASKED_AGAIN_AFTER:
            raise OperationalError("the server refused a moment ago")
        before, end = self._refusals(), monotonic() + PATIENCE
        while True:
            try:
                return super().get_new_connection(conn_params)
            except PoolTimeout:
                # Each wait is short (pooling.OPTIONS). Without a refusal the server, or this machine, is merely busy.
                if self._refusals() > before:
                    DatabaseWrapper._refused_at = monotonic()
                    raise
                if monotonic() > end:
                    raise

    def _refusals(self) -> int:
        """How often the pool has tried to connect in vain; 0 without a pool."""
        return int(self.pool.get_stats().get("connections_errors", 0)) if self.pool else 0
