"""What is due, late, reached: the list."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.downloads import download
from accounts.requests import MemberRequest
from milestones.filters import MilestoneFilter
from milestones.listing import answer, in_order, rows_of, shown_words
from milestones.models import Plan
from milestones.permissions import READERS
from milestones.status import PlanStatus, plan_status
from milestones.tables import MilestoneTable
from milestones.undoable import undo_in_list
from ozgtracker import clock
from ozgtracker.access import allow, turns_back
from ozgtracker.ui.listing import Listing


@turns_back
@allow(READERS)
@require_safe
def milestones(request: MemberRequest) -> HttpResponse:
    """All milestones by phase, or those a filter asks for."""
    current = Plan.objects.current()
    if current is None:
        return render(request, "milestones/no_plan.html")
    plan = plan_status(current, request.as_of)
    listing = _listing(request, plan)
    context = {
        **({} if plan.is_past else undo_in_list(request.user, request.today, clock.instant())),
        "plan": plan,
        "words": shown_words(listing.total, plan, is_filtered=listing.filters.is_set),
        "answer": answer(plan),
    }
    return listing.answer("milestones/list.html", context)


@turns_back
@allow(READERS)
@require_safe
def milestones_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same milestones as a table; there is none before a plan is loaded."""
    current = Plan.objects.current()
    if current is None:
        raise Http404
    plan = plan_status(current, request.as_of)
    return download(_("Meilensteine"), request.day, _listing(request, plan).sheet())


def _listing(request: MemberRequest, plan: PlanStatus) -> Listing:
    filters = MilestoneFilter(request, in_order(plan))
    # A plan stands on one page.
    return Listing(request, MilestoneTable, filters, rows=partial(rows_of, plan, request.user), per_page=1000)
