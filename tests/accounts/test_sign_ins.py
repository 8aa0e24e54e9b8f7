"""Who came in from where: one's own sessions, seen and ended; and the list that forgets after 90 days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from accounts import actions
from accounts.devices import device
from accounts.idle import SEEN
from accounts.models import SignIn, User
from accounts.roles import Role
from accounts.tasks import forget_sessions
from ozgtracker.errors import NotAllowed
from ozgtracker.findings import found
from tests.conftest import TODAY, ClientOf, Person
from tests.factories import PASSWORD
from tests.refusals import refusing

pytestmark = pytest.mark.django_db

OWN, LIST = "/konto/sessions/", "/sign-ins/"
HOME, OFFICE = "198.51.100.1", "192.0.2.1"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605 Version/18.5 Mobile/15E Safari/604.1"


def signed_in(person: User, address: str = OFFICE, agent: str = FIREFOX, password: str = PASSWORD) -> Client:
    client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)
    answer = client.post("/konto/login/", {"login": person.email, "password": password})
    assert answer.status_code == 302
    return client


def shown(client: Client) -> list[tuple[str, str, bool]]:
    return [(one.device, one.row.ip, one.is_here) for one in client.get(OWN).context["sessions"]]


def test_everybody_sees_where_the_own_access_is_signed_in_this_one_first(steering: User, ministry: User) -> None:
    office, phone = signed_in(steering), signed_in(steering, HOME, IPHONE)
    signed_in(ministry)

    assert shown(office) == [("Firefox, Windows", OFFICE, True), ("Safari, iPhone", HOME, False)]
    assert shown(phone) == [("Safari, iPhone", HOME, True), ("Firefox, Windows", OFFICE, False)]


def test_one_that_is_ended_asks_for_the_password_again_and_no_other_does(steering: User) -> None:
    office, phone, third = (signed_in(steering, agent=agent) for agent in (FIREFOX, IPHONE, "x"))
    [lost] = [one.row.pk for one in office.get(OWN).context["sessions"] if one.device == "Safari, iPhone"]

    page = office.post(OWN, {"session": lost}, follow=True)

    assert [str(one) for one in page.context["messages"]] == ["Eine Anmeldung ist beendet."]
    assert [client.get("/").status_code for client in (office, phone, third)] == [200, 302, 200]
    newest = SignIn.objects.latest("pk")
    assert (newest.event, newest.person, newest.address) == ("ended", steering, OFFICE)
    again = office.post(OWN, {"session": lost}, follow=True)
    assert [str(one) for one in again.context["messages"]] == ["Diese Anmeldung war schon beendet."]


def test_all_others_end_at_once(steering: User) -> None:
    here, *others = (signed_in(steering) for _each in range(4))

    page = here.post(OWN, {"session": "others"}, follow=True)

    assert [str(one) for one in page.context["messages"]] == ["3 Anmeldungen sind beendet."]
    assert [client.get("/").status_code for client in (here, *others)] == [200, 302, 302, 302]
    assert (len(shown(here)), UserSession.objects.count(), Session.objects.count()) == (1, 1, 1)


def test_nobody_ends_the_session_of_somebody_else(steering: User, ministry: User) -> None:
    mine, other = signed_in(steering), signed_in(ministry)
    theirs = UserSession.objects.get(user=ministry)

    for asked in (str(theirs.pk), "others", "", "²", "99999999999999999999999"):
        assert mine.post(OWN, {"session": asked}).status_code == 302
    with refusing(NotAllowed, found("session.somebody-elses")):
        actions.end_session(by=steering, session=theirs, on=TODAY, address=OFFICE)

    assert other.get("/").status_code == 200


def test_what_can_no_longer_be_continued_is_not_shown(steering: User, settings: Settings) -> None:
    here, idle, old = (signed_in(steering) for _each in range(3))
    session = idle.session
    session[SEEN] -= settings.IDLE_MINUTES * 60 + 1
    session.save()
    Session.objects.filter(pk=old.session.session_key).update(expire_date="2020-01-01T00:00Z")

    assert shown(here) == [("Firefox, Windows", OFFICE, True)]


def test_after_a_new_password_only_this_session_is_left(steering: User) -> None:
    here, _other = signed_in(steering), signed_in(steering)
    new = "Ganz-neues-Passwort-2022"

    here.post("/konto/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert shown(here) == [("Firefox, Windows", OFFICE, True)]


def test_it_asks_as_often_for_five_sessions_as_for_two(steering: User) -> None:
    def asked(client: Client) -> int:
        client.get(OWN)
        with CaptureQueriesContext(connection) as sent:
            client.get(OWN)
        return len(sent)

    here, _second = signed_in(steering), signed_in(steering)
    few = asked(here)
    for _each in range(3):
        signed_in(steering)

    assert asked(here) == few
    assert len(shown(here)) == 5


def test_one_sees_who_was_turned_away_at_the_own_access(steering: User) -> None:
    Client(REMOTE_ADDR=HOME).post("/konto/login/", {"login": steering.email, "password": "falsch"})
    client = signed_in(steering)

    events = client.get(OWN).context["events"]

    assert [(one.event, one.address) for one in events.data] == [("signed_in", OFFICE), ("refused", HOME)]


def test_a_session_without_an_address_has_none_on_the_page(client_of: ClientOf, steering: User) -> None:
    client = client_of(steering)
    UserSession.objects.update(ip="0.0.0.0")

    assert "0.0.0.0" not in client.get(OWN).content.decode()


@pytest.fixture
def events(person: Person) -> User:
    anna = person(Role.MINISTRY, name="Anna Beispiel", email="anna@demo.example")
    for event, who, on, address in (
        ("refused", None, date(2022, 5, 1), HOME),
        ("refused", anna, date(2022, 6, 1), HOME),
        ("signed_in", anna, TODAY, OFFICE),
        ("signed_out", anna, TODAY, None),
    ):
        SignIn.objects.create(event=event, person=who, on=on, address=address)
    return anna


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["signed_out", "signed_in", "refused", "refused"]),
        ("stichtag=2022-06-10", ["refused", "refused"]),
        ("stichtag=2022-06-10&until=2022-06-15", ["refused", "refused"]),
        ("since=2022-06-01&until=2022-06-01", ["refused"]),
        ("event=signed_in", ["signed_in"]),
        ("event=erfunden", ["signed_out", "signed_in", "refused", "refused"]),
        ("q=anna%20192.0.2", ["signed_in"]),
        ("q=198.51.100.1", ["refused", "refused"]),
        ("q=niemand", []),
        ("vor=%C2%B2", ["signed_out", "signed_in", "refused", "refused"]),
    ],
)
def test_the_administration_finds_them_by_day_person_address_and_event(
    events: User, client_of: ClientOf, admin: User, query: str, found: list[str]
) -> None:
    page: Any = client_of(admin).get(f"{LIST}?{query}")
    table = b"".join(client_of(admin).get(f"{LIST}csv/?{query}")).decode().splitlines()

    assert [row.event for row in page.context["listing"].rows] == found
    assert len(table) == 1 + len(found)


def test_the_table_names_person_and_address(events: User, client_of: ClientOf, auditor: User) -> None:
    lines = b"".join(client_of(auditor).get(f"{LIST}csv/")).decode("utf-8-sig").splitlines()

    assert lines[0] == "Tag;Zeitpunkt;Ereignis;Person;E-Mail-Adresse;Internetadresse"
    cells = [[cell for number, cell in enumerate(line.split(";")) if number != 1] for line in lines[1:]]
    assert cells == [
        ["15.06.2022", "abgemeldet", "Anna Beispiel", "anna@demo.example", ""],
        ["15.06.2022", "angemeldet", "Anna Beispiel", "anna@demo.example", OFFICE],
        ["01.06.2022", "Anmeldung abgewiesen", "Anna Beispiel", "anna@demo.example", HOME],
        ["01.05.2022", "Anmeldung abgewiesen", "unbekannte Adresse", "", HOME],
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_three_rows_as_for_one(
    client_of: ClientOf, auditor: User, ministry: User, rows: int
) -> None:
    for _each in range(rows):
        SignIn.objects.create(event="signed_in", person=ministry, on=TODAY)
    client = client_of(auditor)

    with CaptureQueriesContext(connection) as sent:
        assert len(client.get(LIST).context["listing"].rows) == rows

    assert len(sent) == 6  # session, user, count, page, demonstration mark, newest report


def test_the_list_pages_by_key(client_of: ClientOf, admin: User) -> None:
    SignIn.objects.bulk_create(SignIn(event="signed_in", on=TODAY) for _each in range(51))
    client = client_of(admin)

    first = client.get(LIST).context["listing"]
    second = client.get(f"{LIST}?vor={first.page.older}").context["listing"]

    assert (len(first.rows), len(second.rows), second.page.older, second.total) == (50, 1, None, 51)


def test_what_is_older_than_the_days_said_is_forgotten_at_night(steering: User, settings: Settings) -> None:
    settings.SIGN_IN_DAYS = 30
    for days in (29, 30, 31, 400):
        SignIn.objects.create(event="signed_in", person=steering, on=TODAY - timedelta(days=days))

    forget_sessions()

    assert [(TODAY - one.on).days for one in SignIn.objects.order_by("on")] == [30, 29]


def test_sessions_that_are_gone_leave_no_address(client_of: ClientOf, steering: User) -> None:
    signed_in(steering)
    kept = signed_in(steering)
    Session.objects.exclude(pk=kept.session.session_key).update(expire_date="2020-01-01T00:00Z")

    forget_sessions()

    assert [one.session_key for one in UserSession.objects.all()] == [kept.session.session_key]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        (IPHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) AppleWebKit/605 Version/18 Safari/605", "Safari, macOS"),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)
def test_a_device_is_called_as_people_call_it(agent: str, words: str) -> None:
    assert device(agent) == words
