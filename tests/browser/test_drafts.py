"""Typed text survives: session or cookies or connection lost, a page that was left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from municipalities.models import RolloutReport
from tests.browser.conftest import Visit
from tests.browser.drafting import (
    BACK,
    DRAFTS,
    PAGE,
    TYPED,
    enter,
    lose_both_cookies,
    lose_session,
    open_row,
    remark,
    save,
)
from tests.browser.pages import OWN_SERVICE
from tests.browsing import overflow, violations

pytestmark = pytest.mark.browser

LOSSES: list[Callable[[Page], None]] = [lose_session, lose_both_cookies]


@pytest.mark.parametrize("lose", LOSSES)
def test_a_page_of_its_own_brings_back_what_was_typed_after_signing_in(
    visit: Visit, lose: Callable[[Page], None]
) -> None:
    page = visit(PAGE, "stadt")
    before = RolloutReport.objects.count()
    remark(page).fill(TYPED)
    lose(page)
    save(page)

    expect(page.locator("main")).to_contain_text("Sie sind nicht mehr angemeldet")
    expect(page.locator("main")).to_contain_text("Es wurde nichts gespeichert.")
    expect(page.locator("[data-drafts-kept]")).to_be_visible()
    assert TYPED not in page.locator("body").inner_text()
    if lose is lose_both_cookies:
        assert violations(page) == []
        page.get_by_role("link", name="Wieder anmelden").click()
    enter(page, "stadt")

    page.wait_for_url(f"**{PAGE}")
    expect(remark(page)).to_have_value(TYPED)
    expect(page.locator("form .draft")).to_contain_text(BACK)
    expect(page.locator("#announce")).to_contain_text(BACK)
    assert RolloutReport.objects.count() == before
    save(page)
    expect(page.locator("#messages")).to_contain_text("Ihre Meldung ist gespeichert.")
    assert RolloutReport.objects.latest("pk").remark == TYPED
    page.goto(PAGE)
    expect(page.locator("form .draft")).to_have_count(0)
    page.wait_for_function(f"({DRAFTS})() === 0")


@pytest.mark.parametrize("lose", LOSSES)
def test_a_row_says_that_a_draft_waits_and_brings_it_back(visit: Visit, lose: Callable[[Page], None]) -> None:
    page = visit("/report/", "stadt")
    open_row(page)
    remark(page).fill(TYPED)
    lose(page)
    save(page)
    expect(page.locator("#messages")).to_contain_text("Es wurde nichts gespeichert.")
    enter(page, "stadt")

    page.wait_for_url("**/report/")
    expect(page.locator(f"#rollout-{OWN_SERVICE} .draft-mark")).to_contain_text("Entwurf von")
    if lose is lose_session:
        assert violations(page) == []
    page.locator("#unsaved a").click()
    expect(remark(page)).to_have_value(TYPED)
    expect(page.locator("form .draft")).to_contain_text(BACK)
    expect(page.locator(".draft-mark, #unsaved a")).to_have_count(0)
    save(page)

    expect(page.locator(f"#rollout-{OWN_SERVICE} form")).to_have_count(0)
    assert RolloutReport.objects.latest("pk").remark == TYPED
    page.wait_for_function(f"({DRAFTS})() === 0")


def test_without_its_token_a_row_says_so_and_keeps_what_was_typed(visit: Visit) -> None:
    page = visit("/report/", "stadt")
    open_row(page)
    remark(page).fill(TYPED)
    page.context.clear_cookies(name="csrftoken")
    save(page)

    expect(page.locator("form .note--danger")).to_contain_text(
        "Das Formular ist abgelaufen. Es wurde nichts gespeichert"
    )
    expect(remark(page)).to_have_value(TYPED)
    page.get_by_role("link", name="Seite neu laden").click()
    expect(page.locator(".draft-mark")).to_be_visible()
    open_row(page)
    save(page)
    expect(page.locator(".row-note")).to_contain_text("Ihre Meldung ist gespeichert.")
    assert RolloutReport.objects.latest("pk").remark == TYPED


def test_a_page_that_was_left_and_loaded_again_brings_it_back_or_throws_it_away(visit: Visit) -> None:
    page = visit(PAGE, "stadt")
    page.get_by_label("Reifegrad").select_option("2")
    remark(page).fill(TYPED)
    page.get_by_role("link", name="Hilfe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hilfe")
    page.go_back()
    expect(remark(page)).to_have_value(TYPED)
    page.reload()
    expect(remark(page)).to_have_value(TYPED)
    expect(page.get_by_label("Reifegrad")).to_have_value("2")
    for width, scheme in ((1440, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        assert (violations(page), overflow(page)) == ([], 0)

    page.get_by_role("button", name="Verwerfen").click()

    expect(remark(page)).to_have_value("")
    expect(page.locator("#announce")).to_contain_text("Ihre Eingaben sind verworfen")
    assert page.evaluate("() => document.activeElement.closest('form.report-form') !== null")
    page.reload()
    expect(page.locator("form .draft")).to_have_count(0)


def test_leaving_on_purpose_throws_away_and_escape_does_not(visit: Visit) -> None:
    page = visit("/report/", "stadt")
    opener = page.locator(f"#change-{OWN_SERVICE}")
    open_row(page)
    remark(page).fill(TYPED)
    remark(page).press("Escape")
    expect(opener).to_be_focused()
    expect(page.locator(f"#rollout-{OWN_SERVICE} .draft-mark")).to_be_visible()

    open_row(page)
    expect(remark(page)).to_have_value(TYPED)
    page.get_by_role("link", name="Abbrechen").click()

    expect(opener).to_be_focused()
    expect(page.locator(".draft-mark")).to_have_count(0)
    page.wait_for_function(f"({DRAFTS})() === 0")


def test_a_form_that_was_refused_stays_a_draft_until_it_is_taken(visit: Visit) -> None:
    page = visit(PAGE, "stadt")
    page.get_by_label("Stand", exact=True).select_option("later")
    remark(page).fill(TYPED)
    save(page)
    expect(page.locator(".field--error")).not_to_have_count(0)
    expect(page.locator("form .draft")).to_have_count(0)
    lose_session(page)
    page.goto(PAGE)
    enter(page, "stadt")

    expect(remark(page)).to_have_value(TYPED)
    expect(page.get_by_label("Stand", exact=True)).to_have_value("later")


def test_what_was_ticked_for_several_comes_back_with_what_was_typed(visit: Visit) -> None:
    page = visit("/report/", "stadt")
    ticks = page.locator("input[name=rollout]")
    ticks.nth(2).check()
    ticks.nth(5).check()
    page.locator("#several").get_by_label("Begründung").fill(TYPED)

    page.reload()

    expect(page.locator("#several > .draft")).to_contain_text(BACK)
    expect(page.locator("#several").get_by_label("Begründung")).to_have_value(TYPED)
    assert [ticks.nth(n).is_checked() for n in range(7)] == [n in {2, 5} for n in range(7)]
    page.get_by_role("button", name="aufheben").click()
    page.reload()
    expect(page.locator("#several").get_by_label("Begründung")).to_have_value(TYPED)
    assert page.locator("input[name=rollout]:checked").count() == 0


def test_what_was_shown_before_saving_is_a_draft_as_well(visit: Visit) -> None:
    page = visit("/components/", "ldi")
    page.locator("#change-epayment").click()
    page.get_by_label("Erwartet am").fill("2022-11-25")
    page.get_by_label("Art des Grundes").select_option("estimate")
    page.get_by_label("Begründung").fill(TYPED)
    save(page)
    expect(page.locator(".row-selected .conflict")).to_be_focused()
    lose_session(page)
    page.get_by_role("button", name="So melden").click()
    enter(page, "ldi")
    page.locator("#unsaved a").click()

    expect(page.get_by_label("Begründung")).to_have_value(TYPED)
    expect(page.get_by_label("Erwartet am")).to_have_value("2022-11-25")
    expect(page.locator("form .draft")).to_contain_text(BACK)
