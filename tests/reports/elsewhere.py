"""What other processes and sessions are doing, seen from the test."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.db import connection


def until(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for another process; fail rather than wait for ever."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "Der andere Prozess kam nicht so weit."
        time.sleep(0.02)


WAITING = (
    "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()"
)


def waiting_for_a_lock() -> int:
    """How many other sessions of this database wait for a row lock."""
    return len(elsewhere(f"SELECT pid {WAITING}"))


def end_waiting_sessions() -> None:
    """The statement a killed process had already sent would still be carried out; end its session as well."""
    elsewhere(f"SELECT pg_terminate_backend(pid, 5000) {WAITING}")


def elsewhere(sql: str) -> list[tuple[object, ...]]:
    """Ask in a session of its own: this thread's transaction sees its own snapshot of the statistics."""
    found: list[tuple[object, ...]] = []

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            found.extend(cursor.fetchall())
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    return found
