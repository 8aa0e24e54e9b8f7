"""Tables: columns by django-tables2, drawn by one template (ui/table.html), taken away with the same columns.

class PeopleTable(Table):
    caption = _("Personen mit Zugang")
    nothing = _("Niemand passt zu dieser Suche.")

    name = RowHead(_("Name"), link=lambda person: reverse("person", args=[person.pk]))
    last_login = Day(_("zuletzt angemeldet"), none=_("noch nie"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby, islice, repeat, takewhile
from typing import Any

import django_tables2
from django.db import transaction
from django_tables2.data import TableListData, TableQuerysetData
from django_tables2.rows import BoundRow

from ozgtracker.spreadsheet import Sheet
from ozgtracker.ui.cells import Cells

type Rows = Callable[[Iterable[Any]], Iterable[Any]]
# Records that become rows at once when all of them are taken away: a few at first, so that the file begins at once.
FIRST, BATCH = 100, 2000


class Table(django_tables2.Table):  # type: ignore[misc]  # has no types
    """A query set or a list under heads.

    `sort`: what the address asks to sort by; means nothing where no column knows the word. `rows` makes what was found
    into what the columns read (with links, with counts): those of a page at once, all of them batch by batch.
    `sorts`: whether its heads sort; not where a few rows stand beside a list, as they come.
    `without`: names of columns that this page, or this reader, does not get. `heads`: those that name a month, by the
    name of their column.
    """

    # What it is called by those who only hear it; without, the heading above names it.
    caption: Any = ""
    # What is said where there is no row, and why there is none.
    nothing: Any = ""
    nothing_why: Any = ""
    # Where there is little room the cells stand below each other, with labels; not in a table of short columns.
    stacks = True
    # Then they run on behind each other; otherwise each has a line, with its label in front.
    flows = True
    # The order where nothing else is asked for: that of a column, or as it comes.
    usual_sort = ""
    # What draws the cells that are more than their value: a template by its parts, or Cells by their methods.
    cells: str | type[Cells] = ""

    def __init__(
        self,
        found: Any,
        *,
        sort: str = "",
        rows: Rows = list,
        without: Iterable[str] = (),
        heads: Mapping[str, str] | None = None,
        sorts: bool = True,
    ) -> None:
        self.sorts = sorts
        orders = {column.sort: name for name, column in self.base_columns.items() if column.sort}
        self.sort = sort if sort in orders else self.usual_sort
        order_by = (orders[self.sort],) if self.sort and sorts else ()
        super().__init__(_data(found, rows), order_by=order_by, exclude=tuple(without))
        for name, bound in self.columns.items():
            bound.column.settle(head=(heads or {}).get(name, ""))

    def row_attributes(self, row: Any) -> dict[str, str]:
        """Those of a row's <tr>."""
        return {}

    def group_of(self, row: Any) -> str:
        """The heading above the rows it is one of; they stand together already."""
        return ""

    @property
    def groups(self) -> list[tuple[str, list[BoundRow]]]:
        """The rows of this page under their headings."""
        grouped = groupby(self.paginated_rows, key=lambda line: self.group_of(line.record))
        return [(heading, list(lines)) for heading, lines in grouped]

    def line(self, row: Any) -> BoundRow:
        """One row by itself."""
        return BoundRow(row, table=self)

    def sheet(self) -> Sheet:
        """All rows, with the columns a spreadsheet gets, in the order in which they are declared.

        A page may have another one (Meta.sequence).
        """
        bound = [self.columns[name] for name in self.base_columns if name not in self.exclude]
        columns = [one.column for one in bound if not one.column.exclude_from_export]
        header = tuple(str(column.csv_head) for column in columns)
        return Sheet(header, (tuple(column.value(row) for column in columns) for row in self.data))


class _FoundRecords(TableQuerysetData):  # type: ignore[misc]  # has no types
    """A query set whose records are made into rows."""

    def __init__(self, data: Any, rows: Rows) -> None:
        super().__init__(data)
        self.rows = rows

    def __getitem__(self, key: Any) -> Any:
        return _made(self, key)

    def __iter__(self) -> Iterator[Any]:
        # Never more than a batch of them in memory.
        records = _read(self.data)
        batches = takewhile(bool, (list(islice(records, size)) for size in chain([FIRST], repeat(BATCH))))
        return chain.from_iterable(map(self.rows, batches))


def _read(found: Any) -> Iterator[Any]:
    """The records in one transaction: outside of one the database would first find, sort and store all of them, for the
    cursor outlives the statement (WITH HOLD)."""
    with transaction.atomic(savepoint=False):
        try:
            yield from found.iterator(BATCH)
        except GeneratorExit:
            # Whoever takes the file away may break off; nothing was written.
            return


class _FoundRows(TableListData):  # type: ignore[misc]  # has no types
    """The same of a list."""

    def __init__(self, data: Any, rows: Rows) -> None:
        super().__init__(list(data))
        self.rows = rows

    def __getitem__(self, key: Any) -> Any:
        return _made(self, key)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows(self.data))

    def order_by(self, aliases: Iterable[str]) -> None:
        for name in aliases:
            self.data.sort(key=self.table.columns[name].column.sorted_by)


def _made(found: Any, key: slice | int) -> Any:
    """The rows of a page, or one row."""
    if isinstance(key, slice):
        return list(found.rows(found.data[key]))
    return next(iter(found.rows([found.data[key]])))


def _data(found: Any, rows: Rows) -> Any:
    return _FoundRecords(found, rows) if TableQuerysetData.validate(found) else _FoundRows(found, rows)
