"""Looking back: the same pages as on another day, without any way to change it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

THEN = "Sie blicken auf den Stand vom 31.03.2022 zurück."


def look_back(page: Page, day: str = "2022-03-31") -> None:
    page.locator("summary", has_text="Stichtag").click()
    page.get_by_label("Stand anzeigen vom").fill(day)
    page.get_by_role("button", name="Anzeigen").click()


def test_the_overview_turns_back_and_forth(visit: Visit) -> None:
    page = visit("/", "lenkungsausschuss")
    sentence, figures = page.locator("h1").inner_text(), page.locator("ul.figures").inner_text()

    look_back(page)
    expect(page.get_by_text(THEN)).to_be_visible()
    expect(page.locator(".page-head__kicker")).to_contain_text("Stand 31.03.2022")
    expect(page.locator("h1")).not_to_have_text(sentence)
    assert page.locator("ul.figures").inner_text() != figures

    page.get_by_role("link", name="Zum heutigen Stand").click()
    expect(page.get_by_text(THEN)).to_have_count(0)
    expect(page.locator("h1")).to_have_text(sentence)


def test_filters_survive_and_forms_are_gone(visit: Visit) -> None:
    page = visit("/milestones/", "ministerium")
    expect(page.get_by_role("link", name="Melden")).not_to_have_count(0)
    page.locator("#filter-verantwortlich").select_option("land")
    page.wait_for_url("**verantwortlich=land**")
    expect(page.locator("#total")).to_have_attribute("data-total", "3")

    look_back(page)

    expect(page.get_by_text(THEN)).to_be_visible()
    expect(page.locator("#filter-verantwortlich")).to_have_value("land")
    expect(page.locator("#total")).to_have_attribute("data-total", "3")
    expect(page.get_by_role("link", name="Melden")).to_have_count(0)
    page.locator("#rows th a").first.click()
    expect(page.get_by_text(THEN)).to_be_visible()
    expect(page.locator("main form[method=post]")).to_have_count(0)


OFFERS = "main form[method=post], main a[href$='/report/'], main a[id^=change-], main a[href$='/invite/']"


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["with", "without-javascript"])
def test_nobody_changes_the_past(visit: Visit, options: dict[str, bool]) -> None:
    pages = {
        "stadt": "/report/",
        "gstb": "/report/?ars=071435004000",
        "ldi": "/components/",
    }
    for who, address in pages.items():
        page = visit(address, who, **options)
        expect(page.locator(OFFERS)).not_to_have_count(0)

        look_back(page)

        expect(page.get_by_text(THEN)).to_be_visible()
        expect(page.locator(OFFERS)).to_have_count(0)


def test_a_page_that_knows_no_past_says_so_and_the_day_goes_on(visit: Visit) -> None:
    page = visit("/people/?stichtag=2022-03-31", "ministerium")

    expect(page.get_by_text("Diese Seite zeigt den heutigen Stand.")).to_be_visible()
    expect(page.get_by_text(THEN)).to_have_count(0)
    page.get_by_role("navigation", name="Hauptnavigation").get_by_role("link", name="Pakete").click()
    expect(page.get_by_text(THEN)).to_be_visible()


def test_a_day_that_is_none_is_said_and_today_is_shown(visit: Visit) -> None:
    page = visit("/?stichtag=31.02.2022", "lenkungsausschuss")

    expect(page.locator("header [role=alert]")).to_be_visible()
    expect(page.locator(".page-head__kicker")).to_contain_text("Stand 15.06.2022")


def test_a_day_may_be_written_as_people_write_it(visit: Visit) -> None:
    page = visit("/?stichtag=31.03.2022", "lenkungsausschuss")

    expect(page.get_by_text(THEN)).to_be_visible()
