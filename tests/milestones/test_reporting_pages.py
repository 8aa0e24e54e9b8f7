"""Reporting and releasing on the pages: what they refuse, and the same address with and without HTMX."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from milestones.actions import release_deliverable
from milestones.models import Deliverable, MilestoneReport, Plan
from ozgtracker.findings import Finding, found
from ozgtracker.saying import say
from tests.confirming import send
from tests.conftest import ClientOf
from tests.milestones.conftest import By
from tests.milestones.reporting import ON
from tests.milestones.shown import HTMX, text

# -- reporting

REPORT = "/milestones/konzeption-abgeschlossen/report/"


def filled(**values: Any) -> dict[str, Any]:
    return {
        "state": "started",
        "forecast_on": "2022-06-30",
        "forecast_precision": "day",
        "reason": "Die Abstimmung dauert an.",
        "reason_category": "decision",
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
    client, listed = client_of(ministry), {"HX-Current-URL": "http://testserver/milestones/?phase=1"}

    form = client.get(REPORT, headers=HTMX)
    done = client.post(REPORT, filled(), headers=HTMX | listed)

    assert (
        form.content.decode().lstrip().startswith('<tr id="milestone-konzeption-abgeschlossen" class="row-selected">')
    )
    assert "<html" not in form.content.decode()
    # The list anew, with its filters: every light, date and count that follows from the report is true again.
    assert (done.status_code, done["Location"]) == (302, "/milestones/?phase=1")
    page = client.get(done["Location"], headers=HTMX | listed | {"HX-Target": "milestone-konzeption-abgeschlossen"})
    assert "Ihre Meldung zu „Konzeption abgeschlossen, Leitfäden fertig“ ist gespeichert." in text(page)
    assert (page.content.decode().count('<main class="site-main"'), page.content.decode().count('id="announce"')) == (
        1,
        1,
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"forecast_on": "morgen"}, "Das ist kein Datum. Bitte schreiben Sie zum Beispiel 31.05.2022."),
        ({"forecast_on": ""}, found("milestone.forecast-which")),
        (
            {"forecast_on": "30.06.2022", "reason": ""},
            found("forecast.why-another"),
        ),
        ({"state": "unsinn"}, "Dieser Schritt ist vom jetzigen Stand aus nicht möglich."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_cannot_be_taken_is_said_at_the_field(
    plan: Plan,
    client_of: ClientOf,
    ministry: User,
    values: dict[str, str],
    sentence: str | Finding,
    headers: dict[str, str],
) -> None:
    answer = client_of(ministry).post(REPORT, filled(**values), headers=headers)

    assert answer.status_code == 422
    assert say(sentence) in text(answer)
    assert MilestoneReport.objects.count() == 0


def test_the_day_that_stood_there_does_not_hinder_a_correction(
    plan: Plan, client_of: ClientOf, operator: User, milestone: By
) -> None:
    address = "/milestones/betrieb-vorbereitet/report/"
    for deliverable in milestone("M4").deliverables.all():
        release_deliverable(by=operator, deliverable=deliverable, on=ON, released_on=ON, document="Betriebskonzept")
    client = client_of(operator)
    reached = filled(state="reached", forecast_on="", actual_on="2022-02-10")
    assert send(client, address, reached).status_code == 302

    seen = str(milestone("M4").last_report_id)
    corrected = filled(supersedes=seen, actual_on="2022-02-10", reason="Das war versehentlich gemeldet.")
    assert send(client, address, corrected | {"actual_on": "2022-02-09"}).status_code == 422
    assert send(client, address, corrected).status_code == 302
    assert (milestone("M4").state, milestone("M4").actual_on) == ("started", None)


def test_what_is_missing_is_listed(plan: Plan, client_of: ClientOf, ministry: User) -> None:
    answer = client_of(ministry).post(REPORT, filled(state="reached", forecast_on="", actual_on="2022-06-15"))

    assert answer.status_code == 409
    assert say(found("lack.deliverable", name="Leitfaden Kommunal")) in text(answer)
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
    send(client, "/milestones/paket-3-efa/report/", {"state": "started"})

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
    assert Deliverable.objects.get(slug="leitfaden-land").releases.get().released_on == date(2022, 6, 14)
    assert RELEASE not in done.content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"released_on": "2022-06-16", "document": "Leitfaden"}, found("release.to-come")),
        ({"released_on": "", "document": "Leitfaden"}, "Dieses Feld ist zwingend erforderlich."),
    ],
)
def test_a_release_that_makes_no_sense(
    plan: Plan, client_of: ClientOf, ministry: User, values: dict[str, str], sentence: str | Finding
) -> None:
    answer = client_of(ministry).post(RELEASE, values)

    assert answer.status_code == 422
    assert say(sentence) in text(answer)


def test_a_document_is_released_once(plan: Plan, client_of: ClientOf, ministry: User) -> None:
    client = client_of(ministry)
    client.post(RELEASE, {"released_on": "2022-06-14", "document": "Leitfaden 1.0"})

    again = client.post(RELEASE, {"released_on": "2022-06-15", "document": "Leitfaden 2.0"})

    assert again.status_code == 409
    released = found("release.released-already", title="Leitfaden Land", day=date(2022, 6, 14))
    assert say(released) in text(again)


def test_a_document_of_another_milestone(plan: Plan, client_of: ClientOf, ministry: User) -> None:
    address = reverse("deliverable-release", args=["start-paket-1", "leitfaden-land"])

    assert client_of(ministry).post(address, {"released_on": "2022-06-14", "document": "X"}).status_code == 404
