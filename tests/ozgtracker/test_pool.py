"""The pool of connections outlives a restart of PostgreSQL."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection
from django.test import Client
from psycopg.conninfo import make_conninfo


def drop_all() -> None:
    """What a restart of PostgreSQL does to the connections that lie in the pool."""
    names = {"dbname": "NAME", "host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    where = {name: connection.settings_dict[key] or None for name, key in names.items()}
    with psycopg.connect(make_conninfo("", **where), autocommit=True) as outside:
        outside.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.django_db(transaction=True)
def test_nobody_gets_a_connection_the_database_has_dropped(client: Client) -> None:
    assert client.get("/impressum/").status_code == 200
    connection.close()

    drop_all()

    assert client.get("/impressum/").status_code == 200
