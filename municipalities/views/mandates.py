"""Naming who speaks for an authority. The forms stand on the authority's page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import MemberRequest
from municipalities import actions
from municipalities.forms import AppointForm
from municipalities.models import Authority, Representative
from municipalities.permissions import APPOINTERS
from ozgtracker.access import allow
from ozgtracker.errors import InvalidInput


@allow(APPOINTERS)
@require_POST
def appoint(request: MemberRequest, ars: str) -> HttpResponse:
    """Let a person speak for this authority from today."""
    authority = get_object_or_404(Authority, ars=ars)
    form = AppointForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Bitte wählen Sie eine Person aus der Liste."))
        return redirect("authority", ars=ars)
    try:
        actions.appoint(by=request.user, authority=authority, on=request.today, **form.cleaned_data)
    except InvalidInput as error:
        messages.error(request, error.message)
    else:
        words = {"name": form.cleaned_data["user"].name, "authority": authority.label}
        messages.success(request, _("%(name)s spricht jetzt für %(authority)s.") % words)
    return redirect("authority", ars=ars)


@allow(APPOINTERS)
@require_POST
def dismiss(request: MemberRequest, ars: str, pk: int) -> HttpResponse:
    """End a mandate today."""
    mandates = Representative.objects.select_related("user", "authority", "association")
    representative = get_object_or_404(mandates, pk=pk, authority__ars=ars)
    actions.dismiss(by=request.user, representative=representative, on=request.today)
    messages.success(
        request, _("%(name)s spricht nicht mehr für diese Verwaltung.") % {"name": representative.user.name}
    )
    return redirect("authority", ars=ars)
