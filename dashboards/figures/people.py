"""Inhabitants: for how many something is live. Never added up from authorities, always from the places they live in."""

from __future__ import annotations

from dashboards.figures.areas import Reach, inhabitants_reached, places_of
from dashboards.figures.bundles import BundleReach, bundle_reach
from dashboards.figures.criteria import MunicipalityCriteria, RolloutCriteria
from dashboards.figures.rollouts import find_rollouts
from ozgtracker.ui.as_of import AsOf
from services.models import Bundle


def reach_of(rows: RolloutCriteria, at: AsOf) -> Reach:
    """For whom at least one of these rollouts is live, and for whom all (a fixed number of queries)."""
    return inhabitants_reached(places_of(find_rollouts(rows, at), at))


def every(rows: RolloutCriteria, at: AsOf) -> int:
    """Inhabitants for whom all of these rollouts are live."""
    return reach_of(rows, at).every


def some(rows: RolloutCriteria, at: AsOf) -> int:
    """Inhabitants for whom at least one of them is live."""
    return reach_of(rows, at).some


def served(rows: RolloutCriteria, at: AsOf) -> int:
    """Inhabitants for whom it is known who carries these out."""
    places = places_of(find_rollouts(rows, at), at)
    return sum(place.authority.population for place in places if place.count.total)


def everybody(rows: RolloutCriteria | None, at: AsOf) -> int:
    """All inhabitants of the Land."""
    return reach_of(rows or RolloutCriteria(), at).everybody


def with_bundle(rows: MunicipalityCriteria, at: AsOf) -> int:
    """Inhabitants who can do all of the bundle online."""
    return _reach_of_bundle(rows, at).inhabitants


def of_bundles(rows: MunicipalityCriteria, at: AsOf) -> int:
    """All inhabitants of municipalities, whatever the bundle."""
    return _reach_of_bundle(rows, at).all_inhabitants


def _reach_of_bundle(rows: MunicipalityCriteria, at: AsOf) -> BundleReach:
    return bundle_reach(Bundle.objects.get(slug=rows.bundle), at)
