"""Heads and rows of tables, for ui/table.html."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from django import template
from django.template import Context, Template
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

from ozgtracker.ui.columns import Column
from ozgtracker.ui.tables import Table

register = template.Library()


@register.simple_tag
def head_attributes(table: Table, column: Column) -> SafeString:
    """Those of a column's <th>, with a blank in front."""
    is_sorted = table.sorts and column.sort and column.sort == table.sort
    sort = {"aria-sort": column.aria_sort} if is_sorted else {}
    css = {"class": column.head_css} if column.head_css else {}
    return _written({"scope": "col", **css, **sort})


@register.simple_tag(takes_context=True)
def row(context: Context, table: Table, record: Any) -> SafeString:
    """One row. Put together here and not by a template: a page has a thousand cells, and each would resolve ten names.

    A cell of more than its value is drawn by its part of a template, which gets `row`. An empty one stays empty to the
    last blank: a telephone leaves it out.
    """
    cells = (_cell(context, bound.column, record) for bound in table.columns)
    return SafeString(f"<tr{_written(table.row_attributes(record))}>\n{''.join(cells)}</tr>\n")


def _cell(context: Context, column: Column, record: Any) -> str:
    content = conditional_escape(_content(context, column, record))
    return f"<{column.tag}{_written(column.attributes(record))}>{content}</{column.tag}>\n"


def _content(context: Context, column: Column, record: Any) -> Any:
    """The value is asked of the column and not of a bound row, which looks it up twice and hides what fails."""
    if not column.cell:
        return column.render(record)
    engine = cast("Template", context.template).engine
    with context.push(row=record):
        drawn = engine.get_template(column.template).render(context)
    # On a telephone the label stands right before it.
    return SafeString(drawn.strip())


def _written(attributes: Mapping[str, str]) -> SafeString:
    return _joined(tuple((name, value) for name, value in attributes.items() if value))


# The cells of a column have the same ones in every row.
@lru_cache(maxsize=1000)
def _joined(attributes: tuple[tuple[str, str], ...]) -> SafeString:
    return format_html_join("", ' {}="{}"', attributes)
