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
from ozgtracker.damaged_tables import DamagedTable, damage_refused
from ozgtracker.findings import Finding, found
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


def refusal(path: Path, row: type[TableRow] = Pair, **known: set[str]) -> tuple[str, int, Finding]:
    with pytest.raises(DamagedTable) as caught, damage_refused():
        read_table(path, row, known=known)

    return caught.value.file, caught.value.line, caught.value.reason


def test_it_reads_every_row_in_order(tmp_path: Path) -> None:
    path = written(tmp_path, 'ars,name\n071110000000,Koblenz\n072110000000,"Trier, Stadt"\n')

    assert pairs(path, Keyed) == [("071110000000", "Koblenz"), ("072110000000", "Trier, Stadt")]


def test_it_reads_a_file_that_a_spreadsheet_wrote(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbfars,name\r\n071110000000,M\xc3\xbcnchweiler\r\n")

    assert pairs(path) == [("071110000000", "Münchweiler")]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (
            "ars,name\n071110000000,Koblenz\n07111,Trier\n",
            3,
            found("table.digits", column="ars", length="12", value="07111"),
        ),
        ("ars,name\n071110000000,\n", 2, found("table.string_too_short", column="name", min_length="1", value="")),
        ("ars,name\n071110000000\n", 2, found("table.cell_count", found="1", wanted="2")),
        ("ars,name\n071110000000,a,b\n", 2, found("table.cell_count", found="3", wanted="2")),
        ("ars,name\n071110000000,a\n\n", 3, found("table.cell_count", found="0", wanted="2")),
        ("ars,label\n071110000000,a\n", 1, found("table.missing", column="name")),
        ("ars,ars\n071110000000,a\n", 1, found("table.same_columns")),
        ("ars,\n071110000000,a\n", 1, found("table.unnamed_column")),
        ("", 1, found("table.no_header")),
        ("\nars,name\n", 1, found("table.unnamed_column")),
        ("ars,name\n", 0, found("table.no_row")),
        (
            'ars,name\n071110000000,"a\n072110000000,b\n',
            2,
            found("table.quotes"),
        ),
        (
            "ars,name\n071110000000,a\n071110000000,b\n",
            3,
            found("table.repeated", earlier="2", value="071110000000"),
        ),
        (
            "ars,name\n071110000000,a\x00b\n",
            2,
            found("table.unclean", column="name", value="a\x00b"),
        ),
        (
            b"ars,name\n071110000000,a\n071110000000,\xfc\n",
            3,
            found("table.not_utf8"),
        ),
    ],
)
def test_it_names_file_line_and_reason(tmp_path: Path, content: str | bytes, line: int, reason: Finding) -> None:
    assert refusal(written(tmp_path, content), Keyed) == ("units.csv", line, reason)


def test_it_counts_the_lines_of_a_cell_that_spans_two(tmp_path: Path) -> None:
    path = written(tmp_path, 'ars,name,note\n071110000000,a,"one\ntwo"\n07,b,\n')

    assert refusal(path) == ("units.csv", 4, found("table.digits", column="ars", length="12", value="07"))


def test_it_says_that_a_file_is_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "units.csv") == ("units.csv", 0, found("table.no_file"))


def test_it_lets_a_mistake_in_the_program_through(tmp_path: Path) -> None:
    path = written(tmp_path, "ars,name\n071110000000,a\n")

    with pytest.raises(ZeroDivisionError), damage_refused():
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
        (
            Annotated[Text, Field(max_length=2)],
            "abc",
            found("table.too_long", column="c", value="abc", actual_length="3", max_length="2"),
        ),
        (Text, " a", found("table.unclean", column="c", value=" a")),
        (Blank, "a\u00ad", found("table.unclean", column="c", value="a\u00ad")),
        (Annotated[str, digits(2)], "", found("table.digits", column="c", length="2", value="")),
        (Annotated[str, digits(2)], "²³", found("table.digits", column="c", length="2", value="²³")),
        (Whole, "1.204", found("table.whole_number", column="c", value="1.204")),
        (Whole, "-1", found("table.whole_number", column="c", value="-1")),
        (Whole, "1_204", found("table.whole_number", column="c", value="1_204")),
        (Small, "32001", found("table.less_than_equal", column="c", value="32001", le="32000")),
        (Point, "1,5", found("table.decimal", column="c", value="1,5")),
        (Point, "1e5", found("table.decimal", column="c", value="1e5")),
        (Day, "31.05.2022", found("table.iso_day", column="c", value="31.05.2022")),
        (Day, "2022-02-30", found("table.date_from_datetime_parsing", column="c", value="2022-02-30")),
        (Day, "0000-13-01", found("table.date_from_datetime_parsing", column="c", value="0000-13-01")),
        (Flag, "ja", found("table.flag", column="c", value="ja")),
        (Side, "bund", found("table.enum", column="c", expected="land, ldi", value="bund")),
        (Side, "", found("table.enum", column="c", expected="land, ldi", value="")),
        (Several, "a||b", found("table.words", column="c", value="a||b")),
        (Several, "a|a", found("table.words", column="c", value="a|a")),
        (Maybe[Flag], "2", found("table.flag", column="c", value="2")),
        (
            Annotated[Text, listed_in("sides")],
            "ldi",
            found("table.not_in_table", column="c", table="sides", value="ldi"),
        ),
        (
            Annotated[Several, listed_in("sides", "unknown")],
            "land|x|b",
            found("table.unknown", column="c", value="b", table="sides"),
        ),
    ],
)
def test_a_cell_is_refused_with_its_reason(kind: Any, cell: str, reason: Finding, tmp_path: Path) -> None:
    path = written(tmp_path, f'c\n"{cell}"\n')

    assert refusal(path, row_of(kind), sides={"land"}) == ("units.csv", 2, reason)


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

        with suppress(DamagedTable), damage_refused():
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
        with damage_refused():
            widths = {len(cells) for _, cells in read_cells(path)}
    except DamagedTable:
        widths = set()

    assert len(widths) <= 1
