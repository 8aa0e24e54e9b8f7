"""Two people report on the same milestone at the same time: nothing is lost, the second decides."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from milestones.models import MilestoneReport
from tests.browser.conftest import Visit
from tests.browsing import violations

pytestmark = pytest.mark.browser

SLUG = "start-paket-2"
ROW = f"#milestone-{SLUG}"


def say(page: Page, day: str, reason: str) -> None:
    page.get_by_label("Erwartet am").fill(day)
    page.get_by_label("Art des Grundes").select_option("estimate")
    page.get_by_label("Begründung").fill(reason)
    page.get_by_role("button", name="Meldung abgeben").click()


@pytest.mark.parametrize("keeps_own", [True, False], ids=["mine", "theirs"])
def test_the_second_sees_both_versions_and_decides(visit: Visit, keeps_own: bool) -> None:
    ministry, association = visit("/milestones/", "ministerium"), visit("/milestones/", "gstb")
    for page in (ministry, association):
        page.locator(f"#report-{SLUG}").click()
        expect(page.locator(f"{ROW} form")).to_be_visible()

    say(ministry, "2022-11-15", "ePayment kommt noch später.")
    ministry.get_by_role("button", name="So melden").click()
    expect(ministry.locator(f"{ROW} form")).to_have_count(0)
    expect(ministry.locator(ROW)).to_contain_text("15.11.2022")
    say(association, "2022-12-01", "Schulungen erst nach den Herbstferien.")

    conflict = association.locator(f"{ROW} .conflict")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text("A. Muster (Demonstration) hat am")
    dates = conflict.locator("tr", has_text="Erwartet am")
    expect(dates.locator("td").nth(0)).to_contain_text("15.11.2022")
    expect(dates.locator("td").nth(1)).to_contain_text("01.12.2022")
    expect(association.get_by_label("Begründung")).to_have_value("Schulungen erst nach den Herbstferien.")
    assert violations(association) == []

    if keeps_own:
        association.get_by_role("button", name="Meine Meldung trotzdem abgeben").click()
        association.get_by_role("button", name="So melden").click()
    else:
        association.get_by_role("link", name="Gespeicherte Fassung behalten").click()
    kept = (date(2022, 12, 1), "01.12.2022") if keeps_own else (date(2022, 11, 15), "15.11.2022")
    expect(association.locator(f"{ROW} form")).to_have_count(0)
    expect(association.locator(ROW)).to_contain_text(kept[1])
    assert MilestoneReport.objects.filter(milestone__slug=SLUG).latest("id").forecast_on == kept[0]
