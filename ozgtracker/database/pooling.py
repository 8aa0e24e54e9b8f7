"""How the pool of connections behaves when PostgreSQL goes and comes back."""

from __future__ import annotations

from typing import Any

from django.db import connection
from psycopg import Connection
from psycopg_pool import ConnectionPool

# Seconds. By default the pool tries again after 1, 2, 4, ... 32 s, and a process fails long after the server is back.
OPTIONS: dict[str, Any] = {"min_size": 1, "timeout": 1.5, "reconnect_timeout": 1}


def check(one: Connection[Any]) -> None:
    """As the pool checks each connection it hands out; where one is cut, all that lie idle are renewed with it.

    A restart cuts them all, and the pool waits longer after each it finds: with four, the first page would fail.
    """
    try:
        ConnectionPool.check_connection(one)
    except Exception:
        connection.pool.drain()  # type: ignore[attr-defined]  # only a connection of the pool is checked
        raise


def pool(database: dict[str, Any], size: int) -> None:
    """Let these settings of a database keep so many connections."""
    # Measured: a pool gives four times the requests of a connection per request (design, stack).
    database["ENGINE"] = "ozgtracker.database"
    # Seconds, the least libpq takes: a server that has vanished holds whoever tries to reach it for two minutes.
    database["OPTIONS"].setdefault("connect_timeout", 2)
    database["OPTIONS"]["pool"] = {**OPTIONS, "max_size": size, "check": check}
