"""A list page: what a filter finds, under a table, page by page; its rows alone where HTMX asks for them.

def people(request):
    return _people(request).answer("accounts/people.html")

@whole_list(_("Personen"))
def people_csv(request):
    return _people(request)

def _people(request):
    return Listing(request, PeopleTable, PeopleFilter(request, User.objects.in_order()))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ozgtracker import german
from ozgtracker.spreadsheet import Sheet
from ozgtracker.ui.by_key import KeyPage, page_by_key
from ozgtracker.ui.by_order import OrderedPage, ordered_page
from ozgtracker.ui.filters import FilterSet
from ozgtracker.ui.requests import Request
from ozgtracker.ui.tables import Table

MANY = 10_000


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

    def known_rows(self, most: int | None = None) -> tuple[int, bool]:
        """How many rows sheet() has, and whether that is all of them: nobody counts further than `most`."""
        return _counted(self.table.data.data, most)


class ByOrder(Listing):
    """Pages by what the list is ordered by (`nach`, `vor`; `seite=letzte`), for millions of rows. `count` knows how
    many there are without reading them; None where nobody does."""

    pages = "components/by_order.html"

    def __init__(
        self,
        request: Request,
        table: type[Table],
        filters: FilterSet,
        *,
        count: Callable[[], int | None],
        **shown: Any,
    ) -> None:
        self.count = count
        super().__init__(request, table, filters, **shown)

    @cached_property
    def page(self) -> OrderedPage:
        """The page asked for."""
        asked = self.request.GET
        found = ordered_page(
            self.table.data.data,
            after=asked.get("nach", ""),
            before=asked.get("vor", ""),
            size=self.per_page,
            is_last=asked.get("seite") == "letzte",
        )
        lines = [self.table.line(row) for row in self.table.data.rows(found.object_list)]
        return replace(found, object_list=lines)

    @cached_property
    def _total(self) -> tuple[int, bool]:
        known = self.count()
        return (known, True) if known is not None else _counted(self.table.data.data, MANY)

    @property
    def total(self) -> int:
        """How many rows there are on all pages, or at least."""
        return self._total[0]

    @property
    def total_words(self) -> str:
        """ "8.752", "mehr als 10.000"."""
        return _total_words(*self._total)

    def known_rows(self, most: int | None = None) -> tuple[int, bool]:
        """Without reading them where `count` knows."""
        known = self.count()
        return (known, True) if known is not None else super().known_rows(most)


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
    def _total(self) -> tuple[int, bool]:
        return _counted(self.table.data.data, 10 * MANY)

    @property
    def total(self) -> int:
        """How many rows there are on all pages, or at least."""
        return self._total[0]

    @property
    def total_words(self) -> str:
        """ "30.112", "mehr als 100.000"."""
        return _total_words(*self._total)


def _counted(found: Any, most: int | None) -> tuple[int, bool]:
    """How many rows, and whether that is all of them: nobody waits for millions to be counted."""
    if isinstance(found, list):
        return len(found), True
    if most is None:
        return int(found.order_by().count()), True
    number = int(found.order_by()[: most + 1].count())
    return (number, True) if number <= most else (most, False)


def _total_words(total: int, is_all: bool) -> str:  # noqa: FBT001 - a pair
    return german.number(total) if is_all else _("mehr als %(n)s") % {"n": german.number(total)}
