"""What keeps a service from going live, and how much waits at gates: from the tallies, for one Land or for all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dashboards.figures.areas import places_of_groups
from municipalities.coverage import Count
from municipalities.tally_queries import Groups, by_authority
from ozgtracker.former_links import pairs_on
from ozgtracker.ui.as_of import AsOf
from services.models import Component, FormerNeed, Package


@dataclass(frozen=True, slots=True)
class Gate:
    """What services of a group wait for: their package and components, the platform among them, by primary key."""

    package: int | None
    components: frozenset[int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Rollouts that are not live and could be, of all; the authorities they are of; the inhabitants they are meant
    for."""

    rollouts: int
    of_rollouts: int
    authorities: int
    of_authorities: int
    inhabitants: int
    of_inhabitants: int


def gates_on(at: AsOf, groups: Groups) -> dict[int, Gate]:
    """Of each group on that day (three queries)."""
    packages = dict(Package.objects.values_list("number", "pk"))
    platform = set(Component.objects.filter(is_platform=True).values_list("pk", flat=True))
    needs: dict[int, set[int]] = {group: set(platform) for group in groups.packages}
    for service, component in pairs_on(FormerNeed, at.day):
        if service in needs:
            needs[service].add(component)
    return {
        group: Gate(None if number is None else packages.get(number), frozenset(needs[group]))
        for group, number in groups.packages.items()
    }


def waiting_at(chosen: Collection[int], at: AsOf, groups: Groups) -> Waiting:
    """What of these groups is not live, against everything (ten queries at most)."""
    counts = by_authority(at, chosen, groups.waiting)
    everything = by_authority(at, groups.packages, groups.waiting)
    places = places_of_groups(frozenset(chosen), at, groups)
    return Waiting(
        rollouts=sum(map(open_in, counts.values())),
        of_rollouts=sum(count.total for count in everything.values()),
        authorities=sum(open_in(count) > 0 for count in counts.values()),
        of_authorities=len(everything),
        inhabitants=sum(place.authority.population for place in places if open_in(place.count)),
        of_inhabitants=sum(place.authority.population for place in places),
    )


def open_in(count: Count) -> int:
    """How many are not live, and neither reported as another's business nor as impossible to digitise."""
    return count.total - count.live - count.not_competent - count.not_digitisable
