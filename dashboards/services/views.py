"""What: the catalogue of services, and one service."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _late
from django.views.decorators.http import require_safe

from accounts.downloads import whole_list
from accounts.requests import MemberRequest
from dashboards.figures.criteria import AuthorityCriteria, RolloutCriteria
from dashboards.figures.rollouts import rollouts_on
from dashboards.parts.area_map import CLASSES_OF_ONE, areas_map, map_links
from dashboards.parts.bars import counts_bar
from dashboards.parts.by_name import by_name
from dashboards.parts.rollout_rows import rollout_rows
from dashboards.parts.rollout_table import PlacesOfServiceTable
from dashboards.permissions import READERS, Openable, openable_by
from dashboards.services.filters import ServiceFilter
from dashboards.services.page import ServicePage, coverage_words, service_figures, service_page
from dashboards.services.rows import service_rows
from dashboards.services.sentences import catalogue_sentence
from dashboards.services.tables import ServiceTable
from ozgtracker import german
from ozgtracker.access import allow, turns_back
from ozgtracker.remembered import recall
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.crumbs import Step
from ozgtracker.ui.filters import FilterSet
from ozgtracker.ui.listing import Listing
from services.models import Service


@turns_back
@allow(READERS)
@require_safe
@by_name
def services(request: MemberRequest) -> HttpResponse:
    """The catalogue, each service with its package by rule and how far it is."""
    listing = _listing(request)
    number, total = german.number(listing.total), german.number(Service.objects.count())
    context = {
        "at": request.as_of,
        "sentence": catalogue_sentence(request.as_of),
        "count_words": _("%(count)s von %(total)s Leistungen") % {"count": number, "total": total},
    }
    return listing.answer("dashboards/services/list.html", context)


@turns_back
@allow(READERS)
@require_safe
@by_name
@whole_list(_late("Leistungen"))
def services_csv(request: MemberRequest) -> Listing:
    """The same services as a table, all of them."""
    return _listing(request)


def _listing(request: MemberRequest) -> Listing:
    return Listing(request, ServiceTable, ServiceFilter(request), rows=partial(service_rows, at=request.as_of))


@turns_back
@allow(READERS)
@require_safe
def service(request: MemberRequest, ozg_id: str) -> HttpResponse:
    """One service: its facts with their sources, what it needs, how far it is where."""
    found = get_object_or_404(Service.objects.select_related("package", "topic_area", "life_event"), ozg_id=ozg_id)
    at = request.as_of
    openable = openable_by(request.user, request.today)
    shown, pictures = recall(
        ("service", ozg_id, at, openable, get_language()),
        lambda: _shown(service_page(found, at), at, openable),
        seen=[found],
    )
    rollouts = rollouts_on(at).filter(service=found).select_related("authority", "service__package")
    listing = Listing(
        request,
        PlacesOfServiceTable,
        FilterSet(request, rollouts),
        rows=partial(rollout_rows, at=at, openable=openable),
    )
    context = {
        "shown": shown,
        "figures": service_figures(shown, at),
        "trail": [Step(_("Leistungen"), at.href("services")), Step(found.name)],
        "at": at,
        **pictures,
    }
    return listing.answer("dashboards/services/service.html", context)


def _shown(page: ServicePage, at: AsOf, openable: Openable) -> tuple[ServicePage, dict[str, Any]]:
    return page, _pictures(page, at, openable)


def _pictures(shown: ServicePage, at: AsOf, openable: Openable) -> dict[str, Any]:
    sentence, criteria = coverage_words(shown), RolloutCriteria(service=shown.service.ozg_id)
    title = str(sentence)
    mapped = AuthorityCriteria(mapped_service=shown.service.ozg_id)
    links = map_links(shown.places, mapped, at, openable)
    chart = areas_map(shown.places, chart_id="areas", title=title, links=links, labels=CLASSES_OF_ONE)
    return {
        "sentence": sentence,
        "about": criteria.about,
        "rows_href": criteria.href(at),
        "rows_csv": criteria.csv(at),
        "bar": counts_bar(shown.count, criteria, at, chart_id="coverage", title=title),
        # Drawn once for as long as nothing has changed: it has as many areas as there are places.
        "map": render_to_string("charts/areas.html", {"chart": chart, "about": mapped.about, "table": "rows"}),
    }
