"""Whoever does nothing for a while is signed out, and hears it where one signs in again."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from accounts.idle import SEEN
from accounts.models import User
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db
MINUTE = 60


def seen(client: Client, *, minutes_ago: float) -> None:
    """As if the last request had been then."""
    session = client.session
    session[SEEN] = session[SEEN] - minutes_ago * MINUTE
    session.save()


@pytest.mark.parametrize(("minutes_ago", "status"), [(59, 200), (61, 302)])
def test_a_session_ends_after_an_hour_without_a_request(
    client_of: ClientOf, steering: User, minutes_ago: float, status: int
) -> None:
    client = client_of(steering)
    seen(client, minutes_ago=minutes_ago)

    assert client.get("/").status_code == status


def test_it_is_said_where_one_signs_in_again(client_of: ClientOf, steering: User, settings: Settings) -> None:
    settings.IDLE_MINUTES = 15
    client = client_of(steering)
    seen(client, minutes_ago=16)

    page = client.get("/", follow=True)

    assert page.redirect_chain == [("/konto/login/", 302)]
    assert "Sie waren 15 Minuten lang nicht tätig und sind deshalb abgemeldet." in page.content.decode()
    assert not Session.objects.filter(session_key=client.session.session_key).exists()


def test_each_request_gives_another_hour(client_of: ClientOf, steering: User) -> None:
    client = client_of(steering)
    for _each in range(3):
        seen(client, minutes_ago=50)
        assert client.get("/").status_code == 200


def test_it_writes_the_session_once_a_minute_at_most(client_of: ClientOf, steering: User) -> None:
    client = client_of(steering)

    def written() -> int:
        with CaptureQueriesContext(connection) as sent:
            client.get("/konto/password/change/")
        return sum(one["sql"].startswith('UPDATE "django_session"') for one in sent)

    assert [written(), written()] == [0, 0]
    seen(client, minutes_ago=2)
    assert [written(), written()] == [1, 0]


@pytest.mark.parametrize(("address", "asked"), [("/healthz", 0), ("/konto/password/change/", 1)])
def test_what_everybody_may_see_asks_for_nobody_s_session(
    client_of: ClientOf, steering: User, address: str, asked: int
) -> None:
    client = client_of(steering)

    with CaptureQueriesContext(connection) as sent:
        client.get(address)

    assert sum('FROM "django_session"' in one["sql"] for one in sent) == asked


def test_who_sent_something_too_late_is_asked_to_sign_in_and_stores_nothing(client_of: ClientOf, admin: User) -> None:
    client = client_of(admin)
    seen(client, minutes_ago=61)

    answer = client.post("/people/invite/", {"email": "x@demo.example"})

    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/konto/login/")
    assert list(User.objects.values_list("pk", flat=True)) == [admin.pk]
