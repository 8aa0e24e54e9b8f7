"""What is due, late, reached: the list."""

from __future__ import annotations

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.downloads import table_download
from accounts.requests import MemberRequest
from milestones.forms import MilestoneFilter
from milestones.listing import answer, groups_of, matching, shown_words
from milestones.models import Plan
from milestones.permissions import READERS
from milestones.sheet import milestone_header, milestone_lines
from milestones.status import PlanStatus, plan_status
from milestones.undoable import undo_in_list
from ozgtracker import clock
from ozgtracker.access import allow, turns_back


@turns_back
@allow(READERS)
@require_safe
def milestones(request: MemberRequest) -> HttpResponse:
    """All milestones by phase, or those a filter asks for."""
    current = Plan.objects.current()
    if current is None:
        return render(request, "milestones/no_plan.html")
    plan = plan_status(current, request.day, request.today)
    form = _filter(request, plan)
    found = matching(plan, form.criteria())
    context = {
        **({} if plan.is_past else undo_in_list(request.user, request.today, clock.instant())),
        "plan": plan,
        "form": form,
        "order": form.order(),
        "groups": groups_of(plan, found, form.order(), request.user),
        "total": len(found),
        "total_words": shown_words(form.criteria(), len(found), plan),
        "answer": answer(plan),
    }
    is_part = request.htmx and not request.htmx.boosted and request.htmx.target == "rows"
    return render(request, "milestones/list.html#rows" if is_part else "milestones/list.html", context)


@turns_back
@allow(READERS)
@require_safe
def milestones_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same milestones as a table; there is none before a plan is loaded."""
    current = Plan.objects.current()
    if current is None:
        raise Http404
    plan = plan_status(current, request.day, request.today)
    form = _filter(request, plan)
    groups = groups_of(plan, matching(plan, form.criteria()), form.order(), request.user)
    return table_download(_("Meilensteine"), request.day, milestone_header(), milestone_lines(groups))


def _filter(request: MemberRequest, plan: PlanStatus) -> MilestoneFilter:
    return MilestoneFilter(request.GET, phases=[group.phase for group in plan.phases if group.phase])
