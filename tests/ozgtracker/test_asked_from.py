"""Where an answer leads back to: the page a form stands on, and nowhere else."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from ozgtracker.asked_from import asked_from, same_page_or
from tests.conftest import ClientOf, Person

HTMX = {"HX-Request": "true"}
ADDRESSES = [
    ("http://testserver/milestones/?phase=1", "/milestones/?phase=1"),
    ("http://testserver", "/"),
    ("https://evil.example/falle", "/falle"),
    ("http://testserver//evil.example/", "/"),
    ("http://testserver/\\evil.example/", "/"),
    ("http://[", "/"),
    ("", "/"),
    # What begins with no stroke names no page: it once failed when all was saved.
    ("alert(1)", "/"),
    ("x:overview", "/"),
    ("?phase=1", "/?phase=1"),
    ("../people/", "/"),
    ("http://testserver/" + "a" * 5000, "/"),
    ("http://testserver/\xe4/?\xff=\xfc", "/\xe4/?\xff=\xfc"),
]


@pytest.mark.parametrize(("address", "path"), ADDRESSES)
def test_it_is_always_a_page_of_this_site(address: str, path: str) -> None:
    form = RequestFactory().post("/x/", headers={"Referer": address})
    fragment = RequestFactory().get("/x/", headers=HTMX | {"HX-Current-URL": address})

    assert (asked_from(form), asked_from(fragment)) == (path, path)


def test_a_page_that_is_read_is_asked_from_itself() -> None:
    assert asked_from(RequestFactory().get("/milestones/?phase=2")) == "/milestones/?phase=2"


def test_after_saving_htmx_gets_the_page_anew_and_others_go_on() -> None:
    current = {"HX-Current-URL": "http://testserver/report/?zeigen=offen"}
    answers = [
        same_page_or(RequestFactory().post("/x/", headers=headers), "/weiter/")["Location"]
        for headers in ({}, HTMX, HTMX | current)
    ]

    assert answers == ["/weiter/", "/weiter/", "/report/?zeigen=offen"]


@given(st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"])))
def test_whatever_the_header_says_the_answer_leads_to_a_page_of_this_site(address: str) -> None:
    answer = same_page_or(RequestFactory().post("/x/", headers=HTMX | {"HX-Current-URL": address}), "/weiter/")

    assert (answer.status_code, answer["Location"][:1]) == (302, "/")
    assert answer["Location"][1:2] not in {"/", "\\"}


# -- the token of a form is gone

FORM = "/people/invite/"


@pytest.mark.django_db
def test_a_form_sent_without_any_cookie_leads_to_the_sign_in_and_back() -> None:
    stranger = Client(enforce_csrf_checks=True)

    answer = stranger.post(FORM, {"name": "N. Neu"}, headers={"Referer": f"http://testserver{FORM}?a=b"})

    body = answer.content.decode()
    assert (answer.status_code, answer.context["signed_out"]) == (403, True)
    assert "Es wurde nichts gespeichert." in body
    assert f'href="/konto/login/?next={quote(FORM + "?a=b", safe="")}"' in body
    assert "N. Neu" not in body


@pytest.mark.django_db
def test_a_row_sent_without_any_cookie_takes_the_whole_page_to_the_sign_in() -> None:
    stranger = Client(enforce_csrf_checks=True)

    answer = stranger.post(FORM, headers=HTMX | {"HX-Current-URL": "http://testserver/people/?q=a"})

    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/konto/login/?next=/people/%3Fq%3Da")
    assert (
        "Sie sind nicht mehr angemeldet. Es wurde nichts gespeichert." in stranger.get("/konto/login/").content.decode()
    )


@pytest.mark.django_db
def test_who_is_signed_in_goes_back_to_the_form(ministry: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ministry)

    page = strict.post(FORM, headers={"Referer": f"http://testserver{FORM}"})
    row = strict.post(FORM, headers=HTMX | {"HX-Current-URL": f"http://testserver{FORM}"})

    assert (page.status_code, page.context["back"], page.context["signed_out"]) == (403, FORM, False)
    assert (row.status_code, row["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert row.content.decode().startswith("Das Formular ist abgelaufen. Es wurde nichts gespeichert")


@pytest.mark.django_db
def test_the_sign_in_without_its_token_leads_back_to_itself() -> None:
    address = "/konto/login/?next=/people/"

    answer = Client(enforce_csrf_checks=True).post(address, headers={"Referer": f"http://testserver{address}"})

    assert (answer.context["back"], answer.context["signed_out"]) == (address, False)


# -- whose drafts the browser gives back


@pytest.mark.django_db
def test_people_are_told_apart_without_being_named(client: Client, client_of: ClientOf, person: Person) -> None:
    one, other = person(email="a@land.example"), person(email="b@land.example")

    keys = [client_of(who).get("/hilfe/").context["person_key"] for who in (one, one, other)]

    assert (keys[0] == keys[1], keys[0] != keys[2]) == (True, True)
    assert all(len(key) == 16 and key.isalnum() for key in keys)
    assert str(one.pk) not in keys
    assert "data-person" not in client.get("/hilfe/").content.decode()


@pytest.mark.django_db
def test_a_page_that_answers_to_a_form_knows_the_page_it_stood_on(client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)

    refused = client.post(FORM, headers={"Referer": "http://testserver/people/invite/?a=b"})

    assert (refused.context["stands_on"], client.get(FORM).context["stands_on"]) == ("/people/invite/?a=b", "")
    assert client.post(FORM).context["stands_on"] == ""
