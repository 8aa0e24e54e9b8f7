"""Reporting on a milestone: a page of its own, and inside the list a row."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import MemberRequest
from milestones.actions import report_milestone
from milestones.forms import ReportForm, conflict_of
from milestones.models import MilestoneReport
from milestones.page import Seen, see, trail
from milestones.permissions import REPORTERS, check_report
from ozgtracker.access import allow
from ozgtracker.asked_from import same_page_or
from ozgtracker.errors import Blocked, InvalidInput, LostRace


@allow(REPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def milestone_report(request: MemberRequest, slug: str) -> HttpResponse:
    """The form, or what became of it: stored (back to the milestone), not understood (422), too late or early (409)."""
    seen = see(request, slug, today=True)
    check_report(request.user, seen.standing.milestone)
    if request.method != "POST":
        return _show(request, seen, ReportForm(None, standing=seen.standing))
    form = ReportForm(request.POST, standing=seen.standing)
    if not form.is_valid():
        return _show(request, seen, form, status=422)
    try:
        _report(request, seen, form)
    except InvalidInput as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return _show(request, seen, form, status=422)
    except Blocked as error:
        return _show(request, seen, form, status=409, blocked=error)
    except LostRace as error:
        return _show_conflict(request, seen, form, cast("MilestoneReport", error.current))
    return _stored(request, slug)


def _report(request: MemberRequest, seen: Seen, form: ReportForm) -> None:
    milestone = seen.standing.milestone
    followed = MilestoneReport.objects.filter(milestone=milestone, pk=form.cleaned_data["supersedes"]).first()
    report_milestone(by=request.user, milestone=milestone, on=request.today, supersedes=followed, **form.values())


def _show_conflict(request: MemberRequest, seen: Seen, form: ReportForm, current: MilestoneReport) -> HttpResponse:
    """Both versions side by side; sent again, the form follows the report that stands now."""
    data = request.POST.copy()
    data["supersedes"] = str(current.pk)
    again = ReportForm(data, standing=seen.standing)
    return _show(request, seen, again, status=409, conflict=conflict_of(current, form.values()))


def _show(request: MemberRequest, seen: Seen, form: ReportForm, *, status: int = 200, **more: Any) -> HttpResponse:
    template = "milestones/list.html#row" if request.htmx else "milestones/report.html"
    context = {
        "row": seen.row,
        "standing": seen.standing,
        "plan": seen.plan,
        "form": form,
        "trail": trail(request, seen, _("Melden")),
        **more,
    }
    return render(request, template, context, status=status)


def _stored(request: MemberRequest, slug: str) -> HttpResponse:
    seen = see(request, slug, today=True)
    done = _("Ihre Meldung zu „%(title)s“ ist gespeichert.") % {"title": seen.standing.milestone.title}
    messages.success(request, done)
    return same_page_or(request, reverse("milestone", args=[slug]))
