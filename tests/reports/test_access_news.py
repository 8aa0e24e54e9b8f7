"""Whoever did not change the own access must be able to notice that it was changed."""

from __future__ import annotations

import pytest

from accounts import actions as accounts
from accounts.models import AccessNotice, User
from accounts.roles import Role
from reports import actions
from reports.models import Delivery
from tests.conftest import TODAY, Person

pytestmark = pytest.mark.django_db


def letters() -> list[tuple[str, str, str]]:
    actions.announce_access(on=TODAY)
    return list(Delivery.objects.order_by("pk").values_list("kind", "recipient", "subject"))


def test_another_password_is_told_and_the_first_one_is_not(person: Person) -> None:
    new, known = person(Role.STEERING, password=None), person(Role.STEERING)
    for somebody in (new, known):
        accounts.set_password(by=somebody, password="Ein-langes-Wort-2022", on=TODAY)

    assert letters() == [("access", known.email, "Ihr Passwort wurde geändert")]
    assert "Ein-langes-Wort-2022" not in Delivery.objects.get().body


def test_role_and_closing_are_told_in_one_letter_also_to_who_has_no_access_now(admin: User, person: Person) -> None:
    somebody = person(Role.STEERING)
    accounts.change_role(by=admin, person=somebody, role=Role.OPERATOR, on=TODAY)
    accounts.deactivate(by=admin, person=somebody, on=TODAY)

    assert letters() == [("access", somebody.email, "Ihr Zugang wurde geändert")]
    body = Delivery.objects.get().body
    assert "15.06.2022: Ihre Rolle wurde geändert\n15.06.2022: Ihr Zugang wurde gesperrt\n" in body
    assert (admin.name in body, "Plattformbetrieb" in body) == (False, False)


def test_reopening_is_told_once(admin: User, person: Person) -> None:
    somebody = person(Role.STEERING, is_active=False)
    accounts.activate(by=admin, person=somebody, on=TODAY)

    assert letters() == letters() == [("access", somebody.email, "Ihr Zugang wurde wieder freigegeben")]
    assert not AccessNotice.objects.filter(handed_out_on__isnull=True).exists()


def test_what_changed_nothing_is_not_told(admin: User, person: Person) -> None:
    somebody = person(Role.STEERING)
    accounts.change_role(by=admin, person=somebody, role=Role.STEERING, on=TODAY)
    accounts.activate(by=admin, person=somebody, on=TODAY)

    assert letters() == []
