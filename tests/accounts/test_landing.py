"""After signing in, each role lands on its own work; a page that was asked for wins."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.roles import Role
from ozgtracker.declared import declared_for
from tests.conftest import Person
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/konto/login/"
LANDS = {
    Role.MINISTRY: "/",
    Role.ASSOCIATION: "/",
    Role.AUTHORITY: "/report/",
    Role.OPERATOR: "/components/",
    Role.STEERING: "/",
    Role.AUDITOR: "/audit/",
    Role.ADMIN: "/people/",
}


def sign_in(client: Client, email: str, address: str = LOGIN, **more: str) -> str:
    return str(client.post(address, {"login": email, "password": PASSWORD, **more})["Location"])


@pytest.mark.parametrize("role", Role)
def test_each_role_lands_on_its_own_work_and_may_open_it(client: Client, person: Person, role: Role) -> None:
    lands = sign_in(client, person(role).email)

    assert (lands, client.get(lands).status_code) == (LANDS[role], 200)
    assert len(declared_for("landing", role)) == 1


@pytest.mark.parametrize("role", Role)
def test_whoever_only_typed_the_name_of_the_site_lands_there_too(client: Client, person: Person, role: Role) -> None:
    assert sign_in(client, person(role).email, client.get("/")["Location"]) == LANDS[role]


def test_a_page_that_was_asked_for_wins(client: Client, person: Person) -> None:
    somebody = person(Role.OPERATOR)

    assert sign_in(client, somebody.email, next="/milestones/?ampel=overdue") == "/milestones/?ampel=overdue"


def test_whoever_is_signed_in_and_asks_for_the_sign_in_lands_there_too(client: Client, person: Person) -> None:
    client.force_login(person(Role.OPERATOR))

    assert client.get(LOGIN)["Location"] == "/components/"
