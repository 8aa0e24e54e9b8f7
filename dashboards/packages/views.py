"""Packages: what may go out when, and what holds it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from dashboards.figures.criteria import ServiceCriteria
from dashboards.figures.packages import package_figures
from dashboards.figures.plan import opening_of, plan_began, plan_on
from dashboards.figures.tallies import state_tally
from dashboards.figures.undercut import undercut
from dashboards.packages.page import (
    assignment_sentence,
    outside_packages,
    package_needs,
    package_sentence,
    package_services,
    packages_sentence,
)
from dashboards.packages.tables import NeedTable, PackageServiceTable
from dashboards.parts.package_card import package_card
from dashboards.permissions import READERS
from ozgtracker.access import allow, turns_back
from ozgtracker.remembered import remembered_page
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.crumbs import Step
from services.models import Package


@turns_back
@allow(READERS)
@require_safe
def packages(request: MemberRequest) -> HttpResponse:
    """All packages: the rule, what is live, what is missing, and the services that belong to none."""
    return remembered_page(request, "dashboards/packages/list.html", lambda: _packages(request.as_of))


def _packages(at: AsOf) -> dict[str, Any]:
    since = plan_began(at)
    found = package_figures(at)
    return {
        "at": at,
        "sentence": packages_sentence(found),
        "cards": [package_card(figures, at, since=since) for figures in found],
        "assigned": assignment_sentence(at),
        "outside": outside_packages(at),
    }


@turns_back
@allow(READERS)
@require_safe
def package(request: MemberRequest, number: int) -> HttpResponse:
    """One package: its rule, its services, and why not yet."""
    at = request.as_of
    found = get_object_or_404(Package, number=number)
    return remembered_page(
        request,
        "dashboards/packages/package.html",
        lambda: _package(found, at),
        package=found,
        trail=[Step(_("Pakete"), at.href("packages")), Step(found.name)],
    )


def _package(package: Package, at: AsOf) -> dict[str, Any]:
    number, tally = package.number, state_tally(at)
    figures = next(one for one in package_figures(at, tally) if one.package.number == number)
    without = () if figures.unmet else ("waits_for",)
    card = package_card(figures, at, since=plan_began(at))
    return {
        "at": at,
        "card": card,
        "sentence": package_sentence(figures),
        "figures": (card.rollouts, card.headline, card.unknown),
        "services": PackageServiceTable(list(package_services(number, at, tally)), without=without),
        "needs": NeedTable(list(package_needs(figures, at))),
        "undercut": undercut(at, number),
        **_services_links(number, at),
        "opening": opening_of(plan_on(at)).get(number),
    }


def _services_links(number: int, at: AsOf) -> dict[str, str]:
    """Its services in the catalogue, and the same list to take away."""
    href = ServiceCriteria(assignment=str(number)).href(at)
    return {"services_href": href, "services_csv": at.href("services-csv", zuordnung=number)}
