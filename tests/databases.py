"""The databases of the tests: each is built once a run, as a template, and whoever works on it gets a copy.

Whichever process asks first builds it while others that ask wait; a process copies what it needs once, since what a
test does is rolled back. A test that commits gets a copy of its own, which is dropped after it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test import override_settings

from tests import factories
from tests.database_roles import OWNER, as_owner, conninfo

# As the settings name it: of its own it holds nothing, and is where one stands to make and drop the others.
HOME = str(settings.DATABASES["default"]["NAME"])
PREFIX = f"test_{HOME}_"
# Several processes of one run work side by side.
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "main")
# The day most tests play on, six months after the plan was agreed, a Wednesday; and passwords hash quickly.
SETTINGS: dict[str, Any] = {
    "TODAY": date(2022, 6, 15),
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
}
# Tenths of a second.
PATIENCE = 200
_LOCK = "SELECT pg_advisory_lock(hashtext(%s))"


@dataclass(frozen=True, slots=True)
class Template:
    """What a database holds: that of `base`, and what `fill` adds, called as the application."""

    name: str
    fill: Callable[[], object]
    base: Template | None = None

    @property
    def database(self) -> str:
        """The name of the database nobody works on."""
        return f"{PREFIX}{self.name}"

    @property
    def copy(self) -> str:
        """The name of this process' copy."""
        return f"{self.database}_{PROCESS}"


def _migrate() -> None:
    """The tables, as the owner; where a test that commits is cleared up, the triggers that refuse it sleep."""
    with as_owner():
        call_command("migrate", verbosity=0)
        for table in guarded_tables("no_truncate"):
            with connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_truncate")


EMPTY = Template("empty", _migrate)


def guarded_tables(ending: str) -> set[str]:
    """The tables that have a trigger of this kind: append_only, no_truncate."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE %s", [f"%\\_{ending}"])
        return {table for (table,) in cursor.fetchall()}


def choose(items: Iterable[pytest.Item], folder: Path, templates: Mapping[str, Template]) -> None:
    """Whoever in that folder asks for one of these fixtures works on its template; of several the first one counts."""
    for item in items:
        asked = [template for name, template in templates.items() if name in getattr(item, "fixturenames", ())]
        if asked and folder in item.path.parents:
            item.add_marker(pytest.mark.world(asked[0]))


def enter(template: Template) -> None:
    """From here on this process, and every thread of it, works on its copy of that database."""
    if connection.settings_dict["NAME"] != template.copy:
        _build(template)
        with _at_home() as home:
            if not _exists(home, template.copy):
                _create(home, template.copy, template.database)
        _go(template.copy)


@contextmanager
def fresh(template: Template) -> Iterator[None]:
    """Until the end this process works on a copy that nobody has changed."""
    name = f"{template.copy}_fresh"
    _build(template)
    with _at_home() as home:
        _drop(home, name)
        _create(home, name, template.database)
    with _visiting(name):
        yield
    with _at_home() as home:
        _drop(home, name)


def leave() -> None:
    """Nobody of this process is connected any more."""
    _go(HOME)


def sweep() -> None:
    """Drop all databases of all processes."""
    with _at_home() as home:
        for name in home.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]).fetchall():
            _drop(home, *name)


def _build(template: Template) -> None:
    """Leaves it built: by us, or by another process for which we wait. Killed in between, nothing is there."""
    with _at_home() as home:
        home.execute(_LOCK, [template.database])
        if _exists(home, template.database):
            return
        unfinished = f"{template.database}_unfinished"
        _drop(home, unfinished)
        if template.base:
            _build(template.base)
        _create(home, unfinished, template.base.database if template.base else "template1")
        with _visiting(unfinished), override_settings(**SETTINGS), factories.series(template.name):
            template.fill()
        home.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{template.database}"')


def _at_home() -> psycopg.Connection[Any]:
    """As the owner, in a database that is neither copied nor dropped; what is held there ends with the session."""
    return psycopg.connect(conninfo(OWNER, HOME), autocommit=True)


def _exists(home: psycopg.Connection[Any], name: str) -> bool:
    return home.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _create(home: psycopg.Connection[Any], name: str, source: str) -> None:
    home.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY FILE_COPY')


def _drop(home: psycopg.Connection[Any], name: str) -> None:
    """Away with it, whoever still looks at it; PostgreSQL's own vacuum, which only a superuser may end, is awaited."""
    for patience in range(PATIENCE, -1, -1):
        try:
            home.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        except psycopg.errors.InsufficientPrivilege:
            if not patience:
                raise
            time.sleep(0.1)
        else:
            return


@contextmanager
def _visiting(name: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    _go(name)
    try:
        yield
    finally:
        _go(before)


def _go(name: str) -> None:
    """The threads of a server read the same settings when they connect; nobody may look at what is copied."""
    connections.close_all()
    cast("DatabaseWrapper", connections["default"]).close_pool()
    connection.settings_dict["NAME"] = name
