"""What only a real browser can tell: accessibility, widths, keyboard, and the few lines of JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from accounts.models import User
from tests.browsing import OpenPage, overflow, policy_breaches, violations
from tests.conftest import Person
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("/konto/login/", "/konto/password/reset/", "/quellen/", "/hilfe/", "/datenschutz/", "/gibt-es-nicht/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_pages_are_accessible_and_fit(open_page: OpenPage, ministry: User, width: int, scheme: str) -> None:
    found = {}
    for path in PAGES:
        user = None if "konto" in path else ministry
        page = open_page(path, user=user, width=width, color_scheme=scheme)
        found[path] = (violations(page), overflow(page))

    assert found == dict.fromkeys(PAGES, ([], 0))


@pytest.mark.parametrize("width", [360, 768, 1024, 1280, 1920])
def test_no_width_needs_scrolling_sideways(open_page: OpenPage, ministry: User, width: int) -> None:
    assert overflow(open_page("/quellen/", user=ministry, width=width)) == 0


def test_the_content_policy_refuses_nothing_we_ship(open_page: OpenPage, ministry: User) -> None:
    page = open_page("/hilfe/", user=ministry)
    breaches = policy_breaches(page)

    page.reload()
    page.get_by_text("In die Vergangenheit sehen").click()

    assert breaches == []


def test_signing_in_by_keyboard_alone(open_page: OpenPage, person: Person) -> None:
    person(email="a@land.example")
    page = open_page("/konto/login/?next=/hilfe/")

    page.get_by_label("E-Mail").focus()
    page.keyboard.type("a@land.example")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Hilfe", exact=True)).to_be_visible()


def test_a_double_click_sends_a_form_once(open_page: OpenPage) -> None:
    page = open_page("/konto/login/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_label("E-Mail").fill("niemand@land.example")
    page.get_by_label("Passwort", exact=True).fill("falsch")

    page.evaluate("const b = document.querySelector('form .button--primary'); b.click(); b.click()")

    expect(page.get_by_role("alert")).to_be_visible()
    assert len(sent) == 1


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["with", "without"])
def test_the_stichtag_is_chosen_with_and_without_javascript(
    open_page: OpenPage, ministry: User, options: dict[str, bool]
) -> None:
    page = open_page("/packages/?q=Kfz", user=ministry, width=390, **options)

    page.locator("summary", has_text="Stichtag").click()
    page.get_by_label("Stand anzeigen vom").fill("2022-05-01")
    page.get_by_role("button", name="Anzeigen").click()

    expect(page.get_by_text("Sie blicken auf den Stand vom 01.05.2022 zurück.")).to_be_visible()
    assert page.url.endswith("/packages/?q=Kfz&stichtag=2022-05-01")


def test_the_stichtag_goes_along_with_filters_that_changed_the_address(open_page: OpenPage, ministry: User) -> None:
    page = open_page("/packages/?q=Kfz&stichtag=2022-05-01", user=ministry)
    page.evaluate("history.pushState(null, '', '?q=Wohnen&q=Bauen&seite=4&stichtag=2022-05-01')")

    page.locator("summary", has_text="Stichtag").click()
    page.get_by_label("Stand anzeigen vom").fill("2022-04-01")
    page.get_by_role("button", name="Anzeigen").click()

    page.wait_for_url("**/packages/?q=Wohnen&q=Bauen&stichtag=2022-04-01")
    page.evaluate("history.pushState(null, '', '?q=Pass&seite=2&stichtag=2022-04-01')")
    page.get_by_role("link", name="Zum heutigen Stand").click()
    page.wait_for_url("**/packages/?q=Pass")


def test_signing_out_works_without_javascript(open_page: OpenPage, ministry: User) -> None:
    page = open_page("/hilfe/", user=ministry, java_script_enabled=False)

    page.locator("summary", has_text=ministry.name).click()
    page.get_by_role("button", name="Abmelden").click()

    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()


def test_escape_closes_a_menu_and_gives_the_focus_back(open_page: OpenPage, ministry: User) -> None:
    page = open_page("/hilfe/", user=ministry)
    menu = page.locator("summary", has_text="Stichtag")
    menu.click()
    page.get_by_label("Stand anzeigen vom").focus()

    page.keyboard.press("Escape")

    expect(page.get_by_label("Stand anzeigen vom")).to_be_hidden()
    expect(menu).to_be_focused()


def test_a_click_elsewhere_closes_a_menu(open_page: OpenPage, ministry: User) -> None:
    page = open_page("/hilfe/", user=ministry)
    page.locator("summary", has_text="Stichtag").click()

    page.get_by_role("heading", name="Hilfe", exact=True).click()

    expect(page.get_by_label("Stand anzeigen vom")).to_be_hidden()


def send_by_htmx(page: Page, address: str) -> None:
    """Sends a form by htmx, as the inline report does."""
    page.evaluate(
        """address => {
            const form = document.createElement("form");
            form.method = "post";
            form.setAttribute("hx-post", address);
            form.setAttribute("hx-target", "#content");
            form.innerHTML = '<button class="button">Melden</button>';
            document.getElementById("content").append(form);
            htmx.process(form);
        }""",
        address,
    )
    page.get_by_role("button", name="Melden").click()


def test_a_refused_request_is_said_beside_the_button_and_read_out(open_page: OpenPage, ministry: User) -> None:
    page = open_page("/hilfe/", user=ministry)

    send_by_htmx(page, "/hilfe/")  # the page takes no POST: 405

    expect(page.locator("form > .note--danger")).to_contain_text(
        "Der Server hat das abgelehnt. Es wurde nichts gespeichert"
    )
    expect(page.locator("#alarm")).to_contain_text("Der Server hat das abgelehnt. Es wurde nichts gespeichert")
    expect(page.locator("form[aria-busy]")).to_have_count(0)


@pytest.mark.parametrize("status", [409, 422])
def test_a_conflict_is_shown_in_place_and_gets_the_focus(open_page: OpenPage, ministry: User, status: int) -> None:
    page = open_page("/hilfe/", user=ministry)

    def answer(route: Route) -> None:
        route.fulfill(status=status, content_type="text/html", body='<p tabindex="-1" data-focus>Zwei Fassungen</p>')

    page.route("**/answer/", answer)
    send_by_htmx(page, "/answer/")

    expect(page.get_by_text("Zwei Fassungen")).to_be_focused()
