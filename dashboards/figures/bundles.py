"""Bundles ("Neu zugezogen"): where somebody can do everything online (letter, content focus; design, domain 3.3 no. 8).

A municipality has a bundle complete if every service of it is live at every authority competent for its inhabitants:
its own administration and its Landkreis. All municipalities of one administration share that answer, so the
question is asked once for each of the 170 administrations, not for each of the 2,300 municipalities.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from dashboards.figures.moment import Moment
from dashboards.figures.rollouts import in_state, rollouts_on
from municipalities.kinds import Kind
from municipalities.models import Authority, Municipality, Rollout
from municipalities.queries import AuthorityQuerySet
from municipalities.rollout_states import RolloutState
from services.models import Bundle, Service

# Rollouts of the authorities that are competent for the inhabitants of a place: itself and its Landkreis.
FOR_INHABITANTS = Q(authority=OuterRef("pk")) | Q(authority=OuterRef("district"))


@dataclass(frozen=True, slots=True)
class Missing:
    """A service of the bundle, and the inhabitants who cannot have it online yet (or nobody has said so)."""

    service: Service
    inhabitants: int


@dataclass(frozen=True, slots=True)
class BundleReach:
    """Who can do the whole bundle online. high counts every rollout without a report as live."""

    bundle: Bundle
    municipalities: int
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
        """Share of the inhabitants, unknown counted as live."""
        return self.inhabitants_high / self.all_inhabitants if self.all_inhabitants else None


def places_on(at: Moment) -> AuthorityQuerySet:
    """The administrations inhabitants have as their own: all but the Landkreise."""
    return Authority.objects.valid_on(at.day).exclude(kind=Kind.DISTRICT)


def complete_places(bundle: str, at: Moment, *, unknown_as_live: bool = False) -> AuthorityQuerySet:
    """Places whose inhabitants can do the whole bundle of that slug online."""
    rollouts = rollouts_on(at).filter(FOR_INHABITANTS, service__bundles__slug=bundle)
    accepted = [RolloutState.LIVE, RolloutState.UNKNOWN] if unknown_as_live else [RolloutState.LIVE]
    nothing_missing = ~Exists(rollouts.exclude(in_state(*accepted)))
    places = places_on(at).annotate(services_here=_services_here(bundle))
    return places.filter(nothing_missing, services_here=_services_of(bundle), services_here__gt=0)


def bundle_reach(bundle: Bundle, at: Moment) -> BundleReach:
    """Reach of one bundle: a fixed number of queries, whatever the number of municipalities."""
    everybody = Municipality.objects.valid_on(at.day)
    services = list(bundle.services.all())
    low = _people(everybody.filter(authority__in=complete_places(bundle.slug, at).values("pk")))
    high = _people(everybody.filter(authority__in=complete_places(bundle.slug, at, unknown_as_live=True).values("pk")))
    total = _people(everybody)
    return BundleReach(bundle, low[0], total[0], low[1], high[1], total[1], _missing(services, at))


def _people(municipalities: QuerySet[Municipality]) -> tuple[int, int]:
    counted = municipalities.aggregate(n=Count("pk"), people=Coalesce(Sum("population"), 0))
    return counted["n"], counted["people"]


def _services_of(bundle: str) -> Subquery:
    of_bundle = Bundle.objects.filter(slug=bundle).annotate(n=Count("services")).values("n")[:1]
    return Subquery(of_bundle, output_field=IntegerField())


def _services_here(bundle: str) -> Coalesce:
    here = Rollout.objects.competent().filter(FOR_INHABITANTS, service__bundles__slug=bundle)
    number = here.order_by().values("service__bundles__slug").annotate(n=Count("service", distinct=True))
    return Coalesce(Subquery(number.values("n")[:1], output_field=IntegerField()), 0)


def _missing(services: list[Service], at: Moment) -> tuple[Missing, ...]:
    """One query: for each service the inhabitants of the places where it is not live everywhere it must be."""
    if not services:
        return ()
    places = places_on(at)
    for service in services:
        rollouts = rollouts_on(at).filter(FOR_INHABITANTS, service=service)
        places = places.annotate(
            **{f"not_live_{service.pk}": Exists(rollouts.exclude(in_state(RolloutState.LIVE))) | ~Exists(rollouts)}
        )
    sums = places.aggregate(
        **{
            f"people_{service.pk}": Coalesce(Sum("population", filter=Q(**{f"not_live_{service.pk}": True})), 0)
            for service in services
        }
    )
    missing = (Missing(service, sums[f"people_{service.pk}"]) for service in services)
    return tuple(sorted(missing, key=lambda one: (-one.inhabitants, one.service.sort_key)))
