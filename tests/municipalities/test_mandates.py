"""Who speaks for whom: appointed by few, fitting the role, ended at once."""

from __future__ import annotations

from datetime import date

from accounts.models import AuditEntry, User
from accounts.roles import Role
from municipalities.actions import appoint, confirm_mandates, dismiss
from municipalities.models import Association, Authority, Representative
from municipalities.permissions import may_read_confidences, may_report
from ozgtracker.errors import InvalidInput, NotAllowed
from ozgtracker.findings import found
from tests.conftest import ClientOf, Person
from tests.municipalities.small_world import World
from tests.refusals import refusing
from tests.trail import told

TODAY = date(2022, 6, 15)


def test_an_appointed_officer_speaks_from_that_day(small: World, ministry: User, person: Person) -> None:
    new = person(Role.AUTHORITY, name="N. Neu")

    appoint(by=None, user=new, authority=small.villages, is_deputy=True, on=TODAY)

    assert may_report(new, small.villages, TODAY)
    assert not may_report(new, small.villages, date(2022, 6, 14))
    assert told("sentence", of=AuditEntry.objects.filter(verb="representative_appointed")) == [
        ("N. Neu spricht in Vertretung für Verbandsgemeinde Adenau.",)
    ]


def test_a_dismissed_one_no_longer_speaks_on_the_same_day(small: World, ministry: User) -> None:
    mandate = Representative.objects.get(user=small.officer)

    dismiss(by=ministry, representative=mandate, on=TODAY)
    dismiss(by=ministry, representative=mandate, on=TODAY)

    assert not may_report(small.officer, small.town, TODAY)
    assert may_report(small.officer, small.town, date(2022, 6, 14))
    assert AuditEntry.objects.filter(verb="representative_dismissed").count() == 1
    again = appoint(by=ministry, user=small.officer, authority=small.town, on=TODAY)
    assert not may_report(small.officer, small.town, TODAY)
    confirm_mandates(by=small.association_user, representatives=[again], on=TODAY)
    assert may_report(small.officer, small.town, TODAY)


def test_role_and_body_must_fit(small: World, ministry: User, auditor: User) -> None:
    association = Association.objects.get()
    wrong: list[tuple[Role, dict[str, User | Authority | Association]]] = [
        (Role.AUTHORITY, {"user": auditor, "authority": small.town}),
        (Role.AUTHORITY, {"user": small.association_user, "authority": small.town}),
        (Role.ASSOCIATION, {"user": small.officer, "association": association}),
    ]
    for role, values in wrong:
        with refusing(InvalidInput, found("mandate.other-role", role=role), field="user"):
            appoint(by=ministry, on=TODAY, **values)  # type: ignore[arg-type]  # each of its own type


def test_nobody_is_appointed_twice_or_to_nothing(small: World, ministry: User, person: Person) -> None:
    with refusing(
        InvalidInput, found("mandate.appointed-already", name=small.officer.name, body=small.town.label), field="user"
    ):
        appoint(by=ministry, user=small.officer, authority=small.town, on=TODAY)
    with refusing(InvalidInput, found("mandate.exactly-one")):
        appoint(by=ministry, user=small.officer, on=TODAY)
    with refusing(InvalidInput, found("mandate.access-closed"), field="user"):
        appoint(by=ministry, user=person(Role.AUTHORITY, is_active=False), authority=small.town, on=TODAY)


def test_only_ministry_and_admin_appoint(small: World, steering: User, operator: User) -> None:
    mandate = Representative.objects.get(user=small.officer)
    for somebody in (steering, operator, small.officer, small.association_user):
        with refusing(NotAllowed, found("mandate.who-appoints")):
            appoint(by=somebody, user=small.officer, authority=small.district, on=TODAY)
        with refusing(NotAllowed, found("mandate.who-appoints")):
            dismiss(by=somebody, representative=mandate, on=TODAY)


def test_confidences_are_for_the_own_side_the_ministry_and_the_auditors(
    small: World, ministry: User, auditor: User, operator: User, steering: User, admin: User
) -> None:
    readers = [small.officer, small.association_user, ministry, auditor, operator, steering, admin]

    assert [may_read_confidences(user, small.town, TODAY) for user in readers] == [True] * 4 + [False] * 3
    assert not may_read_confidences(small.officer, small.district, TODAY)


def test_the_form_on_the_page_appoints_and_dismisses(
    small: World, ministry: User, person: Person, client_of: ClientOf
) -> None:
    new = person(Role.AUTHORITY, name="N. Neu")
    client = client_of(ministry)

    answer = client.post(f"/municipalities/{small.villages.ars}/representatives/", {"user": new.pk})
    assert (answer.status_code, answer["Location"]) == (302, f"/municipalities/{small.villages.ars}/")
    mandate = Representative.objects.get(user=new)

    client.post(f"/municipalities/{small.villages.ars}/representatives/{mandate.pk}/dismiss/")
    mandate.refresh_from_db()
    assert mandate.until == TODAY


def test_the_form_refuses_with_a_sentence(small: World, ministry: User, client_of: ClientOf) -> None:
    client = client_of(ministry)
    address = f"/municipalities/{small.town.ars}/representatives/"

    client.post(address, {"user": small.officer.pk})
    client.post(address, {"user": small.association_user.pk})

    assert Representative.objects.filter(authority=small.town).count() == 1
    assert client.post("/municipalities/071110000001/representatives/", {"user": small.officer.pk}).status_code == 404
    mandate = Representative.objects.get(user=small.officer)
    assert client.post(f"/municipalities/{small.villages.ars}/representatives/{mandate.pk}/dismiss/").status_code == 404
