"""Reporting on one rollout: a page of its own, and inside the list a row."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import MemberRequest
from municipalities.actions import report_rollout
from municipalities.forms import ReportForm, SeveralForm, conflict_of
from municipalities.models import Authority, Rollout, RolloutReport
from municipalities.permissions import REPORTERS
from municipalities.report_page import report_heads
from municipalities.report_rows import Row, authority_rollouts, rows_of
from municipalities.reporting import RolloutInput
from municipalities.views.report import own_authority, report_address, shown_undo
from ozgtracker import changes, clock
from ozgtracker.access import allow
from ozgtracker.asked_from import asked_from, same_page_or
from ozgtracker.statements.answer import answer
from ozgtracker.statements.undo import undoable_now
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.crumbs import Step


@allow(REPORTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def rollout_report(request: MemberRequest, ars: str, ozg_id: str) -> HttpResponse:
    """The form, or what became of it: stored, not understood (422), too early or overtaken (409)."""
    authority = own_authority(request, ars)
    rollouts = authority_rollouts(authority, AsOf(request.today, request.today))
    rollout = get_object_or_404(rollouts, service__ozg_id=ozg_id)
    if request.method != "POST":
        return _show(request, rollout, ReportForm(None, rollout=rollout))
    form, stored = ReportForm(request.POST, rollout=rollout), list[RolloutReport]()
    return answer(
        form,
        lambda: stored.append(_report(request, rollout, form)),
        show=partial(_show, request, rollout),
        done=lambda: _stored_and_shown(request, authority, ozg_id, stored[0]),
        overtaken=lambda lost: _overtaken(request, rollout, form, cast("RolloutReport", lost.current)),
    )


def _report(request: MemberRequest, rollout: Rollout, form: ReportForm) -> RolloutReport:
    return report_rollout(
        by=request.user,
        rollout=rollout,
        on=request.today,
        supersedes=_seen(rollout, form.cleaned_data["supersedes"]),
        **form.values(),
    )


def _seen(rollout: Rollout, key: int | None) -> RolloutReport | None:
    """The report that stood there when the form was drawn: nearly always the last one still."""
    if key is None or key == rollout.last_report_id:
        return rollout.last_report if key else None
    return RolloutReport.objects.about(rollout).filter(pk=key).first()


def _show(
    request: MemberRequest, rollout: Rollout, form: ReportForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A row of the list for HTMX, a page of its own otherwise."""
    (row,) = rows_of([rollout], AsOf(request.today, request.today))
    address = report_address(rollout.authority)
    trail = [
        Step(_("Melden"), reverse("report")),
        Step(rollout.authority.label, address),
        Step(rollout.service.name),
    ]
    context = {"row": row, "form": form, "address": address, "trail": trail, **more}
    template = "municipalities/report.html#row" if request.htmx else "municipalities/rollout.html"
    return render(request, template, context, status=status)


def _overtaken(request: MemberRequest, rollout: Rollout, form: ReportForm, current: RolloutReport) -> HttpResponse:
    """Both versions side by side; sending the form again now follows the one that came in between."""
    typed = request.POST.copy()
    typed["supersedes"] = str(current.pk)
    again = ReportForm(typed, rollout=rollout)
    return _show(request, rollout, again, status=409, conflict=conflict_of(current, RolloutInput(**form.values())))


def _stored_and_shown(request: MemberRequest, authority: Authority, ozg_id: str, report: RolloutReport) -> HttpResponse:
    """Nothing is written from here on."""
    with changes.asked_once():
        return _stored(request, authority, ozg_id, report)


def _stored(request: MemberRequest, authority: Authority, ozg_id: str, report: RolloutReport) -> HttpResponse:
    """For HTMX only what the page it stands on now shows otherwise; everybody else goes to the page."""
    at = AsOf(request.today, request.today)
    row = next(iter(rows_of(authority_rollouts(authority, at).filter(service__ozg_id=ozg_id), at)), None)
    messages.success(request, _stored_words(row))
    path, _mark, query = asked_from(request).partition("?")
    if row is None or not request.htmx or path != reverse("report"):
        return same_page_or(request, report_address(authority))
    page = report_heads(authority, at, only_missing=QueryDict(query).get("zeigen") == "offen")
    if page.group(row.group_key) is None:
        # The last row of a group is said: the page becomes another one, and so it is read anew.
        return same_page_or(request, report_address(authority))
    context = {
        "page": page,
        "row": row,
        "row_is_listed": not (page.only_missing and row.is_done),
        "several": SeveralForm(None, groups=page.groups),
        **shown_undo(authority, undoable_now(report, clock.instant())),
    }
    return render(request, "municipalities/report_saved.html", context)


def _stored_words(row: Row | None) -> str:
    """What became of it; live by word alone is accepted, and said to be no more than that."""
    words = _("Ihre Meldung ist gespeichert.")
    if row is None or not row.missing_evidence:
        return words
    lacking = _("Sie zählt als „live ohne Nachweis“, es fehlt: %(what)s.") % {"what": row.missing_evidence}
    return f"{words} {lacking}"
