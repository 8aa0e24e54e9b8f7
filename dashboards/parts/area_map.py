"""The map of the territories, its legend, and where a click leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from django.templatetags.static import static
from django.utils.translation import gettext_lazy

from dashboards.figures.areas import CLASSES, Place
from dashboards.figures.criteria import AuthorityCriteria
from dashboards.permissions import Openable
from ozgtracker.charts import AreasChart, ClassInput, areas_chart
from ozgtracker.charts.areas import Territory, read_territory
from ozgtracker.land import land
from ozgtracker.made_files import map_sheet_of
from ozgtracker.ui.as_of import AsOf

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CLASSES_OF_ONE = CLASSES | {
    "full": gettext_lazy("live"),
    "none": gettext_lazy("nicht live"),
    "none-open": gettext_lazy("nicht live, Rest ohne Meldung"),
}
"""The same where the map shows a single service."""


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
        sheet=static(map_sheet_of(land().folder.name)),
    )


def map_links(places: tuple[Place, ...], mapped: AuthorityCriteria, at: AsOf, openable: Openable) -> MapLinks:
    """A click leads to the authority's page, or for those who may not open it to its rollouts; a class to its places.

    mapped names what the map shows: a package or a service.
    """
    areas = {
        place.authority.ars: at.href("authority", place.authority.ars)
        if openable.includes(place.authority.pk)
        else at.href("rollouts", verwaltung=place.authority.ars)
        for place in drawn_places(places).values()
    }
    return MapLinks(areas, {slug: replace(mapped, area_class=slug).href(at) for slug in CLASSES})
