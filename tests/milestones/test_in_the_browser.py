"""Reporting in place, losing a race, filtering: in a real browser, with nothing for axe to object to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from milestones.actions import flag_overdue, report_milestone
from milestones.models import Milestone, MilestoneReport, Plan, Proposal
from milestones.states import State
from services.actions import deliver_component
from services.models import Component
from tests.browsing import OpenPage, overflow, policy_breaches, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

By = Callable[[str], Milestone]
PAGES = (
    "/milestones/",
    "/milestones/?ampel=overdue&sortierung=erwartet",
    "/milestones/konzeption-abgeschlossen/",
    "/milestones/app-betriebsbereit/?stichtag=2022-02-10",
    "/milestones/konzeption-abgeschlossen/report/",
)
ROW = "#milestone-konzeption-abgeschlossen"


@pytest.fixture
def said(plan: Plan, milestone: By, ministry: User) -> None:
    """One milestone somebody spoke about twice."""
    first = report_milestone(
        by=ministry,
        milestone=milestone("M1"),
        on=date(2022, 2, 28),
        state=State.STARTED,
        forecast_on=date(2022, 3, 31),
        supersedes=None,
    )
    report_milestone(
        by=ministry,
        milestone=milestone("M1"),
        on=date(2022, 3, 31),
        state=State.STARTED,
        forecast_on=date(2022, 6, 30),
        reason="Die Abstimmung dauert länger.",
        reason_category="decision",
        supersedes=first,
    )
    flag_overdue(on=date(2022, 6, 15))


def start_reporting(page: Page) -> None:
    page.locator("#report-konzeption-abgeschlossen").click()
    expect(page.locator(f"{ROW} form")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_pages_are_accessible_and_fit(
    said: None,
    open_page: OpenPage,
    ministry: User,
    width: int,
    scheme: str,
) -> None:
    found = {}
    for path in PAGES:
        page = open_page(path, user=ministry, width=width, color_scheme=scheme)
        found[path] = (violations(page), overflow(page))

    assert found == dict.fromkeys(PAGES, ([], 0))


@pytest.mark.parametrize("width", [390, 1440])
def test_the_form_in_the_list_is_accessible_and_fits(
    said: None,
    open_page: OpenPage,
    ministry: User,
    width: int,
) -> None:
    page = open_page("/milestones/", user=ministry, width=width)
    breaches = policy_breaches(page)
    start_reporting(page)
    page.get_by_label("Erwartet am").fill("2022-01-01")
    page.get_by_role("button", name="Meldung abgeben").click()
    expect(page.locator(f"{ROW} [role=alert]")).to_contain_text("liegt in der Vergangenheit")
    expect(page.get_by_label("Erwartet am")).to_be_focused()
    # A box half under the table's head is measured as a small one.
    page.evaluate("scrollTo(0, 0)")

    assert (overflow(page), breaches) == (0, [])
    assert violations(page) == []


def test_reporting_in_place_brings_row_and_sentence_up_to_date(
    said: None,
    open_page: OpenPage,
    ministry: User,
) -> None:
    page = open_page("/milestones/", user=ministry)
    expect(page.locator("h1")).to_have_text("0 von 7 Meilensteinen sind erreicht, 5 sind überfällig.")
    start_reporting(page)

    page.get_by_label("Stand", exact=True).select_option("deferred")
    page.get_by_label("Begründung").fill("Beschluss 3 des Lenkungsausschusses.")
    page.get_by_role("button", name="Meldung abgeben").click()

    # A joint milestone: it counts once the other side has confirmed it.
    expect(page.locator(ROW)).to_contain_text("vorgeschlagen")
    expect(page.locator("h1")).to_have_text("0 von 7 Meilensteinen sind erreicht, 5 sind überfällig.")
    expect(page.locator("#announce")).to_contain_text("ist gespeichert.")
    assert Proposal.objects.get().reason == "Beschluss 3 des Lenkungsausschusses."


def test_two_people_at_once(
    said: None,
    open_page: OpenPage,
    ministry: User,
    association_user: User,
    milestone: By,
) -> None:
    page = open_page("/milestones/", user=ministry)
    start_reporting(page)
    report_milestone(
        by=association_user,
        milestone=milestone("M1"),
        on=date(2022, 6, 15),
        state=State.STARTED,
        forecast_on=date(2022, 7, 29),
        reason="Der Beirat tagt später.",
        reason_category="decision",
        supersedes=milestone("M1").last_report,
    )

    page.get_by_label("Erwartet am").fill("2022-07-08")
    page.get_by_label("Art des Grundes").select_option("decision")
    page.get_by_label("Begründung").fill("Noch eine Runde.")
    page.get_by_role("button", name="Meldung abgeben").click()

    conflict = page.locator(f"{ROW} .conflict")
    expect(conflict).to_contain_text("A. Association hat am")
    expect(conflict.locator("tr", has_text="Erwartet am")).to_contain_text("29.07.2022")
    expect(conflict.locator("tr", has_text="Erwartet am")).to_contain_text("08.07.2022")
    assert violations(page) == []
    page.get_by_role("button", name="Meine Meldung trotzdem abgeben").click()
    expect(page.locator(f"{ROW} form")).to_have_count(0)
    expect(page.locator(ROW)).to_contain_text("08.07.2022")
    assert [report.forecast_on for report in MilestoneReport.objects.order_by("-id")[:2]] == [
        date(2022, 7, 8),
        date(2022, 7, 29),
    ]


def test_a_filter_changes_rows_and_address(said: None, open_page: OpenPage, ministry: User) -> None:
    page = open_page("/milestones/", user=ministry)

    page.get_by_label("Ampel").select_option("overdue")

    expect(page.locator("#total")).to_have_attribute("data-total", "5")
    assert "ampel=overdue" in page.url
    page.reload()
    expect(page.locator("#total")).to_have_attribute("data-total", "5")


def test_all_of_it_works_without_javascript(said: None, open_page: OpenPage, ministry: User) -> None:
    page = open_page("/milestones/", user=ministry, java_script_enabled=False)
    page.locator("#report-konzeption-abgeschlossen").click()
    page.get_by_label("Erwartet am").fill("2022-07-08")
    page.get_by_label("Art des Grundes").select_option("decision")
    page.get_by_label("Begründung").fill("Noch eine Runde.")
    page.get_by_role("button", name="Meldung abgeben").click()

    expect(page.locator("h1")).to_have_text("Konzeption abgeschlossen, Leitfäden fertig")
    expect(page.locator("#messages")).to_contain_text("ist gespeichert.")
    page.locator("summary", has_text="Freigabe melden").first.click()
    page.get_by_label("Dokument").first.fill("Leitfaden Kommunal 1.0")
    page.get_by_role("button", name="Freigabe festhalten").first.click()
    expect(page.locator("#messages")).to_contain_text("„Leitfaden Kommunal“ ist freigegeben.")


def test_rows_that_follow_from_a_report_follow_at_once_but_an_open_form_stays(
    plan: Plan,
    open_page: OpenPage,
    milestone: By,
    ministry: User,
    operator: User,
) -> None:
    """The platform is one of the components from which the date of the infrastructure is computed."""
    for component in Component.objects.in_scope():
        deliver_component(
            by=None, component=component, on=date(2022, 6, 1), ready_on=None, forecast_on=date(2022, 9, 30), reason=""
        )
    report_milestone(by=ministry, milestone=milestone("M2"), on=date(2022, 6, 1), state=State.STARTED, supersedes=None)
    page = open_page("/milestones/", user=operator)
    follower = page.locator("#milestone-infrastruktur-komplett")
    expect(follower.locator(".light__word").first).to_have_text("gefährdet")
    page.locator("#report-betrieb-vorbereitet").click()
    expect(page.locator("#milestone-betrieb-vorbereitet form")).to_be_visible()
    page.locator("#report-app-betriebsbereit").click()
    form = page.locator("#milestone-app-betriebsbereit form")

    form.get_by_label("Erwartet am").fill("2022-12-20")
    form.get_by_label("Art des Grundes").select_option("technology")
    form.get_by_label("Begründung", exact=True).fill("Der Lasttest ist nicht bestanden.")
    form.get_by_role("button", name="Meldung abgeben").click()
    form.get_by_role("button", name="So melden").click()

    expect(follower.locator(".light__word").first).to_have_text("kritisch")
    expect(page.locator("#report-app-betriebsbereit")).to_be_focused()
    expect(page.locator("#milestone-betrieb-vorbereitet form")).to_be_visible()
    expect(page.locator("tbody tr[id]")).to_have_count(10)
