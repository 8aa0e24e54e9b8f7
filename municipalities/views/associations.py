"""Who speaks for the Spitzenverbände, and naming somebody who does."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import MemberRequest
from accounts.roles import Role
from municipalities import actions
from municipalities.mandate_forms import AppointForm
from municipalities.models import Association, Representative
from municipalities.permissions import APPOINTERS, READERS
from municipalities.views.mandates import appointed_words
from ozgtracker.access import allow
from ozgtracker.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Speakers:
    """One association: who speaks for it on that day, who waits to, and the form for who may name somebody."""

    association: Association
    in_force: list[Representative]
    proposed: list[Representative]
    form: AppointForm | None


@allow(READERS)
@require_safe
def associations(request: MemberRequest) -> HttpResponse:
    """Who speaks for each of them?"""
    return _page(request)


@allow(APPOINTERS)
@require_POST
def association_appoint(request: MemberRequest, slug: str) -> HttpResponse:
    """Name a person to speak for this association."""
    association = get_object_or_404(Association, slug=slug)
    form = _form(slug, request.POST)
    if form.is_valid():
        try:
            named = actions.appoint(by=request.user, association=association, on=request.today, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, appointed_words(named))
            return redirect(f"{reverse('associations')}#{slug}")
    return _page(request, slug, form)


@allow(APPOINTERS)
@require_POST
def association_dismiss(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """End a mandate today, or take back one that waits."""
    found = Representative.objects.select_related("user", "authority", "association")
    representative = get_object_or_404(found, pk=pk, association__slug=slug)
    actions.dismiss(by=request.user, representative=representative, on=request.today)
    words = {"name": representative.user.name, "body": representative.body}
    messages.success(request, _("%(name)s spricht nicht mehr für %(body)s.") % words)
    return redirect(f"{reverse('associations')}#{slug}")


def _form(slug: str, data: object = None) -> AppointForm:
    return AppointForm(data, role=Role.ASSOCIATION, auto_id=f"{slug}-%s")


def _page(request: MemberRequest, slug: str = "", answered: AppointForm | None = None) -> HttpResponse:
    named = Representative.objects.with_names().order_by("is_deputy", "user__name")
    in_force = Prefetch("representatives", named.in_force(request.day), to_attr="speaking")
    proposed = Prefetch("representatives", named.proposed(), to_attr="proposed")
    found = Association.objects.prefetch_related(in_force, proposed)
    may_name = request.user.role in APPOINTERS and not request.looking_back
    rows = [
        Speakers(
            one,
            getattr(one, "speaking"),  # noqa: B009 - prefetched, unknown to the model
            [] if request.looking_back else getattr(one, "proposed"),  # noqa: B009
            (answered if answered and one.slug == slug else _form(one.slug)) if may_name else None,
        )
        for one in found
    ]
    return render(request, "municipalities/associations.html", {"rows": rows}, status=422 if answered else 200)
