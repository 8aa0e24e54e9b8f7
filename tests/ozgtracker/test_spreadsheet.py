"""CSV that German spreadsheet programs open well and never run."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgtracker.spreadsheet import cell, csv_answer, lines, neutral


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＋1",
        "－1+1",
        "＠x",
        " =1",
        "\u00a0=1",
        "\ufeff=1",
        "|calc",
    ],
)
def test_it_disarms_everything_that_begins_like_a_formula(typed: str) -> None:
    assert neutral(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["", "Text", "1=1", "-5", "+5", "-1,5", "-1.5", "a@b.example", "–", "'=1"])
def test_it_leaves_text_and_plain_numbers_alone(typed: str) -> None:
    assert neutral(typed) == typed


@given(st.text())
def test_it_gives_back_the_original_behind_the_apostrophe(typed: str) -> None:
    assert neutral(typed) in (typed, f"'{typed}")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "ja"),
        (False, "nein"),
        (-5, "-5"),
        (1204, "1204"),
        (Decimal("12.50"), "12,50"),
        (0.5, "0,5"),
        (date(2022, 5, 31), "31.05.2022"),
        (datetime(2022, 5, 31, 14, 5, tzinfo=UTC), "31.05.2022 14:05"),
        ("a\x00b", "ab"),
    ],
)
def test_it_writes_values_as_a_german_spreadsheet_reads_them(value: object, written: str) -> None:
    assert cell(value) == written  # type: ignore[arg-type]  # one of many types


def test_it_begins_with_a_mark_and_divides_by_semicolons() -> None:
    assert list(lines(["Ort", "Stand"], [["Mainz; Stadt", "live"], ['"x"', None]])) == [
        "\ufeffOrt;Stand\r\n",
        '"Mainz; Stadt";live\r\n',
        '"""x""";\r\n',
    ]


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\x00"), max_size=20), min_size=1, max_size=4))
def test_it_can_be_read_back_cell_by_cell(cells: list[str]) -> None:
    written = "".join(lines(["x"], [cells])).removeprefix("\ufeff")

    read = list(csv.reader(StringIO(written, newline=""), delimiter=";"))

    assert read[1:] == [[cell(text) for text in cells]]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ('Übersicht "böse"; rm -rf', "uebersicht-boese-rm-rf"),
        ("Änderungen seit 2022-03-31", "aenderungen-seit-2022-03-31"),
        ("A\u0308nderungen", "aenderungen"),
        ("Größe GRÖẞE", "groesse-groesse"),
    ],
)
def test_it_is_a_download_with_a_plain_name(name: str, file: str) -> None:
    answer = csv_answer(name, ["a"], [])

    assert answer["Content-Disposition"] == f'attachment; filename="{file}.csv"'
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/csv; charset=utf-8", "no-store")
