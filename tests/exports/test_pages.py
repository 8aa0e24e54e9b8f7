"""The choice, one's own files and the way to take them: what every role, every stranger and every browser gets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from accounts.idle import BY_ITSELF
from accounts.models import User
from accounts.roles import EVERYONE, Role
from exports.models import Export
from exports.states import ExportState, Failure
from ozgtracker import clock
from tests import factories
from tests.conftest import ClientOf
from tests.dashboards.small import Small
from tests.exports.conftest import ROLLOUTS, Order, at_once, shown

pytestmark = pytest.mark.django_db(transaction=True)
PAST = date(2022, 5, 10)
POLL = {"HX-Request": "true", "HX-Target": "own", BY_ITSELF: "1"}


def test_a_small_list_is_sent_at_once(told: Small, client_of: ClientOf, ministry: User, settings: Settings) -> None:
    settings.EXPORT_ROWS = 10_000

    answer = client_of(ministry).get(ROLLOUTS)

    assert (answer.status_code, answer.streaming) == (200, True)


def test_a_list_is_large_from_that_many_rows_on(told: Small, client_of: ClientOf, settings: Settings) -> None:
    client = client_of(factories.person(Role.STEERING))
    rows = at_once(client, ROLLOUTS).decode().count("\r\n") - 1

    answers = []
    for settings.EXPORT_ROWS in (rows + 1, rows, rows - 1):
        answers.append(client.get(ROLLOUTS).status_code)

    assert answers == [200, 302, 302]


@pytest.mark.parametrize("role", sorted(EVERYONE))
def test_a_large_list_asks_whether_to_wait(told: Small, client_of: ClientOf, role: Role) -> None:
    client = client_of(factories.person(role))

    page = client.get(f"{ROLLOUTS}?wo=Ahrweiler&stichtag=2022-05-10", follow=True)

    assert page.redirect_chain[-1][0].startswith("/exports/new/?liste=%2Frollouts%2Fcsv%2F%3Fwo%3DAhrweiler")
    words = shown(page.content.decode())
    assert "Stichtag 10.05.2022 Filter Verwaltung: Ahrweiler Umfang mehr als 2 Zeilen" in words
    assert 'href="/rollouts/csv/?wo=Ahrweiler&amp;stichtag=2022-05-10&amp;direkt=ja"' in page.content.decode()


def test_the_press_of_the_button_begins_it_and_shows_it(told: Small, client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)

    for _ in range(2):
        page = client.post("/exports/new/", {"liste": f"{ROLLOUTS}?stand=live&stichtag=2022-05-10"}, follow=True)

    assert page.redirect_chain == [("/exports/", 302)]
    found = Export.objects.values_list("person", "address", "day", "title", "narrowed")
    assert list(found) == [(ministry.pk, "/rollouts/csv/?stand=live", PAST, "Ausspielungen", "Stand: live")]
    words = shown(page.content.decode())
    assert "Ausspielungen ○ wartet Stichtag 10.05.2022 · Stand: live · zur Liste Wartet, bis das Schreiben" in words


@pytest.mark.parametrize("liste", ["", "/nirgends/", "/rollouts/", "https://example.org/", "/audit/csv/"])
def test_what_is_no_list_of_this_person_does_not_exist(told: Small, client_of: ClientOf, liste: str) -> None:
    client = client_of(factories.person(Role.STEERING))

    assert client.post("/exports/new/", {"liste": liste}).status_code == 404
    assert client.get("/exports/new/", {"liste": liste}).status_code == (404 if liste else 302)


def test_too_many_at_once_are_refused_with_a_sentence(told: Small, client_of: ClientOf, order: Order) -> None:
    person = factories.person(Role.STEERING)
    for state in ("live", "planned", "later"):
        order(f"/rollouts/csv/?stand={state}", by=person)

    answer = client_of(person).post("/exports/new/", {"liste": ROLLOUTS})

    assert answer.status_code == 409
    assert "Für Sie werden schon 3 Dateien geschrieben." in answer.content.decode()


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (Failure.LOST, "Das Schreiben wurde unterbrochen"),
        (Failure.SPACE, "Auf dem Server ist nicht genug Platz"),
        (Failure.RIGHTS, "Mit Ihren heutigen Rechten sehen Sie diese Liste nicht mehr."),
        (Failure.BROKEN, "Beim Schreiben ist ein Fehler aufgetreten."),
    ],
)
def test_what_came_to_nothing_says_why_and_is_started_anew(
    told: Small, client_of: ClientOf, order: Order, ministry: User, failure: Failure, sentence: str
) -> None:
    export, client = order(), client_of(ministry)
    Export.objects.update(state=ExportState.FAILED, failure=failure)

    words = shown(client.get("/exports/").content.decode())
    answer = client.post(f"/exports/{export.token}/restart/")

    assert sentence in words
    assert "Neu starten" in words
    export.refresh_from_db()
    assert (answer.status_code, export.state) == (302, ExportState.QUEUED)


def test_progress_has_a_name_and_true_numbers(told: Small, client_of: ClientOf, order: Order, ministry: User) -> None:
    order()
    client = client_of(ministry)
    with connection.cursor() as cursor:
        # As its writer does.
        cursor.execute("SELECT pg_advisory_lock(20211224, id::int) FROM exports_export")
    Export.objects.update(state=ExportState.RUNNING)
    counting = client.get("/exports/").content.decode()
    Export.objects.update(rows_written=1_200_000, rows_expected=6_203_521)
    html = client.get("/exports/").content.decode()

    assert "Die Zeilen werden gezählt." in counting
    bar = html[html.index("<progress") : html.index("</progress>")]
    assert 'aria-label="Ausspielungen: geschriebene Zeilen"' in bar
    assert 'value="1200000" max="6203521"' in bar
    words = shown(html)
    assert "1.200.000 von 6.203.521 Zeilen geschrieben (19 %)" in words
    assert "Excel und LibreOffice öffnen höchstens 1.048.576 Zeilen" in words


def test_it_asks_again_only_while_something_moves_and_speaks_only_of_news(
    told: Small, client_of: ClientOf, order: Order, ministry: User
) -> None:
    order()
    client = client_of(ministry)

    page = client.get("/exports/").content.decode()
    first = client.get("/exports/", {"gesagt": ""}, headers=POLL).content.decode()
    second = client.get("/exports/", {"gesagt": "Ausspielungen: wartet"}, headers=POLL).content.decode()
    Export.objects.update(state=ExportState.DONE)
    third = client.get("/exports/", {"gesagt": "Ausspielungen: wartet"}, headers=POLL).content.decode()

    assert [html.lstrip().startswith("<section") for html in (page, first, second, third)] == [False, True, True, True]
    assert ['hx-trigger="every 2s"' in html for html in (page, first, second, third)] == [True, True, True, False]
    assert ['id="announce" hx-swap-oob' in html for html in (page, first, second, third)] == [False, True, False, True]
    assert '<div id="announce" hx-swap-oob="innerHTML">Ausspielungen: fertig</div>' in third


def test_what_the_page_asks_by_itself_does_not_keep_a_session_awake(
    told: Small, client_of: ClientOf, ministry: User
) -> None:
    client = client_of(ministry)
    session = client.session
    session["seen_at"] = seen = session["seen_at"] - 600
    session.save()

    client.get("/exports/", headers=POLL)
    assert client.session["seen_at"] == seen
    client.get("/exports/")
    assert client.session["seen_at"] > seen


def test_who_waits_sees_how_many_are_first(told: Small, client_of: ClientOf, order: Order, ministry: User) -> None:
    order(by=factories.person(Role.STEERING))
    order()

    assert "Wartet; 1 Datei ist vorher dran." in shown(client_of(ministry).get("/exports/").content.decode())


def test_who_waits_while_nobody_writes_is_told(told: Small, client_of: ClientOf, order: Order, ministry: User) -> None:
    order()
    client = client_of(ministry)

    found = []
    for minutes in (2, 4):
        Export.objects.update(ordered_at=clock.instant() - timedelta(minutes=minutes))
        found.append("zurzeit schreibt auf dem Server niemand" in shown(client.get("/exports/").content.decode()))

    assert found == [False, True]


def test_one_page_costs_the_same_however_many_files_it_shows(
    told: Small, client_of: ClientOf, order: Order, written: Order, ministry: User
) -> None:
    client, counted = client_of(ministry), []
    for done, waiting in (("live", "ready"), ("planned", "later")):
        written(f"/rollouts/csv/?stand={done}")
        order(f"/rollouts/csv/?stand={waiting}")
        client.get("/exports/")  # what is read once a session
        with CaptureQueriesContext(connection) as statements:
            client.get("/exports/")
        counted.append(len(statements))

    assert counted[0] == counted[1]


def test_to_choose_counts_no_further_than_it_must(told: Small, client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)

    with CaptureQueriesContext(connection) as statements:
        client.get("/audit/csv/")

    counts = [one["sql"] for one in statements if "COUNT(*)" in one["sql"] and "auditentry" in one["sql"]]
    assert ["LIMIT 3" in sql for sql in counts] == [True]
