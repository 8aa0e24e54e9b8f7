"""What if something came later? Reads the address, stores nothing."""

from __future__ import annotations

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.downloads import download
from accounts.requests import MemberRequest
from dashboards.figures.plan import plan_on
from dashboards.permissions import READERS
from dashboards.what_if.page import Shown, context, rows_of, shown
from dashboards.what_if.tables import MoveTable
from ozgtracker.access import allow, turns_back


@turns_back
@allow(READERS)
@require_safe
def what_if(request: MemberRequest) -> HttpResponse:
    """Parts moved by weeks (their slugs), one more to be offered (`dazu`), soft dependencies counted (`weich=1`)."""
    return render(request, "dashboards/what_if/page.html", context(_shown(request), request.user))


@turns_back
@allow(READERS)
@require_safe
def what_if_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The milestones that would move, as a table."""
    page = _shown(request)
    return download(_("Was wäre wenn"), request.day, MoveTable(rows_of(page, request.user), sorts=False).sheet())


def _shown(request: MemberRequest) -> Shown:
    plan = plan_on(request.as_of)
    if plan is None:
        raise Http404
    return shown(plan, request.as_of, [(name, request.GET[name]) for name in request.GET])
