"""What the database knows about its own tables."""

from __future__ import annotations

from django.db import connection


def refresh_statistics() -> None:
    """Let the planner count the rows that were just loaded.

    PostgreSQL does so by itself about a minute later. Until then it plans for empty tables: the overview's query over
    bundles was seen to run for more than eight minutes instead of some milliseconds. Only our own tables are named:
    a bare ANALYZE also takes the catalogs all databases of a server share, and waits for whoever else does.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.refresh_statistics()")
