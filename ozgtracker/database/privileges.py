"""What the application's role may do: read everything, append what is only appended, change the rest (docs/adr/0011).

The owner of the tables grants it after every `migrate`; nobody else could. What no line here grants, the role may not.
The number of an appended row is the database's: of two statements of one day the higher number counts, and whoever
could choose it would have the last word for ever, or put a row in front of all others.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connections

# A table whose rows are never changed has a trigger of this name (tests/closed_worlds/test_append_only.py).
GUARD = "append_only"
# A table that the database writes by itself, in a function of the owner's, says so in its comment.
READ_ONLY = "read only"
# A function of the owner's that the application calls says so in its comment.
CALLED = "for the application"

POWERS = ("superuser", "createrole", "createdb", "replication", "create", "owner")

_GRANT = """
DO $$
DECLARE
    application CONSTANT text := %(role)s;
    one record;
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %%I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %%I TO %%I', current_database(), application);
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    EXECUTE format('REVOKE ALL ON SCHEMA public FROM %%I', application);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %%I', application);
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, %%I', application);
    EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, %%I', application);
    EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO %%I', application);
    EXECUTE format('REVOKE ALL ON ALL ROUTINES IN SCHEMA public FROM PUBLIC, %%I', application);
    FOR one IN
        SELECT oid::regprocedure AS name FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND obj_description(oid, 'pg_proc') = '%(called)s'
    LOOP
        EXECUTE format('GRANT EXECUTE ON ROUTINE %%s TO %%I', one.name, application);
    END LOOP;
    FOR one IN
        SELECT c.oid::regclass AS name, CASE
            WHEN c.relname = 'django_migrations' OR obj_description(c.oid, 'pg_class') = '%(read_only)s' THEN 'SELECT'
            WHEN EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = c.relname || '_%(guard)s')
                THEN 'SELECT, INSERT (' || (
                    SELECT string_agg(quote_ident(a.attname), ', ') FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = ''
                ) || ')'
            ELSE 'SELECT, INSERT, UPDATE, DELETE'
        END AS privileges
        FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    LOOP
        EXECUTE format('GRANT %%s ON %%s TO %%I', one.privileges, one.name, application);
    END LOOP;
END $$
"""


def grant(using: str) -> bool:
    """Gives the application's role what it needs on every table there is; can be repeated without harm.

    Returns False where there is nothing to give: the role does not exist, or it is the one that asks.
    """
    role = settings.DATABASE_ROLE
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
        if not cursor.fetchone()[0]:
            return False
        values = {"role": _quoted(role), "guard": GUARD, "read_only": READ_ONLY, "called": CALLED}
        cursor.execute(_GRANT % values)
    return True


def after_migrate(using: str, **kwargs: Any) -> None:
    """As a receiver of post_migrate."""
    grant(using)


def excess(using: str) -> str:
    """Which power the role of this connection has that the application must not have, a code of POWERS; "" if none."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, has_schema_privilege('public', 'CREATE'),"
            " EXISTS (SELECT FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND pg_has_role(relowner, 'USAGE'))"
            " FROM pg_roles WHERE rolname = current_user"
        )
        powers = zip(POWERS, cursor.fetchone(), strict=True)
        return next((name for name, has in powers if has), "")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
