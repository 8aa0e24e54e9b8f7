"""The instruments of the plan in a real browser: by keyboard, without a script, up to the proposal."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.browsing import OpenPage, overflow, violations
from tests.dashboards.small import Small

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/milestones/trend/",
    "/milestones/trend/?auswahl=leit&linie=start-paket-2",
    "/milestones/baselines/",
    "/milestones/baselines/?zuerst=2022-03-31&danach=quatsch",
    "/milestones/what-if/",
    "/milestones/what-if/?epayment=6&signatur=abc",
)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_the_instruments_are_accessible_and_fit(
    told: Small, open_page: OpenPage, ministry: User, width: int, scheme: str
) -> None:
    found = {}
    for path in PAGES:
        page = open_page(path, user=ministry, width=width, color_scheme=scheme)
        found[path] = (violations(page), overflow(page))
        page.close()

    assert found == dict.fromkeys(PAGES, ([], 0))


@pytest.mark.parametrize("has_script", [True, False])
def test_weeks_are_typed_sent_by_the_keyboard_and_stand_in_the_address(
    told: Small, open_page: OpenPage, ministry: User, *, has_script: bool
) -> None:
    page = open_page("/milestones/", user=ministry, java_script_enabled=has_script)

    page.get_by_role("link", name="Was wäre, wenn?").click()
    weeks = page.locator("#shift-epayment")
    weeks.fill("6")
    weeks.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("erst am 09.12.2022 zu erwarten")
    expect(page).to_have_url(re.compile(r"epayment=6"))


def test_a_shared_address_leads_from_the_question_to_the_proposal_and_nothing_is_stored_before(
    told: Small, open_page: OpenPage, ministry: User
) -> None:
    page = open_page("/milestones/what-if/?epayment=6", user=ministry)

    page.get_by_role("link", name="Als Termin vorschlagen").click()

    expect(page).to_have_url(re.compile(r"/milestones/start-paket-2/date/\?termin=2022-12-09$"))
    expect(page.get_by_label("Neuer vereinbarter Termin")).to_have_value("2022-12-09")
    page.get_by_role("button", name="Vorschlagen").click()
    expect(page.locator(".field__error").first).to_be_visible()
    expect(page.get_by_label("Neuer vereinbarter Termin")).to_have_value("2022-12-09")


def test_a_code_raises_its_line_and_stays_in_the_address(told: Small, open_page: OpenPage, ministry: User) -> None:
    page = open_page("/milestones/trend/", user=ministry)

    page.locator(".findings a.chip", has_text="P2").press("Enter")

    expect(page).to_have_url(re.compile(r"linie=start-paket-2#chart$"))
    expect(page.locator(".trend-line:not(.trend-line--faded)")).to_have_count(2)
