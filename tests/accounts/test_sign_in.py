"""Coming in and going out: for invited, active people only, throttled, and without telling who has an account."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts import actions
from accounts.adapter import ClosedAdapter
from accounts.links import Occasion
from accounts.models import SignIn, User
from accounts.roles import Role
from accounts.tasks import forget_sessions, send_link
from tests.accounts.conftest import Drain
from tests.conftest import TODAY, ClientOf, Person
from tests.factories import PASSWORD
from tests.trail import told

pytestmark = pytest.mark.django_db

LOGIN = "/konto/login/"
WRONG = "Falsch-Falsch-2022"


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra: str) -> int:
    return client.post(LOGIN, {"login": email, "password": password}, headers=extra).status_code


def trail() -> list[tuple[str, str]]:
    return told("verb", "subject_label")


def door() -> list[tuple[str, str]]:
    """What happened, and whose access it was."""
    return list(SignIn.objects.order_by("pk").values_list("event", Coalesce("person__name", Value("niemand"))))


def test_it_signs_in_whatever_the_case_of_the_address_and_leaves_a_row(client: Client, person: Person) -> None:
    somebody = person(Role.STEERING, email="a.muster@demo.example", name="A. Muster")

    status = sign_in(client, "A.Muster@Demo.Example")

    assert (status, client.session["_auth_user_id"]) == (302, str(somebody.pk))
    assert (door(), trail()) == ([("signed_in", "A. Muster")], [])


def test_it_signs_out_by_post_only_and_leaves_a_row(client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)

    assert client.get("/konto/logout/").status_code == 200
    assert "_auth_user_id" in client.session

    client.post("/konto/logout/")
    assert "_auth_user_id" not in client.session
    assert (door(), trail()) == ([("signed_out", ministry.name)], [])


@pytest.mark.parametrize("who", ["wrong password", "deactivated", "unknown"])
def test_it_answers_the_same_to_all_who_may_not_come_in(client: Client, person: Person, who: str) -> None:
    somebody = person(Role.STEERING, is_active=who != "deactivated")
    email = "niemand@demo.example" if who == "unknown" else somebody.email
    password = WRONG if who == "wrong password" else PASSWORD

    answer = client.post(LOGIN, {"login": email, "password": password})

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == ["Die E-Mail-Adresse und/oder das Passwort sind leider falsch."]
    assert "_auth_user_id" not in client.session


def test_it_notes_refused_people_by_name_but_never_what_a_stranger_typed(client: Client, person: Person) -> None:
    somebody = person(Role.STEERING)

    sign_in(client, somebody.email, WRONG)
    sign_in(client, "mein-geheimes-passwort@demo.example", WRONG)

    assert (door(), trail()) == ([("refused", somebody.name), ("refused", "niemand")], [])


def test_it_stops_guessing_after_five_wrong_passwords_even_with_the_right_one(client: Client, person: Person) -> None:
    somebody = person(Role.STEERING)

    for _attempt in range(5):
        sign_in(client, somebody.email, WRONG)
    sign_in(client, somebody.email, PASSWORD)

    assert "_auth_user_id" not in client.session
    assert door() == [("refused", somebody.name)] * 5


def test_it_counts_the_address_the_own_proxy_saw_not_the_one_the_client_claims(
    client: Client, person: Person, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 1
    somebody = person(Role.STEERING)

    for number in range(5):
        sign_in(client, somebody.email, WRONG, **{"X-Forwarded-For": f"10.0.0.{number}, 192.0.2.1"})
    sign_in(client, somebody.email, PASSWORD, **{"X-Forwarded-For": "10.9.9.9, 192.0.2.1"})
    assert "_auth_user_id" not in client.session

    sign_in(client, somebody.email, PASSWORD, **{"X-Forwarded-For": "10.9.9.9, 192.0.2.2"})
    assert client.session["_auth_user_id"] == str(somebody.pk)


def test_it_ignores_the_claimed_address_where_no_proxy_is_trusted(client: Client, person: Person) -> None:
    somebody = person(Role.STEERING)

    for number in range(5):
        sign_in(client, somebody.email, WRONG, **{"X-Forwarded-For": f"10.0.0.{number}"})
    sign_in(client, somebody.email, PASSWORD, **{"X-Forwarded-For": "10.9.9.9"})

    assert "_auth_user_id" not in client.session


def test_a_session_from_before_the_access_was_closed_ends_for_good(
    client_of: ClientOf, ministry: User, admin: User
) -> None:
    browser = client_of(ministry)
    assert browser.get("/").status_code == 200

    actions.deactivate(by=admin, person=ministry, on=TODAY)
    actions.activate(by=admin, person=ministry, on=TODAY)

    assert browser.get("/").status_code == 302
    ministry.refresh_from_db()
    assert client_of(ministry).get("/").status_code == 200


def test_it_throws_a_deactivated_person_out_at_once(client_of: ClientOf, ministry: User, admin: User) -> None:
    client = client_of(ministry)
    assert client.get("/people/").status_code == 200

    actions.deactivate(by=admin, person=ministry, on=TODAY)

    assert client.get("/people/").status_code == 302


@pytest.mark.parametrize("path", ["signup/", "email/", "reauthenticate/", "confirm-email/", "login/code/"])
def test_it_offers_nothing_of_allauth_but_what_invited_people_need(
    client_of: ClientOf, ministry: User, path: str
) -> None:
    assert client_of(ministry).get(f"/konto/{path}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_it_mails_a_link_that_sets_a_new_password_once(client: Client, person: Person, handed_over: Drain) -> None:
    somebody = person(Role.AUTHORITY, name="I. Beauftragte", password="Altes-Passwort-2021")

    asked = client.post("/konto/password/reset/", {"email": somebody.email.upper()})
    messages = handed_over()
    actions.mail_link(person_id=messages[0]["person_id"], occasion=Occasion(messages[0]["occasion"]), on=TODAY)

    assert (asked.status_code, asked["Location"]) == (302, reverse("account_reset_password_done"))
    assert messages == [{"person_id": somebody.pk, "occasion": "reset"}]
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([somebody.email], "Neues Passwort setzen")
    link = next(line for line in letter.body.splitlines() if "/key/" in line)

    form = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    action = form.context["action_url"]
    done = client.post(action, {"password1": PASSWORD, "password2": PASSWORD})
    assert done["Location"] == reverse("account_reset_password_from_key_done")
    somebody.refresh_from_db()
    assert somebody.check_password(PASSWORD)
    assert [verb for verb, _label in trail()] == ["link_sent", "password_set"]
    assert [event for event, _name in door()] == ["link_requested", "password_set"]

    again = Client().get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    assert "Der Link gilt nicht mehr" in again.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["unknown", "deactivated"])
def test_it_answers_the_same_and_mails_nothing_to_strangers(
    client: Client, person: Person, handed_over: Drain, who: str
) -> None:
    somebody = person(Role.STEERING, is_active=False)
    email = somebody.email if who == "deactivated" else "niemand@demo.example"

    answer = client.post("/konto/password/reset/", {"email": email})

    assert (answer.status_code, answer["Location"]) == (302, reverse("account_reset_password_done"))
    assert (handed_over(), mail.outbox) == ([], [])


def test_it_has_a_doorway_for_the_worker(person: Person) -> None:
    somebody = person(Role.STEERING)

    send_link.run(person_id=somebody.pk, occasion="invitation")

    assert [letter.to for letter in mail.outbox] == [[somebody.email]]


def test_it_has_no_sign_up() -> None:
    assert ClosedAdapter().is_open_for_signup(RequestFactory().get("/")) is False


def test_it_mails_no_link_to_who_was_deactivated_meanwhile(person: Person) -> None:
    somebody = person(Role.STEERING, is_active=False)

    actions.mail_link(person_id=somebody.pk, occasion=Occasion.RESET, on=TODAY)

    assert (mail.outbox, trail()) == ([], [])


def test_it_changes_the_own_password_and_ends_all_other_sessions(client_of: ClientOf, ministry: User) -> None:
    here, elsewhere = client_of(ministry), client_of(ministry)
    new = "Ganz-neues-Passwort-2022"

    answer = here.post("/konto/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert here.get("/people/").status_code == 200
    assert elsewhere.get("/people/").status_code == 302
    assert trail() == [("password_set", ministry.name)]


@pytest.mark.parametrize("new", ["erika.musterfrau", "landesamt-muster", "e.m@demo.example"])
def test_it_takes_no_password_made_of_what_everybody_knows_of_a_person(
    client_of: ClientOf, person: Person, new: str
) -> None:
    somebody = person(Role.STEERING, name="Erika Musterfrau", organisation="Landesamt Muster", email="e.m@demo.example")

    answer = client_of(somebody).post(
        "/konto/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["password1"])


def test_it_lets_somebody_without_a_password_set_the_first_one(client_of: ClientOf, person: Person) -> None:
    somebody = person(Role.STEERING, password=None)
    client = client_of(somebody)
    new = "Ganz-neues-Passwort-2022"

    asked = client.get("/konto/password/change/")
    shown = client.get(asked["Location"])
    answer = client.post(asked["Location"], {"password1": new, "password2": new})

    assert (asked.status_code, asked["Location"], shown.status_code) == (302, "/konto/password/set/", 200)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/reports/").status_code == 200
    assert User.objects.get(pk=somebody.pk).check_password(new)
    assert trail() == [("password_set", somebody.name)]


def test_it_forgets_sessions_nobody_can_continue_and_no_others(client_of: ClientOf, ministry: User) -> None:
    here, _elsewhere = client_of(ministry), client_of(ministry)
    Session.objects.exclude(pk=here.session.session_key).update(expire_date=datetime(2022, 6, 15, tzinfo=UTC))

    forget_sessions()

    assert [session.pk for session in Session.objects.all()] == [here.session.session_key]


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example/", "\\\\evil.example", "https:evil.example", "javascript:alert(1)"],
)
def test_it_never_leads_to_another_site_after_sign_in(client: Client, person: Person, target: str) -> None:
    somebody = person(Role.STEERING)

    answer = client.post(LOGIN, {"login": somebody.email, "password": PASSWORD, "next": target})

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_it_leads_back_to_the_page_that_was_asked_for(client: Client, ministry: User) -> None:
    asked = client.get("/audit/?kind=user")
    answer = client.post(
        asked["Location"], {"login": ministry.email, "password": PASSWORD, "next": "/audit/?kind=user"}
    )

    assert asked["Location"] == "/konto/login/?next=/audit/%3Fkind%3Duser"
    assert answer["Location"] == "/audit/?kind=user"
