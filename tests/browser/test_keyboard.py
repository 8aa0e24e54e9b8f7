"""Everything by the keyboard alone: seen where one is, and never thrown back to the start."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from milestones.models import MilestoneReport
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

# An outline or a shadow tells the eye where the focus is; in a chart a frame; in a date the browser itself.
VISIBLE = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    const frame = one.matches('.chart-link') && getComputedStyle(one.querySelector('rect')).stroke !== 'none';
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const seen = ring || frame || style.boxShadow !== 'none' || one.type === 'date';
    return one !== document.body && seen && box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0;
}"""
WHERE = "() => document.activeElement.outerHTML.slice(0, 300)"


def tab_to(page: Page, selector: str, *, at_most: int) -> None:
    """Presses Tab until that element has the focus, which is visible all the way."""
    for _step in range(at_most):
        page.keyboard.press("Tab")
        assert page.evaluate(VISIBLE), page.evaluate(WHERE)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not among the first {at_most} stops")


def test_the_first_stop_leads_to_the_content(visit: Visit) -> None:
    page = visit("/milestones/", "ministerium")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")

    assert page.evaluate("() => document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(("address", "who"), [("/", "ministerium"), ("/rollouts/", "stadt"), ("/report/", "stadt")])
def test_the_focus_is_seen_wherever_it_is(visit: Visit, address: str, who: str) -> None:
    page = visit(address, who)
    for _step in range(45):
        page.keyboard.press("Tab")
        assert page.evaluate(VISIBLE), page.evaluate(WHERE)


def test_somebody_goes_filters_and_reports_without_a_mouse(visit: Visit) -> None:
    page = visit("/", "ministerium")
    tab_to(page, "nav a[href='/milestones/']", at_most=8)
    page.keyboard.press("Enter")
    page.wait_for_url("**/milestones/")

    tab_to(page, "#filter-verantwortlich", at_most=25)
    page.keyboard.type("Land und")
    # Typing "Land" already lists three others.
    expect(page.locator("#total")).to_have_attribute("data-total", "3")
    expect(page.locator("#milestone-start-paket-2")).to_be_visible()
    expect(page.locator("#filter-verantwortlich")).to_be_focused()

    tab_to(page, "#report-start-paket-2", at_most=25)
    page.keyboard.press("Enter")
    expect(page.locator("#heading-start-paket-2")).to_be_focused()
    tab_to(page, "#start-paket-2-forecast_on", at_most=4)
    page.keyboard.press("ArrowUp")  # a day or a month later: which comes first is the browser's language
    tab_to(page, "#start-paket-2-reason_category", at_most=14)  # a date has a stop for day, month, year and calendar
    page.keyboard.type("Technik")
    tab_to(page, "#start-paket-2-reason", at_most=2)
    page.keyboard.type("Die Signatur wird nachgefordert.")
    tab_to(page, "form button.button--primary", at_most=3)
    page.keyboard.press("Enter")
    expect(page.locator("#milestone-start-paket-2 .conflict")).to_be_focused()
    tab_to(page, "form button.button--primary", at_most=6)
    page.keyboard.press("Enter")

    expect(page.locator("#report-start-paket-2")).to_be_focused()
    assert MilestoneReport.objects.latest("id").forecast_on in {date(2022, 10, 29), date(2022, 11, 28)}


def test_menus_open_close_and_give_the_focus_back(visit: Visit) -> None:
    page = visit("/", "ministerium", width=390)
    tab_to(page, "details.nav--narrow summary", at_most=4)
    page.keyboard.press("Enter")
    expect(page.locator("details.nav--narrow nav")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")

    expect(page.locator("details.nav--narrow summary")).to_be_focused()
    expect(page.locator("details.nav--narrow nav")).to_be_hidden()
