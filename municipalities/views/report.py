"""What do I have to say this month? The page of an officer, or of an association for one of its members."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import MemberRequest
from accounts.roles import Role
from municipalities.actions import Entry, confirm_unchanged, report_rollouts
from municipalities.forms import NEVER, TICKED, SeveralForm, chosen
from municipalities.models import Authority, RolloutReport
from municipalities.permissions import REPORTERS
from municipalities.report_page import ReportPage, report_page
from ozgtracker import german
from ozgtracker.access import allow
from ozgtracker.errors import DomainError, InvalidInput, LostRace

MEMBERS = 50


@allow(REPORTERS)
@require_safe
def report(request: MemberRequest) -> HttpResponse:
    """The rows of one authority; where somebody speaks for several, first the choice."""
    mine = Authority.objects.spoken_for_by(request.user, request.today)
    ars = request.GET.get("ars", "")
    if not ars:
        only = mine[:2]
        if len(only) != 1:
            return _choice(request)
        ars = only[0].ars
    authority = get_object_or_404(mine, ars=ars)
    return show(request, authority)


@allow(REPORTERS)
@require_POST
def report_unchanged(request: MemberRequest, ars: str) -> HttpResponse:
    """One click for all that did not change."""
    authority = own_authority(request, ars)
    number = confirm_unchanged(by=request.user, authority=authority, on=request.today)
    words = ngettext("%(n)s Leistung unverändert bestätigt.", "%(n)s Leistungen unverändert bestätigt.", number)
    messages.success(request, words % {"n": number})
    return redirect(report_address(authority))


@allow(REPORTERS)
@require_POST
def report_several(request: MemberRequest, ars: str) -> HttpResponse:
    """The same state and day for every ticked row; all of them or none."""
    authority = own_authority(request, ars)
    page = report_page(authority, request.today, request.today)
    form = SeveralForm(request.POST, groups=page.groups)
    if form.is_valid():
        try:
            reports = _report_several(request, page, form)
        except DomainError as error:
            _explain(form, error)
        else:
            words = ngettext("%(n)s Leistung gemeldet.", "%(n)s Leistungen gemeldet.", len(reports))
            messages.success(request, words % {"n": len(reports)})
            return redirect(report_address(authority))
    return show(request, authority, several=form, status=422)


def own_authority(request: MemberRequest, ars: str) -> Authority:
    """The authority somebody may speak for; for all others it does not exist."""
    return get_object_or_404(Authority.objects.spoken_for_by(request.user, request.today), ars=ars)


def report_address(authority: Authority) -> str:
    """The page of that authority."""
    return f"{reverse('report')}?ars={authority.ars}"


def show(
    request: MemberRequest,
    authority: Authority,
    *,
    several: SeveralForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; what was ticked stays ticked."""
    only_missing = request.GET.get("zeigen") == "offen"
    page = report_page(authority, request.day, request.today, only_missing=only_missing)
    context = {
        "page": page,
        "several": several or SeveralForm(None, groups=page.groups),
        "ticked": request.POST.getlist("rollout"),
        "address": report_address(authority),
    }
    return render(request, "municipalities/report.html", context, status=status)


def _choice(request: MemberRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "")[:100]
    found = Authority.objects.spoken_for_by(request.user, request.today).valid_on(request.day)
    rows = found.matching(words).with_missing(request.day, request.today)
    context = {
        "members": Paginator(rows, MEMBERS).get_page(request.GET.get("seite")),
        "missing": found.with_missing(request.day, request.today).filter(Q(missing__gt=0)).count(),
        "total": found.count(),
        "words": words,
        "month": german.month(request.day),
        "on_behalf": request.user.role == Role.ASSOCIATION,
    }
    return render(request, "municipalities/choice.html", context)


def _report_several(request: MemberRequest, page: ReportPage, form: SeveralForm) -> list[RolloutReport]:
    """Ticked rows follow the report their author saw; never reported ones follow none."""
    which = form.cleaned_data["which"]
    if which == TICKED:
        wanted = chosen(request.POST.getlist("rollout"))
    else:
        groups = [group for group in page.groups if which == f"{NEVER}-{group.key}"]
        wanted = {row.ozg_id: None for group in groups for row in group.rows if row.said_on is None}
    if not wanted:
        raise InvalidInput(_("Bitte haken Sie mindestens eine Leistung an."), field="which")
    seen = RolloutReport.objects.in_bulk([pk for pk in wanted.values() if pk is not None])
    entries = [
        Entry(row.rollout, form.said(), seen.get(wanted[row.ozg_id] or 0)) for row in page.rows if row.ozg_id in wanted
    ]
    return report_rollouts(by=request.user, authority=page.authority, on=request.today, entries=entries)


def _explain(form: SeveralForm, error: DomainError) -> None:
    field = error.field if isinstance(error, InvalidInput) and error.field in form.fields else None
    form.add_error(field, error.message)
    if isinstance(error, LostRace):
        form.add_error(None, _("Unten sehen Sie den jetzigen Stand. Es wurde nichts gespeichert."))
