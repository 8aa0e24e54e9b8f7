"""Authorities and municipalities on a day: which ones, and who has reported."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q

from dashboards.figures.areas import places_of
from dashboards.figures.bundles import complete_places, places_on
from dashboards.figures.criteria import INCOMPLETE, AuthorityCriteria, MunicipalityCriteria, RolloutCriteria
from dashboards.figures.rollouts import find_rollouts, in_state, rollouts_in_package
from municipalities import tally_queries
from municipalities.models import Authority, AuthorityQuerySet, Municipality, MunicipalityQuerySet
from municipalities.months import Reported, Reporting
from municipalities.rollout_states import RolloutState
from ozgtracker.ui.as_of import AsOf


def find_authorities(criteria: AuthorityCriteria, at: AsOf) -> AuthorityQuerySet:
    """The authorities that meet all criteria, in no particular order."""
    found = Authority.objects.valid_on(at.day).as_of(at)
    for word in criteria.words.split()[:8]:
        found = found.filter(Q(label__icontains=word) | Q(seat__icontains=word) | Q(ars__startswith=word))
    if criteria.kind:
        found = found.filter(kind=criteria.kind)
    if criteria.district:
        found = found.within(criteria.district)
    if criteria.reported == INCOMPLETE:
        found = found.unfinished(at)
    elif criteria.reported:
        found = found.reported(Reported(criteria.reported), at)
    if criteria.live:
        live = rollouts_in_package(criteria.live, at).filter(in_state(RolloutState.LIVE))
        found = found.filter(Exists(live.filter(authority=OuterRef("pk"))))
    if criteria.area_class:
        found = found.filter(pk__in=_of_class(criteria, at))
    return found


def _of_class(criteria: AuthorityCriteria, at: AsOf) -> list[int]:
    """Primary keys of the places that the map of this package or service paints in that class."""
    mapped = RolloutCriteria(package=criteria.mapped_package, service=criteria.mapped_service)
    places = places_of(find_rollouts(mapped, at), at)
    return [place.authority.pk for place in places if place.area_class == criteria.area_class]


def find_municipalities(criteria: MunicipalityCriteria, at: AsOf) -> MunicipalityQuerySet:
    """The municipalities (Gemeinden) that meet all criteria, in no particular order."""
    found = Municipality.objects.valid_on(at.day).as_of(at)
    for word in criteria.words.split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(ars__startswith=word) | Q(ags__startswith=word))
    if criteria.district:
        here = Authority.objects.filter(ars=criteria.district).values("pk")
        found = found.filter(Q(district_then__in=here) | Q(authority_then__in=here))
    if criteria.bundle and criteria.complete:
        complete = Q(authority_then__in=complete_places(criteria.bundle, at).values("pk"))
        found = found.filter(complete if criteria.complete == "ja" else ~complete)
    return found


def reported(at: AsOf) -> Reporting:
    """How many authorities have reported everything, something, nothing in the month (three queries)."""
    return tally_queries.reporting(Authority.objects.valid_on(at.day), at)


def asked(_about: object, at: AsOf) -> int:
    """Authorities that are asked for at least one rollout: of those "has reported" is said."""
    return reported(at).asked


def acting(_about: object, at: AsOf) -> int:
    """Authorities that act for at least one municipality."""
    existing = Municipality.objects.valid_on(at.day).as_of(at).order_by()
    return existing.values(then=F("authority_then")).distinct().count()


def in_package(rows: AuthorityCriteria, at: AsOf) -> int:
    """Authorities competent for at least one service of the package (rows.live)."""
    return rollouts_in_package(rows.live or 0, at).order_by().values("authority").distinct().count()


def places(_about: object, at: AsOf) -> int:
    """Administrations that inhabitants have as their own."""
    return places_on(at).count()
