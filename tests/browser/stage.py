"""Databases of the browser tests: the real plan with half a year of demonstration, and a fresh copy for each test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import cast

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test import override_settings

from accounts.models import User
from demonstration.stage import play
from milestones.actions import load_plan
from municipalities.actions import load_competences, load_territory, sync_rollouts
from ozgtracker.statistics import refresh_statistics
from services.actions import load_catalogue
from tests.conftest import TODAY
from tests.database_roles import as_owner
from tests.factories import PASSWORD

LOADED_ON = date(2021, 12, 21)
# The tests' own, which holds only while one of them runs, and the database is filled before.
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def build(*, take: bool) -> str:
    """The name of a database with everything that ships and the story up to today, where all sign in with PASSWORD.

    Building it takes less than a minute; `take` is content with the one an earlier run with --reuse-db left.
    """
    name = f"test_{connection.settings_dict['NAME'].removeprefix('test_')}_demonstration"
    if not (take and _exists(name)):
        drop(name)
        _run(f'CREATE DATABASE "{name}"')
        with _entered(name):
            with as_owner():
                call_command("migrate", verbosity=0)
            _fill()
    return name


def drop(name: str) -> None:
    """Away with it, whoever still looks at it."""
    _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def copy_of(source: str) -> Iterator[None]:
    """Until the end, every thread of this process works on a copy of that database."""
    name = f"{source}_copy"
    drop(name)
    _run(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    with _entered(name):
        yield
    drop(name)


def _fill() -> None:
    load_territory(on=LOADED_ON)
    load_catalogue(on=LOADED_ON)
    load_competences(on=LOADED_ON)
    sync_rollouts(on=LOADED_ON)
    load_plan(on=LOADED_ON)
    refresh_statistics()
    play(until=TODAY, seed=1)
    with override_settings(PASSWORD_HASHERS=QUICK):
        User.objects.update(password=make_password(PASSWORD))


@contextmanager
def _entered(name: str) -> Iterator[None]:
    """The threads of the server read the same settings when they connect."""
    before = connection.settings_dict["NAME"]
    _leave()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        _leave()
        connection.settings_dict["NAME"] = before


def _leave() -> None:
    """Nobody may be connected to a database that is copied."""
    connections.close_all()
    cast("DatabaseWrapper", connections["default"]).close_pool()


def _exists(name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _run(statement: str) -> None:
    with as_owner(), connection._nodb_cursor() as cursor:
        cursor.execute(statement)
