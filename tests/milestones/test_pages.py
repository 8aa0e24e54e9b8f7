"""The pages of the plan: what they show, to whom, and the same address with and without HTMX."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import User
from milestones.actions import flag_overdue, release_deliverable, report_milestone
from milestones.models import Milestone, Plan
from milestones.states import State
from ozgtracker.findings import found
from ozgtracker.saying import say
from services.actions import open_package, report_component
from services.models import Component, Package
from tests.conftest import ClientOf
from tests.milestones.conftest import By
from tests.milestones.shown import HTMX, answer_of, text, total


@pytest.fixture
def said(plan: Plan, milestone: By, ministry: User, operator: User) -> None:
    """M1 expected on its day, the APP reached late, its documents released."""
    report_milestone(
        by=ministry,
        milestone=milestone("M1"),
        on=date(2022, 2, 28),
        state=State.STARTED,
        forecast_on=date(2022, 3, 31),
        supersedes=None,
    )
    release_deliverable(
        by=operator,
        deliverable=milestone("M2a").deliverables.get(),
        on=date(2022, 3, 15),
        released_on=date(2022, 3, 15),
        document="https://example.org/erklaerung",
    )
    report_milestone(
        by=operator,
        milestone=milestone("M2a"),
        on=date(2022, 3, 15),
        state=State.REACHED,
        actual_on=date(2022, 3, 15),
        declaring_body="Landesbetrieb Daten und Information",
        evidence="Erklärung vom 15.03.2022",
        reason="Der Lasttest dauert an.",
        supersedes=None,
    )


# -- the list


def test_the_list_answers_first(said: None, client_of: ClientOf, steering: User) -> None:
    page = client_of(steering).get("/milestones/")

    assert page.status_code == 200
    assert answer_of(page) == "1 von 7 Meilensteinen ist erreicht, 4 sind überfällig."
    assert total(page) == 10


def test_looking_back_shows_what_was_known_then(said: None, client_of: ClientOf, ministry: User) -> None:
    page = client_of(ministry).get("/milestones/?stichtag=2022-02-10")

    assert answer_of(page) == "0 von 7 Meilensteinen sind erreicht, 1 ist überfällig."
    assert "/report/" not in page.content.decode()
    assert 'href="/milestones/app-betriebsbereit/?stichtag=2022-02-10"' in page.content.decode()


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["M1", "M2a", "M2", "LZA", "M3", "P2", "P3", "L1", "M4", "M5"]),
        ("?ampel=overdue", ["M1", "M3", "L1", "M4"]),
        ("?ampel=reached&zaehlt=ja", ["M2a"]),
        ("?zaehlt=nein", ["LZA", "P3", "M5"]),
        ("?verantwortlich=ldi", ["M2a", "M4"]),
        ("?phase=2", ["M2a", "M2", "LZA"]),
        ("?phase=2&verantwortlich=land&sortierung=titel", ["LZA", "M2"]),
        ("?sortierung=vereinbart&zaehlt=ja", ["M2a", "M1", "L1", "M3", "M4", "M2", "P2"]),
        ("?sortierung=ampel&zaehlt=ja", ["M1", "M3", "M4", "L1", "M2", "P2", "M2a"]),
        ("?sortierung=erwartet&phase=3", ["L1", "M3", "P2", "P3"]),
        ("?sortierung=verantwortlich&zaehlt=ja", ["L1", "M2a", "M4", "M2", "M1", "M3", "P2"]),
        (
            "?ampel=nonsense&phase=99&sortierung=nonsense",
            ["M1", "M2a", "M2", "LZA", "M3", "P2", "P3", "L1", "M4", "M5"],
        ),
        ("?phase=1&ampel=green", []),
    ],
)
def test_filters_and_order_stand_in_the_address(
    said: None, client_of: ClientOf, steering: User, milestone: By, query: str, codes: list[str]
) -> None:
    page = client_of(steering).get(f"/milestones/{query}")

    slugs = re.findall(r'<tr id="milestone-([a-z0-9-]+)"', page.content.decode())
    assert slugs == [milestone(code).slug for code in codes]
    assert total(page) == len(codes)


def test_a_filter_in_place_answers_with_the_rows_alone(said: None, client_of: ClientOf, steering: User) -> None:
    part = client_of(steering).get("/milestones/?ampel=overdue", headers=HTMX | {"HX-Target": "rows"})

    assert part.content.decode().lstrip().startswith('<section class="panel panel--flush" id="rows"')
    assert total(part) == 4
    assert '<div id="announce" hx-swap-oob="innerHTML">4 von 10 Einträgen</div>' in part.content.decode()


def test_only_the_responsible_side_is_offered_to_report(
    plan: Plan, client_of: ClientOf, ministry: User, operator: User, association_user: User, officer: User
) -> None:
    def offered(user: User) -> set[str]:
        page = client_of(user).get("/milestones/").content.decode()
        return set(
            Milestone.objects.filter(slug__in=re.findall(r'id="report-([a-z0-9-]+)"', page)).values_list(
                "code", flat=True
            )
        )

    assert offered(ministry) == {"M1", "M2", "LZA", "M3", "P2", "P3"}
    assert offered(association_user) == {"M1", "M3", "P2", "L1"}
    assert offered(operator) == {"M2a", "M4"}
    assert offered(officer) == set()


def test_without_a_plan_the_list_says_so(client_of: ClientOf, steering: User) -> None:
    page = client_of(steering).get("/milestones/")

    assert answer_of(page) == "Noch ist kein Plan geladen."
    assert total(page) == 0


# -- one milestone


def test_the_page_of_a_milestone_tells_its_story(said: None, client_of: ClientOf, steering: User) -> None:
    shown = text(client_of(steering).get("/milestones/app-betriebsbereit/"))

    assert say(found("light.reached-late", day=date(2022, 3, 15), by=timedelta(days=43))) in shown
    assert "erklärt durch: Landesbetrieb Daten und Information" in shown
    assert "Grund: Der Lasttest dauert an." in shown
    assert "Nachweis: Erklärung vom 15.03.2022" in shown
    assert "freigegeben am 15.03.2022" in shown
    assert "Antrags- und Prozessplattform (APP) LDI: bereit seit 15.03.2022" in shown
    assert "83 Arbeitstage" in shown
    assert "Punkt 2, Satz 2" in shown


def test_what_a_milestone_is_to_open_looks_open_only_once_it_is(
    plan: Plan, client_of: ClientOf, steering: User
) -> None:
    client = client_of(steering)
    package = Package.objects.get(number=1)
    open_package(by=None, package=package, on=date(2022, 6, 7), ready_on=date(2022, 6, 7), forecast_on=None, reason="")

    def effect(slug: str, query: str = "") -> tuple[str, str]:
        html = client.get(f"/milestones/{slug}/{query}").content.decode()
        found = re.search(r'sign--(\w+)" aria-hidden="true">(.)</span>\s*<div>\s*<strong><a href="/packages/', html)
        assert found
        return found[1], found[2]

    assert effect("start-paket-2") == ("planned", "○")
    assert effect("start-paket-1") == ("reached", "✓")
    assert effect("start-paket-1", "?stichtag=2022-06-06") == ("planned", "○")


@pytest.mark.parametrize("slug", ["betrieb-vorbereitet", "langzeitarchivierung", "gesetzliche-frist", "paket-3-efa"])
def test_a_milestone_nobody_spoke_about(plan: Plan, client_of: ClientOf, steering: User, slug: str) -> None:
    shown = text(client_of(steering).get(f"/milestones/{slug}/"))

    assert "Bis zu diesem Tag gibt es keine Meldung." in shown
    assert "Bis zu diesem Tag hat niemand einen Termin genannt." in shown


def test_an_aggregate_shows_where_its_date_comes_from(
    plan: Plan, client_of: ClientOf, ministry: User, operator: User
) -> None:
    """Its forecast, its trend and their days are those of the components; nobody is asked for a date."""
    for component in Component.objects.in_scope():
        by = operator if component.responsible == "ldi" else ministry
        late = date(2022, 10, 28) if component.slug == "epayment" else date(2022, 9, 30)
        report_component(by=by, component=component, on=date(2022, 5, 31), forecast_on=late, supersedes=None)
    client = client_of(ministry)

    shown = text(client.get("/milestones/infrastruktur-komplett/"))
    form = client.get("/milestones/infrastruktur-komplett/report/").content.decode()

    assert "Prognose 28.10.2022 aus den Basiskomponenten, zuletzt ePayment · 28 Tage nach dem Termin" in shown
    assert "Jede Prognose Gemeldet am Erwartet Tage Abweichung 31.05.2022 28.10.2022 +28" in shown
    assert "ePayment LDI: noch nicht bereit, erwartet am 28.10.2022" in shown
    assert "forecast_on" not in form
    before = text(client.get("/milestones/infrastruktur-komplett/?stichtag=2022-05-30"))
    assert "Bis zu diesem Tag hat niemand einen Termin genannt." in before
    assert "ohne Termin: Antrags- und Prozessplattform (APP)" in before


def test_a_coupling_without_buffer_is_named(plan: Plan, client_of: ClientOf, steering: User) -> None:
    shown = text(client_of(steering).get("/milestones/betrieb-vorbereitet/"))

    assert "kein Puffer Jeder Verzug schlägt durch." in shown


def test_the_history_ends_on_the_stichtag(said: None, client_of: ClientOf, steering: User) -> None:
    shown = text(client_of(steering).get("/milestones/app-betriebsbereit/?stichtag=2022-03-14"))

    assert "Lasttest" not in shown
    assert "freigegeben am" not in shown
    assert "LDI: keine Prognose" in shown


def test_the_trend_has_its_table(said: None, client_of: ClientOf, steering: User) -> None:
    page = client_of(steering).get("/milestones/konzeption-abgeschlossen/")

    assert "Jede Prognose Gemeldet am Erwartet Tage Abweichung 28.02.2022 31.03.2022 0" in text(page)
    assert page.content.decode().count('class="chart chart--trend') == 2


@pytest.mark.parametrize("address", ["/milestones/gibt-es-nicht/", "/milestones/gibt-es-nicht/report/"])
def test_what_does_not_exist(plan: Plan, client_of: ClientOf, ministry: User, address: str) -> None:
    assert client_of(ministry).get(address).status_code == 404


# -- how many questions the pages ask the database


@pytest.mark.parametrize("kept", [1, 3])
def test_the_list_asks_the_same_for_one_row_and_for_three(
    said: None, client_of: ClientOf, ministry: User, kept: int, django_assert_num_queries: Any
) -> None:
    flag_overdue(on=date(2022, 6, 15))
    shrink(kept)
    client = client_of(ministry)
    client.get("/milestones/")

    with django_assert_num_queries(17):
        assert total(client.get("/milestones/")) == kept


@pytest.mark.parametrize("kept", [1, 3])
def test_the_page_of_one_asks_the_same_in_a_small_plan_and_a_larger_one(
    said: None, client_of: ClientOf, ministry: User, kept: int, django_assert_num_queries: Any
) -> None:
    shrink(kept)
    client = client_of(ministry)
    client.get("/milestones/konzeption-abgeschlossen/")

    with django_assert_num_queries(21):
        client.get("/milestones/konzeption-abgeschlossen/")


def shrink(kept: int) -> None:
    """A plan of so many milestones: the others move to one nobody looks at."""
    other = Plan.objects.create(slug="anderer", name="Anderer", agreed_on=date(2020, 1, 1), source="Test")
    Milestone.objects.filter(ordinal__gt=kept).update(plan=other, phase=None)
    Milestone.objects.get(code="M1").successor_links.all().delete()
    for milestone in Milestone.objects.filter(ordinal__gt=kept):
        milestone.predecessor_links.all().delete()
        milestone.successor_links.all().delete()


# -- the history as a table


def test_what_was_said_can_be_taken_away(said: None, client_of: ClientOf, steering: User) -> None:
    def table(query: str) -> list[list[str]]:
        answer: Any = client_of(steering).get(f"/milestones/app-betriebsbereit/csv/{query}")
        return list(csv.reader(answer.getvalue().decode("utf-8-sig").splitlines(), delimiter=";"))

    head, line = table("")
    assert head == ["Tag", "Person", "Meldung", "Begründung", "Nachweis", "Berichtigung", "berichtigt am"]
    assert (line[0], line[4:]) == ("15.03.2022", ["Erklärung vom 15.03.2022", "", ""])
    assert line[3] == "Der Lasttest dauert an."
    assert table("?stichtag=2022-03-14") == [head]
