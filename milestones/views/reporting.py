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
from milestones.actions import carry_out, propose_report, report_milestone, unless_unseen
from milestones.consequences import Consequences, Touched
from milestones.forms import ReportForm, answered, conflict_of
from milestones.models import MilestoneReport, Proposal
from milestones.page import Seen, see, trail
from milestones.permissions import REPORTERS, check_report
from milestones.proposals import Word, needs_both
from milestones.reported import MilestoneInput
from ozgtracker.access import allow
from ozgtracker.asked_from import same_page_or
from ozgtracker.errors import Blocked, InvalidInput, LostRace
from ozgtracker.form_errors import show_refused


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
    return _try(request, seen, form)


def _try(request: MemberRequest, seen: Seen, form: ReportForm) -> HttpResponse:
    try:
        foreseen = _say(request, seen, form)
    except InvalidInput as error:
        show_refused(form, error)
        return _show(request, seen, form, status=422)
    except Blocked as error:
        return _show(request, seen, form, status=409, blocked=error)
    except LostRace as error:
        return _show_conflict(request, seen, form, cast("MilestoneReport", error.current))
    if foreseen:
        again = ReportForm(answered(form, request.POST, seen=foreseen.key), standing=seen.standing)
        return _show(request, seen, again, foreseen=foreseen, proposes=_needs_both(seen, form))
    return _stored(request, seen.standing.milestone.slug, proposed=_needs_both(seen, form))


def _needs_both(seen: Seen, form: ReportForm) -> bool:
    values, standing = form.values(), seen.standing
    becomes = Word(values["state"], values.get("actual_on"))
    return needs_both(standing.responsible, Word(standing.facts.state, standing.actual), becomes)


def _say(request: MemberRequest, seen: Seen, form: ReportForm) -> Consequences | None:
    """Store it, or propose it where it takes both sides; what it would change, where that was not seen yet."""
    milestone, on = seen.standing.milestone, request.today
    followed = MilestoneReport.objects.filter(milestone=milestone, pk=form.cleaned_data["supersedes"]).first()
    about, known, values = (Touched.MILESTONE, milestone.pk), form.cleaned_data["seen"], form.values()

    def report() -> None:
        report_milestone(by=request.user, milestone=milestone, on=on, supersedes=followed, **values)

    def propose() -> Proposal:
        said = MilestoneInput(**values)
        return propose_report(by=request.user, milestone=milestone, on=on, said=said, supersedes=followed)

    def come_true() -> None:
        carry_out(propose(), milestone, confirmed_by=request.user, on=on, supersedes=followed)

    if _needs_both(seen, form):
        return unless_unseen(propose, about=about, on=on, seen=known, preview=come_true)
    return unless_unseen(report, about=about, on=on, seen=known)


def _show_conflict(request: MemberRequest, seen: Seen, form: ReportForm, current: MilestoneReport) -> HttpResponse:
    """Both versions side by side; sent again, the form follows the report that stands now."""
    again = ReportForm(answered(form, request.POST, supersedes=current.pk), standing=seen.standing)
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


def _stored(request: MemberRequest, slug: str, *, proposed: bool) -> HttpResponse:
    seen = see(request, slug, today=True)
    done = _("Ihre Meldung zu „%(title)s“ ist gespeichert.")
    if proposed:
        done = _("Ihr Vorschlag zu „%(title)s“ ist gespeichert. Er zählt, sobald die andere Seite bestätigt hat.")
    done %= {"title": seen.standing.milestone.title}
    messages.success(request, done)
    return same_page_or(request, reverse("milestone", args=[slug]))
