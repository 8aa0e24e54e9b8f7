"""The rows behind the figures, and one rollout with the answer to "why not yet?"."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _late
from django.views.decorators.http import require_safe

from accounts.downloads import whole_list
from accounts.requests import MemberRequest
from dashboards.figures.rollouts import rollouts_on
from dashboards.figures.tallies import StateTally, state_tally
from dashboards.parts.by_name import by_name
from dashboards.parts.rollout_rows import rollout_rows
from dashboards.parts.rollout_table import PlacesOfServiceTable, RolloutTable
from dashboards.permissions import READERS, openable_by
from dashboards.rollouts.filters import RolloutFilter
from dashboards.rollouts.not_competent import not_competent_page
from dashboards.rollouts.why import why_page, why_sentence
from municipalities.models import Authority, Rollout
from municipalities.permissions import ANSWERERS
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from ozgtracker.access import allow, turns_back
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.crumbs import Step
from ozgtracker.ui.listing import ByOrder
from services.models import Service


@turns_back
@allow(READERS)
@require_safe
@by_name
def rollouts(request: MemberRequest) -> HttpResponse:
    """Every rollout a figure counts: what, where, how far, since when."""
    tally = state_tally(request.as_of)
    listing = _listing(request, tally)
    words = _("%(count)s von %(total)s Ausspielungen")
    total = german.number(tally.total.total)
    context = {"at": request.as_of, "count_words": words % {"count": listing.total_words, "total": total}}
    return listing.answer("dashboards/rollouts/list.html", context)


@turns_back
@allow(READERS)
@require_safe
def why(request: MemberRequest, ars: str, ozg_id: str) -> HttpResponse:
    """ "Warum noch nicht?" for any service in any place: what is missing, or who carries it out instead."""
    at = request.as_of
    authority = get_object_or_404(Authority.objects.visible_to(request.user, request.today), ars=ars)
    service = get_object_or_404(Service.objects.select_related("package"), ozg_id=ozg_id)
    trail = [
        Step(_("Kommunen"), at.href("municipalities")),
        Step(authority.label, at.href("authority", ars)),
        Step(service.name, ""),
    ]
    found = rollouts_on(at).filter(authority=authority, service=service).select_related("authority", "service__package")
    rollout = found.first()
    if rollout is None:
        nobody = not_competent_page(authority, service, at, openable_by(request.user, request.today))
        answer_href = _answer_href(request, ars, ozg_id) if nobody.agreed_on else ""
        table = PlacesOfServiceTable(list(nobody.instead), sorts=False)
        context = {"page": nobody, "table": table, "at": at, "trail": trail, "answer_href": answer_href}
        return render(request, "dashboards/rollouts/not_competent.html", context)
    return _why(request, rollout, at, trail)


@turns_back
@allow(READERS)
@require_safe
@by_name
@whole_list(_late("Ausspielungen"))
def rollouts_csv(request: MemberRequest) -> ByOrder:
    """The same rollouts as a table, all of them."""
    return _listing(request, state_tally(request.as_of))


def _listing(request: MemberRequest, tally: StateTally) -> ByOrder:
    found, openable = RolloutFilter(request), openable_by(request.user, request.today)
    rows = partial(rollout_rows, at=request.as_of, openable=openable)

    def count() -> int | None:
        return tally.answer(found.criteria())

    return ByOrder(request, RolloutTable, found, count=count, per_page=100, rows=rows)


def _why(request: MemberRequest, rollout: Rollout, at: AsOf, trail: list[Step]) -> HttpResponse:
    page = why_page(rollout, at, request.user)
    key = rollout.authority.ars, rollout.service.ozg_id
    is_word = page.row.rollout.state == RolloutState.NOT_COMPETENT
    context = {
        "page": page,
        "at": at,
        "sentence": why_sentence(page),
        "report_href": reverse("rollout-report", args=key) if page.speaks and not request.looking_back else "",
        "answer_href": _answer_href(request, *key) if is_word else "",
        "trail": trail,
    }
    return render(request, "dashboards/rollouts/why.html", context)


def _answer_href(request: MemberRequest, ars: str, ozg_id: str) -> str:
    """Where the ministry answers an authority that says it is not competent; nowhere for others."""
    if request.looking_back or request.user.role not in ANSWERERS:
        return ""
    return reverse("competence-answer", args=[ars, ozg_id])
