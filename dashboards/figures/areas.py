"""The map: what the inhabitants of each administration's territory can do online."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.charts import AreasChart, ClassInput, areas_chart
from dashboards.charts.areas import territory
from dashboards.figures.bundles import places_on
from dashboards.figures.moment import Moment
from dashboards.figures.rollouts import tally
from dashboards.permissions import Openable
from municipalities.coverage import Count
from municipalities.models import Authority, Competence
from municipalities.queries import RolloutQuerySet
from ozgtracker import german

NOTHING = Count()


@dataclass(frozen=True, slots=True)
class Place:
    """An administration with the rollouts that are meant for its inhabitants: its own and its Landkreis's."""

    authority: Authority
    count: Count

    @property
    def area_class(self) -> str:
        """full, high (half or more), low, none, unknown (nobody reported anything) or not-competent."""
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
        return _("{name}: {live} von {total} live, {unknown} ohne Meldung").format(
            name=self.authority.label,
            live=german.number(self.count.live),
            total=german.number(self.count.total),
            unknown=german.number(self.count.unknown),
        )


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


def areas_map(
    places: tuple[Place, ...], *, chart_id: str, title: str, hrefs: dict[str, str] | None = None
) -> AreasChart:
    """The map of these places; a place the map has no shape for is left to the table."""
    legend = (
        ClassInput("full", _("alle live")),
        ClassInput("high", _("mindestens die Hälfte")),
        ClassInput("low", _("weniger als die Hälfte")),
        ClassInput("none", _("noch keine")),
        ClassInput("unknown", _("keine Meldung")),
        ClassInput("not-competent", _("keine Zuständigkeit bekannt")),
    )
    drawn = {place.authority.ars: place for place in places if place.authority.ars in territory().shapes}
    present = {"unknown", *(place.area_class for place in drawn.values())}
    return areas_chart(
        {ars: place.area_class for ars, place in drawn.items()},
        tuple(one for one in legend if one.slug in present),
        chart_id=chart_id,
        title=title,
        words={ars: place.words for ars, place in drawn.items()},
        hrefs=hrefs,
    )


def place_links(places: tuple[Place, ...], at: Moment, openable: Openable) -> dict[str, str]:
    """Where a click on the map leads: the authority's page, or for those who may not open it its rollouts."""
    return {
        place.authority.ars: at.href("authority", place.authority.ars)
        if openable.includes(place.authority.pk)
        else at.href("rollouts", verwaltung=place.authority.ars)
        for place in places
    }
