"""The map's table: how many places and inhabitants each class holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.charts import AreasChart
from dashboards.figures.areas import Place


@dataclass(frozen=True, slots=True)
class AreaClass:
    """One class of the map with the number of its places, their inhabitants, and their share of all inhabitants."""

    slug: str
    label: str
    places: int
    inhabitants: int
    share: float | None


def area_classes(places: Sequence[Place], chart: AreasChart) -> tuple[AreaClass, ...]:
    """The classes in the order of the map's legend; every place counts once, drawn or not."""
    everybody = sum(place.authority.population for place in places)
    rows = []
    for one in chart.classes:
        members = [place for place in places if place.area_class == one.slug]
        inhabitants = sum(place.authority.population for place in members)
        share = inhabitants / everybody if everybody else None
        rows.append(AreaClass(one.slug, one.label, len(members), inhabitants, share))
    return tuple(rows)
