"""Whether anything that a page shows has changed, told by the database, cheap to ask (docs/adr/0025-kept-pages.md)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, connections

UNSHOWN = frozenset(
    {
        "django_migrations",
        "django_session",
        "ozgtracker_heartbeat",
        "ozgtracker_jobrun",
        "ozgtracker_page_change",
        "usersessions_usersession",
    }
)
"""Tables whose rows no page shows that may be kept: they change with every request, or by themselves."""

# The newest visible change, and who was under way that began no later: when one of those commits, the list is another
# one. The same words twice therefore mean the same visible rows, in whatever order transactions end. Rows of another
# cluster (a restored dump) may have higher numbers than any transaction here: they wait until their number is reached.
_VERSION = """
SELECT concat_ws(' ', newest.xid, newest.at, (
    SELECT string_agg(open::text, ',' ORDER BY open) FROM pg_snapshot_xip(pg_current_snapshot()) AS open
    WHERE open <= newest.xid
)) FROM (
    SELECT xid, at FROM ozgtracker_page_change WHERE xid < pg_snapshot_xmax(pg_current_snapshot())
    ORDER BY xid DESC LIMIT 1
) AS newest
"""
_FORGET = """
DELETE FROM ozgtracker_page_change WHERE xid < (
    SELECT xid FROM ozgtracker_page_change WHERE xid < pg_snapshot_xmax(pg_current_snapshot()) ORDER BY xid DESC LIMIT 1
)
"""
_WATCH = """
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND c.relname <> ALL (string_to_array('%(unshown)s', ' ')) AND NOT EXISTS (
            SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'page_change'
        )
    LOOP
        EXECUTE format('CREATE TRIGGER page_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %%s'
            ' FOR EACH STATEMENT EXECUTE FUNCTION ozgtracker_note_page_change()', one.name);
    END LOOP;
END $$
"""


_asked: ContextVar[list[str] | None] = ContextVar("version asked for", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Until the end the version is the first one asked for: for a request that only reads."""
    token = _asked.set([])
    try:
        yield
    finally:
        _asked.reset(token)


def version() -> str:
    """Words that are another time the same only if every row a page shows is the same (one query)."""
    known = _asked.get()
    if known:
        return known[0]
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        row = cursor.fetchone()
    found: str = row[0] if row else ""
    if known is not None:
        known.append(found)
    return found


def forget() -> None:
    """All but the newest change are of no use any more."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET)


def watch(using: str) -> None:
    """Every table but the UNSHOWN notes its changes from now on; can be repeated. Asked by the owner of the tables."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regproc('public.ozgtracker_note_page_change') IS NOT NULL")
        if cursor.fetchone()[0]:
            cursor.execute(_WATCH % {"unshown": " ".join(sorted(UNSHOWN))})


def after_migrate(using: str, **kwargs: Any) -> None:
    """As a receiver of post_migrate."""
    watch(using)
