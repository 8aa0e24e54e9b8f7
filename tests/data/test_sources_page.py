"""The page about sources names every shipped file once, with the date and licence of its README, and nothing else."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from ozgtracker.data_sources import data_sources
from reports.issue.wording import SOURCES

ROOT = Path(__file__).parents[2]
LAND = ROOT / "lands" / "rlp"
FOLDERS = [LAND, *(LAND / room for room in ("services", "municipalities", "milestones"))]
GERMAN = {"October 2019": "Oktober 2019", "no date given": "ohne Datum", "curated": "von Hand gepflegt"}
DAY = re.compile(r"\d{2}\.\d{2}\.\d{4}|October 2019|no date given|curated")


def readme_rows() -> dict[str, tuple[str, str]]:
    """File -> (as of, licence), of every README that has such a table; "same" is what stands above."""
    found = {}
    for folder in FOLDERS:
        for line in (folder / "README.md").read_text("utf-8").splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if line.startswith("| `") and len(cells) == 5:
                for name in re.findall(r"`([^`]+)`", cells[0]):
                    found[str((folder / name).relative_to(ROOT))] = (cells[2], cells[4])
    return found


def test_every_shipped_file_has_exactly_one_source() -> None:
    shipped = {
        str(path.relative_to(ROOT))
        for folder in FOLDERS
        for path in folder.iterdir()
        if path.suffix in {".csv", ".json"}
    }
    listed = [name for one in data_sources() for name in one.files]

    assert (set(listed), len(listed)) == (shipped, len(shipped))


def test_each_says_the_dates_its_readme_gives_and_no_other() -> None:
    rows = readme_rows()
    assert len(rows) == 19
    for one in data_sources():
        said = {day for name in one.files if name in rows for day in DAY.findall(rows[name][0])}
        wanted = {GERMAN.get(day, day) for day in said}
        if wanted:
            named = {day for day in (*wanted, *DAY.findall(one.stand)) if day in one.stand}
            assert (one.name, named) == (one.name, wanted)
    plan = (ROOT / "lands/rlp/milestones/README.md").read_text("utf-8")
    areas = (ROOT / "lands/rlp/README.md").read_text("utf-8")
    assert ("21.12.2021" in plan, "2023-12-31" in areas, "2025-11-30" in areas) == (True, True, True)


def test_each_has_the_licence_of_its_readme() -> None:
    for one in data_sources():
        licences = {readme_rows()[name][1] for name in one.files if name in readme_rows()} - {"(1)"}
        assert licences <= {"EUPL-1.2", "facts"}
        if "EUPL-1.2" in licences:
            assert one.licence == "EUPL-1.2"
        if "facts" in licences:
            assert one.licence.startswith("Tatsachen")


def test_what_the_licences_ask_to_show_stands_there_word_for_word() -> None:
    readmes = " ".join(" ".join((folder / "README.md").read_text("utf-8").split()) for folder in FOLDERS)

    shown = [one.shown for one in data_sources() if one.shown]
    assert [words for words in shown if words not in readmes] == []
    assert len(shown) == 3
    assert [words for words in shown if not any(words in line for line in SOURCES)] == []


@pytest.mark.django_db
def test_the_page_lists_them(client: Client) -> None:
    html = unescape(client.get("/quellen/").content.decode())

    assert re.findall(r'<th scope="row">([^<]*)</th>', html) == [one.name for one in data_sources()]
    assert [one.name for one in data_sources() if not (one.stand in html and one.licence in html)] == []
