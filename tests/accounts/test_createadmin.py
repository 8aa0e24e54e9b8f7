"""The first administrator."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from ozgtracker.findings import found
from ozgtracker.saying import say
from tests.conftest import Person
from tests.factories import PASSWORD
from tests.trail import told

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("createadmin", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_it_makes_an_administrator_who_sets_the_password_by_the_printed_link(client: Client) -> None:
    said, link = run("Admin@demo.example")

    assert said == "Technische Administration (admin@demo.example) gehört zur technischen Administration."
    path = link.removeprefix("Passwort setzen: http://127.0.0.1:8000")
    form = client.get(path, follow=True)
    client.post(form.context["action_url"], {"password1": PASSWORD, "password2": PASSWORD})
    assert client.login(email="admin@demo.example", password=PASSWORD)
    assert told("verb", "by_name", "source")[0] == ("person_added", "System", "command")


def test_it_opens_a_way_back_for_somebody_who_was_locked_out(person: Person) -> None:
    person(Role.ADMIN, email="admin@demo.example", is_active=False)

    run("admin@demo.example", "--name", "egal")

    assert User.objects.get().is_active is True


def test_it_says_what_is_wrong_with_the_address() -> None:
    with pytest.raises(CommandError, match=say(found("person.no-address"))):
        run("admin")
