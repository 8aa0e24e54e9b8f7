"""A guarded table only grows, and says itself when a row was recorded; the guard comes and goes with its migration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest

from ozgtracker.statements.guard import guarded
from tests.database_roles import OWNER, conninfo

TABLE = "guarded_said"
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


@pytest.fixture
def owner(db: None) -> Iterator[psycopg.Connection]:
    """A connection of the role that migrates; whatever it does is rolled back."""
    with psycopg.connect(conninfo(OWNER)) as found:
        found.execute(f"CREATE TABLE {TABLE} (word text, recorded_at timestamptz)")
        for operation in guarded(TABLE):
            found.execute(str(operation.sql).encode())
        yield found
        found.rollback()


@pytest.mark.parametrize(
    "statement", [f"UPDATE {TABLE} SET word = 'anders'", f"DELETE FROM {TABLE}", f"TRUNCATE {TABLE}"]
)
def test_what_was_said_is_neither_changed_nor_deleted_nor_emptied(owner: psycopg.Connection, statement: str) -> None:
    owner.execute(f"INSERT INTO {TABLE} VALUES ('so')")

    with pytest.raises(psycopg.errors.RestrictViolation, match=f"Zeilen von {TABLE} werden nur angehaengt"):
        owner.execute(statement)


def test_no_row_is_dated_back(owner: psycopg.Connection) -> None:
    owner.execute(f"INSERT INTO {TABLE} VALUES ('so', %s)", [LONG_AGO])

    (recorded_at,) = owner.execute(f"SELECT recorded_at FROM {TABLE}").fetchone() or (LONG_AGO,)
    assert recorded_at > LONG_AGO


def test_the_guard_goes_with_its_migration(owner: psycopg.Connection) -> None:
    owner.execute(f"INSERT INTO {TABLE} VALUES ('so')")
    for operation in guarded(TABLE):
        owner.execute(str(operation.reverse_sql).encode())

    assert owner.execute(f"DELETE FROM {TABLE}").rowcount == 1
