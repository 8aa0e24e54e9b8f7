"""Who a test is to the database: the application, as in production; for what only the owner may, the owner."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import psycopg
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test import TransactionTestCase
from psycopg.conninfo import make_conninfo

from ozgtracker import environment

APPLICATION = "DATABASE_URL"
# Whoever brings a database with one role only tests with that one.
TEARDOWN = "_fixture_teardown"
OWNER = "DATABASE_OWNER_URL" if os.environ.get("DATABASE_OWNER_URL") else APPLICATION


def work_as(url: str) -> None:
    """From here on this process talks to the database as the role of that URL (OWNER, APPLICATION)."""
    role = environment.database(url)
    if connection.settings_dict["USER"] != role["USER"]:
        connections.close_all()
        cast("DatabaseWrapper", connections["default"]).close_pool()
        connection.settings_dict |= {"USER": role["USER"], "PASSWORD": role["PASSWORD"]}


def conninfo(url: str, database: str = "") -> str:
    """How libpq reaches that database, or the one this process works on, as the role of that URL."""
    role, here = environment.database(url), connection.settings_dict
    known = {"dbname": database or here["NAME"], "host": here["HOST"], "port": here["PORT"]}
    known |= {"user": role["USER"], "password": role["PASSWORD"]}
    return make_conninfo("", **{key: value for key, value in known.items() if value})


@contextmanager
def holding(statement: str) -> Iterator[None]:
    """Others stop where they need what this statement of the owner's locks, until the end."""
    with psycopg.connect(conninfo(OWNER)) as outside:
        outside.execute(statement)
        yield


@contextmanager
def as_owner() -> Iterator[None]:
    """Until the end this process is the owner."""
    work_as(OWNER)
    try:
        yield
    finally:
        work_as(APPLICATION)


def emptied_by_the_owner() -> Callable[[TransactionTestCase], None]:
    """Django's own clearing up after a test that commits, by whom alone may TRUNCATE."""
    django: Any = vars(TransactionTestCase)[TEARDOWN]

    def teardown(case: TransactionTestCase) -> None:
        with as_owner():
            django(case)

    return teardown
