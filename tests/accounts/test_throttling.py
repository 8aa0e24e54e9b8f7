"""Who guesses passwords is slowed down; nobody else is: no stranger locks a person out, no colleague an office."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from accounts.links import password_url
from accounts.models import SignIn, User
from accounts.roles import Role
from tests.accounts.conftest import Drain
from tests.conftest import ClientOf, Person
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/konto/login/"
LINK = "/konto/password/reset/"
WRONG = "Falsch-Falsch-2022"
HOME, OFFICE, ELSEWHERE = "198.51.100.1", "192.0.2.1", "203.0.113.1"


def at(address: str) -> Client:
    return Client(REMOTE_ADDR=address)


def guess(client: Client, email: str, password: str = WRONG) -> int:
    return client.post(LOGIN, {"login": email, "password": password}).status_code


def test_the_sixth_guess_is_answered_with_429_and_when_to_come_again(ministry: User) -> None:
    guesser = at(ELSEWHERE)
    statuses = [guess(guesser, ministry.email) for _attempt in range(5)]

    right = guesser.post(LOGIN, {"login": ministry.email, "password": PASSWORD})

    assert (statuses, right.status_code, right["Retry-After"]) == ([200] * 5, 429, "300")
    assert "Bitte warten Sie 5 Minuten" in right.content.decode()
    assert "_auth_user_id" not in guesser.session
    assert SignIn.objects.filter(event="refused").count() == 5


def test_htmx_gets_429_as_a_sentence(ministry: User) -> None:
    guesser = at(ELSEWHERE)
    for _attempt in range(5):
        guess(guesser, ministry.email)

    answer = guesser.post(LOGIN, {"login": ministry.email, "password": WRONG}, headers={"HX-Request": "true"})

    assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (
        429, "300", "text/plain; charset=utf-8",
    )  # fmt: skip


def test_known_and_unknown_addresses_are_throttled_alike(ministry: User) -> None:
    answers = [[guess(at(ELSEWHERE), email) for _attempt in range(6)] for email in (ministry.email, "x@demo.example")]

    assert answers == [[200] * 5 + [429]] * 2


def test_a_stranger_does_not_lock_a_person_out(ministry: User) -> None:
    stranger = at(ELSEWHERE)
    for _attempt in range(20):
        guess(stranger, ministry.email)

    assert guess(at(HOME), ministry.email, PASSWORD) == 302


def test_a_stranger_at_the_same_address_does_not_lock_out_who_has_signed_in_here_before(ministry: User) -> None:
    desk = at(OFFICE)
    assert guess(desk, ministry.email, PASSWORD) == 302
    desk.post("/konto/logout/")
    for _attempt in range(6):
        guess(at(OFFICE), ministry.email)

    assert guess(at(OFFICE), ministry.email, PASSWORD) == 429
    assert guess(desk, ministry.email, PASSWORD) == 302


def test_one_colleague_does_not_lock_out_the_office(person: Person, ministry: User) -> None:
    desk, bad = at(OFFICE), at(OFFICE)
    guess(desk, ministry.email, PASSWORD)
    desk.post("/konto/logout/")
    new = person(Role.STEERING)
    statuses = [guess(bad, f"kollege-{number}@demo.example") for number in range(100)]

    assert (set(statuses), guess(at(OFFICE), new.email, PASSWORD)) == ({200}, 302)

    statuses = [guess(bad, f"noch-einer-{number}@demo.example") for number in range(101)]
    assert statuses == [200] * 100 + [429]
    # Now the whole place waits, except whoever is known there.
    assert [guess(at(OFFICE), new.email, PASSWORD), guess(desk, ministry.email, PASSWORD)] == [429, 302]
    assert guess(at(HOME), new.email, PASSWORD) == 302


def test_right_passwords_use_up_nothing(ministry: User) -> None:
    statuses = [guess(at(OFFICE), ministry.email, PASSWORD) for _attempt in range(12)]

    assert statuses == [302] * 12


def test_who_is_known_here_may_not_guess_without_end_either(ministry: User) -> None:
    desk = at(OFFICE)
    guess(desk, ministry.email, PASSWORD)
    desk.post("/konto/logout/")

    assert [guess(desk, ministry.email) for _attempt in range(6)] == [200] * 5 + [429]


def test_the_sign_of_a_known_browser_is_worth_nothing_for_anybody_else(person: Person) -> None:
    mine, other = person(Role.STEERING), person(Role.STEERING)
    browser = at(ELSEWHERE)
    guess(browser, mine.email, PASSWORD)
    browser.post("/konto/logout/")
    [(name, sign)] = [(key, one) for key, one in browser.cookies.items() if key.startswith("known-")]

    assert (sign["httponly"], sign["samesite"], sign["path"], mine.email in str(sign)) == (True, "Lax", LOGIN, False)
    assert [guess(browser, other.email) for _attempt in range(6)] == [200] * 5 + [429]
    forged = at(ELSEWHERE)
    forged.cookies[name] = sign.value[:-1] + ("A" if sign.value[-1] != "A" else "B")
    for _attempt in range(5):
        guess(at(ELSEWHERE), mine.email)
    assert (guess(forged, mine.email, PASSWORD), guess(browser, mine.email, PASSWORD)) == (429, 302)


def test_a_guess_at_the_sign_in_does_not_touch_who_confirms_something_while_signed_in(
    client_of: ClientOf, admin: User, person: Person
) -> None:
    whom, client = person(Role.STEERING), client_of(admin)
    for _attempt in range(6):
        guess(Client(), admin.email)

    client.post(f"/people/{whom.pk}/role/", {"role": "operator", "password": PASSWORD})

    assert User.objects.get(pk=whom.pk).role == Role.OPERATOR


def test_six_requests_for_a_link_are_429_for_known_and_unknown_alike_and_only_from_there(ministry: User) -> None:
    for email in (ministry.email, "x@demo.example"):
        answers = [at(ELSEWHERE).post(LINK, {"email": email}) for _attempt in range(6)]

        assert [one.status_code for one in answers] == [302] * 5 + [429]
        assert answers[-1]["Retry-After"] == "300"
        assert at(HOME).post(LINK, {"email": email}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_nobody_fills_the_mailbox_of_a_person(ministry: User, handed_over: Drain) -> None:
    for number in range(8):
        at(f"203.0.113.{number}").post(LINK, {"email": ministry.email})

    assert (len(handed_over()), mail.outbox) == (3, [])
    assert SignIn.objects.filter(event="link_requested").count() == 3


def test_a_new_password_by_the_link_opens_the_sign_in_again(ministry: User) -> None:
    browser = at(OFFICE)
    for _attempt in range(6):
        guess(browser, ministry.email)
    form = browser.get(password_url(ministry).removeprefix("http://127.0.0.1:8000"), follow=True)
    browser.post(form.context["action_url"], {"password1": "Ganz-neu-2022-Ganz", "password2": "Ganz-neu-2022-Ganz"})

    assert guess(browser, ministry.email, "Ganz-neu-2022-Ganz") == 302


def test_changing_the_own_password_is_429_with_when_to_come_again(client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)
    typed = {"oldpassword": WRONG, "password1": PASSWORD, "password2": PASSWORD}

    answers = [client.post("/konto/password/change/", typed) for _attempt in range(6)]

    assert [one.status_code for one in answers] == [200] * 5 + [429]
    assert answers[-1]["Retry-After"] == "60"
