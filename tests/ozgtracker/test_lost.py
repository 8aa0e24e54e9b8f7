"""The database goes in the middle of a request: the answer says what is certain, and no more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django.fixtures import Settings

from ozgtracker import heartbeats
from ozgtracker.access import public
from ozgtracker.models import Heartbeat

pytestmark = pytest.mark.django_db(transaction=True)

UNCLEAR = "Ob gespeichert wurde, was Sie gerade senden wollten, ist unklar"
NOTHING = "Es wurde nichts gespeichert."
END = "SELECT pg_terminate_backend(pg_backend_pid())"


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@public
def stored(request: HttpRequest) -> HttpResponse:
    """One report is stored, and then the line breaks."""
    heartbeats.beat("probe")
    run(END)
    return HttpResponse()


@public
def looked(request: HttpRequest) -> HttpResponse:
    """The line breaks while something is only looked at."""
    heartbeats.silent()
    run(END)
    return HttpResponse()


@public
def slow(request: HttpRequest) -> HttpResponse:
    """The database answers, and ends what takes too long."""
    run("SET statement_timeout = 1")
    run("SELECT pg_sleep(5)")
    return HttpResponse()


@public
def wrong(request: HttpRequest) -> HttpResponse:
    """The database answers that it was asked for something impossible."""
    run("SELECT 1 / 0")
    return HttpResponse()


urlpatterns = [
    path("stored/", stored), path("looked/", looked), path("slow/", slow), path("wrong/", wrong),
]  # fmt: skip
handler500 = "ozgtracker.failures.server_error"


@pytest.fixture
def site(settings: Settings) -> Iterator[Client]:
    """A site whose pages lose their database; each is given another connection afterwards."""
    settings.ROOT_URLCONF = __name__
    yield Client(raise_request_exception=False)
    connection.close()


@pytest.mark.parametrize(
    ("page", "method", "sentences", "header"),
    [
        ("stored", "POST", [UNCLEAR], None),
        ("looked", "POST", [NOTHING], "nothing"),
        ("stored", "GET", [], None),
        ("looked", "GET", [], None),
    ],
)
def test_it_says_what_became_of_what_was_sent(
    site: Client, page: str, method: str, sentences: list[str], header: str | None
) -> None:
    answer = site.generic(method, f"/{page}/")
    connection.close()

    text = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], answer.get("OZG-Stored")) == (503, "5", header)
    assert [sentence for sentence in (UNCLEAR, NOTHING) if sentence in text] == sentences
    # It is unclear to the server, not to the database: the row is there.
    assert Heartbeat.objects.filter(program="probe").exists() is (page == "stored")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_statement_over_its_limit_frees_the_thread_and_says_so(site: Client, method: str) -> None:
    answer = site.generic(method, "/slow/")
    connection.close()

    text = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], NOTHING in text) == (503, "5", method == "POST")
    assert "länger gedauert, als eine Seite dauern darf" in text


def test_a_database_that_answers_with_a_failure_is_not_out_of_reach(site: Client) -> None:
    answer = site.post("/wrong/")

    assert (answer.status_code, "Retry-After" in answer, UNCLEAR in answer.content.decode()) == (500, False, True)
