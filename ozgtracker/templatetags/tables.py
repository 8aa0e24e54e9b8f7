"""Heads and rows of tables, for ui/table.html."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, cast

from django import template
from django.template import Context, Template
from django.utils.safestring import SafeString

from ozgtracker.ui.cells import Cells
from ozgtracker.ui.columns import Column, Drawing, written
from ozgtracker.ui.tables import Table

register = template.Library()


@register.simple_tag
def head_attributes(table: Table, column: Column) -> SafeString:
    """Those of a column's <th>, with a blank in front."""
    is_sorted = table.sorts and column.sort and column.sort == table.sort
    sort = {"aria-sort": column.aria_sort} if is_sorted else {}
    css = {"class": column.head_css} if column.head_css else {}
    return written({"scope": "col", **css, **sort})


@register.simple_tag(takes_context=True)
def rows(context: Context, table: Table, lines: Iterable[Any]) -> SafeString:
    """The rows of these bound rows, put together here and not by a template: a page has a thousand cells.

    What is the same in all of them (which columns there are, who draws their cells) is found out once.
    """
    cells = table.cells if isinstance(table.cells, str) else table.cells(context)
    columns = [(bound.column, _drawing(context, cells, bound.column)) for bound in table.columns]
    return SafeString("".join(_row(table, line.record, columns) for line in lines))


def _row(table: Table, record: Any, columns: Iterable[tuple[Column, Drawing | None]]) -> str:
    cells = "".join([column.drawn(record, drawing) for column, drawing in columns])
    return f"<tr{written(table.row_attributes(record))}>\n{cells}</tr>\n"


def _drawing(context: Context, cells: Cells | str, column: Column) -> Drawing | None:
    """What draws the cells of a column: a method of the table's Cells, or a part of its template; None for those that
    are their value."""
    if not column.cell:
        return None
    if isinstance(cells, Cells):
        return cast("Drawing", getattr(cells, column.cell))
    engine = cast("Template", context.template).engine
    return partial(_by_template, context, engine.get_template(f"{cells}#{column.cell}"))


def _by_template(context: Context, part: Template, row: Any) -> SafeString:
    """An empty cell stays empty to the last blank: a telephone leaves it out, and puts the label right before any
    other."""
    with context.push(row=row):
        return SafeString(part.render(context).strip())
