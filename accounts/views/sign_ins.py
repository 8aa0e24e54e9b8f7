"""Who came in from where: everybody's own sessions, and the list for whoever looks after security."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _late
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions
from accounts.downloads import whole_list
from accounts.filters import SignInFilter
from accounts.models import SignIn
from accounts.permissions import SIGN_IN_READERS
from accounts.requests import MemberRequest
from accounts.roles import EVERYONE
from accounts.sessions import own_sessions
from accounts.tables import OwnSignInTable, SignInTable
from ozgtracker.access import allow, turns_back
from ozgtracker.source_address import source_address
from ozgtracker.ui.listing import NewestFirst

OWN_EVENTS = 20


@allow(EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: MemberRequest) -> HttpResponse:
    """Where am I signed in, and was somebody else at my access?"""
    found = own_sessions(request)
    if request.method == "POST":
        return _end(request, found)
    events = OwnSignInTable(list(SignIn.objects.of(request.user)[:OWN_EVENTS]))
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
    return _sign_ins(request).answer("accounts/sign_ins.html", {"days": settings.SIGN_IN_DAYS})


@turns_back
@allow(SIGN_IN_READERS)
@require_safe
@whole_list(_late("Anmeldungen"))
def sign_ins_csv(request: MemberRequest) -> NewestFirst:
    """The same as a table, all of them."""
    return _sign_ins(request)


def _sign_ins(request: MemberRequest) -> NewestFirst:
    found = SignIn.objects.until(request.day).select_related("person")
    return NewestFirst(request, SignInTable, SignInFilter(request, found))
