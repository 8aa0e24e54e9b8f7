"""The pages of the plan: what they show, what they refuse, and the same address with and without HTMX."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from milestones.actions import flag_overdue, release_deliverable, report_milestone
from milestones.models import Deliverable, Milestone, MilestoneReport, Plan
from milestones.states import State
from services.actions import report_component
from services.models import Component

ClientOf = Callable[[User], Client]
By = Callable[[str], Milestone]
HTMX = {"HX-Request": "true"}


def text(response: Any) -> str:
    """What a reader sees, on one line."""
    words = re.sub(r"<(script|style|title|desc)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", words).split())


def total(response: Any) -> int:
    found = re.search(r'id="total" data-total="(\d+)"', response.content.decode())
    assert found
    return int(found[1])


def answer_of(response: Any) -> str:
    found = re.search(r"<h1.*?>(.*?)</h1>", response.content.decode(), re.DOTALL)
    assert found
    return re.sub(r"<[^>]+>", "", found[1])


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
        reason="Lasttest.",
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
    assert '<div id="announce" hx-swap-oob="innerHTML">4 Meilensteine von 10</div>' in part.content.decode()


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

    assert "Erreicht am 15.03.2022, 43 Tage nach dem vereinbarten Termin." in shown
    assert "erklärt durch: Landesbetrieb Daten und Information" in shown
    assert "Grund: Lasttest." in shown
    assert "Nachweis: Erklärung vom 15.03.2022" in shown
    assert "freigegeben am 15.03.2022" in shown
    assert "Antrags- und Prozessplattform (APP) bereit seit 15.03.2022" in shown
    assert "83 Arbeitstage" in shown
    assert "Punkt 2, Satz 2" in shown


@pytest.mark.parametrize("slug", ["betrieb-vorbereitet", "langzeitarchivierung", "gesetzliche-frist", "paket-3-efa"])
def test_a_milestone_nobody_spoke_about(plan: Plan, client_of: ClientOf, steering: User, slug: str) -> None:
    shown = text(client_of(steering).get(f"/milestones/{slug}/"))

    assert "Bis zu diesem Tag gibt es keine Meldung." in shown
    assert "Bis zu diesem Tag hat niemand einen Termin genannt." in shown


def test_a_component_that_decides_is_named_beside_the_forecast(
    plan: Plan, client_of: ClientOf, ministry: User, operator: User, milestone: By
) -> None:
    epayment = Component.objects.get(slug="epayment")
    day = date(2022, 5, 31)
    report_component(by=operator, component=epayment, on=day, forecast_on=date(2022, 10, 28), supersedes=None)
    report_milestone(
        by=ministry,
        milestone=milestone("M2"),
        on=day,
        state=State.STARTED,
        forecast_on=date(2022, 9, 30),
        supersedes=None,
    )

    shown = text(client_of(ministry).get("/milestones/infrastruktur-komplett/"))

    assert "Prognose 30.09.2022 gemeldet am 31.05.2022 · ePayment erst am 28.10.2022" in shown


def test_a_coupling_without_buffer_is_named(plan: Plan, client_of: ClientOf, steering: User) -> None:
    shown = text(client_of(steering).get("/milestones/betrieb-vorbereitet/"))

    assert "kein Puffer Jeder Verzug schlägt durch." in shown


def test_the_history_ends_on_the_stichtag(said: None, client_of: ClientOf, steering: User) -> None:
    shown = text(client_of(steering).get("/milestones/app-betriebsbereit/?stichtag=2022-03-14"))

    assert "Lasttest" not in shown
    assert "freigegeben am" not in shown
    assert "noch nicht bereit" in shown


def test_the_trend_has_its_table(said: None, client_of: ClientOf, steering: User) -> None:
    page = client_of(steering).get("/milestones/konzeption-abgeschlossen/")

    assert "Jede Prognose Gemeldet am Erwartet Tage Abweichung 28.02.2022 31.03.2022 0" in text(page)
    assert page.content.decode().count('class="chart chart--trend') == 2


@pytest.mark.parametrize("address", ["/milestones/gibt-es-nicht/", "/milestones/gibt-es-nicht/report/"])
def test_what_does_not_exist(plan: Plan, client_of: ClientOf, ministry: User, address: str) -> None:
    assert client_of(ministry).get(address).status_code == 404


# -- reporting

REPORT = "/milestones/konzeption-abgeschlossen/report/"


def filled(**values: Any) -> dict[str, Any]:
    return {
        "state": "started",
        "forecast_on": "2022-06-30",
        "forecast_precision": "day",
        "reason": "Abstimmung.",
    } | values


def test_reporting_without_javascript(plan: Plan, client_of: ClientOf, ministry: User, milestone: By) -> None:
    client = client_of(ministry)

    form = client.get(REPORT)
    done = client.post(REPORT, filled(), follow=True)

    assert form.status_code == 200
    assert "So steht es jetzt" in text(form)
    assert done.redirect_chain == [("/milestones/konzeption-abgeschlossen/", 302)]
    assert "Ihre Meldung zu „Konzeption abgeschlossen, Leitfäden fertig“ ist gespeichert." in text(done)
    assert milestone("M1").forecast_on == date(2022, 6, 30)


def test_reporting_in_the_list(plan: Plan, client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)

    form = client.get(REPORT, headers=HTMX)
    done = client.post(REPORT, filled(), headers=HTMX)

    assert (
        form.content.decode().lstrip().startswith('<tr id="milestone-konzeption-abgeschlossen" class="row-selected">')
    )
    assert "<html" not in form.content.decode()
    row = done.content.decode()
    assert row.lstrip().startswith('<tr id="milestone-konzeption-abgeschlossen" class="row-danger">')
    assert 'id="answer" hx-swap-oob="true"' in row
    assert "ist gespeichert." in row


def test_cancelling_brings_the_row_back(plan: Plan, client_of: ClientOf, ministry: User) -> None:
    row = client_of(ministry).get(
        "/milestones/konzeption-abgeschlossen/", headers=HTMX | {"HX-Target": "milestone-konzeption-abgeschlossen"}
    )

    assert row.content.decode().lstrip().startswith('<tr id="milestone-konzeption-abgeschlossen"')
    assert "<form" not in row.content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"forecast_on": "morgen"}, "Das ist kein Datum. Bitte schreiben Sie zum Beispiel 31.05.2022."),
        ({"forecast_on": ""}, "Mit welchem Termin rechnen Sie heute?"),
        ({"forecast_on": "30.06.2022", "reason": ""}, "Warum verschiebt sich der Termin nach hinten?"),
        ({"state": "unsinn"}, "Dieser Schritt ist vom jetzigen Stand aus nicht möglich."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_cannot_be_taken_is_said_at_the_field(
    plan: Plan, client_of: ClientOf, ministry: User, values: dict[str, str], sentence: str, headers: dict[str, str]
) -> None:
    answer = client_of(ministry).post(REPORT, filled(**values), headers=headers)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert MilestoneReport.objects.count() == 0


def test_what_is_missing_is_listed(plan: Plan, client_of: ClientOf, ministry: User) -> None:
    answer = client_of(ministry).post(REPORT, filled(state="reached", forecast_on="", actual_on="2022-06-15"))

    assert answer.status_code == 409
    assert "„Leitfaden Kommunal“ ist noch nicht freigegeben" in text(answer)
    assert MilestoneReport.objects.count() == 0


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_lost_race_shows_both_versions_and_lets_the_second_decide(
    plan: Plan, client_of: ClientOf, ministry: User, association_user: User, milestone: By, headers: dict[str, str]
) -> None:
    first, second = client_of(association_user), client_of(ministry)
    first.post(REPORT, filled(forecast_on="2022-07-15", reason="Beirat tagt später."))

    told = second.post(REPORT, filled(), headers=headers)

    stands = milestone("M1").last_report
    assert stands is not None
    assert told.status_code == 409
    assert "A. Association hat am" in text(told)
    assert "Erwartet am (abweichend) 15.07.2022 30.06.2022" in text(told)
    assert f'name="supersedes" value="{stands.pk}"' in told.content.decode()
    decided = second.post(REPORT, filled(supersedes=str(stands.pk)), headers=headers)
    assert decided.status_code in {200, 302}
    assert [r.forecast_on for r in MilestoneReport.objects.order_by("id")] == [date(2022, 7, 15), date(2022, 6, 30)]


def test_a_stream_is_only_said_to_run(plan: Plan, client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)

    form = client.get("/milestones/paket-3-efa/report/").content.decode()
    client.post("/milestones/paket-3-efa/report/", {"state": "started"})

    assert 'value="reached"' not in form
    assert "forecast_on" not in form
    assert MilestoneReport.objects.get().state == "started"


def test_a_declaration_asks_for_its_body(plan: Plan, client_of: ClientOf, operator: User) -> None:
    form = client_of(operator).get("/milestones/app-betriebsbereit/report/").content.decode()

    assert 'name="declaring_body" value="Landesbetrieb Daten und Information (LDI)"' in form


def test_the_other_side_is_refused_with_a_sentence(plan: Plan, client_of: ClientOf, operator: User) -> None:
    answer = client_of(operator).post(REPORT, filled())

    assert answer.status_code == 403
    assert "meldet die verantwortliche Seite (Land und Kommunen)" in text(answer)


def test_for_those_who_never_report_the_form_does_not_exist(plan: Plan, client_of: ClientOf, auditor: User) -> None:
    assert client_of(auditor).get(REPORT).status_code == 404


# -- releasing

RELEASE = "/milestones/konzeption-abgeschlossen/deliverables/leitfaden-land/release/"


def test_a_document_is_released(plan: Plan, client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)
    assert client.get("/milestones/konzeption-abgeschlossen/").content.decode().count(RELEASE) == 1

    done = client.post(RELEASE, {"released_on": "2022-06-14", "document": "Leitfaden 1.0"}, follow=True)

    assert "„Leitfaden Land“ ist freigegeben." in text(done)
    assert Deliverable.objects.get(slug="leitfaden-land").release.released_on == date(2022, 6, 14)
    assert RELEASE not in done.content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"released_on": "2022-06-16", "document": "Leitfaden"}, "Der Tag der Freigabe liegt in der Zukunft."),
        ({"released_on": "", "document": "Leitfaden"}, "Dieses Feld ist zwingend erforderlich."),
    ],
)
def test_a_release_that_makes_no_sense(
    plan: Plan, client_of: ClientOf, ministry: User, values: dict[str, str], sentence: str
) -> None:
    answer = client_of(ministry).post(RELEASE, values)

    assert answer.status_code == 422
    assert sentence in text(answer)


def test_a_document_is_released_once(plan: Plan, client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)
    client.post(RELEASE, {"released_on": "2022-06-14", "document": "Leitfaden 1.0"})

    again = client.post(RELEASE, {"released_on": "2022-06-15", "document": "Leitfaden 2.0"})

    assert again.status_code == 409
    assert "„Leitfaden Land“ ist schon seit dem 14.06.2022 freigegeben." in text(again)


def test_a_document_of_another_milestone(plan: Plan, client_of: ClientOf, ministry: User) -> None:
    address = reverse("deliverable-release", args=["start-paket-1", "leitfaden-land"])

    assert client_of(ministry).post(address, {"released_on": "2022-06-14", "document": "X"}).status_code == 404


# -- how many questions the pages ask the database


@pytest.mark.parametrize("kept", [1, 3])
def test_the_list_asks_the_same_for_one_row_and_for_three(
    said: None, client_of: ClientOf, ministry: User, kept: int, django_assert_num_queries: Any
) -> None:
    flag_overdue(on=date(2022, 6, 15))
    shrink(kept)
    client = client_of(ministry)
    client.get("/milestones/")

    with django_assert_num_queries(12):
        assert total(client.get("/milestones/")) == kept


@pytest.mark.parametrize("kept", [1, 3])
def test_the_page_of_one_asks_the_same_in_a_small_plan_and_a_larger_one(
    said: None, client_of: ClientOf, ministry: User, kept: int, django_assert_num_queries: Any
) -> None:
    shrink(kept)
    client = client_of(ministry)
    client.get("/milestones/konzeption-abgeschlossen/")

    with django_assert_num_queries(14):
        client.get("/milestones/konzeption-abgeschlossen/")


def shrink(kept: int) -> None:
    """A plan of so many milestones: the others move to one nobody looks at."""
    other = Plan.objects.create(slug="anderer", name="Anderer", agreed_on=date(2020, 1, 1), source="Test")
    Milestone.objects.filter(ordinal__gt=kept).update(plan=other, phase=None)
    Milestone.objects.get(code="M1").successor_links.all().delete()
    for milestone in Milestone.objects.filter(ordinal__gt=kept):
        milestone.predecessor_links.all().delete()
        milestone.successor_links.all().delete()
