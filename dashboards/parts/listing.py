"""What all lists share: one page of rows, chips for what narrows it, and the whole page or only its rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests import MemberRequest


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that narrows the list or leads to another view of it."""

    label: str
    href: str
    current: bool = False


def page_of(request: MemberRequest, rows: QuerySet[Any], size: int) -> Page[Any]:
    """The page `seite` asks for; nonsense gives the first, too much the last."""
    return Paginator(rows, size).get_page(request.GET.get("seite"))


def order_of(request: MemberRequest, orders: Collection[str]) -> str:
    """The order `sortierung` asks for; the first one where it asks for none that exists."""
    wanted = request.GET.get("sortierung", "")
    return wanted if wanted in orders else next(iter(orders))


def without(request: MemberRequest, *names: str) -> str:
    """This address without these parameters and from the first page."""
    query = request.GET.copy()
    for gone in (*names, "seite"):
        query.pop(gone, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def render_list(request: MemberRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The whole page, or its rows alone when a filter asks for them in place."""
    part = "#rows" if request.htmx and not request.htmx.boosted and request.htmx.target == "rows" else ""
    return render(request, template + part, dict(context))
