"""The page of the base components, and reporting on them."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from municipalities.component_rows import component_rows
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.badges import BADGES
from services.actions import report_component
from services.models import Component, Delivery
from tests.confirming import send
from tests.conftest import ClientOf
from tests.dashboards.walking import total_of
from tests.municipalities.conftest import Ready
from tests.municipalities.small_world import World

READY, EXPECTED, LATE, UNDATED, OUTSIDE = (
    BADGES[f"component.{word}"] for word in ("ready", "expected", "late", "undated", "outside")
)

TODAY = date(2022, 6, 15)
MAY = date(2022, 5, 10)
FORM = "/components/epayment/report/"
HTMX = {"HX-Request": "true", "HX-Target": "component-epayment"}


def test_it_says_what_needs_each_and_what_waits(small: World, ready: Ready, operator: User) -> None:
    ready("app", MAY)
    report_component(
        by=operator, component=small.component("epayment"), on=MAY, forecast_on=date(2022, 6, 1), supersedes=None
    )

    rows = component_rows(operator, AsOf(TODAY, TODAY))
    assert [(row.component.slug, row.look, row.needed_by, row.waiting) for row in rows] == [
        ("app", READY, 3, 7),
        ("epayment", LATE, 1, 3),
        ("lza", OUTSIDE, 0, 0),
    ]
    assert [row.look for row in component_rows(operator, AsOf(date(2022, 5, 20), TODAY))] == [READY, EXPECTED, OUTSIDE]
    assert [row.look for row in component_rows(operator, AsOf(date(2022, 5, 9), TODAY))] == [UNDATED, UNDATED, OUTSIDE]
    assert [row.date_words for row in rows] == ["seit 10.05.2022", "01.06.2022", "–"]


def test_everybody_reads_it_and_only_the_responsible_side_reports(
    small: World, operator: User, ministry: User, steering: User, client_of: ClientOf
) -> None:
    body = client_of(steering).get("/components/").content.decode()
    assert "0 von 2 Basiskomponenten sind bereit." in body
    assert "report/" not in body
    assert FORM in client_of(operator).get("/components/").content.decode()
    assert client_of(ministry).get(FORM).status_code == 403
    assert client_of(steering).get(FORM).status_code == 404
    assert client_of(operator).get("/components/foo/report/").status_code == 404
    assert FORM not in client_of(operator).get("/components/?stichtag=2022-05-31").content.decode()


def test_reporting_in_the_row_brings_the_page_anew(small: World, operator: User, client_of: ClientOf) -> None:
    client = client_of(operator)
    assert "<html" not in client.get(FORM, headers=HTMX).content.decode()

    answer = send(client, FORM, {"ready_on": "2022-06-15"}, headers=HTMX | {"HX-Current-URL": "http://x/components/"})

    assert (answer.status_code, answer["Location"]) == (302, "/components/")
    assert small.component("epayment").ready_on == TODAY
    body = client.get("/components/", headers=HTMX).content.decode()
    assert "1 von 2 Basiskomponenten ist bereit.</h1>" in body
    assert "Ihre Meldung ist gespeichert." in body


def test_reporting_without_javascript(small: World, operator: User, client_of: ClientOf) -> None:
    client = client_of(operator)
    assert "Wie weit ist „EPAYMENT“?" in client.get(FORM).content.decode()

    answer = send(client, FORM, {"ready_on": "2022-06-15"}, follow=True)

    assert answer.redirect_chain == [("/components/", 302)]
    assert "1 von 2 Basiskomponenten ist bereit." in answer.content.decode()


def test_refusals_stand_at_the_field(small: World, operator: User, client_of: ClientOf) -> None:
    client = client_of(operator)

    wrong = client.post(FORM, {"ready_on": "morgen"}, headers=HTMX)
    future = client.post(FORM, {"ready_on": "2022-06-16", "reason": "Test"}, headers=HTMX)

    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["ready_on"])
    assert (future.status_code, list(future.context["form"].errors)) == (422, ["ready_on"])
    assert Delivery.objects.count() == 0


def test_the_forecast_that_stood_there_ends_with_readiness(small: World, operator: User, client_of: ClientOf) -> None:
    component, client = small.component("epayment"), client_of(operator)
    seen = report_component(by=operator, component=component, on=MAY, forecast_on=date(2022, 10, 28), supersedes=None)
    typed = {"supersedes": seen.pk, "ready_on": "14.06.2022"}

    assert client.post(FORM, {**typed, "forecast_on": "30.11.2022"}).status_code == 422
    assert send(client, FORM, {**typed, "forecast_on": "28.10.2022"}).status_code == 302
    assert Delivery.objects.filter(component=component).latest("pk").ready_on == date(2022, 6, 14)


def test_a_conflict_shows_both_and_the_second_try_decides(small: World, operator: User, client_of: ClientOf) -> None:
    client = client_of(operator)
    first = report_component(
        by=operator, component=small.component("epayment"), on=TODAY, forecast_on=date(2022, 9, 30), supersedes=None
    )

    answer = client.post(FORM, {"ready_on": "2022-06-15", "supersedes": ""}, headers=HTMX)
    assert answer.status_code == 409
    assert answer.context["conflict"].at.date() == TODAY
    assert [(row.theirs, row.mine) for row in answer.context["conflict"].rows][:2] == [
        ("–", "15.06.2022"),
        ("30.09.2022", "–"),
    ]

    send(client, FORM, {"ready_on": "2022-06-15", "supersedes": first.pk}, headers=HTMX)
    assert small.component("epayment").ready_on == TODAY


def test_a_report_never_follows_one_about_another_component(
    small: World, operator: User, ready: Ready, client_of: ClientOf
) -> None:
    ready("app", MAY)
    of_app = Delivery.objects.get(component__slug="app")
    forms = {"forecast_on": "2022-09-30", "supersedes": of_app.pk}

    send(client_of(operator), FORM, forms)

    assert [said.supersedes for said in Delivery.objects.filter(component__slug="epayment")] == [None]


def test_the_page_needs_the_same_queries_for_three_components_and_for_four(
    small: World, steering: User, client_of: ClientOf
) -> None:
    client = client_of(steering)
    with CaptureQueriesContext(connection) as few:
        client.get("/components/")
    Component.objects.create(
        slug="konto", name="Konto", responsible="land", in_scope=True, source="Test", is_assumption=True
    )
    with CaptureQueriesContext(connection) as more:
        client.get("/components/")

    assert len(few) == len(more)


def test_its_counts_open_the_rows_they_count(small: World, ready: Ready, steering: User, client_of: ClientOf) -> None:
    ready("app", MAY)
    client = client_of(steering)
    body = client.get("/components/").content.decode()

    for row in component_rows(steering, AsOf(TODAY, TODAY)):
        services = f"/services/?komponente={row.component.slug}"
        rollouts = f"/rollouts/?komponente={row.component.slug}"
        assert f'href="{services}"' in body
        assert total_of(client, services) == row.needed_by
        assert total_of(client, f"{rollouts}&stand=open") == row.waiting
        assert (f'href="{rollouts}&amp;stand=open"' in body) == (row.ready_on is None)


def test_a_correction_is_marked_in_list_and_table_and_on_the_day_before(
    small: World, ready: Ready, operator: User, client_of: ClientOf
) -> None:
    ready("epayment", MAY)
    report_component(
        by=operator,
        component=small.component("epayment"),
        on=TODAY,
        forecast_on=date(2022, 11, 15),
        reason="Gemeldet war die falsche Komponente.",
        is_correction=True,
        supersedes=Delivery.objects.get(component__slug="epayment"),
    )
    marks = {
        day: [(row.correction, row.corrected_on) for row in component_rows(operator, AsOf(day, TODAY)) if row.last]
        for day in (date(2022, 5, 31), TODAY)
    }

    assert marks == {date(2022, 5, 31): [("", TODAY)], TODAY: [("Berichtigung", None)]}
    client = client_of(operator)
    assert "berichtigt am 15.06.2022" in client.get("/components/?stichtag=2022-05-31").content.decode()
    table = b"".join(client.get("/components/csv/")).decode("utf-8-sig").splitlines()
    assert table[0].split(";")[9:12] == ["Begründung", "Berichtigung", "berichtigt am"]
    assert [line.split(";")[10:12] for line in table[1:] if ";Berichtigung;" in line] == [["Berichtigung", ""]]
