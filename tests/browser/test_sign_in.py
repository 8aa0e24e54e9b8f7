"""Coming in and going out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.browser.conftest import Visit, player
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def ministry(site: str) -> User:
    """Somebody who has a password."""
    return player("ministerium")


def test_a_wrong_password_is_answered_with_a_sentence(visit: Visit, ministry: User) -> None:
    page = visit("/konto/login/")
    page.get_by_label("E-Mail").fill(ministry.email)
    page.get_by_label("Passwort", exact=True).fill("falsch")
    page.get_by_role("button", name="Anmelden").click()

    expect(page.get_by_role("alert")).to_contain_text("Bitte prüfen Sie Ihre Angaben.")
    expect(page.get_by_label("E-Mail")).to_have_value(ministry.email)
    expect(page.get_by_label("Passwort", exact=True)).to_have_value("")


def test_somebody_signs_in_where_they_wanted_to_go_and_out_again(visit: Visit, ministry: User) -> None:
    page = visit("/milestones/?ampel=overdue")
    page.get_by_label("E-Mail").fill(ministry.email)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()

    page.wait_for_url("**/milestones/?ampel=overdue")
    page.locator("summary", has_text=ministry.name).click()
    page.get_by_role("button", name="Abmelden").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")
    page.goto("/milestones/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")
