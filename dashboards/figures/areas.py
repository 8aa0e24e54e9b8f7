"""The map: what the inhabitants of each administration's territory can do online."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.charts import AreasChart, ClassInput, areas_chart
from dashboards.charts.areas import territory
from dashboards.figures.bundles import places_on
from dashboards.figures.criteria import AuthorityCriteria
from dashboards.figures.moment import Moment
from dashboards.figures.rollouts import tally
from dashboards.permissions import Openable
from municipalities.coverage import Count
from municipalities.models import Authority, Competence
from municipalities.queries import RolloutQuerySet
from municipalities.rollout_states import STATES, WITHOUT_WORK, RolloutState
from ozgtracker import german

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOTHING = Count()
CLASSES = {
    "full": gettext_lazy("alle live"),
    "high": gettext_lazy("mindestens die Hälfte"),
    "low": gettext_lazy("weniger als die Hälfte"),
    "none": gettext_lazy("noch keine"),
    "unknown": gettext_lazy("keine Meldung"),
    "not-competent": gettext_lazy("keine Zuständigkeit bekannt"),
}
"""Every class of a place, best first, as the legend of a package says it."""
CLASSES_OF_ONE = CLASSES | {"full": gettext_lazy("live"), "none": gettext_lazy("nicht live")}
"""The same where the map shows a single service."""


@dataclass(frozen=True, slots=True)
class Place:
    """An administration with the rollouts that are meant for its inhabitants: its own and its Landkreis's."""

    authority: Authority
    count: Count

    @property
    def area_class(self) -> str:
        """Its class, a key of CLASSES; high is half or more, unknown that nobody reported anything."""
        if not self.count.total:
            return "not-competent"
        if self.count.unknown == self.count.total:
            return "unknown"
        if self.count.live == self.count.total:
            return "full"
        if not self.count.live:
            return "none"
        return "high" if self.count.live * 2 >= self.count.total else "low"

    @property
    def words(self) -> str:
        """ "Verbandsgemeinde Montabaur: 3 von 12 live, 2 ohne Meldung"."""
        words = _("{name}: {live} von {total} live, {unknown} ohne Meldung").format(
            name=self.authority.label,
            live=german.number(self.count.live),
            total=german.number(self.count.total),
            unknown=german.number(self.count.unknown),
        )
        nothing_to_do = [
            f"{german.number(self.count.of(state))} {STATES[state].label}"
            for state in RolloutState
            if state in WITHOUT_WORK and self.count.of(state)
        ]
        return ", ".join([words, *nothing_to_do])


def places_of(rollouts: RolloutQuerySet, at: Moment) -> tuple[Place, ...]:
    """Every place with the tally of those of the rollouts that are meant for its inhabitants (three queries)."""
    counts = tally(rollouts, "authority")
    left = tally(rollouts.exclude(service__in=Competence.objects.taken_over().values("service")), "authority")
    places = []
    for authority in places_on(at):
        of_district = left if authority.is_large_town else counts
        district = of_district.get(authority.district_id, NOTHING)
        places.append(Place(authority, counts.get(authority.pk, NOTHING) + district))
    return tuple(places)


def inhabitants_reached(places: tuple[Place, ...]) -> tuple[int, int]:
    """Inhabitants for whom at least one of the rollouts is live, and all inhabitants."""
    reached = sum(place.authority.population for place in places if place.count.live)
    return reached, sum(place.authority.population for place in places)


@dataclass(frozen=True, slots=True)
class MapLinks:
    """Where the map leads: an area by its ARS, a class of the legend by its slug."""

    areas: dict[str, str]
    classes: dict[str, str]


NOWHERE = MapLinks({}, {})


def areas_map(
    places: tuple[Place, ...],
    *,
    chart_id: str,
    title: str,
    links: MapLinks = NOWHERE,
    labels: Mapping[str, StrOrPromise] = CLASSES,
) -> AreasChart:
    """The map of these places; a place the map has no shape for is left to the table."""
    numbers = Counter(place.area_class for place in places)
    drawn = {place.authority.ars: place for place in places if place.authority.ars in territory().shapes}
    return areas_chart(
        {ars: place.area_class for ars, place in drawn.items()},
        tuple(
            ClassInput(slug, str(label), numbers[slug], links.classes.get(slug, ""))
            for slug, label in labels.items()
            if numbers[slug] or slug == "unknown"
        ),
        chart_id=chart_id,
        title=title,
        words={ars: place.words for ars, place in drawn.items()},
        hrefs=links.areas or None,
    )


def map_links(places: tuple[Place, ...], mapped: AuthorityCriteria, at: Moment, openable: Openable) -> MapLinks:
    """A click leads to the authority's page, or for those who may not open it to its rollouts; a class to its places.

    mapped names what the map shows: a package or a service.
    """
    areas = {
        place.authority.ars: at.href("authority", place.authority.ars)
        if openable.includes(place.authority.pk)
        else at.href("rollouts", verwaltung=place.authority.ars)
        for place in places
    }
    return MapLinks(areas, {slug: replace(mapped, area_class=slug).href(at) for slug in CLASSES})
