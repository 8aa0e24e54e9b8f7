"""A Spitzenverband reports on a milestone of the Kommunen, and for one of its members."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.models import AuditEntry
from milestones.models import MilestoneReport
from municipalities.models import Association, Authority, Rollout, RolloutReport
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_it_adds_the_evidence_to_a_milestone_of_the_kommunen(visit: Visit) -> None:
    page = visit("/milestones/?verantwortlich=kommunen", "gstb")
    page.locator("#report-pilot-erfahrungen").click()
    page.get_by_label("Nachweis").fill("Protokoll des Beirats vom 10.06.2022")
    page.get_by_role("button", name="Meldung abgeben").click()

    expect(page.locator("#milestone-pilot-erfahrungen form")).to_have_count(0)
    expect(page.locator("#announce")).to_contain_text("ist gespeichert.")
    report = MilestoneReport.objects.latest("id")
    assert (report.milestone.slug, report.state, report.evidence, report.by.email) == (
        "pilot-erfahrungen",
        "reached",
        "Protokoll des Beirats vom 10.06.2022",
        "gstb@demo.example",
    )


def test_it_is_offered_no_form_for_what_others_are_responsible_for(visit: Visit) -> None:
    page = visit("/milestones/", "gstb")

    expect(page.locator("#milestone-pilot-erfahrungen").get_by_role("link", name="Melden")).to_have_count(1)
    expect(page.locator("#milestone-betrieb-vorbereitet")).to_be_visible()
    expect(page.locator("#milestone-betrieb-vorbereitet").get_by_role("link", name="Melden")).to_have_count(0)


def test_it_reports_for_a_member(visit: Visit) -> None:
    page = visit("/report/", "gstb")
    member = Authority.objects.get(ars="071435004000")  # Verbandsgemeinde Montabaur
    total = Association.objects.get(slug="gstb").members.count()
    expect(page.locator("#total")).to_have_attribute("data-total", str(total))

    page.get_by_label("Name der Verwaltung").fill("Montabaur")
    page.get_by_role("button", name="Suchen").click()
    expect(page.locator("#total")).to_have_attribute("data-total", "1")
    page.get_by_role("link", name=member.label, exact=True).click()
    mine = Rollout.objects.competent().filter(authority=member, state="planned")
    ozg_id = mine.order_by("service__ozg_id")[0].service.ozg_id
    page.locator(f"#change-{ozg_id}").click()
    form = page.locator(f"#rollout-{ozg_id} form")
    form.get_by_label("Stand", exact=True).select_option("in-progress")
    form.get_by_label("Live erwartet am").fill("2022-06-30")
    form.get_by_label("Art des Grundes").select_option("staff")
    form.get_by_label("Begründung").fill("Die Schulung ist verschoben.")
    form.get_by_role("button", name="Meldung abgeben").click()

    expect(form).to_have_count(0)
    report = RolloutReport.objects.latest("id")
    assert (report.rollout.authority, report.state, report.by.email) == (member, "in-progress", "gstb@demo.example")
    assert AuditEntry.objects.latest("id").on_behalf_of == member.label
