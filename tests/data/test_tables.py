"""The reader of the shipped tables: what is sound comes through, what is damaged is named by file and line."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgtracker.tables import (
    DamagedTable,
    Row,
    decimal,
    digits,
    flag,
    iso_day,
    number,
    one_of,
    optional,
    read_table,
    several,
    text,
)


class Side(StrEnum):
    LAND = "land"
    LDI = "ldi"


def pair(row: Row) -> tuple[str, str]:
    return digits(row, "ars", 12), text(row, "name")


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "units.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path, *, key: tuple[str, ...] = ()) -> tuple[str, int, str]:
    with pytest.raises(DamagedTable) as caught:
        read_table(path, pair, key=key)

    return caught.value.file, caught.value.line, caught.value.message


def test_it_reads_every_row_in_order(tmp_path: Path) -> None:
    path = written(tmp_path, 'ars,name\n071110000000,Koblenz\n072110000000,"Trier, Stadt"\n')

    assert read_table(path, pair, key=("ars",)) == (("071110000000", "Koblenz"), ("072110000000", "Trier, Stadt"))


def test_it_reads_a_file_that_a_spreadsheet_wrote(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbfars,name\r\n071110000000,M\xc3\xbcnchweiler\r\n")

    assert read_table(path, pair) == (("071110000000", "Münchweiler"),)


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (
            "ars,name\n071110000000,Koblenz\n07111,Trier\n",
            3,
            "units.csv, Zeile 3: Spalte „ars“: „07111“ hat nicht 12 Ziffern.",
        ),
        ("ars,name\n071110000000,\n", 2, "units.csv, Zeile 2: Die Spalte „name“ ist leer."),
        ("ars,name\n071110000000\n", 2, "units.csv, Zeile 2: 1 statt 2 Spalten."),
        ("ars,name\n071110000000,a,b\n", 2, "units.csv, Zeile 2: 3 statt 2 Spalten."),
        ("ars,name\n071110000000,a\n\n", 3, "units.csv, Zeile 3: 0 statt 2 Spalten."),
        ("ars,label\n071110000000,a\n", 1, "units.csv, Zeile 1: Die Spalte „name“ fehlt."),
        ("ars,ars\n071110000000,a\n", 1, "units.csv, Zeile 1: Zwei Spalten haben denselben Namen."),
        ("ars,\n071110000000,a\n", 1, "units.csv, Zeile 1: Die Kopfzeile fehlt oder eine Spalte hat keinen Namen."),
        ("", 1, "units.csv, Zeile 1: Die Kopfzeile fehlt."),
        ("\nars,name\n", 1, "units.csv, Zeile 1: Die Kopfzeile fehlt oder eine Spalte hat keinen Namen."),
        ("ars,name\n", 0, "units.csv: Die Tabelle enthält keine Zeile."),
        (
            'ars,name\n071110000000,"a\n072110000000,b\n',
            2,
            "units.csv, Zeile 2: Die Anführungszeichen stehen falsch oder sind nicht geschlossen.",
        ),
        (
            "ars,name\n071110000000,a\n071110000000,b\n",
            3,
            "units.csv, Zeile 3: „071110000000“ steht schon in Zeile 2.",
        ),
        (
            "ars,name\n071110000000,a\x00b\n",
            2,
            "units.csv, Zeile 2: Die Spalte „name“ enthält Leer- oder Steuerzeichen, die dort nicht hingehören.",
        ),
        (
            b"ars,name\n071110000000,a\n071110000000,\xfc\n",
            3,
            "units.csv, Zeile 3: Die Zeile ist nicht in UTF-8 geschrieben.",
        ),
    ],
)
def test_it_names_file_line_and_reason(tmp_path: Path, content: str | bytes, line: int, message: str) -> None:
    assert refusal(written(tmp_path, content), key=("ars",)) == ("units.csv", line, message)


def test_it_counts_the_lines_of_a_cell_that_spans_two(tmp_path: Path) -> None:
    path = written(tmp_path, 'ars,name,note\n071110000000,a,"one\ntwo"\n07,b,\n')

    assert refusal(path) == ("units.csv", 4, "units.csv, Zeile 4: Spalte „ars“: „07“ hat nicht 12 Ziffern.")


def test_it_says_that_a_file_is_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "units.csv") == ("units.csv", 0, "units.csv: Die Datei fehlt oder ist nicht lesbar.")


def test_it_lets_a_mistake_in_the_program_through(tmp_path: Path) -> None:
    path = written(tmp_path, "ars,name\n071110000000,a\n")

    with pytest.raises(ZeroDivisionError):
        read_table(path, lambda row: len(row) // 0)


@pytest.mark.parametrize(
    ("reader", "cell", "value"),
    [
        (lambda row: text(row, "c", longest=4), "Land", "Land"),
        (lambda row: text(row, "c", blank=True), "", ""),
        (lambda row: digits(row, "c", 2), "07", "07"),
        (lambda row: digits(row, "c", 2, blank=True), "", ""),
        (lambda row: number(row, "c"), "1204", 1204),
        (lambda row: decimal(row, "c"), "-105.25", Decimal("-105.25")),
        (lambda row: iso_day(row, "c"), "2022-05-31", date(2022, 5, 31)),
        (lambda row: flag(row, "c"), "1", True),
        (lambda row: flag(row, "c"), "0", False),
        (lambda row: one_of(row, "c", Side), "ldi", Side.LDI),
        (lambda row: several(row, "c"), "a|b", ("a", "b")),
        (lambda row: several(row, "c"), "", ()),
        (lambda row: optional(iso_day, row, "c"), "2022-05-31", date(2022, 5, 31)),
        (lambda row: optional(iso_day, row, "c"), "", None),
        (lambda row: optional(digits, row, "c", 2), "07", "07"),
        (lambda row: optional(one_of, row, "c", Side), "", None),
    ],
)
def test_the_readers_read_each_kind_of_cell(reader: Callable[[Row], object], cell: str, value: object) -> None:
    read = reader(Row(c=cell))

    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("reader", "cell", "reason"),
    [
        (lambda row: text(row, "c", longest=2), "abc", "Die Spalte „c“ hat 3 Zeichen, erlaubt sind 2."),
        (
            lambda row: text(row, "c"),
            " a",
            "Die Spalte „c“ enthält Leer- oder Steuerzeichen, die dort nicht hingehören.",
        ),
        (lambda row: digits(row, "c", 2), "", "Spalte „c“: „“ hat nicht 2 Ziffern."),
        (lambda row: digits(row, "c", 2), "²³", "Spalte „c“: „²³“ hat nicht 2 Ziffern."),
        (lambda row: number(row, "c"), "1.204", "Spalte „c“: „1.204“ ist keine ganze Zahl."),
        (lambda row: number(row, "c"), "-1", "Spalte „c“: „-1“ ist keine ganze Zahl."),
        (lambda row: decimal(row, "c"), "1,5", "Spalte „c“: „1,5“ ist keine Zahl mit Dezimalpunkt."),
        (lambda row: iso_day(row, "c"), "31.05.2022", "Spalte „c“: „31.05.2022“ ist kein Tag der Form 2022-05-31."),
        (lambda row: iso_day(row, "c"), "2022-02-30", "Spalte „c“: Den Tag „2022-02-30“ gibt es nicht."),
        (lambda row: flag(row, "c"), "ja", "Spalte „c“: „ja“ ist weder 0 noch 1."),
        (lambda row: one_of(row, "c", Side), "bund", "Spalte „c“: „bund“ ist nicht vorgesehen (land, ldi)."),
        (lambda row: several(row, "c"), "a||b", "Spalte „c“: „a||b“ enthält ein leeres oder doppeltes Wort."),
        (lambda row: several(row, "c"), "a|a", "Spalte „c“: „a|a“ enthält ein leeres oder doppeltes Wort."),
        (lambda row: optional(flag, row, "c"), "2", "Spalte „c“: „2“ ist weder 0 noch 1."),
    ],
)
def test_a_reader_refuses_with_a_german_reason(reader: object, cell: str, reason: str) -> None:
    assert callable(reader)

    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        reader(Row(c=cell))


WORDS = st.text(st.characters(categories=("L", "N", "P")), min_size=1)


@given(rows=st.lists(st.tuples(st.from_regex(r"\A[0-9]{12}\Z"), WORDS), min_size=1))
def test_whatever_is_written_soundly_is_read_back(
    rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = StringIO()
    csv.writer(content, lineterminator="\n").writerows([("ars", "name"), *rows])

    assert read_table(written(tmp_path_factory.mktemp("tables"), content.getvalue()), pair) == tuple(rows)


@given(content=st.binary(max_size=200))
def test_no_bytes_at_all_cause_anything_but_rows_or_a_damaged_table(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = written(tmp_path_factory.mktemp("tables"), content)

    try:
        widths = {len(cells) for cells in read_table(path, lambda row: tuple(row.values()))}
    except DamagedTable:
        widths = {0}

    assert len(widths) == 1
