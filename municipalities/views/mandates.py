"""Who speaks for whom: named by one side, confirmed by the other. The forms for an authority stand on its own page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.downloads import download
from accounts.requests import MemberRequest
from municipalities import actions
from municipalities.mandate_forms import TICKED, AppointForm, DecideForm
from municipalities.mandates_page import WaitingMandate, own_mandates, waiting_for, waiting_for_others
from municipalities.models import Authority, Representative
from municipalities.permissions import APPOINTERS, MANDATE_READERS, REPORTERS
from municipalities.tables import WaitingTable
from ozgtracker.access import allow
from ozgtracker.errors import Blocked, InvalidInput
from ozgtracker.findings import found
from ozgtracker.object_pages import page_of
from ozgtracker.saying import refusal
from ozgtracker.ui.form_errors import show_refused

SEES_ALL = MANDATE_READERS - REPORTERS


@allow(MANDATE_READERS)
@require_safe
def mandates(request: MemberRequest) -> HttpResponse:
    """Whom do I have to confirm? And for those who oversee it: what else waits?"""
    return _page(request)


@allow(MANDATE_READERS)
@require_safe
def mandates_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same mandates as a table."""
    waiting = [*waiting_for(request.user, request.today), *_others(request)]
    return download(_("Benennungen"), request.today, WaitingTable(waiting).sheet())


@allow(MANDATE_READERS)
@require_POST
def decide(request: MemberRequest) -> HttpResponse:
    """Confirm or decline the chosen ones; all of them or none. One of somebody else's does not exist."""
    form = DecideForm(request.POST)
    if form.is_valid():
        name = "mandate" if form.cleaned_data["which"] == TICKED else "shown"
        try:
            words = _decide(request, _chosen(request, name), form.cleaned_data["reason"])
        except InvalidInput as error:
            show_refused(form, error)
        except Blocked as error:
            messages.error(request, refusal(error))
            return redirect("mandates")
        else:
            messages.success(request, words)
            return redirect("mandates")
    return _page(request, form)


@allow(APPOINTERS)
@require_POST
def appoint(request: MemberRequest, ars: str) -> HttpResponse:
    """Name a person to speak for this authority."""
    authority = get_object_or_404(Authority, ars=ars)
    form = AppointForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Bitte wählen Sie eine Person aus der Liste."))
        return redirect(page_of(authority))
    try:
        named = actions.appoint(by=request.user, authority=authority, on=request.today, **form.cleaned_data)
    except InvalidInput as error:
        messages.error(request, refusal(error))
    else:
        messages.success(request, appointed_words(named))
    return redirect(page_of(authority))


@allow(APPOINTERS)
@require_POST
def dismiss(request: MemberRequest, ars: str, pk: int) -> HttpResponse:
    """End a mandate today, or take back one that waits."""
    mandates = Representative.objects.select_related("user", "authority", "association")
    representative = get_object_or_404(mandates, pk=pk, authority__ars=ars)
    actions.dismiss(by=request.user, representative=representative, on=request.today)
    messages.success(
        request, _("%(name)s spricht nicht mehr für diese Verwaltung.") % {"name": representative.user.name}
    )
    return redirect(page_of(representative.body))


def appointed_words(named: Representative) -> str:
    """What is said after naming somebody: it waits, or it counts already."""
    words = {"name": named.user.name, "body": named.body}
    if named.since is None:
        return _("%(name)s ist für %(body)s benannt und spricht, sobald das bestätigt ist.") % words
    return _("%(name)s spricht jetzt für %(body)s, ohne Gegenbestätigung: Es gibt noch niemanden dafür.") % words


def waiting(request: MemberRequest) -> HttpResponse:
    """The page of somebody who speaks for nobody yet: what that waits for."""
    context = {
        "waiting": own_mandates(request.user, request.today),
        "last": Representative.objects.over().filter(user=request.user).with_names().order_by("-until", "-pk").first(),
    }
    return render(request, "municipalities/waiting.html", context)


def _decide(request: MemberRequest, chosen: list[Representative], reason: str) -> str:
    if request.POST.get("decision") == "decline":
        done = actions.decline_mandates(by=request.user, representatives=chosen, reason=reason, on=request.today)
        words = ngettext("Eine Benennung ist abgelehnt.", "%(n)s Benennungen sind abgelehnt.", len(done))
    else:
        done = actions.confirm_mandates(by=request.user, representatives=chosen, on=request.today)
        words = ngettext("Eine Benennung ist bestätigt.", "%(n)s Benennungen sind bestätigt.", len(done))
    return words % {"n": len(done)}


def _chosen(request: MemberRequest, name: str) -> list[Representative]:
    """What was ticked or shown. Raises InvalidInput where nothing was, Http404 for what is not this person's."""
    keys = {
        int(value) for value in request.POST.getlist(name) if value.isascii() and value.isdigit() and len(value) < 19
    }
    if not keys:
        raise InvalidInput(found("mandate.tick-one"), field="which")
    chosen = list(Representative.objects.concerning_confirmer(request.user, request.today).filter(pk__in=keys))
    if len(chosen) != len(keys):
        raise Http404
    return chosen


def _others(request: MemberRequest) -> list[WaitingMandate]:
    return waiting_for_others(request.user, request.today) if request.user.role in SEES_ALL else []


def _page(request: MemberRequest, form: DecideForm | None = None) -> HttpResponse:
    context = {
        "mine": WaitingTable(waiting_for(request.user, request.today), without=["confirmers"]),
        "others": WaitingTable(_others(request)),
        "form": form or DecideForm(),
        "ticked": request.POST.getlist("mandate"),
    }
    return render(request, "municipalities/mandates.html", context, status=422 if form else 200)
