"""The map: what the inhabitants of each administration's territory can do online."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.figures.bundles import places_on
from dashboards.figures.criteria import AuthorityCriteria
from dashboards.figures.figure import nonbreaking
from dashboards.figures.rollouts import tally
from dashboards.permissions import Openable
from municipalities.coverage import Count
from municipalities.models import Authority, Competence, RolloutQuerySet
from municipalities.rollout_states import STATES, WITHOUT_WORK, RolloutState
from ozgtracker import german
from ozgtracker.charts import AreasChart, ClassInput, areas_chart
from ozgtracker.charts.areas import Territory, read_territory
from ozgtracker.land import land
from ozgtracker.ui.as_of import AsOf
from ozgtracker.ui.told import Sentence, Told, joined, tell

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

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
CLASSES_OF_ONE = CLASSES | {
    "full": gettext_lazy("live"),
    "none": gettext_lazy("nicht live"),
    "none-open": gettext_lazy("nicht live, Rest ohne Meldung"),
}
"""The same where the map shows a single service."""


@dataclass(frozen=True, slots=True)
class Place:
    """An administration with the rollouts that are meant for its inhabitants: its own and its Landkreis's."""

    authority: Authority
    count: Count

    @property
    def area_class(self) -> str:
        """Its class, a key of CLASSES; high is half or more live, unknown that nobody reported anything. Where none is
        live but not all is reported, none-open: that is not known to be none."""
        if not self.count.total:
            return "not-competent"
        if self.count.unknown == self.count.total:
            return "unknown"
        if self.count.live == self.count.total:
            return "full"
        if not self.count.live:
            return "none-open" if self.count.unknown else "none"
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


def places_of(rollouts: RolloutQuerySet, at: AsOf) -> tuple[Place, ...]:
    """Every place with the tally of those of the rollouts that are meant for its inhabitants (three queries)."""
    counts = tally(rollouts, "authority", at)
    left = tally(rollouts.exclude(service__in=Competence.objects.taken_over().values("service")), "authority", at)
    places = []
    for authority in places_on(at):
        of_district = left if authority.is_large_town else counts
        district = of_district.get(authority.district_id, NOTHING)
        places.append(Place(authority, counts.get(authority.pk, NOTHING) + district))
    return tuple(places)


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
    counted = [(place.authority.population, place.count) for place in places]
    return Reach(
        some=sum(people for people, count in counted if count.live),
        some_high=sum(people for people, count in counted if count.possible),
        every=sum(people for people, count in counted if count.total and count.live == count.total),
        every_high=sum(people for people, count in counted if count.total and count.possible == count.total),
        everybody=sum(people for people, _count in counted),
    )


def reach_sentence(reach: Reach, about: str) -> Sentence:
    """ "Alles live: für 1 % der Menschen, höchstens 6 %. Mindestens eine Leistung: für 53 %, höchstens 96 %."."""
    every = _reached(_("Alle Leistungen live: für {low} der Menschen"), reach, "every", about)
    return nonbreaking(joined((every, _reached(_("Mindestens eine: für {low}"), reach, "some", about)), " "))


def _reached(words: str, reach: Reach, which: str, about: str) -> Sentence:
    low, high = getattr(reach, which), getattr(reach, f"{which}_high")
    found = tell(words, low=Told(german.percent(reach.share(low)), f"people.{which}", about))
    if low == high:
        return joined((found, "."))
    most = Told(german.percent(reach.share(high)), f"people.{which}-high", about)
    return joined((found, tell(_(", höchstens {high}."), high=most)))


@dataclass(frozen=True, slots=True)
class MapLinks:
    """Where the map leads: an area by its ARS, a class of the legend by its slug."""

    areas: dict[str, str]
    classes: dict[str, str]


NOWHERE = MapLinks({}, {})


@cache
def territory() -> Territory:
    """The shapes of the Land, read once."""
    return read_territory(land().folder / "areas.json")


def drawn_places(places: Iterable[Place]) -> dict[str, Place]:
    """Those the map has a shape for, by ARS; the others are left to the table."""
    shapes = territory().shapes
    return {place.authority.ars: place for place in places if place.authority.ars in shapes}


def map_legend(
    places: tuple[Place, ...], links: MapLinks = NOWHERE, labels: Mapping[str, StrOrPromise] = CLASSES
) -> tuple[ClassInput, ...]:
    """Every class that has a place, and the unknown, best first; every place counts once, drawn or not."""
    numbers = Counter(place.area_class for place in places)
    return tuple(
        ClassInput(slug, str(label), numbers[slug], links.classes.get(slug, ""))
        for slug, label in labels.items()
        if numbers[slug] or slug == "unknown"
    )


def areas_map(
    places: tuple[Place, ...],
    *,
    chart_id: str,
    title: str,
    links: MapLinks = NOWHERE,
    labels: Mapping[str, StrOrPromise] = CLASSES,
) -> AreasChart:
    """The map of these places."""
    drawn = drawn_places(places)
    return areas_chart(
        territory(),
        {ars: place.area_class for ars, place in drawn.items()},
        map_legend(places, links, labels),
        chart_id=chart_id,
        title=title,
        words={ars: place.words for ars, place in drawn.items()},
        hrefs=links.areas or None,
    )


def map_links(places: tuple[Place, ...], mapped: AuthorityCriteria, at: AsOf, openable: Openable) -> MapLinks:
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
