"""Who speaks for the Spitzenverbände, and naming somebody who does."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.downloads import download
from accounts.requests import MemberRequest
from accounts.roles import Role
from municipalities import actions
from municipalities.mandate_forms import AppointForm
from municipalities.models import Association, Representative, RepresentativeQuerySet
from municipalities.permissions import APPOINTERS, READERS
from municipalities.tables import Speaker, SpeakerTable
from municipalities.views.mandates import appointed_words
from ozgtracker.access import allow
from ozgtracker.errors import InvalidInput
from ozgtracker.ui.form_errors import show_refused


@dataclass(frozen=True, slots=True)
class Speakers:
    """One association: who speaks for it on that day, who waits to, and the form for who may name somebody."""

    association: Association
    in_force: list[Representative]
    proposed: list[Representative]
    form: AppointForm | None

    @property
    def mandates(self) -> list[Representative | None]:
        """Those in force, then those that wait; none of them where nobody is named."""
        return [*self.in_force, *self.proposed] or [None]


@allow(READERS)
@require_safe
def associations(request: MemberRequest) -> HttpResponse:
    """Who speaks for each of them?"""
    return _page(request)


@allow(READERS)
@require_safe
def associations_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same people as a table."""
    is_today = not request.looking_back
    speakers = [Speaker(row.association, one, is_today=is_today) for row in _rows(request) for one in row.mandates]
    return download(_("Spitzenverbände"), request.day, SpeakerTable(speakers).sheet())


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
            show_refused(form, error)
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


def _by_association(found: RepresentativeQuerySet) -> defaultdict[int, list[Representative]]:
    grouped: defaultdict[int, list[Representative]] = defaultdict(list)
    for one in found.filter(association__isnull=False):
        grouped[cast("int", one.association_id)].append(one)
    return grouped


def _rows(request: MemberRequest, slug: str = "", answered: AppointForm | None = None) -> list[Speakers]:
    named = Representative.objects.with_names().order_by("is_deputy", "user__name")
    speaking = _by_association(named.in_force(request.day))
    proposed = _by_association(named.none() if request.looking_back else named.proposed())
    may_name = request.user.role in APPOINTERS and not request.looking_back
    return [
        Speakers(
            one,
            speaking[one.pk],
            proposed[one.pk],
            (answered if answered and one.slug == slug else _form(one.slug)) if may_name else None,
        )
        for one in Association.objects.all()
    ]


def _page(request: MemberRequest, slug: str = "", answered: AppointForm | None = None) -> HttpResponse:
    context = {"rows": _rows(request, slug, answered)}
    return render(request, "municipalities/associations.html", context, status=422 if answered else 200)
