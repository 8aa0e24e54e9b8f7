"""What: the catalogue of services, and one service."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.downloads import table_download
from accounts.requests import MemberRequest
from dashboards.figures.criteria import AuthorityCriteria, RolloutCriteria
from dashboards.figures.rollouts import rollouts_on
from dashboards.figures.services import find_services
from dashboards.parts.area_map import CLASSES_OF_ONE, areas_map, map_links
from dashboards.parts.bars import counts_bar
from dashboards.parts.by_name import by_name
from dashboards.parts.listing import Chip, order_of, page_of, render_list
from dashboards.parts.rollout_rows import rollout_rows
from dashboards.permissions import READERS, Openable, openable_by
from dashboards.services.filters import ServiceFilter
from dashboards.services.page import ServicePage, coverage_words, service_figures, service_page
from dashboards.services.rows import service_rows
from dashboards.services.sentences import catalogue_sentence
from dashboards.services.sheets import service_header, service_lines
from ozgtracker import german
from ozgtracker.access import allow, turns_back
from ozgtracker.ui.as_of import AsOf
from services.assignments import assignments_on
from services.models import Service, ServiceQuerySet

ORDERS = {
    "name": ("sort_key", "ozg_id"),
    "ozg": ("ozg_id",),
    "vorrang": ("priority", "sort_key", "ozg_id"),
    "paket": ("package_then", "assignment", "sort_key", "ozg_id"),
}


@turns_back
@allow(READERS)
@require_safe
@by_name
def services(request: MemberRequest) -> HttpResponse:
    """The catalogue, each service with its package by rule and how far it is."""
    at, form = request.as_of, ServiceFilter(request.GET)
    order = order_of(request, ORDERS)
    page = page_of(request, _found(form, order, at), 50)
    number, total = german.number(page.paginator.count), german.number(Service.objects.count())
    context = {
        "form": form,
        "page": page,
        "order": order,
        "at": at,
        "rows": service_rows(page, at),
        "reset": at.href("services"),
        "sentence": catalogue_sentence(at),
        "count_words": _("{count} von {total} Leistungen").format(count=number, total=total),
    }
    return render_list(request, "dashboards/services/list.html", context)


@turns_back
@allow(READERS)
@require_safe
@by_name
def services_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same services as a table, all of them."""
    at, form = request.as_of, ServiceFilter(request.GET)
    rows = service_rows(_found(form, order_of(request, ORDERS), at), at)
    return table_download(_("Leistungen"), at.day, service_header(), service_lines(rows))


def _found(form: ServiceFilter, order: str, at: AsOf) -> ServiceQuerySet:
    number = assignments_on(at.day, at.today).number("")
    found = find_services(form.criteria(), at).select_related("package", "topic_area", "life_event")
    found = found.annotate(package_then=number)
    return found.order_by(*ORDERS[order])


@turns_back
@allow(READERS)
@require_safe
def service(request: MemberRequest, ozg_id: str) -> HttpResponse:
    """One service: its facts with their sources, what it needs, how far it is where."""
    found = get_object_or_404(Service.objects.select_related("package", "topic_area", "life_event"), ozg_id=ozg_id)
    at = request.as_of
    shown, openable = service_page(found, at), openable_by(request.user, request.today)
    rollouts = rollouts_on(at).filter(service=found).select_related("authority", "service__package")
    page = page_of(request, rollouts.order_by("authority__sort_key", "authority__ars"), 50)
    context = {
        "shown": shown,
        "figures": service_figures(shown, at),
        "trail": [Chip(_("Leistungen"), at.href("services")), Chip(found.name, "")],
        "page": page,
        "rows": rollout_rows(page, at, openable),
        "at": at,
        **_pictures(shown, at, openable),
    }
    return render_list(request, "dashboards/services/service.html", context)


def _pictures(shown: ServicePage, at: AsOf, openable: Openable) -> dict[str, Any]:
    sentence, criteria = coverage_words(shown), RolloutCriteria(service=shown.service.ozg_id)
    title = str(sentence)
    mapped = AuthorityCriteria(mapped_service=shown.service.ozg_id)
    links = map_links(shown.places, mapped, at, openable)
    return {
        "sentence": sentence,
        "mapped": mapped.about,
        "about": criteria.about,
        "rows_href": criteria.href(at),
        "rows_csv": criteria.csv(at),
        "bar": counts_bar(shown.count, criteria, at, chart_id="coverage", title=title),
        "map": areas_map(shown.places, chart_id="areas", title=title, links=links, labels=CLASSES_OF_ONE),
    }
