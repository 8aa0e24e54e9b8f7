"""The people every test may ask for, one per role, and a browser of theirs without a screen."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import date

import hypothesis
import pytest
from django.conf import settings as live_settings
from django.db import connection
from django.test import Client, TransactionTestCase
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.roles import Role
from ozgtracker import health, seen_day
from tests import factories

# One browser for the whole run: Playwright does not run twice in one thread.
from tests.browsing import browser, open_page  # noqa: F401 - fixtures, found by their names here
from tests.database_roles import APPLICATION, OWNER, TEARDOWN, emptied_by_the_owner, work_as

# A rule is right or wrong, however busy the machine is.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

# The day most tests play on: six months after the plan was agreed, a Wednesday.
TODAY = date(2022, 6, 15)

Person = Callable[..., User]
ClientOf = Callable[[User], Client]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The owner makes the database; `django_db_setup` hands it to the application, and takes it back at the end."""
    work_as(OWNER)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests work as the application does. Django empties all tables after a test that commits: the owner does it, and
    here alone the triggers that refuse it sleep.

    At the end no session of a program that a test killed may keep the database from being dropped.
    """
    with django_db_blocker.unblock():
        for table in guarded_tables("no_truncate"):
            with connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_truncate")
        work_as(APPLICATION)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, TEARDOWN, emptied_by_the_owner())
        yield
    with django_db_blocker.unblock():
        work_as(OWNER)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )


def guarded_tables(ending: str) -> set[str]:
    """The tables that have a trigger of this kind: append_only, no_truncate."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE %s", [f"%\\_{ending}"])
        return {table for (table,) in cursor.fetchall()}


@pytest.fixture(autouse=True)
def world(settings: Settings) -> None:
    """It is 15.06.2022; passwords hash quickly; and no test sees what another one counted or looked at."""
    health.look_anew()
    seen_day.forget(believing=TODAY)
    settings.TODAY = TODAY
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MAIL_DIR = None
    settings.CACHES = {
        "default": {**live_settings.CACHES["default"], "KEY_PREFIX": f"test-{uuid.uuid4()}", "TIMEOUT": 60}
    }


@pytest.fixture
def today() -> date:
    """The day the clock shows."""
    return TODAY


@pytest.fixture
def person(db: None) -> Person:
    """Builds people: person(Role.STEERING), person(Role.ADMIN, name="B. Beispiel")."""
    return factories.person


@pytest.fixture
def ministry(person: Person) -> User:
    """Somebody of the ministry."""
    return person(Role.MINISTRY)


@pytest.fixture
def association_user(person: Person) -> User:
    """Somebody of a Spitzenverband that has no members yet, and speaks for it."""
    somebody = person(Role.ASSOCIATION)
    factories.mandate(somebody, factories.association("zuletzt"))
    return somebody


@pytest.fixture
def officer(person: Person) -> User:
    """An IT officer; speaks for no authority until a test appoints this person."""
    return person(Role.AUTHORITY)


@pytest.fixture
def operator(person: Person) -> User:
    """Somebody of the LDI."""
    return person(Role.OPERATOR)


@pytest.fixture
def steering(person: Person) -> User:
    """A member of the steering committee."""
    return person(Role.STEERING)


@pytest.fixture
def auditor(person: Person) -> User:
    """Somebody of the Rechnungshof."""
    return person(Role.AUDITOR)


@pytest.fixture
def admin(person: Person) -> User:
    """A technical administrator."""
    return person(Role.ADMIN)


@pytest.fixture
def client_of() -> ClientOf:
    """client_of(ministry).get("/") is what the ministry sees."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
