"""The map: what the inhabitants of each administration's territory can do online."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.figures.rollouts import tally
from municipalities.coverage import Count
from municipalities.kinds import Kind
from municipalities.models import Authority, Competence, RolloutQuerySet
from municipalities.rollout_states import WITHOUT_WORK, RolloutState
from municipalities.tally_queries import Groups, by_authority
from municipalities.words import STATES
from ozgtracker import german
from ozgtracker.former import dated
from ozgtracker.remembered import recall_large
from ozgtracker.ui.as_of import AsOf

NOTHING = Count()
CLASSES = {
    "full": gettext_lazy("alle live"),
    "high": gettext_lazy("mindestens die Hälfte"),
    "low": gettext_lazy("weniger als die Hälfte"),
    "none": gettext_lazy("noch keine, alles gemeldet"),
    "none-open": gettext_lazy("keine, Rest ohne Meldung"),
    "unknown": gettext_lazy("gar keine Meldung"),
    "not-competent": gettext_lazy("keine Zuständigkeit bekannt"),
}
"""Every class of a place, best first, as the legend of a package says it."""


@dataclass(frozen=True, slots=True)
class Place:
    """An administration with the rollouts that are meant for its inhabitants: its own and its Landkreis's."""

    authority: Authority
    count: Count

    @property
    def area_class(self) -> str:
        """Its class, a key of CLASSES; high is half or more live, unknown that nobody reported anything. Where none is
        live but not all is reported, none-open: that is not known to be none."""
        total, live, unknown = self.count.total, self.count.live, self.count.unknown
        if not total:
            return "not-competent"
        if unknown == total:
            return "unknown"
        if live == total:
            return "full"
        if not live:
            return "none-open" if unknown else "none"
        return "high" if live * 2 >= total else "low"

    @property
    def words(self) -> str:
        """ "Verbandsgemeinde Montabaur: 3 von 12 live, 2 ohne Meldung"."""
        words = _("%(name)s: %(live)s von %(total)s live, %(unknown)s ohne Meldung") % {
            "name": self.authority.label,
            "live": german.number(self.count.live),
            "total": german.number(self.count.total),
            "unknown": german.number(self.count.unknown),
        }
        nothing_to_do = [
            f"{german.number(self.count.of(state))} {STATES[state].label}"
            for state in RolloutState
            if state in WITHOUT_WORK and self.count.of(state)
        ]
        return ", ".join([words, *nothing_to_do])


def places_of(rollouts: RolloutQuerySet, at: AsOf) -> tuple[Place, ...]:
    """Every place with the tally of those of the rollouts that are meant for its inhabitants (three queries)."""
    counts = tally(rollouts, "authority", at)
    left = tally(rollouts.exclude(service__in=Competence.objects.taken_over().values("service")), "authority", at)
    return tuple(_place(authority, counts, left) for authority in _authorities(at))


def places_in_package(number: int, at: AsOf, groups: Groups) -> tuple[Place, ...]:
    """The same of all rollouts of a package, from the tallies (at most five queries)."""
    return places_of_groups(groups.in_package(number), at, groups)


def places_of_groups(chosen: frozenset[int], at: AsOf, groups: Groups) -> tuple[Place, ...]:
    """The same of all rollouts of these groups of services."""
    counts = by_authority(at, chosen, groups.waiting)
    authorities = _authorities(at)
    above_towns = {one.district_id for one in authorities if one.is_large_town and one.district_id is not None}
    left = by_authority(at, chosen - groups.taken_over, groups.waiting, above_towns) if above_towns else {}
    return tuple(_place(authority, counts, left) for authority in authorities)


def _authorities(at: AsOf) -> list[Authority]:
    """Those of places_on, with what a place tells of them, as it was on the day; no report changes them."""
    return recall_large(("authorities of the map", at), lambda: _read_authorities(at))


def _read_authorities(at: AsOf) -> list[Authority]:
    told = ("ars", "label", "kind", "population", "district", "is_large_town")
    return dated(Authority.objects.valid_on(at.day).exclude(kind=Kind.DISTRICT).only(*told), at)


def _place(authority: Authority, counts: Mapping[int, Count], left: Mapping[int, Count]) -> Place:
    """left: what its Landkreis does for a large town."""
    of_district = left if authority.is_large_town else counts
    district = of_district.get(authority.district_id, NOTHING) if authority.district_id else NOTHING
    return Place(authority, counts.get(authority.pk, NOTHING) + district)


@dataclass(frozen=True, slots=True)
class Reach:
    """Inhabitants for whom at least one of the rollouts is live, and for whom all are: two ends of one scale, each with
    the most it can be if what nobody reported is live where the gate allows it."""

    some: int
    some_high: int
    every: int
    every_high: int
    everybody: int

    def share(self, inhabitants: int) -> float | None:
        """Of everybody; None where nobody lives."""
        return inhabitants / self.everybody if self.everybody else None


def inhabitants_reached(places: Iterable[Place]) -> Reach:
    """Who can use at least one of the rollouts counted at these places, and who all of them."""
    some = some_high = every = every_high = everybody = 0
    for place in places:
        people, count = place.authority.population, place.count
        total, live, possible = count.total, count.live, count.possible
        everybody += people
        some += people if live else 0
        some_high += people if possible else 0
        every += people if total and live == total else 0
        every_high += people if total and possible == total else 0
    return Reach(some, some_high, every, every_high, everybody)
