"""An officer with many services opens what is folded, in place, and everything else on the page stays as it was."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from municipalities.models import Authority, Rollout, RolloutReport
from services.models import Service
from tests.browser.conftest import Visit
from tests.browser.pages import OWN
from tests.browsing import overflow, policy_breaches, violations

pytestmark = pytest.mark.browser

NUMBER, STEP = 130, 60
GROUP = "#group-unknown"


@pytest.fixture(autouse=True)
def many(site: str) -> None:
    """The town is asked for many services more, known by no package."""
    town, like = Authority.objects.get(ars=OWN), Service.objects.order_by("pk")[0]
    made = Service.objects.bulk_create(
        Service(
            ozg_id=str(20000 + place), name=f"Leistung mit der Nummer {place}", sort_key=f"0{place:04}",
            topic_area=like.topic_area, life_event=like.life_event, is_municipal_or_state=True, needs_known=False,
            assignment="unknown",
        )
        for place in range(NUMBER)
    )  # fmt: skip
    Rollout.objects.bulk_create(Rollout(authority=town, service=service) for service in made)


def ids(page: Page) -> list[str]:
    """The rows of the group, from above."""
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('#rows-unknown > tr[id]')].map(one => one.id)"
    )
    return found


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_rows_come_in_place_and_nothing_that_was_done_is_lost(visit: Visit, width: int, scheme: str) -> None:
    page = visit("/report/", "stadt", width=width, color_scheme=scheme)
    breaches = policy_breaches(page)
    before = RolloutReport.objects.count()
    first = page.locator(".report-table input[name=rollout]").first
    first.check()
    page.locator(GROUP).get_by_role("link", name="Leistungen zeigen").click()

    expect(page.locator(f"{GROUP} tbody tr")).to_have_count(STEP)
    expect(page.locator("#head-unknown")).to_be_focused()
    expect(page).to_have_url(re.compile(r"gruppe=1\.60&gruppe=unknown\.60"))
    expect(first).to_be_checked()
    ticked = page.locator("#rollout-20003 input[name=rollout]")
    ticked.check()
    page.locator(GROUP).get_by_role("link", name="Weitere 60 von").click()

    expect(page.locator(f"{GROUP} tbody tr")).to_have_count(2 * STEP)
    expect(page.locator("#rollout-20060 th a")).to_be_focused()
    expect(page.locator("#announce")).to_have_text("60 weitere Leistungen")
    expect(page).to_have_url(re.compile(r"gruppe=1\.60&gruppe=unknown\.120"))
    assert ids(page) == [f"rollout-{20000 + place}" for place in range(2 * STEP)]
    assert (violations(page), overflow(page), breaches) == ([], 0, [])

    page.locator("#change-20061").click()
    form = page.locator("#rollout-20061 form")
    form.get_by_label("Stand", exact=True).select_option("planned")
    form.get_by_role("button", name="Meldung abgeben").click()

    expect(page.locator("#rollout-20061 + .row-note .notice--success")).to_be_visible()
    expect(page.locator("#change-20061")).to_be_focused()
    assert RolloutReport.objects.count() == before + 1
    page.locator("#change-20062").click()
    page.locator("#rollout-20062 form").get_by_role("link", name="Abbrechen").click()
    expect(page.locator("#change-20062")).to_be_focused()
    expect(ticked).to_be_checked()
    assert ids(page) == [f"rollout-{20000 + place}" for place in range(2 * STEP)]
    page.reload()
    assert ids(page) == [f"rollout-{20000 + place}" for place in range(2 * STEP)]


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["with-javascript", "without-javascript"])
def test_a_group_is_folded_again_and_the_others_stay(visit: Visit, options: dict[str, Any]) -> None:
    page = visit("/report/?gruppe=2&gruppe=unknown", "stadt", **options)
    expect(page.locator(f"{GROUP} tbody tr")).to_have_count(STEP)

    page.locator("#group-2").get_by_role("link", name="zuklappen").click()

    expect(page.locator("#group-2 tbody")).to_have_count(0)
    expect(page.locator(f"{GROUP} tbody tr")).to_have_count(STEP)
    page.locator(GROUP).get_by_role("link", name="Weitere").click()
    expect(page.locator(f"{GROUP} tbody tr")).to_have_count(2 * STEP)
