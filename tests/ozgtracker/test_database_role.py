"""What whoever has stolen the application's place at the database can do: append, and what the application does anyway.

Every attempt is made in a session of its own, as the application's role; afterwards the trail is what it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from accounts import audit
from accounts.audit import Subject
from accounts.models import AuditEntry
from ozgtracker.database import privileges
from tests.closed_worlds.test_append_only import APPENDED
from tests.conftest import TODAY
from tests.database_roles import APPLICATION, as_owner, conninfo

REFUSED = "42501"  # insufficient_privilege
TRAIL = "accounts_auditentry"
READ_ONLY = {"accounts_auditseal", "accounts_audittoseal", "django_migrations"}


@pytest.fixture
def entry(transactional_db: None) -> AuditEntry:
    """Something that happened, committed."""
    return audit.record(by=None, on=TODAY, verb="test", subject=Subject("test", "1", "Test"), sentence="Es geschah.")


@pytest.fixture
def stolen(entry: AuditEntry) -> Iterator[psycopg.Connection]:
    """A session of the application's role, outside of Django."""
    with psycopg.connect(conninfo(APPLICATION), autocommit=True) as session:
        yield session


ATTEMPTS = {
    "update": f"UPDATE {TRAIL} SET sentence = 'Es geschah nicht.'",
    "delete": f"DELETE FROM {TRAIL}",
    "truncate": f"TRUNCATE {TRAIL} CASCADE",
    "merge": f"MERGE INTO {TRAIL} t USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
    "a number of one's own": f"INSERT INTO {TRAIL} (id, sentence) VALUES (9223372036854775807, 'Das letzte Wort.')",
    "a number before all": f"INSERT INTO {TRAIL} (id, sentence) OVERRIDING SYSTEM VALUE VALUES (-1, 'Das erste Wort.')",
    "on conflict": f"INSERT INTO {TRAIL} SELECT * FROM {TRAIL} ON CONFLICT (id) DO UPDATE SET sentence = ''",
    "replica mode": "SET session_replication_role = replica",
    "disable trigger": f"ALTER TABLE {TRAIL} DISABLE TRIGGER ALL",
    "disable one trigger": f"ALTER TABLE {TRAIL} DISABLE TRIGGER {TRAIL}_append_only",
    "drop trigger": f"DROP TRIGGER {TRAIL}_append_only ON {TRAIL}",
    "own trigger": f"CREATE TRIGGER mine BEFORE INSERT ON {TRAIL} FOR EACH ROW EXECUTE FUNCTION recorded_now('at')",
    "replaced function": "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
    "renamed function": "ALTER FUNCTION refuse_change() RENAME TO harmless",
    "own function": "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "own table": "CREATE TABLE mine (id int)",
    "own temporary table": "CREATE TEMPORARY TABLE mine (id int)",
    "own schema": "CREATE SCHEMA mine",
    "drop table": f"DROP TABLE {TRAIL} CASCADE",
    "rename table": f"ALTER TABLE {TRAIL} RENAME TO gone",
    "drop column": f"ALTER TABLE {TRAIL} DROP COLUMN reason",
    "own rule": f"CREATE RULE mine AS ON INSERT TO {TRAIL} DO INSTEAD NOTHING",
    "own policy": f"CREATE POLICY mine ON {TRAIL} USING (false)",
    "set role": "SET ROLE ozg_owner",
    "alter role": "ALTER ROLE CURRENT_USER SUPERUSER",
    "own role": "CREATE ROLE mine",
    "own extension": "CREATE EXTENSION pg_stat_statements",
    "shell": "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null'",
    "shell, reading": "COPY accounts_user (email) FROM PROGRAM 'echo x'",
    "write a file": "COPY (SELECT 1) TO '/tmp/stolen'",
    "read a file": "SELECT pg_read_file('/etc/hostname')",
    "read a file by a large object": "SELECT lo_import('/etc/hostname')",
    "settings of the server": "ALTER SYSTEM SET fsync = off",
    "own seal": "INSERT INTO accounts_auditseal (position, entry_id, hash) VALUES (99, 99, 'x')",
    "seal again": f"SELECT seal_entry(id) FROM {TRAIL}",
    "read the passwords": "SELECT * FROM pg_authid",
    "migrations unsaid": "DELETE FROM django_migrations",
    "restart the numbers": f"ALTER SEQUENCE {TRAIL}_id_seq RESTART",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_application_s_role_is_refused(stolen: psycopg.Connection, entry: AuditEntry, attempt: str) -> None:
    with pytest.raises(psycopg.Error) as refused:
        stolen.execute(ATTEMPTS[attempt])

    assert refused.value.sqlstate == REFUSED
    assert list(AuditEntry.objects.values_list("pk", "sentence")) == [(entry.pk, "Es geschah.")]


def test_a_row_cannot_be_dated_back(stolen: psycopg.Connection, entry: AuditEntry) -> None:
    before = entry.__class__.objects.get().at

    stolen.execute(
        f'INSERT INTO {TRAIL} (at, "on", by, by_role, on_behalf_of, verb, subject_kind, subject_key,'
        " subject_label, sentence, reason, source, change_set)"
        " VALUES ('2020-01-01', '2020-01-01', 'P-2', 'admin', '', 'test', 'a', 'b', 'c', 'd', '', 'web',"
        " gen_random_uuid())"
    )

    assert AuditEntry.objects.latest("pk").at >= before > datetime(2022, 1, 1, tzinfo=UTC)


def test_every_table_with_a_moment_of_recording_gets_it_from_the_database(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE %s", ["%\\_recorded\\_now"])
        stamped = {table for (table,) in cursor.fetchall()}
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'recorded_at'")
        having = {table for (table,) in cursor.fetchall()}

    assert stamped == having | {TRAIL}
    assert having - APPENDED == set()


def test_it_may_do_exactly_what_the_application_does(db: None) -> None:
    """Of every table there is, whoever made it: nothing is granted by default, and nothing that is appended changes."""
    kinds = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
    with connection.cursor() as cursor:
        columns = ", ".join(f"has_table_privilege(oid, '{kind}')" for kind in kinds)
        cursor.execute(
            f"SELECT relname, {columns} FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')"
        )
        found = {name: tuple(kind for kind, may in zip(kinds, rest, strict=True) if may) for name, *rest in cursor}

    special = dict.fromkeys(APPENDED | READ_ONLY, ("SELECT",))
    assert found == {name: special.get(name, ("SELECT", "INSERT", "UPDATE", "DELETE")) for name in found}
    assert set(special) <= set(found)


def test_of_an_appended_row_it_writes_everything_but_the_number(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attrelid::regclass::text, array_agg(attname::text) FROM pg_attribute"
            " WHERE attrelid::regclass::text = ANY(%s) AND attnum > 0 AND NOT attisdropped"
            " AND NOT has_column_privilege(attrelid, attnum, 'INSERT') GROUP BY 1",
            [sorted(APPENDED - READ_ONLY)],
        )
        assert dict(cursor.fetchall()) == {table: ["id"] for table in APPENDED - READ_ONLY}


@pytest.mark.parametrize("making", ["lo_creat(-1)", "lo_create(0)", "lo_from_bytea(0, 'x')"])
def test_it_makes_no_large_objects(making: str) -> None:
    """In the database as roles.sql leaves it, not in that of the tests, which the owner makes."""
    with psycopg.connect(os.environ[APPLICATION], autocommit=True) as session, pytest.raises(psycopg.Error) as refused:
        session.execute(f"SELECT {making}".encode())

    assert refused.value.sqlstate == REFUSED


def test_it_gives_nothing_away(stolen: psycopg.Connection) -> None:
    """PostgreSQL does not refuse, it grants nothing and says so."""
    stolen.execute(f"GRANT ALL ON {TRAIL} TO PUBLIC")

    rights = "SELECT count(*) FROM information_schema.role_table_grants WHERE grantee = 'PUBLIC' AND table_name = %s"
    assert stolen.execute(rights, [TRAIL]).fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_an_installation_that_works_as_the_owner_does_not_start(capsys: pytest.CaptureFixture[str]) -> None:
    assert privileges.excess("default") == ""
    with as_owner():
        assert privileges.excess("default") == "createdb"
        with pytest.raises(SystemCheckError, match=r"ozgtracker\.E003"):
            call_command("check", "--deploy", "--database", "default", "--tag", "database")
    call_command("check", "--deploy", "--database", "default", "--tag", "database")


def test_of_the_owner_s_functions_it_calls_one(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            " AND has_function_privilege(oid, 'EXECUTE')"
        )
        assert cursor.fetchall() == [("refresh_statistics",)]


@pytest.mark.django_db(transaction=True)
def test_granting_again_changes_nothing() -> None:
    assert privileges.grant("default") is False
    with as_owner():
        assert privileges.grant("default") is True
        assert privileges.grant("default") is True
