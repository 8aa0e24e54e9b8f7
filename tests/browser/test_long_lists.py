"""A long list as a file: asked for, watched, taken away; with a telephone, without JavaScript, and taken back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from exports.actions import write_next, writing
from exports.models import Export
from tests.browser.conftest import Visit
from tests.browsing import overflow, policy_breaches, violations
from tests.conftest import TODAY

pytestmark = pytest.mark.browser
CSV = "als Tabelle herunterladen (CSV)"
LIST = "/rollouts/?paket=1&stichtag=2022-05-10"


@pytest.fixture(autouse=True)
def few_are_many(settings: Settings, tmp_path: Path) -> None:
    """A hundred rows are a long list."""
    settings.EXPORT_ROWS = 100
    settings.EXPORT_DIR = tmp_path


@contextmanager
def written_meanwhile(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A worker writes what waits, and stands still in the middle until the end of the block."""
    reached, go_on = threading.Event(), threading.Event()

    def stand_still(*_any: object) -> int:
        if Export.objects.filter(rows_written__gte=200).exists():
            reached.set()
            assert go_on.wait(60)
        return 10**6

    def work() -> None:
        try:
            write_next(on=TODAY)
        finally:
            connection.close()

    monkeypatch.setattr(writing, "ROWS", 100)
    monkeypatch.setattr(writing, "SECONDS", -1.0)
    monkeypatch.setattr(writing, "free_megabytes", stand_still)
    thread = threading.Thread(target=work)
    thread.start()
    try:
        assert reached.wait(60)
        yield
    finally:
        go_on.set()
        thread.join()


def ask_for_it(page: Page) -> None:
    page.get_by_role("link", name=CSV).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ausspielungen:")
    page.get_by_role("button", name="Datei schreiben lassen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Meine Dateien")


def take_away(page: Page) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("link", name="Herunterladen Ausspielungen").click()
    return download.value.suggested_filename, download.value.path().read_bytes()


@pytest.mark.parametrize("width", [1440, 390])
def test_somebody_asks_for_a_file_watches_it_and_takes_it_away(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    page = visit(LIST, "ministerium", width=width)
    breaches = policy_breaches(page)
    ask_for_it(page)
    row = page.locator("#own li")
    expect(row).to_contain_text("Wartet, bis das Schreiben beginnt.")
    expect(row).to_contain_text("Stichtag 10.05.2022 · Paket oder Zuordnung: ")

    with written_meanwhile(monkeypatch):
        bar = page.get_by_role("progressbar", name="Ausspielungen: geschriebene Zeilen")
        expect(bar).to_have_attribute("value", "200")
        expect(row).to_contain_text("200 von ")
        assert (violations(page), overflow(page)) == ([], 0)
    expect(row).to_contain_text("Abzuholen bis 21.06.2022.")
    expect(bar).to_have_count(0)

    name, file = take_away(page)
    at_once = page.request.get("/rollouts/csv/?paket=1&stichtag=2022-05-10&direkt=ja").body()
    assert name.startswith("demonstrationsdaten-ausspielungen-bis-2022-05-10-paket-oder-zuordnung-")
    assert (file == at_once, file.count(b"\r\n") > 200) == (True, True)
    assert (violations(page), overflow(page), breaches) == ([], 0, [])


def test_it_works_without_javascript(visit: Visit) -> None:
    page = visit(LIST, "lenkungsausschuss", java_script_enabled=False)
    ask_for_it(page)
    assert write_next(on=TODAY)

    page.get_by_role("link", name="Stand neu laden").click()
    _name, file = take_away(page)

    assert file == page.request.get("/rollouts/csv/?paket=1&stichtag=2022-05-10&direkt=ja").body()
    page.get_by_role("button", name="Löschen Ausspielungen").click()
    expect(page.locator("#own")).to_contain_text("Noch keine Datei angefordert")


def test_who_does_not_want_it_any_more_takes_it_back(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    page = visit(LIST, "ministerium")
    ask_for_it(page)

    with written_meanwhile(monkeypatch):
        page.get_by_role("button", name="Abbrechen Ausspielungen").click()
        expect(page.locator("#messages")).to_have_text("„Ausspielungen“ ist gelöscht.")

    assert Export.objects.count() == 0
    assert not write_next(on=TODAY)


def test_the_download_at_once_is_one_click_away(visit: Visit) -> None:
    page = visit(LIST, "ministerium")
    page.get_by_role("link", name=CSV).first.click()

    with page.expect_download() as download:
        page.get_by_role("link", name="Sofort herunterladen").click()

    assert download.value.suggested_filename == "demonstrationsdaten-ausspielungen-bis-2022-05-10.csv"
