"""A running site on demonstration data, and people of every role in front of real browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as live_settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import User
from tests import databases
from tests.browsing import sign_in
from tests.demonstration.played import LET_IN

Visit = Callable[..., Page]
# Milliseconds: a busy machine is no reason to fail.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


def player(key: str) -> User:
    """Somebody of the demonstration: "ministerium", "gstb", "stadt", "ldi", ..."""
    user: User = User.objects.get(email=f"{key}@demo.example")
    return user


@pytest.fixture(scope="session")
def server(django_db_setup: None) -> Iterator[LiveServer]:
    """One server for all tests; it answers from whatever database is entered."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def site(server: LiveServer, settings: Settings, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Where the site stands, on a copy of its own of the demonstration's data."""
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    settings.STORAGES = {
        **live_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with django_db_blocker.unblock(), databases.fresh(LET_IN):
        yield server.url


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """visit("/milestones/", "ministerium", width=390): the page in a browser of that person's own; None is nobody."""
    contexts = []

    def open_at(path: str, who: str | None = None, *, width: int = 1440, **options: Any) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 844 if width < 600 else 900},
            locale="de-DE",
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if who is not None:
            sign_in(context, site, player(who))
        page = context.new_page()
        page.goto(path)
        return page

    yield open_at
    for context in contexts:
        context.close()
