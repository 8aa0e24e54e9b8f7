"""Typing on the officer's pages, losing what keeps somebody signed in, and coming back."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import player
from tests.browser.pages import OWN, OWN_SERVICE
from tests.factories import PASSWORD

TYPED = "Zwei Sätze, die niemand zweimal schreiben will."
PAGE = f"/report/{OWN}/{OWN_SERVICE}/"
BACK = re.compile(r"Ihre Eingaben von \d\d:\d\d Uhr sind wieder da\.")
STORED = "() => JSON.stringify({...sessionStorage})"
DRAFTS = "() => Object.keys(sessionStorage).filter(key => key.startsWith('draft:')).length"


def remark(page: Page) -> Locator:
    return page.get_by_label("Bemerkung")


def save(page: Page) -> None:
    page.get_by_role("button", name="Meldung abgeben").click()


def open_row(page: Page, ozg_id: str = OWN_SERVICE) -> None:
    page.locator(f"#change-{ozg_id}").click()
    expect(page.locator(f"#rollout-{ozg_id} form")).to_be_visible()


def enter(page: Page, who: str) -> None:
    """Signs in by the form that is shown."""
    page.get_by_label("E-Mail").fill(player(who).email)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Anmelden")


def lose_session(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


def lose_both_cookies(page: Page) -> None:
    page.context.clear_cookies()
