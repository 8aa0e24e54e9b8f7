"""Whatever is typed: a sentence at the field, nothing lost, nothing run, nothing stored that was not meant."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from milestones.models import MilestoneReport
from municipalities.models import RolloutReport
from tests.browser.conftest import Visit
from tests.browser.pages import OWN, OWN_SERVICE

pytestmark = pytest.mark.browser

NASTY = "<script>document.title = 'Angriff'</script> „Grüße“ & 🙂 {{ 7*7 }}"
FORM = "/milestones/start-paket-2/report/"


def put(page: Page, name: str, value: str) -> None:
    """Puts in what the browser's own calendar and limits would not let through."""
    field = page.locator(f"main [name={name}]")
    field.evaluate(
        """(one, value) => {
            if (one.type === 'date') one.type = 'text';
            one.removeAttribute('maxlength');
            one.value = value;
        }""",
        value,
    )


DAYS = ("morgen", "31.02.2022", "0000-00-00", "2022-13-01", "99999-01-01", "1e9", "²⁵.12.2022")
WORDS = (NASTY, "🙂", "%", "a" * 5000, "'; DROP TABLE", "\\")


def test_what_is_no_date_is_said_at_its_field(visit: Visit) -> None:
    page = visit(FORM, "ministerium")
    before = MilestoneReport.objects.count()
    for day in DAYS:
        page.get_by_label("Begründung").fill(f"{day} {NASTY}")
        put(page, "forecast_on", day)
        page.get_by_role("button", name="Meldung abgeben").click()

        expect(page.get_by_label("Begründung")).to_have_value(f"{day} {NASTY}")
        expect(page.locator("[id$=forecast_on_error]")).to_contain_text("Das ist kein Datum.")
    assert MilestoneReport.objects.count() == before


def test_what_looks_like_a_script_is_text(visit: Visit) -> None:
    page = visit(FORM, "ministerium")
    page.get_by_label("Erwartet am", exact=True).fill("2022-11-30")
    page.get_by_label("Art des Grundes").select_option("technology")
    page.get_by_label("Begründung").fill(NASTY)
    page.get_by_label("Nachweis").fill("javascript:alert(1) https://ozg.example/<b>x</b>")
    page.get_by_role("button", name="Meldung abgeben").click()
    page.get_by_role("button", name="So melden").click()

    expect(page.locator("section[aria-labelledby=history] .history li").first).to_contain_text(NASTY)
    assert page.title().startswith("Inbetriebsetzung mit allen Basiskomponenten")
    assert page.locator("main a[href^='javascript:']").count() == 0
    assert MilestoneReport.objects.latest("id").reason == NASTY
    page.goto("/")
    expect(page.locator("h1")).to_be_visible()
    page.goto("/audit/")
    expect(page.locator("table tbody tr").first).to_contain_text(NASTY)


def test_too_much_text_is_refused_and_kept(visit: Visit) -> None:
    page = visit(f"/report/{OWN}/{OWN_SERVICE}/", "stadt")
    before = RolloutReport.objects.count()
    put(page, "remark", "ä" * 5000)
    page.get_by_role("button", name="Meldung abgeben").click()

    expect(page.locator("[id$=remark_error]")).to_contain_text("höchstens 2000 Zeichen")
    assert len(page.locator("main [name=remark]").input_value()) == 5000
    assert RolloutReport.objects.count() == before


def test_what_no_database_takes_is_answered_in_german(visit: Visit) -> None:
    page = visit("/", "ministerium")
    for address in ("/rollouts/?q=%00", "/services/?q=%00", "/people/?q=%00", "/audit/?person=%00"):
        page.goto(address)
        assert page.title().endswith("OZG-Meilensteine Rheinland-Pfalz")
        expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("address", ["/rollouts/", "/services/", "/municipalities/", "/people/"])
def test_searching_for_nonsense_finds_nothing(visit: Visit, address: str) -> None:
    page = visit(address, "ministerium")
    everything = page.locator("#total").get_attribute("data-total") or ""
    search = page.locator("main form.filters").locator("input[type=text], input[type=search]").first
    for words in WORDS:
        page.get_by_role("link", name="Zurücksetzen").click()
        expect(page.locator("#total")).to_have_attribute("data-total", everything)
        search.fill(words)  # the field takes no more than fits
        search.press("Enter")

        expect(page.locator("#total")).to_have_attribute("data-total", "0")
        assert page.title() != "Angriff"
