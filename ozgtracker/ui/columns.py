"""Columns of a list. Each is written once: its head, its cell on the page, its key to sort by, its cell in the CSV.

A path ("rollout__service__name") that leads nowhere is an error, never an empty cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

import django_tables2
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from ozgtracker import german
from ozgtracker.spreadsheet import Cell
from ozgtracker.ui.badges import Badge, pill
from ozgtracker.ui.filled import escaped, filled

type Words = Any  # str, or what gettext_lazy makes of one
type Path = str | Callable[[Any], Any]
type Order = Iterable[str] | Callable[[Any], Any]
# What draws the cell of a row where that is more than its value (ozgtracker.ui.cells, or a part of a template).
type Drawing = Callable[[Any], Any]
EMPTY = (None, "")
_DASH = filled('<span class="muted">{}</span>', german.DASH)


class Column(django_tables2.Column):  # type: ignore[misc]  # has no types
    """Text, and what all kinds share.

    `path`: where the value stands, if not under the column's name; or a function of the row. `css`: classes of the cell
    ("bare": needs no label on a telephone, "line": has a line of its own there, "num", "date", "small", ...).
    `label`: what a telephone calls it, if not by its head. `link`: the address the cell of a row leads to, "" for none.
    `none`: what stands where there is no value. `cell`: for a cell of more than its value, the method or the part of a
    template that draws it (Table.cells); it gets the row.

    `sort`: the word in the address that sorts by it; `order`: the fields a query set is sorted by then, or the key of
    the rows of a list; `descending`: that order goes from the top down.

    `csv`: the column's head there, if it is another one; False leaves it out. `shown=False`: stands in the CSV only.
    """

    css = ""
    head_css = ""
    tag = "td"
    is_heard_only = False
    verbose_name: Words

    def __init__(
        self,
        head: Words,
        path: Path = "",
        *,
        css: str = "",
        label: Words = "",
        link: Callable[[Any], str] | None = None,
        none: Words = "",
        cell: str = "",
        sort: str = "",
        order: Order = (),
        descending: bool = False,
        csv: Words | bool = True,
        shown: bool = True,
    ) -> None:
        named = path if isinstance(path, str) and path else None
        super().__init__(head, named, visible=shown, orderable=bool(sort), exclude_from_export=csv is False)
        self.css = f"{self.css} {css}".strip()
        self.computed = None if isinstance(path, str) else path
        self.label, self.href, self.none, self.cell = label, link, none, cell
        self.sort, self.sorted_by = sort, order
        self.aria_sort = "descending" if descending else "ascending"
        self.csv_head = head if isinstance(csv, bool) else csv

    def __deepcopy__(self, memo: dict[int, Any]) -> Column:
        """Each table has its own columns and changes nothing of what they hold; deep copies took longer than rows."""
        return copy(self)

    # What django-tables2 asks of a column. No value counts as empty before we have seen it.
    empty_values = ()

    def render(self, record: Any) -> Any:
        """What stands in the cell on the page, where nothing else draws it."""
        return self.shown(record, self.read(record))

    def drawn(self, row: Any, drawing: Drawing | None) -> str:
        """The cell on the page. The value is asked of the column and not of a bound row, which looks it up twice and
        hides what fails."""
        value = self.read(row)
        content = escaped(drawing(row) if drawing else self.shown(row, value))
        is_blank = value in EMPTY and not self.none
        return f"<{self.tag}{written(self.attributes(row, is_blank=is_blank))}>{content}</{self.tag}>\n"

    def shown(self, row: Any, value: Any) -> Any:
        """A value of a row in words, with where it leads."""
        if value in EMPTY:
            return self.none or _DASH
        href = self.href(row) if self.href else ""
        words = self.written(value)
        return filled('<a href="{}">{}</a>', href, words) if href else words

    def value(self, record: Any) -> Cell:
        """The cell in the CSV."""
        found = self.read(record)
        return None if found in EMPTY else self.exported(found)

    def order(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001  # as it is called
        """The query set in the order of this column."""
        return queryset.order_by(*cast("Iterable[str]", self.sorted_by)), True

    def settle(self, *, head: str) -> None:
        """Before a table is drawn: another head, if one is given (in the CSV too, unless it has one of its own there),
        the words of a label looked up once, and the way to the value."""
        if head and self.csv_head == self.verbose_name:
            self.csv_head = head
        self.verbose_name = head or self.verbose_name
        self.label = "" if self.is_heard_only else str(self.label or self.verbose_name)
        self.steps = self.accessor.bits

    # What the kinds of columns say differently.

    def read(self, row: Any) -> Any:
        """The value of a row, as it is."""
        if self.computed:
            return self.computed(row)
        value = row
        for step in self.steps:
            value = getattr(value, step, _lost)
            if value is None:
                return None
            if callable(value):
                # A method, or a path that leads nowhere: the library knows how to go it, and what to say.
                return self.accessor.resolve(row)
        return value

    def written(self, value: Any) -> Any:
        """A value in words."""
        return value

    def exported(self, value: Any) -> Cell:
        """A value as a spreadsheet takes it."""
        return value if isinstance(value, int | float | Decimal | date) else str(value)

    def attributes(self, row: Any, *, is_blank: bool) -> dict[str, str]:
        """Those of the cell in this row."""
        return {"class": f"{self.css} blank".strip() if is_blank else self.css, "data-label": self.label}


class RowHead(Column):
    """What a row is called: the cell that heads it."""

    tag = "th"

    def attributes(self, row: Any, *, is_blank: bool) -> dict[str, str]:
        """Needs no label."""
        return {"scope": "row", "class": self.css}


class Action(Column):
    """A button or a link; its head is only heard, and no spreadsheet has it."""

    is_heard_only = True

    def __init__(self, head: Words, cell: str, *, css: str = "") -> None:
        super().__init__(head, _nothing, css=css, cell=cell, csv=False)

    def attributes(self, row: Any, *, is_blank: bool) -> dict[str, str]:
        """Needs no label."""
        return {"class": self.css}


def written(attributes: Mapping[str, str]) -> SafeString:
    """Attributes of an element with a blank in front of each, without those that are empty."""
    return _joined(tuple(attributes.items()))


# The cells of a column have the same ones in every row.
@lru_cache(maxsize=1000)
def _joined(attributes: tuple[tuple[str, str], ...]) -> SafeString:
    return format_html_join("", ' {}="{}"', ((name, value) for name, value in attributes if value))


def _nothing(row: Any) -> None:
    """An action has no value."""


def _lost() -> None:
    """Stands where a path leads nowhere."""


class Day(Column):
    """A day, 31.05.2022; of a moment, the day it has here. It never breaks, unless a template draws more than it."""

    def __init__(self, head: Words, path: Path = "", *, cell: str = "", css: str = "", **options: Any) -> None:
        super().__init__(head, path, cell=cell, css=css if cell else f"date {css}", **options)

    def read(self, row: Any) -> date | None:
        """The day, whatever the row keeps."""
        value: date | None = super().read(row)
        if isinstance(value, datetime):
            return value.astimezone(timezone.get_current_timezone()).date() if value.tzinfo else value.date()
        return value

    def written(self, value: date) -> str:
        """31.05.2022."""
        return german.day(value)


class Moment(Column):
    """A day and a time, as they are here."""

    css = "date"

    def read(self, row: Any) -> datetime | None:
        """The moment by the clock on the wall; a spreadsheet knows no time zones."""
        value: datetime | None = super().read(row)
        return value.astimezone(timezone.get_current_timezone()).replace(tzinfo=None) if value else None

    def written(self, value: datetime) -> str:
        """31.05.2022 14:05."""
        return f"{value:%d.%m.%Y %H:%M}"


class Number(Column):
    """A whole number, to the right, 1.204."""

    css = "num"
    head_css = "num"

    def written(self, value: int) -> str:
        """1.204."""
        return german.number(value)


class State(Column):
    """A badge: sign, word and colour on the page, the word in the CSV."""

    css = "bare"

    def written(self, value: Badge) -> str:
        """Sign and word."""
        return pill(value)

    def exported(self, value: Badge) -> str:
        """The word."""
        return value.label
