"""Several rollouts at once: first what would be saved, old and new; then exactly that, all of it or nothing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.requests import MemberRequest
from municipalities.actions import Entry, report_rollouts
from municipalities.forms import NEVER, TICKED, SeveralForm, chosen
from municipalities.permissions import REPORTERS
from municipalities.report_page import ReportPage, whole_page
from municipalities.several_page import Preview, preview
from municipalities.views.report import own_authority, report_address, show
from ozgtracker.access import allow
from ozgtracker.errors import InvalidInput, LostRace
from ozgtracker.findings import found
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.crumbs import Step
from ozgtracker.ui.form_errors import show_refused


@allow(REPORTERS)
@require_POST
def report_several(request: MemberRequest, ars: str) -> HttpResponse:
    """What would be saved (200), the form again (422), or once that was seen: saved, or not as it was seen (409)."""
    authority = own_authority(request, ars)
    page = whole_page(authority, AsOf(request.today, request.today))
    form = SeveralForm(request.POST, groups=page.groups)
    if not form.is_valid():
        return _again(request, page, form, status=422)
    if request.POST.get("zurueck"):
        return _again(request, page, form)
    try:
        shown = preview(page, _wanted(request, page, form), form.wanted())
    except InvalidInput as error:
        show_refused(form, error)
        return _again(request, page, form, status=422)
    if not request.POST.get("gesehen"):
        return _show(request, page, form, shown)
    return _save(request, page, form, shown)


def _again(request: MemberRequest, page: ReportPage, form: SeveralForm, *, status: int = 200) -> HttpResponse:
    """The page of the authority; what was ticked is shown."""
    ticked = page.opened_for(request.POST.getlist("rollout"))
    return show(request, page.authority, several=form, opened=ticked or None, status=status)


def _wanted(request: MemberRequest, page: ReportPage, form: SeveralForm) -> dict[str, int | None]:
    """The rows meant, with the report seen of each: ticked ones, or those that were never reported."""
    which = form.cleaned_data["which"]
    if request.POST.get("gesehen"):
        wanted = chosen(request.POST.getlist("zeile"))
    elif which == TICKED:
        wanted = chosen(request.POST.getlist("rollout"))
    else:
        groups = [group for group in page.groups if which in {NEVER, f"{NEVER}-{group.key}"}]
        never = [row for group in groups for row in group.rows if row.said_on is None]
        wanted = {row.ozg_id: row.rollout.last_report_id for row in never}
    if not wanted.keys() & {row.ozg_id for row in page.rows}:
        raise InvalidInput(found("rollout.tick-one"), field="which")
    return wanted


def _save(request: MemberRequest, page: ReportPage, form: SeveralForm, shown: Preview) -> HttpResponse:
    """Only if every row still does what was seen."""
    if shown.kept or shown.refused:
        return _show(request, page, form, shown, status=409)
    entries = [Entry(line.row.rollout, line.said, line.row.rollout.last_report) for line in shown.changed if line.said]
    try:
        report_rollouts(by=request.user, authority=page.authority, on=request.today, entries=entries)
    except LostRace:
        again = whole_page(page.authority, AsOf(request.today, request.today))
        return _show(request, again, form, preview(again, _wanted(request, again, form), form.wanted()), status=409)
    words = ngettext("%(n)s Leistung gemeldet.", "%(n)s Leistungen gemeldet.", len(entries)) % {"n": len(entries)}
    messages.success(request, words)
    return redirect(report_address(page.authority))


def _show(
    request: MemberRequest, page: ReportPage, form: SeveralForm, shown: Preview, *, status: int = 200
) -> HttpResponse:
    address = report_address(page.authority)
    trail = [
        Step(_("Melden"), reverse("report")),
        Step(page.authority.label, address),
        Step(_("Mehrere auf einmal")),
    ]
    context = {"page": page, "form": form, "shown": shown, "address": address, "trail": trail, "status": status}
    return render(request, "municipalities/several.html", context, status=status)
