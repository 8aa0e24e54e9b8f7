"""What happened to mandates leaves the house: one letter for everybody concerned, once, and without a name."""

from __future__ import annotations

import pytest
from django.core import mail

from accounts.actions import mark_demonstration
from accounts.models import User
from accounts.roles import Role
from municipalities.actions import appoint, confirm_mandates
from municipalities.models import MandateNotice
from reports.actions import announce_mandates
from reports.models import Delivery
from reports.tasks import deliver
from tests import factories
from tests.conftest import TODAY, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def speaker(person: Person) -> User:
    """Somebody who speaks for an association of two authorities."""
    members = (factories.authority("071110000000", label="Stadt Koblenz"), factories.authority("071310000000"))
    somebody = person(Role.ASSOCIATION, name="L. Tag", email="tag@demo.example")
    factories.mandate(somebody, factories.association("verband", members=members))
    return somebody


def named(by: User, speaker: User, person: Person, count: int) -> None:
    association = speaker.mandates.get().association
    assert association is not None
    for number in range(count):
        officer = person(Role.AUTHORITY, name="G. Heim", email=f"geheim-{number}@demo.example")
        appoint(by=by, user=officer, authority=association.members.order_by("ars")[number % 2], on=TODAY)


def test_many_appointments_are_one_letter_without_a_name(ministry: User, speaker: User, person: Person) -> None:
    named(ministry, speaker, person, 4)

    assert (announce_mandates(on=TODAY), announce_mandates(on=TODAY)) == (1, 0)
    [row] = Delivery.objects.all()
    assert (row.kind, row.recipient, row.subject) == (
        "mandate", "tag@demo.example", "4 Benennungen warten auf Bestätigung",
    )  # fmt: skip
    assert row.body.count("Stadt Koblenz: Ansprechperson benannt, bitte bestätigen") == 1
    assert "http://127.0.0.1:8000/mandates/" in row.body
    assert ("Heim" in row.body, "geheim" in row.body, ministry.name in row.body) == (False, False, False)


def test_the_schedule_sends_it(ministry: User, speaker: User, person: Person) -> None:
    named(ministry, speaker, person, 1)

    deliver.run()

    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["tag@demo.example"], "Eine Benennung wartet auf Bestätigung")
    ]


def test_both_who_named_and_who_was_named_hear_that_it_counts(ministry: User, speaker: User, person: Person) -> None:
    named(ministry, speaker, person, 1)
    announce_mandates(on=TODAY)
    waiting = MandateNotice.objects.get().representative

    confirm_mandates(by=speaker, representatives=[waiting], on=TODAY)
    announce_mandates(on=TODAY)

    told = Delivery.objects.exclude(recipient=speaker.email).order_by("recipient")
    assert {row.recipient for row in told} == {ministry.email, "geheim-0@demo.example"}
    assert {row.subject for row in told} == {"Zu einer Benennung gibt es etwas Neues"}
    assert all("Stadt Koblenz: Benennung bestätigt" in row.body for row in told)


def test_who_has_no_access_any_more_is_told_nothing(ministry: User, speaker: User, person: Person) -> None:
    named(ministry, speaker, person, 1)
    User.objects.filter(pk=speaker.pk).update(is_active=False)

    assert (announce_mandates(on=TODAY), Delivery.objects.count()) == (0, 0)
    assert MandateNotice.objects.waiting().count() == 0


def test_the_demonstration_says_that_it_is_one(ministry: User, speaker: User, person: Person) -> None:
    mark_demonstration(until=TODAY, seed=1)
    named(ministry, speaker, person, 1)

    announce_mandates(on=TODAY)

    row = Delivery.objects.get()
    assert row.is_demonstration
    assert row.subject == "[Demonstrationsdaten] Eine Benennung wartet auf Bestätigung"
    assert "(Demonstrationsdaten:" in row.body
