"""Where: the authorities that report, the municipalities they serve, and one authority's page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.downloads import download
from accounts.requests import MemberRequest
from dashboards.figures.authorities import reported
from dashboards.figures.criteria import MunicipalityCriteria
from dashboards.parts.by_name import by_name
from dashboards.parts.reported import reported_sentence
from dashboards.permissions import READERS, openable_by, opens_all
from dashboards.places.authority import authority_page, authority_sentence, find_authority
from dashboards.places.filters import AuthorityFilter, MunicipalityFilter
from dashboards.places.municipality import municipality_page
from dashboards.places.rows import authority_rows, municipality_rows, served_by_others
from dashboards.places.sentences import municipalities_sentence
from dashboards.places.tables import OF_A_BUNDLE, AuthorityTable, MunicipalityTable, month_heads
from municipalities.mandate_forms import AppointForm
from municipalities.models import Authority, Municipality
from municipalities.permissions import APPOINTERS
from ozgtracker import german
from ozgtracker.access import allow, turns_back
from ozgtracker.remembered import recall
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.crumbs import Step
from ozgtracker.ui.filters import Chip
from ozgtracker.ui.listing import Listing


@turns_back
@allow(READERS)
@require_safe
@by_name
def municipalities(request: MemberRequest) -> HttpResponse:
    """All authorities, or with `ebene=gemeinden` all municipalities."""
    return _municipalities(request) if _is_lower(request) else _authorities(request)


@turns_back
@allow(READERS)
@require_safe
@by_name
def municipalities_csv(request: MemberRequest) -> StreamingHttpResponse:
    """The same authorities, or with `ebene=gemeinden` the same municipalities, as a table, all of them."""
    if _is_lower(request):
        return download(_("Gemeinden"), request.as_of.day, _lower(request).sheet())
    return download(_("Verwaltungen"), request.as_of.day, _upper(request).sheet())


@turns_back
@allow(READERS)
@require_safe
def authority(request: MemberRequest, ars: str) -> HttpResponse:
    """What this place offers, what is next for it, and who speaks for it; of an Ortsgemeinde, who acts for it."""
    at = request.as_of
    visible = Authority.objects.visible_to(request.user, request.today)
    found = find_authority(visible, ars, at)
    if found is None:
        return _municipality(request, ars)
    page = authority_page(found, at, request.user)
    district = found.district
    members_open = opens_all(request.user)
    context = {
        "page": page,
        "at": at,
        "sentence": authority_sentence(page),
        "members_open": members_open,
        "district_href": at.href("authority", district.ars) if district and members_open else "",
        "report_href": f"{reverse('report')}?ars={ars}" if page.speaks and not request.looking_back else "",
        "appoint_form": AppointForm() if request.user.role in APPOINTERS and not request.looking_back else None,
        "proposed": page.proposed,
        "trail": [Step(_("Kommunen"), at.href("municipalities")), Step(found.label)],
    }
    return render(request, "dashboards/places/authority.html", context)


def _municipality(request: MemberRequest, ars: str) -> HttpResponse:
    """A body without an administration that this person may open. What is known of it, everybody may read."""
    at = request.as_of
    has_administration = Authority.objects.filter(ars=ars).exists()
    page = None if has_administration else municipality_page(ars, at, openable_by(request.user, request.today))
    if page is None:
        raise Http404
    trail = [Step(_("Kommunen"), at.href("municipalities", ebene="gemeinden")), Step(page.name)]
    return render(request, "dashboards/places/municipality.html", {"page": page, "at": at, "trail": trail})


def _is_lower(request: MemberRequest) -> bool:
    return request.GET.get("ebene") == "gemeinden"


def _upper(request: MemberRequest) -> Listing:
    at, openable = request.as_of, openable_by(request.user, request.today)
    rows = partial(authority_rows, at=at, openable=openable)
    return Listing(request, AuthorityTable, AuthorityFilter(request), rows=rows, heads=month_heads(at))


def _lower(request: MemberRequest) -> Listing:
    at, openable, found = request.as_of, openable_by(request.user, request.today), MunicipalityFilter(request)
    bundle = found.text("buendel")
    rows = partial(municipality_rows, at=at, openable=openable, bundle=bundle)
    without = () if bundle else OF_A_BUNDLE
    return Listing(request, MunicipalityTable, found, per_page=100, rows=rows, without=without)


def _authorities(request: MemberRequest) -> HttpResponse:
    at, listing = request.as_of, _upper(request)
    # Whoever types the name of an Ortsgemeinde looks for the administration behind it.
    same_name = MunicipalityCriteria(words=listing.filters.chosen("name") or "")
    words = _("%(count)s von %(total)s Verwaltungen")
    context = {
        **_frame(at, listing, words, Authority.objects.valid_on(at.day).count()),
        "sentence": reported_sentence(recall(("reported", at), lambda: reported(at)), at),
        "served": _served(request, same_name) if same_name.words else None,
        "served_href": same_name.href(at),
    }
    return listing.answer("dashboards/places/list.html", context)


def _served(request: MemberRequest, same_name: MunicipalityCriteria) -> MunicipalityTable | None:
    at, openable = request.as_of, openable_by(request.user, request.today)
    rows = municipality_rows(served_by_others(same_name, at)[:20], at, openable)
    return MunicipalityTable(rows, without=OF_A_BUNDLE, sorts=False) if rows else None


def _municipalities(request: MemberRequest) -> HttpResponse:
    at, listing = request.as_of, _lower(request)
    asked = listing.filters.criteria()
    words = _("%(count)s von %(total)s Gemeinden")
    context = {
        **_frame(at, listing, words, Municipality.objects.valid_on(at.day).count()),
        "sentence": municipalities_sentence(asked.bundle, at),
        "incomplete_href": replace(asked, complete="nein").href(at) if asked.complete == "ja" else "",
    }
    return listing.answer("dashboards/places/list.html", context)


def _frame(at: AsOf, listing: Listing, words: str, total: int) -> dict[str, Any]:
    upper, lower = at.href("municipalities"), at.href("municipalities", ebene="gemeinden")
    is_upper = isinstance(listing.table, AuthorityTable)
    return {
        "at": at,
        "count_words": words % {"count": german.number(listing.total), "total": german.number(total)},
        "reset": upper if is_upper else lower,
        "tabs": [Chip(_("Verwaltungen"), upper, is_upper), Chip(_("Gemeinden"), lower, not is_upper)],
    }
