"""A browser at a running site."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as live_settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browsing import chromium

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer, settings: Settings) -> Iterator[OpenPage]:
    """open_page("/hilfe/", user=ministry, width=390, color_scheme="dark"): the page, signed in without the form."""
    settings.STORAGES = {
        **live_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    contexts = []

    def open_at(path: str, *, user: User | None = None, width: int = 1440, **options: object) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            locale="de-DE",
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        if user is not None:
            client = Client()
            client.force_login(user)
            value = client.cookies[live_settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": live_settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_at
    for context in contexts:
        context.close()
