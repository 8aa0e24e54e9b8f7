"""What only a real browser can tell about the joint pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.browsing import OpenPage, overflow, violations
from tests.dashboards.small import Small

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/",
    "/packages/",
    "/packages/2/",
    "/services/",
    "/services/10001/",
    "/services/10005/",
    "/municipalities/?name=a",
    "/municipalities/?ebene=gemeinden",
    "/municipalities/071315001000/",
    "/rollouts/",
    "/rollouts/071315001000/10003/",
)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_the_joint_pages_are_accessible_and_fit(
    told: Small, open_page: OpenPage, ministry: User, width: int, scheme: str
) -> None:
    found = {}
    for path in PAGES:
        page = open_page(path, user=ministry, width=width, color_scheme=scheme)
        found[path] = (violations(page), overflow(page))
        page.close()

    assert found == dict.fromkeys(PAGES, ([], 0))


def test_a_tile_opens_the_rows_it_counts(told: Small, open_page: OpenPage, ministry: User) -> None:
    page = open_page("/", user=ministry)

    page.get_by_role("link", name="Leistungen live, je Verwaltung gezählt").click()

    expect(page).to_have_url(re.compile(r"/rollouts/\?stand=live$"))
    expect(page.locator("#total")).to_have_text("2 von 12 Ausspielungen")


def test_a_filter_works_in_place_and_stays_in_the_address(told: Small, open_page: OpenPage, ministry: User) -> None:
    page = open_page("/rollouts/", user=ministry)

    page.locator("#filter-stand").select_option("live")

    expect(page.locator("#total")).to_have_text("2 von 12 Ausspielungen")
    expect(page).to_have_url(re.compile(r"stand=live"))
    expect(page.locator("#announce")).to_have_text("2 von 12 Ausspielungen")


def test_everything_works_without_javascript(told: Small, open_page: OpenPage, ministry: User) -> None:
    page = open_page("/municipalities/", user=ministry, java_script_enabled=False)

    page.get_by_label("Name, Sitz oder Schlüssel").fill("Antweiler")
    page.get_by_role("button", name="Anwenden").click()
    page.get_by_role("link", name="Verbandsgemeinde Adenau").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Verbandsgemeinde Adenau")


def test_a_side_narrows_what_needs_attention(told: Small, open_page: OpenPage, ministry: User) -> None:
    page = open_page("/", user=ministry)

    page.get_by_role("link", name=re.compile(r"^LDI \d")).click()

    expect(page.locator("#attention .chip[aria-current]")).to_contain_text("LDI")
    sides = [line.split(" · ")[0].split() for line in page.locator("#attention .rows .muted").all_inner_texts()]
    assert sides == [["kritisch.", "LDI"]] * 2
