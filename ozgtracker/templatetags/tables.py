"""Attributes of heads, rows and cells, for ui/head.html and ui/row.html."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html_join
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


@register.simple_tag
def row_attributes(table: Table, row: Any) -> SafeString:
    """Those of the <tr>, with a blank in front."""
    return _written(table.row_attributes(row))


@register.simple_tag
def cell_attributes(column: Column, row: Any) -> SafeString:
    """Those of the cell, with a blank in front; empty ones are left out."""
    return _written(column.attributes(row))


@register.simple_tag
def cell(column: Column, row: Any) -> Any:
    """What stands in the cell. Asked here and not of a bound row, which looks a value up twice and hides what fails."""
    return column.render(row)


def _written(attributes: Mapping[str, str]) -> SafeString:
    return format_html_join("", ' {}="{}"', ((name, value) for name, value in attributes.items() if value))
