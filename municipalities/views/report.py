"""What do I have to say this month? The page of an officer, or of an association for one of its members."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import push_url

from accounts.downloads import download
from accounts.requests import MemberRequest
from accounts.roles import Role
from municipalities.actions import confirm_unchanged
from municipalities.filters import MemberFilter
from municipalities.forms import SeveralForm
from municipalities.models import Authority, AuthorityQuerySet, RolloutReport
from municipalities.permissions import REPORTERS
from municipalities.report_folding import STEP, Opened
from municipalities.report_page import more_rows, report_heads, report_page
from municipalities.tables import MemberTable
from municipalities.views.mandates import waiting
from ozgtracker import clock, german
from ozgtracker.access import allow, turns_back
from ozgtracker.statements.undo import Undoable, latest_undoable
from ozgtracker.ui.listing import Listing


@turns_back
@allow(REPORTERS)
@require_safe
def report(request: MemberRequest) -> HttpResponse:
    """The rows of one authority; where somebody speaks for several, first the choice."""
    mine = Authority.objects.spoken_for_by(request.user, request.today)
    ars = request.GET.get("ars", "")
    if not ars:
        only = mine[:2]
        if not only:
            return waiting(request)
        if len(only) != 1:
            return _choice(request)
        ars = only[0].ars
    authority = get_object_or_404(mine, ars=ars)
    asked = Opened.of(request.GET.getlist("oeffnen"))
    if request.htmx and asked:
        return _opened(request, authority, next(iter(asked)))
    return show(request, authority)


@turns_back
@allow(REPORTERS)
@require_safe
def members_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The authorities this person may report for, as a table, all that were searched for."""
    return download(_("Meldungen je Verwaltung"), request.day, _listed(request).sheet())


@allow(REPORTERS)
@require_POST
def report_unchanged(request: MemberRequest, ars: str) -> HttpResponse:
    """One click for all that did not change."""
    authority = own_authority(request, ars)
    number = confirm_unchanged(by=request.user, authority=authority, on=request.today)
    words = ngettext("%(n)s Leistung unverändert bestätigt.", "%(n)s Leistungen unverändert bestätigt.", number)
    messages.success(request, words % {"n": number})
    return redirect(report_address(authority))


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
    opened: Opened | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, and of many rows what the address or the caller opens; what was ticked stays ticked."""
    if opened is None and Opened.NAME in request.GET:
        opened = Opened.of(request.GET.getlist(Opened.NAME))
    page = report_page(authority, request.as_of, only_missing=_only_missing(request), opened=opened)
    context = {
        "page": page,
        "several": several or SeveralForm(None, groups=page.groups),
        "ticked": request.POST.getlist("rollout"),
        "address": report_address(authority),
        **undo_of(request, authority),
    }
    if page.opened is not None and request.method != "POST":
        # What the page opened by itself stays open when a row asks for the page anew.
        context["stands_on"] = _address(request, page.opened)
    return render(request, "municipalities/report.html", context, status=status)


def _opened(request: MemberRequest, authority: Authority, key: str) -> HttpResponse:
    """For HTMX one group that was folded, or behind the last of its rows (`nach`) the next ones."""
    heads = report_heads(authority, request.as_of, only_missing=_only_missing(request))
    group = heads.group(key)
    if group is None:
        raise Http404
    before, after = Opened.of(request.GET.getlist(Opened.NAME)), request.GET.get("nach", "")
    opened = Opened({**before, key: before.get(key, 0) + STEP if after else STEP})
    group = more_rows(heads, request.as_of, group, opened, after)
    context = {"page": heads, "group": group, "came": not after, "behind": bool(after)}
    part = "rows_more" if after else "group"
    answer = render(request, f"municipalities/report.html#{part}", context)
    return push_url(answer, _address(request, opened))


def _address(request: MemberRequest, opened: Opened) -> str:
    """The address of this page with exactly these groups open."""
    query = request.GET.copy()
    for name in ("oeffnen", "nach"):
        query.pop(name, None)
    query.setlist(Opened.NAME, opened.said() or [""])
    return f"{request.path}?{query.urlencode()}"


def _only_missing(request: MemberRequest) -> bool:
    return request.GET.get("zeigen") == "offen"


def undo_of(request: MemberRequest, authority: Authority) -> dict[str, Any]:
    """What this person may still take back here (one query); nothing while looking back."""
    if request.looking_back:
        return {}
    reports = RolloutReport.objects.filter(rollout__authority=authority)
    return shown_undo(authority, latest_undoable(reports, by=request.user, on=request.today, at=clock.instant()))


def shown_undo(authority: Authority, undo: Undoable | None) -> dict[str, Any]:
    """For the templates: what can be taken back, and where."""
    return {"undo": undo, "undo_href": reverse("report-undo", args=[authority.ars, undo.change_set]) if undo else ""}


def _choice(request: MemberRequest) -> HttpResponse:
    found = _members(request)
    context = {
        "reporting": found.reporting(request.as_of),
        "has_members": found.exists(),
        "month": german.month(request.day),
        "on_behalf": request.user.role == Role.ASSOCIATION,
    }
    return _listed(request).answer("municipalities/choice.html", context)


def _listed(request: MemberRequest) -> Listing:
    found = _members(request).with_missing(request.as_of)
    missing = _("Im %(month)s offen") % {"month": german.month(request.day)}
    return Listing(request, MemberTable, MemberFilter(request, found), heads={"missing": missing})


def _members(request: MemberRequest) -> AuthorityQuerySet:
    return Authority.objects.spoken_for_by(request.user, request.today).valid_on(request.day)
