"""Stands of the plan side by side."""

from __future__ import annotations

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.downloads import download
from accounts.requests import MemberRequest
from milestones.baselines.page import Compared, compared, context, table_of
from milestones.models import Plan
from milestones.permissions import READERS
from milestones.status import plan_status
from ozgtracker.access import allow, turns_back


@turns_back
@allow(READERS)
@require_safe
def baselines(request: MemberRequest) -> HttpResponse:
    """Two of them (`zuerst`, `danach`): baselines ("b0"), what is expected ("heute"), or was expected on an ISO day."""
    page = _compared(request)
    return render(request, "milestones/no_plan.html") if page is None else _shown(request, page)


@turns_back
@allow(READERS)
@require_safe
def baselines_csv(request: MemberRequest) -> StreamingHttpResponse:
    """What differs, as a table; there is none before a plan is loaded."""
    page = _compared(request)
    if page is None:
        raise Http404
    return download(_("Planstände verglichen"), request.day, table_of(page).sheet())


def _shown(request: MemberRequest, page: Compared) -> HttpResponse:
    return render(request, "milestones/baselines.html", context(page))


def _compared(request: MemberRequest) -> Compared | None:
    current = Plan.objects.current()
    if current is None:
        return None
    asked = request.GET
    plan = plan_status(current, request.as_of)
    return compared(plan, request.as_of, asked.get("zuerst", ""), asked.get("danach", ""))
