"""The reader of the shipped tables: what is sound comes through, what is damaged is named by file and line."""

from __future__ import annotations

import csv
from collections import defaultdict
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, create_model

from milestones import plan_tables
from municipalities import territory
from ozgtracker.table_words import DamagedTable, damage_in_words
from ozgtracker.tables import (
    Blank,
    Day,
    Flag,
    Maybe,
    Point,
    Several,
    Small,
    Sourced,
    TableRow,
    Text,
    Whole,
    digits,
    listed_in,
    read_cells,
    read_table,
)
from services.catalogue import rows


class Side(StrEnum):
    LAND = "land"
    LDI = "ldi"


class Pair(TableRow):
    ars: Annotated[str, digits(12)]
    name: Text


class Keyed(Pair):
    KEY = ("ars",)


def pairs(path: Path, row: type[Pair] = Pair) -> list[tuple[str, str]]:
    return [(pair.ars, pair.name) for pair in read_table(path, row)]


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "units.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refusal(path: Path, row: type[TableRow] = Pair, **known: set[str]) -> tuple[str, int, str]:
    with pytest.raises(DamagedTable) as caught, damage_in_words():
        read_table(path, row, known=known)

    return caught.value.file, caught.value.line, str(caught.value.message)


def test_it_reads_every_row_in_order(tmp_path: Path) -> None:
    path = written(tmp_path, 'ars,name\n071110000000,Koblenz\n072110000000,"Trier, Stadt"\n')

    assert pairs(path, Keyed) == [("071110000000", "Koblenz"), ("072110000000", "Trier, Stadt")]


def test_it_reads_a_file_that_a_spreadsheet_wrote(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbfars,name\r\n071110000000,M\xc3\xbcnchweiler\r\n")

    assert pairs(path) == [("071110000000", "Münchweiler")]


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
    assert refusal(written(tmp_path, content), Keyed) == ("units.csv", line, message)


def test_it_counts_the_lines_of_a_cell_that_spans_two(tmp_path: Path) -> None:
    path = written(tmp_path, 'ars,name,note\n071110000000,a,"one\ntwo"\n07,b,\n')

    assert refusal(path) == ("units.csv", 4, "units.csv, Zeile 4: Spalte „ars“: „07“ hat nicht 12 Ziffern.")


def test_it_says_that_a_file_is_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "units.csv") == ("units.csv", 0, "units.csv: Die Datei fehlt oder ist nicht lesbar.")


def test_it_lets_a_mistake_in_the_program_through(tmp_path: Path) -> None:
    path = written(tmp_path, "ars,name\n071110000000,a\n")

    with pytest.raises(ZeroDivisionError), damage_in_words():
        read_table(path, Pair, check=lambda row: print(len(row.name) // 0))


def row_of(kind: Any) -> type[TableRow]:
    """A row with the one column c, of that kind."""
    return create_model("Row", __base__=TableRow, c=(kind, ...))


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Annotated[Text, Field(max_length=4)], "Land", "Land"),
        (Blank, "", ""),
        (Annotated[str, digits(2)], "07", "07"),
        (Annotated[str, digits(2, blank=True)], "", ""),
        (Whole, "1204", 1204),
        (Small, "007", 7),
        (Point, "-105.25", Decimal("-105.25")),
        (Day, "2022-05-31", date(2022, 5, 31)),
        (Flag, "1", True),
        (Flag, "0", False),
        (Side, "ldi", Side.LDI),
        (Several, "a|b", frozenset({"a", "b"})),
        (Several, "", frozenset()),
        (Maybe[Day], "2022-05-31", date(2022, 5, 31)),
        (Maybe[Day], "", None),
        (Maybe[Annotated[str, digits(2)]], "07", "07"),
        (Maybe[Side], "", None),
        (Annotated[Text, listed_in("sides")], "ldi", "ldi"),
    ],
)
def test_each_kind_of_cell_is_read(kind: Any, cell: str, value: object, tmp_path: Path) -> None:
    path = written(tmp_path, f'c\n"{cell}"\n')

    (row,) = read_table(path, row_of(kind), known={"sides": {"ldi"}})
    read = row.model_dump()["c"]

    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "cell", "reason"),
    [
        (Annotated[Text, Field(max_length=2)], "abc", "Die Spalte „c“ hat 3 Zeichen, erlaubt sind 2."),
        (Text, " a", "Die Spalte „c“ enthält Leer- oder Steuerzeichen, die dort nicht hingehören."),
        (Blank, "a\u00ad", "Die Spalte „c“ enthält Leer- oder Steuerzeichen, die dort nicht hingehören."),
        (Annotated[str, digits(2)], "", "Spalte „c“: „“ hat nicht 2 Ziffern."),
        (Annotated[str, digits(2)], "²³", "Spalte „c“: „²³“ hat nicht 2 Ziffern."),
        (Whole, "1.204", "Spalte „c“: „1.204“ ist keine ganze Zahl."),
        (Whole, "-1", "Spalte „c“: „-1“ ist keine ganze Zahl."),
        (Whole, "1_204", "Spalte „c“: „1_204“ ist keine ganze Zahl."),
        (Small, "32001", "Spalte „c“: 32001 ist zu groß."),
        (Point, "1,5", "Spalte „c“: „1,5“ ist keine Zahl mit Dezimalpunkt."),
        (Point, "1e5", "Spalte „c“: „1e5“ ist keine Zahl mit Dezimalpunkt."),
        (Day, "31.05.2022", "Spalte „c“: „31.05.2022“ ist kein Tag der Form 2022-05-31."),
        (Day, "2022-02-30", "Spalte „c“: Den Tag „2022-02-30“ gibt es nicht."),
        (Day, "0000-13-01", "Spalte „c“: Den Tag „0000-13-01“ gibt es nicht."),
        (Flag, "ja", "Spalte „c“: „ja“ ist weder 0 noch 1."),
        (Side, "bund", "Spalte „c“: „bund“ ist nicht vorgesehen (land, ldi)."),
        (Side, "", "Spalte „c“: „“ ist nicht vorgesehen (land, ldi)."),
        (Several, "a||b", "Spalte „c“: „a||b“ enthält ein leeres oder doppeltes Wort."),
        (Several, "a|a", "Spalte „c“: „a|a“ enthält ein leeres oder doppeltes Wort."),
        (Maybe[Flag], "2", "Spalte „c“: „2“ ist weder 0 noch 1."),
        (Annotated[Text, listed_in("sides")], "ldi", "Spalte „c“: „ldi“ kommt in sides nicht vor."),
        (Annotated[Several, listed_in("sides", "unknown")], "land|x|b", "Spalte „c“: „b“ ist nicht bekannt."),
    ],
)
def test_a_cell_is_refused_with_a_german_reason(kind: Any, cell: str, reason: str, tmp_path: Path) -> None:
    path = written(tmp_path, f'c\n"{cell}"\n')

    assert refusal(path, row_of(kind), sides={"land"})[2] == f"units.csv, Zeile 2: {reason}"


ROWS = sorted(
    {
        one
        for module in (rows, territory, plan_tables)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, TableRow) and one not in {TableRow, Sourced}
    },
    key=lambda row: row.__name__,
)
CELLS = st.one_of(st.sampled_from(["", "1", "10001", "land", "2022-02-30", "a|b", "x" * 600]), st.text(max_size=20))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
@given(data=st.data())
def test_whatever_stands_in_a_row_of_a_room_there_are_words_for_it(row: type[TableRow], data: st.DataObject) -> None:
    """No code of a room, and none of pydantic, is without a sentence."""
    cells = [data.draw(CELLS) for _ in row.columns()]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([row.columns(), cells])

        with suppress(DamagedTable), damage_in_words():
            read_table(path, row, known=defaultdict(set))


WORDS = st.text(st.characters(categories=("L", "N", "P")), min_size=1)


@given(rows=st.lists(st.tuples(st.from_regex(r"\A[0-9]{12}\Z"), WORDS), min_size=1))
def test_whatever_is_written_soundly_is_read_back(
    rows: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = StringIO()
    csv.writer(content, lineterminator="\n").writerows([("ars", "name"), *rows])

    assert pairs(written(tmp_path_factory.mktemp("tables"), content.getvalue())) == rows


@given(content=st.binary(max_size=200))
def test_no_bytes_at_all_cause_anything_but_rows_or_a_damaged_table(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = written(tmp_path_factory.mktemp("tables"), content)

    try:
        with damage_in_words():
            widths = {len(cells) for _, cells in read_cells(path)}
    except DamagedTable:
        widths = set()

    assert len(widths) <= 1
