"""Who came in from where: everybody's own sessions, and the list for whoever looks after security."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions
from accounts.downloads import table_download
from accounts.forms import SignInFilter
from accounts.models import SignIn, SignInQuerySet
from accounts.permissions import SIGN_IN_READERS
from accounts.requests import MemberRequest
from accounts.roles import EVERYONE
from accounts.sessions import own_sessions
from accounts.sheet import sign_in_header, sign_in_lines
from ozgtracker.access import allow, turns_back
from ozgtracker.source_address import source_address
from ozgtracker.ui.by_key import page_by_key

OWN_EVENTS = 20


@allow(EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: MemberRequest) -> HttpResponse:
    """Where am I signed in, and was somebody else at my access?"""
    found = own_sessions(request)
    if request.method == "POST":
        return _end(request, found)
    events = SignIn.objects.of(request.user)[:OWN_EVENTS]
    context = {"sessions": found, "events": events, "days": settings.SIGN_IN_DAYS}
    return render(request, "accounts/sessions.html", context)


def _end(request: MemberRequest, found: list[Any]) -> HttpResponseRedirect:
    asked = request.POST.get("session", "")
    chosen = [one.row for one in found if not one.is_here and asked in ("others", str(one.row.pk))]
    for row in chosen:
        actions.end_session(by=request.user, session=row, on=request.today, address=source_address(request))
    if chosen:
        words = ngettext("Eine Anmeldung ist beendet.", "%(n)d Anmeldungen sind beendet.", len(chosen))
        messages.success(request, words % {"n": len(chosen)})
    else:
        messages.info(request, _("Diese Anmeldung war schon beendet."))
    return redirect("account-sessions")


@turns_back
@allow(SIGN_IN_READERS)
@require_safe
def sign_ins(request: MemberRequest) -> HttpResponse:
    """Who signed in when and from where, and who was turned away?"""
    form = SignInFilter(request.GET)
    found = _found(request, form)
    total = found.count()
    rows, older = page_by_key(found.select_related("person"), request.GET.get("vor", ""))
    context = {
        "form": form,
        "total": total,
        "rows": rows,
        "older": older,
        "is_first": not request.GET.get("vor"),
        "days": settings.SIGN_IN_DAYS,
    }
    return render(request, "accounts/sign_ins.html#rows" if request.htmx else "accounts/sign_ins.html", context)


@turns_back
@allow(SIGN_IN_READERS)
@require_safe
def sign_ins_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same as a table, all of them."""
    found = _found(request, SignInFilter(request.GET)).select_related("person")
    return table_download(_("Anmeldungen"), request.day, sign_in_header(), sign_in_lines(found.iterator(2000)))


def _found(request: MemberRequest, form: SignInFilter) -> SignInQuerySet:
    form.is_valid()
    asked: dict[str, Any] = form.cleaned_data
    found = SignIn.objects.until(min(asked.get("until") or request.day, request.day)).search(asked.get("q", ""))
    if asked.get("since"):
        found = found.since(asked["since"])
    return found.filter(event=asked["event"]) if asked.get("event") else found
