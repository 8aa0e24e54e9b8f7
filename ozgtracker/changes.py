"""Whether anything that a page shows has changed, told by the database, cheap to ask (docs/adr/0025-kept-pages.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db import connection, connections

_WORD = re.compile(r"\w+")

UNSHOWN = frozenset(
    {
        "django_migrations",
        "django_session",
        "exports_export",
        "ozgtracker_heartbeat",
        "ozgtracker_jobrun",
        "ozgtracker_page_change",
        "usersessions_usersession",
    }
)
"""Tables whose rows no page shows that may be kept: they change with every request, or by themselves."""

# No model's: the queue of the seal. Every other table with the trigger is a model's (tests/ozgtracker/test_changes.py).
_NOT_MODELS = frozenset({"accounts_audittoseal"})

# Of each table the newest visible change, and who is under way. Rows of another cluster (a restored dump) may have
# higher numbers than any transaction here: they wait until their number is reached.
NEWEST = """(
    SELECT json_build_array(
        (SELECT json_object_agg(one.name, json_build_array(newest.xid::text::bigint, newest.at))
            FROM unnest(%(names)s::text[]) AS one (name), LATERAL (
                SELECT xid, at FROM ozgtracker_page_change
                WHERE name = one.name AND xid < pg_snapshot_xmax(pg_current_snapshot())
                ORDER BY xid DESC, at DESC LIMIT 1
            ) AS newest),
        (SELECT json_agg(open::text::bigint ORDER BY open) FROM pg_snapshot_xip(pg_current_snapshot()) AS open)
    )::text
)"""
_FORGET = """
DELETE FROM ozgtracker_page_change AS old WHERE EXISTS (
    SELECT FROM ozgtracker_page_change AS newer
    WHERE newer.name = old.name AND newer.xid > old.xid AND newer.xid < pg_snapshot_xmax(pg_current_snapshot())
)
"""
# What has no change at all counts as changed by everybody (Versions.of).
_BEGIN = """
INSERT INTO ozgtracker_page_change (name) SELECT one.name FROM unnest(%(names)s::text[]) AS one (name)
WHERE NOT EXISTS (SELECT FROM ozgtracker_page_change AS known WHERE known.name = one.name)
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


@dataclass(frozen=True, slots=True)
class Versions:
    """When each table was changed last, and the transactions under way, as one statement saw them."""

    newest: Mapping[str, tuple[int, str]]
    open: tuple[int, ...]

    @classmethod
    def read(cls, said: str) -> Versions:
        """What NEWEST answered."""
        newest, under_way = json.loads(said)
        return cls({name: (xid, at) for name, (xid, at) in (newest or {}).items()}, tuple(under_way or ()))

    def of(self, tables: Iterable[str]) -> str:
        """Words that are another time the same only if every row of these tables is the same.

        The newest change, and who was under way that began no later: when one of those commits, the list is another
        one. So the same words mean the same visible rows, in whatever order transactions end.
        """
        found = [self.newest.get(name) for name in tables]
        if not found:
            return ""
        known = [one for one in found if one is not None]
        newest = max(known if len(known) == len(found) else self.newest.values(), default=(0, ""))
        waiting = ",".join(str(one) for one in self.open if one <= newest[0])
        return " ".join([str(newest[0]), newest[1], *filter(None, [waiting])])


_asked: ContextVar[list[Versions] | None] = ContextVar("versions asked for", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Until the end the versions are the first ones asked for: for a request that only reads."""
    token = _asked.set([])
    try:
        yield
    finally:
        _asked.reset(token)


def is_asked_once() -> bool:
    """Whether this is a request that only reads, and has not asked yet."""
    return _asked.get() == []


def versions() -> Versions:
    """Of every table a page shows (one query)."""
    known = _asked.get()
    if known:
        return known[0]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NEWEST}", {"names": sorted(names())})
        (said,) = cursor.fetchone()
    return noted(said)


def noted(said: str) -> Versions:
    """What NEWEST answered, also in a statement of somebody else's; a request that only reads keeps it."""
    found, known = Versions.read(said), _asked.get()
    if known is not None:
        known[:] = known or [found]
    return found


def version() -> str:
    """Words that are another time the same only if every row a page shows is the same (one query)."""
    return versions().of(names())


@cache
def names() -> frozenset[str]:
    """Every table that notes its changes."""
    models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return frozenset(models | _NOT_MODELS) - UNSHOWN


@lru_cache(maxsize=2048)
def tables_in(sql: str) -> frozenset[str]:
    """Those of them that a statement names."""
    return names() & frozenset(_WORD.findall(sql))


def forget() -> None:
    """All but the newest change of each table are of no use any more."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET)
        cursor.execute(_BEGIN, {"names": sorted(names())})


def watch(using: str) -> None:
    """Every table but the UNSHOWN notes its changes from now on; can be repeated. Asked by the owner of the tables."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regproc('public.ozgtracker_note_page_change') IS NOT NULL")
        if cursor.fetchone()[0]:
            cursor.execute(_WATCH % {"unshown": " ".join(sorted(UNSHOWN))})
            cursor.execute(_BEGIN, {"names": sorted(names())})


def after_migrate(using: str, **kwargs: Any) -> None:
    """As a receiver of post_migrate."""
    watch(using)
