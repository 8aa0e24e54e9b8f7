"""What happened to this one: the page of a milestone, and the release of its documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.downloads import download
from accounts.requests import MemberRequest
from milestones.actions import correct_release, release_deliverable
from milestones.history import history, reports_on
from milestones.models import Deliverable, DeliverableRelease
from milestones.page import Seen, deliverable_of, detail_context, see
from milestones.permissions import READERS, REPORTERS, check_report
from milestones.release_forms import ReleaseCorrectionForm, ReleaseForm
from milestones.tables import HistoryTable
from ozgtracker.access import allow, turns_back
from ozgtracker.statements.answer import answer
from ozgtracker.ui.form_errors import show_refused


@turns_back
@allow(READERS)
@require_safe
def milestone(request: MemberRequest, slug: str) -> HttpResponse:
    """The milestone on the Stichtag."""
    seen = see(request, slug)
    return render(request, "milestones/detail.html", detail_context(request, seen))


@turns_back
@allow(READERS)
@require_safe
def milestone_csv(request: MemberRequest, slug: str) -> StreamingHttpResponse:
    """What was reported about it by the Stichtag, as a table."""
    found = see(request, slug).status.milestone
    said = history(found, reports_on(found, request.day), request.day)
    return download(found.title, request.day, HistoryTable(said).sheet())


@allow(REPORTERS)
@require_POST
def deliverable_release(request: MemberRequest, slug: str, deliverable: str) -> HttpResponse:
    """Record that a document was released, then back to the milestone."""
    seen = see(request, slug, today=True)
    check_report(request.user, seen.status.milestone)
    subject = deliverable_of(seen, deliverable)
    form = ReleaseForm(request.POST, slug=deliverable, today=request.today)

    def act() -> None:
        release_deliverable(by=request.user, deliverable=subject, on=request.today, **form.cleaned_data)

    done = _("„%(title)s“ ist freigegeben.") % {"title": subject.title}
    return _release(request, seen, form, act, done)


@allow(REPORTERS)
@require_POST
def deliverable_correct(request: MemberRequest, slug: str, deliverable: str) -> HttpResponse:
    """Record that a release was wrong, then back to the milestone."""
    seen = see(request, slug, today=True)
    check_report(request.user, seen.status.milestone)
    subject = deliverable_of(seen, deliverable)
    last = DeliverableRelease.objects.latest_of(subject)
    if last is None:
        raise Http404
    form = ReleaseCorrectionForm(request.POST, slug=deliverable, release=last)
    done = _("„%(title)s“ ist berichtigt.") % {"title": subject.title}
    return _release(request, seen, form, lambda: _correct(request, subject, form), done)


def _correct(request: MemberRequest, subject: Deliverable, form: ReleaseCorrectionForm) -> None:
    values = dict(form.cleaned_data)
    seen = DeliverableRelease.objects.filter(deliverable=subject, pk=values.pop("supersedes") or 0).first()
    correct_release(by=request.user, deliverable=subject, on=request.today, supersedes=seen, **values)


def _release(
    request: MemberRequest,
    seen: Seen,
    form: ReleaseForm | ReleaseCorrectionForm,
    act: Callable[[], None],
    words: str,
) -> HttpResponse:
    def show(form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
        if "blocked" in more:
            show_refused(form, more["blocked"])
        context = detail_context(request, seen, form)
        return render(request, "milestones/detail.html", context, status=status)

    def done() -> HttpResponse:
        messages.success(request, words)
        return redirect("milestone", slug=seen.status.milestone.slug)

    return answer(form, act, show=show, done=done)
