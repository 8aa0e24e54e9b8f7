"""What allauth says in its own words: people who work here are addressed as "Sie"."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from ozgtracker.findings import found
from tests.conftest import ClientOf
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

CHANGE = "/konto/password/change/"


def test_it_says_sie_to_somebody_who_has_guessed_too_often(client: Client, ministry: User) -> None:
    for _attempt in range(6):
        answer = client.post("/konto/login/", {"login": ministry.email, "password": "Falsch-Falsch-2022"})

    assert answer.context["error"].finding == found("tries.wait-minutes", minutes=5)


@pytest.mark.parametrize(
    ("old", "again", "field", "sentence"),
    [
        ("Falsch-Falsch-2022", "Neu-Neu-2022-Neu", "oldpassword", "Bitte geben Sie Ihr aktuelles Passwort ein."),
        (PASSWORD, "Anders-Anders-2022", "password2", "Bitte geben Sie beide Male dasselbe Passwort ein."),
    ],
)
def test_it_says_sie_to_somebody_who_mistypes_a_new_password(
    client_of: ClientOf, ministry: User, old: str, again: str, field: str, sentence: str
) -> None:
    typed = {"oldpassword": old, "password1": "Neu-Neu-2022-Neu", "password2": again}

    answer = client_of(ministry).post(CHANGE, typed)

    assert answer.context["form"].errors == {field: [sentence]}
