"""People stand in the trail by a code; name and address beside it can be corrected and deleted, and the trail holds."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import actions
from accounts.actions.names import correct_name, forget_person
from accounts.audit import Subject, entry, record, record_all
from accounts.links import Occasion
from accounts.models import AccessRequest, AuditEntry, PersonName, SignIn, User
from accounts.names import Named
from accounts.roles import Role
from municipalities.actions import appoint
from ozgtracker.errors import Blocked, InvalidInput, NotAllowed
from ozgtracker.findings import found
from reports.actions import add_recipient, remove_recipient
from tests import factories
from tests.conftest import TODAY, ClientOf, Person
from tests.refusals import refusing
from tests.trail import told

pytestmark = pytest.mark.django_db

NAME, EMAIL = "Wilhelmine Quarz", "w.quarz@demo.example"


def raw() -> str:
    """The trail as it lies in the database, every column."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(e::text, chr(10) ORDER BY id) FROM accounts_auditentry e")
        return str(cursor.fetchone()[0])


@pytest.fixture
def somebody(admin: User, ministry: User) -> User:
    """Everything that can happen to one person has happened, and much that this person did."""
    found = actions.invite(by=ministry, email=EMAIL, name=NAME, role=Role.AUTHORITY, organisation="Stadt", on=TODAY)
    assert isinstance(found, User)
    appoint(by=ministry, user=found, authority=factories.authority(), on=TODAY)
    actions.mail_link(person_id=found.pk, occasion=Occasion.INVITATION, on=TODAY)
    actions.set_password(by=found, password="Ein-langes-Wort-2022", on=TODAY)
    actions.note_failed_sign_in(email=EMAIL, on=TODAY, address="203.0.113.1")
    actions.change_role(by=admin, person=found, role=Role.STEERING, on=TODAY)
    actions.change_role(by=admin, person=found, role=Role.AUDITOR, on=TODAY)
    asked = AccessRequest.objects.get(person=found)
    actions.decline_access(by=ministry, request=asked, reason=f"{NAME} geht bald.", on=TODAY)
    listed = add_recipient(by=ministry, email=EMAIL, name=NAME, on=TODAY)
    remove_recipient(by=ministry, recipient=listed, on=TODAY)
    actions.deactivate(by=admin, person=found, on=TODAY)
    found.refresh_from_db()
    return found


def test_no_name_and_no_address_stands_in_the_trail_and_every_reader_sees_both(somebody: User) -> None:
    lying, shown = raw(), str(told("by_name", "subject_label", "sentence", "reason", "before", "after"))

    assert {word for word in (NAME, "Quarz", EMAIL, "w.quarz") if word in lying} == set()
    assert shown.count(NAME) > 10
    assert EMAIL in shown
    assert len(set(AuditEntry.objects.values_list("verb", flat=True))) > 10


def test_who_looks_for_a_name_finds_what_that_person_did(somebody: User, client_of: ClientOf, auditor: User) -> None:
    verbs = {"password_set"}

    for words in ("quarz", "wilhelmine quarz", EMAIL, PersonName.objects.get(email=EMAIL).code.lower()):
        page = client_of(auditor).get("/audit/", {"person": words})
        assert {row.entry.verb for row in page.context["listing"].rows} == verbs, words
    assert client_of(auditor).get("/audit/", {"person": "quarz wilhelm niemand"}).context["listing"].rows == []


@pytest.mark.parametrize("address", ["/audit/", "/audit/csv/"])
def test_however_many_entries_there_are_their_names_are_asked_for_once(
    somebody: User, client_of: ClientOf, auditor: User, address: str
) -> None:
    client = client_of(auditor)
    counts = []
    for _number in range(2):
        record(by=somebody, on=TODAY, verb="x", subject=Subject("user", "1", NAME), sentence=f"{NAME} war da.")
        with CaptureQueriesContext(connection) as sent:
            answer: Any = client.get(address)
            assert NAME in answer.getvalue().decode()
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_whoever_appends_many_asks_once_who_is_meant(somebody: User) -> None:
    subject = Subject("a", "b", "c")
    entries = [entry(by=somebody, on=TODAY, verb="x", subject=subject, sentence="d") for _each in range(10)]

    with CaptureQueriesContext(connection) as sent:
        record_all(entries)

    assert len(sent) == 2


def test_a_corrected_name_is_shown_at_once_also_for_what_was_before(
    somebody: User, ministry: User, admin: User
) -> None:
    with refusing(InvalidInput, found("person.no-name"), field="name"):
        correct_name(by=admin, person=somebody, name="\u200b ", on=TODAY)
    with refusing(NotAllowed, found("access.changed-meanwhile")):
        correct_name(by=somebody, person=admin, name="X", on=TODAY)

    correct_name(by=admin, person=somebody, name="Wilhelmine Quarz-Stein", on=TODAY)

    assert ("Wilhelmine Quarz-Stein",) in told("by_name")
    assert told("sentence")[-1] == ("Name von Wilhelmine Quarz-Stein berichtigt.",)
    assert (NAME,) not in told("by_name")


def test_who_is_forgotten_is_a_code_and_what_was_done_stays(somebody: User, admin: User, client: Client) -> None:
    code = PersonName.objects.get(email=EMAIL).code
    before = AuditEntry.objects.count()

    assert forget_person(by=admin, person=somebody, on=TODAY) == code

    assert not PersonName.objects.filter(code=code).exists()
    known = User.objects.get(pk=somebody.pk)
    assert (known.name, known.email, known.organisation) == (code, f"{code.lower()}@forgotten.invalid", "")
    assert AuditEntry.objects.count() == before + 1
    shown = str(told("by_name", "subject_label", "sentence", "reason", "before", "after"))
    assert (NAME in shown, EMAIL in shown, f"Person {code}" in shown) == (False, False, True)
    assert not AccessRequest.objects.filter(name=NAME).exists()
    assert not SignIn.objects.of(known).exists()
    assert not client.login(email=EMAIL, password="Ein-langes-Wort-2022")


def test_who_still_has_access_is_not_forgotten(person: Person, admin: User) -> None:
    somebody = person(Role.STEERING)

    with refusing(Blocked, found("person.access-open")):
        forget_person(by=admin, person=somebody, on=TODAY)

    assert User.objects.get(pk=somebody.pk).name == somebody.name


def test_who_comes_back_is_somebody_new(somebody: User, admin: User, ministry: User) -> None:
    former = forget_person(by=admin, person=somebody, on=TODAY)

    again = actions.invite(by=ministry, email=EMAIL, name=NAME, role=Role.STEERING, on=TODAY)

    assert isinstance(again, User)
    assert again.pk != somebody.pk
    assert PersonName.objects.get(email=EMAIL).code != former


def test_two_of_one_name_are_two(ministry: User) -> None:
    first, second = Named("A. Muster", "a@demo.example"), Named("A. Muster", "b@demo.example")
    record(by=ministry, on=TODAY, verb="x", subject=Subject("a", "b", "A. Muster"), sentence="", people=[first])
    record(by=ministry, on=TODAY, verb="x", subject=Subject("a", "b", "A. Muster"), sentence="", people=[second])

    labels = AuditEntry.objects.order_by("pk").values_list("subject_label", flat=True)

    assert len(set(labels)) == 2
    assert told("subject_label") == [("A. Muster",), ("A. Muster",)]


def test_the_operator_can_do_both(somebody: User) -> None:
    def run(*arguments: str) -> str:
        out = StringIO()
        call_command("forget_person", *arguments, stdout=out)
        return out.getvalue().strip()

    assert run(EMAIL, "--name", "W. Quarz") == f"{EMAIL} heißt jetzt W. Quarz."
    code = PersonName.objects.get(email=EMAIL).code
    assert run(EMAIL) == f"Name und Adresse sind gelöscht; im Protokoll steht {code}."
    with pytest.raises(CommandError, match="gibt es keine Person"):
        run(EMAIL)
