"""What somebody hears who decides on a request without a sentence, or as the second."""

from __future__ import annotations

import pytest

from accounts.models import AccessRequest, User
from accounts.roles import Role
from ozgtracker.findings import found
from ozgtracker.saying import say
from tests.accounts.test_requests import decide, make
from tests.conftest import ClientOf, Person
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("reason", ["", ".", "...", "-", "\u200b", "nein", "aaaa aaaaaaa"])
def test_declining_needs_a_sentence(
    client_of: ClientOf, admin: User, ministry: User, person: Person, reason: str
) -> None:
    asked = make(admin, person(Role.STEERING), Role.AUDITOR)

    assert decide(client_of(ministry), asked, "decline", reason=reason) == 422

    assert AccessRequest.objects.get(pk=asked.pk).state == "open"


def test_whoever_is_second_hears_that_it_is_decided(
    client_of: ClientOf, admin: User, ministry: User, person: Person
) -> None:
    asked = make(admin, person(Role.STEERING), Role.AUDITOR)
    client = client_of(ministry)
    assert decide(client, asked, "confirm") == 302

    typed = {"decision": "decline", "reason": "Nein, danke sehr.", "password": PASSWORD}
    again = client.post(f"/people/requests/{asked.pk}/", typed, follow=True)

    assert again.redirect_chain == [("/people/requests/", 302)]
    assert [str(one) for one in again.context["messages"]] == [
        "Antrag für A. Steering: bestätigt.",
        say(found("request.decided-meanwhile")),
    ]
    assert AccessRequest.objects.get(pk=asked.pk).state == "confirmed"
