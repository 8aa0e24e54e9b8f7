"""Wait until nobody else's transaction can move the version of what pages show (ozgtracker/changes.py)."""

from __future__ import annotations

import time

from django.db import connection

LONGEST = 600.0  # seconds; a class of another worker that rolls back holds its transaction as long as it runs
_OLDER = """
SELECT count(*) FROM pg_snapshot_xip(pg_current_snapshot()) AS open
WHERE open <= (
    SELECT xid FROM ozgtracker_page_change WHERE xid < pg_snapshot_xmax(pg_current_snapshot()) ORDER BY xid DESC LIMIT 1
)
"""


def settled() -> None:
    """Return when no transaction of the cluster is left that began before the newest change.

    Transactions of other databases count, too: the end of one makes another version of the same rows, which costs a
    page drawn once more and shows nothing wrong. A test that expects the very same version asks for this first.
    """
    latest = time.monotonic() + LONGEST
    while _older():
        if time.monotonic() > latest:
            raise TimeoutError(f"older transactions are still open after {LONGEST:.0f} s")
        time.sleep(0.02)


def _older() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_OLDER)
        return int(cursor.fetchone()[0])
