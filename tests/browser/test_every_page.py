"""Every page of every role: accessible, inside the window, in German, and without an error of its own."""

from __future__ import annotations

import re
from itertools import cycle, product

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response

from tests.browser.conftest import Visit
from tests.browser.pages import NO_PAGES, PEOPLE, all_names, names_of, pages_of
from tests.browsing import overflow, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MODES = tuple(product(("light", "dark"), (1440, 390)))
# Words that stand on a screen only where something was forgotten. "Status", "Name" and "Link" are German, too.
FOREIGN_WORDS = re.compile(
    r"\b(None|True|False|undefined|NaN|and|the|of|is|are|your|this field|required|please|submit|search|save|"
    r"cancel|next|previous|login|logout|password|error|loading|overview|milestones?|report|deliverables?|"
    r"January|February|March|June|July|October|December|Monday)\b|\{\{|\{%|%\(",
    re.IGNORECASE,
)
# What the page says without being read from the screen.
WORDS = """() => [document.title, document.body.innerText,
    ...[...document.querySelectorAll('[aria-label],[title],[placeholder],[alt]')].flatMap(
        one => ['aria-label', 'title', 'placeholder', 'alt'].map(name => one.getAttribute(name) ?? ''))].join('\\n')"""
# Addresses and file names are no words; nor are names.
NO_WORDS = re.compile(r"\S+@\S+|https?://\S+|\S+\.(?:csv|pdf|json|py|html)\b|„manage\.py[^“]*“|The Mozilla Foundation")


@pytest.mark.parametrize("who", PEOPLE, ids=str)
def test_every_page_is_accessible_fits_and_speaks_german(visit: Visit, who: str | None) -> None:
    page = visit("/impressum/", who)
    heard = listen(page)
    # What the ministry has looked at in every way, others see with small differences: there they look in turn.
    looked_at = set() if who in {None, "ministerium"} else set(pages_of("ministerium"))
    turns = cycle(MODES)
    found = []
    for address in pages_of(who):
        heard.clear()
        page.goto(address)
        said = [*heard, *english(page)]
        for mode in [next(turns)] if address in looked_at else MODES:
            said += objections(page, mode)
        found += [f"{address} {one}" for one in said]

    assert "\n".join(found) == ""


def test_no_page_is_left_out(site: str) -> None:
    visited = {name for who in PEOPLE for name in names_of(pages_of(who))}

    assert all_names() - visited == NO_PAGES


def listen(page: Page) -> list[str]:
    """From now on, collects every error of a script, of the policy, or of an answer."""
    found: list[str] = []

    def console(message: ConsoleMessage) -> None:
        # A page that is refused or missing says so in its answer, which the browser also logs.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            found.append(f"{message.type}: {message.text}")

    def answered(response: Response) -> None:
        expected = {200, 304} if response.request.resource_type != "document" else {200, 302, 403, 404}
        if response.status not in expected:
            found.append(f"{response.status}: {response.url}")

    def failed(request: Request) -> None:
        # Whoever leaves a page while its icon is still loading gives that up; nothing is wrong with the icon.
        if request.failure != "net::ERR_ABORTED":
            found.append(f"failed: {request.failure}: {request.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: found.append(f"script: {error}"))
    page.on("requestfailed", failed)
    page.on("response", answered)
    return found


def english(page: Page) -> list[str]:
    """Words that belong to the code, not to the screen."""
    text = NO_WORDS.sub(" ", page.evaluate(WORDS))
    return [f"english: {text[max(0, m.start() - 30) : m.end() + 30]!r}" for m in FOREIGN_WORDS.finditer(text)]


def objections(page: Page, mode: tuple[str, int]) -> list[str]:
    """What axe objects to, and what does not fit, in this look and width."""
    scheme, width = mode
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 844 if width < 600 else 900})
    found = [f"{scheme} {width}: {one}" for one in violations(page)]
    if wider := overflow(page):
        found.append(f"{scheme} {width}: {wider} px wider than the window")
    return found
