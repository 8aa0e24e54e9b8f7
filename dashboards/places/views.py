"""Where: the authorities that report, the municipalities they serve, and one authority's page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.paginator import Page
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.downloads import table_download
from accounts.requests import MemberRequest
from dashboards.figures.areas import CLASSES
from dashboards.figures.authorities import find_authorities, find_municipalities, reported
from dashboards.figures.criteria import AuthorityCriteria, MunicipalityCriteria
from dashboards.parts.area_map import CLASSES_OF_ONE
from dashboards.parts.by_name import by_name
from dashboards.parts.filters import FilterForm
from dashboards.parts.listing import Chip, order_of, page_of, render_list, without
from dashboards.parts.reported import reported_sentence
from dashboards.permissions import READERS, openable_by
from dashboards.places.authority import authority_page, authority_sentence
from dashboards.places.filters import AuthorityFilter, MunicipalityFilter
from dashboards.places.rows import authority_rows, municipality_rows, served_by_others
from dashboards.places.sentences import municipalities_sentence
from dashboards.places.sheets import authority_header, authority_lines, municipality_header, municipality_lines
from municipalities.mandate_forms import AppointForm
from municipalities.models import Authority, AuthorityQuerySet, Municipality, MunicipalityQuerySet
from municipalities.permissions import APPOINTERS, may_report
from ozgtracker import german
from ozgtracker.access import allow, turns_back
from ozgtracker.ui.as_of import AsOf
from services.models import Service

ORDERS = {"name": ("sort_key", "ars"), "einwohner": ("-population", "ars")}


@turns_back
@allow(READERS)
@require_safe
@by_name
def municipalities(request: MemberRequest) -> HttpResponse:
    """All authorities, or with `ebene=gemeinden` all municipalities."""
    return _municipalities(request) if request.GET.get("ebene") == "gemeinden" else _authorities(request)


@turns_back
@allow(READERS)
@require_safe
@by_name
def municipalities_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same authorities, or with `ebene=gemeinden` the same municipalities, as a table, all of them."""
    at, openable = request.as_of, openable_by(request.user, request.today)
    order = order_of(request, ORDERS)
    if request.GET.get("ebene") == "gemeinden":
        asked = MunicipalityFilter(request.GET).criteria()
        lower = municipality_rows(_found_municipalities(asked, order, at), at, openable, asked.bundle)
        return table_download(_("Gemeinden"), at.day, municipality_header(), municipality_lines(lower))
    upper = authority_rows(_found_authorities(AuthorityFilter(request.GET).criteria(), order, at), at, openable)
    return table_download(_("Verwaltungen"), at.day, authority_header(at), authority_lines(upper))


@turns_back
@allow(READERS)
@require_safe
def authority(request: MemberRequest, ars: str) -> HttpResponse:
    """What this place offers, what is next for it, and who speaks for it."""
    visible = Authority.objects.visible_to(request.user, request.today)
    found = get_object_or_404(visible.select_related("district"), ars=ars)
    at, openable = request.as_of, openable_by(request.user, request.today)
    page = authority_page(found, at, request.user)
    district = found.district
    opens_all = openable.keys is None
    context = {
        "page": page,
        "at": at,
        "sentence": authority_sentence(page),
        "members_open": opens_all,
        "district_href": at.href("authority", district.ars) if district and opens_all else "",
        "report_href": _report_href(request, found),
        "appoint_form": AppointForm() if request.user.role in APPOINTERS and not request.looking_back else None,
        "proposed": found.representatives.proposed().with_names() if not request.looking_back else [],
        "trail": [Chip(_("Kommunen"), at.href("municipalities")), Chip(found.label, "")],
    }
    return render(request, "dashboards/places/authority.html", context)


def _report_href(request: MemberRequest, found: Authority) -> str:
    """Where this person reports for the authority; nothing for those who may not, nor on a past day."""
    if request.looking_back or not may_report(request.user, found, request.today):
        return ""
    return f"{reverse('report')}?ars={found.ars}"


def _authorities(request: MemberRequest) -> HttpResponse:
    at, form = request.as_of, AuthorityFilter(request.GET)
    order, criteria, openable = order_of(request, ORDERS), form.criteria(), openable_by(request.user, request.today)
    page = page_of(request, _found_authorities(criteria, order, at), 50)
    # Whoever types the name of an Ortsgemeinde looks for the administration behind it.
    same_name = MunicipalityCriteria(words=criteria.words)
    context = {
        **_frame(at, "verwaltungen", form, page, Authority.objects.valid_on(at.day).count()),
        "sentence": reported_sentence(reported(at), at),
        "order": order,
        "narrowed": _narrowed(request, criteria),
        "rows": authority_rows(page, at, openable),
        "served": municipality_rows(served_by_others(same_name, at)[:20], at, openable) if criteria.words else [],
        "served_href": same_name.href(at),
    }
    return render_list(request, "dashboards/places/list.html", context)


def _found_authorities(criteria: AuthorityCriteria, order: str, at: AsOf) -> AuthorityQuerySet:
    return find_authorities(criteria, at).select_related("district").order_by(*ORDERS[order])


def _found_municipalities(criteria: MunicipalityCriteria, order: str, at: AsOf) -> MunicipalityQuerySet:
    found = find_municipalities(criteria, at).select_related("authority__district", "district")
    return found.order_by(*ORDERS[order])


def _narrowed(request: MemberRequest, criteria: AuthorityCriteria) -> list[Chip]:
    """The class of a map that a link asks for; it can be taken back."""
    if not criteria.area_class:
        return []
    mapped = _("Paket {number}").format(number=criteria.mapped_package) if criteria.mapped_package else _("alle Pakete")
    if criteria.mapped_service:
        mapped = Service.objects.filter(ozg_id=criteria.mapped_service).values_list("name", flat=True).first() or mapped
    labels = CLASSES_OF_ONE if criteria.mapped_service else CLASSES
    words = _("Karte {mapped}: {label}").format(mapped=mapped, label=labels[criteria.area_class])
    return [Chip(words, without(request, "gebiet", "paket", "leistung"))]


def _municipalities(request: MemberRequest) -> HttpResponse:
    at, form = request.as_of, MunicipalityFilter(request.GET)
    order, criteria = order_of(request, ORDERS), form.criteria()
    page = page_of(request, _found_municipalities(criteria, order, at), 100)
    context = {
        **_frame(at, "gemeinden", form, page, Municipality.objects.valid_on(at.day).count()),
        "sentence": municipalities_sentence(criteria.bundle, at),
        "order": order,
        "rows": municipality_rows(page, at, openable_by(request.user, request.today), criteria.bundle),
        "bundle": criteria.bundle,
        "incomplete_href": replace(criteria, complete="nein").href(at) if criteria.complete == "ja" else "",
    }
    return render_list(request, "dashboards/places/list.html", context)


def _frame(at: AsOf, level: str, form: FilterForm, page: Page[Any], total: int) -> dict[str, Any]:
    number, everything = german.number(page.paginator.count), german.number(total)
    is_upper = level == "verwaltungen"
    words = _("{count} von {total} Verwaltungen") if is_upper else _("{count} von {total} Gemeinden")
    upper, lower = at.href("municipalities"), at.href("municipalities", ebene="gemeinden")
    return {
        "form": form,
        "page": page,
        "at": at,
        "level": level,
        "reset": upper if is_upper else lower,
        "count_words": words.format(count=number, total=everything),
        "tabs": [Chip(_("Verwaltungen"), upper, is_upper), Chip(_("Gemeinden"), lower, not is_upper)],
    }
