"""Who speaks for an authority, and who said something in whose name."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from tests.conftest import ClientOf
from tests.dashboards.small import Small

PAGE = "/municipalities/071315001000/"


def test_a_locked_officer_is_named_as_locked_but_not_in_the_past(
    small: Small, client_of: ClientOf, steering: User
) -> None:
    client = client_of(steering)
    assert "Zugang gesperrt" not in client.get(PAGE).content.decode()

    User.objects.filter(pk=small.officer.pk).update(is_active=False)

    assert "Zugang gesperrt" in client.get(PAGE).content.decode()
    assert "Zugang gesperrt" not in client.get(f"{PAGE}?stichtag={date(2022, 6, 1)}").content.decode()
