"""The ministry reads what an authority says about its competence, and answers."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import MemberRequest
from municipalities.actions import answer_competence
from municipalities.competence_forms import CompetenceAnswerForm
from municipalities.models import Rollout, RolloutReport
from municipalities.permissions import ANSWERERS
from municipalities.rollout_states import RolloutState
from ozgtracker.access import allow
from ozgtracker.errors import LostRace
from ozgtracker.findings import found
from ozgtracker.object_pages import page_of
from ozgtracker.statements.answer import answer


@allow(ANSWERERS)
@require_http_methods(["GET", "HEAD", "POST"])
def competence_answer(request: MemberRequest, ars: str, ozg_id: str) -> HttpResponse:
    """The authority's word and the form, or what became of it: stored, not understood (422), overtaken (409)."""
    rollouts = Rollout.objects.select_related("authority", "service", "last_report__by")
    rollout = get_object_or_404(rollouts, authority__ars=ars, service__ozg_id=ozg_id)
    report = rollout.last_report if rollout.state == RolloutState.NOT_COMPETENT else None
    form = CompetenceAnswerForm(request.POST or None, report=report)
    if request.method != "POST":
        return _show(request, rollout, report, form)
    return answer(
        form,
        lambda: _answer(request, rollout, form),
        show=partial(_show, request, rollout, report),
        done=lambda: _stored(request, rollout),
        overtaken=lambda lost: _show(
            request, rollout, report, CompetenceAnswerForm(None, report=report), status=409, lost=lost
        ),
    )


def _stored(request: MemberRequest, rollout: Rollout) -> HttpResponse:
    messages.success(request, _("Ihre Antwort ist gespeichert."))
    return redirect(page_of(rollout))


def _answer(request: MemberRequest, rollout: Rollout, form: CompetenceAnswerForm) -> None:
    seen = form.cleaned_data
    report = RolloutReport.objects.filter(rollout=rollout, pk=seen["report"] or 0).first()
    if report is None:
        raise LostRace(found("competence.no-longer-denied"), current=rollout.last_report)
    answer_competence(
        by=request.user,
        report=report,
        on=request.today,
        agrees=seen["agrees"],
        reason=seen["reason"],
        supersedes=report.answers.filter(pk=seen["supersedes"] or 0).first(),
    )


def _show(
    request: MemberRequest,
    rollout: Rollout,
    report: RolloutReport | None,
    form: CompetenceAnswerForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    answers = report.answers.select_related("by").order_by("-said_on", "-id") if report else ()
    context = {"rollout": rollout, "report": report, "answers": answers, "form": form, **more}
    return render(request, "municipalities/competence.html", context, status=status)
