"""Answers travel compressed, and never twice in the same length: docs/adr/0024-what-travels.md."""

from __future__ import annotations

import gzip

import pytest
from django.conf import settings
from django.test import Client


@pytest.mark.django_db
def test_a_page_travels_compressed_for_whom_it_may_and_no_cache_mixes_them_up(client: Client) -> None:
    plain = client.get("/konto/login/")
    packed = client.get("/konto/login/", headers={"accept-encoding": "gzip, br"})

    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(packed.content).decode().count("</html>") == 1
    assert len(packed.content) < len(plain.content) / 2
    assert "Accept-Encoding" in packed.headers["Vary"].split(", ")


@pytest.mark.django_db
def test_the_length_of_an_answer_says_nothing_of_what_is_in_it(client: Client) -> None:
    lengths = {len(client.get("/konto/login/", headers={"accept-encoding": "gzip"}).content) for _ in range(30)}

    assert len(lengths) > 3


def test_a_strange_page_asks_without_the_session() -> None:
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
