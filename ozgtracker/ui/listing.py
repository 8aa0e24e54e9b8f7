"""A list page: what a filter finds, under a table, page by page; its rows alone where HTMX asks for them.

def people(request):
    return _people(request).answer("accounts/people.html")

def people_csv(request):
    return download(_("Personen"), request.today, _people(request).sheet())

def _people(request):
    return Listing(request, PeopleTable, PeopleFilter(request, User.objects.in_order()))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from ozgtracker.spreadsheet import Sheet
from ozgtracker.ui.by_key import KeyPage, page_by_key
from ozgtracker.ui.filters import FilterSet
from ozgtracker.ui.requests import Request
from ozgtracker.ui.tables import Table


class Listing:
    """Pages by number (`seite`): nonsense gives the first, too much the last. `shown` is Table's:
    rows, without, heads."""

    pages = "components/pagination.html"

    def __init__(
        self,
        request: Request,
        table: type[Table],
        filters: FilterSet,
        *,
        per_page: int = 50,
        **shown: Any,
    ) -> None:
        self.request, self.filters, self.per_page = request, filters, per_page
        self.table = table(filters.found, sort=request.GET.get("sortierung", ""), **shown)

    @cached_property
    def page(self) -> Any:
        """The page asked for."""
        self.table.paginator = Paginator(self.table.rows, self.per_page)
        return self.table.paginator.get_page(self.request.GET.get("seite"))

    @property
    def total(self) -> int:
        """How many rows there are on all pages."""
        return int(self.page.paginator.count)

    @property
    def rows(self) -> list[Any]:
        """What this page shows, row by row, as the columns read it."""
        return [line.record for line in self.page.object_list]

    @property
    def is_part(self) -> bool:
        """Whether only the rows are asked for, in the place of those that stand there."""
        htmx = self.request.htmx
        return bool(htmx) and not htmx.boosted and htmx.target == "rows"

    def answer(self, template: str, context: Mapping[str, Any] | None = None) -> HttpResponse:
        """The page, or its part "rows"; the template gets `listing`."""
        self.table.page = self.page
        name = f"{template}#rows" if self.is_part else template
        return render(self.request, name, {"listing": self, **(context or {})})

    def sheet(self) -> Sheet:
        """All of it to take away, in the same order."""
        return self.table.sheet()


class NewestFirst(Listing):
    """Pages by key (`vor`), for what grows for years: the last page is as quick as the first."""

    pages = "components/by_key.html"

    @cached_property
    def page(self) -> KeyPage:
        """The page that begins after the key asked for."""
        found = page_by_key(self.table.data.data, self.request.GET.get("vor", ""))
        lines = [self.table.line(row) for row in self.table.data.rows(found.object_list)]
        return replace(found, object_list=lines)

    @cached_property
    def total(self) -> int:
        """How many rows there are on all pages."""
        return int(self.table.data.data.count())
