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
from ozgtracker.errors import LostRace
from ozgtracker.statements.answer import answer


@allow(REPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def milestone_report(request: MemberRequest, slug: str) -> HttpResponse:
    """The form, or what became of it: stored (back to the milestone), not understood (422), too late or early (409)."""
    seen = see(request, slug, today=True)
    check_report(request.user, seen.status.milestone)
    if request.method != "POST":
        return _show(request, seen, ReportForm(None, status=seen.status))
    form = ReportForm(request.POST, status=seen.status)

    def again(**now: Any) -> ReportForm:
        return ReportForm(answered(form, request.POST, **now), status=seen.status)

    def overtaken(lost: LostRace) -> HttpResponse:
        current = cast("MilestoneReport", lost.current)
        conflict = conflict_of(current, form.values())
        return _show(request, seen, again(supersedes=current.pk), status=409, conflict=conflict)

    def show(shown: ReportForm, *, status: int = 200, **more: Any) -> HttpResponse:
        # What is foreseen comes true only once the other side has confirmed, where it takes both.
        proposes = {"proposes": _needs_both(seen, form)} if "foreseen" in more else {}
        return _show(request, seen, shown, status=status, **more, **proposes)

    return answer(
        form,
        lambda: _say(request, seen, form),
        show=show,
        done=lambda: _stored(request, slug, proposed=_needs_both(seen, form)),
        again=again,
        overtaken=overtaken,
    )


def _needs_both(seen: Seen, form: ReportForm) -> bool:
    values, status = form.values(), seen.status
    becomes = Word(values["state"], values.get("actual_on"))
    return needs_both(status.responsible, Word(status.facts.state, status.actual), becomes)


def _say(request: MemberRequest, seen: Seen, form: ReportForm) -> Consequences | None:
    """Store it, or propose it where it takes both sides; what it would change, where that was not seen yet."""
    milestone, on = seen.status.milestone, request.today
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


def _show(request: MemberRequest, seen: Seen, form: ReportForm, *, status: int = 200, **more: Any) -> HttpResponse:
    """The form, as a row of the list or as a page of its own."""
    template = "milestones/list.html#row" if request.htmx else "milestones/report.html"
    context = {
        "row": seen.row,
        "status": seen.status,
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
    done %= {"title": seen.status.milestone.title}
    messages.success(request, done)
    return same_page_or(request, reverse("milestone", args=[slug]))
