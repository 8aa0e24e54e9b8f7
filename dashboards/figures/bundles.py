"""Bundles ("Neu zugezogen"): where somebody can do everything online (letter, content focus; design, domain 3.3 no. 8).

A municipality has a bundle complete if every service of it is live at every authority competent for its inhabitants:
its own administration and its Landkreis. All municipalities of one administration share that answer, so the
question is asked once for each of the 170 administrations, not for each of the 2,300 municipalities.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from dashboards.figures.completeness import (
    LIVE,
    PlaceFacts,
    States,
    has_bundle,
    inhabitants,
    is_missing,
    is_unreported,
    may_have_bundle,
)
from dashboards.figures.rollouts import in_state, rollouts_on
from municipalities.kinds import Kind
from municipalities.models import Authority, AuthorityQuerySet, Competence, Municipality, Rollout
from municipalities.rollout_states import RolloutState
from ozgtracker.ui.as_of import AsOf
from services.models import Bundle, Service

# Rollouts meant for the inhabitants of a place, as RolloutQuerySet.offered_to finds them for places at hand.
TAKEN_OVER = Competence.objects.taken_over().values("service")
FOR_INHABITANTS = Q(authority=OuterRef("pk")) | Q(authority=OuterRef("district_then")) & (
    ~Q(Exact(OuterRef("is_large_town_then"), Value(value=True))) | ~Q(service__in=TAKEN_OVER)
)


@dataclass(frozen=True, slots=True)
class Missing:
    """A service of the bundle, the inhabitants who cannot have it online yet, and those of whom nobody knows it."""

    service: Service
    inhabitants: int
    unreported: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a municipality lacks of a bundle, by name: known not to be live, and reported by nobody."""

    missing: tuple[str, ...] = ()
    unreported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BundleReach:
    """Who can do the whole bundle online. high counts what nobody reported as live, where the gate is open."""

    bundle: Bundle
    municipalities: int
    municipalities_high: int
    all_municipalities: int
    inhabitants: int
    inhabitants_high: int
    all_inhabitants: int
    missing: tuple[Missing, ...]

    @property
    def share(self) -> float | None:
        """Share of the inhabitants, unknown counted as not live."""
        return self.inhabitants / self.all_inhabitants if self.all_inhabitants else None

    @property
    def share_high(self) -> float | None:
        """Share of the inhabitants, unknown counted as live where the gate allows it."""
        return self.inhabitants_high / self.all_inhabitants if self.all_inhabitants else None


def places_on(at: AsOf) -> AuthorityQuerySet:
    """The administrations inhabitants have as their own: all but the Landkreise."""
    return Authority.objects.valid_on(at.day).as_of(at).exclude(kind=Kind.DISTRICT)


def complete_places(bundle: str, at: AsOf) -> AuthorityQuerySet:
    """Places whose inhabitants can do the whole bundle of that slug online: completeness.has_bundle in SQL."""
    services = Service.objects.in_bundle(bundle, at.day).order_by().values("pk")
    rollouts = rollouts_on(at).filter(FOR_INHABITANTS, service__in=services)
    nothing_missing = ~Exists(rollouts.exclude(in_state(RolloutState.LIVE)))
    places = places_on(at).annotate(services_here=_services_here(bundle, at))
    return places.filter(nothing_missing, services_here=_number_of_services(bundle, at), services_here__gt=0)


def bundle_reach(bundle: Bundle, at: AsOf) -> BundleReach:
    """Reach of one bundle: a fixed number of queries, whatever the number of municipalities."""
    services = list(Service.objects.in_bundle(bundle.slug, at.day))
    keys = [service.pk for service in services]
    places, states = _places(at), _states(keys, at)
    complete = [place for place in places if has_bundle(place, keys, states, LIVE)]
    barred = frozenset(Service.objects.filter(pk__in=keys).waiting_on(at.day).values_list("pk", flat=True))
    perhaps = [place for place in places if may_have_bundle(place, keys, states, barred)]
    missing = [
        Missing(
            service,
            inhabitants=inhabitants(one for one in places if is_missing(one, service.pk, states)),
            unreported=inhabitants(one for one in places if is_unreported(one, service.pk, states)),
        )
        for service in services
    ]
    return BundleReach(
        bundle=bundle,
        municipalities=sum(place.municipalities for place in complete),
        municipalities_high=sum(place.municipalities for place in perhaps),
        all_municipalities=sum(place.municipalities for place in places),
        inhabitants=inhabitants(complete),
        inhabitants_high=inhabitants(perhaps),
        all_inhabitants=inhabitants(places),
        missing=tuple(sorted(missing, key=lambda one: (-one.inhabitants, one.service.sort_key))),
    )


def missing_services(bundle: str, municipalities: Iterable[Municipality], at: AsOf) -> dict[int, Lacking]:
    """What the inhabitants lack of the bundle, by primary key of the municipality (three queries).

    The municipalities must say what held on the day (ozgtracker.former.dated).
    """
    services = list(Service.objects.in_bundle(bundle, at.day))
    states = _states([service.pk for service in services], at)
    taken_over = _taken_over()
    places = [
        (
            one.pk,
            PlaceFacts(one.authority_id, one.district_id, 1, one.population, taken_over[one.authority.is_large_town]),
        )
        for one in municipalities
    ]
    return {
        key: Lacking(
            missing=tuple(service.name for service in services if is_missing(place, service.pk, states)),
            unreported=tuple(service.name for service in services if is_unreported(place, service.pk, states)),
        )
        for key, place in places
    }


def _places(at: AsOf) -> list[PlaceFacts]:
    """Every administration that has inhabitants of its own, with its municipalities (two queries)."""
    taken_over = _taken_over()
    here = places_on(at).filter(pk=OuterRef("authority_then"))
    rows = (
        Municipality.objects.valid_on(at.day)
        .as_of(at)
        .annotate(district_here=Subquery(here.values(then=F("district_then"))))
        .annotate(is_large_town_here=Subquery(here.values(then=F("is_large_town_then"))))
        .order_by()
        .values_list(F("authority_then"), F("district_here"), F("is_large_town_here"))
        .annotate(municipalities=Count("pk"), people=Sum("population_then"))
    )
    return [
        PlaceFacts(authority, district, municipalities, people, taken_over[bool(is_large_town)])
        for authority, district, is_large_town, municipalities, people in rows
    ]


def _taken_over() -> dict[bool, frozenset[int]]:
    """What the Landkreis does not do in a large town, and elsewhere: nothing (one query)."""
    return {True: frozenset(TAKEN_OVER.values_list("service", flat=True)), False: frozenset()}


def _states(services: list[int], at: AsOf) -> States:
    """The state of every rollout of these services (one query)."""
    rows = rollouts_on(at).filter(service__in=services).values_list("authority", "service", F("state_then"))
    return {(authority, service): RolloutState(state) for authority, service, state in rows}


def _number_of_services(bundle: str, at: AsOf) -> Subquery:
    return Subquery(_counted(Service.objects.in_bundle(bundle, at.day), "pk"), output_field=IntegerField())


def _services_here(bundle: str, at: AsOf) -> Coalesce:
    services = Service.objects.in_bundle(bundle, at.day).order_by().values("pk")
    here = Rollout.objects.competent_on(at).filter(FOR_INHABITANTS, service__in=services)
    return Coalesce(Subquery(_counted(here, "service"), output_field=IntegerField()), 0)


def _counted(rows: QuerySet[Any], field: str) -> QuerySet[Any]:
    """SQL: how many different ones there are, for a subquery."""
    found: QuerySet[Any] = rows.order_by().values(all=Value(1)).annotate(n=Count(field, distinct=True)).values("n")
    return found[:1]
