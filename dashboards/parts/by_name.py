"""A figure asked for by its name in an address (/rollouts/?figure=rollouts.live) leads to the list of its rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.requests import MemberRequest
from dashboards.figures.criteria import Criteria
from dashboards.figures.register import figure

type View = Callable[..., HttpResponseBase]


def by_name(view: View) -> View:
    """Leads to the rows of the figure named, wherever they are listed; what else the address asks is kept. A name that
    no list answers stays in the address, and the list says that it was left out."""

    @wraps(view)
    def inner(request: MemberRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        rows = _named(request.GET.get("figure", ""))
        return _lead(request, rows) if rows else view(request, *args, **kwargs)

    return inner


def _named(name: str) -> Criteria | None:
    try:
        found = figure(name)
    except KeyError:
        return None
    return found.rows if found.is_list else None


def _lead(request: MemberRequest, rows: Criteria) -> HttpResponse:
    asked = {name: value for name, value in rows.query().items() if value}
    others = {name: str(value) for name, value in request.GET.items() if name != "figure"}
    address = reverse(rows.CSV if request.path.endswith("/csv/") else rows.PAGE)
    query = urlencode({**asked, **others})
    return redirect(f"{address}?{query}" if query else address)
