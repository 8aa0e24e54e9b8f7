"""What was saved in a row is taken back with the button below it, and the page is where one comes back to."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.pages import OWN_SERVICE
from tests.browsing import violations

pytestmark = pytest.mark.browser


def test_what_was_saved_in_a_row_is_taken_back_below_it(visit: Visit) -> None:
    page = visit("/report/", "stadt")
    stood = page.locator("#answer").inner_text()
    page.locator(f"#change-{OWN_SERVICE}").click()
    form = page.locator(f"#rollout-{OWN_SERVICE} form")
    form.get_by_role("button", name="Meldung abgeben").click()
    expect(form).to_have_count(0)
    expect(page.locator("#answer")).not_to_have_text(stood)
    assert violations(page) == []

    page.locator(".row-note").get_by_role("button", name="Rückgängig").click()

    expect(page.locator("main > .notice--success, #messages .notice--success")).to_contain_text("Rückgängig gemacht")
    expect(page.locator("#answer")).to_have_text(stood)


def test_so_it_is_in_the_list_of_milestones(visit: Visit) -> None:
    page = visit("/milestones/?phase=3", "ministerium")
    row = page.locator("#milestone-start-paket-2")
    stood = row.inner_text()
    page.locator("#report-start-paket-2").click()
    page.get_by_label("Erwartet am").fill("2022-11-30")
    page.get_by_label("Art des Grundes").select_option("estimate")
    page.get_by_label("Begründung").fill("ePayment kommt noch später.")
    page.get_by_role("button", name="Meldung abgeben").click()
    page.get_by_role("button", name="So melden").click()
    expect(row).to_contain_text("30.11.2022")

    page.locator(".row-note").get_by_role("button", name="Rückgängig").click()
    # It moves a package, too: that is shown first.
    expect(page.get_by_role("heading", level=1)).to_contain_text("rückgängig machen?")
    expect(page.locator("section[data-focus]")).to_be_focused()
    page.get_by_role("button", name="Rückgängig machen").click()

    expect(page.locator("#messages .notice--success")).to_contain_text("Rückgängig gemacht")
    expect(page).to_have_url(re.compile(r"/milestones/\?phase=3$"))
    assert page.locator("#milestone-start-paket-2").inner_text() == stood
