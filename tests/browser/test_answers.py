"""What becomes of a request: seen beside the button, read out, true on the whole page, and the focus stays in place."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from municipalities.models import Rollout, RolloutReport
from tests.browser.conftest import Visit
from tests.browser.pages import OWN, OWN_SERVICE
from tests.browsing import overflow, policy_breaches, violations

pytestmark = pytest.mark.browser

TYPED = "Bürgeramt geschult"
ROW = f"#rollout-{OWN_SERVICE}"
OFFLINE = "Keine Verbindung. Ihre Eingaben bleiben hier stehen."
# What a reader reads, without what was said about the last request.
READ = """() => {
    const copy = document.getElementById('content').cloneNode(true);
    copy.querySelectorAll('.row-note, #messages').forEach(one => one.remove());
    return copy.innerHTML.replace(/<[^>]*>/g, ' ').replace(/\\s+/g, ' ').trim();
}"""

# What has the focus is not covered by the head of its table.
IS_SEEN = """() => {
    const box = document.activeElement.getBoundingClientRect();
    return document.activeElement.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
}"""


def button(page: Page) -> Locator:
    return page.get_by_role("button", name="Meldung abgeben")


def note(page: Page) -> Locator:
    return page.locator("form .buttons .note")


def open_row(page: Page) -> Locator:
    page.locator(f"#change-{OWN_SERVICE}").click()
    form = page.locator(f"{ROW} form")
    expect(form).to_be_visible()
    form.get_by_label("Bemerkung").fill(TYPED)
    return form


def test_while_it_is_saved_the_button_says_so_and_takes_no_second_press(visit: Visit) -> None:
    page = visit("/report/", "stadt")
    before = RolloutReport.objects.count()
    waiting: list[Route] = []

    def waiting_here(route: Route) -> None:
        waiting.append(route)

    form = open_row(page)
    page.route("**/report/*/*/", waiting_here)
    button(page).click()

    expect(note(page)).to_have_text("wird gespeichert …")
    expect(page.locator("#announce")).to_have_text("wird gespeichert …")
    expect(button(page)).to_have_attribute("aria-disabled", "true")
    button(page).click(force=True)
    assert len(waiting) == 1
    waiting[0].continue_()
    page.unroute("**/report/*/*/")

    expect(form).to_have_count(0)
    expect(page.locator(f"{ROW} + .row-note .notice--success")).to_have_text("Ihre Meldung ist gespeichert.")
    expect(page.locator("#announce")).to_have_text("Ihre Meldung ist gespeichert.")
    expect(page.locator(f"#change-{OWN_SERVICE}")).to_be_focused()
    assert page.evaluate(IS_SEEN)
    assert RolloutReport.objects.count() == before + 1
    for width, scheme in ((1440, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        assert (violations(page), overflow(page)) == ([], 0)


def test_without_a_connection_it_says_so_and_tries_again(visit: Visit) -> None:
    page = visit("/report/", "stadt")
    breaches = policy_breaches(page)
    form = open_row(page)
    page.context.set_offline(True)
    button(page).click()

    expect(note(page)).to_contain_text(OFFLINE)
    expect(page.locator("#alarm")).to_contain_text(OFFLINE)
    expect(button(page)).not_to_have_attribute("aria-disabled", "true")
    expect(form.get_by_label("Bemerkung")).to_have_value(TYPED)
    assert (overflow(page), breaches) == (0, [])
    assert violations(page) == []
    page.context.set_offline(False)
    page.get_by_role("button", name="Erneut versuchen").click()

    expect(form).to_have_count(0)
    expect(page.locator("#alarm")).to_have_text("")
    assert RolloutReport.objects.latest("pk").remark == TYPED


def test_a_page_of_its_own_stays_without_a_connection_too(visit: Visit) -> None:
    page = visit(f"/report/{OWN}/{OWN_SERVICE}/", "stadt")
    page.get_by_label("Bemerkung").fill(TYPED)
    page.context.set_offline(True)
    button(page).click()

    expect(note(page)).to_contain_text(OFFLINE)
    page.context.set_offline(False)
    page.get_by_role("button", name="Erneut versuchen").click()
    expect(page.locator("#messages")).to_contain_text("Ihre Meldung ist gespeichert.")
    assert RolloutReport.objects.latest("pk").remark == TYPED


def test_a_row_that_cannot_be_opened_says_so_beside_its_button(visit: Visit) -> None:
    page = visit("/report/", "stadt")
    page.context.set_offline(True)
    page.locator(f"#change-{OWN_SERVICE}").click()

    expect(page.locator(f"{ROW} .note")).to_contain_text("Keine Verbindung.")
    page.context.set_offline(False)
    page.locator(f"{ROW} [data-again]").click()
    expect(page.locator(f"{ROW} form")).to_be_visible()


REFUSAL = "Das dürfen Sie nicht."
HTML, PLAIN = {"Content-Type": "text/html"}, {"Content-Type": "text/plain"}
# By the application itself, which never reached its database (ozgtracker.failures), and not by a proxy in its place.
NOTHING_STORED = {**PLAIN, "OZG-Stored": "nothing"}
FAILURES = [
    (500, HTML, "Ob gespeichert wurde, ist unklar."),
    (503, PLAIN, "Ob gespeichert wurde, ist unklar."),
    (503, NOTHING_STORED, "Der Server ist gerade nicht erreichbar. Es wurde nichts gespeichert"),
    (429, HTML, "Zu viele Versuche in kurzer Zeit. Es wurde nichts gespeichert"),
    (404, HTML, "Der Server hat das abgelehnt. Es wurde nichts gespeichert"),
    (403, PLAIN, REFUSAL),
    (409, PLAIN, REFUSAL),
]


def answering(status: int, headers: dict[str, str]) -> Callable[[Route], None]:
    body = "<!DOCTYPE html><title>x</title><main id='content'>x</main>" if headers == HTML else REFUSAL
    return lambda route: route.fulfill(status=status, headers=headers, body=body)


def test_a_failure_is_said_beside_the_button_and_goes_with_the_next_try(visit: Visit) -> None:
    page = visit("/report/", "stadt")
    form = open_row(page)
    for status, headers, sentence in FAILURES:
        page.route("**/report/*/*/", answering(status, headers))
        button(page).click()

        expect(note(page)).to_contain_text(sentence)
        expect(page.locator("#alarm")).to_contain_text(sentence)
        expect(note(page)).to_have_count(1)
        expect(form.get_by_label("Bemerkung")).to_have_value(TYPED)
        expect(button(page)).not_to_have_attribute("aria-disabled", "true")
        page.unroute("**/report/*/*/")
    button(page).click()

    expect(form).to_have_count(0)
    expect(page.locator(".note--danger")).to_have_count(0)
    expect(page.locator("#alarm")).to_have_text("")


def test_on_a_page_of_its_own_the_first_wrong_field_has_the_focus(visit: Visit) -> None:
    page = visit(f"/report/{OWN}/{OWN_SERVICE}/", "stadt")
    page.get_by_label("Stand", exact=True).select_option("later")
    page.get_by_label("Begründung").fill("")
    page.get_by_label("Adresse der Leistung").fill("keine adresse")
    button(page).click()

    expect(page.locator("main [aria-invalid=true]")).to_have_count(1)
    expect(page.get_by_label("Adresse der Leistung")).to_be_focused()


def confirm(page: Page) -> None:
    """Hands in what changes something else: first it is shown, and where it is shown, there is the focus."""
    button(page).click()
    expect(page.locator(".row-selected .conflict")).to_be_focused()
    page.get_by_role("button", name="So melden").click()


def say_officer(page: Page) -> None:
    never = Rollout.objects.competent().filter(authority__ars=OWN, state="unknown")
    ozg_id = never.order_by("service__ozg_id")[0].service.ozg_id
    page.locator(f"#change-{ozg_id}").click()
    form = page.locator(f"#rollout-{ozg_id} form")
    form.get_by_label("Stand", exact=True).select_option("planned")
    form.get_by_label("Live erwartet am").fill("2022-09-30")
    button(page).click()
    expect(page.locator(f"#rollout-{ozg_id} form")).to_have_count(0)


def say_component(page: Page) -> None:
    page.locator("#change-epayment").click()
    page.get_by_label("Erwartet am").fill("")
    page.get_by_label("Bereit seit").fill("2022-06-14")
    page.get_by_label("Art des Grundes").select_option("estimate")
    page.get_by_label("Begründung").fill("Abgenommen.")
    confirm(page)
    expect(page.locator("#component-epayment form")).to_have_count(0)


def say_milestone(page: Page) -> None:
    page.locator("#report-start-paket-2").click()
    page.get_by_label("Erwartet am").fill("2022-11-30")
    page.get_by_label("Art des Grundes").select_option("estimate")
    page.get_by_label("Begründung").fill("ePayment kommt noch später.")
    confirm(page)
    expect(page.locator("#milestone-start-paket-2 form")).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "who", "say"),
    [
        ("/report/", "stadt", say_officer),
        ("/report/?zeigen=offen", "stadt", say_officer),
        ("/components/", "ldi", say_component),
        ("/milestones/", "ministerium", say_milestone),
        ("/milestones/?ampel=yellow", "ministerium", say_milestone),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_after_saving_the_page_reads_as_if_it_were_loaded_again(
    visit: Visit, address: str, who: str, say: Callable[[Page], None]
) -> None:
    page = visit(address, who)
    before = page.evaluate(READ)
    say(page)
    expect(page.locator(".row-note .notice--success, #messages .notice--success")).to_be_visible()
    assert page.evaluate("() => document.activeElement !== document.body")

    after = page.evaluate(READ)
    page.reload()

    assert after != before
    assert after == page.evaluate(READ)


def test_saving_one_row_leaves_what_is_typed_and_ticked_elsewhere(visit: Visit) -> None:
    page = visit("/report/", "stadt")
    other = page.locator("a[id^=change-]").nth(3)
    row = f"#rollout-{(other.get_attribute('id') or '').removeprefix('change-')}"
    other.click()
    page.locator(f"{row} form").get_by_label("Bemerkung").fill("halb fertig")
    ticked = page.locator("input[name=rollout]").nth(6)
    ticked.check()
    page.locator("#several").get_by_label("Begründung").fill("für alle gleich")
    page.locator(".report-several").evaluate("one => one.classList.add('is-open')")  # as a script of the page does
    open_row(page)
    page.locator(f"{ROW} form").get_by_role("button", name="Meldung abgeben").click()

    expect(page.locator(f"{ROW} form")).to_have_count(0)
    expect(page.locator(".report-several.is-open")).to_have_count(1)
    expect(page.locator(f"{row} form").get_by_label("Bemerkung")).to_have_value("halb fertig")
    expect(ticked).to_be_checked()
    expect(page.locator("#several").get_by_label("Begründung")).to_have_value("für alle gleich")


def test_after_a_refusal_of_several_the_rows_still_work(visit: Visit) -> None:
    page = visit("/report/", "stadt")
    page.locator("#several").get_by_role("button", name="Weiter: alt und neu ansehen").click()
    expect(page.locator("main > header .notice--danger")).to_contain_text("Es wurde nichts gespeichert.")
    expect(page).to_have_url(re.compile(r"/report/$"))

    open_row(page)
    page.locator(f"{ROW} form").get_by_role("button", name="Meldung abgeben").click()

    expect(page.locator(".row-note .notice--success")).to_be_visible()


def test_the_focus_goes_to_the_first_wrong_field_and_back_to_the_button(visit: Visit) -> None:
    page = visit("/report/", "stadt")
    form = open_row(page)
    form.get_by_label("Stand", exact=True).select_option("later")
    form.get_by_label("Begründung").fill("")
    form.get_by_label("Adresse der Leistung").fill("keine adresse")
    form.get_by_label("Adresse der Leistung").press("Enter")
    expect(form.locator("[aria-invalid=true]").first).to_be_focused()

    page.get_by_role("link", name="Abbrechen").press("Enter")
    expect(page.locator(f"#change-{OWN_SERVICE}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"{ROW} h3")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(f"#change-{OWN_SERVICE}")).to_be_focused()
