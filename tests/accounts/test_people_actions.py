"""Who may give which role to whom; what happens to an access; and that all of it is in the trail."""

from __future__ import annotations

import itertools
import threading
from datetime import date

import pytest
from django.contrib.auth.models import update_last_login
from django.core import mail
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts import actions
from accounts.access_requests import FOUR_EYES
from accounts.links import Occasion
from accounts.models import AccessRequest, AuditEntry, DemonstrationMark, User
from accounts.person_states import PersonState
from accounts.roles import Role
from accounts.words import PERSON_STATES
from ozgtracker.errors import Blocked, InvalidInput, NotAllowed
from ozgtracker.findings import found
from tests.accounts.conftest import Drain
from tests.conftest import TODAY, Person
from tests.refusals import refusing
from tests.trail import told

pytestmark = pytest.mark.django_db

MANAGERS = {Role.MINISTRY, Role.ADMIN}


def allowed(actor: Role, target: Role, new: Role) -> bool:
    """The rule once more, as the letter of it: managers only, and administrators only by administrators."""
    return actor in MANAGERS and (actor == Role.ADMIN or Role.ADMIN not in {target, new})


@pytest.mark.parametrize("actor", Role)
def test_it_lets_each_role_change_exactly_the_roles_it_may(person: Person, actor: Role) -> None:
    person(Role.ADMIN)
    by = person(actor)

    for target, new in itertools.product(Role, Role):
        whom = person(target)
        try:
            asked = actions.change_role(by=by, person=whom, role=new, on=TODAY)
            passed = True
        except NotAllowed:
            asked, passed = None, False

        whom.refresh_from_db()
        needs_another = target != new and not FOUR_EYES.isdisjoint({target, new})
        assert (target, new, passed) == (target, new, allowed(actor, target, new))
        assert (target, new, asked is not None) == (target, new, passed and needs_another)
        assert whom.role == (new if passed and not needs_another else target)


@pytest.mark.parametrize("actor", Role)
def test_it_lets_each_role_invite_exactly_the_roles_it_may(person: Person, actor: Role) -> None:
    person(Role.ADMIN)
    by = person(actor)

    invited = set()
    for role in Role:
        try:
            actions.invite(by=by, email=f"neu-{role}@demo.example", name="N. Neu", role=role, on=TODAY)
            invited.add(role)
        except NotAllowed:
            pass

    assert invited == {role for role in Role if allowed(actor, role, role)}
    assert set(User.objects.filter(name="N. Neu").values_list("role", flat=True)) == invited - FOUR_EYES
    assert set(AccessRequest.objects.open().values_list("role", flat=True)) == invited & FOUR_EYES


@pytest.mark.parametrize("actor", Role)
@pytest.mark.parametrize("verb", [actions.deactivate, actions.activate, actions.send_link_again])
def test_it_lets_nobody_touch_an_access_who_may_not_give_its_role(person: Person, actor: Role, verb: object) -> None:
    person(Role.ADMIN)
    by = person(actor)

    for target in Role:
        whom = person(target, is_active=verb is not actions.activate)
        try:
            verb(by=by, person=whom, on=TODAY)  # type: ignore[operator]  # one of several actions
            passed = True
        except NotAllowed:
            passed = False

        assert (target, passed) == (target, allowed(actor, target, target))


@pytest.mark.parametrize("role", sorted(MANAGERS))
def test_it_lets_nobody_change_the_own_access(person: Person, role: Role) -> None:
    person(Role.ADMIN)
    me = person(role)

    for attempt in (
        lambda: actions.change_role(by=me, person=me, role=Role.STEERING, on=TODAY),
        lambda: actions.deactivate(by=me, person=me, on=TODAY),
        lambda: actions.send_link_again(by=me, person=me, on=TODAY),
    ):
        with refusing(NotAllowed, found("access.not-the-own")):
            attempt()
    assert AuditEntry.objects.count() == 0


def test_it_keeps_the_last_active_administrator_even_from_the_machine_itself(admin: User, person: Person) -> None:
    person(Role.ADMIN, is_active=False)

    with refusing(Blocked, found("access.last-admin")):
        actions.deactivate(by=None, person=admin, on=TODAY)
    with refusing(Blocked, found("access.last-admin")):
        actions.change_role(by=None, person=admin, role=Role.STEERING, on=TODAY)

    admin.refresh_from_db()
    assert (admin.is_active, admin.role) == (True, Role.ADMIN)


@pytest.mark.django_db(transaction=True)
def test_it_leaves_one_of_two_administrators_who_remove_each_other_at_once(person: Person) -> None:
    admins = [person(Role.ADMIN), person(Role.ADMIN)]
    start = threading.Barrier(2)
    answers: list[str] = []

    def remove(by: User, whom: User) -> None:
        start.wait()
        try:
            actions.deactivate(by=by, person=whom, on=TODAY)
            answers.append("done")
        except NotAllowed:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=remove, args=pair) for pair in (admins, admins[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["done", "refused"]
    assert User.objects.active().filter(role=Role.ADMIN).count() == 1


@pytest.mark.django_db(transaction=True)
def test_it_invites_by_a_mail_that_carries_nothing_dangerous(ministry: User, handed_over: Drain) -> None:
    invited = actions.invite(
        by=ministry,
        email=" Neu@Demo.Example ",
        name="Gewinn\r\nauf www.evil.example",
        role=Role.AUTHORITY,
        organisation=" Verbandsgemeinde  Muster ",
        on=TODAY,
    )
    [message] = handed_over()
    actions.mail_link(person_id=message["person_id"], occasion=Occasion(message["occasion"]), on=TODAY)

    assert isinstance(invited, User)
    assert (invited.email, invited.name, invited.organisation) == (
        "neu@demo.example",
        "Gewinn auf www.evil.example",
        "Verbandsgemeinde Muster",
    )
    assert (invited.has_usable_password(), invited.state) == (False, PERSON_STATES[PersonState.INVITED])
    assert told("by_name", "verb", "source") == [
        (ministry.name, "person_added", "web"),
        (ministry.name, "link_ordered", "web"),
        ("System", "link_sent", "job"),
    ]
    [letter] = mail.outbox
    assert (letter.subject, letter.to) == ("Ihr Zugang zu den OZG-Meilensteinen Rheinland-Pfalz", ["neu@demo.example"])
    assert letter.body.startswith("Guten Tag Gewinn auf www. evil. example,\n\nfür Sie wurde ein Zugang")
    assert "Ihre Rolle: Verwaltung (IT-Verantwortliche)." in letter.body
    assert "gilt einmal und 3 Tage lang" in letter.body
    assert [line for line in letter.body.splitlines() if "://" in line] == [
        line for line in letter.body.splitlines() if line.startswith("http://127.0.0.1:8000/konto/")
    ]


@pytest.mark.django_db(transaction=True)
def test_it_mails_nothing_when_the_invitation_did_not_hold(ministry: User, handed_over: Drain) -> None:
    with transaction.atomic():
        actions.invite(by=ministry, email="neu@demo.example", name="N. Neu", role=Role.STEERING, on=TODAY)
        transaction.set_rollback(True)

    assert (handed_over(), User.objects.count(), AuditEntry.objects.count()) == ([], 1, 0)


def test_it_writes_down_every_change_of_an_access(admin: User, person: Person) -> None:
    whom = person(Role.STEERING, name="S. Muster")

    actions.change_role(by=admin, person=whom, role=Role.OPERATOR, on=TODAY)
    actions.change_role(by=admin, person=whom, role=Role.OPERATOR, on=TODAY)
    actions.deactivate(by=admin, person=whom, on=TODAY)
    actions.deactivate(by=admin, person=whom, on=TODAY)
    actions.activate(by=admin, person=whom, on=TODAY)
    actions.activate(by=admin, person=whom, on=TODAY)

    rows = AuditEntry.objects.about("user", str(whom.pk))
    role = "S. Muster hat jetzt die Rolle „Plattformbetrieb (LDI)“."
    yes, no = {"is_active": True}, {"is_active": False}
    assert told("verb", "sentence", "before", "after", of=rows) == [
        ("role_changed", role, {"role": "steering"}, {"role": "operator"}),
        ("person_deactivated", "Zugang von S. Muster gesperrt.", yes, no),
        ("person_activated", "Zugang von S. Muster wieder freigegeben.", no, yes),
    ]
    assert set(told("by_name", "by_role", "on", "source", of=rows)) == {(admin.name, "admin", TODAY, "web")}


@pytest.mark.parametrize("taken", ["a.muster@demo.example", "A.Muster@Demo.Example"])
def test_it_refuses_an_address_that_is_taken(admin: User, person: Person, taken: str) -> None:
    person(Role.STEERING, email="a.muster@demo.example")

    with refusing(InvalidInput, found("person.address-taken"), field="email"):
        actions.create_person(by=admin, email=taken, name="Noch jemand", role=Role.STEERING, on=TODAY)

    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize(
    ("email", "name", "field", "code"),
    [
        ("keine", "A. Muster", "email", "person.no-address"),
        ("a@demo.example", " \t ", "name", "person.no-name"),
    ],
)
def test_it_refuses_what_is_no_address_or_no_name(admin: User, email: str, name: str, field: str, code: str) -> None:
    with refusing(InvalidInput, found(code), field=field):
        actions.create_person(by=admin, email=email, name=name, role=Role.STEERING, on=TODAY)


def test_it_stops_an_account_that_mails_without_end(ministry: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.actions.access.INVITATIONS_A_DAY", 2)

    def invite(number: int, on: date) -> None:
        actions.invite(by=ministry, email=f"n{number}@demo.example", name="N. Neu", role=Role.STEERING, on=on)

    invite(1, TODAY)
    invite(2, TODAY)
    with refusing(Blocked, found("link.too-many")):
        invite(3, TODAY)

    invite(4, date(2022, 6, 16))
    assert User.objects.filter(name="N. Neu").count() == 3


def test_it_sends_no_link_to_deactivated_people(admin: User, person: Person) -> None:
    with refusing(Blocked, found("link.access-closed")):
        actions.send_link_again(by=admin, person=person(Role.STEERING, is_active=False), on=TODAY)


def test_it_makes_an_administrator_of_any_address_for_the_operator_of_the_machine(person: Person) -> None:
    new = actions.ensure_admin(email="neu@demo.example", name="T. Technik", on=TODAY)
    old = person(Role.STEERING, email="alt@demo.example", is_active=False)
    again = actions.ensure_admin(email="Alt@demo.example", name="egal", on=TODAY)

    assert (new.role, new.is_active, new.has_usable_password()) == (Role.ADMIN, True, False)
    assert (again.pk, again.name, again.role, again.is_active) == (old.pk, old.name, Role.ADMIN, True)


def test_it_holds_addresses_in_small_letters_in_the_database_itself(person: Person) -> None:
    somebody = person(Role.STEERING)

    with pytest.raises(IntegrityError, match="accounts_user_email_lower"), transaction.atomic():
        User.objects.filter(pk=somebody.pk).update(email="Gross@demo.example")
    assert User.objects.get_by_natural_key(somebody.email.upper()) == somebody


def test_it_refuses_in_the_database_to_change_or_delete_the_trail(admin: User, person: Person) -> None:
    actions.deactivate(by=admin, person=person(Role.STEERING), on=TODAY)

    for change in (lambda: AuditEntry.objects.update(sentence="anders"), lambda: AuditEntry.objects.all().delete()):
        with pytest.raises(ProgrammingError, match="permission denied for table"), transaction.atomic():
            change()


def test_it_marks_the_database_as_a_demonstration_once() -> None:
    actions.mark_demonstration(until=date(2022, 5, 31), seed=1)
    actions.mark_demonstration(until=TODAY, seed=2)

    assert list(DemonstrationMark.objects.values_list("until", "seed")) == [(TODAY, 2)]
    assert str(DemonstrationMark.objects.get()) == "Demonstrationsdaten bis 15.06.2022"
    assert list(AuditEntry.objects.order_by("pk").values_list("before", "after")) == [
        (None, {"until": "2022-05-31", "seed": 1}),
        ({"until": "2022-05-31", "seed": 1}, {"until": "2022-06-15", "seed": 2}),
    ]


def test_it_shows_how_far_an_access_is(person: Person) -> None:
    somebody = person(Role.STEERING)
    assert somebody.state == PERSON_STATES[PersonState.INVITED]

    update_last_login(User, somebody)
    assert somebody.state == PERSON_STATES[PersonState.ACTIVE]

    somebody.is_active = False
    assert somebody.state == PERSON_STATES[PersonState.INACTIVE]
    assert set(PERSON_STATES) == set(PersonState)
