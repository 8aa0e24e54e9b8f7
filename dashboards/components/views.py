"""How far are the base components, and what waits for them?"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.downloads import download
from accounts.requests import MemberRequest
from dashboards.components.tables import ComponentTable
from municipalities.component_rows import answer, component_rows
from ozgtracker import clock
from ozgtracker.access import allow, turns_back
from ozgtracker.statements.undo import latest_undoable
from services.models import Delivery
from services.permissions import READERS


@turns_back
@allow(READERS)
@require_safe
def components(request: MemberRequest) -> HttpResponse:
    """All components, and how many of them are ready."""
    rows = component_rows(request.user, request.as_of)
    table = ComponentTable(rows, without=["report"] if request.looking_back else [])
    context = {"table": table, "total": len(rows), **answer(rows), **_undo(request)}
    return render(request, "dashboards/components/list.html", context)


def _undo(request: MemberRequest) -> dict[str, Any]:
    """What this person may still take back (one query, or two); nothing while looking back."""
    said = Delivery.objects.said_alone()
    if request.looking_back:
        return {"undo": None}
    undo = latest_undoable(said, by=request.user, on=request.today, at=clock.instant())
    if undo is None:
        return {"undo": None}
    slug = said.values_list("component__slug", flat=True).get(change_set=undo.change_set)
    return {"undo": undo, "undo_href": reverse("component-undo", args=[slug, undo.change_set])}


@turns_back
@allow(READERS)
@require_safe
def components_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same components as a table."""
    rows = component_rows(request.user, request.as_of)
    return download(_("Basiskomponenten"), request.day, ComponentTable(rows).sheet())
