"""The people pages: found, invited, changed; and no more than asked for."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.roles import Role
from ozgtracker.findings import found
from ozgtracker.saying import say
from tests.conftest import ClientOf, Person
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(client_of: ClientOf, ministry: User) -> Client:
    return client_of(ministry)


def names(answer: object) -> list[str]:
    return [person.name for person in answer.context["listing"].rows]  # type: ignore[attr-defined]  # of a test answer


def test_it_lists_people_by_organisation_and_name(here: Client, ministry: User, person: Person) -> None:
    person(Role.AUDITOR, name="B. Zwei", organisation="Rechnungshof")
    assert "2 Personen haben Zugang, 1 davon war noch nie angemeldet." in here.get("/people/").content.decode()
    person(Role.AUDITOR, name="A. Eins", organisation="Rechnungshof")

    answer = here.get("/people/")

    assert "3 Personen haben Zugang, 2 davon waren noch nie angemeldet." in answer.content.decode()
    assert names(answer) == [ministry.name, "A. Eins", "B. Zwei"]
    assert 'data-total="3"' in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=muster", ["A. Muster", "B. Beispiel"]),
        ("q=muster rechnungshof", ["B. Beispiel"]),
        ("q=bei.spiel@demo", ["B. Beispiel"]),
        ("role=auditor", ["B. Beispiel"]),
        ("role=auditor&q=Anton", []),
        ("role=erfunden", ["A. Muster", "A. Ministry", "B. Beispiel"]),
    ],
)
def test_it_finds_people_by_every_word_and_by_role(here: Client, person: Person, query: str, found: list[str]) -> None:
    person(Role.STEERING, name="A. Muster", organisation="Ausschuss")
    person(Role.AUDITOR, name="B. Beispiel", organisation="Muster, Rechnungshof", email="bei.spiel@demo.example")

    assert names(here.get(f"/people/?{query}")) == found


def test_it_answers_htmx_with_the_rows_alone(here: Client) -> None:
    answer = here.get("/people/?q=niemand", headers={"HX-Request": "true", "HX-Target": "rows"})

    html = answer.content.decode()
    assert html.strip().startswith('<section class="panel panel--flush" id="rows"')
    assert "Niemand passt zu dieser Suche." in html
    assert "HX-Request" in answer["Vary"]


def test_it_shows_fifty_people_a_page(here: Client, person: Person) -> None:
    for number in range(50):
        person(Role.STEERING, name=f"P{number:02}")

    assert [len(names(here.get(f"/people/?seite={page}"))) for page in ("1", "2", "unsinn")] == [50, 1, 50]


@pytest.mark.parametrize("rows", [1, 3])
def test_it_asks_the_database_as_often_for_three_people_as_for_one(
    here: Client, person: Person, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(rows):
        person(Role.STEERING)

    # session, user, found, page, all, open requests, demonstration mark, newest report, what waits (requests, mandates)
    with django_assert_num_queries(10):
        here.get("/people/")


def test_it_invites_from_the_page(here: Client) -> None:
    values = {"name": "N. Neu", "email": "neu@demo.example", "organisation": "Stadt", "role": "operator"}

    answer = here.post("/people/invite/", values, follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "N. Neu ist eingeladen. Der Link geht an neu@demo.example."
    ]
    assert User.objects.get(email="neu@demo.example").role == Role.OPERATOR


def test_it_offers_the_ministry_no_administrator_to_invite(here: Client) -> None:
    values = {"name": "N. Neu", "email": "neu@demo.example", "role": "admin"}

    answer = here.post("/people/invite/", values)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["role"]
    assert "admin" not in dict(answer.context["form"].fields["role"].choices)


def test_it_says_at_the_field_that_an_address_is_taken(here: Client, ministry: User) -> None:
    values = {"name": "N. Neu", "email": ministry.email, "role": "steering"}

    answer = here.post("/people/invite/", values)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"email": [say(found("person.address-taken"))]}


def test_it_changes_nothing_but_what_the_form_asks_for(here: Client) -> None:
    everything = {
        "name": "N. Neu", "email": "neu@demo.example", "role": "steering", "is_active": "", "password": "x" * 20,
        "pk": "999", "id": "999", "last_login": "2022-01-01", "created_at": "2000-01-01",
    }  # fmt: skip

    here.post("/people/invite/", everything)

    invited = User.objects.get(email="neu@demo.example")
    assert (invited.pk == 999, invited.is_active, invited.has_usable_password(), invited.last_login) == (
        False, True, False, None
    )  # fmt: skip


def test_it_shows_a_person_and_changes_role_and_access(here: Client, person: Person) -> None:
    whom = person(Role.STEERING, name="S. Muster")
    page = f"/people/{whom.pk}/"
    assert "Rolle ändern" in here.get(page).content.decode()

    said = []
    role = {"role": "operator", "password": PASSWORD}
    for step, values in (("role", role), ("deactivate", {}), ("activate", {}), ("link", {})):
        answer = here.post(f"{page}{step}/", values, follow=True)
        said += [str(message) for message in answer.context["messages"]]

    assert said == [
        "Die Rolle von S. Muster ist geändert.",
        "Der Zugang von S. Muster ist gesperrt.",
        "Der Zugang von S. Muster ist wieder frei.",
        f"Ein neuer Link geht an {whom.email}.",
    ]
    sentences = [entry.sentence for entry in here.get(page).context["entries"]]
    assert sentences == [
        "Link zum Setzen des Passworts für S. Muster in Auftrag gegeben.",
        "Zugang von S. Muster wieder freigegeben.",
        "Zugang von S. Muster gesperrt.",
        "S. Muster hat jetzt die Rolle „Plattformbetrieb (LDI)“.",
    ]


def test_it_shows_why_somebody_cannot_be_changed(here: Client, ministry: User, admin: User) -> None:
    for whom in (ministry, admin):
        html = here.get(f"/people/{whom.pk}/").content.decode()
        assert ("Rolle ändern" in html, "Diesen Zugang können Sie nicht ändern" in html) == (False, True)


def test_it_refuses_to_touch_an_administrator_with_a_sentence(here: Client, admin: User) -> None:
    answer = here.post(f"/people/{admin.pk}/deactivate/")

    assert answer.status_code == 403
    assert answer.context["error"].finding == found("access.admins-by-admins")
    assert User.objects.get(pk=admin.pk).is_active is True


def test_it_refuses_a_role_nobody_knows(here: Client, person: Person) -> None:
    whom = person(Role.STEERING)

    answer = here.post(f"/people/{whom.pk}/role/", {"role": "kaiser"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["role", "password"])


def test_it_shows_today_whatever_day_is_asked_for_and_says_so(here: Client, person: Person) -> None:
    whom = person(Role.STEERING)

    for address in ("/people/", f"/people/{whom.pk}/"):
        html = here.get(f"{address}?stichtag=2022-05-01").content.decode()
        assert ("Diese Seite zeigt den heutigen Stand." in html, "Sie blicken auf den Stand" in html) == (True, False)


@pytest.mark.parametrize("path", ["", "role/", "link/", "deactivate/", "activate/"])
def test_it_knows_nobody_who_does_not_exist(here: Client, path: str) -> None:
    method = here.post if path else here.get

    assert method(f"/people/99999999/{path}").status_code == 404
