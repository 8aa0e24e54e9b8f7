"""Whose drafts they are, what is never kept, and when they end."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from milestones.models import MilestoneReport
from tests.browser.conftest import Visit, player
from tests.browser.drafting import (
    BACK,
    DRAFTS,
    PAGE,
    STORED,
    TYPED,
    enter,
    lose_session,
    open_row,
    remark,
    save,
)
from tests.browser.pages import OWN
from tests.browsing import violations

pytestmark = pytest.mark.browser


def test_another_person_on_the_same_tab_sees_nothing_of_it(visit: Visit) -> None:
    page = visit(f"/report/?ars={OWN}", "stadt")
    open_row(page)
    remark(page).fill(TYPED)
    lose_session(page)
    page.goto(f"/report/?ars={OWN}")
    enter(page, "staedtetag")

    page.wait_for_url(f"**/report/?ars={OWN}")
    expect(page.locator(".draft-mark, #unsaved a")).to_have_count(0)
    open_row(page)
    expect(remark(page)).to_have_value("")
    assert TYPED not in page.content()

    lose_session(page)
    page.goto(f"/report/?ars={OWN}")
    enter(page, "stadt")
    open_row(page)
    expect(remark(page)).to_have_value(TYPED)


def test_signing_out_takes_the_drafts_along(visit: Visit) -> None:
    page = visit(PAGE, "stadt")
    remark(page).fill(TYPED)
    assert page.evaluate(DRAFTS) == 1

    page.locator("summary", has_text=player("stadt").name).click()
    page.get_by_role("button", name="Abmelden").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")
    assert TYPED not in page.evaluate(STORED)
    expect(page.locator("[data-drafts-kept]")).to_be_hidden()
    page.goto(PAGE)
    enter(page, "stadt")
    expect(remark(page)).to_have_value("")


def test_nothing_secret_and_nothing_hidden_is_kept(visit: Visit) -> None:
    page = visit("/milestones/", "ministerium")
    page.locator("#report-start-paket-2").click()
    page.get_by_label("Begründung").fill(TYPED)
    hidden = page.locator("#milestone-start-paket-2 form input[type=hidden]")
    names = [one.get_attribute("name") for one in hidden.all()]
    assert {"csrfmiddlewaretoken", "supersedes"} <= set(names)
    token = hidden.first.input_value()

    kept = page.evaluate(STORED)
    assert TYPED in kept
    assert [word for word in ("supersedes", "csrf", token, "ministerium", "Muster") if word in kept] == []
    page.goto("/konto/password/change/")
    for field in page.locator("input[type=password]").all():
        field.fill("ganz-geheim-123")
    assert "ganz-geheim" not in page.evaluate(STORED)


def test_a_draft_never_hides_what_somebody_else_reported_meanwhile(visit: Visit) -> None:
    page, other = visit("/milestones/", "ministerium"), visit("/milestones/start-paket-2/report/", "gstb")
    page.locator("#report-start-paket-2").click()
    page.get_by_label("Erwartet am").fill("2022-12-01")
    page.get_by_label("Begründung").fill(TYPED)
    lose_session(page)
    other.get_by_label("Erwartet am").fill("2022-11-15")
    other.get_by_label("Art des Grundes").select_option("estimate")
    other.get_by_label("Begründung").fill("Der Beirat tagt später.")
    save(other)
    other.get_by_role("button", name="So melden").click()
    expect(other.locator("#messages")).to_contain_text("gespeichert")
    stands = MilestoneReport.objects.latest("pk")

    save(page)
    enter(page, "ministerium")
    page.locator("#report-start-paket-2").click()

    expect(page.get_by_label("Begründung")).to_have_value(TYPED)
    warning = page.locator("form .draft")
    expect(warning).to_contain_text("Inzwischen wurde hier etwas anderes gemeldet.")
    expect(warning).to_contain_text("Erwartet am „15.11.2022“")
    expect(page.locator("form [name=supersedes]")).to_have_value(str(stands.pk))
    assert violations(page) == []


def test_what_is_shown_before_it_is_saved_ends_the_draft_once_it_is_saved(visit: Visit) -> None:
    page = visit("/report/", "stadt")
    several = page.locator("#several")
    ticks = page.locator("input[name=rollout]")
    ticks.nth(2).check()
    ticks.nth(5).check()
    several.get_by_label("Stand", exact=True).select_option("later")
    several.get_by_label("Begründung").fill(TYPED)
    several.get_by_role("button", name="Weiter: alt und neu ansehen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 Leistungen würden sich ändern.")
    page.get_by_role("link", name="Abbrechen").click()

    expect(page.locator("#several > .draft")).to_contain_text(BACK)
    several.get_by_role("button", name="Weiter: alt und neu ansehen").click()
    page.get_by_role("button", name="2 Leistungen so melden").click()

    expect(page.locator("#messages")).to_contain_text("2 Leistungen gemeldet.")
    expect(page.locator("#several > .draft")).to_have_count(0)
    page.wait_for_function(f"({DRAFTS})() === 0")
