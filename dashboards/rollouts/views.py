"""The rows behind the figures, and one rollout with the answer to "why not yet?"."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.downloads import table_download
from accounts.requests import MemberRequest
from dashboards.figures.criteria import RolloutCriteria
from dashboards.figures.rollouts import find_rollouts, rollouts_on
from dashboards.parts.by_name import by_name
from dashboards.parts.listing import Chip, order_of, page_of, render_list, without
from dashboards.parts.rollout_rows import rollout_rows
from dashboards.permissions import READERS, openable_by
from dashboards.rollouts.filters import RolloutFilter
from dashboards.rollouts.not_competent import not_competent_page
from dashboards.rollouts.sheets import rollout_header, rollout_lines
from dashboards.rollouts.why import why_page, why_sentence
from municipalities.models import Authority, Rollout, RolloutQuerySet
from municipalities.permissions import ANSWERERS, may_report
from municipalities.rollout_states import RolloutState
from ozgtracker import german
from ozgtracker.access import allow, turns_back
from ozgtracker.ui.as_of import AsOf
from services.models import Service

ORDERS = {
    "verwaltung": ("authority__sort_key", "authority__ars", "service__sort_key", "service__ozg_id"),
    "leistung": ("service__sort_key", "service__ozg_id", "authority__sort_key", "authority__ars"),
    "meldung": ("-said_then", "authority__sort_key", "service__sort_key", "pk"),
    "erwartet": ("forecast_then", "authority__sort_key", "service__sort_key", "pk"),
}


@turns_back
@allow(READERS)
@require_safe
@by_name
def rollouts(request: MemberRequest) -> HttpResponse:
    """Every rollout a figure counts: what, where, how far, since when."""
    at, form = request.as_of, RolloutFilter(request.GET)
    order, total = order_of(request, ORDERS), rollouts_on(at).count()
    page = page_of(request, _found(form, order, at), 100)
    words = _("{count} von {total} Ausspielungen")
    context = {
        "form": form,
        "page": page,
        "order": order,
        "at": at,
        "reset": at.href("rollouts"),
        "rows": rollout_rows(page, at, openable_by(request.user, request.today)),
        "count_words": words.format(count=german.number(page.paginator.count), total=german.number(total)),
        "narrowed": _narrowed(request, form.criteria()),
    }
    return render_list(request, "dashboards/rollouts/list.html", context)


@turns_back
@allow(READERS)
@require_safe
def why(request: MemberRequest, ars: str, ozg_id: str) -> HttpResponse:
    """ "Warum noch nicht?" for any service in any place: what is missing, or who carries it out instead."""
    at = request.as_of
    authority = get_object_or_404(Authority.objects.visible_to(request.user, request.today), ars=ars)
    service = get_object_or_404(Service.objects.select_related("package"), ozg_id=ozg_id)
    trail = [
        Chip(_("Kommunen"), at.href("municipalities")),
        Chip(authority.label, at.href("authority", ars)),
        Chip(service.name, ""),
    ]
    found = rollouts_on(at).filter(authority=authority, service=service).select_related("authority", "service__package")
    rollout = found.first()
    if rollout is None:
        nobody = not_competent_page(authority, service, at, openable_by(request.user, request.today))
        answer_href = _answer_href(request, ars, ozg_id) if nobody.agreed_on else ""
        context = {"page": nobody, "at": at, "trail": trail, "answer_href": answer_href}
        return render(request, "dashboards/rollouts/not_competent.html", context)
    return _why(request, rollout, at, trail)


@turns_back
@allow(READERS)
@require_safe
@by_name
def rollouts_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same rollouts as a table, all of them."""
    at, form = request.as_of, RolloutFilter(request.GET)
    found = _found(form, order_of(request, ORDERS), at).select_related("authority__district", "service__package")
    return table_download(_("Ausspielungen"), at.day, rollout_header(), rollout_lines(found.iterator(2000), at))


def _why(request: MemberRequest, rollout: Rollout, at: AsOf, trail: list[Chip]) -> HttpResponse:
    page = why_page(rollout, at, request.user)
    is_word = page.row.rollout.state == RolloutState.NOT_COMPETENT
    context = {
        "page": page,
        "at": at,
        "sentence": why_sentence(page),
        "report_href": _report_href(request, rollout),
        "answer_href": _answer_href(request, rollout.authority.ars, rollout.service.ozg_id) if is_word else "",
        "trail": trail,
    }
    return render(request, "dashboards/rollouts/why.html", context)


def _answer_href(request: MemberRequest, ars: str, ozg_id: str) -> str:
    """Where the ministry answers an authority that says it is not competent; nowhere for others."""
    if request.looking_back or request.user.role not in ANSWERERS:
        return ""
    return reverse("competence-answer", args=[ars, ozg_id])


def _found(form: RolloutFilter, order: str, at: AsOf) -> RolloutQuerySet:
    return find_rollouts(form.criteria(), at).select_related("authority", "service__package").order_by(*ORDERS[order])


def _report_href(request: MemberRequest, rollout: Rollout) -> str:
    if request.looking_back or not may_report(request.user, rollout.authority, request.today):
        return ""
    return reverse("rollout-report", args=[rollout.authority.ars, rollout.service.ozg_id])


def _narrowed(request: MemberRequest, criteria: RolloutCriteria) -> list[Chip]:
    """What a link from a figure asks for beyond the filters one sees; each can be taken back."""
    chips = []
    if criteria.service:
        name = Service.objects.filter(ozg_id=criteria.service).values_list("name", flat=True).first()
        chips.append(Chip(name or criteria.service, without(request, "leistung")))
    if criteria.authority:
        label = Authority.objects.filter(ars=criteria.authority).values_list("label", flat=True).first()
        chips.append(Chip(label or criteria.authority, without(request, "verwaltung")))
    if criteria.offered_to:
        label = Authority.objects.filter(ars=criteria.offered_to).values_list("label", flat=True).first()
        chips.append(
            Chip(_("für die Menschen in: {place}").format(place=label or criteria.offered_to), without(request, "fuer"))
        )
    if criteria.changed_since:
        since = _("geändert seit {day}").format(day=german.day(criteria.changed_since))
        chips.append(Chip(since, without(request, "geaendert_seit")))
    return chips
