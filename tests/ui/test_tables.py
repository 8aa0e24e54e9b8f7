"""Columns are written once: what a page shows, what a spreadsheet gets, and what one may sort by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import pytest
from django.db import connection
from django.template import Context
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString

from accounts.models import User
from ozgtracker.ui import tables
from ozgtracker.ui.badges import BADGES, Badge
from ozgtracker.ui.cells import Cells, link
from ozgtracker.ui.columns import Action, Column, Day, Moment, Number, RowHead, State
from ozgtracker.ui.tables import Table

DASH = '<span class="muted">–</span>'
READY = BADGES["component.ready"]


@dataclass
class Ship:
    """A row of a list."""

    name: str = "Loreley"
    built: date | datetime | None = date(2022, 5, 31)
    seats: int | None = 1204
    state: Badge | None = READY


class ShipTable(Table):
    """Declared in the order of the spreadsheet; the page begins with the name."""

    caption = "Schiffe"
    usual_sort = "gebaut"

    number = Column("Nr.", lambda ship: len(ship.name), csv="Nummer", shown=False)
    seats = Number("Plätze", sort="plaetze", order=lambda ship: -(ship.seats or 0), descending=True)
    name = RowHead("Name", link=lambda ship: f"/{ship.name}/", sort="name", order=lambda ship: ship.name)
    built = Day("Gebaut", none="nie", sort="gebaut", order=lambda ship: ship.built or date.max)
    state = State("Zustand")
    more = Action("Mehr", "more")

    class Meta:
        sequence = ("name", "...")

    def group_of(self, row: Ship) -> str:
        """By name, where sorted by it."""
        return row.name[0] if self.sort == "name" else ""


def cells(column: Column, ship: Ship) -> tuple[Any, Any]:
    """What the page and the spreadsheet show of a ship."""

    class One(Table):
        it = column

    table = One([ship])
    (bound,) = table.columns
    (line,) = table.sheet().lines
    return str(bound.column.render(ship)).strip(), line[0]


@pytest.mark.parametrize(
    ("column", "ship", "shown", "taken"),
    [
        (Column("", "name"), Ship("<b>"), "<b>", "<b>"),
        (
            Column("", "name", link="/?a={0.seats}&b".format),
            Ship("<b>"),
            '<a href="/?a=1204&amp;b">&lt;b&gt;</a>',
            "<b>",
        ),
        (Column("", "name", link=lambda ship: ship.name[:0]), Ship(), "Loreley", "Loreley"),
        (Column("", "name"), Ship(""), DASH, None),
        (Column("", "name", none="namenlos"), Ship(""), "namenlos", None),
        (Column("", lambda ship: ship.name * 2), Ship("A"), "AA", "AA"),
        (Column("", lambda ship: ship.seats == 7), Ship(seats=7), "True", True),
        (Day("", "built"), Ship(), "31.05.2022", date(2022, 5, 31)),
        (Day("", "built"), Ship(built=datetime(2022, 5, 31, 22, 30, tzinfo=UTC)), "01.06.2022", date(2022, 6, 1)),
        (Day("", "built"), Ship(built=None), DASH, None),
        (
            Moment("", "built"),
            Ship(built=datetime(2022, 5, 31, 22, 30, tzinfo=UTC)),
            "01.06.2022 00:30",
            datetime(2022, 6, 1, 0, 30),  # noqa: DTZ001  # a spreadsheet knows no time zones
        ),
        (Number("", "seats"), Ship(), "1.204", 1204),
        (Number("", "seats"), Ship(seats=0), "0", 0),
        (
            State("", "state"),
            Ship(),
            '<span class="pill pill--ready"><span class="sign sign--ready" aria-hidden="true">◆</span>bereit</span>',
            "bereit",
        ),
    ],
)
def test_a_cell_is_shown_and_taken_away(column: Column, ship: Ship, shown: str, taken: object) -> None:
    assert cells(column, ship) == (shown, taken)


def test_a_path_that_leads_nowhere_is_no_empty_cell() -> None:
    for path in ("nmae", "name__nmae"):
        with pytest.raises(ValueError, match="nmae"):
            cells(Column("", path), Ship())


def test_the_page_has_its_order_and_the_spreadsheet_that_of_the_declaration() -> None:
    table = ShipTable([Ship()])

    assert [column.header for column in table.columns] == ["Name", "Plätze", "Gebaut", "Zustand", "Mehr"]
    sheet = table.sheet()
    assert sheet.header == ("Nummer", "Plätze", "Name", "Gebaut", "Zustand")
    assert list(sheet.lines) == [(7, 1204, "Loreley", date(2022, 5, 31), "bereit")]


def test_who_may_not_see_a_column_finds_it_nowhere() -> None:
    table = ShipTable([Ship()], without=["seats", "state"])

    assert [column.header for column in table.columns] == ["Name", "Gebaut", "Mehr"]
    assert table.sheet().header == ("Nummer", "Name", "Gebaut")


@pytest.mark.parametrize(
    ("asked", "sort", "names"),
    [
        ("", "gebaut", ["Alt", "Neu", "Nie"]),
        ("unsinn", "gebaut", ["Alt", "Neu", "Nie"]),
        ("name", "name", ["Alt", "Neu", "Nie"]),
        ("plaetze", "plaetze", ["Nie", "Alt", "Neu"]),
        ("-plaetze", "gebaut", ["Alt", "Neu", "Nie"]),
    ],
)
def test_a_list_is_sorted_by_the_key_of_the_column_asked_for(asked: str, sort: str, names: list[str]) -> None:
    ships = [Ship("Nie", None, 9), Ship("Neu", date(2022, 1, 1), 1), Ship("Alt", date(1950, 1, 1), 2)]

    table = ShipTable(ships, sort=asked)

    assert (table.sort, [line[2] for line in table.sheet().lines]) == (sort, names)


def drawn(table: Table, query: str = "") -> str:
    """The table as HTML, without the blanks between its elements."""
    html = render_to_string("ui/table.html", {"table": table}, request=RequestFactory().get(f"/{query}"))
    return " ".join(html.split()).replace("> <", "><")


class PlainShips(ShipTable):
    """Without the column that needs a template of its own."""

    class Meta:
        exclude = ("more",)
        sequence = ("name", "...")


def test_heads_link_to_their_order_and_keep_the_rest_of_the_address() -> None:
    html = drawn(PlainShips([Ship()], sort="plaetze"), "?art=f%C3%A4hre&seite=3")

    assert html.count("aria-sort") == 1
    assert (
        '<th scope="col" class="num" aria-sort="descending">'
        '<a class="sort" href="?art=f%C3%A4hre&amp;sortierung=plaetze">Plätze</a></th>'
    ) in html
    assert '<th scope="col"> Zustand </th>' in html
    assert '<caption class="kern-sr-only">Schiffe</caption>' in html


def test_a_row_begins_with_its_head_and_every_other_cell_names_itself_on_a_telephone() -> None:
    html = drawn(PlainShips([Ship(state=None, built=None)]))

    assert '<tr><th scope="row"><a href="/Loreley/">Loreley</a></th>' in html
    assert '<td class="num" data-label="Plätze">1.204</td><td class="date" data-label="Gebaut">nie</td>' in html
    assert f'<td class="bare blank" data-label="Zustand">{DASH}</td></tr>' in html


def test_a_day_never_breaks_but_what_a_template_draws_beside_it_may() -> None:
    assert [Day("", "built", css="x").css, Day("", "built", css="x", cell="more").css] == ["date x", "x"]


def test_rows_stand_in_groups_under_headings() -> None:
    ships = [Ship("Bingen"), Ship("Bacharach"), Ship("Andernach")]

    grouped = ShipTable(ships, sort="name").groups
    assert [(heading, [line.record.name for line in lines]) for heading, lines in grouped] == [
        ("A", ["Andernach"]),
        ("B", ["Bacharach", "Bingen"]),
    ]
    assert [heading for heading, _lines in ShipTable(ships).groups] == [""]
    assert '<tr class="group"><th colspan="4" scope="rowgroup">A</th></tr>' in drawn(PlainShips(ships, sort="name"))


class ShipCells(Cells):
    """Cells of ships."""

    made: ClassVar[int] = 0

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        ShipCells.made += 1

    def more(self, ship: Ship) -> SafeString:
        """Its name, on this page; nothing for a ship without seats."""
        return link(f"{self.request.path}{ship.seats}/", ship.name) if ship.seats else SafeString("")

    def built(self, ship: Ship) -> str:
        """Words alone."""
        return "<alt>"


class DrawnShips(ShipTable):
    """With cells drawn by methods."""

    cells = ShipCells
    usual_sort = ""
    built = Day("Gebaut", cell="built")


def test_cells_of_more_than_their_value_are_drawn_by_methods_made_once_for_an_answer() -> None:
    ShipCells.made = 0

    html = drawn(DrawnShips([Ship("<b>"), Ship(seats=0), Ship(built=None)]))

    assert '<td><a href="/1204/">&lt;b&gt;</a></td>' in html
    assert '<td class="num" data-label="Plätze">0</td>' in html
    assert "<td></td></tr>" in html
    assert html.count('<td data-label="Gebaut">&lt;alt&gt;</td>') == 2
    assert '<td class="blank" data-label="Gebaut">&lt;alt&gt;</td>' in html
    assert ShipCells.made == 1


def test_cells_are_drawn_by_parts_of_a_template_too_and_hold_no_blank_beside_them() -> None:
    class Owners(Table):
        cells = "accounts/sign_ins.html"
        owner = Column("Wem", "name", cell="who")

    assert '<td data-label="Wem">unbekannte Adresse</td>' in drawn(Owners([Ship()]))


class PeopleTable(Table):
    """A query set."""

    name = Column("Name", sort="name", order=("-name", "pk"), descending=True)


@pytest.mark.django_db
def test_records_become_rows_a_page_at_a_time_and_a_spreadsheet_is_written_batch_by_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "FIRST", 1)
    monkeypatch.setattr(tables, "BATCH", 2)
    User.objects.bulk_create(User(email=f"{name.lower()}@x.example", name=name, role="auditor") for name in "ABCDE")
    made: list[str] = []

    def rows(people: Any) -> list[User]:
        found = list(people)
        made.append("".join(person.name for person in found))
        return found

    table = PeopleTable(User.objects.all(), sort="name", rows=rows)
    assert [person.name for person in table.data[1:3]] == ["D", "C"]
    lines = iter(table.sheet().lines)
    assert [next(lines)[0], *made] == ["E", "DC", "E"]
    assert [line[0] for line in lines] == ["D", "C", "B", "A"]
    assert made == ["DC", "E", "DC", "BA"]


@pytest.mark.django_db(transaction=True)
def test_a_file_begins_before_the_database_has_found_all_of_it() -> None:
    numbers = range(1000, 1001 + tables.FIRST)
    User.objects.bulk_create(User(email=f"{number}@x.example", name=str(number), role="auditor") for number in numbers)
    table = PeopleTable(User.objects.all(), sort="name")

    with CaptureQueriesContext(connection) as captured:
        lines = iter(table.sheet().lines)
        first = next(lines)
        with connection.cursor() as cursor:
            cursor.execute("SELECT is_holdable FROM pg_cursors WHERE statement LIKE '%accounts_user%'")
            holdable = cursor.fetchall()

    assert (first, holdable) == ((str(numbers[-1]),), [(False,)])
    assert [query["sql"] for query in captured.captured_queries if "count(" in query["sql"].lower()] == []
    del lines
    assert not connection.in_atomic_block
