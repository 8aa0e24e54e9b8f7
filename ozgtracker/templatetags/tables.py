"""Attributes of heads, rows and cells, for ui/head.html and ui/row.html."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

from ozgtracker.ui.columns import Column
from ozgtracker.ui.tables import Table

register = template.Library()


@register.simple_tag
def head_attributes(table: Table, column: Column) -> SafeString:
    """Those of a column's <th>, with a blank in front."""
    is_sorted = column.sort and column.sort == table.sort
    sort = {"aria-sort": column.aria_sort} if is_sorted else {}
    css = {"class": column.head_css} if column.head_css else {}
    return flatatt({"scope": "col", **css, **sort})


@register.simple_tag
def row_attributes(table: Table, row: Any) -> SafeString:
    """Those of the <tr>, with a blank in front."""
    return flatatt(table.row_attributes(row))


@register.simple_tag
def cell_attributes(column: Column, row: Any) -> SafeString:
    """Those of the cell, with a blank in front; empty ones are left out."""
    return flatatt({name: value for name, value in column.attributes(row).items() if value})
