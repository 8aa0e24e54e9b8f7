"""The main job of each of the others: the committee, the platform, the auditors, the administration."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from services.models import Component
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_the_committee_opens_every_figure_of_the_overview_and_comes_back(visit: Visit) -> None:
    page = visit("/", "lenkungsausschuss")
    links = page.locator("ul.figures a.figure__body")
    labels = links.locator(".figure__label").all_inner_texts()
    assert labels

    for label in labels:
        figure = links.filter(has=page.get_by_text(label, exact=True))
        value = figure.locator(".figure__value").inner_text().split()[0].replace(".", "")
        figure.click()
        expect(page.locator("#total")).to_have_attribute("data-total", value)
        page.go_back()
        expect(figure).to_be_visible()


def test_the_committee_reads_the_monthly_report(visit: Visit) -> None:
    page = visit("/reports/", "lenkungsausschuss")
    page.locator("table tbody tr").first.get_by_role("link").first.click()
    expect(page.get_by_role("link", name="PDF öffnen")).to_be_visible()

    answer = page.request.get(page.get_by_role("link", name="PDF öffnen").get_attribute("href") or "")

    assert (answer.status, answer.headers["content-type"], answer.body()[:5]) == (200, "application/pdf", b"%PDF-")


def test_the_platform_reports_a_component(visit: Visit) -> None:
    page = visit("/components/", "ldi")
    page.locator("#change-epayment").click()
    page.get_by_label("Erwartet am").fill("2022-11-25")
    page.get_by_role("button", name="Meldung abgeben").click()
    expect(page.locator("#epayment-reason_error")).to_contain_text("Warum ändert sich der erwartete Termin?")
    expect(page.get_by_label("Erwartet am")).to_have_value("2022-11-25")

    page.get_by_label("Art des Grundes").select_option("technology")
    page.get_by_label("Begründung").fill("Die Abnahme steht aus.")
    page.get_by_role("button", name="Meldung abgeben").click()
    page.get_by_role("button", name="So melden").click()
    expect(page.locator("#component-epayment form")).to_have_count(0)

    row = page.locator("#component-epayment")
    expect(row).to_contain_text("25.11.2022")
    expect(row).to_contain_text("Die Abnahme steht aus.")
    expect(page.locator("#change-epayment")).to_be_focused()
    assert Component.objects.get(slug="epayment").forecast_on == date(2022, 11, 25)


def test_the_auditors_filter_the_trail_and_take_it_along(visit: Visit) -> None:
    page = visit("/audit/", "rechnungshof")
    everything = total(page)
    page.get_by_label("Von").fill("2022-05-01")
    page.get_by_label("Person").fill("L. Muster")
    page.get_by_role("button", name="Anwenden").click()

    others = page.locator("td[data-label=Person]").filter(has_not_text="L. Muster (Demonstration)")
    expect(others).to_have_count(0)
    found = total(page)
    assert 0 < found < everything

    with page.expect_download() as download:
        page.get_by_role("link", name="als Tabelle herunterladen (CSV)").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == found + 1


def test_the_administration_invites_somebody_and_locks_the_access_again(visit: Visit) -> None:
    page = visit("/people/", "administration")
    page.get_by_role("link", name="Person einladen").click()
    page.get_by_label("Name").fill("N. Neu")
    page.get_by_label("E-Mail-Adresse").fill("lenkungsausschuss@demo.example")
    page.get_by_label("Rolle").select_option("steering")
    page.get_by_role("button", name="Einladen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("N. Neu")

    page.get_by_label("E-Mail-Adresse").fill("neu@demo.example")
    page.get_by_role("button", name="Einladen").click()

    expect(page.locator("#messages")).to_have_text("N. Neu ist eingeladen. Der Link geht an neu@demo.example.")
    page.get_by_role("link", name="N. Neu").click()
    page.get_by_role("button", name="Zugang sperren").click()
    expect(page.get_by_role("button", name="Zugang wieder freigeben")).to_be_visible()
    assert User.objects.get(email="neu@demo.example").is_active is False


def test_who_is_locked_out_is_out_at_once(visit: Visit) -> None:
    page = visit("/milestones/", "lenkungsausschuss")
    User.objects.filter(email="lenkungsausschuss@demo.example").update(is_active=False)

    page.get_by_role("link", name="Pakete").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")


def total(page: Page) -> int:
    return int(page.locator("#total").get_attribute("data-total") or -1)
