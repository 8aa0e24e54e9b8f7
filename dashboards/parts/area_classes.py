"""The map's table: how many places and inhabitants each class holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboards.figures.areas import Place
from dashboards.figures.criteria import AuthorityCriteria
from ozgtracker.charts import ClassInput
from ozgtracker.charts.areas import ClassDrawing


@dataclass(frozen=True, slots=True)
class AreaClass:
    """One class of the map: how many places (href lists them), their inhabitants, and their share of everybody."""

    slug: str
    label: str
    count: int
    href: str
    name: str
    about: str
    inhabitants: int
    share: float | None


def area_classes(
    places: Sequence[Place], legend: Sequence[ClassInput | ClassDrawing], mapped: AuthorityCriteria
) -> tuple[AreaClass, ...]:
    """The classes in the order of the map's legend; every place counts once, drawn or not. mapped: what it shows."""
    living = Counter[str]()
    for place in places:
        living[place.area_class] += place.authority.population
    everybody = living.total()
    rows = []
    for one in legend:
        inhabitants = living[one.slug]
        share = inhabitants / everybody if everybody else None
        here = replace(mapped, area_class=one.slug)
        rows.append(AreaClass(one.slug, one.label, one.count, one.href, here.name, here.about, inhabitants, share))
    return tuple(rows)
