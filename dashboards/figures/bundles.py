"""Bundles ("Neu zugezogen"): where somebody can do everything online (letter, content focus; design, domain 3.3 no. 8).

A municipality has a bundle complete if every service of it is live at every authority competent for its inhabitants:
its own administration and its Landkreis. All municipalities of one administration share that answer, so the
question is asked once for each of the 170 administrations, not for each of the 2,300 municipalities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from dashboards.figures.completeness import NOTHING, Offer, PlaceFacts, Served
from dashboards.figures.rollouts import in_state, rollouts_on
from municipalities.kinds import Kind
from municipalities.models import Authority, AuthorityQuerySet, Competence, Municipality, Rollout
from municipalities.rollout_states import RolloutState
from municipalities.tally_queries import bits_by_authority, waiting_services
from ozgtracker.remembered import recall_large
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
    """Places whose inhabitants can do the whole bundle of that slug online: completeness.Served.live in SQL."""
    services = Service.objects.in_bundle(bundle, at.day).order_by().values("pk")
    rollouts = rollouts_on(at).filter(FOR_INHABITANTS, service__in=services)
    nothing_missing = ~Exists(rollouts.exclude(in_state(RolloutState.LIVE)))
    places = places_on(at).annotate(services_here=_services_here(bundle, at))
    return places.filter(nothing_missing, services_here=_number_of_services(bundle, at), services_here__gt=0)


def bundle_reach(bundle: Bundle, at: AsOf) -> BundleReach:
    """Reach of one bundle: a fixed number of queries, whatever the number of municipalities."""
    services = list(Service.objects.in_bundle(bundle.slug, at.day))
    every, barred = _bits(services), _bits(services, waiting_services(at.day))
    serving, places = _serving(services, at), _places(at)
    complete, perhaps = list[PlaceFacts](), list[PlaceFacts]()
    missing: Counter[int] = Counter()
    unreported: Counter[int] = Counter()
    for place in places:
        served = serving(place)
        # served.missing and served.unreported, written out: asked for thousands of places.
        live, possible = served.live, served.possible(0)
        missing[every & ~possible] += place.inhabitants
        unreported[possible & ~live] += place.inhabitants
        if every and live == every:
            complete.append(place)
        if every and possible == every and served.possible(barred) == every:
            perhaps.append(place)
    return BundleReach(
        bundle=bundle,
        municipalities=sum(one.municipalities for one in complete),
        municipalities_high=sum(one.municipalities for one in perhaps),
        all_municipalities=sum(one.municipalities for one in places),
        inhabitants=sum(one.inhabitants for one in complete),
        inhabitants_high=sum(one.inhabitants for one in perhaps),
        all_inhabitants=sum(one.inhabitants for one in places),
        missing=_missing(services, missing, unreported),
    )


def _missing(services: list[Service], missing: Counter[int], unreported: Counter[int]) -> tuple[Missing, ...]:
    """For how many inhabitants each service is missing; the Counters count them by what they lack."""
    found = [
        Missing(
            service,
            inhabitants=sum(people for bits, people in missing.items() if bits >> place & 1),
            unreported=sum(people for bits, people in unreported.items() if bits >> place & 1),
        )
        for place, service in enumerate(services)
    ]
    return tuple(sorted(found, key=lambda one: (-one.inhabitants, one.service.sort_key)))


def missing_services(bundle: str, municipalities: Iterable[Municipality], at: AsOf) -> dict[int, Lacking]:
    """What the inhabitants lack of the bundle, by primary key of the municipality (a fixed number of queries).

    The municipalities must say what held on the day (ozgtracker.former.dated).
    """
    services = list(Service.objects.in_bundle(bundle, at.day))
    listed, every = list(municipalities), _bits(services)
    here = {key for one in listed for key in (one.authority_id, one.district_id) if key is not None}
    serving = _serving(services, at, here)
    lacking = {}
    for one in listed:
        place = PlaceFacts(one.authority_id, one.district_id, 1, one.population, one.authority.is_large_town)
        served = serving(place)
        lacking[one.pk] = Lacking(_names(services, served.missing(every)), _names(services, served.unreported))
    return lacking


def _names(services: list[Service], bits: int) -> tuple[str, ...]:
    return tuple(service.name for place, service in enumerate(services) if bits >> place & 1)


def _bits(services: list[Service], only: Collection[int] | None = None) -> int:
    return sum(1 << place for place, service in enumerate(services) if only is None or service.pk in only)


def _serving(
    services: list[Service], at: AsOf, authorities: Collection[int] | None = None
) -> Callable[[PlaceFacts], Served]:
    """What serves a place: asks for the offers of all authorities, or of these, and what large towns take over."""
    offers = {key: Offer(*bits) for key, bits in bits_by_authority(at, [one.pk for one in services], authorities)}
    taken_over = _bits(services, set(TAKEN_OVER.values_list("service", flat=True)))

    def serving(place: PlaceFacts) -> Served:
        district = offers.get(place.district, NOTHING) if place.district is not None else NOTHING
        return Served(
            offers.get(place.authority, NOTHING), district.without(taken_over) if place.is_large_town else district
        )

    return serving


def _places(at: AsOf) -> list[PlaceFacts]:
    """Every administration that has inhabitants of its own, with its municipalities (one query); no report changes
    them."""
    return recall_large(("places of bundles", at), lambda: _read_places(at))


def _read_places(at: AsOf) -> list[PlaceFacts]:
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
        PlaceFacts(authority, district, municipalities, people, bool(is_large_town))
        for authority, district, is_large_town, municipalities, people in rows
    ]


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
