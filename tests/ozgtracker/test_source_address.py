"""Whose address counts: that of the connection, or what the outermost of our own proxies saw."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from ozgtracker.source_address import source_address

CONNECTION = "192.0.2.9"


@pytest.mark.parametrize(
    ("proxies", "passed_on", "seen"),
    [
        (0, None, CONNECTION),
        (0, "203.0.113.1", CONNECTION),
        (1, None, CONNECTION),
        (1, "203.0.113.1", "203.0.113.1"),
        (1, "10.0.0.1, 203.0.113.1", "203.0.113.1"),
        (2, "10.0.0.1, 203.0.113.1, 198.51.100.7", "203.0.113.1"),
        # Somebody went past a proxy: whatever stands there was written by nobody we trust.
        (2, "203.0.113.1", CONNECTION),
        (1, "nonsense", CONNECTION),
        (1, "10.0.0.1, ", CONNECTION),
        (1, "203.0.113.1:4711", "203.0.113.1"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "2001:DB8:0::1", "2001:db8::1"),
        (1, "::ffff:203.0.113.1", "203.0.113.1"),
    ],
)
def test_it_is_what_the_outermost_own_proxy_saw(
    settings: Settings, proxies: int, passed_on: str | None, seen: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {} if passed_on is None else {"X-Forwarded-For": passed_on}

    assert source_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=CONNECTION)) == seen


@pytest.mark.parametrize("connection", ["", "@"])
def test_a_socket_without_addresses_has_none(connection: str) -> None:
    assert source_address(RequestFactory().get("/", REMOTE_ADDR=connection)) == ""
