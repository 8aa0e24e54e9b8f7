"""Every list can be taken away as a table: the same rows, the same filters, the same Stichtag, no remarks."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import DemonstrationMark, User
from accounts.roles import Role
from tests import factories
from tests.conftest import ClientOf
from tests.dashboards.small import Small, more_authorities, more_services
from tests.dashboards.walking import total_of

LISTS = (
    "/rollouts/",
    "/rollouts/?stand=live&paket=1",
    "/rollouts/?stichtag=2022-05-10",
    "/services/",
    "/services/?live=ja",
    "/municipalities/",
    "/municipalities/?gebiet=full&leistung=10002",
    "/municipalities/?ebene=gemeinden&buendel=neu-zugezogen",
    "/milestones/",
    "/milestones/?ampel=overdue",
    "/components/",
    "/components/?stichtag=2022-05-10",
)
# What only some roles read, with where its number of rows stands.
OTHERS = ("/people/", "/mail/")


def _taken(client: Client, href: str) -> tuple[str, list[dict[str, str]]]:
    """The name of the file, and its rows."""
    answer = client.get(href)
    assert answer.status_code == 200, href
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]  # a StreamingHttpResponse has it
    return answer["Content-Disposition"], list(csv.DictReader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def _csv(page: str) -> str:
    address, _question, query = page.partition("?")
    return f"{address}csv/?{query}"


@pytest.mark.parametrize("role", [Role.MINISTRY, Role.AUTHORITY, Role.STEERING])
@pytest.mark.parametrize("page", LISTS)
def test_a_table_holds_the_rows_of_its_list(told: Small, client_of: ClientOf, page: str, role: Role) -> None:
    client = client_of(factories.person(role))

    assert len(_taken(client, _csv(page))[1]) == total_of(client, page)


@pytest.mark.parametrize("page", LISTS)
def test_the_page_leads_to_its_table(told: Small, client_of: ClientOf, ministry: User, page: str) -> None:
    html = client_of(ministry).get(page).content.decode()

    assert f'href="{_csv(page).removesuffix("?").replace("&", "&amp;")}' in html


def test_a_rollout_says_what_the_list_says_and_no_more(told: Small, client_of: ClientOf, ministry: User) -> None:
    name, rows = _taken(client_of(ministry), "/rollouts/csv/?leistung=10002")

    assert name == 'attachment; filename="ausspielungen-bis-2022-06-15.csv"'
    assert rows == [
        {
            "Verwaltung": "Landkreis Ahrweiler",
            "ARS": "071310000000",
            "Art der Verwaltung": "Landkreis",
            "Landkreis": "",
            "Leistung": "Kfz zulassen",
            "OZG-ID": "10002",
            "Paket oder Zuordnung": "Paket 1",
            "Stand": "live",
            "live seit": "08.06.2022",
            "erwartet am": "",
            "Reifegrad (Modell 1.1)": "3",
            "ohne Nachweis": "nein",
            "eigene Lösung": "nein",
            "Adresse der eigenen Lösung": "",
            "zuletzt gemeldet": "08.06.2022",
        },
        {
            "Verwaltung": "Stadt Koblenz",
            "ARS": "071110000000",
            "Art der Verwaltung": "Kreisfreie Stadt",
            "Landkreis": "",
            "Leistung": "Kfz zulassen",
            "OZG-ID": "10002",
            "Paket oder Zuordnung": "Paket 1",
            "Stand": "zurückgenommen",
            "live seit": "",
            "erwartet am": "",
            "Reifegrad (Modell 1.1)": "",
            "ohne Nachweis": "nein",
            "eigene Lösung": "nein",
            "Adresse der eigenen Lösung": "",
            "zuletzt gemeldet": "08.06.2022",
        },
    ]


def test_an_unknown_denominator_stays_empty(told: Small, client_of: ClientOf, ministry: User) -> None:
    rows = {row["OZG-ID"]: row for row in _taken(client_of(ministry), "/services/csv/")[1]}

    assert (rows["10005"]["zuständige Verwaltungen"], rows["10005"]["davon live"]) == ("", "")
    assert (rows["10002"]["zuständige Verwaltungen"], rows["10002"]["davon live"]) == ("2", "1")


def test_a_municipality_says_what_it_lacks_of_the_bundle(told: Small, client_of: ClientOf, ministry: User) -> None:
    page = "/municipalities/csv/?ebene=gemeinden&buendel=neu-zugezogen"

    assert {row["Gemeinde"]: row["es fehlt"] for row in _taken(client_of(ministry), page)[1]} == {
        "Adenau": "Wohnsitz anmelden",
        "Antweiler": "Wohnsitz anmelden",
        "Koblenz": "Kfz zulassen",
        "Remagen": "Wohnsitz anmelden",
    }


def test_invented_rows_say_so_in_the_name_of_the_file(told: Small, client_of: ClientOf, ministry: User) -> None:
    DemonstrationMark.objects.create(seed=1, until=date(2022, 6, 15))

    assert _taken(client_of(ministry), "/services/csv/")[0] == (
        'attachment; filename="demonstrationsdaten-leistungen-bis-2022-06-15.csv"'
    )


def test_more_rows_cost_no_more_queries(told: Small, client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)

    def queries() -> list[int]:
        counted = []
        for page in LISTS:
            with CaptureQueriesContext(connection) as caught:
                _taken(client, _csv(page))
            counted.append(len(caught))
        return counted

    before = queries()
    more_services(3)
    more_authorities(3)

    assert queries() == before


def test_without_a_plan_there_is_no_table_of_it(db: None, client_of: ClientOf, ministry: User) -> None:
    assert client_of(ministry).get("/milestones/csv/").status_code == 404


@pytest.mark.parametrize("page", OTHERS)
def test_people_and_mails_are_taken_away_by_who_reads_them(
    told: Small, client_of: ClientOf, ministry: User, page: str
) -> None:
    client = client_of(ministry)

    assert len(_taken(client, _csv(page))[1]) == total_of(client, page)


def test_what_changed_and_what_needs_attention_are_taken_away(told: Small, client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)
    shown = client.get("/?vergleich=2022-03-31").context["shown"]

    changes = _taken(client, "/changes/csv/?vergleich=2022-03-31")[1]
    assert [row["Was"] for row in changes] == [change.what for change in shown.changes]
    assert {row["Abstand"] for row in changes} == {"", "19 Arbeitstage später", "12 Arbeitstage früher"}
    duties = _taken(client, "/attention/csv/")[1]
    assert [row["Was"] for row in duties] == [one.title for one in shown.attention]
    own = _taken(client, "/attention/csv/?seite_von=land")[1]
    assert {row["verantwortlich"] for row in own} == {"Land"}
