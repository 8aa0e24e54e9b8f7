"""The person is read with the session, and whatever happens to either holds from the next request on."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/milestones/"


@pytest.fixture
def person() -> User:
    """Somebody of the steering committee."""
    return factories.person(Role.STEERING)


@pytest.fixture
def browser(person: User) -> Client:
    """The person's, which has been at a page."""
    client = Client()
    client.force_login(person)
    session = client.session
    session["seen_at"] -= 120  # the list of sessions is written now and then (accounts.idle)
    session.save()
    client.get(PAGE)
    return client


def who_asked(client: Client) -> tuple[User | None, int]:
    """The person a page is answered to, and how many statements asked for it."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(PAGE)
    asking = ('FROM "django_session"', 'FROM "accounts_user" WHERE "accounts_user"."id" =')
    statements = [one for one in asked if any(words in one["sql"] for words in asking)]
    user = answer.wsgi_request.user
    return (User.objects.get(pk=user.pk) if user.is_authenticated else None), len(statements)


def test_one_statement_asks_for_session_and_person(browser: Client, person: User) -> None:
    assert who_asked(browser) == (person, 1)


def test_a_session_that_nobody_has_listed_yet_is_asked_for_its_person(browser: Client, person: User) -> None:
    UserSession.objects.all().delete()

    assert who_asked(browser) == (person, 2)


def test_the_session_says_who_it_is_whatever_the_list_says(browser: Client, person: User) -> None:
    UserSession.objects.update(user=factories.person(Role.ADMIN))

    assert who_asked(browser) == (person, 2)


def test_a_person_whose_access_is_closed_or_gone_is_nobody(browser: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert who_asked(browser)[0] is None

    User.objects.filter(pk=person.pk).update(is_active=True)
    assert who_asked(browser)[0] == person

    UserSession.objects.all().delete()
    User.objects.filter(pk=person.pk).delete()
    assert who_asked(browser)[0] is None


def test_another_role_holds_at_once(browser: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(role=Role.AUDITOR)

    assert vars(browser.get(PAGE).wsgi_request.user)["_wrapped"].role == Role.AUDITOR


def test_another_password_ends_every_session(browser: Client, person: User) -> None:
    person.set_password("anders-als-vorher-0815")
    person.save()

    assert who_asked(browser)[0] is None
    assert not Session.objects.exists()


def test_a_session_that_has_ended_or_run_out_is_nobody_s(browser: Client, person: User) -> None:
    Session.objects.update(expire_date="2020-01-01T00:00Z")
    assert who_asked(browser)[0] is None

    browser.force_login(person)
    Session.objects.all().delete()
    assert who_asked(browser)[0] is None


def test_a_way_to_sign_in_that_exists_no_more_signs_nobody_in(browser: Client) -> None:
    session = browser.session
    session[BACKEND_SESSION_KEY] = "gone.Backend"
    session.save()

    assert who_asked(browser)[0] is None


def test_every_other_session_is_stored_as_before(browser: Client) -> None:
    assert settings.SESSION_ENGINE == "accounts.session_store"
    browser.logout()

    assert not Session.objects.exists()
