"""The ministry says when a milestone is expected."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounts.models import AuditEntry
from milestones.models import MilestoneReport
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

SLUG = "start-paket-2"
AGGREGATE = "infrastruktur-komplett"
ROW = f"#milestone-{SLUG}"
REASON = "Die Signatur wird nachgefordert."


def open_form(page: Page, slug: str = SLUG) -> None:
    page.locator(f"#report-{slug}").click()
    expect(page.locator(f"#milestone-{slug} form")).to_be_visible()


def explain(page: Page) -> None:
    page.get_by_label("Art des Grundes").select_option("technology")
    page.get_by_label("Begründung").fill(REASON)


def last_report() -> MilestoneReport:
    return MilestoneReport.objects.filter(milestone__slug=SLUG).latest("id")


def test_a_later_date_is_reported_in_the_list_and_needs_a_reason(visit: Visit) -> None:
    page = visit("/milestones/", "ministerium")
    open_form(page)
    page.get_by_label("Erwartet am").fill("2022-11-30")
    page.get_by_label("Nachweis").fill("Vermerk 12/2022")
    page.get_by_role("button", name="Meldung abgeben").click()

    reason = page.get_by_label("Begründung")
    # What lacks is said at once: of what kind the reason is, and the reason.
    expect(page.locator(f"{ROW} .field--error")).to_have_count(2)
    expect(page.locator(f"{ROW} [role=alert]")).to_be_visible()
    expect(page.get_by_label("Art des Grundes")).to_be_focused()
    expect(reason).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"#{SLUG}-reason_error")).to_contain_text(
        "Warum ändert sich der erwartete Termin? Bitte begründen Sie es in einem Satz."
    )
    expect(page.get_by_label("Erwartet am")).to_have_value("2022-11-30")
    expect(page.get_by_label("Nachweis")).to_have_value("Vermerk 12/2022")

    explain(page)
    page.get_by_role("button", name="Meldung abgeben").click()
    page.get_by_role("button", name="So melden").click()

    expect(page.locator(f"{ROW} form")).to_have_count(0)
    expect(page.locator(ROW)).to_contain_text("30.11.2022")
    expect(page.locator("#announce")).to_contain_text("ist gespeichert.")
    expect(page.locator(f"#report-{SLUG}")).to_be_focused()
    report = last_report()
    assert (report.forecast_on, report.reason, report.evidence) == (date(2022, 11, 30), REASON, "Vermerk 12/2022")
    assert AuditEntry.objects.latest("id").reason == REASON

    page.locator(f"{ROW} th a").click()
    newest = page.locator("section[aria-labelledby=history] .history li").first
    expect(newest).to_contain_text("15.06.2022")
    expect(newest).to_contain_text(REASON)
    expect(newest).to_contain_text("Vermerk 12/2022")


def test_the_same_without_javascript(visit: Visit) -> None:
    page = visit("/milestones/", "ministerium", java_script_enabled=False)
    page.locator(f"#report-{SLUG}").click()
    page.get_by_label("Erwartet am").fill("2022-11-30")
    page.get_by_role("button", name="Meldung abgeben").click()

    expect(page.locator(f"#{SLUG}-reason_error")).to_contain_text("Bitte begründen Sie es in einem Satz.")
    expect(page.get_by_label("Erwartet am")).to_have_value("2022-11-30")
    explain(page)
    page.get_by_role("button", name="Meldung abgeben").click()
    page.get_by_role("button", name="So melden").click()

    expect(page.locator("#messages")).to_contain_text("ist gespeichert.")
    expect(page.locator("section[aria-labelledby=history] .history li").first).to_contain_text(REASON)
    assert last_report().forecast_on == date(2022, 11, 30)


def test_a_milestone_with_something_missing_is_not_reached(visit: Visit) -> None:
    page = visit("/milestones/", "ministerium")
    before = MilestoneReport.objects.count()
    open_form(page, AGGREGATE)
    expect(page.get_by_label("Erwartet am")).to_have_count(0)
    page.get_by_label("Stand", exact=True).select_option("reached")
    page.get_by_label("Erreicht am").fill("2022-06-15")
    page.get_by_role("button", name="Meldung abgeben").click()

    refusal = page.locator(f"#milestone-{AGGREGATE} [role=alert]")
    expect(refusal).to_contain_text("kann noch nicht als erreicht gemeldet werden. Es wurde nichts gespeichert.")
    expect(refusal.locator("li")).to_have_count(2)
    assert MilestoneReport.objects.count() == before


def test_opening_and_leaving_the_form_brings_the_row_back(visit: Visit) -> None:
    page = visit("/milestones/", "ministerium")
    before = page.locator(ROW).inner_text()
    open_form(page)

    page.get_by_role("link", name="Abbrechen").click()

    expect(page.locator(f"{ROW} form")).to_have_count(0)
    expect(page.locator(f"#report-{SLUG}")).to_be_focused()
    assert page.locator(ROW).inner_text() == before


def test_a_double_click_reports_once(visit: Visit) -> None:
    page = visit("/milestones/", "ministerium")
    open_form(page)
    before = MilestoneReport.objects.count()
    page.get_by_label("Erwartet am").fill("2022-11-30")
    explain(page)
    page.get_by_role("button", name="Meldung abgeben").click()

    page.get_by_role("button", name="So melden").dblclick()

    expect(page.locator(f"{ROW} form")).to_have_count(0)
    assert MilestoneReport.objects.count() == before + 1
