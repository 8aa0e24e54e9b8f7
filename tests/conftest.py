"""The people every test may ask for, one per role, and a browser of theirs without a screen."""

from __future__ import annotations

import gc
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

import hypothesis
import pytest
from django.conf import settings as live_settings
from django.test import Client, TestCase, TransactionTestCase
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.roles import Role
from ozgtracker import changes, health, remembered, seen_day
from reports import rendering
from reports.actions import issuing
from tests import databases, factories, workers

# One browser for the whole run: Playwright does not run twice in one thread.
from tests.browsing import browser, open_page  # noqa: F401 - fixtures, found by their names here
from tests.database_roles import TEARDOWN, emptied_by_the_owner

# A rule is right or wrong, however busy the machine is.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

# The day most tests play on: six months after the plan was agreed, a Wednesday.
TODAY: date = databases.SETTINGS["TODAY"]

Person = Callable[..., User]
ClientOf = Callable[[User], Client]


def pytest_sessionstart(session: pytest.Session) -> None:
    """What a run that was killed has left would be taken for this one's."""
    if leads(session) and not session.config.getvalue("reuse_db"):
        databases.sweep()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Nothing is left, whoever brought the server."""
    if leads(session) and not session.config.getvalue("reuse_db"):
        databases.leave()
        databases.sweep()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(specs: list[Any]) -> None:
    """Several processes share engines and no more."""
    for number, spec in enumerate(specs):
        spec.env |= workers.place(number)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: no need to look through it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, whole files and classes: so that several processes end at about the same time."""
    slow = {item.nodeid.rpartition("::")[0] for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.nodeid.rpartition("::")[0] not in slow)


def leads(session: pytest.Session) -> bool:
    """Whether this is the process that runs the tests or has them run; with --collect-only nothing runs."""
    return not (hasattr(session.config, "workerinput") or session.config.option.collectonly)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In place of pytest-django's one database: tests/databases.py. Tests work as the application does.

    Django empties all tables after a test that commits: the owner does it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, TEARDOWN, emptied_by_the_owner())
        yield
    with django_db_blocker.unblock():
        databases.leave()


@pytest.fixture(scope="class", autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where a test or a class of them works: on empty tables, or on what @pytest.mark.world(TEMPLATE) names."""
    marker = request.node.get_closest_marker("world")
    template = marker.args[0] if marker else databases.EMPTY
    if not (commits(request) or rolls_back(request)):
        yield
        return
    request.getfixturevalue("django_db_setup")
    unblocked = request.getfixturevalue("django_db_blocker").unblock
    with unblocked():
        databases.enter(databases.EMPTY if commits(request) else template)
    if commits(request) and marker:
        with unblocked(), databases.fresh(template):
            yield
    else:
        yield


def commits(request: pytest.FixtureRequest) -> bool:
    """Whether what the test writes stays, and others see it."""
    marker = request.node.get_closest_marker("django_db")
    return bool(
        {"transactional_db", "live_server"} & set(request.fixturenames) or (marker and marker.kwargs.get("transaction"))
    )


def rolls_back(request: pytest.FixtureRequest) -> bool:
    """Whether the test takes place within a transaction."""
    is_case = request.cls is not None and issubclass(request.cls, TestCase)
    return is_case or "db" in request.fixturenames or request.node.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session", autouse=True)
def drawn_once() -> Iterator[None]:
    """An issue that says the same is drawn once: by its contract render_pdf gives the same bytes again.

    That it does, tests/reports/test_rendering.py shows on the function itself.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(issuing, "render_pdf", cache(rendering.render_pdf))
        yield


@pytest.fixture(autouse=True)
def world(settings: Settings) -> None:
    """It is 15.06.2022; passwords hash quickly; and no test sees what another one counted or looked at."""
    health.look_anew()
    seen_day.forget(believing=TODAY)
    for name, value in databases.SETTINGS.items():
        setattr(settings, name, value)
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


@pytest.fixture
def remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    """What pages recall is remembered within the transaction of the test, too, as if nobody had written since."""
    still = changes.Versions({"": (1, uuid.uuid4().hex)}, ())
    monkeypatch.setattr(remembered, "remembers", lambda: True)
    monkeypatch.setattr(changes, "versions", lambda: still)
