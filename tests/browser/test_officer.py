"""The IT officer of Stadt Koblenz says in a few minutes what changed this month."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.fixtures import Settings

from municipalities.models import Rollout, RolloutReport
from tests.browser.conftest import Visit
from tests.browser.pages import OWN, OWN_SERVICE
from tests.browsing import overflow, violations

pytestmark = pytest.mark.browser

TODAY = date(2022, 7, 4)
WITH_AND_WITHOUT = pytest.mark.parametrize(
    "options", [{}, {"java_script_enabled": False}], ids=["with-javascript", "without-javascript"]
)


@pytest.fixture(autouse=True)
def july(settings: Settings, site: str) -> None:
    """A new month has begun: nothing is said yet."""
    settings.TODAY = TODAY


def rollout(ozg_id: str) -> Rollout:
    return Rollout.objects.get(authority__ars=OWN, service__ozg_id=ozg_id)


def services(state: str, *, package: int = 1) -> list[str]:
    """The OZG-IDs of what the town has in this state; package 1 needs nothing that is not ready."""
    mine = Rollout.objects.competent().filter(authority__ars=OWN, state=state, service__package__number=package)
    return list(mine.order_by("service__ozg_id").values_list("service__ozg_id", flat=True))


def change(page: Page, ozg_id: str) -> Locator:
    """Opens the form of one service: in its row, or without JavaScript on a page of its own."""
    page.locator(f"#change-{ozg_id}").click()
    form = page.locator("form.report-form")
    expect(form).to_be_visible()
    return form


@WITH_AND_WITHOUT
def test_one_service_changes_and_the_sentence_counts_down(visit: Visit, options: dict[str, Any]) -> None:
    page = visit("/report/", "stadt", **options)
    total = Rollout.objects.competent().filter(authority__ars=OWN).count()
    ozg_id = services("in-progress")[0]
    expect(page.locator("#answer")).to_have_text(f"Noch {total} von {total} Leistungen ohne Meldung im Juli.")
    form = change(page, ozg_id)
    form.get_by_label("Stand", exact=True).select_option("ready")
    form.get_by_label("Live erwartet am").fill("2022-07-15")
    form.get_by_label("Art des Grundes").select_option("staff")
    form.get_by_label("Begründung").fill("Die Schulung ist vorbei.")
    form.get_by_label("Bemerkung").fill("Bürgeramt geschult")
    form.get_by_role("button", name="Meldung abgeben").click()

    expect(page.locator(".row-note .notice, #messages .notice")).to_have_text("Ihre Meldung ist gespeichert.")
    expect(page.locator(f"#rollout-{ozg_id}")).to_contain_text("15.07.2022")
    expect(page.locator(f"#rollout-{ozg_id}")).to_contain_text("heute")
    expect(page.locator("#answer")).to_contain_text(f"Noch {total - 1} von ")
    report = rollout(ozg_id).last_report
    assert report is not None
    assert (report.state, report.forecast_on, report.remark) == ("ready", date(2022, 7, 15), "Bürgeramt geschult")


@WITH_AND_WITHOUT
def test_all_else_is_unchanged_in_one_click(visit: Visit, options: dict[str, Any]) -> None:
    page = visit("/report/", "stadt", **options)
    before = RolloutReport.objects.count()
    button = page.get_by_role("button", name="Alles Übrige unverändert bestätigen")
    confirmed = int(button.inner_text().partition("(")[2].rstrip(")"))

    button.click()

    expect(page.locator("#messages")).to_have_text(f"{confirmed} Leistungen unverändert bestätigt.")
    assert RolloutReport.objects.count() == before + confirmed
    assert RolloutReport.objects.filter(is_confirmation=True, said_on=TODAY).count() == confirmed


@WITH_AND_WITHOUT
def test_live_is_refused_with_the_list_of_what_is_missing(visit: Visit, options: dict[str, Any]) -> None:
    page = visit("/report/", "stadt", **options)
    before = RolloutReport.objects.count()
    form = change(page, OWN_SERVICE)  # Eheschließung needs the signature, which is not ready
    form.get_by_label("Stand", exact=True).select_option("live")
    form.get_by_label("Live seit").fill("2022-07-01")
    form.get_by_label("Bemerkung").fill("Alles bereit")
    form.get_by_role("button", name="Meldung abgeben").click()

    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("kann noch nicht live sein.")
    expect(refusal.locator("li")).to_contain_text(["erwartet 14.09.2022"])
    expect(page.get_by_label("Bemerkung")).to_have_value("Alles bereit")
    assert RolloutReport.objects.count() == before


def test_what_is_open_may_go_live(visit: Visit) -> None:
    page, ozg_id = visit("/report/", "stadt"), services("ready")[0]
    form = change(page, ozg_id)
    form.get_by_label("Stand", exact=True).select_option("live")
    form.get_by_label("Live seit").fill("2022-07-01")
    form.get_by_label("Reifegrad").select_option("3")
    form.get_by_role("button", name="Meldung abgeben").click()

    expect(page.locator(f"#rollout-{ozg_id}")).to_contain_text("seit 01.07.2022")
    expect(page.locator(f"#change-{ozg_id}")).to_be_focused()
    assert rollout(ozg_id).live_on == date(2022, 7, 1)


def test_a_double_click_reports_once(visit: Visit) -> None:
    page = visit("/report/", "stadt")
    before, ozg_id = RolloutReport.objects.count(), services("in-progress")[0]
    form = change(page, ozg_id)
    form.get_by_label("Live erwartet am").fill("2022-07-15")
    form.get_by_label("Art des Grundes").select_option("staff")
    form.get_by_label("Begründung").fill("Die Schulung ist vorbei.")

    form.get_by_role("button", name="Meldung abgeben").dblclick()

    expect(page.locator(f"#rollout-{ozg_id} form")).to_have_count(0)
    assert RolloutReport.objects.count() == before + 1


@WITH_AND_WITHOUT
def test_several_at_once(visit: Visit, options: dict[str, Any]) -> None:
    page = visit("/report/", "stadt", **options)
    before, chosen = RolloutReport.objects.count(), services("planned")[:2]
    for ozg_id in chosen:
        page.locator(f"#rollout-{ozg_id} input[type=checkbox]").check()
    several = page.locator("#several")
    several.get_by_label("Stand", exact=True).select_option("in-progress")
    several.get_by_label("Live erwartet am").fill("2022-07-15")
    several.get_by_label("Art des Grundes").select_option("contract")
    several.get_by_label("Begründung").fill("Der Hersteller liefert früher.")
    several.get_by_role("button", name="alt und neu ansehen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 Leistungen würden sich ändern.")
    assert RolloutReport.objects.count() == before
    page.get_by_role("button", name="2 Leistungen so melden").click()

    expect(page.locator("#messages")).to_have_text("2 Leistungen gemeldet.")
    assert RolloutReport.objects.count() == before + 2
    assert [rollout(ozg_id).state for ozg_id in chosen] == ["in-progress", "in-progress"]


@pytest.mark.parametrize("width", [1440, 390])
def test_the_bar_for_several_stays_in_view_and_nothing_focused_lies_under_it(visit: Visit, width: int) -> None:
    page = visit("/report/", "stadt", width=width)
    bar = page.locator("[data-several]")
    expect(bar).not_to_be_in_viewport()
    boxes = page.locator(".report-table input[name=rollout]")
    boxes.first.focus()
    page.keyboard.press("Space")

    expect(bar).to_be_in_viewport()
    expect(bar.locator("output")).to_have_text("1 angehakt")
    for _step in range(24):
        page.keyboard.press("Tab")
        under = page.evaluate(
            """() => {
                const bar = document.querySelector("[data-several]");
                const focused = document.activeElement;
                if (bar.contains(focused)) return 0;
                return focused.getBoundingClientRect().bottom - bar.getBoundingClientRect().top;
            }"""
        )
        assert under <= 0
    boxes.nth(1).check()
    expect(bar.locator("output")).to_have_text("2 angehakt")
    bar.get_by_role("button", name="aufheben").click()
    expect(bar).not_to_be_in_viewport()
    expect(boxes.first).to_be_focused()


@pytest.mark.parametrize(("width", "most"), [(1440, 0.25), (1024, 0.25), (390, 0.5)])
def test_the_bar_fits_and_what_is_wrong_has_the_focus_beside_the_row(visit: Visit, width: int, most: float) -> None:
    page = visit("/report/", "stadt", width=width)
    box = page.locator(".report-table input[name=rollout]").nth(-3)
    value = box.get_attribute("value")
    box.check()
    bar, notice = page.locator("[data-several]"), page.locator("#several > [role=alert]")
    assert (overflow(page), parts_outside(bar)) == (0, [])

    if width < 600:
        bar.get_by_role("button", name="Angaben setzen").click()
    bar.get_by_role("button", name="alt und neu ansehen").click()

    row = page.locator(f"input[name=rollout][value='{value}']")
    expect(notice).to_be_focused()
    expect(notice).to_be_in_viewport(ratio=1)
    expect(row).to_be_checked()
    expect(row).to_be_in_viewport()
    assert (overflow(page), parts_outside(bar), violations(page)) == (0, [], [])
    assert share_of_window(bar) < most

    if width < 600:
        bar.get_by_role("button", name="Angaben setzen").click()
    bar.get_by_label("Live erwartet am").evaluate("one => { one.type = 'text'; one.value = 'bald'; }")
    bar.get_by_role("button", name="alt und neu ansehen").click()

    expect(notice).to_have_count(0)
    expect(bar.get_by_label("Live erwartet am")).to_be_focused()
    expect(row).to_be_checked()
    expect(row).to_be_in_viewport()
    assert (overflow(page), parts_outside(bar), violations(page)) == (0, [], [])
    assert width < 600 or share_of_window(bar) < most


def parts_outside(bar: Locator) -> list[str]:
    """Fields and buttons of the bar that reach beyond it or over each other."""
    found: list[str] = bar.evaluate(
        """bar => {
            const parts = [...bar.querySelectorAll("label, input, select, button")];
            const shown = parts.filter((one) => one.type !== "hidden" && one.offsetParent !== null);
            const boxes = shown.map((one) => [one, one.getBoundingClientRect()]);
            const edge = bar.getBoundingClientRect();
            const before = (a, b) => a.right <= b.left + 1 || a.bottom <= b.top + 1;
            const over = (a, b) => a !== b && !before(a, b) && !before(b, a);
            const wrong = boxes.filter(([, box]) => box.left < edge.left || box.right > edge.right
                || boxes.some(([, other]) => over(box, other)));
            return wrong.map(([one]) => one.outerHTML.slice(0, 60));
        }"""
    )
    return found


def share_of_window(bar: Locator) -> float:
    return float(bar.evaluate("bar => bar.getBoundingClientRect().height / innerHeight"))


@pytest.mark.parametrize("width", [1440, 390])
def test_old_and_new_can_be_read_by_everybody(visit: Visit, width: int) -> None:
    page = visit("/report/", "stadt", width=width)
    for ozg_id in (*services("planned")[:1], *services("in-progress")[:1]):
        page.locator(f"#rollout-{ozg_id} input[type=checkbox]").check()
    if width < 600:
        page.get_by_role("button", name="Angaben setzen").click()
    page.locator("#several-state").select_option("in-progress")
    page.get_by_role("button", name="alt und neu ansehen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("1 Leistung würde sich ändern.")
    expect(page.get_by_role("heading", name="Bleibt, wie es ist")).to_be_visible()
    assert (violations(page), overflow(page)) == ([], 0)


def test_another_authority_does_not_exist(visit: Visit) -> None:
    page = visit("/municipalities/071435004000/", "stadt")

    expect(page.get_by_role("heading", level=1)).to_have_text("Diese Seite gibt es nicht")
