"""Where somebody lands whose session is over."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


def test_it_leads_back_to_the_page_that_was_asked_for(client: Client) -> None:
    assert client.get("/people/?q=a&role=")["Location"] == "/konto/login/?next=/people/%3Fq%3Da%26role%3D"


@pytest.mark.parametrize(
    ("referer", "next_page"),
    [
        ("http://testserver/people/7/?q=a", "/people/7/%3Fq%3Da"),
        ("https://evil.example/falle", "/falle"),
        ("http://testserver", "/"),
        ("http://[", "/"),
        ("", "/"),
    ],
)
def test_it_leads_back_from_a_form_to_the_page_it_stood_on(client: Client, referer: str, next_page: str) -> None:
    answer = client.post("/people/7/role/", headers={"Referer": referer} if referer else {})

    assert answer["Location"] == f"/konto/login/?next={next_page}"


def test_it_says_that_nothing_was_saved_to_whoever_wanted_to_save(client: Client) -> None:
    client.get("/people/7/")
    assert "Es wurde nichts gespeichert." not in client.get("/konto/login/").content.decode()

    client.post("/people/7/role/")
    assert (
        "Sie sind nicht mehr angemeldet. Es wurde nichts gespeichert." in client.get("/konto/login/").content.decode()
    )


def test_it_sends_the_whole_page_to_the_sign_in_when_a_part_was_asked_for(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/people/?q=a"}

    answer = client.get("/people/", headers=headers)

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["HX-Redirect"] == "/konto/login/?next=/people/%3Fq%3Da"


def test_it_survives_a_part_asked_for_from_an_address_that_is_none(client: Client) -> None:
    answer = client.get("/people/", headers={"HX-Request": "true", "HX-Current-URL": "http://["})

    assert answer["HX-Redirect"] == "/konto/login/?next=/"


def test_what_only_some_may_see_stays_in_no_cache(client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)

    assert client.get("/people/")["Cache-Control"] == "private, no-store"
    assert client.get("/audit/csv/")["Cache-Control"] == "no-store"
    assert "Cache-Control" not in client.get("/hilfe/")
