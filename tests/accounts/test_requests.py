"""Four eyes on roles that appoint or watch: asked for by one person, decided by another, with the password again."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import update_last_login
from django.db import IntegrityError, transaction
from django.test import Client

from accounts import actions
from accounts.access_requests import FOUR_EYES, RequestKind, RequestState
from accounts.models import AccessRequest, AuditEntry, SignIn, User
from accounts.roles import Role
from accounts.words import REQUEST_KINDS, REQUEST_STATES, ROLES
from ozgtracker.errors import Blocked, InvalidInput, NotAllowed
from ozgtracker.findings import found
from tests.accounts.conftest import Drain
from tests.conftest import TODAY, ClientOf, Person
from tests.factories import PASSWORD
from tests.refusals import refusing
from tests.trail import told

pytestmark = pytest.mark.django_db

WRONG = "Falsch-Falsch-2022"


def make(by: User, whom: User, role: Role) -> AccessRequest:
    asked = actions.change_role(by=by, person=whom, role=role, on=TODAY)
    assert asked is not None
    return asked


def test_an_administrator_alone_makes_no_auditor(admin: User, person: Person) -> None:
    second, whom = person(Role.ADMIN), person(Role.STEERING)

    asked = make(admin, whom, Role.AUDITOR)
    for nobody in (admin, whom, person(Role.MINISTRY), person(Role.AUDITOR), person(Role.ADMIN, is_active=False)):
        why = found("request.somebody-else" if nobody.is_active else "access.changed-meanwhile")
        with refusing(NotAllowed, why):
            actions.confirm_access(by=nobody, request=asked, on=TODAY)
        with refusing(NotAllowed, why):
            actions.decline_access(by=nobody, request=asked, reason="Nein danke", on=TODAY)
    assert User.objects.get(pk=whom.pk).role == Role.STEERING

    actions.confirm_access(by=second, request=asked, on=TODAY)

    assert User.objects.get(pk=whom.pk).role == Role.AUDITOR
    assert told("verb", "by_name") == [
        ("access_requested", admin.name),
        ("access_confirmed", second.name),
        ("role_changed", second.name),
    ]


@pytest.mark.parametrize("role", sorted(FOUR_EYES))
def test_taking_such_a_role_needs_another_person_too(admin: User, ministry: User, person: Person, role: Role) -> None:
    whom = person(role)

    asked = make(admin, whom, Role.STEERING)

    assert User.objects.get(pk=whom.pk).role == role
    # The one it concerns does not count: with two administrators, of whom one is to go, the ministry decides.
    with refusing(NotAllowed, found("request.somebody-else")):
        actions.confirm_access(by=whom, request=asked, on=TODAY)
    actions.confirm_access(by=ministry, request=asked, on=TODAY)
    assert User.objects.get(pk=whom.pk).role == Role.STEERING


def test_the_ministry_decides_only_where_there_is_no_other_administrator(
    admin: User, ministry: User, person: Person
) -> None:
    asked = make(admin, person(Role.STEERING), Role.AUDITOR)
    assert list(AccessRequest.objects.decidable_by(ministry)) == [asked]

    person(Role.ADMIN)

    assert list(AccessRequest.objects.decidable_by(ministry)) == []


@pytest.mark.django_db(transaction=True)
def test_an_invitation_gives_no_access_before_it_is_confirmed(admin: User, ministry: User, handed_over: Drain) -> None:
    asked = actions.invite(by=admin, email="neu@demo.example", name="N. Neu", role=Role.ADMIN, on=TODAY)

    assert isinstance(asked, AccessRequest)
    assert (User.objects.filter(email="neu@demo.example").exists(), handed_over()) == (False, [])
    done = actions.confirm_access(by=ministry, request=asked, on=TODAY)
    assert done.person is not None
    assert (done.person.role, done.state) == (Role.ADMIN, RequestState.CONFIRMED)
    assert handed_over() == [{"person_id": done.person.pk, "occasion": "invitation"}]


def test_a_closed_access_of_such_a_role_is_opened_by_two(admin: User, ministry: User, person: Person) -> None:
    whom = person(Role.AUDITOR)
    actions.deactivate(by=admin, person=whom, on=TODAY)

    asked = actions.activate(by=admin, person=whom, on=TODAY)

    assert asked is not None
    assert not User.objects.get(pk=whom.pk).is_active
    actions.confirm_access(by=ministry, request=asked, on=TODAY)
    assert User.objects.get(pk=whom.pk).is_active


def test_where_nobody_else_is_there_at_all_it_counts_and_says_so(admin: User, person: Person) -> None:
    whom = person(Role.STEERING)

    asked = make(admin, whom, Role.AUDITOR)

    assert (asked.state, asked.decided_by, User.objects.get(pk=whom.pk).role) == ("alone", None, Role.AUDITOR)
    assert "ohne Gegenbestätigung" in AuditEntry.objects.filter(verb="access_confirmed").get().sentence


@pytest.mark.parametrize(("was_here", "state"), [(True, RequestState.OPEN), (False, RequestState.ALONE)])
def test_nobody_becomes_alone_by_closing_the_access_of_others(
    admin: User, ministry: User, person: Person, was_here: bool, state: RequestState
) -> None:
    if was_here:
        update_last_login(User, ministry)
    actions.deactivate(by=admin, person=ministry, on=TODAY)

    assert make(admin, person(Role.STEERING), Role.AUDITOR).state == state


def test_create_person_gives_such_a_role_to_nobody(admin: User) -> None:
    for role in FOUR_EYES:
        with refusing(NotAllowed, found("access.given-by-two")):
            actions.create_person(by=admin, email="neu@demo.example", name="N. Neu", role=role, on=TODAY)


def test_only_one_request_for_a_person_waits_at_a_time(admin: User, ministry: User, person: Person) -> None:
    whom = person(Role.STEERING)
    make(admin, whom, Role.AUDITOR)

    with refusing(InvalidInput, found("request.waits-already", name=whom.name), field="email"):
        make(admin, whom, Role.ADMIN)
    with refusing(InvalidInput, found("person.address-taken"), field="email"):
        actions.invite(by=admin, email=whom.email, name="N. Neu", role=Role.ADMIN, on=TODAY)


def test_what_was_overtaken_is_not_confirmed(admin: User, person: Person) -> None:
    second, third, whom = person(Role.ADMIN), person(Role.ADMIN), person(Role.STEERING)
    asked = make(admin, whom, Role.AUDITOR)
    actions.change_role(by=second, person=whom, role=Role.OPERATOR, on=TODAY)
    with refusing(Blocked, found("request.role-changed-meanwhile")):
        actions.confirm_access(by=second, request=asked, on=TODAY)

    User.objects.filter(pk=admin.pk).update(is_active=False)
    with refusing(Blocked, found("request.author-may-no-more")):
        actions.confirm_access(by=second, request=asked, on=TODAY)
    actions.decline_access(by=second, request=asked, reason="Überholt, bitte neu.", on=TODAY)
    with refusing(Blocked, found("request.decided-meanwhile")):
        actions.confirm_access(by=third, request=asked, on=TODAY)


def test_only_who_asked_takes_it_back(admin: User, ministry: User, person: Person) -> None:
    asked = make(admin, person(Role.STEERING), Role.AUDITOR)

    with refusing(NotAllowed, found("request.taken-back-by-author")):
        actions.withdraw_access(by=ministry, request=asked, on=TODAY)
    actions.withdraw_access(by=admin, request=asked, on=TODAY)
    asked.refresh_from_db()
    assert asked.state == RequestState.WITHDRAWN


def test_the_database_knows_no_request_confirmed_by_who_made_it(admin: User, ministry: User, person: Person) -> None:
    whom = person(Role.STEERING)
    asked = make(admin, whom, Role.AUDITOR)

    for decider in (admin, whom):
        with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
            AccessRequest.objects.filter(pk=asked.pk).update(state="confirmed", decided_by=decider)
    for wrong in ({"state": "erledigt"}, {"kind": "sonstiges"}):
        with pytest.raises(IntegrityError, match="known"), transaction.atomic():
            AccessRequest.objects.filter(pk=asked.pk).update(**wrong)


# -- the password again --


def test_a_role_changes_only_with_the_own_password(client_of: ClientOf, admin: User, person: Person) -> None:
    whom, client = person(Role.STEERING), client_of(admin)

    for password, said in (
        ("", "Dieses Feld ist zwingend erforderlich."),
        (WRONG, "Das ist nicht Ihr Passwort. Es wurde nichts gespeichert."),
    ):
        answer = client.post(f"/people/{whom.pk}/role/", {"role": "operator", "password": password})
        assert (answer.status_code, answer.context["form"].errors) == (422, {"password": [said]})
        assert answer.context["form"]["role"].value() == "operator"
    assert User.objects.get(pk=whom.pk).role == Role.STEERING

    client.post(f"/people/{whom.pk}/role/", {"role": "operator", "password": PASSWORD})
    assert User.objects.get(pk=whom.pk).role == Role.OPERATOR


def test_guessing_it_ends_as_guessing_at_the_sign_in_does(client_of: ClientOf, admin: User, person: Person) -> None:
    whom, client = person(Role.STEERING), client_of(admin)
    for _attempt in range(5):
        client.post(f"/people/{whom.pk}/role/", {"role": "operator", "password": WRONG})

    answer = client.post(f"/people/{whom.pk}/role/", {"role": "operator", "password": PASSWORD})

    assert (answer.status_code, answer["Retry-After"]) == (429, "300")
    assert SignIn.objects.filter(event="refused").count() == 5
    assert User.objects.get(pk=whom.pk).role == Role.STEERING


def test_a_mistyped_role_costs_no_try(client_of: ClientOf, admin: User, person: Person) -> None:
    client_of(admin).post(f"/people/{person(Role.STEERING).pk}/role/", {"role": "kaiser", "password": WRONG})

    assert SignIn.objects.filter(event="refused").count() == 0


# -- the page --


def decide(client: Client, asked: AccessRequest, decision: str, **values: str) -> int:
    typed = {"decision": decision, "password": PASSWORD, **values}
    return client.post(f"/people/requests/{asked.pk}/", typed).status_code


def test_the_page_asks_who_may_decide_and_nobody_else(
    client_of: ClientOf, admin: User, ministry: User, person: Person
) -> None:
    asked = make(admin, person(Role.STEERING), Role.AUDITOR)
    mine, theirs = client_of(admin).get("/people/requests/"), client_of(ministry).get("/people/requests/")

    assert [(one.form is None, one.is_own) for one in mine.context["waiting"]] == [(True, True)]
    assert [(one.form is None, one.is_own) for one in theirs.context["waiting"]] == [(False, False)]
    assert [item.waiting for item in theirs.context["navigation"]][-1] == 1
    assert decide(client_of(admin), asked, "confirm") == 404
    assert decide(client_of(ministry), asked, "confirm", password=WRONG) == 422
    assert decide(client_of(ministry), asked, "decline") == 422
    assert decide(client_of(ministry), asked, "confirm") == 302
    assert User.objects.get(pk=asked.person_id).role == Role.AUDITOR


def test_the_page_declines_with_a_sentence_and_shows_it(
    client_of: ClientOf, admin: User, ministry: User, person: Person
) -> None:
    asked = make(admin, person(Role.STEERING), Role.AUDITOR)

    assert decide(client_of(ministry), asked, "decline", reason="Nicht abgesprochen.") == 302

    html = client_of(admin).get("/people/requests/").content.decode()
    assert ("abgelehnt" in html, "Nicht abgesprochen." in html) == (True, True)


def test_the_page_takes_the_own_request_back(client_of: ClientOf, admin: User, ministry: User, person: Person) -> None:
    asked = make(admin, person(Role.STEERING), Role.AUDITOR)
    address = f"/people/requests/{asked.pk}/withdraw/"

    assert [client_of(who).post(address).status_code for who in (ministry, admin)] == [404, 302]
    assert AccessRequest.objects.get().state == RequestState.WITHDRAWN


def test_the_pages_of_people_show_what_waits(client_of: ClientOf, admin: User, ministry: User, person: Person) -> None:
    asked = make(admin, person(Role.STEERING), Role.AUDITOR)

    assert "Ein Antrag wartet auf eine zweite Person." in client_of(ministry).get("/people/").content.decode()
    assert "wartet auf Bestätigung" in client_of(ministry).get(f"/people/{asked.person_id}/").content.decode()


def test_every_kind_and_state_has_its_words() -> None:
    assert (set(REQUEST_KINDS), set(REQUEST_STATES)) == (set(RequestKind), set(RequestState))


def test_what_waits_and_what_was_decided_can_be_taken_away(
    client_of: ClientOf, admin: User, ministry: User, person: Person
) -> None:
    first, second = person(Role.STEERING, name="A. Erste"), person(Role.STEERING, name="B. Zweite")
    actions.decline_access(by=ministry, request=make(admin, first, Role.AUDITOR), reason="Nicht bei uns.", on=TODAY)
    make(admin, second, Role.AUDITOR)
    client = client_of(ministry)

    answer = client.get("/people/requests/csv/")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]  # it streams

    assert answer["Content-Disposition"] == 'attachment; filename="antraege-bis-2022-06-15.csv"'
    decided = f"{REQUEST_STATES[RequestState.DECLINED].label};15.06.2022;{ministry.name};Nicht bei uns."
    asked = f"Rollenwechsel;Lenkungsausschuss;{ROLES[Role.AUDITOR]};{admin.name};15.06.2022"
    assert text.splitlines()[1:] == [
        f"B. Zweite;{second.organisation};{second.email};{asked};{REQUEST_STATES[RequestState.OPEN].label};;;",
        f"A. Erste;{first.organisation};{first.email};{asked};{decided}",
    ]
    assert client.get("/people/requests/").content.decode().count('href="/people/requests/csv/"') == 1
