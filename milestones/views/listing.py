"""What is due, late, reached: the list."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from milestones.forms import MilestoneFilter
from milestones.listing import answer, groups_of, matching, shown_words
from milestones.models import Plan
from milestones.permissions import READERS
from milestones.standing import plan_standing
from ozgtracker.access import allow


@allow(READERS)
@require_safe
def milestones(request: MemberRequest) -> HttpResponse:
    """All milestones by phase, or those a filter asks for."""
    current = Plan.objects.current()
    if current is None:
        return render(request, "milestones/no_plan.html")
    plan = plan_standing(current, request.day, request.today)
    form = MilestoneFilter(request.GET, phases=[group.phase for group in plan.phases if group.phase])
    criteria, order = form.criteria(), form.order()
    found = matching(plan, criteria)
    context = {
        "plan": plan,
        "form": form,
        "order": order,
        "groups": groups_of(plan, found, order, request.user),
        "total": len(found),
        "total_words": shown_words(criteria, len(found), len(plan.milestones)),
        "answer": answer(plan),
    }
    is_part = request.htmx and not request.htmx.boosted and request.htmx.target == "rows"
    return render(request, "milestones/list.html#rows" if is_part else "milestones/list.html", context)
