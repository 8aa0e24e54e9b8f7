"""How all expected dates moved: the milestone trend analysis."""

from __future__ import annotations

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.downloads import download
from accounts.requests import MemberRequest
from milestones.models import Plan
from milestones.permissions import READERS
from milestones.status import plan_status
from milestones.trends.lines import lines_of
from milestones.trends.page import context
from milestones.trends.table import months_of, trend_table
from ozgtracker.access import allow, turns_back


@turns_back
@allow(READERS)
@require_safe
def trend(request: MemberRequest) -> HttpResponse:
    """All lines, the leading ones or those of a phase (`auswahl`); one of them may stand out (`linie`)."""
    current = Plan.objects.current()
    if current is None:
        return render(request, "milestones/no_plan.html")
    plan = plan_status(current, request.as_of)
    asked = request.GET
    shown = context(plan, request.as_of, chosen=asked.get("auswahl", ""), raised=asked.get("linie", ""))
    return render(request, "milestones/trend.html", shown)


@turns_back
@allow(READERS)
@require_safe
def trend_csv(request: MemberRequest) -> StreamingHttpResponse:
    """All forecasts of all lines as a table, month by month; there is none before a plan is loaded."""
    current = Plan.objects.current()
    if current is None:
        raise Http404
    lines = lines_of(plan_status(current, request.as_of))
    table = trend_table(lines, months_of(lines, most=None), request.as_of)
    return download(_("Prognosen"), request.day, table.sheet())
